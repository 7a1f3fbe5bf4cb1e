import { reject } from '../../rejection';
import type { CommandOf } from '../item.commands';
import type { NewStep } from '../item.events';
import { quantifier } from '../item.duties';
import type { ItemState } from '../item.types';
import { scheduledSteps } from './schedule';
import { futureDay, isOffice, isRejected, missingReason, ownAssignment, type DecideContext, type Decision } from './deciding';

/** 量化: gives the item figures, date and steps; or the office finds that it needs none. */
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
  } else if (command.targets.length === 0 && command.deadline === null && command.steps.length === 0) {
    return reject('nothing-substantial', { field: 'targets' });
  }
  if (command.deadline !== null) {
    // A date that stands moves by an extension or an amendment.
    if (state.deadline !== null && command.deadline !== state.deadline) return reject('date-invalid', { field: 'deadline', details: { deadline: state.deadline } });
    const wrong = state.deadline === null ? futureDay(command.deadline, 'deadline', context) : null;
    if (wrong) return wrong;
  }
  const steps: NewStep[] = [];
  for (const [i, s] of command.steps.entries()) {
    if (state.assignments[s.assignmentId]?.status !== 'active') return reject('assignment-not-found', { field: `steps[${i}].assignmentId` });
    const wrong = s.day === null ? null : futureDay(s.day, `steps[${i}].day`, context);
    if (wrong) return wrong;
    if (state.steps[s.id] || steps.some((other) => other.id === s.id)) return reject('name-taken', { field: `steps[${i}].id` });
    steps.push({ id: s.id, assignmentId: s.assignmentId, title: s.title, period: null, basis: s.day === null ? null : { kind: 'date', day: s.day }, evidenceRequired: s.evidenceRequired });
  }
  const scheduled = scheduledSteps(state, command.steps, steps, command.deadline ?? state.deadline, context);
  if ('rejected' in scheduled) return scheduled;
  const known = new Set(state.targets.map((t) => t.id));
  const targets = command.targets.filter((t) => !known.has(t.id));
  return [{ type: 'ItemQuantified', data: { targets, deadline: command.deadline, steps: scheduled, notNeeded: command.notNeeded } }];
}
