import { livingUnit, underOneRoof, type Roster } from '../roster/roster';
import type { Assignment, ItemState } from './item.types';

/** The unit that accepts an assignment's work, before anybody asks whose roof it shares. */
function usualVerifier(state: ItemState, assignment: Assignment): string {
  if (assignment.role === 'participant') {
    const coordinator = Object.values(state.assignments).find((a) => a.coordinator && a.status !== 'declined' && a.status !== 'transferred' && a.status !== 'dropped');
    if (coordinator) return coordinator.unitId;
  }
  return state.supervisingUnitId ?? state.officeUnitId;
}

/**
 * The unit whose duty it is to verify: the coordinator for participants, the supervising unit or the office for the leads;
 * where that body shares the assignee's roof, the other unit set up for the plan. Null where no such unit is set up: then
 * the office must name one.
 */
export function verifierOf(state: ItemState, assignment: Assignment, roster: Roster): string | null {
  const candidates = [usualVerifier(state, assignment), state.supervisingUnitId, state.officeUnitId, state.otherVerification.unitId];
  for (const named of candidates) {
    const unit = named === null ? null : livingUnit(roster, named);
    if (unit !== null && !underOneRoof(roster, unit, assignment.unitId)) return unit;
  }
  return null;
}

/** The unit that rules on what another asks: the office, else the supervising or the other unit where a roof is shared. */
export function rulerOf(state: ItemState, unitId: string, roster: Roster): string {
  const candidates = [state.officeUnitId, state.supervisingUnitId, state.otherVerification.unitId].map((ruler) => (ruler === null ? null : livingUnit(roster, ruler)));
  return candidates.find((ruler) => ruler !== null && !underOneRoof(roster, ruler, unitId)) ?? state.officeUnitId;
}
