import { livingUnit, underOneRoof, type Roster } from '../roster/roster';
import { heirOf } from './item.heirs';
import type { Assignment, ItemState } from './item.types';

/** Who does now what was asked of a unit: it or the one that came after it. Null where no unit is named, or none is left of it. */
function standing(roster: Roster, named: string | null): string | null {
  const unit = named === null ? null : livingUnit(roster, named);
  return unit === null || (roster.units[unit]?.until ?? null) !== null ? null : unit;
}

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
 * the office must name one. Who has the work since it was handed in is as little its verifier as who handed it in.
 */
export function verifierOf(state: ItemState, assignment: Assignment, roster: Roster): string | null {
  const heir = heirOf(state, assignment);
  const candidates = [usualVerifier(state, assignment), state.supervisingUnitId, state.officeUnitId, state.otherVerification.unitId];
  for (const named of candidates) {
    const unit = standing(roster, named);
    if (unit !== null && !underOneRoof(roster, unit, assignment.unitId) && !underOneRoof(roster, unit, heir.unitId)) return unit;
  }
  return null;
}

/** The unit that rules on what another asks: the office, else the supervising or the other unit where a roof is shared. */
export function rulerOf(state: ItemState, unitId: string, roster: Roster): string {
  const candidates = [state.officeUnitId, state.supervisingUnitId, state.otherVerification.unitId].map((ruler) => standing(roster, ruler));
  return candidates.find((ruler) => ruler !== null && !underOneRoof(roster, ruler, unitId)) ?? state.officeUnitId;
}

/** Units of the office's own house that work on the item: what moves their clocks is not the office's to decide. */
export function ownHouse(state: ItemState, roster: Roster): string[] {
  const office = livingUnit(roster, state.officeUnitId);
  return Object.values(state.assignments).filter((a) => a.status === 'active' && underOneRoof(roster, office, a.unitId)).map((a) => a.unitId);
}

/**
 * Who stops the item's clocks, starts them again and moves its date: the office; where a unit of its own house works on the item,
 * the bodies apart from all who do, in this order: supervising unit, other unit, conference. Empty where none is set up.
 */
export function directorsOf(state: ItemState, roster: Roster): string[] {
  if (ownHouse(state, roster).length === 0) return [livingUnit(roster, state.officeUnitId)];
  const active = Object.values(state.assignments).filter((a) => a.status === 'active');
  const bodies = [state.supervisingUnitId, state.otherVerification.unitId, state.conferenceUnitId].map((unit) => standing(roster, unit));
  return [...new Set(bodies.filter((unit) => unit !== null))].filter((unit) => !active.some((a) => underOneRoof(roster, unit, a.unitId)));
}
