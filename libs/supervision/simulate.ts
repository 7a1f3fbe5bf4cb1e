import { CLOCK, type Actor } from './actor';
import { isRejected } from './item/decide/deciding';
import { nextDue } from './item/item.agenda';
import type { ItemCommand } from './item/item.commands';
import { decideItem } from './item/item.decide';
import type { ItemEvent } from './item/item.events';
import type { ItemState, Recipient } from './item/item.types';
import { spanAt, type Rules } from './rules';
import { addMs, earliest, latest, type Instant } from './time/day';

/** Something that somebody means to do in a rehearsal. One that is refused then is left out until the item has moved on, as a person would. */
export interface SimulatedAct {
  at: Instant;
  /** The same for the same act. */
  id: string;
  command: ItemCommand;
  actor: Actor;
}

/** What people mean to do as things stand: asked anew after everything that happens. */
export type Behaviour = (state: ItemState, now: Instant) => SimulatedAct[];

/** A notice of the rehearsed time: issued by the ladder, or drawn up for a signature, or signed. */
export interface SimulatedNotice {
  at: Instant;
  what: 'reminder' | 'escalation' | 'paperDrafted' | 'paperIssued';
  duty: string;
  rung: string;
  to: Recipient[];
}

export interface Simulation {
  state: ItemState;
  events: ItemEvent[];
  notices: SimulatedNotice[];
}

/** No year holds more moments; a bound turns a loop into a defect. */
const MOST_MOMENTS = 20_000;

function noticesOf(event: ItemEvent, state: ItemState): SimulatedNotice[] {
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'ReminderIssued':
    case 'DutyEscalated':
      return [{ at, what: event.type === 'ReminderIssued' ? 'reminder' : 'escalation', duty: event.data.duty, rung: event.data.rung, to: event.data.to }];
    case 'PaperDrafted':
      return [{ at, what: 'paperDrafted', duty: event.data.duty, rung: event.data.rung, to: event.data.to }];
    case 'PaperSigned': {
      const paper = state.papers[event.data.paperId];
      return paper ? [{ at, what: 'paperIssued', duty: `step:${paper.stepId}`, rung: paper.kind, to: paper.to }] : [];
    }
    default:
      return [];
  }
}

/** Someone who signs every drafted paper so many hours after it was drawn up. */
export function signsAfter(hours: number, actor: Actor): Behaviour {
  return (state) =>
    Object.values(state.papers)
      .filter((p) => p.status === 'drafted')
      .map((p) => ({ at: addMs(p.draftedAt, hours * 3_600_000), id: `sign/${p.id}`, command: { type: 'signPaper', paperId: p.id }, actor }));
}

function soonest(acts: readonly SimulatedAct[]): SimulatedAct | undefined {
  return acts.reduce<SimulatedAct | undefined>((first, a) => (first === undefined || a.at < first.at || (a.at === first.at && a.id < first.id) ? a : first), undefined);
}

/**
 * Rehearses an item from where it stands until a moment: goes from one due moment to the next, lets people act in between,
 * and tells which notices that brings about. Pure, and a year takes milliseconds.
 */
export function simulateItem(before: ItemState, rules: Rules, until: Instant, behaviour: Behaviour = () => []): Simulation {
  const events: ItemEvent[] = [];
  const notices: SimulatedNotice[] = [];
  let state = before;
  let now = before.lastAt;
  /** Acts that came to nothing, with the version at which they did. */
  const refused = new Map<string, number>();
  const carryOut = (command: ItemCommand, actor: Actor): boolean => {
    const decided = decideItem(state, command, { now, actor, rules });
    if (isRejected(decided) || decided.events.length === 0) return false;
    state = decided.state;
    events.push(...decided.events);
    notices.push(...decided.events.flatMap((e) => noticesOf(e, state)));
    return true;
  };
  for (let moments = 0; ; moments++) {
    if (moments > MOST_MOMENTS) throw new Error(`item ${state.id} has no end of due moments at ${now}`);
    carryOut({ type: 'settle' }, CLOCK);
    const next = nextDue(state, spanAt(rules, now), rules.roster);
    const change = rules.spans.find((s) => s.from > now)?.from;
    const act = soonest(behaviour(state, now).filter((a) => refused.get(a.id) !== state.version));
    const moment = earliest(addMs(until, 1), next?.at, act?.at, change);
    if (moment > until) return { state, events, notices };
    now = latest(now, moment);
    if (act && act.at <= now && !carryOut(act.command, act.actor)) refused.set(act.id, state.version);
  }
}
