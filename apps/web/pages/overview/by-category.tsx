import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../parts/chart/chart';
import { PAPER } from '../../parts/chart/colours';
import { LIGHTS } from '../ledger/search';
import { CountTable } from './count-table';
import type { Dashboard } from './figures';
import { categoryBars } from './options';
import { useChartWords } from './use-chart-words';

export function categoriesOf(found: Dashboard, unnamed: string): { category: string | null; name: string; counts: { light: string; count: number }[] }[] {
  const categories = [...new Set(found.byCategory.map(({ category }) => category))];
  return categories.map((category) => ({ category, name: category ?? unnamed, counts: found.byCategory.filter((r) => r.category === category) }));
}

/** Lights by category: a bar or a cell opens its list. */
export function ByCategory({ found, planId }: { found: Dashboard; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useChartWords();
  const rows = useMemo(() => categoriesOf(found, t('overview.noCategory')), [found, t]);
  const option = useMemo(() => categoryBars(rows, words, PAPER), [rows, words]);
  const searchOf = (category: string | null, light?: (typeof LIGHTS)[number]) => ({ planId, category: category ?? '', ...(light && { light: [light] }) });
  return (
    <Chart
      title={t('overview.byCategory')}
      option={option}
      height={Math.max(300, rows.length * 30 + 72)}
      open={({ series, index }) => void navigate({ to: '/ledger', search: searchOf(rows[index]?.category ?? null, LIGHTS.find((l) => words.light(l) === series)) })}
      table={<CountTable title={t('overview.byCategory')} head={t('overview.category')} rows={rows.map(({ name, category, counts }) => ({ id: name, name, counts, search: (light) => searchOf(category, light) }))} />}
    />
  );
}
