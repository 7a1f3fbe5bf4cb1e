import { reject, type Rejection } from '../../rejection';
import { reckoningOf } from '../../plan/draft';
import type { Day } from '../../time/day';
import type { CommandOf } from '../item.commands';
import type { NewStep } from '../item.events';
import { quantifier } from '../item.duties';
import { stillToQuantify } from '../item.quantified';
import type { ItemState, Target } from '../item.types';
import { wrongId, wrongTargets } from '../item.ids';
import { scheduledSteps } from './schedule';
import { dayWithin, isOffice, isRejected, missingReason, ownAssignment, type DecideContext, type Decision } from './deciding';

/** 量化: gives the item figures, date and steps, all at once or a part; or the office finds that it needs no figures. What is left open stays owed. */
export function quantify(state: ItemState, command: CommandOf<'quantify'>, context: DecideContext): Decision {
  const office = isOffice(state, context);
  if (!office) {
    // Whose duty it is gives the figures; steps of others are theirs, or the office's, to set.
    const owes = quantifier(state);
    if (!owes || isRejected(ownAssignment(state, owes.id, context))) return reject('not-the-assignee', { details: { unitId: owes?.unitId ?? state.officeUnitId } });
    if (state.quantified) return reject('not-the-office');
    if (command.notNeeded !== null) return reject('not-the-office', { field: 'notNeeded' });
  }
  if (command.notNeeded !== null) {
    const missing = missingReason(command.notNeeded, 'notNeeded');
    if (missing) return missing;
  }
  const targets = newTargets(state, command.targets);
  if (isRejected(targets)) return targets;
  if (command.notNeeded === null && targets.length === 0 && (command.deadline === null || command.deadline === state.deadline) && command.steps.length === 0) {
    return reject('nothing-quantified', { field: stillToQuantify(state).includes('figures') ? 'targets' : 'deadline' });
  }
  if (command.deadline !== null) {
    // A date that stands moves by an extension or an amendment.
    if (state.deadline !== null && command.deadline !== state.deadline) return reject('date-invalid', { field: 'deadline', details: { deadline: state.deadline } });
    const wrong = state.deadline === null ? dayWithin(state, command.deadline, 'deadline', context) : null;
    if (wrong) return wrong;
  }
  const steps: NewStep[] = [];
  for (const [i, s] of command.steps.entries()) {
    if (state.assignments[s.assignmentId]?.status !== 'active') return reject('assignment-not-found', { field: `steps[${i}].assignmentId` });
    const wrong = s.day === null ? null : dayWithin(state, s.day, `steps[${i}].day`, context);
    if (wrong) return wrong;
    const odd = wrongId(s.id, `steps[${i}].id`);
    if (odd) return odd;
    if (Object.hasOwn(state.steps, s.id) || steps.some((other) => other.id === s.id)) return reject('name-taken', { field: `steps[${i}].id`, details: { id: s.id } });
    steps.push({ id: s.id, assignmentId: s.assignmentId, title: s.title, period: null, basis: s.day === null ? null : { kind: 'date', day: s.day }, evidenceRequired: s.evidenceRequired });
  }
  const scheduled = scheduledSteps(state, command.steps, steps, command.deadline ?? state.deadline, context);
  if ('rejected' in scheduled) return scheduled;
  return [{ type: 'ItemQuantified', data: { targets, deadline: command.deadline, steps: scheduled, notNeeded: command.notNeeded } }];
}

/** The figures that are new; one that stands is changed by an amendment, not by being said otherwise. */
function newTargets(state: ItemState, asked: readonly Target[]): Target[] | { rejected: Rejection } {
  const wrong = wrongTargets(asked, 'targets', state.upper);
  if (wrong) return wrong;
  const targets: Target[] = [];
  for (const [i, t] of asked.entries()) {
    const standing = state.targets.find((known) => known.id === t.id);
    if (standing === undefined) targets.push(t);
    else if (!saysTheSame(standing, t)) return reject('figure-stands', { field: `targets[${i}].id`, details: { text: standing.text } });
  }
  return targets;
}

function saysTheSame(a: Target, b: Target): boolean {
  return a.metric === b.metric && a.comparison === b.comparison && a.value === b.value && a.unit === b.unit && reckoningOf(a) === reckoningOf(b);
}
