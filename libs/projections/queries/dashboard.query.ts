import type { DataSource } from 'typeorm';
import type { Scope } from './ledger.query';

export interface Count {
  category: string | null;
  unitId: string | null;
  light: string;
  count: number;
}

export interface Dashboard {
  total: number;
  byLight: { light: string; count: number }[];
  byCategory: { category: string | null; light: string; count: number }[];
  /** Items by unit: one with several units counts for each, so that each figure is the ledger's for that unit. */
  byUnit: { unitId: string; light: string; count: number }[];
  byStatus: { status: string; count: number }[];
}

/** Items by category, unit and light, as known now or at a moment. Each figure counts exactly the rows of its list. */
export async function dashboard(source: DataSource, scope: Scope, planId: string | null, asOf: string | null): Promise<Dashboard> {
  const parameters: unknown[] = [];
  const p = (value: unknown): string => `$${parameters.push(value)}`;
  const holds = (t: string, at: string | null): string => (at === null ? `${t}.known_to = 'infinity'` : `${t}.known_from <= ${at}::timestamptz and ${t}.known_to > ${at}::timestamptz`);
  const at = asOf === null ? null : p(asOf);
  const plan = planId === null ? '' : ` and i.plan_id = ${p(planId)}`;
  const scoped = scope.kind === 'all' ? '' : scope.kind === 'none' ? ' and false' : ` and (i.unit_ids && ${p(scope.unitIds)}::text[] or i.plan_id = any(${p(scope.planIds)}::text[]))`;
  const items = `select i.category, i.light, i.status, count(*)::int as count from read.item i where ${holds('i', at)}${plan}${scoped} group by 1, 2, 3`;
  // Items by each of their units and by the item's light: the ledger filtered by unit and light is the list behind.
  const units = `select u.unit_id, i.light, count(*)::int as count from read.item i cross join unnest(i.unit_ids) as u(unit_id) where ${holds('i', at)}${plan}${scoped} group by 1, 2`;
  const [byItem, byUnit] = await Promise.all([
    source.query<{ category: string | null; light: string; status: string; count: number }[]>(items, parameters),
    source.query<{ unit_id: string; light: string; count: number }[]>(units, parameters),
  ]);
  return {
    total: byItem.reduce((n, r) => n + r.count, 0),
    byLight: sum(byItem, (r) => ({ light: r.light })),
    byCategory: sum(byItem, (r) => ({ category: r.category, light: r.light })),
    byStatus: sum(byItem, (r) => ({ status: r.status })),
    byUnit: byUnit.map((r) => ({ unitId: r.unit_id, light: r.light, count: r.count })),
  };
}

function sum<R extends { count: number }, K extends object>(rows: readonly R[], key: (row: R) => K): (K & { count: number })[] {
  const sums = new Map<string, K & { count: number }>();
  for (const row of rows) {
    const k = key(row);
    const id = JSON.stringify(k);
    const held = sums.get(id);
    if (held) held.count += row.count;
    else sums.set(id, { ...k, count: row.count });
  }
  return [...sums.values()];
}
