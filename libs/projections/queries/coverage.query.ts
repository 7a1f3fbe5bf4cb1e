import type { DataSource } from 'typeorm';
import { COVERAGE_STANDINGS, type CoverageExcuse, type CoverageStanding } from '#libs/supervision/period-coverage/cell';
import { READER } from '#libs/supervision/item/item.readers';
import type { Day } from '#libs/supervision/time/day';
import { below } from './lower.query';
import { orderOf, type Order, type Page, type Paging } from './paging';
import { holds, type Asked } from './scope';
import { Statement } from './statement';

export const COVERAGE_SORTS = ['period', 'unit', 'due', 'title'] as const;
export type CoverageSort = (typeof COVERAGE_SORTS)[number];

export interface CoverageFilter {
  readonly planId?: string | undefined;
  /** The plan, and every plan below it, at whatever level: the caller may read all of them. */
  readonly throughLevels?: boolean | undefined;
  readonly unitId?: string | undefined;
  /** Template or cadence; `reporting-round` for rounds. */
  readonly duty?: string | undefined;
  readonly period?: string | undefined;
  /** One or several, joined by commas. */
  readonly standing?: string | undefined;
  /** Periods that end on this day or later, and begin on this day or earlier. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/** One cell with what it is about and the event that it rests on. */
export interface CoverageListRow {
  /** `item/p1-3` or `reporting-round/r1`, with the version of the event in it. */
  stream: string;
  event: number;
  itemId: string | null;
  proceeding: string | null;
  planId: string | null;
  unitId: string;
  assignmentId: string | null;
  stepId: string | null;
  duty: string;
  title: string;
  period: string;
  firstDay: Day;
  lastDay: Day;
  due: Day | null;
  standing: CoverageStanding;
  reportedAt: Date | null;
  lateWorkingDays: number | null;
  excuse: CoverageExcuse | null;
}

export type CoverageCounts = Record<CoverageStanding, number>;

export interface CoverageMatrix {
  /** Columns: periods in the order of their days. */
  periods: { period: string; firstDay: Day; lastDay: Day }[];
  /** A unit × a period; units and periods without a cell are not there. */
  cells: ({ unitId: string; period: string } & CoverageCounts)[];
  units: ({ unitId: string } & CoverageCounts)[];
  total: CoverageCounts;
}

/** Whose cells the caller sees: the office its plans', a supervising unit those that it supervises, a unit its own. */
function mayRead(s: Statement, { scope }: Asked): string {
  if (scope.kind === 'all') return 'true';
  if (scope.kind === 'none') return 'false';
  const words = s.p(scope.words, 'text[]');
  return `(c.unit_id = any(${s.p(scope.inFull.ownUnitIds, 'text[]')}) or '${READER.plan('')}' || c.plan_id = any(${words}) or '${READER.supervises('')}' || c.supervising_unit_id = any(${words}))`;
}

const OF_ITEMS = `'item/' || c.item_id as stream, c.item_id as "itemId", null::text as proceeding, c.part as "assignmentId", nullif(c.step_id, '') as "stepId"`;
const OF_PROCEEDINGS = `c.kind || '/' || c.proceeding_id as stream, null::text as "itemId", c.kind || '/' || c.proceeding_id as proceeding, null::text as "assignmentId", null::text as "stepId"`;
const COLUMNS = `c.event, c.plan_id as "planId", c.unit_id as "unitId", c.duty, c.title, c.period, c.first_day::text as "firstDay", c.last_day::text as "lastDay", c.due::text as due, c.reported_at as "reportedAt",
  c.late_working_days as "lateWorkingDays", c.excuse`;

/** Cells of a plan and of all that take it up. */
function throughLevels(s: Statement, planId: string, asked: Asked): string {
  return `c.plan_id in (${below(s, planId, asked)} select plan_id from below union all select ${s.p(planId, 'text')})`;
}

/**
 * All cells that match, as a query: lists and counts go by the same.
 *
 * @param day the day at which is asked: what is owed and past its day is missing
 */
function matching(s: Statement, asked: Asked, filter: CoverageFilter, day: Day): string {
  const standing = `case when c.state <> 'owed' then c.state when c.due < ${s.p(day, 'date')} then 'missing' else 'notDue' end`;
  const levels = filter.throughLevels === true ? filter.planId : undefined;
  const where = [holds(s, 'c', asked), levels === undefined ? mayRead(s, asked) : throughLevels(s, levels, asked)];
  const equals = (column: string, value: string | undefined): void => void (value !== undefined && where.push(`${column} = ${s.p(value, 'text')}`));
  if (levels === undefined) equals('c.plan_id', filter.planId);
  equals('c.unit_id', filter.unitId);
  equals('c.duty', filter.duty);
  equals('c.period', filter.period);
  if (filter.from !== undefined) where.push(`c.last_day >= ${s.p(filter.from, 'date')}`);
  if (filter.to !== undefined) where.push(`c.first_day <= ${s.p(filter.to, 'date')}`);
  if (filter.standing !== undefined) where.push(`${standing} = any(${s.p(filter.standing.split(','), 'text[]')})`);
  const from = (table: string, own: string): string => `select ${own}, ${COLUMNS}, ${standing} as standing from read.${table} c where ${where.join(' and ')}`;
  return `(${from('coverage', OF_ITEMS)} union all ${from('proceeding_coverage', OF_PROCEEDINGS)}) w`;
}

const ORDER: Record<CoverageSort, Order> = { period: { by: 'w."firstDay"' }, unit: { by: 'w."unitId"' }, due: { by: 'w.due', nullable: true }, title: { by: 'w.title' } };
const TIES = ['w."firstDay"', 'w."unitId"', 'w.stream', 'w.period', `coalesce(w."assignmentId", '')`, `coalesce(w."stepId", '')`];

/** One page of cells, with the count of all that match. */
export async function coveragePage(source: DataSource, asked: Asked, filter: CoverageFilter, day: Day, paging: Paging<CoverageSort>): Promise<Page<CoverageListRow>> {
  const s = new Statement();
  const from = matching(s, asked, filter, day);
  const [[counted], rows] = await Promise.all([
    source.query<{ total: number }[]>(`select count(*)::int as total from ${from}`, s.values),
    source.query<CoverageListRow[]>(`select w.* from ${from} ${orderOf(ORDER, paging, TIES)}`, s.values),
  ]);
  return { total: counted?.total ?? 0, rows };
}

/** Units × periods: each figure counts exactly the cells that {@link coveragePage} lists for it. */
export async function coverageMatrix(source: DataSource, asked: Asked, filter: CoverageFilter, day: Day): Promise<CoverageMatrix> {
  const s = new Statement();
  const counted = await source.query<{ unitId: string; period: string; firstDay: Day; lastDay: Day; standing: CoverageStanding; count: number }[]>(
    `select w."unitId", w.period, min(w."firstDay") as "firstDay", max(w."lastDay") as "lastDay", w.standing, count(*)::int as count from ${matching(s, asked, filter, day)} group by w."unitId", w.period, w.standing`,
    s.values,
  );
  const periods = new Map<string, CoverageMatrix['periods'][number]>();
  const cells = new Map<string, CoverageMatrix['cells'][number]>();
  const units = new Map<string, CoverageMatrix['units'][number]>();
  const total = none();
  for (const { unitId, period, firstDay, lastDay, standing, count } of counted) {
    const held = periods.get(period);
    periods.set(period, { period, firstDay: held && held.firstDay < firstDay ? held.firstDay : firstDay, lastDay: held && held.lastDay > lastDay ? held.lastDay : lastDay });
    const cell = cells.get(`${unitId}\u0000${period}`) ?? { unitId, period, ...none() };
    const unit = units.get(unitId) ?? { unitId, ...none() };
    for (const counts of [cell, unit, total]) counts[standing] += count;
    cells.set(`${unitId}\u0000${period}`, cell);
    units.set(unitId, unit);
  }
  const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...periods.values()].sort((a, b) => by(a.firstDay, b.firstDay) || by(a.lastDay, b.lastDay) || by(a.period, b.period));
  const place = new Map(sorted.map((p, i) => [p.period, i]));
  return {
    periods: sorted,
    cells: [...cells.values()].sort((a, b) => by(a.unitId, b.unitId) || place.get(a.period)! - place.get(b.period)!),
    units: [...units.values()].sort((a, b) => by(a.unitId, b.unitId)),
    total,
  };
}

function none(): CoverageCounts {
  return Object.fromEntries(COVERAGE_STANDINGS.map((standing) => [standing, 0])) as CoverageCounts;
}
