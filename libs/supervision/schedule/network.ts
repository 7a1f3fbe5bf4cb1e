import { FIRST_DAY, type Calendar } from '../calendar/calendar';
import { addDays, dayNumber, isDay, type Day } from '../time/day';

/** From the first to the last working day, both worked. */
export interface Bar {
  from: Day;
  to: Day;
}

/** A step as scheduling sees it: so many working days, after others are finished, done by a day. */
export interface Task {
  id: string;
  workingDays: number;
  /** Steps that are finished before it begins (finish-to-start). */
  after: readonly string[];
  /** Its own last day, where it has one before the common end. */
  by?: Day | null;
}

/** Steps of one item that a schedule takes, and the working days of all of them together: five years of work. */
export const MOST_TASKS = 60;
export const MOST_WORKING_DAYS = 1_250;

export type FieldProblem = { field: string; zh: string; en: string };

/** Ids of the steps that wait, directly or not, for themselves. */
export function circular(tasks: readonly Pick<Task, 'id' | 'after'>[]): Set<string> {
  const left = new Map(tasks.map((t) => [t.id, t]));
  const strip = (open: (t: Pick<Task, 'id' | 'after'>) => boolean): void => {
    for (let gone = true; gone; ) {
      gone = false;
      for (const t of [...left.values()]) if (open(t)) gone = left.delete(t.id) || gone;
    }
  };
  // What waits for nothing that is left is on no circle, and neither is what nothing left waits for.
  strip((t) => !t.after.some((id) => left.has(id)));
  strip((t) => ![...left.values()].some((other) => other.after.includes(t.id)));
  return new Set(left.keys());
}

/**
 * What is wrong with steps to be scheduled, by field (`steps[2].after[0]`); empty where they can be.
 *
 * @param end the common last day
 * @param known ids of steps that are there already and may be waited for
 */
export function problemsOfTasks(tasks: readonly Task[], end: Day, known: ReadonlySet<string> = new Set()): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ids = new Map<string, number>();
  if (tasks.length > MOST_TASKS) return [{ field: 'steps', zh: `最多 ${MOST_TASKS} 个步骤`, en: `at most ${MOST_TASKS} steps` }];
  tasks.forEach(({ id }, i) => {
    if (ids.has(id)) problems.push({ field: `steps[${i}].key`, zh: '步骤标识重复', en: 'the step’s key is there twice' });
    else ids.set(id, i);
  });
  tasks.forEach(({ id, workingDays, after, by }, i) => {
    if (!Number.isInteger(workingDays) || workingDays < 1) problems.push({ field: `steps[${i}].workingDays`, zh: '所需工作日应为正整数', en: 'working days must be a whole number above nothing' });
    if (by != null && !isDay(by)) problems.push({ field: `steps[${i}].deadline`, zh: '没有这一天', en: 'no such day' });
    after.forEach((other, k) => {
      if (other === id) problems.push({ field: `steps[${i}].after[${k}]`, zh: '步骤不能以自身为前置', en: 'a step cannot wait for itself' });
      else if (!ids.has(other) && !known.has(other)) problems.push({ field: `steps[${i}].after[${k}]`, zh: `没有前置步骤“${other}”`, en: `there is no step “${other}” to wait for` });
    });
  });
  if (problems.length > 0) return problems;
  const round = circular(tasks);
  tasks.forEach(({ id }, i) => {
    if (round.has(id)) problems.push({ field: `steps[${i}].after`, zh: '前置关系成环', en: 'the steps wait for each other in a circle' });
  });
  const sum = tasks.reduce((n, t) => n + t.workingDays, 0);
  const earliest = tasks.reduce((day, t) => (t.by != null && t.by < day ? t.by : day), end);
  // No span of the calendar has fewer than one working day in two, but for a long holiday.
  if (sum > MOST_WORKING_DAYS || dayNumber(earliest) - dayNumber(FIRST_DAY) <= 2 * sum + 60) problems.push({ field: 'steps', zh: `全部步骤合计不超过 ${MOST_WORKING_DAYS} 个工作日`, en: `all steps together have at most ${MOST_WORKING_DAYS} working days` });
  return problems;
}

/** The day, or the last working day before it. */
export function lastWorkingDay(calendar: Calendar, day: Day): Day {
  return calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, -1);
}

/** The first of so many working days that end with one. */
export function firstOf(calendar: Calendar, to: Day, workingDays: number): Day {
  return workingDays <= 1 ? to : calendar.addWorkingDays(to, 1 - workingDays);
}

/** The last of so many working days that begin with one. */
export function lastOf(calendar: Calendar, from: Day, workingDays: number): Day {
  return workingDays <= 1 ? from : calendar.addWorkingDays(from, workingDays - 1);
}

/** Working days of a bar, its ends among them. */
export function lengthOf(calendar: Calendar, { from, to }: Bar): number {
  return calendar.workingDaysBetween(addDays(from, -1), to);
}

/** Steps in an order in which each follows what it waits for; of valid ones. */
export function inOrder<T extends Pick<Task, 'id' | 'after'>>(tasks: readonly T[]): T[] {
  const byId = new Map(tasks.map((t) => [t.id, t]));
  const placed = new Set<string>();
  const order: T[] = [];
  const place = (t: T, above: ReadonlySet<string>): void => {
    if (placed.has(t.id) || above.has(t.id)) return;
    const below = new Set(above).add(t.id);
    for (const id of t.after) {
      const other = byId.get(id);
      if (other) place(other, below);
    }
    placed.add(t.id);
    order.push(t);
  };
  for (const t of tasks) place(t, new Set());
  return order;
}

/**
 * Backward scheduling (倒排工期): each step as late as the end, its own day and its followers allow.
 *
 * @param tasks valid by {@link problemsOfTasks}
 * @param end the common last day; where it is not worked, work ends before it
 */
export function scheduledBackward(tasks: readonly Task[], end: Day, calendar: Calendar): Map<string, Bar> {
  const bars = new Map<string, Bar>();
  for (const task of inOrder(tasks).reverse()) {
    let to = lastWorkingDay(calendar, task.by != null && task.by < end ? task.by : end);
    for (const follower of tasks) {
      const bar = follower.after.includes(task.id) ? bars.get(follower.id) : undefined;
      const before = bar && calendar.addWorkingDays(bar.from, -1);
      if (before && before < to) to = before;
    }
    bars.set(task.id, { from: firstOf(calendar, to, task.workingDays), to });
  }
  return bars;
}

/**
 * Each step as early as its predecessors allow.
 *
 * @param start no step begins before this day
 * @param notBefore further days before which single steps do not begin
 */
export function scheduledForward(tasks: readonly Task[], start: Day, calendar: Calendar, notBefore: ReadonlyMap<string, Day> = new Map()): Map<string, Bar> {
  const bars = new Map<string, Bar>();
  for (const task of inOrder(tasks)) {
    const own = notBefore.get(task.id);
    let from = calendar.addWorkingDays(own !== undefined && own > start ? own : start, 0);
    for (const id of task.after) {
      const bar = bars.get(id);
      const next = bar && calendar.addWorkingDays(bar.to, 1);
      if (next && next > from) from = next;
    }
    bars.set(task.id, { from, to: lastOf(calendar, from, task.workingDays) });
  }
  return bars;
}

/** A step of a checked schedule. */
export interface CheckedTask {
  id: string;
  /** As late as it may lie: the plan. */
  planned: Bar;
  /** As early as it can be done from the start on. */
  earliest: Bar;
  /** Working days that it can begin after the earliest day without moving anything; below nothing where it cannot be held. */
  slackWorkingDays: number;
  /** Of the steps with the least slack: what moves here moves the end. */
  critical: boolean;
  /** Working days by which it cannot be held, begun at once; 0 where it can. */
  shortWorkingDays: number;
}

/** The schedule backwards from the end, and what of it cannot be held when nothing begins before the start. */
export function checkedSchedule(tasks: readonly Task[], end: Day, start: Day, calendar: Calendar): CheckedTask[] {
  const latest = scheduledBackward(tasks, end, calendar);
  const earliest = scheduledForward(tasks, start, calendar);
  const rows = tasks.map(({ id }) => {
    const [planned, early] = [latest.get(id)!, earliest.get(id)!];
    const slackWorkingDays = calendar.workingDaysBetween(early.from, planned.from);
    return { id, planned, earliest: early, slackWorkingDays, shortWorkingDays: Math.max(0, -slackWorkingDays) };
  });
  const least = Math.min(...rows.map((r) => r.slackWorkingDays));
  return rows.map((r) => ({ ...r, critical: r.slackWorkingDays === least }));
}
