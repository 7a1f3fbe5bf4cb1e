import type { ITask } from '@svar-ui/react-gantt';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Line } from './lines';
import styles from './schedule.module.css';

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A bar from its first day to its last; the deadlines are marks on it, or beyond its end where it is finished before them. */
export function Bar({ data }: { data: ITask }): React.ReactNode {
  const { t } = useTranslation();
  const line = data['line'] as Line;
  const { from, to, deadline, firstDeadline } = line;
  if (from === null || to === null) return null;
  const days = (at(to) - at(from)) / DAY_MS + 1;
  /** Where the end of a day lies, in parts of the bar's length. */
  const placeOf = (day: string): string => `${(((at(day) - at(from)) / DAY_MS + 1) / days) * 100}%`;
  const name = t('schedule.bar', { work: line.title, from, to, state: t(`schedule.states.${line.state}`), light: t(`supervision.light.${line.light}`) });
  return (
    <>
      <Link to="/items/$itemId" params={{ itemId: line.item.itemId }} tabIndex={-1} title={name} aria-label={name} className={`${styles['bar']} ${styles[line.state]} ${line.step === null ? styles['wholeItem'] : ''}`} />
      {deadline !== null && <span aria-hidden="true" className={styles['mark']} style={{ left: placeOf(deadline) }} />}
      {firstDeadline !== null && firstDeadline !== deadline && <span aria-hidden="true" className={`${styles['mark']} ${styles['first']}`} style={{ left: placeOf(firstDeadline) }} />}
    </>
  );
}
