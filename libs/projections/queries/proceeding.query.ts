import type { DataSource } from 'typeorm';
import type { Day, Instant } from '#libs/supervision/time/day';
import { wordsOf } from '../search-text';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { holds, mayReadProceeding, mayReadWhole, narrowedBy, type Asked } from './scope';
import { Statement } from './statement';

export const PROCEEDING_SORTS = ['opened', 'nextDue', 'title', 'status'] as const;
export type ProceedingSort = (typeof PROCEEDING_SORTS)[number];

export interface ProceedingListRow {
  kind: string;
  id: string;
  planId: string | null;
  title: string;
  status: string;
  overdue: boolean;
  closedHow: string | null;
  nextDue: Date | null;
  unitIds: string[];
  facts: Record<string, string | number | boolean | null>;
  openedAt: Date;
}

export interface ProceedingFilter {
  readonly kind?: string | undefined;
  readonly planId?: string | undefined;
  /** One or several, joined by commas. */
  readonly status?: string | undefined;
  readonly unitId?: string | undefined;
  /** An item that it is about, or that a difficulty is of which it is about. */
  readonly itemId?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Only those that are open, or only those that are closed. */
  readonly open?: boolean | undefined;
  /** Words that must all be found. */
  readonly text?: string | undefined;
  /** What the kind's own facts say; null where a fact is not there. */
  readonly facts?: Readonly<Record<string, string | null>> | undefined;
  /** On the roster on that day: kinds whose facts say `since` and `until`, both inclusive. */
  readonly on?: Day | undefined;
}

const ORDER: Record<ProceedingSort, Order> = { opened: { by: 'x.opened_at' }, nextDue: { by: '"nextDue"', nullable: true }, title: { by: 'x.title' }, status: { by: 'x.status' } };

/** Columns of a proceeding (alias `x`) as the caller may see them: all of it, or what everybody is shown who sees a part, and their own units. What is looked for is looked for in them, so that nothing is found by asking for it. */
export class ShownColumns {
  private readonly by: ReturnType<typeof narrowedBy>;

  constructor(
    private readonly s: Statement,
    private readonly asked: Asked,
  ) {
    this.by = asked.scope.kind === 'none' ? null : narrowedBy(asked);
  }

  unitIds(): string {
    return this.column('x.unit_ids', () => `array(select u from unnest(x.unit_ids) u where u = any(x.shared_unit_ids) or u = any(${this.own()}))`);
  }

  facts(): string {
    return this.column('x.facts', () => 'x.shared_facts');
  }

  search(): string {
    return this.column('x.search', () => 'x.shared_search');
  }

  /** When something falls due for them: nobody learns the day of a look-back from a list. */
  nextDue(): string {
    return this.column('x.next_due', () => `(select min((o.due + 1)::timestamp at time zone 'Asia/Shanghai') from read.proceeding_duty o
      where o.kind = x.kind and o.proceeding_id = x.proceeding_id and ${holds(this.s, 'o', this.asked)} and o.unit_id = any(${this.own()}))`);
  }

  /** Of a unit that it concerns, as far as the caller is told of it. */
  concerns(unitId: string): string {
    // The column itself first: it has an index.
    const column = `x.unit_ids @> ${this.s.p([unitId], 'text[]')}`;
    return this.by === null ? column : `${column} and ${this.s.p(unitId, 'text')} = any(${this.unitIds()})`;
  }

  /** About the item, or about a difficulty of it that the caller may read, as far as they are told so. */
  isAbout(itemId: string): string {
    const { s, asked } = this;
    const item = `item/${itemId}`;
    const ofDifficulties = `select 'difficulty/' || d.proceeding_id from read.proceeding d where d.kind = 'difficulty' and ${holds(s, 'd', asked)} and d.about @> ${s.p([item], 'text[]')} and ${mayReadProceeding(s, 'd', asked)}`;
    const about = (named: readonly string[]): string => `(${s.p(named, 'text[]')} || array(${ofDifficulties}))`;
    const whole = `x.about && ${about([item])}`;
    return this.by === null ? whole : `${whole} and (${mayReadWhole(s, 'x', asked)} or x.shared_about && ${about([item, ...this.ownUnits().map((unitId) => `${item}@${unitId}`)])})`;
  }

  private ownUnits(): string[] {
    return [...this.by!.ownUnitIds, this.by!.unitId];
  }

  private own(): string {
    return this.s.p(this.ownUnits(), 'text[]');
  }

  private column(all: string, part: () => string): string {
    return this.by === null ? all : `(case when ${mayReadWhole(this.s, 'x', this.asked)} then ${all} else ${part()} end)`;
  }
}

/** A word that is looked for as it stands, in folded text. */
export function like(s: Statement, column: string, word: string): string {
  return `${column} like ${s.p(`%${word.replace(/[\\%_]/g, '\\$&')}%`, 'text')} escape '\\'`;
}

/** Conditions on proceedings (alias `x`), as the caller sees them. */
export function proceedingConditions(s: Statement, shown: ShownColumns, filter: ProceedingFilter): string[] {
  const where: string[] = [];
  if (filter.kind !== undefined) where.push(`x.kind = any(${s.p(filter.kind.split(','), 'text[]')})`);
  if (filter.planId !== undefined) where.push(filter.planId === '' ? 'x.plan_id is null' : `x.plan_id = ${s.p(filter.planId, 'text')}`);
  if (filter.status !== undefined) where.push(`x.status = any(${s.p(filter.status.split(','), 'text[]')})`);
  if (filter.unitId !== undefined) where.push(shown.concerns(filter.unitId));
  if (filter.itemId !== undefined) where.push(shown.isAbout(filter.itemId));
  if (filter.overdue !== undefined) where.push(`x.overdue = ${s.p(filter.overdue, 'boolean')}`);
  if (filter.open !== undefined) where.push(`x.closed_how is ${filter.open ? '' : 'not '}null`);
  for (const word of wordsOf(filter.text ?? '')) where.push(like(s, shown.search(), word));
  for (const [name, value] of Object.entries(filter.facts ?? {})) where.push(`${shown.facts()}->>${s.p(name, 'text')} is not distinct from ${s.p(value, 'text')}`);
  if (filter.on !== undefined) {
    const day = s.p(filter.on, 'text');
    where.push(`x.facts->>'since' <= ${day} and coalesce(x.facts->>'until', '9999-12-31') >= ${day}`);
  }
  return where;
}

/** Proceedings (alias `x`) that the caller may read and that match: lists and counts go by the same. */
export function matching(s: Statement, asked: Asked, shown: ShownColumns, filter: ProceedingFilter): string {
  return `read.proceeding x where ${[holds(s, 'x', asked), mayReadProceeding(s, 'x', asked), ...proceedingConditions(s, shown, filter)].join(' and ')}`;
}

/** One page of proceedings, of one kind or of all, with the count of all that match. */
export async function proceedingPage(source: DataSource, asked: Asked, filter: ProceedingFilter, paging: Paging<ProceedingSort>): Promise<Page<ProceedingListRow>> {
  const s = new Statement();
  const shown = new ShownColumns(s, asked);
  const from = matching(s, asked, shown, filter);
  const counting = [...s.values];
  const columns = `x.kind, x.proceeding_id as id, x.plan_id as "planId", x.title, x.status, x.overdue, x.closed_how as "closedHow", ${shown.nextDue()} as "nextDue", ${shown.unitIds()} as "unitIds", ${shown.facts()} as facts, x.opened_at as "openedAt"`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${from}`, counting),
    source.query<ProceedingListRow[]>(`select ${columns} from ${from} ${orderOf(ORDER, paging, ['x.kind', 'x.proceeding_id'])}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}

export interface ProceedingDutyListRow {
  kind: string;
  id: string;
  planId: string | null;
  title: string;
  duty: string;
  dutyKind: string;
  unitId: string;
  post: string;
  personId: string | null;
  subject: string | null;
  since: Date;
  due: Day | null;
}

export interface ProceedingDutyFilter {
  readonly unitId?: string | undefined;
  readonly personIds?: readonly string[] | undefined;
  /** Last day, inclusive, of what is due. */
  readonly dueBy?: Day | undefined;
  readonly kind?: string | undefined;
}

export const PROCEEDING_DUTY_SORTS = ['due', 'since', 'title'] as const;
export type ProceedingDutySort = (typeof PROCEEDING_DUTY_SORTS)[number];
const DUTY_ORDER: Record<ProceedingDutySort, Order> = { due: { by: 'd.due', nullable: true }, since: { by: 'd.since' }, title: { by: 'x.title' } };

/** Duties (alias `d`) with the proceedings (alias `x`) that they are owed in. */
export const PROCEEDING_DUTIES = 'read.proceeding_duty d join read.proceeding x on x.kind = d.kind and x.proceeding_id = d.proceeding_id';

/** The proceeding of a duty as one word, in the order of bytes: `difficulty/d1`. */
export const PROCEEDING_STREAM = `(d.kind || '/' || d.proceeding_id) collate "C"`;

/** Duties that the caller may see: of proceedings that they read whole, elsewhere those of their own units, as on the proceeding's page. */
function mayReadDutyOf(s: Statement, asked: Asked): string {
  const by = asked.scope.kind === 'none' ? null : narrowedBy(asked);
  if (by === null) return mayReadProceeding(s, 'x', asked);
  return `${mayReadProceeding(s, 'x', asked)} and (${mayReadWhole(s, 'x', asked)} or d.unit_id = any(${s.p([...by.ownUnitIds, by.unitId], 'text[]')}))`;
}

/** Conditions on what is owed in proceedings. `at` leaves out what was not owed yet. */
export function proceedingDutyConditions(s: Statement, asked: Asked, filter: ProceedingDutyFilter, at: Instant): string[] {
  const where = [holds(s, 'd', asked), holds(s, 'x', asked), mayReadDutyOf(s, asked), `d.since <= ${s.p(at, 'timestamptz')}`];
  if (filter.unitId !== undefined) where.push(`d.unit_id = ${s.p(filter.unitId, 'text')}`);
  if (filter.personIds !== undefined) where.push(`(d.person_id is null or d.person_id = any(${s.p(filter.personIds, 'text[]')}))`);
  if (filter.dueBy !== undefined) where.push(`d.due <= ${s.p(filter.dueBy, 'date')}`);
  if (filter.kind !== undefined) where.push(`d.kind = any(${s.p(filter.kind.split(','), 'text[]')})`);
  return where;
}

/** One page of what is owed in proceedings. `at` leaves out what was not owed yet. */
export async function proceedingDutyPage(source: DataSource, asked: Asked, filter: ProceedingDutyFilter, at: Instant, paging: Paging<ProceedingDutySort>): Promise<Page<ProceedingDutyListRow>> {
  const s = new Statement();
  const where = proceedingDutyConditions(s, asked, filter, at);
  const from = `${PROCEEDING_DUTIES} where ${where.join(' and ')}`;
  const columns = `d.kind, d.proceeding_id as id, d.plan_id as "planId", x.title, d.duty, d.duty_kind as "dutyKind", d.unit_id as "unitId", d.post, d.person_id as "personId", d.subject, d.since, d.due::text`;
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${from}`, s.values),
    source.query<ProceedingDutyListRow[]>(`select ${columns} from ${from} ${orderOf(DUTY_ORDER, paging, ['d.kind', 'd.proceeding_id', 'd.duty', 'd.arming'])}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}
