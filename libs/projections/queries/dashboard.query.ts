import type { DataSource } from 'typeorm';
import { itemConditions, type CountFilter } from './item.filter';
import { holds, mayRead, type Asked } from './scope';
import { Statement } from './statement';

export interface Dashboard {
  total: number;
  byLight: { light: string; count: number }[];
  byCategory: { category: string | null; light: string; count: number }[];
  /** Items by unit: one with several units counts for each, so that each figure is the ledger's for that unit. */
  byUnit: { unitId: string; light: string; count: number }[];
  byStatus: { status: string; count: number }[];
}

/** Items by category, unit and light, as known now or at a moment. Each figure counts exactly the rows of its list. */
export async function dashboard(source: DataSource, asked: Asked, filter: CountFilter): Promise<Dashboard> {
  const s = new Statement();
  const where = [holds(s, 'i', asked), mayRead(s, asked), ...itemConditions(s, filter, asked)].join(' and ');
  const items = `select i.category, i.light, i.status, count(*)::int as count from read.item i where ${where} group by 1, 2, 3 order by 1, 2, 3`;
  // Items by each of their units and by the item's light: the ledger filtered by unit and light is the list behind. Counted by
  // the sets of units first, which are far fewer than items and have an index of their own.
  const sets = `select i.unit_ids, i.light, count(*) as count from read.item i where ${where} group by 1, 2`;
  const units = `select u.unit_id, g.light, sum(g.count)::int as count from (${sets}) g cross join unnest(g.unit_ids) as u(unit_id) group by 1, 2 order by 1, 2`;
  const [byItem, byUnit] = await Promise.all([
    source.query<{ category: string | null; light: string; status: string; count: number }[]>(items, s.values),
    source.query<{ unit_id: string; light: string; count: number }[]>(units, s.values),
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
