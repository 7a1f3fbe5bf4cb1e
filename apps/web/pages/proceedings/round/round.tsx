import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../../api/as-of';
import { useIdentity } from '../../../api/use-session';
import { Section } from '../../../parts/page';
import type { Found } from '../acts/known';
import type { Round } from './entries';
import { FormsTable } from './forms-table';
import { PastForm } from './past-form';
import { UnitForm } from './unit-form';

/** Whether the reader's unit still fills in its form: that is what they come for, and it stands before everything else. */
export function isFilledBy(found: Found, unitId: string | null): boolean {
  return found.kind === 'reporting-round' && found.closed === null && found.content.lockedAt === null && found.content.forms.some((f) => f.unitId === unitId && f.status === 'open');
}

/** What a reporting round adds: the unit's own form, and for its office who has sent and who has not. Of a past day how far each form was and what stood in its lines. */
export function RoundPart({ round }: { round: Round }): React.ReactNode {
  const { t } = useTranslation();
  const { unitId } = useIdentity();
  const past = useAsOf() !== undefined;
  const { period, day, forms } = round.content;
  const office = unitId === round.officeUnitId;
  return (
    <>
      <p className="secondary numbers">{t('round.period', { from: period.from, to: period.to, day })}</p>
      {forms.some((f) => f.unitId === unitId && f.status !== 'dropped') && (
        <Section title={t('round.form')} term="reportingRound">
          {past ? <PastForm roundId={round.id} unitId={unitId} /> : <UnitForm roundId={round.id} unitId={unitId} />}
        </Section>
      )}
      {office && (
        <Section title={t('round.forms')} term="missing">
          <FormsTable round={round} past={past} />
        </Section>
      )}
    </>
  );
}
