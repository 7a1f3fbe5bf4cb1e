import type { Calendar } from '../calendar/calendar';
import type { DraftStep } from '../plan/draft';
import { settledItems } from '../plan/draft.settled';
import type { PlanState } from '../plan/plan.evolve';
import type { Day } from '../time/day';
import { draftSchedule, endOf } from './draft.steps';
import type { CheckedTask, FieldProblem } from './network';
import { proposedFor, type NotProposed } from './propose';
import type { ScheduleTemplate } from './schedule-template';

/** An item of a draft with its schedule, or with the one that a template proposes. */
export interface DraftItemSchedule {
  itemKey: string;
  number: string;
  title: string;
  /** Template of what is only proposed; null: the item's own steps, or none. */
  template: string | null;
  /** Why nothing is proposed; null where something is. */
  notProposed: NotProposed | null;
  steps: (DraftStep & Omit<CheckedTask, 'id'>)[];
  /** Where its own steps cannot be scheduled any more, as after a change of its day. */
  problems: FieldProblem[];
}

/** Every item of a draft as it would be scheduled backwards if it were issued on the day, nothing of it set. */
export function draftSchedules(plan: PlanState, templates: readonly ScheduleTemplate[], today: Day, calendar: Calendar): DraftItemSchedule[] {
  const { period } = plan.plan;
  const start = period !== null && period.from > today ? period.from : today;
  return settledItems(plan).map((item): DraftItemSchedule => {
    const proposed = proposedFor(item, period, templates, today, calendar);
    const own = item.steps ?? [];
    const steps = typeof proposed === 'string' ? own : proposed.steps;
    const base = { itemKey: item.key, number: item.number, title: item.title, template: typeof proposed === 'string' ? null : proposed.template, notProposed: typeof proposed === 'string' ? proposed : null };
    const end = endOf(item, period);
    if (steps.length === 0 || end === null) return { ...base, steps: [], problems: [] };
    const checked = draftSchedule(steps, end, start, calendar);
    if ('rejected' in checked) return { ...base, steps: [], problems: checked.rejected.fields ?? [] };
    return { ...base, steps: steps.map((s, i) => ({ ...s, ...withoutId(checked[i]!) })), problems: [] };
  });
}

function withoutId({ id: _id, ...row }: CheckedTask): Omit<CheckedTask, 'id'> {
  return row;
}
