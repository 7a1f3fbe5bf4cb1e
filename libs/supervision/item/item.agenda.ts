import type { Roster } from '../roster/roster';
import type { RulesSpan } from '../rules';
import { latest, startOfDay, type Instant } from '../time/day';
import type { AgendaEntry, EntryAct } from './agenda.entry';
import { dutiesOf, type Duty, type KnownDelivery } from './item.duties';
import { entriesOf } from './item.ladders';
import { groupEntries, sameMembers } from './item.groups';
import { periodsToCome } from './item.period';
import type { ItemState, Step } from './item.types';

export type { AgendaEntry, EntryAct } from './agenda.entry';

const ORDER: Record<EntryAct, number> = { resolveGroup: -3, endMembership: -2, joinGroup: -1, openPeriod: 0, markDueSoon: 1, markOverdue: 2, markRed: 3, remind: 4, draftPaper: 5, escalate: 6 };

/** Agenda order: by moment, marks before rungs, then by key, so that it never depends on how the state was folded. */
function inOrder(a: AgendaEntry, b: AgendaEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return ORDER[a.act] - ORDER[b.act] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Each period of a recurring duty opens at its start, or when the item is issued or resumed within it. */
function periodEntries(state: ItemState): AgendaEntry[] {
  if (state.closed || state.suspended) return [];
  const resumedAt = state.pauses.at(-1)?.to;
  return periodsToCome(state).map((period) => ({
    key: `periods/1/${period.name}`,
    at: latest(startOfDay(period.from), state.recurringSince, resumedAt),
    act: 'openPeriod' as const,
    duty: 'periods',
    kind: 'period' as const,
    arming: 1,
    rung: period.name,
    day: period.to,
    assignmentId: null,
    stepId: null,
    period,
  }));
}

/** Entries of one duty, with what they were made of beside the rules. */
interface Laid {
  duty: Duty;
  fired: ItemState['fired'][string] | undefined;
  step: Step | undefined;
  entries: readonly AgendaEntry[];
}

/** What is owed and what falls due, of one state under one span of rules. */
export class Outlook {
  readonly duties: readonly Duty[];
  private readonly laid = new Map<string, Laid>();
  private readonly periods: readonly AgendaEntry[];
  private readonly members: readonly AgendaEntry[];
  private first: AgendaEntry | null | undefined;
  private sorted: readonly AgendaEntry[] | undefined;

  /** @param before an outlook of an earlier state of the item under the same rules: what has not changed is taken over from it */
  constructor(
    readonly state: ItemState,
    readonly span: RulesSpan,
    readonly roster: Roster,
    before: Outlook | null,
  ) {
    const same = before?.state.id === state.id ? before : null;
    const known: KnownDelivery = (step, a) => {
      const found = same?.state.requests === state.requests ? same.laid.get(`step:${step.id}`) : undefined;
      return found?.step === step && same?.state.assignments[a.id] === a ? found.duty : undefined;
    };
    this.duties = dutiesOf(state, span, roster, known);
    const grounds = same !== null && sameGrounds(same.state, state);
    for (const duty of this.duties) this.laid.set(duty.id, layOut(state, duty, span, grounds || duty.kind !== 'deliver' ? same?.laid.get(duty.id) : undefined));
    this.periods = same !== null && samePeriods(same.state, state) ? same.periods : periodEntries(state);
    this.members = same !== null && sameMembers(same.state, state) ? same.members : groupEntries(state, roster);
  }

  /** What falls due first; null only where nothing does. */
  get next(): AgendaEntry | null {
    if (this.first !== undefined) return this.first;
    let first: AgendaEntry | null = null;
    for (const e of this.members) if (first === null || inOrder(e, first) < 0) first = e;
    for (const e of this.periods) if (first === null || inOrder(e, first) < 0) first = e;
    for (const { entries } of this.laid.values()) for (const e of entries) if (first === null || inOrder(e, first) < 0) first = e;
    return (this.first = first);
  }

  /** All that falls due, in agenda order. */
  get agenda(): readonly AgendaEntry[] {
    return (this.sorted ??= [...this.members, ...this.periods, ...[...this.laid.values()].flatMap((l) => l.entries)].sort(inOrder));
  }
}

/** Whether what the ladder of a delivery may look at, beside its own duty and step, is the same. */
function sameGrounds(a: ItemState, b: ItemState): boolean {
  return a.requests === b.requests && a.papers === b.papers && a.lateness === b.lateness;
}

function samePeriods(a: ItemState, b: ItemState): boolean {
  return a.pauses === b.pauses && a.suspended === b.suspended && a.closed === b.closed && a.fired['periods/1'] === b.fired['periods/1'] && a.recurringSince === b.recurringSince;
}

function layOut(state: ItemState, duty: Duty, span: RulesSpan, before: Laid | undefined): Laid {
  const fired = state.fired[`${duty.id}/${duty.arming}`];
  const step = duty.stepId === null ? undefined : state.steps[duty.stepId];
  // A pause counts on with the time: its step's ladder is laid out anew.
  if (before !== undefined && before.fired === fired && before.step === step && (step === undefined || step.pauses.length === 0) && sameDuty(before.duty, duty)) return before;
  return { duty, fired, step, entries: entriesOf(state, duty, span) };
}

function sameDuty(a: Duty, b: Duty): boolean {
  return a === b || (
    a.id === b.id && a.kind === b.kind && a.arming === b.arming && a.since === b.since && a.day === b.day && a.assignmentId === b.assignmentId && a.stepId === b.stepId &&
    a.resting === b.resting && a.restUntil === b.restUntil && a.rules === b.rules && a.owedBy.unitId === b.owedBy.unitId && a.owedBy.post === b.owedBy.post && a.owedBy.personId === b.owedBy.personId
  );
}

/** Items whose newest answer is kept: one a command under way is enough. */
const KEPT = 64;
const outlooks = new Map<string, Outlook>();

/**
 * Duties and agenda together. The newest answers are kept for who asks again about the same state, as settling, deciding, drawing
 * the view and the next command's settling do one after the other, and for the next state of the same item: states and rules
 * never change in place.
 */
export function outlookOf(state: ItemState, span: RulesSpan, roster: Roster): Outlook {
  const held = outlooks.get(state.id);
  const known = held?.span === span && held.roster === roster ? held : null;
  if (known?.state === state) return known;
  const outlook = new Outlook(state, span, roster, known);
  outlooks.delete(state.id);
  outlooks.set(state.id, outlook);
  if (outlooks.size > KEPT) outlooks.delete(outlooks.keys().next().value!);
  return outlook;
}

/** Who has come to the end of an item and goes on to the next says so: what is kept of it would be carried along for nothing. */
export function forgetOutlook(itemId: string): void {
  outlooks.delete(itemId);
}

/**
 * The ordered list of what falls due for the item and when, under one span of rules: pure, the same whoever asks.
 *
 * Only what can fire as things stand is listed: a rung behind an unsigned paper appears when that is signed.
 */
export function agendaOf(state: ItemState, span: RulesSpan, roster: Roster): AgendaEntry[] {
  return [...outlookOf(state, span, roster).agenda];
}

/** The moment at which the item must be looked at next; null only for a closed item with nothing left to rule on. */
export function nextDue(state: ItemState, span: RulesSpan, roster: Roster): AgendaEntry | null {
  return outlookOf(state, span, roster).next;
}
