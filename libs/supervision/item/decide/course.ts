import { reject } from '../../rejection';
import { dayOf, isDay } from '../../time/day';
import type { CommandOf } from '../item.commands';
import type { NewItemEvent, NewStep } from '../item.events';
import type { ItemState } from '../item.types';
import { futureDay, isOffice, isRejected, missingReason, ownAssignment, personOf, sharesRoof, type DecideContext, type Decision } from './deciding';
import { transferred } from './requests';

/** 转办: the office moves one assignment to another unit. */
export function transfer(state: ItemState, command: CommandOf<'transfer'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (!state.assignments[command.assignmentId]) return reject('assignment-not-found', { field: 'assignmentId' });
  return transferred(state, command.assignmentId, command.toUnitId, command.newAssignmentId, command.reason, 'transferred', context);
}

/** 中止: the clocks stop; looked at again within the days that policy gives. */
export function suspend(state: ItemState, command: CommandOf<'suspend'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (state.suspended) return reject('item-suspended');
  return missingReason(command.reason) ?? [{ type: 'ItemSuspended', reason: command.reason, data: { reason: command.reason } }];
}

export function resume(state: ItemState, command: CommandOf<'resume'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!state.suspended) return reject('item-not-suspended');
  return missingReason(command.reason) ?? [{ type: 'ItemResumed', reason: command.reason, data: { reason: command.reason } }];
}

/** Closes the item, and with it every paper that still waits for a signature. */
export function closing(state: ItemState, how: 'withdrawn' | 'dropped' | 'closedUnfulfilled' | 'carriedOver' | 'completed', reason: string | null): NewItemEvent[] {
  const drafts = Object.values(state.papers).filter((p) => p.status === 'drafted');
  const voided: NewItemEvent[] = drafts.map((p) => ({ type: 'PaperVoided', data: { paperId: p.id, personId: null, reason: `item ${how}` } }));
  return [...voided, { type: 'ItemClosed', ...(reason === null ? {} : { reason }), data: { how, reason } }];
}

/** 终止: needs a higher leader, which the policy of roles sees to; here the reason. */
export function withdraw(state: ItemState, command: CommandOf<'withdraw'>): Decision {
  return missingReason(command.reason) ?? closing(state, 'withdrawn', command.reason);
}

/** At the plan's end: 未完成, a fact that stays. */
export function closeUnfulfilled(state: ItemState, command: CommandOf<'closeUnfulfilled'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (dayOf(context.now) <= state.period.to) return reject('too-early', { details: { day: state.period.to } });
  return missingReason(command.reason) ?? closing(state, 'closedUnfulfilled', command.reason);
}

/** 结转: closed here; the next plan issues it anew with its history and first deadline. */
export function carryOver(state: ItemState, command: CommandOf<'carryOver'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (dayOf(context.now) <= state.period.to) return reject('too-early', { details: { day: state.period.to } });
  return missingReason(command.reason) ?? closing(state, 'carriedOver', command.reason);
}

export function reopen(state: ItemState, command: CommandOf<'reopen'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (state.closed && state.closed.how !== 'completed') return reject('item-closed', { details: { how: state.closed.how } });
  const step = state.steps[command.stepId];
  if (!step) return reject('step-not-found', { field: 'stepId' });
  if (step.status !== 'done') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
  const wrong = missingReason(command.reason) ?? (command.day === null ? null : futureDay(command.day, 'day', context));
  return wrong ?? [{ type: 'ItemReopened', reason: command.reason, data: { reason: command.reason, stepId: step.id, day: command.day } }];
}

/** 量化: gives the item figures, date and steps; or the office finds that it needs none. */
export function quantify(state: ItemState, command: CommandOf<'quantify'>, context: DecideContext): Decision {
  const office = isOffice(state, context);
  if (!office) {
    const mine = Object.values(state.assignments).find((a) => a.status === 'active' && !isRejected(ownAssignment(state, a.id, context)));
    if (!mine) return reject('not-the-assignee');
    if (command.notNeeded !== null) return reject('not-the-office', { field: 'notNeeded' });
  }
  if (command.notNeeded !== null) {
    const missing = missingReason(command.notNeeded, 'notNeeded');
    if (missing) return missing;
  } else if (command.targets.length === 0 && command.deadline === null && command.steps.length === 0) {
    return reject('nothing-substantial', { field: 'targets' });
  }
  if (command.deadline !== null) {
    const wrong = futureDay(command.deadline, 'deadline', context);
    if (wrong) return wrong;
  }
  const steps: NewStep[] = [];
  for (const [i, s] of command.steps.entries()) {
    if (state.assignments[s.assignmentId]?.status !== 'active') return reject('assignment-not-found', { field: `steps[${i}].assignmentId` });
    if (s.day !== null && !isDay(s.day)) return reject('date-invalid', { field: `steps[${i}].day` });
    steps.push({ id: s.id, assignmentId: s.assignmentId, title: s.title, period: null, basis: s.day === null ? null : { kind: 'date', day: s.day }, evidenceRequired: s.evidenceRequired });
  }
  const known = new Set(state.targets.map((t) => t.id));
  const targets = command.targets.filter((t) => !known.has(t.id));
  return [{ type: 'ItemQuantified', data: { targets, deadline: command.deadline, steps, notNeeded: command.notNeeded } }];
}

export function waiveTarget(state: ItemState, command: CommandOf<'waiveTarget'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!state.targets.some((t) => t.id === command.targetId)) return reject('target-not-found', { field: 'targetId' });
  const lead = Object.values(state.assignments).find((a) => a.status !== 'dropped' && a.role !== 'participant');
  if (lead && sharesRoof(context, lead.unitId)) return reject('own-work', { details: { unitId: lead.unitId } });
  return missingReason(command.reason) ?? [{ type: 'TargetWaived', reason: command.reason, data: { targetId: command.targetId, reason: command.reason } }];
}

/** One item's share of a numbered amendment (调整通知) of its plan. */
export function amend(state: ItemState, command: CommandOf<'amend'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const missing = missingReason(command.basis, 'basis');
  if (missing) return missing;
  if (command.drop) return closing(state, 'dropped', command.basis);
  if (command.deadline !== undefined && command.deadline !== null && !isDay(command.deadline)) return reject('date-invalid', { field: 'deadline' });
  for (const id of command.dropAssignments) if (state.assignments[id]?.status !== 'active') return reject('assignment-not-found', { field: 'dropAssignments', details: { id } });
  const day = command.deadline === undefined ? state.deadline : command.deadline;
  const steps: NewStep[] = [];
  for (const u of command.addUnits) {
    const unit = context.rules.roster.units[u.unitId];
    if (!unit) return reject('unit-unknown', { field: 'addUnits', details: { id: u.unitId } });
    if (unit.until !== null) return reject('unit-dissolved', { field: 'addUnits', details: { name: unit.name } });
    if (Object.values(state.assignments).some((a) => a.unitId === u.unitId && a.status === 'active')) return reject('unit-already-assigned', { field: 'addUnits', details: { name: unit.name } });
    steps.push({ id: `${u.assignmentId}-1`, assignmentId: u.assignmentId, title: state.title, period: null, basis: day === null ? null : { kind: 'date', day }, evidenceRequired: false });
  }
  const { amendment, basis, title, deadline, targets, dropAssignments } = command;
  if (title === undefined && deadline === undefined && targets === undefined && command.addUnits.length === 0 && dropAssignments.length === 0) return reject('amendment-empty');
  const addAssignments = command.addUnits.map((u) => ({ id: u.assignmentId, unitId: u.unitId, role: u.role, coordinator: u.coordinator }));
  return [{ type: 'ItemAmended', reason: basis, data: { amendment, basis, ...(title === undefined ? {} : { title }), ...(deadline === undefined ? {} : { deadline }), ...(targets === undefined ? {} : { targets }), addAssignments, addSteps: steps, dropAssignments } }];
}

export function readNotice(state: ItemState, command: CommandOf<'readNotice'>, context: DecideContext): Decision {
  if (context.actor.kind !== 'person') return [];
  const { personId, unitId } = context.actor;
  if (state.readNotices[`${command.noticeId}/${unitId}`]) return [];
  return [{ type: 'NoticeRead', data: { noticeId: command.noticeId, personId, unitId } }];
}

/** 签发: from here on the paper is issued; the number follows in log order. */
export function signPaper(state: ItemState, command: CommandOf<'signPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status !== 'drafted') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
  if (!isOffice(state, context)) return reject('not-the-office');
  return [{ type: 'PaperSigned', data: { paperId: paper.id, personId: personOf(context) } }];
}

export function voidPaper(state: ItemState, command: CommandOf<'voidPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status === 'void') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
  if (!isOffice(state, context)) return reject('not-the-office');
  return missingReason(command.reason) ?? [{ type: 'PaperVoided', reason: command.reason, data: { paperId: paper.id, personId: personOf(context), reason: command.reason } }];
}

export function answerPaper(state: ItemState, command: CommandOf<'answerPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status !== 'issued') return reject('paper-not-issued', { field: 'paperId', details: { status: paper.status } });
  const a = ownAssignment(state, paper.assignmentId, context);
  if (isRejected(a)) return a;
  if (paper.answer) return reject('paper-answered', { details: { at: paper.answer.at } });
  return missingReason(command.text, 'text') ?? [{ type: 'PaperAnswered', data: { paperId: paper.id, personId: personOf(context), text: command.text } }];
}
