import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import type { Line } from './lines';

/** Why a step ends later than it was scheduled: others that it waits for, a beginning that did not come, or its own course. */
type Why = 'held' | 'notBegun' | 'running' | 'sentLate';

function whyOf({ heldBy, step }: Line): Why {
  if (heldBy.length > 0) return 'held';
  if (step!.actual.to !== null) return 'sentLate';
  return step!.actual.from === null ? 'notBegun' : 'running';
}

/** Steps that moved from where they were scheduled, what moved them, and what follows: no deadline moves by itself. @param planId whose amendments take the days over; undefined where the reader makes none */
export function Slips({ lines, planId }: { lines: readonly Line[]; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const moved = lines.filter(({ step }) => step !== null && step.movedWorkingDays > 0);
  const number = { align: 'right' as const, className: 'numbers wraps narrow' };
  return (
    <Section title={t('schedule.slips.title')}>
      {moved.length === 0 ? (
        <p className="secondary">{t('schedule.slips.none')}</p>
      ) : (
        <>
          <p className="secondary">{t('schedule.slips.help')}</p>
          {planId !== undefined && (
            <p className="no-print">
              <Link to="/plans/$planId/amendments" params={{ planId }}>
                {t('schedule.slips.amend')}
              </Link>
            </p>
          )}
          <ReadTable
            title={t('schedule.slips.title')}
            rows={moved}
            columns={[
              { title: t('schedule.work'), className: 'wraps narrow', render: (_, l) => <Link to="/items/$itemId" params={{ itemId: l.item.itemId }}>{`${l.item.number} ${l.item.title}${l.title === l.item.title ? '' : ` · ${l.title}`}`}</Link> },
              { title: t('schedule.unit'), className: 'wraps narrow', render: (_, l) => nameOf(l.step!.unitId) },
              { title: t('schedule.slips.scheduled'), className: 'numbers wraps narrow', render: (_, l) => l.planned.to ?? t('common.none') },
              { title: t('schedule.finish'), className: 'numbers wraps narrow', render: (_, l) => l.to ?? t('common.none') },
              { title: t('schedule.slips.moved'), ...number, render: (_, l) => l.step!.movedWorkingDays },
              { title: t('schedule.slips.why'), className: 'wraps narrow', render: (_, l) => t(`schedule.slips.because.${whyOf(l)}`, { steps: l.heldBy.join(t('common.list')) }) },
              { title: t('schedule.slips.late'), ...number, render: (_, l) => l.step!.lateWorkingDays || t('schedule.slips.inTime') },
            ]}
          />
        </>
      )}
    </Section>
  );
}
