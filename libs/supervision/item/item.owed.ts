import { livingUnit, type Roster } from '../roster/roster';
import { quantifier } from './item.duties';
import type { ItemState } from './item.types';
import { directorsOf, rulerOf, verifierOf } from './item.verifier';

/** The assignment that a duty (`step:s1`, `receipt:a1`, `sign:p1`, `verify:s1:1`, …) is about. */
export function assignmentBehind(state: ItemState, duty: string): string | null {
  const [kind = '', ...rest] = duty.split(':');
  const id = rest.join(':');
  if (kind === 'receipt') return id in state.assignments ? id : null;
  if (kind === 'sign' || kind === 'answer') return state.papers[id]?.assignmentId ?? null;
  if (kind === 'rule') return state.requests[id]?.assignmentId ?? null;
  return (state.steps[id] ?? state.steps[rest[0] ?? ''])?.assignmentId ?? null;
}

/** The unit that owes a duty, by its id, as things stand: also where it is no longer open. Null where nothing of it is known. */
export function owingUnit(state: ItemState, duty: string, roster: Roster): string | null {
  const [kind = '', id = ''] = duty.split(':');
  const assignment = state.assignments[assignmentBehind(state, duty) ?? ''];
  const office = livingUnit(roster, state.officeUnitId);
  switch (kind) {
    case 'step':
    case 'receipt':
    case 'approve':
    case 'answer':
      return assignment?.unitId ?? null;
    case 'verify':
      return assignment === undefined ? null : (verifierOf(state, assignment, roster) ?? office);
    case 'rule':
      return state.requests[id] === undefined ? null : rulerOf(state, state.requests[id].unitId, roster);
    case 'quantify':
      return quantifier(state)?.unitId ?? office;
    case 'review-suspension':
      return directorsOf(state, roster)[0] ?? office;
    case 'sign':
    case 'outcome':
    case 'close-year':
      return office;
    default:
      return null;
  }
}
