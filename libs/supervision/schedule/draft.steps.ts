import type { Calendar } from '../calendar/calendar';
import type { NewAssignment, NewStep } from '../item/item.events';
import type { DraftItem, DraftStep } from '../plan/draft';
import { reject, type Rejection } from '../rejection';
import type { Day } from '../time/day';
import { checkedSchedule, problemsOfTasks, scheduledBackward, type CheckedTask, type FieldProblem, type Task } from './network';

/** A draft's step as scheduling sees it. */
export function taskOf(step: DraftStep): Task {
  return { id: step.key, workingDays: step.workingDays, after: step.after, by: step.deadline };
}

/** The last day of an item's steps: its deadline, else the end of the plan. */
export function endOf(item: Pick<DraftItem, 'deadline'>, period: { to: Day } | null): Day | null {
  return item.deadline ?? period?.to ?? null;
}

const NAMELESS = { zh: '步骤名称应为 1 至 500 个字', en: 'the step’s title has 1 to 500 characters' };
const KEYS = { zh: '标识只能由字母、数字和连字符组成，最多 20 个', en: 'a key has at most 20 letters, digits and hyphens' };

/** What is wrong with the steps of a draft's item, by field. */
export function problemsOfSteps(steps: readonly DraftStep[], end: Day): FieldProblem[] {
  const named = steps.flatMap(({ key, title }, i): FieldProblem[] => [
    ...(title.trim() === '' || title.length > 500 ? [{ field: `steps[${i}].title`, ...NAMELESS }] : []),
    ...(/^[0-9A-Za-z-]{1,20}$/.test(key) ? [] : [{ field: `steps[${i}].key`, ...KEYS }]),
  ]);
  return named.length > 0 ? named : problemsOfTasks(steps.map(taskOf), end);
}

/** The steps of a draft's item from the end backwards, with what cannot be held; a refusal where they cannot be scheduled. */
export function draftSchedule(steps: readonly DraftStep[], end: Day, start: Day, calendar: Calendar): CheckedTask[] | { rejected: Rejection } {
  const fields = problemsOfSteps(steps, end);
  return fields.length > 0 ? scheduleRefused(fields) : checkedSchedule(steps.map(taskOf), end, start, calendar);
}

export function scheduleRefused(fields: FieldProblem[]): { rejected: Rejection } {
  return reject('schedule-invalid', { field: fields[0]!.field, details: { count: fields.length }, fields });
}

/** What issuing an item's steps needs beside them. */
export interface StepsAtIssue {
  item: Pick<DraftItem, 'number' | 'title' | 'deadline'>;
  assignments: readonly NewAssignment[];
  /** The assignment that a name of the item stands for; undefined where it is none of one unit. */
  assignmentNamed: (name: string) => NewAssignment | undefined;
  end: Day;
  calendar: Calendar;
  /** The day of issue: no step may be over before it, unless the item itself is. */
  today: Day;
}

/**
 * Steps as they are issued: scheduled backwards, each with the unit that does it, else with the one that coordinates. What ends the
 * item keeps the item's own day, so that an amendment of it moves the step as well.
 */
export function stepsToIssue(steps: readonly DraftStep[], at: StepsAtIssue): NewStep[] | { rejected: Rejection } {
  const { item, assignments, end, calendar, today } = at;
  const fields = problemsOfSteps(steps, end);
  if (fields.length > 0) return withNumber(scheduleRefused(fields), item.number);
  const bars = scheduledBackward(steps.map(taskOf), end, calendar);
  const ids = new Map<string, string>();
  const count = new Map<string, number>();
  const owners: NewAssignment[] = [];
  for (const [i, step] of steps.entries()) {
    const owner = step.unit === null ? (assignments.find((a) => a.coordinator) ?? assignments[0]) : at.assignmentNamed(step.unit);
    if (!owner) return withNumber(scheduleRefused([{ field: `steps[${i}].unit`, zh: `“${step.unit ?? ''}”不是本事项的单位`, en: `“${step.unit ?? ''}” is no unit of the item` }]), item.number);
    owners.push(owner);
    count.set(owner.id, (count.get(owner.id) ?? 0) + 1);
    ids.set(step.key, `${owner.id}-${count.get(owner.id)!}`);
  }
  const issued: NewStep[] = [];
  for (const [i, step] of steps.entries()) {
    const planned = bars.get(step.key)!;
    const last = step.deadline === null && !steps.some((s) => s.after.includes(step.key));
    if (planned.to < today && end >= today) return reject('schedule-not-held', { field: `steps[${i}]`, details: { number: item.number, step: step.title, day: planned.to, workingDays: calendar.workingDaysBetween(planned.to, today) } });
    issued.push({
      id: ids.get(step.key)!,
      assignmentId: owners[i]!.id,
      title: step.title,
      period: null,
      basis: { kind: 'date', day: last ? end : planned.to },
      evidenceRequired: false,
      workingDays: step.workingDays,
      ...(step.after.length === 0 ? {} : { after: step.after.map((key) => ids.get(key)!) }),
      planned,
    });
  }
  return issued;
}

function withNumber({ rejected }: { rejected: Rejection }, number: string): { rejected: Rejection } {
  return { rejected: { ...rejected, details: { ...rejected.details, number } } };
}
