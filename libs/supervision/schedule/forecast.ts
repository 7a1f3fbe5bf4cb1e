import type { Calendar } from '../calendar/calendar';
import { deadlineOf } from '../item/item.deadline';
import { correctedLateness, standingLateness } from '../item/item.lateness';
import { assignmentLight, shownLight, type Light } from '../item/item.light';
import type { ItemState, Step } from '../item/item.types';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { addMs, dayOf, type Day, type Instant } from '../time/day';
import { firstOf, inOrder, lastOf, lastWorkingDay, lengthOf, type Bar } from './network';

/** A step of an item on the progress chart (进度推进表): as planned, as it went, as it will go on. */
export interface StepForecast {
  stepId: string;
  assignmentId: string;
  unitId: string;
  title: string;
  status: Step['status'];
  light: Light;
  /** Accepted after its deadline. */
  late: boolean;
  /** Past the day that holds, and yet not late: the lateness was put right (更正). It has not slipped and is not late by any day. */
  corrected: boolean;
  workingDays: number | null;
  /** Steps of the item that it waits for. */
  after: string[];
  /** As first scheduled; of a step that was only given a day, from its opening to that day. */
  planned: Bar | null;
  /** The first deadline, and the one that holds now: lateness is judged by it, whatever the forecast says. */
  firstDeadline: Day | null;
  deadline: Day | null;
  /** When work began, and when what was accepted (or waits for that) had been sent. */
  actual: { from: Day | null; to: Day | null };
  /** As it will go on from what is known; null once it is done or nobody works on it any more. */
  forecast: Bar | null;
  /** Working days that its end moved from the day that holds now: by its own delay, or by what it waits for. */
  movedWorkingDays: number;
  /** Working days by which it will be finished after its deadline, or was. */
  lateWorkingDays: number;
  /** Those of the steps before it that hold it up. */
  heldBy: string[];
  /** What moves here moves the end. */
  critical: boolean;
}

/** An item's steps in the order in which they follow each other. */
export interface ItemForecast {
  steps: StepForecast[];
  /** Day on which the last step will be finished, or was; null where no step has a day. */
  finish: Day | null;
}

interface Placed {
  row: StepForecast;
  /** As the days that hold now would have it. */
  due: Bar | null;
  /** As it counts for what waits for it. */
  counts: Bar | null;
}

/** Days on which work on a step began and ended, as events say. */
function actualOf(state: ItemState, step: Step): StepForecast['actual'] {
  const sent = step.submissions.filter((s) => s.outcome === 'accepted' || s.outcome === 'pending').at(-1);
  const alone = (step.after ?? []).every((id) => state.steps[id] === undefined);
  const received = alone ? (state.assignments[step.assignmentId]?.receivedAt ?? null) : null;
  const to = step.status === 'done' || step.status === 'submitted' ? (sent?.at ?? null) : null;
  const begun = [step.begunAt, received].filter((at): at is Instant => at !== null).sort()[0] ?? null;
  return { from: begun === null ? null : dayOf(begun), to: to === null ? null : dayOf(to) };
}

function plannedOf(step: Step, first: Day | null, calendar: Calendar): Bar | null {
  if (step.planned) return step.planned;
  if (first === null) return null;
  const to = lastWorkingDay(calendar, first);
  const opened = calendar.addWorkingDays(dayOf(step.openedAt), 0);
  return { from: step.workingDays === undefined ? (opened < to ? opened : to) : firstOf(calendar, to, step.workingDays), to };
}

/** From when to when the step lies by the day that holds now: it keeps its length when the day was moved. */
function dueOf(step: Step, planned: Bar | null, first: Day | null, day: Day | null, calendar: Calendar): Bar | null {
  if (day === null || planned === null) return null;
  if (day === first) return planned;
  const to = lastWorkingDay(calendar, day);
  const from = firstOf(calendar, to, step.workingDays ?? (step.planned ? lengthOf(calendar, planned) : 1));
  // A step that was only given a day was begun when it was opened, however far the day moves.
  return { from: step.workingDays === undefined && step.planned === undefined && planned.from < from ? planned.from : from, to };
}

/**
 * How an item will go on as known at a moment (预计进度).
 *
 * A step that is not begun begins today at the earliest, one that is not finished ends today at the earliest, and each waits for
 * those before it: the working days that one slips move its followers as far as nothing was to spare. No deadline moves by it, and
 * nothing that is late becomes timely: the office may take the forecast over by an amendment.
 */
export function forecastOf(state: ItemState, span: RulesSpan, roster: Roster, now: Instant): ItemForecast {
  const { calendar } = span;
  // The end of a day, as which a past day is asked for, is that day's and not the next one's.
  const today = dayOf(addMs(now, -1));
  const live = Object.values(state.steps).filter((s) => s.status !== 'cancelled');
  const placed = new Map<string, Placed>();
  for (const step of inOrder(live.map((s) => ({ ...s, after: s.after ?? [] })))) {
    const under = state.assignments[step.assignmentId];
    const unitId = under?.unitId ?? '';
    const account = deadlineOf(step, calendar, rulesOfUnit(span, roster, unitId), now);
    const planned = plannedOf(step, account.first, calendar);
    const due = dueOf(step, planned, account.first, account.day, calendar);
    const actual = actualOf(state, step);
    const before = step.after.flatMap((id) => placed.get(id) ?? []);
    const going = state.closed === null && step.status === 'open';
    const forecast = going && due !== null ? goingOn(step, due, actual, before, today, calendar) : null;
    const sent = actual.to === null ? null : { from: actual.from ?? actual.to, to: actual.to };
    const counts = forecast ?? sent ?? due;
    const end = actual.to ?? forecast?.to ?? null;
    const heldBy = forecast === null ? [] : before.filter((p) => p.counts !== null && calendar.addWorkingDays(p.counts.to, 1) > due!.from && calendar.addWorkingDays(p.counts.to, 1) >= forecast.from).map((p) => p.row.stepId);
    const beyond = (day: Day): number => (end === null ? 0 : Math.max(0, calendar.workingDaysBetween(day, end)));
    const corrected = correctedLateness(state, step) !== null;
    const row: StepForecast = {
      stepId: step.id,
      assignmentId: step.assignmentId,
      unitId,
      title: step.title,
      status: step.status,
      light: shownLight(step, under === undefined ? undefined : assignmentLight(state, under).light),
      late: step.completedLate || standingLateness(state, step.id).length > 0,
      corrected,
      workingDays: step.workingDays ?? null,
      after: step.after.filter((id) => state.steps[id] !== undefined && state.steps[id].status !== 'cancelled'),
      planned,
      firstDeadline: account.first,
      deadline: account.day,
      actual,
      forecast,
      movedWorkingDays: due === null || end === null || corrected ? 0 : calendar.workingDaysBetween(due.to, end),
      lateWorkingDays: account.day === null || corrected ? 0 : beyond(account.day),
      heldBy,
      critical: false,
    };
    placed.set(step.id, { row, due, counts });
  }
  const rows = [...placed.values()];
  markCritical(rows, calendar);
  return { steps: rows.map((p) => p.row), finish: rows.flatMap((p) => p.counts?.to ?? []).sort().at(-1) ?? null };
}

/** Where an open step lies: by its day, later where it is not begun or finished yet, or where others hold it up. */
function goingOn(step: Step, due: Bar, actual: StepForecast['actual'], before: readonly Placed[], today: Day, calendar: Calendar): Bar {
  const soonest = calendar.addWorkingDays(today, 0);
  let from = due.from;
  // The receipt alone is no work: a step that is scheduled for later is not moved ahead by it.
  if (actual.from === null || actual.from > due.from) from = actual.from === null ? (soonest > from ? soonest : from) : calendar.addWorkingDays(actual.from, 0);
  for (const { counts } of before) {
    const next = counts && calendar.addWorkingDays(counts.to, 1);
    if (next && next > from && (actual.from === null || step.begunAt === null)) from = next;
  }
  const length = step.workingDays ?? (step.planned ? lengthOf(calendar, due) : 1);
  const ends = [due.to, lastOf(calendar, from, length), soonest];
  return { from, to: ends.sort().at(-1)! };
}

/** Those of the steps still to be done with the least working days to spare before the end. */
function markCritical(rows: readonly Placed[], calendar: Calendar): void {
  const open = rows.filter((p) => p.row.forecast !== null);
  const slack = new Map<string, number>();
  for (const p of [...open].reverse()) {
    const own = p.row.deadline === null ? Infinity : calendar.workingDaysBetween(p.row.forecast!.to, p.row.deadline);
    const followers = open.filter((f) => f.row.after.includes(p.row.stepId));
    const rest = followers.map((f) => slack.get(f.row.stepId)! + calendar.workingDaysBetween(p.row.forecast!.to, f.row.forecast!.from) - 1);
    slack.set(p.row.stepId, followers.length === 0 ? own : Math.min(...rest));
  }
  const least = Math.min(...slack.values());
  for (const p of open) p.row.critical = slack.get(p.row.stepId) === least;
}

/** What an amendment would have to say so that the forecast holds: steps that get a day, and the item's where they pass it. */
export interface TakeOver {
  deadline: Day | null;
  steps: { stepId: string; day: Day }[];
}

/** The days that the office may take over as an amendment; null where nothing will be late. */
export function takeOverOf(forecast: ItemForecast, itemDeadline: Day | null): TakeOver | null {
  const moved = forecast.steps.flatMap((s) => (s.forecast !== null && s.deadline !== null && s.forecast.to > s.deadline ? [{ stepId: s.stepId, day: s.forecast.to, was: s.deadline }] : []));
  if (moved.length === 0) return null;
  const last = moved.map((m) => m.day).sort().at(-1)!;
  const deadline = itemDeadline !== null && last > itemDeadline ? last : null;
  // What ends with the item moves with its day.
  const own = moved.filter((m) => deadline === null || m.was !== itemDeadline || m.day !== deadline);
  return { deadline, steps: own.map(({ stepId, day }) => ({ stepId, day })) };
}
