import type { DataSource } from 'typeorm';
import { BRIEFING_STREAM } from '#libs/supervision/briefing/briefing';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Page } from './paging';
import { Statement } from './statement';

export interface InboxListRow {
  noticeId: string;
  /** Null for a notice of a proceeding, or of a plan as a whole. */
  itemId: string | null;
  /** `difficulty/d1`; null for a notice of an item or plan. */
  proceeding: string | null;
  /** The plan that it belongs to, if any. */
  planId: string | null;
  /** `u1/b2`, office and briefing; null for any other notice. */
  briefing: string | null;
  /** Of the item. */
  number: string | null;
  title: string;
  kind: string;
  why: string;
  post: string;
  /** The person of the unit whom it goes to by name. */
  personId: string | null;
  deadline: Day | null;
  text: string | null;
  series: string | null;
  seriesNumber: number | null;
  deliveredAt: Date;
  readAt: Date | null;
}

export interface InboxFilter {
  readonly unitId: string;
  /** Only what was not read by then. */
  readonly unread: boolean;
  /** As it stood at this moment; now where it is null. */
  readonly asOf: Instant | null;
}

/** One page of what a unit was told, newest first, with the count of all of it; what the brake holds is not in it. */
export async function inboxPage(source: DataSource, { unitId, unread, asOf }: InboxFilter, paging: { offset: number; limit: number }): Promise<Page<InboxListRow>> {
  const s = new Statement();
  const where = [`x.unit_id = ${s.p(unitId, 'text')}`, 'not x.held'];
  const until = asOf === null ? null : s.p(asOf, 'timestamptz');
  const readAt = until === null ? 'x.read_at' : `case when x.read_at <= ${until} then x.read_at end`;
  if (until !== null) where.push(`x.delivered_at <= ${until}`);
  if (unread) where.push(`${readAt} is null`);
  const matching = `read.inbox x where ${where.join(' and ')}`;
  // What it is about bears the name that it had then.
  const standing = (alias: string): string => (until === null ? `${alias}.known_to = 'infinity'` : `${alias}.known_from <= ${until} and ${alias}.known_to > ${until}`);
  // The page is cut before anything is joined to it.
  const page = `select x.notice_id, x.why, x.post, x.person_id, x.delivered_at, ${readAt} as read_at from ${matching} order by x.delivered_at desc, x.notice_id, x.post offset ${paging.offset} limit ${paging.limit}`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${matching}`, s.values),
    source.query<InboxListRow[]>(
      `select x.notice_id as "noticeId", n.item_id as "itemId", n.proceeding, n.plan_id as "planId", case when n.kind in ('briefing', 'briefingCorrected') then substr(n.notice_id, length('${BRIEFING_STREAM}') + 1) end as briefing, i.number, coalesce(n.title, i.title, p.title, pl.title) as title, n.kind, x.why, x.post, x.person_id as "personId", n.deadline::text, n.text, n.series,
              n.number as "seriesNumber", x.delivered_at as "deliveredAt", x.read_at as "readAt"
         from (${page}) x join read.notice n using (notice_id)
              left join read.item i on i.item_id = n.item_id and ${standing('i')}
              left join read.proceeding p on p.kind = split_part(n.proceeding, '/', 1) and p.proceeding_id = split_part(n.proceeding, '/', 2) and ${standing('p')}
              left join read.plan pl on pl.plan_id = n.plan_id and ${standing('pl')}
        order by x.delivered_at desc, x.notice_id, x.post`,
      s.values,
    ),
  ]);
  return { total: counted?.total ?? 0, rows };
}
