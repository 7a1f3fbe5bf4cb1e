import { scheduledSteps } from './schedule';
import { contradictsItself, qualityOf, type QualityFlag } from '../../feedback/report.quality';
import { didIt, handsOf } from '../../actor';
import { reject, type Rejection } from '../../rejection';
import { rulesOfUnit, spanAt } from '../../rules';
import { saysNothing } from '../../text/says';
import { dayOf, isDay } from '../../time/day';
import type { CommandOf } from '../item.commands';
import { firstDayOf } from '../item.first-day';
import type { NewItemEvent } from '../item.events';
import type { Assignment, ItemState, Step, Submission } from '../item.types';
import type { OnBehalf } from '../../on-behalf';
import { asTold, futureDay, isOffice, isRejected, missingReason, occurredAt, ownAssignment, ownFinishedAssignment, ownOpenStep, personOf, rulesOf, type DecideContext, type Decision } from './deciding';

/**
 * A report says something: a text, a share, a value, or the reason why there is no progress. Figures may still come after the
 * work is accepted, while targets are not met.
 */
export function report(state: ItemState, command: CommandOf<'report'>, context: DecideContext): Decision {
  const a = ownFinishedAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  if (a.receivedAt === null) return reject('assignment-not-received', { details: { assignmentId: a.id } });
  if (command.stepId !== null && state.steps[command.stepId]?.assignmentId !== a.id) return reject('step-not-found', { field: 'stepId' });
  if (saysNothing(command.text) && command.values.length === 0 && command.percent === null && saysNothing(command.noProgressReason ?? '')) return reject('nothing-substantial', { field: 'text' });
  if (command.percent !== null && !(command.percent >= 0 && command.percent <= 100)) return reject('value-invalid', { field: 'percent', details: { value: command.percent } });
  for (const [i, v] of command.values.entries()) {
    const wrong = wrongValue(state, v, `values[${i}]`, context);
    if (wrong) return wrong;
    // One figure has one value a day: of two only one could be kept.
    if (command.values.some((other, k) => k < i && other.targetId === v.targetId && other.asOf === v.asOf)) return reject('named-twice', { field: `values[${i}]` });
  }
  const unknown = (command.evidenceIds ?? []).find((id) => state.evidence[id]?.assignmentId !== a.id);
  if (unknown !== undefined) return reject('evidence-unknown', { field: 'evidenceIds', details: { id: unknown } });
  if (contradictsItself(command, { values: a.values, percent: shareKnown(state, a) }, rulesOf(context, a.unitId))) return reject('report-contradictory', { field: 'noProgressReason' });
  const at = occurredAt(command.onBehalf, a.id, state, context);
  if (isRejected(at)) return at;
  const { stepId, text, percent, values, noProgressReason, round } = command;
  const evidenceIds = [...new Set(command.evidenceIds)];
  const flags = reportFlags(state, command, context);
  return [{ type: 'ProgressReported', occurredAt: at, data: { assignmentId: a.id, stepId, text, percent, values, noProgressReason, ...(evidenceIds.length > 0 ? { evidenceIds } : {}), ...(flags.length > 0 ? { flags } : {}), ...(round === undefined ? {} : { round }), ...asTold(command.onBehalf) } }];
}

/** The greatest share that was told of it; 0 before the first report, null where the last one told none. */
function shareKnown(state: ItemState, a: Assignment): number | null {
  const ofSteps = Object.values(state.steps).flatMap((s) => (s.assignmentId === a.id && s.percent !== null ? [s.percent] : []));
  const told = [...ofSteps, ...(a.lastReport === null ? [0] : a.lastReport.percent === null ? [] : [a.lastReport.percent])];
  return told.length === 0 ? null : Math.max(...told);
}

/** What the rules find wanting in a report, by what is known of its assignment: the same before sending and in the event. */
export function reportFlags(state: ItemState, report: Pick<CommandOf<'report'>, 'assignmentId' | 'text' | 'percent' | 'values' | 'noProgressReason' | 'evidenceIds'>, context: Pick<DecideContext, 'now' | 'rules'>): QualityFlag[] {
  const a = state.assignments[report.assignmentId];
  if (!a) return [];
  const span = spanAt(context.rules, context.now);
  const before = {
    lastText: a.lastReport?.text ?? null,
    values: a.values,
    // Participants help others to reach the item's targets: their work has no figure of its own.
    targets: a.role === 'participant' ? 0 : state.targets.filter((t) => state.waivedTargets[t.id] === undefined).length,
    evidence: a.newEvidence + (report.evidenceIds ?? []).length,
  };
  return qualityOf(report, before, rulesOfUnit(span, context.rules.roster, a.unitId), span.policy.version);
}

function wrongValue(state: ItemState, v: { targetId: string; value: number; asOf: string }, field: string, context: DecideContext): { rejected: Rejection } | null {
  const target = state.targets.find((t) => t.id === v.targetId);
  if (!target) return reject('target-not-found', { field: `${field}.targetId` });
  if (!Number.isFinite(v.value) || v.value < 0) return reject('value-invalid', { field: `${field}.value`, details: { value: v.value } });
  if (!isDay(v.asOf) || v.asOf > dayOf(context.now)) return reject('date-invalid', { field: `${field}.asOf` });
  const from = firstDayOf(state, target);
  if (from !== null && v.asOf < from) return reject('as-of-before-plan', { field: `${field}.asOf`, details: { metric: target.metric || target.text, day: v.asOf, from } });
  return null;
}

export function correctValue(state: ItemState, command: CommandOf<'correctValue'>, context: DecideContext): Decision {
  const a = ownFinishedAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  const wrong = missingReason(command.reason) ?? wrongValue(state, command, 'value', context);
  if (wrong) return wrong;
  const { targetId, value, asOf, reason } = command;
  return [{ type: 'ValueCorrected', reason, data: { assignmentId: a.id, targetId, value, asOf, reason } }];
}

export function attachEvidence(state: ItemState, command: CommandOf<'attachEvidence'>, context: DecideContext): Decision {
  const a = ownFinishedAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  if (command.stepId !== null && state.steps[command.stepId]?.assignmentId !== a.id) return reject('step-not-found', { field: 'stepId' });
  const { evidenceId, stepId, name, mediaType, bytes, sha256 } = command;
  if (state.evidence[evidenceId]) return [];
  return [{ type: 'EvidenceAttached', data: { evidenceId, assignmentId: a.id, stepId, name, mediaType, bytes, sha256 } }];
}

function approvalsNeeded(state: ItemState, a: Assignment, context: DecideContext): number {
  return state.unitApprovals ?? rulesOf(context, a.unitId).unitApprovals;
}

/** A submission says that the step is done: it is judged as a report of all of it, with the evidence that it names. */
export function submissionFlags(state: ItemState, { stepId, text, evidenceIds }: Pick<CommandOf<'submit'>, 'stepId' | 'text' | 'evidenceIds'>, context: Pick<DecideContext, 'now' | 'rules'>): QualityFlag[] {
  const a = state.assignments[state.steps[stepId]?.assignmentId ?? ''];
  if (!a) return [];
  const span = spanAt(context.rules, context.now);
  // Of a recurring duty the last period's; of a step that was returned what was sent before.
  const before = Object.values(state.steps).filter((s) => s.assignmentId === a.id).flatMap((s) => s.submissions).reduce<Submission | null>((last, s) => (last === null || s.pendingSince >= last.pendingSince ? s : last), null);
  const known = {
    lastText: before?.text ?? null,
    values: a.values,
    targets: a.role === 'participant' ? 0 : state.targets.filter((t) => state.waivedTargets[t.id] === undefined && a.values[t.id] === undefined).length,
    evidence: evidenceIds.length,
  };
  return qualityOf({ text, percent: 100, values: [], noProgressReason: null }, known, rulesOfUnit(span, context.rules.roster, a.unitId), span.policy.version);
}

function submitted(state: ItemState, step: Step, personId: string, at: string, said: { text: string; evidenceIds: string[]; onBehalf: OnBehalf | null }, context: DecideContext): NewItemEvent {
  const { text, evidenceIds, onBehalf } = said;
  const flags = submissionFlags(state, { stepId: step.id, text, evidenceIds }, context);
  return { type: 'StepSubmitted', occurredAt: at, data: { stepId: step.id, attempt: step.attempt, text, evidenceIds, personId, ...(flags.length > 0 ? { flags } : {}), ...asTold(onBehalf) } };
}

/** Targets of which a recurring duty asks a value of its period, and none was reported. A participant has no figures of its own. */
function figuresWanting(state: ItemState, a: Assignment, step: Step): { rejected: Rejection } | null {
  const from = step.asks?.figuresFrom ?? null;
  if (from === null || a.role === 'participant') return null;
  const wanting = state.targets.filter((t) => state.waivedTargets[t.id] === undefined && (a.values[t.id]?.asOf ?? '') < from);
  return wanting.length === 0 ? null : reject('figures-missing', { field: 'values', details: { targets: wanting.map((t) => t.metric).join('、'), from } });
}

/** Sends the step out, or, where the unit's own approvals are asked for, to the first of them. */
export function submit(state: ItemState, command: CommandOf<'submit'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const { step, assignment } = found;
  if (step.inApproval) return reject('step-not-open', { field: 'stepId', details: { status: 'inApproval' } });
  const unknown = command.evidenceIds.find((id) => state.evidence[id]?.assignmentId !== assignment.id);
  if (unknown !== undefined) return reject('evidence-unknown', { field: 'evidenceIds', details: { id: unknown } });
  if (step.evidenceRequired && command.evidenceIds.length === 0) return reject('evidence-missing', { field: 'evidenceIds' });
  const figures = figuresWanting(state, assignment, step);
  if (figures) return figures;
  if (saysNothing(command.text) && command.evidenceIds.length === 0) return reject('nothing-substantial', { field: 'text' });
  const at = occurredAt(command.onBehalf, assignment.id, state, context, step.attempt > 1 ? step.attemptOpenedAt : state.issuedAt);
  if (isRejected(at)) return at;
  if (approvalsNeeded(state, assignment, context) > 0 && command.onBehalf === null) {
    return [{ type: 'ApprovalSought', data: { stepId: step.id, text: command.text, evidenceIds: command.evidenceIds, personId: personOf(context) } }];
  }
  return [submitted(state, step, personOf(context), at, command, context)];
}

/** One of the unit's own approvals (经办人 → 科室负责人 → 分管领导), each by another person; the last one sends the report out. */
export function approve(state: ItemState, command: CommandOf<'approve'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const { step, assignment } = found;
  if (!step.inApproval) return reject('approval-not-due', { field: 'stepId' });
  const personId = personOf(context);
  const hands = handsOf(context.actor);
  if ([step.inApproval, ...step.approvals].some((done) => didIt(hands, done))) return reject('own-work');
  const stage = step.approvals.length + 1;
  const events: NewItemEvent[] = [{ type: 'ApprovalGiven', data: { stepId: step.id, stage, personId } }];
  const { text, evidenceIds, personId: author } = step.inApproval;
  if (stage >= approvalsNeeded(state, assignment, context)) events.push(submitted(state, step, author, context.now, { text, evidenceIds, onBehalf: null }, context));
  return events;
}

export function sendBack(state: ItemState, command: CommandOf<'sendBack'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  if (!found.step.inApproval) return reject('approval-not-due', { field: 'stepId' });
  return missingReason(command.reason) ?? [{ type: 'ApprovalSentBack', reason: command.reason, data: { stepId: found.step.id, personId: personOf(context), reason: command.reason } }];
}

/** 撤回: by the unit that submitted, before a ruling. */
export function recall(state: ItemState, command: CommandOf<'recall'>, context: DecideContext): Decision {
  const step = state.steps[command.stepId];
  if (!step) return reject('step-not-found', { field: 'stepId' });
  const a = ownAssignment(state, step.assignmentId, context);
  if (isRejected(a)) return reject('not-the-submitter');
  if (step.status !== 'submitted') return reject('step-not-submitted', { field: 'stepId', details: { status: step.status } });
  return [{ type: 'StepRecalled', data: { stepId: step.id, attempt: step.attempt, personId: personOf(context) } }];
}

export function addStep(state: ItemState, command: CommandOf<'addStep'>, context: DecideContext): Decision {
  const office = isOffice(state, context);
  const a = state.assignments[command.assignmentId];
  if (!a) return reject('assignment-not-found', { field: 'assignmentId' });
  if (a.status !== 'active') return reject('assignment-closed', { field: 'assignmentId' });
  if (!office) {
    const own = ownAssignment(state, a.id, context);
    if (isRejected(own)) return own;
  }
  if (state.steps[command.stepId]) return [];
  const wrong = command.day === null ? null : futureDay(command.day, 'day', context);
  if (wrong) return wrong;
  const basis = command.day === null ? null : { kind: 'date' as const, day: command.day };
  const { stepId, title, evidenceRequired } = command;
  const { workingDays, after } = command;
  const scheduled = scheduledSteps(state, [{ id: stepId, assignmentId: a.id, title, day: command.day, evidenceRequired, workingDays, after }], [{ id: stepId, assignmentId: a.id, title, period: null, basis, evidenceRequired }], state.deadline, context);
  if ('rejected' in scheduled) return scheduled;
  return [{ type: 'StepAdded', data: { step: scheduled[0]! } }];
}
