/** Who acts: a person for a unit, or the system itself. A person is an opaque id; names live with the accounts. */
export type Actor =
  | {
      kind: 'person';
      personId: string;
      unitId: string;
      /** The unit acted for, where the office records what a unit told it (代录), or a substitute acts. */
      onBehalfOf?: string;
    }
  | { kind: 'system'; name: string };

/** The unit whose act it is. */
export function actingUnit(actor: Actor): string | null {
  return actor.kind === 'system' ? null : (actor.onBehalfOf ?? actor.unitId);
}
