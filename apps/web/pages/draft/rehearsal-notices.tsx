import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { Chart } from '../../parts/chart/chart';
import { ReadTable } from '../../parts/read-table';
import type { Looked } from './rehearsed-list';

type Unit = Schemas['RehearsedUnitBody'];
/** Units with a colour of their own; more could not be told apart. */
const DRAWN = 7;

const monthsOf = (units: readonly Unit[]): string[] => [...new Set(units.flatMap(({ months }) => Object.keys(months)))].sort();
const told = (unit: Unit, month: string): number => (unit.months as Record<string, number>)[month] ?? 0;

/** How many notices each unit would get, month by month: drawn, and as a table, whose counts open their lists. */
export function NoticesByUnit({ units, look }: { units: readonly Unit[]; look: (looked: Looked) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const sorted = useMemo(() => [...units].sort((a, b) => b.total - a.total), [units]);
  const months = useMemo(() => monthsOf(units), [units]);
  const option = useMemo(() => {
    const others = sorted.slice(DRAWN);
    const series = sorted.slice(0, DRAWN).map((u) => ({ name: nameOf(u.unitId), data: months.map((m) => told(u, m)) }));
    if (others.length > 0) series.push({ name: t('draft.rehearsal.others'), data: months.map((m) => others.reduce((sum, u) => sum + told(u, m), 0)) });
    return {
      legend: { type: 'plain', top: 0 },
      grid: { left: 8, right: 16, top: 72, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: months },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map((s) => ({ ...s, type: 'bar', stack: 'notices' })),
    };
  }, [sorted, months, nameOf, t]);
  return <Chart title={t('draft.rehearsal.chart')} option={option} height={360} table={<NoticesTable units={sorted} months={months} look={look} />} />;
}

function NoticesTable({ units, months, look }: { units: readonly Unit[]; months: readonly string[]; look: (looked: Looked) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const number = { align: 'right' as const, className: 'numbers' };
  const opens = (u: Unit, of: string | undefined, count: number): React.ReactNode =>
    count === 0 ? (
      t('common.none')
    ) : (
      <Button type="link" size="small" aria-label={t('draft.rehearsal.openOf', { unit: nameOf(u.unitId), of: of ?? t('draft.rehearsal.total'), count })} onClick={() => look({ unitId: u.unitId, ...(of !== undefined && { of }), count })}>
        {count}
      </Button>
    );
  return (
    <ReadTable
      title={t('draft.rehearsal.chart')}
      rows={units.map((u) => ({ ...u, id: u.unitId }))}
      columns={[
        { title: t('draft.rehearsal.unit'), render: (_, u) => nameOf(u.unitId) },
        ...months.map((month) => ({ title: month, ...number, render: (_: unknown, u: Unit) => opens(u, month, told(u, month)) })),
        { title: t('draft.rehearsal.reminder'), ...number, dataIndex: 'reminder' },
        { title: t('draft.rehearsal.escalation'), ...number, dataIndex: 'escalation' },
        { title: t('draft.rehearsal.paper'), ...number, dataIndex: 'paper' },
        { title: t('draft.rehearsal.total'), ...number, render: (_, u) => opens(u, undefined, u.total) },
      ]}
    />
  );
}
