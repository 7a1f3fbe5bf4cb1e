import type { Calendar } from '../calendar/calendar';
import type { PaperKind } from '../policy/policy';
import type { RulesSpan } from '../rules';
import { atTime, dayOf, endOfDay, latest, startOfDay, type Instant } from '../time/day';
import { nag, plainLadder, type Rung, Schedule } from '../duty/ladder';
import type { AgendaEntry, EntryAct } from './agenda.entry';
import { deadlineOf } from './item.deadline';
import type { Duty } from './item.duties';
import { correctedLateness } from './item.lateness';
import { behindFrom } from './item.schedule';
import type { ItemState, Paper, Step } from './item.types';

type ItemSchedule = Schedule<AgendaEntry>;

/** The three-colour ladder of a delivery. */
function deliveryLadder(state: ItemState, duty: Duty, span: RulesSpan, schedule: ItemSchedule): void {
  const { calendar } = span;
  const { rules, day } = duty;
  const step = duty.stepId === null ? undefined : state.steps[duty.stepId];
  if (day === null || !step) return;
  const overturned = correctedLateness(state, step);
  if (overturned) {
    // What was found not to be late is not marked again for the same date; the work is still owed.
    if (duty.resting === null) nag(schedule, duty, calendar, overturned.at);
    return;
  }
  if (duty.resting === null) {
    for (const n of rules.reminderWorkingDays) schedule.remind(`T-${n}`, atTime(calendar.addWorkingDays(day, -n), rules.noticeTime));
  }
  // Asked in time, an extension's wait keeps the marks back too: granted, it was never late; refused, they bear their own moment.
  if (duty.resting !== null && !askedLate(state, duty)) return;
  markBehind(step, duty, calendar, schedule);
  schedule.add('due-soon', 'markDueSoon', startOfDay(calendar.addWorkingDays(day, -rules.blueWithinWorkingDays)));
  // After a return the step's own deadline still makes late; the rungs wait for the attempt's day.
  const deadline = step.attemptDay === null ? day : (deadlineOf(step, calendar, rules, state.lastAt).day ?? day);
  schedule.add('overdue', 'markOverdue', endOfDay(deadline), { day: deadline });
  schedule.add('red', 'markRed', endOfDay(calendar.addWorkingDays(day, rules.graceWorkingDays)));
  if (duty.resting !== null) return;
  if (step.marks.behind !== null && rules.papers.includes('bluePaper')) schedule.add('bluePaper', 'draftPaper', latest(step.marks.behind, duty.restUntil), { paper: 'bluePaper' });
  paperRungs(state, duty, span, schedule);
}

/** Blue while behind the schedule, from the moment at which the share last reported no longer keeps up. */
function markBehind(step: Step, duty: Duty, calendar: Calendar, schedule: ItemSchedule): void {
  if (step.percentAt === null) return;
  const at = behindFrom(step, duty.day, calendar, duty.rules);
  if (at !== null) schedule.add(`behind-${step.percentReports}`, 'markDueSoon', latest(at, step.percentAt));
}

function askedLate(state: ItemState, duty: Duty): boolean {
  return Object.values(state.requests).some((r) => r.status === 'open' && r.kind !== 'objection' && r.assignmentId === duty.assignmentId && (r.stepId === null || r.stepId === duty.stepId) && !r.askedInTime);
}

function paperRungs(state: ItemState, duty: Duty, span: RulesSpan, schedule: ItemSchedule): void {
  const { calendar } = span;
  const { rules, day, restUntil } = duty;
  if (day === null) return;
  const grace = (from: Instant): Instant => endOfDay(calendar.addWorkingDays(dayOf(from), rules.graceWorkingDays));
  const mine = Object.values(state.papers).filter((p) => p.stepId === duty.stepId && p.arming === duty.arming);
  let floor: Instant = latest(endOfDay(day), restUntil);
  let last: Instant | null = null;
  const ladder: [PaperKind, Instant][] = [
    ['yellowPaper', endOfDay(day)],
    ['redPaper', endOfDay(calendar.addWorkingDays(day, rules.graceWorkingDays))],
    ['admonition', endOfDay(calendar.addWorkingDays(day, 2 * rules.graceWorkingDays))],
  ];
  for (const [kind, natural] of ladder) {
    const paper: Paper | undefined = mine.find((p) => p.kind === kind);
    if (rules.papers.includes(kind)) schedule.add(kind, 'draftPaper', latest(natural, floor), { paper: kind });
    // One drawn up under an earlier policy keeps the next waiting all the same.
    else if (!paper) continue;
    // The next rung waits for this one's real issue and its grace; until then signing is somebody's duty.
    if (!paper || paper.settledAt === null) return;
    last = paper.settledAt;
    floor = latest(grace(paper.settledAt), restUntil);
  }
  nag(schedule, duty, calendar, last ?? endOfDay(day));
}

/** What falls due for a duty, each entry at its moment, in no order yet. */
export function entriesOf(state: ItemState, duty: Duty, span: RulesSpan): AgendaEntry[] {
  const { kind, assignmentId, stepId } = duty;
  const entryOf = ({ key, at, act, duty: id, arming, rung, day }: Rung): AgendaEntry => ({ key, at, act: act as EntryAct, duty: id, kind, arming, rung, day, assignmentId, stepId });
  const schedule = new Schedule<AgendaEntry>(duty, state.fired[`${duty.id}/${duty.arming}`] ?? {}, span.from, entryOf);
  if (duty.kind === 'deliver') deliveryLadder(state, duty, span, schedule);
  else if (duty.resting === null) plainLadder(schedule, duty, span.calendar);
  return schedule.entries;
}
