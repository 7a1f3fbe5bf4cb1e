import type { Actor } from '../actor';
import { isRejected } from '../item/decide/deciding';
import { deadlineOf } from '../item/item.deadline';
import { decideItem } from '../item/item.decide';
import type { ItemCommand } from '../item/item.commands';
import type { ItemState } from '../item/item.types';
import { rulesOfUnit, spanAt, type Rules } from '../rules';
import { Chance } from '../habits/chance';
import { outlookOn } from '../habits/intention';
import { officeIntends } from '../habits/office.habits';
import { unitsIntend } from '../habits/unit.habits';
import { signsAfter, simulateItem, type Behaviour, type SimulatedNotice } from '../simulate';
import { addDays, dayOf, type Day, type Instant } from '../time/day';

/**
 * What people are taken to do while time runs.
 * - `nobody`: nothing at all; not even a receipt.
 * - `received`: units sign for their work on the first day, and then do nothing.
 * - `quantified`: items without a date also get the end of the plan's period, and those without figures are found to need none.
 * - `typical`: units and office behave as such plans see it: most receive and deliver in time, some late, a few never; what is handed in
 *   is verified within days, one first attempt in eight is returned, some extensions are asked for and most are granted.
 * Else papers are signed a day after they were drawn up, whoever else does nothing: unsigned, no ladder goes on.
 */
export type People = 'nobody' | 'received' | 'quantified' | 'typical';

export const PEOPLE: readonly People[] = ['nobody', 'received', 'quantified', 'typical'];

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

/** A step's last day, as it stands when the rehearsal ends; what was done on the way had one too. */
export interface RehearsedDue {
  unitId: string;
  itemId: string;
  number: string;
  day: Day;
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
  /** What each unit has to deliver, and when. */
  due: RehearsedDue[];
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
  if (people === 'nobody' || people === 'typical') return state;
  let next = state;
  for (const a of Object.values(state.assignments)) {
    if (a.status === 'active' && a.receivedAt === null) next = after(next, { type: 'receive', assignmentId: a.id, onBehalf: null }, a.unitId);
  }
  if (people === 'received' || next.quantified) return next;
  // Which figures they would give nobody knows: the office is taken to need none.
  return after(next, { type: 'quantify', targets: [], deadline: next.deadline ?? next.period.to, steps: [], notNeeded: next.targets.length > 0 ? null : '预演' }, state.officeUnitId);
}

/** By the same habits each time: what is rehearsed twice is the same. */
function typically(rules: Rules): Behaviour {
  const chance = new Chance('rehearsal');
  return (state, now) => {
    const outlook = outlookOn(state, rules, now, chance);
    return [...unitsIntend(outlook), ...officeIntends(outlook)];
  };
}

function noticesOf(state: ItemState, notices: readonly SimulatedNotice[]): RehearsedNotice[] {
  return notices.flatMap((n) => {
    if (n.what === 'paperDrafted') return [];
    const what = KIND[n.what];
    return n.to.map((r) => ({ day: dayOf(n.at), at: n.at, itemId: state.id, number: state.number, unitId: r.unitId, what, rung: n.rung, duty: n.duty }));
  });
}

/** The last day of every step that was ever asked for: of what was dropped on the way there is none. */
function dueOf(state: ItemState, rules: Rules, now: Instant): RehearsedDue[] {
  const span = spanAt(rules, now);
  return Object.values(state.steps).flatMap((step) => {
    const unitId = state.assignments[step.assignmentId]?.unitId;
    if (unitId === undefined || step.status === 'cancelled') return [];
    const { day } = deadlineOf(step, span.calendar, rulesOfUnit(span, rules.roster, unitId), now);
    return day === null ? [] : [{ unitId, itemId: state.id, number: state.number, day }];
  });
}

function onHolidays(state: ItemState, due: readonly RehearsedDue[], rules: Rules, now: Instant): HolidayDeadline[] {
  const { calendar } = spanAt(rules, now);
  const days = new Set(due.map((d) => d.day).filter((day) => !calendar.isWorkingDay(day)));
  return [...days].map((day) => ({ itemId: state.id, number: state.number, day, holiday: calendar.special(day)?.name ?? null, workingDayBefore: calendar.addWorkingDays(addDays(day, 1), -1) }));
}

/**
 * Rehearses open items from a moment to another, inclusive: which notices go to whom, if people do no more than said. Pure;
 * the same agenda as in life, so that what is shown is what would happen.
 *
 * @param states closed items are left out
 */
export function rehearse(states: readonly ItemState[], rules: Rules, from: Instant, until: Instant, people: People): Rehearsal {
  return inOrder(from, until, states.filter((s) => s.closed === null).map((s) => rehearsed(s, rules, from, until, people)));
}

function rehearsed(state: ItemState, rules: Rules, from: Instant, until: Instant, people: People): Rehearsal {
  const start = prepared(state, rules, from, people);
  const { notices: simulated, state: end } = simulateItem(start, rules, until, people === 'typical' ? typically(rules) : signsAfter(SIGNED_AFTER_HOURS, of(state.officeUnitId)));
  const due = dueOf(end, rules, until);
  const active = new Set(Object.values(state.assignments).filter((a) => a.status === 'active').map((a) => a.unitId));
  return {
    from, until, due,
    notices: noticesOf(state, simulated),
    toSign: simulated.filter((n) => n.what === 'paperDrafted').map((n) => ({ day: dayOf(n.at), itemId: state.id, rung: n.rung })),
    holidayDeadlines: onHolidays(end, due, rules, until),
    units: [...active].map((unitId) => ({ unitId, told: false })),
  };
}

/** Rehearsals of several items as one, in the order of time. */
export function inOrder(from: Instant, until: Instant, parts: readonly Rehearsal[]): Rehearsal {
  const by = <T>(key: (of: T) => string) => (a: T, b: T): number => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  const notices = parts.flatMap((p) => p.notices).sort(by((n) => n.at));
  const told = new Set(notices.map((n) => n.unitId));
  return {
    from, until, notices,
    toSign: parts.flatMap((p) => p.toSign),
    due: parts.flatMap((p) => p.due),
    holidayDeadlines: parts.flatMap((p) => p.holidayDeadlines).sort(by((d) => d.day)),
    units: [...new Set(parts.flatMap((p) => p.units.map((u) => u.unitId)))].map((unitId) => ({ unitId, told: told.has(unitId) })),
  };
}
