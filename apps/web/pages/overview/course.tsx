import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Chart } from '../../parts/chart/chart';
import { PAPER } from '../../parts/chart/colours';
import { ReadTable } from '../../parts/read-table';
import { CountTable } from './count-table';
import { courseLines, trendBars } from './options';
import { useChartWords } from './use-chart-words';

type Point = Schemas['TrendPointBody'];
interface Props {
  points: readonly Point[];
  planId: string | undefined;
}

/** What the deadlines ask by the ends of months beside what was done by then. */
export function Course({ points, planId }: Props): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useChartWords();
  const option = useMemo(() => courseLines(points, words, PAPER), [points, words]);
  const dueBy = (day: string) => ({ planId, dueBefore: day });
  const doneBy = (day: string) => ({ planId, status: ['completed' as const], asOf: day });
  return (
    <Chart
      title={t('overview.course')}
      help={t('overview.courseHelp')}
      option={option}
      height={260}
      open={({ series, index }) => points[index] && void navigate({ to: '/ledger', search: series === words.due ? dueBy(points[index].day) : doneBy(points[index].day) })}
      table={
        <ReadTable
          title={t('overview.course')}
          rows={points.map((point) => ({ id: point.day, ...point }))}
          columns={[
            { title: t('overview.day'), dataIndex: 'day', className: 'numbers' },
            { title: words.due, align: 'right', className: 'numbers', render: (_, { due, day }) => <Link to="/ledger" search={dueBy(day)}>{due}</Link> },
            { title: words.completed, align: 'right', className: 'numbers', render: (_, { completed, day }) => (completed === null ? t('common.none') : <Link to="/ledger" search={doneBy(day)}>{completed}</Link>) },
          ]}
        />
      }
    />
  );
}

/** Red, yellow and blue of the last weeks. */
export function Trend({ points, planId }: Props): React.ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = useChartWords();
  const option = useMemo(() => trendBars(points, words, PAPER), [points, words]);
  const searchOf = (day: string, light?: 'red' | 'yellow' | 'blue' | 'green' | 'grey') => ({ planId, asOf: day, ...(light && { light: [light] }) });
  return (
    <Chart
      title={t('overview.trend')}
      help={t('overview.trendHelp')}
      option={option}
      height={260}
      open={({ series, index }) => points[index] && void navigate({ to: '/ledger', search: searchOf(points[index].day, (['red', 'yellow', 'blue'] as const).find((l) => words.light(l) === series)) })}
      table={<CountTable title={t('overview.trend')} head={t('overview.day')} lights={['red', 'yellow', 'blue']} rows={points.map(({ day, byLight }) => ({ id: day, name: day, counts: byLight, search: (light) => searchOf(day, light) }))} />}
    />
  );
}
