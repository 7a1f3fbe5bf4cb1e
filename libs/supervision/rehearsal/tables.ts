import { addDays, dayOf, type Day } from '../time/day';
import type { Rehearsal, RehearsedDue, RehearsedNotice } from './rehearse';

export interface UnitMonths {
  unitId: string;
  /** By month, `2026-03`. */
  months: Record<string, number>;
  reminder: number;
  escalation: number;
  paper: number;
  total: number;
}

export interface Peak {
  day: Day;
  notices: number;
  units: number;
}

/** A week in which a unit has more to deliver than it may manage. */
export interface CrowdedWeek {
  unitId: string;
  /** Monday of the week. */
  week: Day;
  /** Steps whose day lies in it, with the day. */
  due: { itemId: string; number: string; day: Day }[];
}

/** Weeks in which a unit has at least so many steps due, the fullest first. */
export function crowdedWeeks(due: readonly RehearsedDue[], least = 3): CrowdedWeek[] {
  const weeks = new Map<string, CrowdedWeek>();
  for (const { unitId, itemId, number, day } of due) {
    const week = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    const held = weeks.get(`${unitId}/${week}`) ?? { unitId, week, due: [] };
    held.due.push({ itemId, number, day });
    weeks.set(`${unitId}/${week}`, held);
  }
  return [...weeks.values()].filter((w) => w.due.length >= least).sort((a, b) => b.due.length - a.due.length || (a.week < b.week ? -1 : a.week > b.week ? 1 : 0) || a.unitId.localeCompare(b.unitId));
}

/** Notices behind a count, by day: to a unit, of a month (`2026-03`) or of a day; null: any. */
export function noticesOf(notices: readonly RehearsedNotice[], unitId: string | null, of: string | null): RehearsedNotice[] {
  const found = notices.filter((n) => (unitId === null || n.unitId === unitId) && (of === null || n.day.startsWith(of)));
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.unitId.localeCompare(b.unitId) || a.number.localeCompare(b.number, 'en', { numeric: true }));
}

/** Every month of the rehearsed time, those without a notice too. */
export function monthsOf({ from, until }: Pick<Rehearsal, 'from' | 'until'>): string[] {
  const months: string[] = [];
  const last = dayOf(until).slice(0, 7);
  for (let at = dayOf(from).slice(0, 7); at <= last; ) {
    months.push(at);
    const [year = 0, month = 0] = at.split('-').map(Number);
    at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  }
  return months;
}

/** Notices by unit and month, who gets most first. */
export function byUnit(notices: readonly RehearsedNotice[]): UnitMonths[] {
  const units = new Map<string, UnitMonths>();
  for (const n of notices) {
    const row = units.get(n.unitId) ?? { unitId: n.unitId, months: {}, reminder: 0, escalation: 0, paper: 0, total: 0 };
    const month = n.day.slice(0, 7);
    row.months[month] = (row.months[month] ?? 0) + 1;
    row[n.what] += 1;
    row.total += 1;
    units.set(n.unitId, row);
  }
  return [...units.values()].sort((a, b) => b.total - a.total || a.unitId.localeCompare(b.unitId));
}

/** The days on which most goes out. */
export function peaksOf(notices: readonly RehearsedNotice[], most = 5): Peak[] {
  const days = new Map<Day, { notices: number; units: Set<string> }>();
  for (const n of notices) {
    const held = days.get(n.day) ?? { notices: 0, units: new Set<string>() };
    held.notices += 1;
    held.units.add(n.unitId);
    days.set(n.day, held);
  }
  return [...days].map(([day, d]) => ({ day, notices: d.notices, units: d.units.size })).sort((a, b) => b.notices - a.notices || (a.day < b.day ? -1 : 1)).slice(0, most);
}
