import type { Roster } from '../roster/roster';
import type { RulesSpan } from '../rules';
import { latest, startOfDay, type Instant } from '../time/day';
import type { AgendaEntry, EntryAct } from './agenda.entry';
import { dutiesOf, type Duty } from './item.duties';
import { entriesOf } from './item.ladders';
import { periodsToCome } from './item.period';
import type { ItemState } from './item.types';

export type { AgendaEntry, EntryAct } from './agenda.entry';

const ORDER: Record<EntryAct, number> = { openPeriod: 0, markDueSoon: 1, markOverdue: 2, markRed: 3, remind: 4, draftPaper: 5, escalate: 6 };

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
    at: latest(startOfDay(period.from), state.issuedAt, resumedAt),
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

/** What is owed and what falls due, of one state under one span of rules. */
export interface Outlook {
  duties: readonly Duty[];
  agenda: readonly AgendaEntry[];
}

/** Answers that are kept: one a command under way is enough. */
const KEPT = 64;
const outlooks = new Map<ItemState, { span: RulesSpan; roster: Roster; outlook: Outlook }>();

/**
 * Duties and agenda together. The newest answers are kept for who asks again about the same state, as settling, deciding, drawing
 * the view and the next command's settling do one after the other: states and rules never change in place.
 */
export function outlookOf(state: ItemState, span: RulesSpan, roster: Roster): Outlook {
  const known = outlooks.get(state);
  if (known?.span === span && known.roster === roster) return known.outlook;
  const duties = dutiesOf(state, span, roster);
  const entries = periodEntries(state);
  for (const duty of duties) entries.push(...entriesOf(state, duty, span));
  const outlook = { duties, agenda: entries.sort(inOrder) };
  outlooks.delete(state);
  outlooks.set(state, { span, roster, outlook });
  if (outlooks.size > KEPT) outlooks.delete(outlooks.keys().next().value!);
  return outlook;
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
  return outlookOf(state, span, roster).agenda[0] ?? null;
}
