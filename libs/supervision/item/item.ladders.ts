import type { Calendar } from '../calendar/calendar';
import type { PaperKind } from '../policy/policy';
import type { RulesSpan } from '../rules';
import { addDays, atTime, dayOf, endOfDay, latest, startOfDay, type Instant } from '../time/day';
import type { AgendaEntry, EntryAct } from './agenda.entry';
import { deadlineOf } from './item.deadline';
import type { Duty } from './item.duties';
import { presentLateness } from './item.lateness';
import { behindFrom } from './item.schedule';
import type { ItemState, Paper, Step } from './item.types';

/** Rungs' names that tell nobody: they change the light. */
const MARKS: ReadonlySet<string> = new Set(['due-soon', 'overdue', 'red']);

class Schedule {
  readonly entries: AgendaEntry[] = [];
  private readonly fired: Record<string, Instant>;

  constructor(
    state: ItemState,
    private readonly duty: Duty,
    /** A rule that took effect later creates nothing due before it did. */
    private readonly rulesFrom: Instant,
  ) {
    this.fired = state.fired[`${duty.id}/${duty.arming}`] ?? {};
  }

  firedAt(rung: string): Instant | undefined {
    return this.fired[rung];
  }

  /** How many rungs of a name have fired. */
  count(prefix: string): number {
    let n = 0;
    for (const rung in this.fired) if (rung.startsWith(prefix)) n++;
    return n;
  }

  /** Real issue of the newest rung of the arming, whichever policy it was issued under; marks are none. */
  lastRungAt(): Instant | null {
    let last: Instant | null = null;
    for (const rung in this.fired) {
      const at = this.fired[rung]!;
      if ((last === null || at > last) && !MARKS.has(rung)) last = at;
    }
    return last;
  }

  /** Adds a mark or a rung unless it has fired; one whose moment lies before the rules or the duty falls due when they begin. */
  add(rung: string, act: EntryAct, at: Instant, more: Partial<AgendaEntry> = {}): void {
    if (this.fired[rung] !== undefined) return;
    const { id, kind, arming, day, assignmentId, stepId } = this.duty;
    this.entries.push({ key: `${id}/${arming}/${rung}`, at: latest(at, this.duty.since, this.rulesFrom), act, duty: id, kind, arming, rung, day, assignmentId, stepId, ...more });
  }

  /** Adds a reminder; one whose moment had passed before the duty or the rules began, or while it rested, is never due. */
  remind(rung: string, at: Instant): void {
    if (at >= this.duty.since && at >= this.rulesFrom && (this.duty.restUntil === null || at >= this.duty.restUntil)) this.add(rung, 'remind', at);
  }
}

/** Week after week once a ladder is at its end, counted from the last real issue, so that catching up sends one. */
function nag(schedule: Schedule, duty: Duty, calendar: Calendar, lastIssue: Instant): void {
  const last = latest(lastIssue, schedule.lastRungAt());
  const n = schedule.count('weekly-') + 1;
  // A reminder that goes out at a weekend is read by nobody.
  const day = calendar.addWorkingDays(addDays(dayOf(last), duty.rules.afterLastRungDays), 0);
  schedule.add(`weekly-${n}`, 'remind', latest(atTime(day, duty.rules.noticeTime), last, duty.restUntil));
}

/** The three-colour ladder of a delivery. */
function deliveryLadder(state: ItemState, duty: Duty, span: RulesSpan, schedule: Schedule): void {
  const { calendar } = span;
  const { rules, day } = duty;
  const step = duty.stepId === null ? undefined : state.steps[duty.stepId];
  if (day === null || !step) return;
  const overturned = presentLateness(state, step)?.overturned;
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
function markBehind(step: Step, duty: Duty, calendar: Calendar, schedule: Schedule): void {
  if (step.percentAt === null) return;
  const at = behindFrom(step, duty.day, calendar, duty.rules);
  if (at !== null) schedule.add(`behind-${step.percentReports}`, 'markDueSoon', latest(at, step.percentAt));
}

function askedLate(state: ItemState, duty: Duty): boolean {
  return Object.values(state.requests).some((r) => r.status === 'open' && r.kind !== 'objection' && r.assignmentId === duty.assignmentId && (r.stepId === null || r.stepId === duty.stepId) && !r.askedInTime);
}

function paperRungs(state: ItemState, duty: Duty, span: RulesSpan, schedule: Schedule): void {
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

/** Every other duty: a reminder, then one stop of the escalation path a grace, then weekly. */
function plainLadder(duty: Duty, span: RulesSpan, schedule: Schedule): void {
  const { calendar } = span;
  const { rules, day } = duty;
  if (day === null) return;
  schedule.remind('T-1', atTime(calendar.addWorkingDays(day, -1), rules.noticeTime));
  schedule.add('overdue', 'markOverdue', endOfDay(day));
  let floor: Instant = endOfDay(day);
  for (let stop = 0; stop < rules.escalationPath.length; stop++) {
    const rung = `stop-${stop + 1}`;
    schedule.add(rung, 'escalate', latest(floor, duty.restUntil), { stop });
    const issued = schedule.firedAt(rung);
    if (issued === undefined) return;
    floor = endOfDay(calendar.addWorkingDays(dayOf(issued), rules.graceWorkingDays));
  }
  nag(schedule, duty, calendar, floor);
}

/** What falls due for a duty, each entry at its moment, in no order yet. */
export function entriesOf(state: ItemState, duty: Duty, span: RulesSpan): AgendaEntry[] {
  const schedule = new Schedule(state, duty, span.from);
  if (duty.kind === 'deliver') deliveryLadder(state, duty, span, schedule);
  else if (duty.resting === null) plainLadder(duty, span, schedule);
  return schedule.entries;
}
