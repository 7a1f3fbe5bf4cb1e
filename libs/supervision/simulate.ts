import { CLOCK, type Actor } from './actor';
import { isRejected } from './item/decide/deciding';
import { nextDue } from './item/item.agenda';
import type { ItemCommand } from './item/item.commands';
import { decideItem } from './item/item.decide';
import type { ItemEvent } from './item/item.events';
import type { ItemState, Recipient } from './item/item.types';
import { spanAt, type Rules } from './rules';
import { addMs, earliest, latest, type Instant } from './time/day';

/** Something that somebody does in a rehearsal. One that is refused then is left out, as a person would be told. */
export interface SimulatedAct {
  at: Instant;
  command: ItemCommand;
  actor: Actor;
}

/** What people do upon what happened: asked first with nothing, then after every moment at which something happened. */
export type Behaviour = (happened: readonly ItemEvent[], state: ItemState) => SimulatedAct[];

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

function inOrder(acts: SimulatedAct[]): SimulatedAct[] {
  return acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Someone who signs every drafted paper so many hours after it was drawn up. */
export function signsAfter(hours: number, actor: Actor): Behaviour {
  return (happened, state) => {
    const drafted = Object.values(state.papers).filter((p) => p.status === 'drafted');
    const anew = happened.length === 0 ? drafted : drafted.filter((p) => happened.some((e) => e.type === 'PaperDrafted' && e.data.paperId === p.id));
    return anew.map((p) => ({ at: addMs(p.draftedAt, hours * 3_600_000), command: { type: 'signPaper', paperId: p.id }, actor }));
  };
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
  let planned = inOrder(behaviour([], state));
  const carryOut = (command: ItemCommand, actor: Actor): void => {
    const decided = decideItem(state, command, { now, actor, rules });
    if (isRejected(decided) || decided.events.length === 0) return;
    state = decided.state;
    events.push(...decided.events);
    notices.push(...decided.events.flatMap((e) => noticesOf(e, state)));
    const more = behaviour(decided.events, state);
    if (more.length > 0) planned = inOrder([...planned, ...more]);
  };
  for (let moments = 0; ; moments++) {
    if (moments > MOST_MOMENTS) throw new Error(`item ${state.id} has no end of due moments at ${now}`);
    carryOut({ type: 'settle' }, CLOCK);
    const next = nextDue(state, spanAt(rules, now), rules.roster);
    const change = rules.spans.find((s) => s.from > now)?.from;
    const act = planned[0];
    const moment = earliest(addMs(until, 1), next?.at, act?.at, change);
    if (moment > until) return { state, events, notices };
    now = latest(now, moment);
    if (act && act.at <= now) {
      planned.shift();
      carryOut(act.command, act.actor);
    }
  }
}
