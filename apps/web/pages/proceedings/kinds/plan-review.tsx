import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { LateTag } from '../../../parts/late-tag';
import { Section } from '../../../parts/page';
import { ReadTable } from '../../../parts/read-table';
import { cityMoment } from '../../../words/moments';
import type { Found } from '../acts/known';
import { Facts } from './facts';

/** Which plans came up from whom, with what was said of each. */
export function PlanReviewPart({ found }: { found: Extract<Found, { kind: 'plan-review' }> }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { fromUnitId, sendings, plans } = found.content;
  return (
    <>
      <Facts facts={[[t('proceedingParts.from'), nameOf(fromUnitId)], ...sendings.map((s): [string, string] => [`${t('proceedingParts.sendings')} ${cityMoment(s.at)}`, s.text])]} />
      <Section title={t('proceedingParts.plans')}>
        <ReadTable
          title={t('proceedingParts.plans')}
          rows={plans.map((p) => ({ ...p, id: p.planId }))}
          columns={[
            { title: t('proceedingActs.fields.title'), dataIndex: 'title' },
            { title: t('proceedingParts.unit'), render: (_, p) => nameOf(p.officeUnitId) },
            { title: t('proceedingParts.items'), align: 'right', className: 'numbers', render: (_, p) => `${p.items}/${p.itemsAbove}` },
            { title: t('proceedingParts.draftVersion'), align: 'right', className: 'numbers', dataIndex: 'draftVersion' },
            { title: t('proceeding.status'), render: (_, p) => <>{t(`proceedingParts.planStatus.${p.status}`)} {p.late && <LateTag>{t('proceedingParts.late')}</LateTag>}</> },
            { title: t('proceedingActs.fields.ruling'), render: (_, p) => p.rulings.at(-1)?.reason ?? '' },
          ]}
        />
      </Section>
    </>
  );
}
