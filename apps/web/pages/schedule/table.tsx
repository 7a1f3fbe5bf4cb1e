import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Light } from '../../parts/light';
import { ReadTable } from '../../parts/read-table';
import type { Days, Line } from './lines';
import styles from './schedule.module.css';

/** All columns stand beside each other on a desktop. */
const WRAPS = 'numbers wraps narrow';

/** Everything that the chart shows, to be read: by a screen reader, on paper, by whoever wants the days. */
export function ScheduleTable({ title, lines }: { title: string; lines: readonly Line[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <>
      <ReadTable
        title={title}
        rows={lines}
        columns={[
          { title: t('schedule.number'), className: 'numbers', render: (_, l) => (l.step === null ? l.item.number : null) },
          { title: t('schedule.work'), className: WRAPS, render: (_, l) => <Work line={l} /> },
          { title: t('schedule.unit'), className: WRAPS, render: (_, l) => (l.step === null ? null : nameOf(l.step.unitId)) },
          { title: t('schedule.state'), render: (_, l) => t(`schedule.states.${l.state}`) },
          { title: t('schedule.light'), className: WRAPS, render: (_, l) => <Light light={l.light} late={l.step?.late} corrected={l.step?.corrected} /> },
          { title: t('schedule.deadline'), className: 'numbers', render: (_, l) => l.deadline ?? t('schedule.noDay') },
          { title: t('schedule.slack'), align: 'right', className: WRAPS, render: (_, l) => l.slack },
          { title: t('schedule.firstDeadline'), className: 'numbers', render: (_, l) => (l.step === null ? null : (l.firstDeadline ?? t('common.none'))) },
          { title: t('schedule.planned'), className: WRAPS, render: (_, l) => <Span days={l.planned} /> },
          { title: t('schedule.actual'), className: WRAPS, render: (_, l) => <Span days={l.actual} /> },
          { title: t('schedule.finish'), className: WRAPS, render: (_, l) => <Finish line={l} /> },
        ]}
      />
      <p className="secondary">{t('schedule.slackHelp')}</p>
    </>
  );
}

/** From when to when, a line each where it is narrow; what has not ended yet has no end. */
function Span({ days: { from, to } }: { days: Days }): React.ReactNode {
  const { t } = useTranslation();
  if (from === null && to === null) return t('common.none');
  return (
    <>
      <span className={styles['whole']}>{from ?? ''}—</span>
      <wbr />
      <span className={styles['whole']}>{to ?? ''}</span>
    </>
  );
}

function Work({ line }: { line: Line }): React.ReactNode {
  const { t } = useTranslation();
  if (line.step === null)
    return (
      <Link to="/items/$itemId" params={{ itemId: line.item.itemId }}>
        {line.title}
      </Link>
    );
  return (
    <span className={styles['below']}>
      {line.title}
      {line.heldBy.length > 0 && <span className="secondary"> {t('schedule.heldBy', { steps: line.heldBy.join(t('common.list')) })}</span>}
    </span>
  );
}

function Finish({ line }: { line: Line }): React.ReactNode {
  const { t } = useTranslation();
  const day = line.step === null ? line.item.finish : line.to;
  if (day === null) return t('common.none');
  const done = line.step === null ? line.item.status === 'completed' : line.step.actual.to !== null;
  return t(done ? 'schedule.finished' : 'schedule.forecast', { day });
}
