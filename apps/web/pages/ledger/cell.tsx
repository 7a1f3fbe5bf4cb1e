import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Light, type LightColour } from '../../parts/light';
import { figure } from '../../words/figures';
import { inBrackets } from '../../words/marks';
import { cityDay } from '../../words/moments';
import type { Column } from './columns';
import type { LedgerRow } from './rows';

/** What a column says of a row, on the screen; `whole`: on paper, where nothing is cut. */
export function Cell({ row, column, whole = false }: { row: LedgerRow; column: Column; whole?: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  switch (column) {
    case 'number':
      return row.number;
    case 'light':
      return <Light light={row.light as LightColour} late={row.late} paused={row.paused} />;
    case 'title':
      return row.title;
    case 'lead': {
      const [lead, ...others] = row.leadUnitIds;
      if (whole) return row.leadUnitIds.map(nameOf).join(t('common.list')) || t('common.none');
      return (
        <>
          {lead === undefined ? t('common.none') : nameOf(lead)}
          {others.length > 0 && <span className="secondary"> +{others.length}</span>}
        </>
      );
    }
    case 'deadline':
      return row.deadline ?? (row.awaitingQuantification ? t('supervision.awaitingQuantification') : t('common.none'));
    case 'firstDeadline':
      return row.firstDeadline ?? t('common.none');
    case 'category':
      return row.category ?? t('common.none');
    case 'status':
      return t(`supervision.status.${row.status as 'inProgress'}`);
    case 'progress':
      return <Progress progress={row.progress} />;
    case 'nextDue':
      return <Next row={row} />;
  }
}

/** What the only target has reached of what it asks for; of several how many are met. */
function Progress({ progress }: { progress: LedgerRow['progress'] }): React.ReactNode {
  const { t } = useTranslation();
  if (progress === null) return t('common.none');
  const { met, of, reached, value, unit } = progress;
  if (value === null) return t('ledgerTools.metOf', { met, of });
  return `${reached === null ? t('common.notTold') : figure(reached)}/${figure(value)} ${unit ?? ''}`;
}

/** What falls due next: when, what, and to whom. */
function Next({ row: { next, nextDue } }: { row: LedgerRow }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  if (nextDue === null) return t('common.none');
  if (next === null) return cityDay(nextDue);
  const owed = t(`supervision.duty.${next.kind as 'deliver'}`);
  return `${cityDay(nextDue)} ${t(`supervision.act.${next.act as 'remind'}`)}${inBrackets(next.unitId === null ? owed : t('ledgerTools.owes', { unit: nameOf(next.unitId), owed }))}`;
}
