import { plainLadder, Schedule } from '../duty/ladder';
import type { Roster } from '../roster/roster';
import type { RulesSpan } from '../rules';
import { latest } from '../time/day';
import { withAbsence } from './absence';
import { dutiesOfObjections } from './objections';
import { dutiesOfPapers } from './papers';
import type { OwnMoment, ProceedingDuty, ProceedingEntry, ProceedingKind, ProceedingState } from './proceeding';

const ORDER: Record<ProceedingEntry['act'], number> = { own: 0, markOverdue: 1, remind: 2, escalate: 3 };

/** What is owed and what falls due, of one state under one span of rules. */
export interface ProceedingOutlook {
  duties: readonly ProceedingDuty[];
  moments: readonly OwnMoment[];
  agenda: readonly ProceedingEntry[];
}

/** Agenda order: by moment, what happens of itself before marks before rungs, then by key. */
function inOrder(a: ProceedingEntry, b: ProceedingEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return ORDER[a.act] - ORDER[b.act] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

export function keyOfMoment(moment: Pick<OwnMoment, 'duty' | 'arming' | 'rung'>): string {
  return `${moment.duty}/${moment.arming}/${moment.rung}`;
}

/** The ordered list of what falls due for a proceeding and when: pure, the same whoever asks. */
export function outlookOfProceeding<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, span: RulesSpan, roster: Roster): ProceedingOutlook {
  const duties = [...kind.duties(state, span, roster), ...dutiesOfPapers(state.papers, span, roster), ...dutiesOfObjections(state, span, roster)].map((d) => withAbsence(d, state.absent));
  const entries: ProceedingEntry[] = [];
  for (const duty of duties) {
    const fired = state.fired[`${duty.id}/${duty.arming}`] ?? {};
    const schedule = new Schedule<ProceedingEntry>(duty, fired, span.from, ({ key, at, act, duty: id, arming, rung, day }) => ({ key, at, act: act as ProceedingEntry['act'], duty: id, kind: duty.kind, arming, rung, day, subject: duty.subject }));
    plainLadder(schedule, duty, span.calendar, duty.reminders);
    entries.push(...schedule.entries);
  }
  const moments = kind.moments(state, span, roster).filter((m) => state.fired[`${m.duty}/${m.arming}`]?.[m.rung] === undefined);
  for (const m of moments) {
    entries.push({ key: keyOfMoment(m), at: latest(m.at, state.openedAt, span.from), act: 'own', duty: m.duty, kind: m.duty, arming: m.arming, rung: m.rung, day: null, subject: null });
  }
  return { duties, moments, agenda: entries.sort(inOrder) };
}

/** A proceeding is looked after until it is closed and nothing is owed in it any more. */
export function isProceedingLookedAfter<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, span: RulesSpan, roster: Roster): boolean {
  return state.closed === null || outlookOfProceeding(kind, state, span, roster).agenda.length > 0;
}
