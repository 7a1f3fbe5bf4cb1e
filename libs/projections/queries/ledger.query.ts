import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { ItemEntity } from '../entities/item.entity';
import { searchText } from '../item.rows';

/** What the caller may list: everything, or rows of these units and plans. */
export type Scope = { kind: 'all' } | { kind: 'units'; unitIds: readonly string[]; planIds: readonly string[] } | { kind: 'none' };

export const LEDGER_SORTS = ['number', 'deadline', 'light', 'nextDue', 'title'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];

export interface LedgerFilter {
  planId?: string;
  category?: string;
  unitId?: string;
  light?: string;
  status?: string;
  awaitingQuantification?: boolean;
  dueBefore?: string;
  /** Words that must all be found in number, title, category, contents and unit names. */
  text?: string;
  /** As known at this moment; now where it is left out. */
  asOf?: string;
}

export interface LedgerPage {
  total: number;
  rows: ItemEntity[];
}

const LIGHT_ORDER = `case i.light when 'red' then 0 when 'yellow' then 1 when 'blue' then 2 when 'grey' then 3 else 4 end`;
const ORDER: Record<LedgerSort, string> = { number: 'i.number_order', deadline: 'i.deadline', light: LIGHT_ORDER, nextDue: 'i.next_due', title: 'i.title' };

/** Rows that hold now, or held at a moment: two different indexes. */
export function holding<T extends object>(query: SelectQueryBuilder<T>, alias: string, asOf: string | undefined): SelectQueryBuilder<T> {
  return asOf === undefined
    ? query.andWhere(`${alias}.known_to = 'infinity'`)
    : query.andWhere(`${alias}.known_from <= :asOf and ${alias}.known_to > :asOf`, { asOf });
}

/** Narrows a query over items to what the caller may list. */
export function within<T extends object>(query: SelectQueryBuilder<T>, scope: Scope): SelectQueryBuilder<T> {
  if (scope.kind === 'all') return query;
  if (scope.kind === 'none') return query.andWhere('false');
  return query.andWhere('(i.unit_ids && :unitIds or i.plan_id = any(:planIds))', { unitIds: scope.unitIds, planIds: scope.planIds });
}

export function filtered(query: SelectQueryBuilder<ItemEntity>, filter: LedgerFilter): SelectQueryBuilder<ItemEntity> {
  holding(query, 'i', filter.asOf);
  if (filter.planId !== undefined) query.andWhere('i.plan_id = :planId', { planId: filter.planId });
  if (filter.category !== undefined) query.andWhere(filter.category === '' ? 'i.category is null' : 'i.category = :category', { category: filter.category });
  if (filter.unitId !== undefined) query.andWhere('i.unit_ids @> array[:unitId]', { unitId: filter.unitId });
  if (filter.light !== undefined) query.andWhere('i.light = any(:lights)', { lights: filter.light.split(',') });
  if (filter.status !== undefined) query.andWhere('i.status = any(:statuses)', { statuses: filter.status.split(',') });
  if (filter.awaitingQuantification !== undefined) query.andWhere('i.awaiting_quantification = :aq', { aq: filter.awaitingQuantification });
  if (filter.dueBefore !== undefined) query.andWhere('i.deadline <= :dueBefore', { dueBefore: filter.dueBefore });
  searchText(filter.text ?? '').split(/\s+/).filter((w) => w !== '').slice(0, 8).forEach((word, n) => {
    query.andWhere(`i.search like :w${n} escape '\\'`, { [`w${n}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%` });
  });
  return query;
}

/** One page of the ledger (台账), with the count of all that match. */
export async function ledgerPage(source: DataSource, scope: Scope, filter: LedgerFilter, sort: LedgerSort, descending: boolean, offset: number, limit: number): Promise<LedgerPage> {
  const base = (): SelectQueryBuilder<ItemEntity> => within(filtered(source.getRepository(ItemEntity).createQueryBuilder('i').where('true'), filter), scope);
  const [total, ids] = await Promise.all([
    base().getCount(),
    base()
      .select(['i.itemId', 'i.knownFrom'])
      .addSelect(ORDER[sort], 'ordering')
      .orderBy('ordering', descending ? 'DESC' : 'ASC', 'NULLS LAST')
      .addOrderBy('i.item_id', 'ASC')
      .offset(offset)
      .limit(limit)
      .getMany(),
  ]);
  if (ids.length === 0) return { total, rows: [] };
  const found = await source.getRepository(ItemEntity).createQueryBuilder('i').where('(i.item_id, i.known_from) in (select * from unnest(:itemIds::text[], :from::timestamptz[]))', { itemIds: ids.map((r) => r.itemId), from: ids.map((r) => r.knownFrom) }).getMany();
  const byId = new Map(found.map((r) => [r.itemId, r]));
  return { total, rows: ids.flatMap((r) => byId.get(r.itemId) ?? []) };
}
