import { underOneRoof, type Roster } from '../roster/roster';
import type { ProceedingContext, ProceedingState } from './proceeding';

function isDissolved(roster: Roster, unitId: string): boolean {
  return (roster.units[unitId]?.until ?? null) !== null;
}

/** Who accepts a step: the office, else the supervising unit or the conference where a roof is shared, whichever is not dissolved; the office where nobody else is. */
export function accepterOf(state: Pick<ProceedingState, 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>, unitId: string, roster: Roster): string {
  const candidates = [state.officeUnitId, state.supervisingUnitId, state.conferenceUnitId];
  return candidates.find((u) => u !== null && !isDissolved(roster, u) && !underOneRoof(roster, u, unitId)) ?? state.officeUnitId;
}

/** Whether the unit is registered and not dissolved; a built-in name is no unit. */
export function isUnitNow(roster: Roster, unitId: string): boolean {
  return Object.hasOwn(roster.units, unitId) && roster.units[unitId]?.until === null;
}

export function unitOf(context: ProceedingContext): string | null {
  return context.actor.kind === 'person' ? (context.actor.onBehalfOf ?? context.actor.unitId) : null;
}

export function personOf(context: ProceedingContext): string {
  return context.actor.kind === 'person' ? context.actor.personId : context.actor.name;
}

export function isOffice(state: Pick<ProceedingState, 'officeUnitId'>, context: ProceedingContext): boolean {
  return context.actor.kind === 'person' && context.actor.unitId === state.officeUnitId;
}

export { says } from '../text/says';
