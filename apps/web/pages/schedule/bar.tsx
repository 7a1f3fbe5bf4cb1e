import type { ITask } from '@svar-ui/react-gantt';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { extentOf, type Days, type Line } from './lines';
import styles from './schedule.module.css';

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Two bars over one another: as it was scheduled, and below as it went and will go on. The deadlines are marks; where it ends later than scheduled, a line tells by how much. */
export function Bar({ data }: { data: ITask }): React.ReactNode {
  const { t } = useTranslation();
  const line = data['line'] as Line;
  const { from, to, planned, deadline, firstDeadline } = line;
  const whole = extentOf(line);
  if (whole === null || from === null || to === null) return null;
  const days = (at(whole.to) - at(whole.from)) / DAY_MS + 1;
  /** Where the end of a day lies, in parts of the whole's length. */
  const endOf = (day: string): number => (((at(day) - at(whole.from)) / DAY_MS + 1) / days) * 100;
  const placed = (first: string, last: string): React.CSSProperties => ({ left: `${endOf(first) - 100 / days}%`, width: `${endOf(last) - endOf(first) + 100 / days}%` });
  const name = t('schedule.bar', { work: line.title, from, to, state: t(`schedule.states.${line.state}`), light: t(`supervision.light.${line.light}`) });
  const said = isWhole(planned) ? `${name}${t('schedule.barPlanned', { ...planned })}` : name;
  return (
    <>
      {isWhole(planned) && <i aria-hidden="true" className={styles['scheduled']} style={placed(planned.from, planned.to)} />}
      <Link to="/items/$itemId" params={{ itemId: line.item.itemId }} tabIndex={-1} title={said} aria-label={name} className={`${styles['bar']} ${styles[line.state]} ${line.step === null ? styles['wholeItem'] : ''}`} style={placed(from, to)} />
      {deadline !== null && <span aria-hidden="true" className={styles['mark']} style={{ left: `${endOf(deadline)}%` }} />}
      {firstDeadline !== null && firstDeadline !== deadline && <span aria-hidden="true" className={`${styles['mark']} ${styles['first']}`} style={{ left: `${endOf(firstDeadline)}%` }} />}
      {line.slipped && planned.to !== null && to > planned.to && <i aria-hidden="true" className={styles['slip']} style={{ left: `${endOf(planned.to)}%`, width: `${endOf(to) - endOf(planned.to)}%` }} />}
    </>
  );
}

const isWhole = (days: Days): days is { from: string; to: string } => days.from !== null && days.to !== null;
