import type { Recurrence } from '../plan/draft';
import { addDays, dayOf, type Day } from '../time/day';
import type { ItemState } from './item.types';

/** One period of a recurring duty; `name` is 2026-M03, 2026-Q2, 2026-H1 or 2026. */
export interface Period {
  name: string;
  from: Day;
  to: Day;
}

const MONTHS: Partial<Record<Recurrence, number>> = { monthly: 1, quarterly: 3, halfYearly: 6, yearly: 12 };

function nameOf(recurrence: Recurrence, year: number, month: number): string {
  switch (recurrence) {
    case 'monthly':
      return `${year}-M${String(month + 1).padStart(2, '0')}`;
    case 'quarterly':
      return `${year}-Q${month / 3 + 1}`;
    case 'halfYearly':
      return `${year}-H${month / 6 + 1}`;
    default:
      return `${year}`;
  }
}

/** The calendar periods that overlap the span, cut to its end: a recurring duty ends with the plan's period. */
export function periodsIn(recurrence: Recurrence | null, from: Day, to: Day): Period[] {
  const months = recurrence === null ? undefined : MONTHS[recurrence];
  if (months === undefined || recurrence === null) return [];
  const periods: Period[] = [];
  let year = Number(from.slice(0, 4));
  let month = Math.floor((Number(from.slice(5, 7)) - 1) / months) * months;
  for (;;) {
    const start = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    if (start > to) return periods;
    const name = nameOf(recurrence, year, month);
    month += months;
    if (month >= 12) {
      month = 0;
      year += 1;
    }
    const end = addDays(`${year}-${String(month + 1).padStart(2, '0')}-01`, -1);
    periods.push({ name, from: start, to: end < to ? end : to });
  }
}

/** Periods of the item that have neither been opened nor passed over, oldest first; none starts before the item was issued. */
export function periodsToCome(state: ItemState): Period[] {
  const issued = dayOf(state.issuedAt);
  const passedOver = state.fired['periods/1'] ?? {};
  return periodsIn(state.recurrence, issued > state.period.from ? issued : state.period.from, state.period.to).filter((p) => passedOver[p.name] === undefined);
}
