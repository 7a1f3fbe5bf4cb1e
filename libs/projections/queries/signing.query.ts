import type { DataSource } from 'typeorm';
import { SIGN_PAPER } from '#libs/supervision/proceeding/papers';
import type { Day } from '#libs/supervision/time/day';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { holds, mayReadDuty, mayReadWhole, type Asked } from './scope';
import { Statement } from './statement';

/** A paper that waits for its signature (待签发), of an item or of a proceeding. */
export interface PaperToSignRow {
  /** Null for one of a proceeding. */
  itemId: string | null;
  /** `difficulty/d1`; null for one of an item. */
  proceeding: string | null;
  planId: string | null;
  /** Of the item. */
  number: string | null;
  title: string;
  paperId: string;
  noticeId: string;
  kind: string;
  series: string | null;
  text: string | null;
  /** The day that the paper sets. */
  deadline: Day | null;
  recipients: unknown;
  draftedAt: Date;
  /** Last day for the signature. */
  due: Day | null;
}

export const SIGNING_SORTS = ['due', 'drafted', 'title'] as const;
export type SigningSort = (typeof SIGNING_SORTS)[number];
const ORDER: Record<SigningSort, Order> = { due: { by: 'w.due', nullable: true }, drafted: { by: 'w."draftedAt"' }, title: { by: 'w.title' } };

/** Of an item's duty `sign:<paper>`. */
const OF_ITEM = `d.item_id as "itemId", null::text as proceeding, d.plan_id as "planId", i.number, i.title, substr(d.duty, length('sign:') + 1) as "paperId"`;
const OF_PROCEEDING = `null::text as "itemId", d.kind || '/' || d.proceeding_id as proceeding, d.plan_id as "planId", null::text as number, x.title, substr(d.duty, length('${SIGN_PAPER}') + 1) as "paperId"`;

/** One page of the papers that wait for a signer of the unit: those that a signature is owed for, so none whose matter is gone. */
export async function papersToSign(source: DataSource, asked: Asked, unitId: string, paging: Paging<SigningSort>): Promise<Page<PaperToSignRow>> {
  const s = new Statement();
  const issuer = s.p(unitId, 'text');
  const ofItems = `select ${OF_ITEM}, d.due from read.duty d join read.item i on i.item_id = d.item_id
    where d.kind = 'sign' and d.unit_id = ${issuer} and ${holds(s, 'd', asked)} and ${holds(s, 'i', asked)} and ${mayReadDuty(s, asked)}`;
  const ofProceedings = `select ${OF_PROCEEDING}, d.due from read.proceeding_duty d join read.proceeding x on x.kind = d.kind and x.proceeding_id = d.proceeding_id
    where d.duty_kind = 'sign' and d.duty like '${SIGN_PAPER}%' and d.unit_id = ${issuer} and ${holds(s, 'd', asked)} and ${holds(s, 'x', asked)} and ${mayReadWhole(s, 'x', asked)}`;
  const waiting = `(select p.*, n.notice_id as "noticeId", n.kind, n.series, n.text, n.deadline::text, n.recipients, n.drafted_at as "draftedAt"
    from (${ofItems} union all ${ofProceedings}) p join read.notice n on n.notice_id = coalesce(p."itemId", p.proceeding) || '/' || p."paperId") w`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${waiting}`, s.values),
    source.query<PaperToSignRow[]>(`select w."itemId", w.proceeding, w."planId", w.number, w.title, w."paperId", w."noticeId", w.kind, w.series, w.text, w.deadline, w.recipients, w."draftedAt", w.due::text from ${waiting} ${orderOf(ORDER, paging, ['w."noticeId"'])}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}
