import { CLOCK } from '../actor';
import type { DomainEvent, NewDomainEvent } from '../event';
import { recorded } from '../recorded';
import { reject, type Rejection } from '../rejection';
import type { HandOver } from '../holding';
import { toldAt, type OnBehalf } from '../on-behalf';
import { spanAt } from '../rules';
import type { Instant } from '../time/day';
import { noteHolder, type NoteHolder } from './absence';
import { citingProblem, decideEvidence } from './evidence';
import type { EvidenceCommand } from './evidence.events';
import { decideHandOver } from './hand-over';
import { decideObjection, isObjectionCommand } from './objections';
import type { ObjectionCommand } from './objection.events';
import { decidePaper, type PaperCommand } from './papers';
import type { ProceedingContext, ProceedingDecision, ProceedingKind, ProceedingState } from './proceeding';
import { evolveProceeding } from './proceeding.evolve';
import { settleProceeding, type SettledProceeding } from './proceeding.settle';

/** A command may say that the office records it for a unit (代录), and how it came. */
export interface ToldCommand {
  type: string;
  onBehalf?: OnBehalf | null;
}

/** What follows may not bring itself about again. */
const MOST_EVENTS = 10_000;

/** The clock's own command, which every kind takes. */
export interface Settle {
  type: 'settle';
}

/** Commands that every kind takes; but for a hand-over and evidence also when the proceeding is closed. */
export type CommonCommand = ObjectionCommand | Settle | NoteHolder | HandOver | PaperCommand | EvidenceCommand | { type: 'readNotice'; noticeId: string };

/** Opens a proceeding: its first events, and what follows of them. */
export function openProceeding<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, id: string, command: C, context: ProceedingContext, commandId?: string): SettledProceeding<S> | { rejected: Rejection } {
  const decided = kind.open(command, context, id);
  if ('rejected' in decided) return decided;
  const [first, ...rest] = decided;
  if (!first) throw new Error(`${kind.name} ${id} is opened without an event`);
  const event = recordedNow(first, context, commandId);
  const state = evolveProceeding(kind, null, event, id);
  // Nothing was attached before there was anything: what is cited here is nowhere.
  const dangling = citingProblem(kind, state, decided, context);
  if (dangling) return dangling;
  return carryOn(kind, { state, events: [event] }, rest, context, commandId);
}

/**
 * Decides a command on a proceeding: first settles what was due, then the command itself, then what follows of it, as an item does.
 * Pure; rejections are data.
 */
export function decideProceeding<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, before: S, command: C | CommonCommand, context: ProceedingContext, commandId?: string): SettledProceeding<S> | { rejected: Rejection } {
  if (command.type === 'settle') return carryOn(kind, settleProceeding(kind, before, context.now, context.rules, commandId), [], context, commandId);
  const settled = asIfTheTimerRan(kind, before, context, commandId);
  const events = answerTo(kind, settled.state, command, context);
  return 'rejected' in events ? events : carryOn(kind, settled, events, context, commandId);
}

/**
 * Says of any number of commands why each would be refused now; null where it would be taken. What was due is settled once for all of
 * them, and nothing follows of them, so that what is computed for a command may still be missing.
 */
export function refusalsIn<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, before: S, { now, rules }: Omit<ProceedingContext, 'actor'>): (command: C | CommonCommand, actor: ProceedingContext['actor']) => Rejection | null {
  const { state } = asIfTheTimerRan(kind, before, { now, rules, actor: CLOCK });
  const latenesses = kind.latenesses?.(state) ?? [];
  const looked: ProceedingKind<S, C> = kind.latenesses === undefined ? kind : { ...kind, latenesses: (of) => (of === state ? latenesses : kind.latenesses!(of)) };
  return (command, actor) => {
    const events = answerTo(looked, state, command, { now, rules, actor });
    return 'rejected' in events ? events.rejected : null;
  };
}

/** A command meets what it would have met had the timer run. */
function asIfTheTimerRan<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, before: S, context: ProceedingContext, commandId?: string): SettledProceeding<S> {
  const due = settleProceeding(kind, before, context.now, context.rules, commandId);
  return due.events.length > 0 ? carryOn(kind, due, [], { ...context, actor: CLOCK }, commandId) : due;
}

/** What a command itself comes to, before anything follows of it. */
function answerTo<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, state: S, command: C | CommonCommand, context: ProceedingContext): ProceedingDecision {
  const common = decideCommon(kind, state, command as CommonCommand, context);
  if (common !== null) return common;
  if (state.closed !== null && !afterClose(kind, command.type)) return reject('proceeding-closed', { details: { how: state.closed.how, at: state.closed.at } });
  const decided = decideOpen(kind, state, command, context);
  if ('rejected' in decided) return decided;
  const events = asTold(kind, state, command, decided, context);
  if ('rejected' in events) return events;
  return citingProblem(kind, state, events, context) ?? events;
}

/** Events by which a unit speaks: recorded by the office for it (代录), they say how it came, and when. */
const SPOKEN: ReadonlySet<string> = new Set(['StepDone', 'StepExtensionRequested', 'RectificationReplied', 'FindingObjected', 'SelfAssessed', 'ScoreAccepted', 'ReviewRequested', 'VisitRecorded', 'LatenessObjected']);

/** What the office recorded for a unit happened on the day that the unit stated; the moment of recording stays beside it. */
function asTold<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, command: ToldCommand, events: NewDomainEvent[], { actor, now }: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  const { onBehalf = null } = command;
  if (onBehalf === null || actor.kind !== 'person' || actor.onBehalfOf === undefined) return events;
  const told: NewDomainEvent[] = [];
  for (const event of events) {
    const occurredAt = SPOKEN.has(event.type) ? toldAt(onBehalf, askedSince(kind, state, event), now) : null;
    if (occurredAt !== null && typeof occurredAt !== 'string') return occurredAt;
    told.push(occurredAt === null ? event : { ...event, occurredAt, data: { ...(event.data as object), onBehalf } });
  }
  return told;
}

/** Since when it could be said: what is disputed was found, the step was set, what the kind says; else since it was opened. */
function askedSince<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, event: NewDomainEvent): Instant {
  const { stepId, lateness } = event.data as { stepId?: string; lateness?: string };
  if (event.type === 'LatenessObjected') return kind.latenesses?.(state).find((l) => l.id === lateness)?.foundAt ?? state.openedAt;
  return kind.askedSince?.(state, event) ?? (stepId === undefined ? null : kind.steps?.(state)[stepId]?.armedAt) ?? state.openedAt;
}

/** Where something may still be said of a closed one, it may also be shown by evidence. */
function afterClose(kind: ProceedingKind<any, any>, type: string): boolean {
  if (isObjectionCommand({ type })) return true;
  return kind.afterClose.has(type) || ((kind.afterClose.size > 0 || kind.latenesses !== undefined) && (type === 'attachProceedingEvidence' || type === 'withdrawProceedingEvidence'));
}

/** What an open one takes, and a closed one only where its kind says so. */
function decideOpen<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, state: S, command: C | CommonCommand, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'handOver':
      return decideHandOver(kind, state, command as HandOver, context);
    case 'attachProceedingEvidence':
    case 'withdrawProceedingEvidence':
      return decideEvidence(kind, state, command as EvidenceCommand, context);
    case 'objectToLateness':
    case 'ruleOnLateness':
      return decideObjection(kind, state, command as ObjectionCommand, context);
    default:
      return kind.decide(state, command as C, context);
  }
}

/** What every kind decides alike; null for a command of the kind's own. */
function decideCommon<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, command: CommonCommand, context: ProceedingContext): ProceedingDecision | null {
  switch (command.type) {
    case 'draftCircular':
    case 'signPaper':
    case 'voidPaper':
      return paperRefused(kind, state, command as PaperCommand, context) ?? decidePaper(state, command, context);
    case 'noteHolder':
      return noteHolder(state, command, context.actor);
    case 'readNotice':
      return readNotice(state, command.noticeId, context);
    default:
      return null;
  }
}

/** A kind may ask more of a signature than that a signer of the issuer gives it. */
function paperRefused<S extends ProceedingState>(kind: ProceedingKind<S, any>, state: S, command: PaperCommand, context: ProceedingContext): { rejected: Rejection } | null {
  if (command.type === 'draftCircular') return kind.circularProblem?.(state, context) ?? null;
  const paper = Object.hasOwn(state.papers, command.paperId) ? state.papers[command.paperId] : undefined;
  return paper ? (kind.paperProblem?.(state, paper, command.type, context) ?? null) : null;
}

/** 已阅: once for a notice and unit. */
function readNotice(state: ProceedingState, noticeId: string, { actor }: ProceedingContext): NewDomainEvent[] {
  if (actor.kind !== 'person' || state.readNotices[`${noticeId}/${actor.unitId}`] !== undefined) return [];
  return [{ type: 'NoticeRead', data: { noticeId, unitId: actor.unitId, personId: actor.personId } }];
}

function recordedNow(event: NewDomainEvent, { now, actor, rules }: ProceedingContext, command: string | undefined): DomainEvent {
  return recorded(event, { now, actor, rules, span: spanAt(rules, now), command });
}

/** What is decided happens; what follows may make something due at once, and what falls due may lead on: until nothing follows. */
function carryOn<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, settled: SettledProceeding<S>, decided: readonly NewDomainEvent[], context: ProceedingContext, commandId: string | undefined): SettledProceeding<S> {
  let { state } = settled;
  const events = [...settled.events];
  const happen = (e: NewDomainEvent): void => {
    const event = recordedNow(e, context, commandId);
    events.push(event);
    state = evolveProceeding(kind, state, event, state.id);
  };
  decided.forEach(happen);
  for (let before = -1; events.length > before; ) {
    if (events.length > MOST_EVENTS) throw new Error(`${kind.name} ${state.id} does not come to rest after ${events.at(-1)?.type}`);
    before = events.length;
    kind.consequences(state, context).forEach(happen);
    const due = settleProceeding(kind, state, context.now, context.rules, commandId, state.openedAt);
    events.push(...due.events);
    state = due.state;
  }
  return { state, events };
}
