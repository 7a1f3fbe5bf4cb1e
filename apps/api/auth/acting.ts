import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import type { Relation } from '#libs/identity/policy/policy';
import { inPlaceOf } from '#libs/identity/standing-in';
import type { Actor } from '#libs/supervision/actor';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/**
 * The caller as the log names them: for whom they record (代录), and in whose place they act as a substitute.
 *
 * @param holderId the person whose it is, where one is named
 */
export function actingAs(identity: Identity, act: Act, relation: Relation = {}, holderId: string | null = null): PersonActor {
  const insteadOf = inPlaceOf(identity, act, relation, holderId);
  return {
    kind: 'person',
    personId: identity.personId,
    unitId: identity.unitId,
    ...(relation.onBehalf && relation.unitId !== undefined && relation.unitId !== '' ? { onBehalfOf: relation.unitId } : {}),
    ...(insteadOf === undefined ? {} : { insteadOf }),
  };
}
