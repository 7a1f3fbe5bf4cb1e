import { CLOCK } from '../actor';
import { recorded } from '../recorded';
import { reject, type Rejection } from '../rejection';
import { spanAt } from '../rules';
import { amend } from './decide/amend';
import * as course from './decide/course';
import { isRejected, type DecideContext, type Decision } from './decide/deciding';
import { handOver } from './decide/hand-over';
import { correct, object } from './decide/objections';
import * as papers from './decide/papers';
import { settleOverlap } from './decide/overlaps';
import { quantify } from './decide/quantify';
import { decline, namePerson, receive, urge } from './decide/receive';
import { requestExtension, stateReason } from './decide/requests';
import { rule } from './decide/rulings';
import { transfer } from './decide/transfers';
import { returnStep, verify } from './decide/verification';
import { addStep, approve, attachEvidence, correctValue, recall, report, sendBack, submit } from './decide/work';
import type { ItemCommand } from './item.commands';
import { consequencesOf } from './item.consequences';
import type { ItemEvent, NewItemEvent } from './item.events';
import { evolveItem } from './item.evolve';
import { settleItem, type Settled } from './item.settle';
import type { ItemState } from './item.types';

/** Commands that may reach an item after it was closed. */
const AFTER_CLOSE: ReadonlySet<ItemCommand['type']> = new Set(['settle', 'reopen', 'carryOver', 'object', 'rule', 'correct', 'readNotice', 'answerPaper']);
/** Commands that a suspended item still takes: none that would sound a rung while the clocks stand still. */
const WHILE_SUSPENDED: ReadonlySet<ItemCommand['type']> = new Set(['settle', 'resume', 'withdraw', 'readNotice', 'voidPaper', 'closeUnfulfilled', 'carryOver', 'amend', 'rule', 'object', 'correct', 'transfer', 'handOver', 'settleOverlap']);

function own(state: ItemState, command: ItemCommand, context: DecideContext): Decision {
  if (state.closed && !AFTER_CLOSE.has(command.type)) return reject('item-closed', { details: { how: state.closed.how, at: state.closed.at } });
  if (state.suspended && !WHILE_SUSPENDED.has(command.type)) return reject('item-suspended', { details: { at: state.suspended.at } });
  switch (command.type) {
    case 'settle': return [];
    case 'receive': return receive(state, command, context);
    case 'decline': return decline(state, command, context);
    case 'namePerson': return namePerson(state, command, context);
    case 'report': return report(state, command, context);
    case 'correctValue': return correctValue(state, command, context);
    case 'settleOverlap': return settleOverlap(state, command, context);
    case 'attachEvidence': return attachEvidence(state, command, context);
    case 'submit': return submit(state, command, context);
    case 'approve': return approve(state, command, context);
    case 'sendBack': return sendBack(state, command, context);
    case 'verify': return verify(state, command, context);
    case 'return': return returnStep(state, command, context);
    case 'recall': return recall(state, command, context);
    case 'addStep': return addStep(state, command, context);
    case 'requestExtension': return requestExtension(state, command, context);
    case 'stateReason': return stateReason(state, command, context);
    case 'object': return object(state, command, context);
    case 'rule': return rule(state, command, context);
    case 'correct': return correct(state, command, context);
    case 'transfer': return transfer(state, command, context);
    case 'handOver': return handOver(state, command, context);
    case 'suspend': return course.suspend(state, command, context);
    case 'resume': return course.resume(state, command, context);
    case 'withdraw': return course.withdraw(state, command, context);
    case 'reopen': return course.reopen(state, command, context);
    case 'urge': return urge(state, command, context);
    case 'quantify': return quantify(state, command, context);
    case 'waiveTarget': return course.waiveTarget(state, command, context);
    case 'signPaper': return papers.signPaper(state, command, context);
    case 'voidPaper': return papers.voidPaper(state, command, context);
    case 'answerPaper': return papers.answerPaper(state, command, context);
    case 'readNotice': return papers.readNotice(state, command, context);
    case 'closeUnfulfilled': return course.closeUnfulfilled(state, command, context);
    case 'carryOver': return course.carryOver(state, command, context);
    case 'amend': return amend(state, command, context);
  }
}

/**
 * Decides a command on an item: first settles what was due, with what follows of that, then the command itself, then what follows
 * of it. So a command meets what it would have met had the timer run: no paper is signed that is moot since.
 *
 * Pure: the same state, command and context give the same events. A rejection drops nothing that was due: the caller may
 * append the settled events alone.
 */
export function decideItem(before: ItemState, command: ItemCommand, context: DecideContext, commandId?: string): Settled | { rejected: Rejection } {
  const { now, rules } = context;
  let { state, events } = settleItem(before, now, rules, commandId);
  // Where nothing fell due, the command before has seen to what follows.
  if (events.length > 0) ({ state, events } = carryOn({ state, events }, [], { now, rules, actor: CLOCK }, commandId));
  const decided = own(state, command, context);
  return isRejected(decided) ? decided : carryOn({ state, events }, decided, context, commandId);
}

/** What is decided happens; what follows may make something due at once, and what falls due may complete the work: until nothing follows. */
function carryOn(settled: Settled, decided: readonly NewItemEvent[], { now, actor, rules }: DecideContext, commandId: string | undefined): Settled {
  let { state } = settled;
  const events: ItemEvent[] = [...settled.events];
  const span = spanAt(rules, now);
  const happen = (e: NewItemEvent): void => {
    const event = recorded<ItemEvent>(e, { now, actor, rules, span, command: commandId });
    events.push(event);
    state = evolveItem(state, event, state.id);
  };
  decided.forEach(happen);
  for (let before = 0, own = decided.length; events.length > before; own = 0) {
    before = events.length;
    const follows = consequencesOf(state);
    if (follows.length + own === 0) break;
    follows.forEach(happen);
    const due = settleItem(state, now, rules, commandId, state.issuedAt);
    events.push(...due.events);
    state = due.state;
  }
  return { state, events };
}
