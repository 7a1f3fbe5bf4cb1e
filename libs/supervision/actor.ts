/** Who acts: a person for a unit, or the system itself. A person is an opaque id; names live with the accounts. */
export type Actor =
  | {
      kind: 'person';
      personId: string;
      unitId: string;
      /** The unit acted for, where the office records what a unit told it (代录). */
      onBehalfOf?: string;
      /** The person in whose place a substitute acts during leave: both names are kept. */
      insteadOf?: string;
    }
  | { kind: 'system'; name: string };

/** The system's own actor: machine decisions are never somebody's. */
export const CLOCK: Actor = { kind: 'system', name: 'clock' };

/** The unit whose act it is. */
export function actingUnit(actor: Actor): string | null {
  return actor.kind === 'system' ? null : (actor.onBehalfOf ?? actor.unitId);
}

/** Whose hand an act is: the person's own, and that of whom they stand in for. Nobody decides on what either of them did. */
export function handsOf(actor: Actor): string[] {
  if (actor.kind === 'system') return [];
  return actor.insteadOf === undefined ? [actor.personId] : [actor.personId, actor.insteadOf];
}

/** Whether what somebody did, themselves or through a substitute, was done by one of these hands. */
export function didIt(hands: readonly string[], done: { personId: string | null; insteadOf?: string }): boolean {
  return hands.some((hand) => hand === done.personId || hand === done.insteadOf);
}

/** The same, as what is folded keeps it. */
export function standIn(actor: Actor): { insteadOf?: string } {
  return actor.kind === 'person' && actor.insteadOf !== undefined ? { insteadOf: actor.insteadOf } : {};
}
