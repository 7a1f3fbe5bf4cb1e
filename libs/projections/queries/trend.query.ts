import type { DataSource } from 'typeorm';
import { dayOf, lastMomentOf, type Day, type Instant } from '#libs/supervision/time/day';
import { itemConditions, type CountFilter } from './item.filter';
import { holds, mayRead, type Asked } from './scope';
import { Statement } from './statement';

export interface TrendPoint {
  day: Day;
  /** Items at the end of the day, and those completed of them; null where the day is still to come. */
  total: number | null;
  completed: number | null;
  /** Items whose deadline, as known now, is this day or before. */
  due: number;
  byLight: { light: string; count: number }[];
}

interface Was {
  day: Day;
  light: string;
  status: string;
  count: number;
}

/** What items were at the ends of days, by light, beside what their deadlines ask. Each figure counts the rows of the list as of that day. */
export async function trend(source: DataSource, asked: Asked, filter: CountFilter, days: readonly Day[], now: Instant): Promise<TrendPoint[]> {
  const past = days.filter((day) => day <= dayOf(now));
  const [was, due] = await Promise.all([statesOf(source, asked, filter, past, now), dueBy(source, asked, filter, days, now)]);
  return days.map((day) => {
    const then = was.filter((r) => r.day === day);
    const known = past.includes(day);
    const count = (rows: readonly Was[]): number => rows.reduce((n, r) => n + r.count, 0);
    const lights = [...new Set(then.map(({ light }) => light))];
    return {
      day,
      total: known ? count(then) : null,
      completed: known ? count(then.filter(({ status }) => status === 'completed')) : null,
      due: due.get(day) ?? 0,
      byLight: lights.map((light) => ({ light, count: count(then.filter((r) => r.light === light)) })),
    };
  });
}

/** Days beside the moments that they are told of: their ends, and now where those are still to come. */
function daysAt(s: Statement, days: readonly Day[], now: Instant): string {
  const moments = days.map((day) => (lastMomentOf(day) < now ? lastMomentOf(day) : now));
  return `unnest(${s.p(days, 'date[]')}, ${s.p(moments, 'timestamptz[]')}) as d(day, at)`;
}

function statesOf(source: DataSource, asked: Asked, filter: CountFilter, days: readonly Day[], now: Instant): Promise<Was[]> {
  const s = new Statement();
  const asOf = daysAt(s, days, now);
  const where = ['i.known_from <= d.at and i.known_to > d.at', mayRead(s, asked), ...itemConditions(s, filter, asked, 'd.at')].join(' and ');
  return source.query<Was[]>(`select d.day::text, i.light, i.status, count(*)::int as count from ${asOf} join read.item i on ${where} group by 1, 2, 3`, s.values);
}

/** By the deadlines known now; what was over by a day is left out of that day alone, as it is among its states. */
async function dueBy(source: DataSource, asked: Asked, filter: CountFilter, days: readonly Day[], now: Instant): Promise<Map<Day, number>> {
  const s = new Statement();
  const asOf = daysAt(s, days, now);
  const where = ['i.deadline <= d.day', holds(s, 'i', asked), mayRead(s, asked), ...itemConditions(s, filter, asked, 'd.at')].join(' and ');
  const rows = await source.query<{ day: Day; count: number }[]>(`select d.day::text, count(*)::int as count from ${asOf} join read.item i on ${where} group by 1`, s.values);
  return new Map(rows.map(({ day, count }) => [day, count]));
}
