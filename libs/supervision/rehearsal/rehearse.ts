import type { Actor } from '../actor';
import { isRejected } from '../item/decide/deciding';
import { deadlineOf } from '../item/item.deadline';
import { quantifier, rulesOfUnit } from '../item/item.duties';
import { decideItem } from '../item/item.decide';
import type { ItemCommand } from '../item/item.commands';
import type { ItemState } from '../item/item.types';
import { spanAt, type Rules } from '../rules';
import { signsAfter, simulateItem, type SimulatedNotice } from '../simulate';
import { addDays, dayOf, type Day, type Instant } from '../time/day';

/**
 * What people are taken to do while time runs.
 * - `nobody`: nothing at all; not even a receipt.
 * - `received`: units sign for their work on the first day, and then do nothing.
 * - `quantified`: they also give items without a date the end of the plan's period.
 * Papers are signed a day after they were drawn up, whoever else does nothing: unsigned, no ladder goes on.
 */
export type People = 'nobody' | 'received' | 'quantified';

/** A notice of the rehearsed year, to one unit. */
export interface RehearsedNotice {
  day: Day;
  at: Instant;
  itemId: string;
  number: string;
  unitId: string;
  what: 'reminder' | 'escalation' | 'paper';
  rung: string;
  duty: string;
}

/** A deadline on a day on which nobody works. */
export interface HolidayDeadline {
  itemId: string;
  number: string;
  day: Day;
  /** 国庆节, say; null for a plain weekend. */
  holiday: string | null;
  /** The last working day before it: then it has to be done in truth. */
  workingDayBefore: Day;
}

export interface Rehearsal {
  from: Instant;
  until: Instant;
  notices: RehearsedNotice[];
  /** Papers that wait for a signature, by the day on which they are drawn up. */
  toSign: { day: Day; itemId: string; rung: string }[];
  holidayDeadlines: HolidayDeadline[];
  /** Units that have work in the plan, with whether a notice ever reaches them. */
  units: { unitId: string; told: boolean }[];
}

const PERSON = 'rehearsal';
/** A day after it was drawn up. */
const SIGNED_AFTER_HOURS = 24;
const KIND = { reminder: 'reminder', escalation: 'escalation', paperIssued: 'paper' } as const;

function of(unitId: string): Actor {
  return { kind: 'person', personId: PERSON, unitId };
}

/** The item after what people do on the first day; what is refused is left undone. */
function prepared(state: ItemState, rules: Rules, now: Instant, people: People): ItemState {
  const after = (before: ItemState, command: ItemCommand, unitId: string): ItemState => {
    const decided = decideItem(before, command, { now, actor: of(unitId), rules });
    return isRejected(decided) ? before : decided.state;
  };
  if (people === 'nobody') return state;
  let next = state;
  for (const a of Object.values(state.assignments)) {
    if (a.status === 'active' && a.receivedAt === null) next = after(next, { type: 'receive', assignmentId: a.id, onBehalf: null }, a.unitId);
  }
  const lead = quantifier(next);
  if (people === 'received' || next.quantified || !lead) return next;
  return after(next, { type: 'quantify', targets: [], deadline: next.deadline ?? next.period.to, steps: [], notNeeded: null }, lead.unitId);
}

function noticesOf(state: ItemState, notices: readonly SimulatedNotice[]): RehearsedNotice[] {
  return notices.flatMap((n) => {
    if (n.what === 'paperDrafted') return [];
    const what = KIND[n.what];
    return n.to.map((r) => ({ day: dayOf(n.at), at: n.at, itemId: state.id, number: state.number, unitId: r.unitId, what, rung: n.rung, duty: n.duty }));
  });
}

function onHolidays(state: ItemState, rules: Rules, now: Instant): HolidayDeadline[] {
  const { calendar } = spanAt(rules, now);
  const days = new Set<Day>();
  for (const step of Object.values(state.steps)) {
    const unitId = state.assignments[step.assignmentId]?.unitId;
    if (unitId === undefined || (step.status !== 'open' && step.status !== 'submitted')) continue;
    const { day } = deadlineOf(step, calendar, rulesOfUnit(spanAt(rules, now), rules.roster, unitId), now);
    if (day !== null && !calendar.isWorkingDay(day)) days.add(day);
  }
  return [...days].map((day) => ({ itemId: state.id, number: state.number, day, holiday: calendar.special(day)?.name ?? null, workingDayBefore: calendar.addWorkingDays(addDays(day, 1), -1) }));
}

/**
 * Rehearses open items from a moment to another, inclusive: which notices go to whom, if people do no more than said. Pure;
 * the same agenda as in life, so that what is shown is what would happen.
 *
 * @param states closed items are left out
 */
export function rehearse(states: readonly ItemState[], rules: Rules, from: Instant, until: Instant, people: People): Rehearsal {
  const result: Rehearsal = { from, until, notices: [], toSign: [], holidayDeadlines: [], units: [] };
  const units = new Set<string>();
  for (const state of states) {
    if (state.closed) continue;
    for (const a of Object.values(state.assignments)) if (a.status === 'active') units.add(a.unitId);
    const start = prepared(state, rules, from, people);
    const { notices, state: end } = simulateItem(start, rules, until, signsAfter(SIGNED_AFTER_HOURS, of(state.officeUnitId)));
    result.notices.push(...noticesOf(state, notices));
    result.toSign.push(...notices.filter((n) => n.what === 'paperDrafted').map((n) => ({ day: dayOf(n.at), itemId: state.id, rung: n.rung })));
    result.holidayDeadlines.push(...onHolidays(end, rules, until));
  }
  result.notices.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  result.holidayDeadlines.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const told = new Set(result.notices.map((n) => n.unitId));
  result.units = [...units].map((unitId) => ({ unitId, told: told.has(unitId) }));
  return result;
}
