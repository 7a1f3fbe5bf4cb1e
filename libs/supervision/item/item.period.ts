import type { Recurrence } from '../plan/draft';
import { addDays, dayOf, type Day } from '../time/day';
import type { DutyTemplate } from '../policy/duty-template';
import type { Assignment, ItemState } from './item.types';

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

/** Periods of the item that have neither been opened nor passed over, oldest first; none ended before it recurred as it does. */
export function periodsToCome(state: ItemState): Period[] {
  const since = dayOf(state.recurringSince);
  const passedOver = state.fired['periods/1'] ?? {};
  return periodsIn(state.recurrence, since > state.period.from ? since : state.period.from, state.period.to).filter((p) => passedOver[p.name] === undefined);
}

/** Assignments under way that owe a period: those that lead or answer, unless the template says otherwise. */
export function periodOwers(state: ItemState, template: DutyTemplate | undefined): Assignment[] {
  const active = Object.values(state.assignments).filter((a) => a.status === 'active');
  const leads = active.filter((a) => a.role !== 'participant');
  if (template?.owedBy === 'everyone') return active;
  const coordinators = template?.owedBy === 'coordinator' ? leads.filter((a) => a.coordinator) : [];
  return coordinators.length > 0 ? coordinators : leads;
}

/** 技能培训 月度数据 2026-M03 */
export function titleOfPeriod(title: string, template: DutyTemplate | undefined, { name }: Period): string {
  return [title, ...(template ? [template.name] : []), name].join(' ');
}

/** A span of days by the name of the calendar period that it is, else by its days. */
export function periodNamed(from: Day, to: Day): string {
  for (const recurrence of ['monthly', 'quarterly', 'halfYearly', 'yearly'] as const) {
    const [period, ...more] = periodsIn(recurrence, from, to);
    const whole = period && periodsIn(recurrence, from, LAST_OF_YEAR(from)).find((p) => p.name === period.name);
    if (period && more.length === 0 && period.from === from && whole?.to === to) return period.name;
  }
  return `${from}~${to}`;
}

const LAST_OF_YEAR = (day: Day): Day => `${day.slice(0, 4)}-12-31`;
