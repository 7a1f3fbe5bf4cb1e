import { Link } from '@tanstack/react-router';
import { Gantt, Willow, type IApi, type IColumnConfig, type ITask } from '@svar-ui/react-gantt';
import '@svar-ui/react-gantt/style.css';
import '@svar-ui/react-grid/style.css';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsRest } from '../../api/rest-days';
import { useUnits } from '../../api/units';
import { Light } from '../../parts/light';
import { Bar } from './bar';
import { extentOf, STATES, type Line } from './lines';
import styles from './schedule.module.css';

const ROW_PX = 36;
const HEAD_PX = 30;
const MOST_PX = 640;

/** The chart draws in the browser's own days: a day is its midnight there. */
const dateOf = (day: string): Date => new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
const dayOf = (date: Date): string => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
const after = (date: Date, days: number): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);

/** Items and steps as bars over the days, with today, rest days and both deadlines. */
export function Chart({ lines, today, title }: { lines: readonly Line[]; today: string; title: string }): React.ReactNode {
  const { t } = useTranslation();
  const isRest = useIsRest();
  const { nameOf } = useUnits();
  const place = useCountedRows();
  const tasks = useMemo(() => lines.map((line) => taskOf(line, line.step === null ? null : nameOf(line.step.unitId))), [lines, nameOf]);
  const { start, end } = useMemo(() => spanOf(lines, today), [lines, today]);
  const columns: IColumnConfig[] = [
    { id: 'text', header: t('schedule.work'), width: 244, resize: false, cell: Work },
    { id: 'light', header: t('schedule.light'), width: 176, resize: false, cell: LightCell },
    { id: 'deadline', header: t('schedule.deadline'), width: 104, resize: false },
  ];
  const scales = [
    { unit: 'month' as const, step: 1, format: (date: Date) => dayOf(date).slice(0, 7) },
    // A line of days of its own would be too narrow for numbers: each week names its Monday.
    { unit: 'day' as const, step: 1, format: (date: Date) => (date.getDay() === 1 ? String(date.getDate()) : '') },
  ];
  const showToday = (gantt: IApi): void => void setTimeout(() => void gantt.exec('scroll-chart', { date: after(dateOf(today), -21) }));
  return (
    <section aria-label={title}>
      <p className="secondary">{t('schedule.legend')}</p>
      <ul className={styles['legend']} aria-label={t('schedule.bars')}>
        <li>
          <i aria-hidden="true" className={`${styles['sample']} ${styles['scheduled']} ${styles['shown']}`} /> {t('schedule.upper')}
        </li>
        <li>
          <i aria-hidden="true" className={`${styles['sample']} ${styles['slip']} ${styles['shown']}`} /> {t('schedule.slipLine')}
        </li>
      </ul>
      <ul className={styles['legend']} aria-label={t('schedule.state')}>
        {STATES.map((state) => (
          <li key={state}>
            <span aria-hidden="true" className={`${styles['sample']} ${styles[state]}`} /> {t(`schedule.states.${state}`)}
          </li>
        ))}
      </ul>
      <div ref={place} className={styles['chart']} style={{ height: Math.min(MOST_PX, HEAD_PX * 2 + ROW_PX * lines.length + 24) }}>
        <Willow fonts={false}>
          <Gantt
            readonly
            unscheduledTasks
            tasks={tasks}
            columns={columns}
            scales={scales}
            gridWidth={532}
            start={start}
            end={end}
            cellWidth={10}
            cellHeight={ROW_PX}
            scaleHeight={HEAD_PX}
            taskTemplate={Bar}
            highlightTime={(date, unit) => (unit !== 'day' ? '' : dayOf(date) === today ? styles['today']! : isRest(dayOf(date)) ? styles['rest']! : '')}
            init={showToday}
          />
        </Willow>
      </div>
    </section>
  );
}

/** The library counts rows from 0, where assistive technology knows none before the first: that one goes without. */
function useCountedRows(): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mend = (): void => place.current?.querySelectorAll('[aria-rowindex="0"]').forEach((row) => row.removeAttribute('aria-rowindex'));
    const watch = new MutationObserver(mend);
    watch.observe(place.current!, { childList: true, subtree: true });
    mend();
    return () => watch.disconnect();
  }, []);
  return place;
}

function taskOf(line: Line, unit: string | null): ITask {
  const whole = extentOf(line);
  const from = whole?.from ?? line.deadline;
  const start = from === null ? undefined : dateOf(from);
  const last = whole?.to ?? line.deadline;
  return {
    id: line.id,
    text: line.title,
    line,
    unit,
    light: line.light,
    deadline: line.deadline ?? '',
    type: 'task',
    ...(start === undefined || last === null ? { unscheduled: true } : { start, end: after(dateOf(last < from! ? from! : last), 1) }),
  };
}

/** Whole months around everything that is drawn. */
function spanOf(lines: readonly Line[], today: string): { start: Date; end: Date } {
  const days = [today, ...lines.flatMap(({ from, to, planned, deadline, firstDeadline }) => [from, to, planned.from, planned.to, deadline, firstDeadline].filter((d): d is string => d !== null))].sort();
  const [first, last] = [dateOf(days[0]!), dateOf(days.at(-1)!)];
  return { start: new Date(first.getFullYear(), first.getMonth(), 1), end: new Date(last.getFullYear(), last.getMonth() + 1, 1) };
}

/** The name opens the item. */
function Work({ row }: { row: ITask }): React.ReactNode {
  const line = row['line'] as Line;
  return (
    <Link to="/items/$itemId" params={{ itemId: line.item.itemId }} className={line.step === null ? styles['item'] : styles['below']} title={line.title}>
      {line.step === null && <span className="numbers">{line.item.number} </span>}
      {line.step === null ? line.title : `${row['unit'] as string}${line.title === line.item.title ? '' : ` · ${line.title}`}`}
    </Link>
  );
}

function LightCell({ row }: { row: ITask }): React.ReactNode {
  const line = row['line'] as Line;
  return <Light light={line.light} late={line.step?.late} corrected={line.step?.corrected} />;
}
