import { didIt, handsOf } from '../actor';
import { accepterOf } from '../proceeding/acting';
import type { Judging, ProceedingContext, ProceedingState } from '../proceeding/proceeding';
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

type Above = Pick<ProceedingState, 'conferenceUnitId' | 'officeUnitId' | 'supervisingUnitId'>;

/** The first of these that is not dissolved, has somebody who acts for it, and shares no roof with any of the units; null where none is left. */
function apartFrom(candidates: readonly (string | null)[], unitIds: readonly string[], roster: Roster): string | null {
  const able = (id: string): boolean => {
    const unit = Object.hasOwn(roster.units, id) ? roster.units[id] : undefined;
    return unit !== undefined && unit.until === null && unit.staffed && ownAmong(unitIds, id, roster) === null;
  };
  return candidates.find((u): u is string => u !== null && able(u)) ?? null;
}

/** Who approves one off the programme: the conference, else the office, else the supervising unit, of those that have no part in it. Nobody approves the inspection of itself: null where none is left. */
export function approverOf(state: Above & Pick<InspectionState, 'scope'>, roster: Roster): string | null {
  return apartFrom([state.conferenceUnitId, state.officeUnitId, state.supervisingUnitId], inspectedUnits(state.scope), roster);
}

/** Where a rectification that will not do is brought: the conference, else the supervising unit, else the office, of those apart from the units; null where none is left. */
export function higherUnit(state: Above, unitIds: readonly string[], roster: Roster): string | null {
  return apartFrom([state.conferenceUnitId, state.supervisingUnitId, state.officeUnitId], unitIds, roster);
}

/** To whom its report is made, the office apart; null where that is the office itself, or nobody. */
export function reportedTo(state: Above & Pick<InspectionState, 'scope'>, roster: Roster): string | null {
  const higher = higherUnit(state, inspectedUnits(state.scope), roster);
  return higher === state.officeUnitId ? null : higher;
}

/** Who decides on an escalated rectification: whom it was brought before, or who stands in its place where that unit is no more or has come under one roof with the unit at fault. */
export function ruleOnEscalationOf(state: Above, finding: Pick<Finding, 'unitId' | 'escalated'>, roster: Roster): string | null {
  const to = finding.escalated?.toUnitId ?? null;
  return to === null ? null : (apartFrom([to], [finding.unitId], roster) ?? higherUnit(state, [finding.unitId], roster) ?? to);
}

/** What it looks back on, and what those merged into it did. */
export function looksBackOn(state: Pick<InspectionState, 'lookBackOf' | 'absorbed'>): string[] {
  return [...new Set([state.lookBackOf, ...state.absorbed.map((a) => a.lookBackOf)].filter((id) => id !== null))];
}

/** Persons who decided what a unit objects to: the team, whoever has left it too, and who signed the notice. */
export function isFirstDecider(state: InspectionState, finding: Finding, personId: string): boolean {
  return wasInTeam(state, personId) || finding.notices.some((n) => n.signedBy === personId || didIt([personId], { personId: n.draftedBy, ...(n.insteadOf === undefined ? {} : { insteadOf: n.insteadOf }) }));
}

/** Who rules on objections to findings, and on rectifications that were brought before a higher unit. */
export function judgingsOfInspection(state: InspectionState, roster: Roster): Judging[] {
  const ruled = Object.values(state.objections).flatMap((o) => state.findings[o.findingId]?.unitId ?? []).map((of) => ({ by: accepterOf(state, of, roster), of }));
  const escalated = Object.values(state.findings).flatMap((f) => {
    const by = ruleOnEscalationOf(state, f, roster);
    return by === null ? [] : [{ by, of: f.unitId }];
  });
  return [...ruled, ...escalated];
}
