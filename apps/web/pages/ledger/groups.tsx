import { useQueries, useQuery } from '@tanstack/react-query';
import { Collapse } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { Light } from '../../parts/light';
import type { Filter } from './asked';
import { currentOf, LIGHTS, questionOf, type GROUPS } from './search';

type By = (typeof GROUPS)[number];

interface Group {
  key: string;
  filter: Filter;
  name: React.ReactNode;
}

/** The list by category, unit or light: each group with how many it has, opened one at a time or side by side. Empty ones are left out. */
export function Groups({ by, filter, list }: { by: By; filter: Filter; list: (filter: Filter) => React.ReactNode }): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string[]>([]);
  const groups = useGroups(by, filter);
  const counted = useQueries({ queries: groups.map((group) => ({ queryKey: ['ledger', 'of', group.filter, 0], queryFn: () => answer(api.GET('/ledger', { params: { query: { ...questionOf(group.filter), limit: 0 } } })) })) });
  const failed = counted.find((q) => q.isError);
  if (failed !== undefined) return <Failed error={failed.error} />;
  const shown = groups.map((group, n) => ({ group, count: counted[n]?.data?.total })).filter(({ count }) => count !== 0);
  return (
    <>
      {by === 'unit' && <p className="secondary">{t('ledgerTools.unitTwice')}</p>}
      <Collapse
        activeKey={open}
        onChange={(keys) => setOpen([keys].flat())}
        destroyOnHidden
        items={shown.map(({ group, count }) => ({
          key: group.key,
          label: (
            <span className="numbers">
              {group.name} · {count === undefined ? '…' : t('common.total', { count })}
            </span>
          ),
          children: open.includes(group.key) ? list(group.filter) : null,
        }))}
      />
    </>
  );
}

/** Which groups there may be, from the counts of the plan; a filter on the same column leaves one. */
function useGroups(by: By, filter: Filter): Group[] {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { planId, status, past, asOf } = filter;
  const question = { planId, ...currentOf({ planId, status, past }), asOf };
  const dashboard = useQuery({ queryKey: ['dashboard', question], enabled: by !== 'light', queryFn: () => answer(api.GET('/dashboard', { params: { query: question } })) });
  if (by === 'light') return LIGHTS.filter((light) => filter.light === undefined || filter.light.includes(light)).map((light) => ({ key: light, filter: { ...filter, light: [light] }, name: <Light light={light} /> }));
  if (by === 'unit') {
    const units = filter.unitId === undefined ? [...new Set(dashboard.data?.byUnit.map(({ unitId }) => unitId))] : [filter.unitId];
    return units.map((unitId) => ({ key: unitId, filter: { ...filter, unitId }, name: nameOf(unitId) }));
  }
  const categories = filter.category === undefined ? [...new Set(dashboard.data?.byCategory.map(({ category }) => category ?? ''))] : [filter.category];
  return categories.map((category) => ({ key: `category ${category}`, filter: { ...filter, category }, name: category === '' ? t('overview.noCategory') : category }));
}
