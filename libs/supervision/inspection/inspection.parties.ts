import { didIt, handsOf } from '../actor';
import type { ProceedingContext, ProceedingState } from '../proceeding/proceeding';
import { underOneRoof, type Roster } from '../roster/roster';
import type { Finding, InspectionScope, InspectionState, TeamMember } from './inspection.types';

/** Everybody who was ever in the team decided by being there, and so did who stood in for them. */
export function wasInTeam(state: InspectionState, personId: string): boolean {
  return state.team.some((m) => m.personId === personId) || state.stoodIn.some((s) => s.personId === personId);
}

/** A hand of the actor, their own or of whom they stand in for, that this holds of. */
export function anyHand({ actor }: ProceedingContext, holds: (personId: string) => boolean): boolean {
  return handsOf(actor).some(holds);
}

/** The member as whom the actor acts now. */
export function memberOf(state: InspectionState, context: ProceedingContext): TeamMember | undefined {
  return state.team.find((m) => m.left === null && anyHand(context, (hand) => hand === m.personId));
}

export function leaderOf(state: InspectionState): TeamMember {
  const leader = state.team.find((m) => m.left === null && m.role === 'leader');
  if (!leader) throw new Error(`inspection ${state.id} has no leader`);
  return leader;
}

export function isLeader(state: InspectionState, context: ProceedingContext): boolean {
  return memberOf(state, context)?.role === 'leader';
}

export function inspectedUnits(scope: InspectionScope): string[] {
  return [...new Set([...scope.unitIds, ...scope.reformUnitIds])];
}

/** The inspected unit that shares a roof with the unit; null where none does. Nobody inspects own work or a body under one roof. */
export function ownAmong(unitIds: readonly string[], unitId: string, roster: Roster): string | null {
  return unitIds.find((inspected) => underOneRoof(roster, inspected, unitId)) ?? null;
}

/** Who approves one off the programme: the conference, else the office, else the supervising unit, whichever is not dissolved, where no roof is shared with who is inspected. */
export function approverOf(state: Pick<InspectionState, 'conferenceUnitId' | 'officeUnitId' | 'supervisingUnitId' | 'scope'>, roster: Roster): string {
  const units = inspectedUnits(state.scope);
  const candidates = [state.conferenceUnitId, state.officeUnitId, state.supervisingUnitId].filter((u): u is string => u !== null && (roster.units[u]?.until ?? null) === null);
  return candidates.find((u) => ownAmong(units, u, roster) === null) ?? candidates[0] ?? state.officeUnitId;
}

/** Where a rectification that will not do is brought: the conference, else the supervising unit, else the office. */
export function higherUnit(state: Pick<ProceedingState, 'conferenceUnitId' | 'supervisingUnitId' | 'officeUnitId'>): string {
  return state.conferenceUnitId ?? state.supervisingUnitId ?? state.officeUnitId;
}

/** Persons who decided what a unit objects to: the team, whoever has left it too, and who signed the notice. */
export function isFirstDecider(state: InspectionState, finding: Finding, personId: string): boolean {
  return wasInTeam(state, personId) || finding.notices.some((n) => n.signedBy === personId || didIt([personId], { personId: n.draftedBy, ...(n.insteadOf === undefined ? {} : { insteadOf: n.insteadOf }) }));
}
