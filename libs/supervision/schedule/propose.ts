import type { Calendar } from '../calendar/calendar';
import type { DraftItem, DraftStep } from '../plan/draft';
import { addDays, type Day } from '../time/day';
import { endOf } from './draft.steps';
import { MOST_WORKING_DAYS } from './network';
import { sharedOut, templateFor, type ScheduleTemplate } from './schedule-template';

/** Why nothing is proposed for an item. */
export type NotProposed = 'has-steps' | 'recurring' | 'no-day' | 'too-short' | 'too-long' | 'no-template';

export interface ProposedSchedule {
  itemKey: string;
  /** Template that it was drawn up by. */
  template: string;
  steps: DraftStep[];
}

/**
 * A schedule for an item of a draft that has none: its working days from the start (the period's, or today) to its last day, shared
 * out by the template of its category, one part after the other.
 */
export function proposedFor(item: DraftItem, period: { from: Day; to: Day } | null, templates: readonly ScheduleTemplate[], today: Day, calendar: Calendar): ProposedSchedule | NotProposed {
  if ((item.steps ?? []).length > 0) return 'has-steps';
  // Who leads a recurring duty delivers by its periods.
  if (item.recurrence !== null && item.deadline === null) return 'recurring';
  const end = endOf(item, period);
  if (end === null) return 'no-day';
  const template = templateFor(templates, item.category);
  if (!template) return 'no-template';
  const start = period !== null && period.from > today ? period.from : today;
  const total = end < start ? 0 : calendar.workingDaysBetween(addDays(start, -1), end);
  if (total > MOST_WORKING_DAYS) return 'too-long';
  const days = sharedOut(total, template.parts);
  if (days === null) return 'too-short';
  const steps = template.parts.map(({ title }, i): DraftStep => ({ key: `s${i + 1}`, title, unit: null, workingDays: days[i]!, after: i === 0 ? [] : [`s${i}`], deadline: null }));
  return { itemKey: item.key, template: template.id, steps };
}
