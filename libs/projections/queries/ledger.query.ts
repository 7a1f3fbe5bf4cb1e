import type { DataSource } from 'typeorm';
import { itemConditions, stateAtEndOf, type ItemFilter } from './item.filter';
import { lowerOf } from './lower-items.query';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { holds, mayRead, mayReadNext, type Asked } from './scope';
import { Statement } from './statement';

export const LEDGER_SORTS = ['number', 'deadline', 'light', 'nextDue', 'title'] as const;
export type LedgerSort = (typeof LEDGER_SORTS)[number];

export interface LedgerRow {
  itemId: string;
  knownFrom: Date;
  planId: string;
  planNumber: string | null;
  number: string;
  title: string;
  category: string | null;
  status: string;
  light: string;
  late: boolean;
  paused: boolean;
  awaitingQuantification: boolean;
  deadline: string | null;
  firstDeadline: string | null;
  recurrence: string | null;
  leadUnitIds: string[];
  unitIds: string[];
  nextDue: Date | null;
  nextKey: string | null;
  /** What then happens (`act`), of which duty, and who owes that; null where nothing comes, or the reader is not shown that duty. */
  next: { act: string; kind: string; unitId: string | null } | null;
  /** How far its targets are; reached, value and unit of its only one. Null: it has none. */
  progress: { met: number; of: number; reached: number | null; value: number | null; unit: string | null } | null;
  closedHow: string | null;
  /** Items of lower plans, at whatever level, that take it up, and the worst of their lights; null: none. */
  lowerItems: number;
  lowerLight: string | null;
  /** What it was at the end of the day since which changes are asked for; null where none are, or it was not there. */
  before: { light: string; status: string } | null;
}

const COLUMNS = `i.item_id as "itemId", i.known_from as "knownFrom", i.plan_id as "planId", i.plan_number as "planNumber", i.number, i.title, i.category, i.status, i.light,
  i.late, i.paused, i.awaiting_quantification as "awaitingQuantification", i.deadline::text, i.first_deadline::text as "firstDeadline", i.recurrence,
  i.lead_unit_ids as "leadUnitIds", i.unit_ids as "unitIds", i.next_due as "nextDue", i.next_key as "nextKey", i.progress::jsonb as progress, i.closed_how as "closedHow", lower.items as "lowerItems", lower.light as "lowerLight"`;

const LIGHT_ORDER = `case i.light when 'red' then 0 when 'yellow' then 1 when 'blue' then 2 when 'grey' then 3 else 4 end`;
const ORDER: Record<LedgerSort, Order> = {
  number: { by: 'i.number_order' }, deadline: { by: 'i.deadline', nullable: true }, light: { by: LIGHT_ORDER }, nextDue: { by: 'i.next_due', nullable: true }, title: { by: 'i.title' },
};

/** One page of the ledger (台账), with the count of all that match. */
export async function ledgerPage(source: DataSource, asked: Asked, filter: ItemFilter, paging: Paging<LedgerSort>): Promise<Page<LedgerRow>> {
  const s = new Statement();
  const matching = `read.item i where ${[holds(s, 'i', asked), mayRead(s, asked), ...itemConditions(s, filter, asked)].join(' and ')}`;
  // The page is found by its keys alone, which an index may hold; the rest of its rows is fetched after.
  const keys = `select i.item_id, i.known_from from ${matching} ${orderOf(ORDER, paging, ['i.item_id'])}`;
  const matched = [...s.values];
  const lower = lowerOf(s, 'i', asked);
  const before = filter.changedSince === undefined ? 'null' : `(select jsonb_build_object('light', b.light, 'status', b.status) from ${stateAtEndOf(s, filter.changedSince)} b)`;
  const next = `case when i.next_act is not null and ${mayReadNext(s, asked)} then jsonb_build_object('act', i.next_act, 'kind', i.next_kind, 'unitId', i.next_unit_id) end`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${matching}`, matched),
    source.query<LedgerRow[]>(`select ${COLUMNS}, ${next} as next, ${before} as before from (${keys}) k join read.item i using (item_id, known_from) cross join lateral ${lower} lower ${orderOf(ORDER, { ...paging, offset: 0 }, ['i.item_id'])}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}
