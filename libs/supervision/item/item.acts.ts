import { LAST_DEADLINE } from '../calendar/calendar';
import type { Rejection } from '../rejection';
import type { ItemCommand } from './item.commands';
import { heirOf } from './item.heirs';
import { standingLateness } from './item.lateness';
import { stillToQuantify } from './item.quantified';
import type { Assignment, ItemState, Step } from './item.types';

/** Stands for words that somebody still has to type. */
const WORDS = '（待填写）';
/** Ids of what a command would create: no item has them. */
const NEW = '?';

/** Fields that name what a command is about. A refusal for another field asks for input, and is none of the command as such. */
const ABOUT: ReadonlySet<string> = new Set(['assignmentId', 'stepId', 'requestId', 'paperId', 'targetId', 'duty', 'arming', 'values']);

/** Whether a refusal only says that something is still to be filled in. */
export function asksForInput({ field, fields }: Rejection): boolean {
  const named = fields?.map((f) => f.field) ?? (field === undefined ? [] : [field]);
  return named.length > 0 && named.every((name) => !ABOUT.has(name));
}

/**
 * What could be asked of the item as it stands, each as a command that is whole but for what a person types: deciding it dry says
 * whether it would be taken. This names subjects alone; who may do what, and when, is said by the policy and by the decisions.
 */
export function conceivable(state: ItemState): ItemCommand[] {
  const steps = Object.values(state.steps);
  return [
    ...Object.values(state.assignments).flatMap((a) => [...ofAssignment(state, a), ...steps.filter((s) => s.assignmentId === a.id).flatMap((s) => ofStep(state, s))]),
    ...Object.values(state.requests).filter((r) => r.status === 'open').map((r): ItemCommand => ({ type: 'rule', requestId: r.id, grant: false, reason: WORDS, day: null, toUnitId: null, newAssignmentId: NEW })),
    ...ofPapers(state),
    ...ofItem(state),
  ];
}

function ofAssignment(state: ItemState, { id: assignmentId, status, receivedAt, values }: Assignment): ItemCommand[] {
  if (status !== 'active' && status !== 'completed') return [];
  const figures = Object.keys(values).map((targetId): ItemCommand => ({ type: 'correctValue', assignmentId, targetId, value: 0, asOf: values[targetId]!.asOf, reason: WORDS }));
  const attribution: ItemCommand = { type: 'object', requestId: NEW, assignmentId, stepId: '', what: 'attribution', reason: WORDS, onBehalf: null };
  const report: ItemCommand = { type: 'report', assignmentId, stepId: null, text: WORDS, percent: null, values: [], noProgressReason: null, onBehalf: null };
  if (status === 'completed') return state.closed ? [] : [report, ...figures];
  return [
    ...(receivedAt === null ? [{ type: 'receive', assignmentId, onBehalf: null } as const] : []),
    report,
    ...figures,
    { type: 'addStep', stepId: NEW, assignmentId, title: WORDS, day: null, evidenceRequired: false },
    { type: 'namePerson', assignmentId, personId: NEW },
    { type: 'decline', requestId: NEW, assignmentId, reason: WORDS, proposedUnitId: null },
    attribution,
    { type: 'urge', assignmentId, text: WORDS },
    { type: 'transfer', assignmentId, toUnitId: NEW, newAssignmentId: NEW, reason: WORDS },
  ];
}

/** Whose objection to the step's return could be: its unit's, or that of who has the work now. */
function returned(state: ItemState, step: Step): string[] {
  if (!step.submissions.some((s) => s.outcome === 'returned')) return [];
  const a = state.assignments[step.assignmentId];
  return [a && step.status === 'cancelled' && step.goesOnAs !== undefined ? heirOf(state, a).id : step.assignmentId];
}

function ofStep(state: ItemState, step: Step): ItemCommand[] {
  const { id: stepId, assignmentId, status } = step;
  const objection = (what: 'lateness' | 'return', by = assignmentId): ItemCommand => ({ type: 'object', requestId: NEW, assignmentId: by, stepId, what, reason: WORDS, onBehalf: null });
  const late = standingLateness(state, stepId);
  const disputed: ItemCommand[] = [
    ...(late.length > 0 ? [objection('lateness')] : []),
    ...returned(state, step).map((by) => objection('return', by)),
    ...late.map(({ duty, arming }): ItemCommand => ({ type: 'correct', duty, arming, basis: WORDS })),
  ];
  switch (status) {
    case 'open':
      return step.inApproval
        ? [{ type: 'approve', stepId }, { type: 'sendBack', stepId, reason: WORDS }, ...disputed]
        : [
            { type: 'submit', stepId, text: WORDS, evidenceIds: [], onBehalf: null },
            { type: 'requestExtension', requestId: NEW, stepId, day: LAST_DEADLINE, reason: WORDS, onBehalf: null },
            { type: 'stateReason', requestId: NEW, stepId, restUntil: LAST_DEADLINE, reason: WORDS },
            ...disputed,
          ];
    case 'submitted':
      return [{ type: 'verify', stepId }, { type: 'return', stepId, reason: WORDS }, { type: 'recall', stepId }, ...disputed];
    case 'done':
      return [{ type: 'reopen', stepId, day: null, reason: WORDS }, ...disputed];
    case 'cancelled':
      return disputed;
  }
}

function ofPapers(state: ItemState): ItemCommand[] {
  return Object.values(state.papers).flatMap(({ id: paperId, status, answer }): ItemCommand[] => {
    const voiding: ItemCommand = { type: 'voidPaper', paperId, reason: WORDS };
    if (status === 'drafted') return [{ type: 'signPaper', paperId }, voiding];
    return status === 'issued' ? [...(answer ? [] : [{ type: 'answerPaper', paperId, text: WORDS, onBehalf: null } as const]), voiding] : [];
  });
}

function ofItem(state: ItemState): ItemCommand[] {
  if (state.closed) return [];
  const quantify: ItemCommand = { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: null };
  return [
    ...(stillToQuantify(state).length > 0 ? [quantify] : []),
    ...state.targets.filter((t) => state.waivedTargets[t.id] === undefined).map((t): ItemCommand => ({ type: 'waiveTarget', targetId: t.id, reason: WORDS })),
    state.suspended ? { type: 'resume', reason: WORDS } : { type: 'suspend', reason: WORDS },
    { type: 'withdraw', reason: WORDS },
    { type: 'closeUnfulfilled', reason: WORDS },
  ];
}
