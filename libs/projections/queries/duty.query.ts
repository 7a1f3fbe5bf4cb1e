import type { DataSource } from 'typeorm';
import type { Day, Instant } from '#libs/supervision/time/day';
import { itemConditions, type ItemFilter } from './item.filter';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { PROCEEDING_DUTIES, PROCEEDING_STREAM, proceedingConditions, proceedingDutyConditions, ShownColumns } from './proceeding.query';
import { holds, mayReadDuty, mayVerifyByStanding, seesInFull, type Asked } from './scope';
import { Statement } from './statement';

export const DUTY_SORTS = ['due', 'since', 'number', 'title'] as const;
export type DutySort = (typeof DUTY_SORTS)[number];

/** What a duty belongs to. */
export const SUBJECTS = ['item', 'proceeding'] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface DutyListRow {
  subject: Subject;
  /** Null for a duty in a proceeding. */
  itemId: string | null;
  /** `difficulty/d1`; null for a duty of an item. */
  proceeding: string | null;
  planId: string | null;
  /** Number and light of the item. */
  number: string | null;
  title: string;
  light: string | null;
  duty: string;
  kind: string;
  unitId: string;
  post: string;
  /** Null too where the assignment is not the reader's to see in full. */
  personId: string | null;
  assignmentId: string | null;
  stepId: string | null;
  /** What it is about within the proceeding. */
  part: string | null;
  due: Day | null;
  since: Date;
  resting: string | null;
}

export interface DutyFilter extends Omit<ItemFilter, 'unitId' | 'dueBefore'> {
  /** The unit that owes it. */
  readonly unitId?: string | undefined;
  /** Beside what the unit owes: what the caller may verify under a standing authorisation. */
  readonly orByStanding?: boolean;
  /** Only what falls to one of these persons, or to nobody yet. */
  readonly personIds?: readonly string[] | undefined;
  /** Last day, inclusive, of what is due: for the overdue list the day before the one asked about. What was corrected (更正) is not overdue. */
  readonly dueBy?: Day | undefined;
  /** One or several, joined by commas. */
  readonly kind?: string | undefined;
  /** Of items alone, or in proceedings alone. */
  readonly subject?: Subject | undefined;
}

/** Of what is owed in items; proceedings have no number, and come after those that have one. */
const OF_ITEMS: Record<DutySort, Order> = { due: { by: 'd.due', nullable: true }, since: { by: 'd.since' }, number: { by: 'i.number_order' }, title: { by: 'i.title' } };
const OF_PROCEEDINGS: Record<DutySort, Order> = { due: { by: 'd.due', nullable: true }, since: { by: 'd.since' }, number: { by: PROCEEDING_STREAM }, title: { by: 'x.title' } };
const OF_BOTH: Record<DutySort, Order> = { due: { by: 'w.due', nullable: true }, since: { by: 'w.since' }, number: { by: 'w.place', nullable: true }, title: { by: 'w.title' } };

/** Conditions on duties (alias `d`) alone. */
function dutyConditions(s: Statement, { unitId, orByStanding, personIds, dueBy, kind }: DutyFilter, asked: Asked, at: Instant): string[] {
  const where = [holds(s, 'd', asked), `d.since <= ${s.p(at, 'timestamptz')}`];
  if (unitId !== undefined) {
    const owes = `d.unit_id = ${s.p(unitId, 'text')}`;
    where.push(orByStanding && asked.scope.kind === 'readers' ? `(${owes} or d.kind = 'verify' and ${mayVerifyByStanding(s, asked)})` : owes);
  }
  if (personIds !== undefined) where.push(`(d.person_id is null or d.person_id = any(${s.p(personIds, 'text[]')}))`);
  if (dueBy !== undefined) where.push(`d.due <= ${s.p(dueBy, 'date')}`, 'not d.corrected');
  if (kind !== undefined) where.push(`d.kind = any(${s.p(kind.split(','), 'text[]')})`);
  return where;
}

/** Rows of one kind with what they are sorted by, and how they are counted. */
interface Part {
  rows: (paging: Paging<DutySort>) => string;
  count: { text: string; values: unknown[] };
}

function ofItems(s: Statement, asked: Asked, filter: DutyFilter, at: Instant): Part {
  const { unitId: _unit, orByStanding: _standing, personIds: _persons, dueBy: _due, kind: _kind, subject: _subject, ...items } = filter;
  const narrowed = itemConditions(s, items, asked);
  const where = [...dutyConditions(s, filter, asked, at), holds(s, 'i', asked), mayReadDuty(s, asked), ...narrowed];
  const matching = `read.duty d join read.item i on i.item_id = d.item_id where ${where.join(' and ')}`;
  const count = { text: `select count(*)::int as total from ${matching}`, values: [...s.values] };
  if (asked.scope.kind === 'all' && narrowed.length === 0) {
    // Every duty has its item: where nothing is asked of items, an index of duties alone counts them.
    const alone = new Statement();
    count.text = `select count(*)::int as total from read.duty d where ${dutyConditions(alone, filter, asked, at).join(' and ')}`;
    count.values = alone.values;
  }
  const person = `case when d.assignment_id is null or ${seesInFull(s, asked)} then d.person_id end as "personId"`;
  const columns = `'item' as subject, d.item_id as "itemId", null::text as proceeding, d.plan_id as "planId", i.number, i.title, i.light, d.duty, d.kind, d.unit_id as "unitId", d.post, ${person},
    d.assignment_id as "assignmentId", d.step_id as "stepId", null::text as part, d.due, d.since, d.resting, i.number_order as place, d.item_id as id, d.arming`;
  return { rows: (paging) => `select ${columns} from ${matching} ${orderOf(OF_ITEMS, paging, ['i.number_order', 'd.item_id', 'd.duty', 'd.arming'])}`, count };
}

/** What an item's list asks of its items (category, light) finds no proceeding. */
function ofProceedings(s: Statement, asked: Asked, { unitId, personIds, dueBy, kind, planId, status, text }: DutyFilter, at: Instant): Part {
  const where = [...proceedingDutyConditions(s, asked, { unitId, personIds, dueBy }, at), ...proceedingConditions(s, new ShownColumns(s, asked), { planId, status, text })];
  if (kind !== undefined) where.push(`d.duty_kind = any(${s.p(kind.split(','), 'text[]')})`);
  const matching = `${PROCEEDING_DUTIES} where ${where.join(' and ')}`;
  const columns = `'proceeding' as subject, null::text as "itemId", ${PROCEEDING_STREAM} as proceeding, d.plan_id as "planId", null::text as number, x.title, null::text as light, d.duty, d.duty_kind as kind,
    d.unit_id as "unitId", d.post, d.person_id as "personId", null::text as "assignmentId", null::text as "stepId", d.subject as part, d.due, d.since, null::text as resting, null::numeric as place,
    ${PROCEEDING_STREAM} as id, d.arming`;
  return { rows: (paging) => `select ${columns} from ${matching} ${orderOf(OF_PROCEEDINGS, paging, [PROCEEDING_STREAM, 'd.duty', 'd.arming'])}`, count: { text: `select count(*)::int as total from ${matching}`, values: [...s.values] } };
}

/**
 * One page of what is owed, in items and in proceedings, with the count of all of it. `at` leaves out what was not owed yet: now, or
 * the moment asked about.
 */
export async function dutyPage(source: DataSource, asked: Asked, filter: DutyFilter, at: Instant, paging: Paging<DutySort>): Promise<Page<DutyListRow>> {
  const ofItemsAlone = filter.subject === 'item' || filter.category !== undefined || filter.light !== undefined;
  const parts = [...(filter.subject === 'proceeding' ? [] : [ofItems]), ...(ofItemsAlone ? [] : [ofProceedings])];
  if (parts.length === 0) return { total: 0, rows: [] };
  const s = new Statement();
  // Each part in its own index's order, no further than the page: the two are then merged.
  const upTo = { ...paging, offset: 0, limit: paging.offset + paging.limit };
  const rowsOf = parts.map((part) => `(${part(s, asked, filter, at).rows(upTo)})`).join(' union all ');
  const columns = `w.subject, w."itemId", w.proceeding, w."planId", w.number, w.title, w.light, w.duty, w.kind, w."unitId", w.post, w."personId", w."assignmentId", w."stepId", w.part, w.due::text, w.since, w.resting`;
  const page = `select ${columns} from (${rowsOf}) w ${orderOf(OF_BOTH, paging, ['w.place', 'w.id', 'w.duty', 'w.arming'])}`;
  const [rows, ...counts] = await Promise.all([
    source.query<DutyListRow[]>(page, s.values),
    ...parts.map((part) => {
      const { text, values } = part(new Statement(), asked, filter, at).count;
      return source.query<{ total: number }[]>(text, values);
    }),
  ]);
  return { total: counts.reduce((sum, [counted]) => sum + (counted?.total ?? 0), 0), rows };
}
