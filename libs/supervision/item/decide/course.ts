import { reject } from '../../rejection';
import { dayOf } from '../../time/day';
import { continuing } from '../item.continuing';
import type { CommandOf } from '../item.commands';
import { isUnderWay } from '../evolve/change';
import type { ItemEventData, NewItemEvent, NewStep } from '../item.events';
import { heirOf } from '../item.heirs';
import { freeStepIds } from '../item.ids';
import type { Assignment, ItemClosure, ItemState, Step } from '../item.types';
import { futureDay, isOffice, missingReason, notDirecting, rulesOf, sharesRoof, spanNow, type DecideContext, type Decision } from './deciding';
import { presentDays } from './requests';

/** 中止: the clocks stop; looked at again within the days that policy gives. */
export function suspend(state: ItemState, command: CommandOf<'suspend'>, context: DecideContext): Decision {
  const wrong = notDirecting(state, context);
  if (wrong) return wrong;
  if (state.suspended) return reject('item-suspended');
  return missingReason(command.reason) ?? [{ type: 'ItemSuspended', reason: command.reason, data: { reason: command.reason } }];
}

export function resume(state: ItemState, command: CommandOf<'resume'>, context: DecideContext): Decision {
  const wrong = notDirecting(state, context);
  if (wrong) return wrong;
  if (!state.suspended) return reject('item-not-suspended');
  return missingReason(command.reason) ?? [{ type: 'ItemResumed', reason: command.reason, data: { reason: command.reason } }];
}

/** Closes the item; what still waits for a signature or a ruling becomes moot with it. */
function closing(how: ItemClosure, reason: string, more: Pick<ItemEventData['ItemClosed'], 'carriedTo' | 'basis'> = {}): NewItemEvent[] {
  return [{ type: 'ItemClosed', reason, data: { how, reason, ...more } }];
}

/** 终止: needs a higher leader, by role as the policy of roles has it, and of no body that works on the item nor under its roof. */
export function withdraw(state: ItemState, command: CommandOf<'withdraw'>, context: DecideContext): Decision {
  const missing = missingReason(command.reason);
  if (missing) return missing;
  // With a basis the whole plan was withdrawn, and this item goes with it.
  if (command.basis !== undefined) return closing('withdrawn', command.reason, { basis: command.basis });
  const standing = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const own = standing.find((a) => sharesRoof(context, a.unitId));
  return own ? reject('own-work', { details: { unitId: own.unitId } }) : closing('withdrawn', command.reason);
}

/** At the plan's end: 未完成, a fact that stays. */
export function closeUnfulfilled(state: ItemState, command: CommandOf<'closeUnfulfilled'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (dayOf(context.now) <= state.period.to) return reject('too-early', { details: { day: state.period.to } });
  return missingReason(command.reason) ?? closing('closedUnfulfilled', command.reason);
}

/**
 * 结转: closed here; the next plan issues it anew with its history and first deadline. One that was closed as unfulfilled before is carried
 * over likewise, once, and stays unfulfilled here.
 */
export function carryOver(state: ItemState, command: CommandOf<'carryOver'>, context: DecideContext): Decision {
  const { closed } = state;
  if (closed && (closed.how !== 'closedUnfulfilled' || closed.carriedTo !== undefined)) return reject('item-closed', { details: { how: closed.how, at: closed.at } });
  if (!isOffice(state, context)) return reject('not-the-office');
  if (dayOf(context.now) <= state.period.to) return reject('too-early', { details: { day: state.period.to } });
  const wrong = missingReason(command.reason);
  if (wrong) return wrong;
  const carriedTo = { planId: command.toPlanId, itemId: command.toItemId ?? null };
  if (closed) return [{ type: 'UnfulfilledCarriedOver', reason: command.reason, data: { carriedTo, reason: command.reason } }];
  return closing('carriedOver', command.reason, { carriedTo });
}

/**
 * 重新办理: work that was accepted is opened anew, by a day of its own. Where none is named and the step's has passed, the
 * unit has the days of a return: what was in time before is not late for being asked again. Where the work has gone to another
 * since, that one does it anew; what the former unit had accepted stays as it was judged.
 */
export function reopen(state: ItemState, command: CommandOf<'reopen'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (state.closed && state.closed.how !== 'completed') return reject('item-closed', { details: { how: state.closed.how } });
  const step = state.steps[command.stepId];
  if (!step) return reject('step-not-found', { field: 'stepId' });
  if (step.status !== 'done') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
  const former = state.assignments[step.assignmentId];
  const a = former && holderNow(state, former);
  if (!a) return reject('assignment-closed', { field: 'stepId', details: { status: former?.status ?? null } });
  const elsewhere = Object.values(state.steps).find((s) => (s.redoes === step.id && s.status !== 'cancelled') || (s.assignmentId === a.id && isUnderWay(s) && s.title === step.title && s.period === step.period));
  if (elsewhere) return reject('step-goes-on', { field: 'stepId', details: { id: elsewhere.id, title: elsewhere.title } });
  const wrong = missingReason(command.reason) ?? (command.day === null ? null : futureDay(command.day, 'day', context));
  if (wrong) return wrong;
  const { deadline } = presentDays(state, step, context);
  const today = dayOf(context.now);
  const passed = deadline !== null && deadline < today;
  const day = command.day ?? (passed ? spanNow(context).calendar.addWorkingDays(today, rulesOf(context, a.unitId).returnWorkingDays) : null);
  return [{ type: 'ItemReopened', reason: command.reason, data: { reason: command.reason, stepId: step.id, day, goesOn: a.id === step.assignmentId ? null : doneAnew(state, step, a) } }];
}

/** Who has an assignment's work now, in the assignment in which its unit works on; undefined where nobody has it. */
function holderNow(state: ItemState, former: Assignment): Assignment | undefined {
  const heir = heirOf(state, former);
  const active = Object.values(state.assignments).find((x) => x.unitId === heir.unitId && x.status === 'active');
  return active ?? (heir.status === 'completed' ? heir : undefined);
}

function doneAnew(state: ItemState, step: Step, by: Assignment): NewStep {
  return { ...continuing(step, by.id, freeStepIds(state)(`${by.id}-${step.id}`)), redoes: step.id };
}

export function waiveTarget(state: ItemState, command: CommandOf<'waiveTarget'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!state.targets.some((t) => t.id === command.targetId)) return reject('target-not-found', { field: 'targetId' });
  const lead = Object.values(state.assignments).find((a) => a.status !== 'dropped' && a.role !== 'participant');
  if (lead && sharesRoof(context, lead.unitId)) return reject('own-work', { details: { unitId: lead.unitId } });
  return missingReason(command.reason) ?? [{ type: 'TargetWaived', reason: command.reason, data: { targetId: command.targetId, reason: command.reason } }];
}
