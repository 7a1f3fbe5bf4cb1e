import { templateOf } from '../../policy/duty-template';
import { reject, type Rejection } from '../../rejection';
import { spanAt } from '../../rules';
import type { CommandOf } from '../item.commands';
import type { ItemEventData, NewNamedGroup, NewStep } from '../item.events';
import type { Day } from '../../time/day';
import { isUnderWay } from '../evolve/change';
import { periodsIn } from '../item.period';
import type { Assignment, ItemState, Target } from '../item.types';
import { freeStepIds, wrongTargets } from '../item.ids';
import { livingGroup, underOneRoof } from '../../roster/roster';
import { cannotTake, dayForTaker } from './transfers';
import { dayWithin, isOffice, missingReason, notDirecting, type DecideContext, type Decision } from './deciding';

/** Assignments that take part once the named ones are dropped. */
function remaining(state: ItemState, dropped: readonly string[]): Assignment[] {
  return Object.values(state.assignments).filter((a) => (a.status === 'active' || a.status === 'completed') && !dropped.includes(a.id));
}

/** What a template makes of the item's recurring duty; undefined where nothing changes. Taken away, no further period opens. */
function dutyOf(state: ItemState, asked: string | null | undefined, context: DecideContext): ItemEventData['ItemAmended']['duty'] | { rejected: Rejection } {
  if (asked === undefined || asked === state.dutyTemplate) return undefined;
  if (asked === null) return { template: null, recurrence: null };
  const template = templateOf(spanAt(context.rules, context.now).policy.rules.dutyTemplates, asked);
  if (!template || template.retired) return reject('duty-template-unknown', { field: 'dutyTemplate', details: { id: asked } });
  return { template: template.id, recurrence: template.cadence };
}

/** What keeps steps from getting days of their own: each is being worked on, named once, and done by the item's day. */
function wrongMoves(state: ItemState, moved: NonNullable<CommandOf<'amend'>['steps']>, end: Day | null, dropped: readonly string[], context: DecideContext): { rejected: Rejection } | null {
  for (const [i, { stepId, day }] of moved.entries()) {
    const step = Object.hasOwn(state.steps, stepId) ? state.steps[stepId] : undefined;
    if (!step || dropped.includes(step.assignmentId)) return reject('step-not-found', { field: `steps[${i}].stepId` });
    if (!isUnderWay(step)) return reject('step-not-open', { field: `steps[${i}].stepId`, details: { status: step.status } });
    if (moved.some((other, k) => k < i && other.stepId === stepId)) return reject('named-twice', { field: `steps[${i}].stepId` });
    const wrong = dayWithin(state, day, `steps[${i}].day`, context);
    if (wrong) return wrong;
    if (end !== null && day > end) return reject('date-invalid', { field: `steps[${i}].day`, details: { deadline: end } });
  }
  return null;
}

/**
 * Whether the actor may amend so. A date that stands, of the item or of a step, figures, the item's end and letting go a unit of the office's own house are for who
 * directs it (item.verifier.ts): not for an office whose own house works on it. All else is the office's alone.
 */
function notAmending(state: ItemState, command: CommandOf<'amend'>, context: DecideContext): { rejected: Rejection } | null {
  const { deadline, targets } = command;
  const ofHouse = (id: string): boolean => underOneRoof(context.rules.roster, state.officeUnitId, state.assignments[id]?.unitId ?? '');
  const eases = command.drop || (deadline !== undefined && state.deadline !== null && deadline !== state.deadline) || (targets !== undefined && state.targets.length > 0) || (command.steps ?? []).length > 0 || command.dropAssignments.some(ofHouse);
  if (eases) {
    const wrong = notDirecting(state, context);
    if (wrong) return wrong;
  }
  const more = command.title !== undefined || command.dutyTemplate !== undefined || command.addUnits.length > 0 || (command.addGroups ?? []).length > 0 || command.takesIn !== undefined || command.splitOff !== undefined || command.dropAssignments.some((id) => !ofHouse(id));
  return !isOffice(state, context) && (more || !eases) ? reject('not-the-office') : null;
}

/**
 * One item's share of a numbered amendment (调整通知) of its plan. An item keeps at least one unit, and one coordinator at most;
 * one that nobody is to work on any more is dropped as a whole.
 */
export function amend(state: ItemState, command: CommandOf<'amend'>, context: DecideContext): Decision {
  const wrongHands = notAmending(state, command, context);
  if (wrongHands) return wrongHands;
  const missing = missingReason(command.basis, 'basis');
  if (missing) return missing;
  const { amendment, basis, title, targets, dutyTemplate, addUnits, addGroups: asked = [], dropAssignments, steps: moved = [], goesOnIn, takesIn, splitOff } = command;
  if (command.drop) return [{ type: 'ItemClosed', reason: basis, data: { how: 'dropped', reason: basis, ...(goesOnIn === undefined ? {} : { goesOnIn }) } }];
  const duty = dutyOf(state, dutyTemplate, context);
  if (duty !== undefined && 'rejected' in duty) return duty;
  const deadline = command.deadline === state.deadline ? undefined : command.deadline;
  if (title === undefined && deadline === undefined && targets === undefined && duty === undefined && addUnits.length === 0 && asked.length === 0 && dropAssignments.length === 0 && moved.length === 0 && takesIn === undefined && splitOff === undefined) return reject('amendment-empty');
  if (deadline !== undefined && deadline !== null) {
    const wrong = dayWithin(state, deadline, 'deadline', context);
    if (wrong) return wrong;
  }
  const notMoved = wrongMoves(state, moved, deadline === undefined ? state.deadline : deadline, dropAssignments, context);
  if (notMoved) return notMoved;
  const wrongFigures = wrongTargets(targets ?? [], 'targets', state.upper);
  if (wrongFigures) return wrongFigures;
  for (const id of dropAssignments) if (state.assignments[id]?.status !== 'active') return reject('assignment-not-found', { field: 'dropAssignments', details: { id } });
  const left = remaining(state, dropAssignments);
  if (left.length + addUnits.length === 0) return reject('no-unit-left', { field: 'dropAssignments' });
  const coordinators = left.filter((a) => a.coordinator).length + addUnits.filter((u) => u.coordinator).length;
  if (coordinators > 1 && addUnits.some((u) => u.coordinator)) return reject('coordinator-twice', { field: 'addUnits' });
  const day = deadline === undefined ? state.deadline : deadline;
  const periodic = periodsIn(duty === undefined ? state.recurrence : duty.recurrence, state.period.from, state.period.to).length > 0;
  const steps: NewStep[] = [];
  const freeId = freeStepIds(state);
  for (const [i, u] of addUnits.entries()) {
    const wrong = dropAssignments.some((id) => state.assignments[id]?.unitId === u.unitId) ? null : cannotTake(state, u.unitId, 'addUnits', context);
    if (wrong) return wrong;
    if (addUnits.some((other, k) => k < i && (other.unitId === u.unitId || other.assignmentId === u.assignmentId))) return reject('named-twice', { field: `addUnits[${i}]` });
    if (state.assignments[u.assignmentId]) return reject('name-taken', { field: `addUnits[${i}].assignmentId` });
    // As at issue: who leads a recurring duty delivers by its periods.
    if (u.role !== 'participant' && periodic && day === null) continue;
    const step: NewStep = { id: freeId(`${u.assignmentId}-1`), assignmentId: u.assignmentId, title: title ?? state.title, period: null, basis: day === null ? null : { kind: 'date', day }, evidenceRequired: false };
    steps.push({ ...step, ...dayForTaker(state, { ...step, title: state.title }, day, u.unitId, context, dropAssignments) });
  }
  const own = left.filter((a) => a.groupId === undefined).map((a) => a.unitId);
  const addGroups: NewNamedGroup[] = [];
  for (const [i, { groupId, role }] of asked.entries()) {
    const group = livingGroup(context.rules.roster, groupId);
    if (!group) return reject('group-unknown', { field: `addGroups[${i}].groupId`, details: { name: groupId } });
    if ([...state.groups, ...addGroups].some((g) => g.groupId === groupId)) return reject('named-twice', { field: `addGroups[${i}].groupId` });
    addGroups.push({ groupId, name: group.name, role, except: [...own, ...addUnits.map((u) => u.unitId)] });
  }
  const addAssignments = addUnits.map((u) => ({ id: u.assignmentId, unitId: u.unitId, role: u.role, coordinator: u.coordinator }));
  return [{ type: 'ItemAmended', reason: basis, data: { amendment, basis, ...(title === undefined ? {} : { title }), ...(deadline === undefined ? {} : { deadline }), ...(targets === undefined ? {} : { targets: targets.map((t) => continuing(t, state)) }), ...(duty === undefined ? {} : { duty }), addAssignments, ...(addGroups.length === 0 ? {} : { addGroups }), addSteps: steps, dropAssignments, ...(moved.length === 0 ? {} : { steps: moved }), ...(takesIn === undefined ? {} : { takesIn }), ...(splitOff === undefined ? {} : { splitOff }) } }];
}

/** A figure that is put otherwise still continues what it continued. */
function continuing(target: Target, state: ItemState): Target {
  const { continues } = state.targets.find((t) => t.id === target.id) ?? {};
  return continues === undefined ? target : { ...target, continues };
}
