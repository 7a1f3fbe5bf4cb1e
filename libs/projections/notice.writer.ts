import type { ClientBase } from 'pg';
import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState, Recipient } from '#libs/supervision/item/item.types';
import type { BrakeEventData } from '#libs/supervision/brake';
import type { BrakeSpans } from './brake.spans';
import type { Roster } from '#libs/supervision/roster/roster';
import type { DomainEvent } from '#libs/supervision/event';
import type { CommonEventData, ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { PaperEventData } from '#libs/supervision/proceeding/paper.events';
import { issuedPaper, proceedingNoticesOf } from '#libs/supervision/proceeding/proceeding.notices';
import { BRIEFING_STREAM, type BriefingEvent, type BriefingSeries } from '#libs/supervision/briefing/briefing';
import type { BriefingNotice } from '#libs/supervision/briefing/briefing.notices';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import type { PlanNotice } from '#libs/supervision/plan/plan.notices';
import { noticesOf, SERIES } from './notice.rows';

export interface NoticeRow {
  notice_id: string;
  /** Null for a notice of a proceeding, or of a plan as a whole. */
  item_id: string | null;
  /** `difficulty/d1`; null for a notice of an item or plan. */
  proceeding: string | null;
  plan_id: string | null;
  kind: string;
  rung: string;
  duty: string;
  assignment_id: string | null;
  step_id: string | null;
  drafted_at: string | null;
  issued_at: string | null;
  voided_at: string | null;
  answered_at: string | null;
  due_at: string | null;
  deadline: string | null;
  series: string | null;
  number: number | null;
  text: string | null;
  recipients: unknown;
  /** Of a notice that is about no item, proceeding or plan as a whole; null: the title of that. */
  title: string | null;
}

export interface InboxRow {
  notice_id: string;
  unit_id: string;
  post: string;
  person_id: string | null;
  why: string;
  delivered_at: string;
  read_at: string | null;
  read_by: string | null;
  held: boolean;
}

/** Of a notice that is about no item, proceeding, duty or paper. */
const UNTOLD = { item_id: null, proceeding: null, assignment_id: null, step_id: null, drafted_at: null, voided_at: null, answered_at: null, due_at: null, deadline: null, series: null, number: null, title: null } as const;

/** Gathers a batch's notices and what became of them, and writes them at once. Each inbox entry is delivered by the log's order, once. */
export class NoticeWriter {
  private readonly notices: NoticeRow[] = [];
  private inbox: InboxRow[] = [];
  private readonly changes: { notice_id: string; column: 'issued_at' | 'voided_at' | 'answered_at'; at: string }[] = [];
  private readonly reads: { notice_id: string; unit_id: string; at: string; by: string }[] = [];
  private readonly delivered = new Set<string>();
  /** What the brake does to rows that are in the table already, in order. */
  private readonly braked: { sql: string; values: unknown[] }[] = [];
  private readonly numbers: { notice_id: string; number: number }[] = [];

  constructor(private readonly schema: string) {}

  /** Takes in what an item's event tells; `spans` say whether the brake holds it. */
  add(event: ItemEvent, cursor: Cursor, state: ItemState, roster: Roster, spans: BrakeSpans): void {
    const at = event.meta.recordedAt;
    const deliver = this.deliverBy(spans, cursor, at);
    for (const n of noticesOf(event, state, roster)) {
      this.notices.push({
        notice_id: n.noticeId,
        item_id: state.id,
        proceeding: null,
        plan_id: state.planId,
        kind: n.kind,
        rung: n.rung,
        duty: n.duty,
        assignment_id: n.assignmentId,
        step_id: n.stepId,
        drafted_at: n.issued ? null : at,
        issued_at: n.issued ? at : null,
        voided_at: null,
        answered_at: null,
        due_at: event.meta.dueAt ?? null,
        deadline: n.deadline === '' ? null : n.deadline,
        series: SERIES[n.kind] ?? null,
        number: null,
        text: n.text,
        recipients: n.to,
        title: null,
      });
      if (n.issued) deliver(n.noticeId, n.to);
    }
    switch (event.type) {
      case 'PaperSigned': {
        const paper = state.papers[event.data.paperId];
        const id = `${state.id}/${event.data.paperId}`;
        this.changes.push({ notice_id: id, column: 'issued_at', at });
        if (paper) deliver(id, paper.to);
        break;
      }
      case 'PaperVoided':
        this.changes.push({ notice_id: `${state.id}/${event.data.paperId}`, column: 'voided_at', at });
        break;
      case 'PaperAnswered':
        this.changes.push({ notice_id: `${state.id}/${event.data.paperId}`, column: 'answered_at', at });
        break;
      case 'NoticeRead':
        this.reads.push({ notice_id: `${state.id}/${event.data.noticeId}`, unit_id: event.data.unitId, at, by: event.data.personId });
        break;
      default:
    }
  }

  /** Takes in what an event of a proceeding tells: reminders and escalations of any, and what its kind makes of its own events. */
  addProceeding<S extends ProceedingState>(kind: ProceedingKind<S>, event: DomainEvent, cursor: Cursor, state: S, roster: Roster, spans: BrakeSpans): void {
    const at = event.meta.recordedAt;
    const proceeding = `${kind.name}/${state.id}`;
    if (event.type === 'NoticeRead') {
      const { noticeId, unitId, personId } = event.data as CommonEventData['NoticeRead'];
      this.reads.push({ notice_id: `${proceeding}/${noticeId}`, unit_id: unitId, at, by: personId });
      return;
    }
    const deliver = this.deliverBy(spans, cursor, at);
    const issued = issuedPaper(event, state, roster);
    if (issued) {
      this.changes.push({ notice_id: `${proceeding}/${issued.id}`, column: 'issued_at', at });
      deliver(`${proceeding}/${issued.id}`, issued.to);
    }
    if (event.type === 'ProceedingPaperVoided') this.changes.push({ notice_id: `${proceeding}/${(event.data as PaperEventData['ProceedingPaperVoided']).paperId}`, column: 'voided_at', at });
    for (const n of proceedingNoticesOf(kind, event, state, roster)) {
      const id = `${proceeding}/${n.id}`;
      this.notices.push({
        ...UNTOLD,
        notice_id: id,
        proceeding,
        plan_id: state.planId,
        kind: n.kind,
        rung: n.rung,
        duty: n.duty,
        step_id: n.subject,
        drafted_at: n.issued ? null : at,
        issued_at: n.issued ? at : null,
        due_at: event.meta.dueAt ?? null,
        deadline: n.deadline,
        series: n.series,
        text: n.text,
        recipients: n.to,
      });
      if (n.issued) deliver(id, n.to);
    }
  }

  /** Takes in what an event of a plan tells. */
  addPlan(event: PlanEvent, cursor: Cursor, plan: PlanState, told: readonly PlanNotice[], spans: BrakeSpans): void {
    const at = event.meta.recordedAt;
    const prefix = `${PLAN_STREAM}${plan.id}`;
    if (event.type === 'NoticeRead') {
      const { noticeId, unitId, personId } = event.data;
      this.reads.push({ notice_id: `${prefix}/${noticeId}`, unit_id: unitId, at, by: personId });
    }
    for (const { id, kind, to, text } of told) {
      const noticeId = `${prefix}/${id}`;
      this.notices.push({ ...UNTOLD, notice_id: noticeId, plan_id: plan.id, kind, rung: kind, duty: kind, issued_at: at, text, recipients: to });
      this.deliverBy(spans, cursor, at)(noticeId, to);
    }
  }

  /** Notices that it has gathered. */
  get ids(): string[] {
    return this.notices.map((n) => n.notice_id);
  }

  /** Takes in what a briefing that is published tells. */
  addBriefing(cursor: Cursor, at: string, { officeUnitId, briefings }: BriefingSeries, told: readonly BriefingNotice[], spans: BrakeSpans): void {
    for (const { id, kind, to, title, text } of told) {
      const noticeId = `${BRIEFING_STREAM}${officeUnitId}/${id}`;
      this.notices.push({ ...UNTOLD, notice_id: noticeId, plan_id: briefings[id]?.planId ?? null, kind, rung: kind, duty: kind, issued_at: at, text, recipients: to, title });
      this.deliverBy(spans, cursor, at)(noticeId, to);
    }
  }

  briefingRead({ data, meta }: Extract<BriefingEvent, { type: 'NoticeRead' }>, officeUnitId: string): void {
    this.reads.push({ notice_id: `${BRIEFING_STREAM}${officeUnitId}/${data.noticeId}`, unit_id: data.unitId, at: meta.recordedAt, by: data.personId });
  }

  /** Delivers as the brake lets it. */
  private deliverBy(spans: BrakeSpans, cursor: Cursor, at: string): (noticeId: string, to: readonly Recipient[]) => void {
    return (noticeId, to) => {
      const fate = spans.fate(noticeId, cursor, at);
      if (fate.kind !== 'skip') this.deliver(noticeId, to, fate.at, fate.kind === 'hold');
    };
  }

  /** A number given to an issued notice in its series. */
  number(event: RecordedEvent): void {
    const { noticeId, number } = event.data as { noticeId?: unknown; number?: unknown };
    if (typeof noticeId === 'string' && typeof number === 'number') this.numbers.push({ notice_id: noticeId, number });
  }

  /** The brake was put on or taken off: rows of this batch and those in the table follow. */
  brake(event: RecordedEvent): void {
    const { schema } = this;
    if (event.type === 'NoticesHeld') {
      const { since } = event.data as BrakeEventData['NoticesHeld'];
      for (const row of this.inbox) if (row.delivered_at >= since) row.held = true;
      this.braked.push({ sql: `update ${schema}.inbox set held = true where delivered_at >= $1`, values: [since] });
      return;
    }
    const { skipped } = event.data as BrakeEventData['NoticesReleased'];
    const stale = new Set(skipped);
    this.inbox = this.inbox.filter((row) => !(row.held && stale.has(row.notice_id)));
    for (const row of this.inbox) if (row.held) Object.assign(row, { held: false, delivered_at: event.recordedAt });
    this.braked.push({ sql: `delete from ${schema}.inbox where held and notice_id = any($1)`, values: [skipped] });
    this.braked.push({ sql: `update ${schema}.inbox set held = false, delivered_at = $1 where held`, values: [event.recordedAt] });
  }

  private deliver(noticeId: string, to: readonly Recipient[], at: string, held: boolean): void {
    for (const r of to) {
      const key = `${noticeId}|${r.unitId}|${r.post}`;
      if (this.delivered.has(key)) continue;
      this.delivered.add(key);
      this.inbox.push({ notice_id: noticeId, unit_id: r.unitId, post: r.post, person_id: r.personId, why: r.why, delivered_at: at, read_at: null, read_by: null, held });
    }
  }

  /** All that it has gathered as rows: for whole streams, of which no table holds anything yet. */
  whole(): { notices: readonly NoticeRow[]; inbox: readonly InboxRow[] } {
    const notices = new Map(this.notices.map((n) => [n.notice_id, n]));
    for (const { notice_id, column, at } of this.changes) {
      const notice = notices.get(notice_id);
      if (notice) notice[column] = at;
    }
    const inbox = new Map<string, InboxRow[]>();
    if (this.reads.length > 0) for (const row of this.inbox) inbox.set(row.notice_id, [...(inbox.get(row.notice_id) ?? []), row]);
    for (const { notice_id, unit_id, at, by } of this.reads) {
      for (const row of inbox.get(notice_id) ?? []) if (row.unit_id === unit_id && row.read_at === null) Object.assign(row, { read_at: at, read_by: by });
    }
    return { notices: this.notices, inbox: this.inbox };
  }

  async flush(client: ClientBase): Promise<void> {
    const { schema } = this;
    if (this.notices.length > 0) await client.query(`insert into ${schema}.notice select * from json_populate_recordset(null::${schema}.notice, $1::json)`, [JSON.stringify(this.notices)]);
    for (const column of ['issued_at', 'voided_at', 'answered_at'] as const) {
      const rows = this.changes.filter((c) => c.column === column);
      if (rows.length === 0) continue;
      await client.query(`update ${schema}.notice n set ${column} = c.at from json_to_recordset($1::json) as c(notice_id text, at timestamptz) where n.notice_id = c.notice_id`, [JSON.stringify(rows)]);
    }
    for (const { sql, values } of this.braked) await client.query(sql, values);
    if (this.inbox.length > 0) await client.query(`insert into ${schema}.inbox select * from json_populate_recordset(null::${schema}.inbox, $1::json)`, [JSON.stringify(this.inbox)]);
    if (this.reads.length > 0) {
      // Of several readings the first one holds.
      const read = new Set<string>();
      const firsts = this.reads.filter((r) => !read.has(`${r.notice_id}|${r.unit_id}`) && read.add(`${r.notice_id}|${r.unit_id}`));
      await client.query(
        `update ${schema}.inbox i set read_at = c.at, read_by = c.by from json_to_recordset($1::json) as c(notice_id text, unit_id text, at timestamptz, by text) where i.notice_id = c.notice_id and i.unit_id = c.unit_id and i.read_at is null`,
        [JSON.stringify(firsts)],
      );
    }
    if (this.numbers.length > 0) {
      await client.query(`update ${schema}.notice n set number = c.number from json_to_recordset($1::json) as c(notice_id text, number int) where n.notice_id = c.notice_id`, [JSON.stringify(this.numbers)]);
    }
  }
}
