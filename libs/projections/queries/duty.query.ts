import type { DataSource } from 'typeorm';
import type { Day, Instant } from '#libs/supervision/time/day';
import { itemConditions, type ItemFilter } from './item.filter';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { holds, mayReadDuty, mayVerifyByStanding, seesInFull, type Asked } from './scope';
import { Statement } from './statement';

export const DUTY_SORTS = ['due', 'since', 'number', 'title'] as const;
export type DutySort = (typeof DUTY_SORTS)[number];

export interface DutyListRow {
  itemId: string;
  planId: string;
  number: string;
  title: string;
  light: string;
  duty: string;
  kind: string;
  unitId: string;
  post: string;
  /** Null too where the assignment is not the reader's to see in full. */
  personId: string | null;
  assignmentId: string | null;
  stepId: string | null;
  due: Day | null;
  since: Date;
  resting: string | null;
}

export interface DutyFilter extends Omit<ItemFilter, 'unitId' | 'dueBefore'> {
  /** The unit that owes it. */
  readonly unitId?: string | undefined;
  /** Beside what the unit owes: what the caller may verify under a standing authorisation. */
  readonly orByStanding?: boolean;
  /** Only what falls to this person, or to nobody yet. */
  readonly personId?: string | undefined;
  /** Last day, inclusive, of what is due: for the overdue list the day before the one asked about. What was corrected (更正) is not overdue. */
  readonly dueBy?: Day | undefined;
  /** One or several, joined by commas. */
  readonly kind?: string | undefined;
}

const ORDER: Record<DutySort, Order> = { due: { by: 'd.due', nullable: true }, since: { by: 'd.since' }, number: { by: 'i.number_order' }, title: { by: 'i.title' } };
const TIES = ['i.number_order', 'd.item_id', 'd.duty', 'd.arming'];

/** Conditions on duties (alias `d`) alone. */
function dutyConditions(s: Statement, { unitId, orByStanding, personId, dueBy, kind }: DutyFilter, asked: Asked, at: Instant): string[] {
  const where = [holds(s, 'd', asked), `d.since <= ${s.p(at, 'timestamptz')}`];
  if (unitId !== undefined) {
    const owes = `d.unit_id = ${s.p(unitId, 'text')}`;
    where.push(orByStanding && asked.scope.kind === 'readers' ? `(${owes} or d.kind = 'verify' and ${mayVerifyByStanding(s, asked)})` : owes);
  }
  if (personId !== undefined) where.push(`(d.person_id is null or d.person_id = ${s.p(personId, 'text')})`);
  if (dueBy !== undefined) where.push(`d.due <= ${s.p(dueBy, 'date')}`, 'not d.corrected');
  if (kind !== undefined) where.push(`d.kind = any(${s.p(kind.split(','), 'text[]')})`);
  return where;
}

/** One page of what is owed, with the count of all of it. `at` leaves out what was not owed yet: now, or the moment asked about. */
export async function dutyPage(source: DataSource, asked: Asked, filter: DutyFilter, at: Instant, paging: Paging<DutySort>): Promise<Page<DutyListRow>> {
  const { unitId: _unit, orByStanding: _standing, personId: _person, dueBy: _due, kind: _kind, ...items } = filter;
  const s = new Statement();
  const narrowed = itemConditions(s, items, asked);
  const where = [...dutyConditions(s, filter, asked, at), holds(s, 'i', asked), mayReadDuty(s, asked), ...narrowed];
  const matching = `read.duty d join read.item i on i.item_id = d.item_id where ${where.join(' and ')}`;
  const counting = { text: `select count(*)::int as total from ${matching}`, values: [...s.values] };
  if (asked.scope.kind === 'all' && narrowed.length === 0) {
    // Every duty has its item: where nothing is asked of items, an index of duties alone counts them.
    const alone = new Statement();
    counting.text = `select count(*)::int as total from read.duty d where ${dutyConditions(alone, filter, asked, at).join(' and ')}`;
    counting.values = alone.values;
  }
  const person = `case when d.assignment_id is null or ${seesInFull(s, asked)} then d.person_id end as "personId"`;
  const columns = `d.item_id as "itemId", d.plan_id as "planId", i.number, i.title, i.light, d.duty, d.kind, d.unit_id as "unitId", d.post, ${person},
    d.assignment_id as "assignmentId", d.step_id as "stepId", d.due::text, d.since, d.resting`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(counting.text, counting.values),
    source.query<DutyListRow[]>(`select ${columns} from ${matching} ${orderOf(ORDER, paging, TIES)}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}
