import type { Calendar } from '../calendar/calendar';
import type { PolicyRules } from '../policy/policy';
import { addDays, atTime, dayOf, endOfDay, latest, type Day, type Instant } from '../time/day';

/** Whatever somebody owes by a moment, as far as a ladder asks: of items and of proceedings alike. */
export interface Owed {
  /** Stable within its stream: `step:s1`, `receipt:a1`, `rectify:f2`, … */
  id: string;
  kind: string;
  /** Rises when the duty begins anew: a return, a granted extension, resuming, reopening. */
  arming: number;
  /** Owed from this moment on. */
  since: Instant;
  /** Last day inclusive; null where none is named. */
  day: Day | null;
  /** No rung before it, though marks keep their moment. */
  restUntil: Instant | null;
  rules: PolicyRules;
}

/** A mark or a rung of a duty, with the moment at which it falls due. */
export interface Rung {
  /** Duty / arming / rung: unique in its stream for ever. */
  key: string;
  at: Instant;
  act: string;
  duty: string;
  arming: number;
  rung: string;
  day: Day | null;
  /** Which stop of the escalation path, from 0. */
  stop?: number;
}

/** Rungs' names that tell nobody: they change the light. */
const MARKS: ReadonlySet<string> = new Set(['due-soon', 'overdue', 'red']);

/** What of a duty has fired, and what is still to come. */
export class Schedule<R extends Rung> {
  readonly entries: R[] = [];

  /**
   * @param fired real issue of each rung of this arming
   * @param rulesFrom a rule that took effect later creates nothing due before it did
   * @param entryOf the entry with what it says of its duty beside key, moment and rung
   */
  constructor(
    private readonly duty: Owed,
    private readonly fired: Readonly<Record<string, Instant>>,
    private readonly rulesFrom: Instant,
    private readonly entryOf: (rung: Rung) => R,
  ) {}

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
  add(rung: string, act: R['act'], at: Instant, more?: Partial<R>): void {
    if (this.fired[rung] !== undefined) return;
    const { id, arming, day, since } = this.duty;
    const entry = this.entryOf({ key: `${id}/${arming}/${rung}`, at: latest(at, since, this.rulesFrom), act, duty: id, arming, rung, day });
    this.entries.push(more === undefined ? entry : Object.assign(entry, more));
  }

  /** Adds a reminder; one whose moment had passed before the duty or the rules began, or while it rested, is never due. */
  remind(rung: string, at: Instant): void {
    const { since, restUntil } = this.duty;
    if (at >= since && at >= this.rulesFrom && (restUntil === null || at >= restUntil)) this.add(rung, 'remind', at);
  }
}

/** Week after week once a ladder is at its end, counted from the last real issue, so that catching up sends one. */
export function nag<R extends Rung>(schedule: Schedule<R>, duty: Owed, calendar: Calendar, lastIssue: Instant): void {
  const last = latest(lastIssue, schedule.lastRungAt());
  const n = schedule.count('weekly-') + 1;
  // A reminder that goes out at a weekend is read by nobody.
  const day = calendar.addWorkingDays(addDays(dayOf(last), duty.rules.afterLastRungDays), 0);
  schedule.add(`weekly-${n}`, 'remind', latest(atTime(day, duty.rules.noticeTime), last, duty.restUntil));
}

/** The ladder of a duty that has none of its own: reminders, the mark, then one stop of the escalation path a grace, then weekly. */
export function plainLadder<R extends Rung>(schedule: Schedule<R>, duty: Owed, calendar: Calendar, reminders: readonly number[] = [1]): void {
  const { rules, day } = duty;
  if (day === null) return;
  for (const n of reminders) schedule.remind(`T-${n}`, atTime(calendar.addWorkingDays(day, -n), rules.noticeTime));
  schedule.add('overdue', 'markOverdue', endOfDay(day));
  let floor: Instant = endOfDay(day);
  for (let stop = 0; stop < rules.escalationPath.length; stop++) {
    const rung = `stop-${stop + 1}`;
    schedule.add(rung, 'escalate', latest(floor, duty.restUntil), { stop } as Partial<R>);
    const issued = schedule.firedAt(rung);
    if (issued === undefined) return;
    floor = endOfDay(calendar.addWorkingDays(dayOf(issued), rules.graceWorkingDays));
  }
  nag(schedule, duty, calendar, floor);
}
