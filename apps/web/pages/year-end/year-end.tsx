import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api, type Schemas } from '../../api/client';
import { usePlan } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Light } from '../../parts/light';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { Archive } from './archive';
import { Settle } from './settle';

type OpenItem = Schemas['OpenItemBody'];
const route = getRouteApi('/plans/$planId/year-end');

/** What is open at the plan's end, and what becomes of it? */
export function YearEnd(): React.ReactNode {
  const { t } = useTranslation();
  const { planId } = route.useParams();
  const asOf = useAsOf();
  const plan = usePlan(planId, asOf);
  const open = useQuery({ queryKey: ['year-end', planId], queryFn: () => answer(api.GET('/plans/{planId}/year-end', { params: { path: { planId } } })) });
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <Page title={t('planEnd.yearEnd.title', { plan: plan.data?.plan.title ?? '' })}>
      <Answered query={open} rows={8}>
        {(found) => (
          <>
            <p className="secondary numbers">{t('planEnd.yearEnd.help', { day: found.periodEnd ?? t('common.none') })}</p>
            {found.items.length === 0 ? (
              <Empty {...t('planEnd.yearEnd.none', { returnObjects: true })} />
            ) : (
              <>
                <Section title={`${t('planEnd.yearEnd.open')} ${found.items.length}`}>
                  <Items items={found.items} chosen={chosen} choose={asOf === undefined ? setChosen : null} />
                </Section>
                {asOf === undefined && <Settle planId={planId} chosen={chosen} />}
              </>
            )}
          </>
        )}
      </Answered>
      {plan.data && <Archive plan={plan.data} ready={open.data?.items.length === 0} />}
    </Page>
  );
}

function Items({ items, chosen, choose }: { items: readonly OpenItem[]; chosen: string[]; choose: ((itemIds: string[]) => void) | null }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ReadTable
      title={t('planEnd.yearEnd.open')}
      rows={items.map((i) => ({ ...i, id: i.itemId }))}
      selection={choose === null ? undefined : { selectedRowKeys: chosen, onChange: (keys) => choose(keys.map(String)), getCheckboxProps: (i) => ({ 'aria-label': `${i.number} ${i.title}` }), getTitleCheckboxProps: () => ({ 'aria-label': t('planEnd.yearEnd.open') }) }}
      columns={[
        { title: t('planEnd.yearEnd.item'), render: (_, i) => `${i.number} ${i.title}` },
        { title: t('item.light'), render: (_, i) => <Light light={i.light} late={i.late} /> },
        { title: t('planEnd.yearEnd.status'), render: (_, i) => t(`supervision.status.${i.status}`) },
        { title: t('planEnd.yearEnd.deadline'), className: 'numbers', render: (_, i) => i.deadline ?? t('common.none') },
        { title: t('planEnd.yearEnd.unmet'), align: 'right', className: 'numbers', dataIndex: 'unmet' },
        { title: t('planEnd.yearEnd.units'), className: 'wraps', render: (_, i) => i.openUnitIds.map(nameOf).join(t('common.list')) || t('common.none') },
      ]}
    />
  );
}
