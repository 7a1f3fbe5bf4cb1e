import type { ItemState } from './item.types';

/**
 * How somebody may stand to an item, as words. An item has the words of all who stand to it, a caller those of all that they
 * are; who shares one may read it. One vocabulary, so that an item's page and every list decide by the same.
 */
export const READER = {
  /** Any role over the plan that reads it. */
  plan: (planId: string): string => `plan:${planId}`,
  /** The unit has, or had, a share in it. */
  assigned: (unitId: string): string => `assigned:${unitId}`,
  supervises: (unitId: string): string => `supervises:${unitId}`,
  /** The unit that verifies where the usual one shares the assignee's roof. */
  otherVerifier: (unitId: string): string => `verifies:${unitId}`,
  /** The plan's office: its signers sign its papers. `planId`: where they are that for one plan alone. */
  conducts: (unitId: string, planId?: string): string => (planId === undefined ? `conducts:${unitId}` : `conducts:${unitId}/${planId}`),
  /** A unit whose judges decide on it in the end, or sign papers on it: the leading body, the supervising unit, who verifies in their place. */
  judges: (unitId: string): string => `judges:${unitId}`,
  /** A person of the standing authorisation (经授权的验收); it counts to its last day alone, which stands beside the words. */
  standing: (personId: string): string => `standing:${personId}`,
} as const;

/** What an item says of who stands to it; every view of an item that is shown to a reader has it. */
export interface Related {
  readonly planId: string;
  readonly officeUnitId: string;
  readonly conferenceUnitId: string | null;
  readonly supervisingUnitId: string | null;
  /** The unit that verifies where the usual one shares the assignee's roof. */
  readonly otherVerifierUnitId: string | null;
  /** Persons under the standing authorisation, while it lasts. */
  readonly standingVerifierIds: readonly string[];
  readonly assignments: readonly { readonly unitId: string }[];
}

export function readerWords({ planId, officeUnitId, conferenceUnitId, supervisingUnitId, otherVerifierUnitId, standingVerifierIds, assignments }: Related): string[] {
  return [
    READER.plan(planId),
    ...new Set(assignments.map((a) => READER.assigned(a.unitId))),
    ...(supervisingUnitId === null ? [] : [READER.supervises(supervisingUnitId)]),
    ...(otherVerifierUnitId === null ? [] : [READER.otherVerifier(otherVerifierUnitId)]),
    READER.conducts(officeUnitId),
    READER.conducts(officeUnitId, planId),
    ...new Set([supervisingUnitId, conferenceUnitId, otherVerifierUnitId].filter((u) => u !== null).map(READER.judges)),
    ...standingVerifierIds.map(READER.standing),
  ];
}

export function readersOf(state: ItemState): string[] {
  return readerWords({
    planId: state.planId,
    officeUnitId: state.officeUnitId,
    conferenceUnitId: state.conferenceUnitId,
    supervisingUnitId: state.supervisingUnitId,
    otherVerifierUnitId: state.otherVerification.unitId,
    standingVerifierIds: state.otherVerification.standing?.personIds ?? [],
    assignments: Object.values(state.assignments),
  });
}
