import type { Calendar } from '../calendar/calendar';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, spanAt, type Rules } from '../rules';
import { addDays, addMs, dayNumber, dayOf, type Day, type Instant } from '../time/day';
import { unansweredSince } from './evolve/papers';
import { agendaOf, type AgendaEntry } from './item.agenda';
import { deadlineOf, type DeadlineAccount } from './item.deadline';
import { dutiesOf } from './item.duties';
import { correctedLateness } from './item.lateness';
import { assignmentLight, itemLight, shownLight, stepsOf, type Light, type LightWith } from './item.light';
import { settleItem } from './item.settle';
import type { ItemState, Lateness, Paper, PendingRequest, Step } from './item.types';

/** A day that a count of working days passed over, or took in though it is a weekend. */
export interface CountedDay {
  day: Day;
  kind: 'holiday' | 'makeUpWorkday';
  name: string;
}

/** Why a step's deadline is the day it is. */
export interface DeadlineExplanation {
  stepId: string;
  title: string;
  unitId: string;
  account: DeadlineAccount;
  /** Public holidays and make-up workdays between the start of the count and the deadline. */
  specialDays: CountedDay[];
  policyVersion: number;
  calendarVersion: number;
}

export function explainDeadlines(state: ItemState, rules: Rules, now: Instant): DeadlineExplanation[] {
  const span = spanAt(rules, now);
  return Object.values(state.steps).map((step) => {
    const unitId = state.assignments[step.assignmentId]?.unitId ?? '';
    const account = deadlineOf(step, span.calendar, rulesOfUnit(span, rules.roster, unitId), now);
    const from = step.basis?.kind === 'budget' ? step.basis.from : dayOf(step.openedAt);
    return { stepId: step.id, title: step.title, unitId, account, specialDays: specialDaysBetween(span.calendar, from, account.day), policyVersion: span.policy.version, calendarVersion: span.calendar.version };
  });
}

function specialDaysBetween(calendar: Calendar, from: Day, to: Day | null): CountedDay[] {
  const days: CountedDay[] = [];
  if (to === null) return days;
  for (let day = addDays(from, 1), n = 0; day <= to && n < 800; day = addDays(day, 1), n++) {
    const special = calendar.special(day);
    if (special) days.push({ day, kind: special.kind === 'holiday' ? 'holiday' : 'makeUpWorkday', name: special.name });
  }
  return days;
}

/** One step's part in the colour. */
export interface LightCause {
  assignmentId: string;
  unitId: string;
  stepId: string;
  title: string;
  light: Light;
  /** The rule that gives this colour, and the moment since when it does. */
  rule: 'pastDeadline' | RedBecause | 'dueSoon' | 'behindSchedule' | 'normal' | 'notBegun' | 'corrected';
  since: Instant | null;
  deadline: DeadlineAccount;
  /** Since when what was sent waits for its verifier, as it was sent; null where nothing does. */
  sentAt: Instant | null;
  /**
   * How far the day that holds has gone by, in working days and in days: by now, or when what waits for its verifier was sent. Below
   * nothing: still to come. Null: done, without a day, or corrected.
   */
  past: { workingDays: number; days: number } | null;
  /** Working days between yellow and red, by the unit's rules. */
  graceWorkingDays: number;
}

/** Why a step is red: past its deadline beyond the grace, its yellow paper not answered in time, or both. */
export type RedBecause = 'pastGrace' | 'unanswered' | 'pastGraceAndUnanswered';

/** What made a step red in an arming; where nothing did in that one, in the newest one before it in which something did. */
export function redBecause(state: ItemState, stepId: string, arming: number): RedBecause {
  for (let n = arming; n > 0; n--) {
    const pastGrace = state.fired[`step:${stepId}/${n}`]?.['red'] !== undefined;
    const asked = Object.values(state.papers).filter((p) => p.kind === 'yellowPaper' && p.stepId === stepId && p.arming === n);
    const unanswered = asked.some((p) => unansweredSince(state, p) !== null);
    if (pastGrace || unanswered) return !unanswered ? 'pastGrace' : pastGrace ? 'pastGraceAndUnanswered' : 'unanswered';
  }
  return 'pastGrace';
}

/** 亮灯说明: the colour as of a moment, the rule and step behind it, and what was done about it. */
export interface LightExplanation extends LightWith {
  asOf: Instant;
  causes: LightCause[];
  lateness: Lateness[];
  papers: (Paper & { readAt: Instant | null })[];
  requests: PendingRequest[];
  policyVersion: number;
  calendarVersion: number;
}

const RULE: Record<Exclude<Light, 'red'>, LightCause['rule']> = { yellow: 'pastDeadline', blue: 'dueSoon', green: 'normal', grey: 'notBegun' };

function ruleOf(state: ItemState, step: Step, light: Light): LightCause['rule'] {
  if (light === 'red') return redBecause(state, step.id, step.arming);
  if (light === 'green' && step.status !== 'done' && correctedLateness(state, step) !== null) return 'corrected';
  return light === 'blue' && step.marks.dueSoon === null ? 'behindSchedule' : RULE[light];
}

function pastDay(day: Day | null, calendar: Calendar, by: Day): LightCause['past'] {
  return day === null ? null : { workingDays: calendar.workingDaysBetween(day, by), days: dayNumber(by) - dayNumber(day) };
}

/** Explains the colour as of now: what is due is counted in, whether or not a timer has run. */
export function explainLight(folded: ItemState, rules: Rules, now: Instant): LightExplanation {
  return explainLightKnown(settleItem(folded, now, rules).state, rules, now);
}

/** Explains the colour that a state, folded up to a past moment, had then: the one that lists as of that moment show. */
export function explainLightKnown(state: ItemState, rules: Rules, asOf: Instant): LightExplanation {
  const span = spanAt(rules, asOf);
  const causes: LightCause[] = [];
  for (const a of Object.values(state.assignments)) {
    if (a.status !== 'active' && a.status !== 'completed') continue;
    const ofAssignment = assignmentLight(state, a).light;
    for (const step of stepsOf(state, a.id)) {
      if (step.status === 'cancelled') continue;
      const light = shownLight(step, ofAssignment);
      const since = light === 'red' ? step.marks.red : light === 'yellow' ? step.marks.overdue : light === 'blue' ? (step.marks.dueSoon ?? step.marks.behind) : null;
      const ofUnit = rulesOfUnit(span, rules.roster, a.unitId);
      const deadline = deadlineOf(step, span.calendar, ofUnit, asOf);
      const rule = ruleOf(state, step, light);
      const sentAt = step.status === 'submitted' ? (step.submissions.at(-1)?.at ?? null) : null;
      // The end of a day is that day's and not the next one's.
      const past = step.status === 'done' || rule === 'corrected' ? null : pastDay(deadline.day, span.calendar, dayOf(sentAt ?? addMs(asOf, -1)));
      causes.push({ assignmentId: a.id, unitId: a.unitId, stepId: step.id, title: step.title, light, rule, since, deadline, sentAt, past, graceWorkingDays: ofUnit.graceWorkingDays });
    }
  }
  const readAt = (p: Paper): Instant | null => {
    const times = p.to.map((t) => state.readNotices[`${p.id}/${t.unitId}`]).filter((t): t is Instant => t !== undefined);
    return times.sort()[0] ?? null;
  };
  return {
    ...itemLight(state),
    asOf,
    causes,
    lateness: state.lateness,
    papers: Object.values(state.papers).map((p) => ({ ...p, readAt: readAt(p) })),
    requests: Object.values(state.requests),
    policyVersion: span.policy.version,
    calendarVersion: span.calendar.version,
  };
}

/** What happens next, in order: the agenda with the duty behind each entry. */
export function upcoming(state: ItemState, rules: Rules, now: Instant): (AgendaEntry & { owedBy: string | null })[] {
  const span = spanAt(rules, now);
  const roster: Roster = rules.roster;
  const owed = new Map(dutiesOf(state, span, roster).map((d) => [d.id, d.owedBy.unitId]));
  return agendaOf(state, span, roster).map((e) => ({ ...e, owedBy: owed.get(e.duty) ?? null }));
}
