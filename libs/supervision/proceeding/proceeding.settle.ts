import { CLOCK } from '../actor';
import type { DomainEvent, NewDomainEvent } from '../event';
import type { PolicyRules } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { recorded } from '../recorded';
import type { Rules, RulesSpan } from '../rules';
import type { Instant } from '../time/day';
import { goneOf } from './absence';
import { keyOfMoment, outlookOfProceeding } from './proceeding.agenda';
import type { OwnMoment, ProceedingDuty, ProceedingEntry, ProceedingKind, ProceedingState, ToldOne } from './proceeding';
import { evolveProceeding } from './proceeding.evolve';

/** A fired entry may not bring itself about again; a bound far above any year's agenda turns a loop into a defect. */
const MOST_ENTRIES = 5_000;

/** Why one hears of a duty; of all others because it is theirs to do. */
const WHY: Readonly<Record<string, ToldOne['why']>> = { accept: 'verifier', decide: 'ruling', rule: 'ruling', sign: 'signing' };

/**
 * The one who owes; where nobody is registered, or the unit is dissolved, the office, which receives and reports on its behalf (代录) and
 * hands its work over; where the person has left, who directs the unit and names another.
 */
export function ower(state: ProceedingState, owedBy: ProceedingDuty['owedBy'], roster: Roster, why: ToldOne['why'] = 'assignee'): ToldOne[] {
  const gone = goneOf(owedBy, state.absent, roster);
  if (roster.units[owedBy.unitId]?.staffed === false || gone === 'unit') return [{ unitId: state.officeUnitId, post: 'office', personId: null, why: 'onBehalf' }];
  if (gone === 'person') return [{ unitId: owedBy.unitId, post: 'leader', personId: null, why }];
  return [{ unitId: owedBy.unitId, post: owedBy.personId === null ? owedBy.post : 'responsible', personId: owedBy.personId, why }];
}

/** Who hears at one stop of the escalation path; a stop that is not filled passes to the office. */
function atStop(state: ProceedingState, stop: number, owedBy: ProceedingDuty['owedBy'], rules: PolicyRules, roster: Roster): ToldOne[] {
  const office: ToldOne = { unitId: state.officeUnitId, post: 'office', personId: null, why: 'escalation' };
  switch (rules.escalationPath[stop] ?? 'office') {
    case 'leader':
      return [goneOf(owedBy, {}, roster) === 'unit' ? office : { unitId: owedBy.unitId, post: 'leader', personId: null, why: 'escalation' }];
    case 'supervisingUnit':
      return [state.supervisingUnitId === null ? office : { unitId: state.supervisingUnitId, post: 'liaison', personId: null, why: 'escalation' }];
    case 'conference':
      return [state.conferenceUnitId === null ? office : { unitId: state.conferenceUnitId, post: 'leader', personId: null, why: 'escalation' }];
    case 'office':
      return [office];
  }
}

/** A reminder that a newer one or the deadline itself has overtaken is skipped, so that catching up does not shout. */
function overtaken(entry: ProceedingEntry, agenda: readonly ProceedingEntry[], now: Instant): boolean {
  if (entry.act !== 'remind' || !entry.rung.startsWith('T-')) return false;
  return agenda.some((e) => e !== entry && e.duty === entry.duty && e.arming === entry.arming && e.at <= now && (e.act === 'markOverdue' || (e.act === 'remind' && e.at > entry.at)));
}

/** The event that carries an entry out. */
function firing(state: ProceedingState, entry: ProceedingEntry, agenda: readonly ProceedingEntry[], duties: readonly ProceedingDuty[], moments: readonly OwnMoment[], roster: Roster, now: Instant): NewDomainEvent {
  const { duty, arming, rung, key: agendaKey, at: dueAt, day: deadline } = entry;
  const base = { agendaKey, dueAt };
  const at = { duty, arming, rung };
  if (entry.act === 'own') {
    const moment = moments.find((m) => keyOfMoment(m) === agendaKey);
    return moment ? { ...moment.event, ...base } : { ...base, type: 'EntrySkipped', data: { ...at, reason: 'moot' } };
  }
  if (overtaken(entry, agenda, now)) return { ...base, type: 'EntrySkipped', data: { ...at, reason: 'superseded' } };
  const owed = duties.find((d) => d.id === duty && d.arming === arming);
  if (!owed) return { ...base, type: 'EntrySkipped', data: { ...at, reason: 'moot' } };
  switch (entry.act) {
    case 'markOverdue':
      return { ...base, type: 'OverdueMarked', data: { ...at, stepId: null, deadline } };
    case 'remind':
      return { ...base, type: 'ReminderIssued', data: { ...at, to: ower(state, owed.owedBy, roster, WHY[owed.kind]), deadline } };
    case 'escalate':
      return { ...base, type: 'DutyEscalated', data: { ...at, to: atStop(state, entry.stop ?? 0, owed.owedBy, owed.rules, roster), deadline } };
  }
}

/** The state after, and the events that led there. */
export interface SettledProceeding<S> {
  state: S;
  events: DomainEvent[];
}

/** Emits what was due at or before `now`, in due order, each under the rules of its own time: as an item settles. */
export function settleProceeding<S extends ProceedingState>(kind: ProceedingKind<S>, before: S, now: Instant, rules: Rules, command?: string, drainedTo: Instant = before.lastAt): SettledProceeding<S> {
  let state = before;
  const events: DomainEvent[] = [];
  const { spans } = rules;
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]!;
    if (span.from > now && i > 0) break;
    const until = spans[i + 1]?.from;
    if (until !== undefined && until <= drainedTo) continue;
    for (;;) {
      const { duties, moments, agenda } = outlookOfProceeding(kind, state, span, rules.roster);
      const [entry] = agenda;
      if (!entry || entry.at > now || (until !== undefined && entry.at >= until)) break;
      if (events.length >= MOST_ENTRIES) throw new Error(`${kind.name} ${state.id} does not settle: ${entry.key}`);
      const event = recorded(firing(state, entry, agenda, duties, moments, rules.roster, now), { now, actor: CLOCK, rules, span, command });
      events.push(event);
      state = evolveProceeding(kind, state, event, state.id);
      // What follows of one entry may make the next one moot, as it does where the timer ran in between.
      for (let follows = kind.consequences(state, { now, rules }); follows.length > 0; follows = kind.consequences(state, { now, rules })) {
        if (events.length >= MOST_ENTRIES) throw new Error(`${kind.name} ${state.id} does not come to rest after ${entry.key}`);
        for (const follow of follows) {
          const followed = recorded(follow, { now, actor: CLOCK, rules, span, command });
          events.push(followed);
          state = evolveProceeding(kind, state, followed, state.id);
        }
      }
    }
  }
  return { state, events };
}
