import { reject } from '../rejection';
import { attachEvidence, addStep, approve, correctValue, recall, report, returnStep, sendBack, submit, verify } from './decide/work';
import * as course from './decide/course';
import { isRejected, type DecideContext, type Decision } from './decide/deciding';
import { decline, namePerson, receive, urge } from './decide/receive';
import { correct, object, requestExtension, rule, stateReason } from './decide/requests';
import type { ItemCommand } from './item.commands';
import type { ItemEvent, NewItemEvent } from './item.events';
import { evolveItem } from './item.evolve';
import { stepsOf, unmetTargets } from './item.light';
import { periodsIn } from './item.period';
import { recorded, settleItem, type Settled } from './item.settle';
import { spanAt } from '../rules';
import { dayOf } from '../time/day';
import type { Rejection } from '../rejection';
import type { ItemState } from './item.types';

/** Commands that may reach an item after it was closed. */
const AFTER_CLOSE: ReadonlySet<ItemCommand['type']> = new Set(['settle', 'reopen', 'object', 'rule', 'correct', 'readNotice', 'answerPaper']);
/** Commands that a suspended item still takes. */
const WHILE_SUSPENDED: ReadonlySet<ItemCommand['type']> = new Set(['settle', 'resume', 'withdraw', 'readNotice', 'signPaper', 'voidPaper', 'closeUnfulfilled', 'carryOver', 'amend', 'rule', 'object', 'correct', 'transfer']);

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
    case 'transfer': return course.transfer(state, command, context);
    case 'suspend': return course.suspend(state, command, context);
    case 'resume': return course.resume(state, command, context);
    case 'withdraw': return course.withdraw(state, command);
    case 'reopen': return course.reopen(state, command, context);
    case 'urge': return urge(state, command, context);
    case 'quantify': return course.quantify(state, command, context);
    case 'waiveTarget': return course.waiveTarget(state, command, context);
    case 'signPaper': return course.signPaper(state, command, context);
    case 'voidPaper': return course.voidPaper(state, command, context);
    case 'answerPaper': return course.answerPaper(state, command, context);
    case 'readNotice': return course.readNotice(state, command, context);
    case 'closeUnfulfilled': return course.closeUnfulfilled(state, command, context);
    case 'carryOver': return course.carryOver(state, command, context);
    case 'amend': return course.amend(state, command, context);
  }
}

/**
 * What follows of itself: an assignment is complete when all its steps are accepted and no period is still to come, an item
 * when all assignments are and every target is met or waived; else the office has to settle the outcome.
 */
function consequences(state: ItemState, now: string): NewItemEvent[] {
  if (state.closed || state.suspended) return [];
  const recurring = periodsIn(state.recurrence, dayOf(state.issuedAt), state.period.to);
  const toCome = recurring.some((p) => !state.periodsOpened.includes(p.name) && p.to >= dayOf(now));
  const events: NewItemEvent[] = [];
  const completed = new Set<string>();
  for (const a of Object.values(state.assignments)) {
    if (a.status !== 'active') {
      if (a.status === 'completed') completed.add(a.id);
      continue;
    }
    const steps = stepsOf(state, a.id).filter((s) => s.status !== 'cancelled');
    if (steps.length === 0 || steps.some((s) => s.status !== 'done') || (toCome && a.role !== 'participant')) continue;
    completed.add(a.id);
    events.push({ type: 'AssignmentCompleted', data: { assignmentId: a.id } });
    for (const p of Object.values(state.papers)) {
      if (p.assignmentId === a.id && p.status === 'drafted') events.push({ type: 'PaperVoided', data: { paperId: p.id, personId: null, reason: 'work accepted' } });
    }
  }
  const standing = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  if (standing.length === 0 || !standing.every((a) => completed.has(a.id))) return events;
  const unmet = unmetTargets(state);
  if (unmet.length === 0 && state.quantified) return [...events, ...course.closing({ ...state, papers: {} }, 'completed', null)];
  if (unmet.length > 0 && state.outcomeFrom === null) events.push({ type: 'OutcomeOpened', data: { unmet } });
  return events;
}

/**
 * Decides a command on an item: first settles what was due, then the command itself, then what follows of it.
 *
 * Pure: the same state, command and context give the same events. A rejection drops nothing that was due: the caller may
 * append the settled events alone.
 */
export function decideItem(before: ItemState, command: ItemCommand, context: DecideContext, commandId?: string): Settled | { rejected: Rejection } {
  const settled = settleItem(before, context.now, context.rules, commandId);
  const decided = own(settled.state, command, context);
  if (isRejected(decided)) return decided;
  let state = settled.state;
  const events: ItemEvent[] = [...settled.events];
  const span = spanAt(context.rules, context.now);
  const happen = (e: NewItemEvent): void => {
    const event = recorded(e, { now: context.now, actor: context.actor, rules: context.rules, span, ...(commandId === undefined ? {} : { command: commandId }) });
    events.push(event);
    state = evolveItem(state, event, state.id);
  };
  decided.forEach(happen);
  if (events.length > 0) consequences(state, context.now).forEach(happen);
  if (decided.length > 0) {
    const after = settleItem(state, context.now, context.rules, commandId);
    events.push(...after.events);
    state = after.state;
  }
  return { state, events };
}
