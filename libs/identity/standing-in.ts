import type { HeldRole, Identity } from './identity';
import type { Act } from './policy/acts';
import { may, type Relation } from './policy/policy';
import { isBusinessRole, type Role } from './roles';
import { conflictBetween } from './separation';

/** A colleague on leave, and what they are in the unit: their substitute may do what they may. */
export interface StoodInFor {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly planRoles: readonly { readonly role: Role; readonly planId: string }[];
}

/** The leading body decides itself, and who administers hands no power on. */
const OWN_ALONE: readonly Role[] = ['approver', 'convenor'];

export function isDelegable(role: Role): boolean {
  return isBusinessRole(role) && !OWN_ALONE.includes(role);
}

/** What of a person's roles in the unit goes to the substitute: none that meets one of theirs which must stay apart (三员). */
export function delegated(personId: string, unitId: string, held: readonly HeldRole[], substituteHolds: readonly Role[]): StoodInFor {
  const may = held.filter((h) => h.unitId === unitId && isDelegable(h.role) && substituteHolds.every((own) => conflictBetween(own, h.role) === null));
  return {
    personId,
    roles: may.filter((h) => h.planId === null).map((h) => h.role),
    planRoles: may.flatMap(({ role, planId }) => (planId === null ? [] : [{ role, planId }])),
  };
}

/** The identity of a substitute: their own roles and those of whom they stand in for, with both kept apart beside. */
export function standingIn(own: Identity, others: readonly StoodInFor[]): Identity {
  const useful = others.filter((o) => o.roles.length + o.planRoles.length > 0);
  if (useful.length === 0) return own;
  return {
    ...own,
    roles: [...new Set([...own.roles, ...useful.flatMap((o) => o.roles)])],
    planRoles: [...own.planRoles, ...useful.flatMap((o) => o.planRoles)],
    own: { roles: own.roles, planRoles: own.planRoles },
    insteadOf: useful,
  };
}

/** The same person without those whom they stand in for. */
export function onlyThemselves(identity: Identity): Identity {
  return identity.own ? { ...identity, ...identity.own, insteadOf: [] } : identity;
}

/**
 * In whose place an act is done: of whoever holds what it is about, where that is one whom the caller stands in for; else of the one
 * through whose roles alone it is allowed. Undefined for an act of the caller's own.
 *
 * @param holderId the person whose it is: the responsible one, the one whom a standing authorisation names
 */
export function inPlaceOf(identity: Identity, act: Act, relation: Relation, holderId: string | null = null): string | undefined {
  const { insteadOf = [] } = identity;
  if (insteadOf.length === 0) return undefined;
  const own = onlyThemselves(identity);
  const allows = ({ roles, planRoles }: StoodInFor): boolean => may({ ...own, roles, planRoles }, act, relation).allowed;
  // What its holder has from a role that is not handed on (审定), a substitute does not do by a role of their own either.
  if (holderId !== null && insteadOf.some((o) => o.personId === holderId && allows(o))) return holderId;
  if (may(own, act, relation).allowed) return undefined;
  return insteadOf.find(allows)?.personId;
}

/** Of those to whom something falls by name, the one whom the caller stands in for; null where none is, or where it falls to the caller as well. */
export function stoodInForAmong(identity: Identity, holderIds: readonly (string | null)[]): string | null {
  if (holderIds.includes(identity.personId)) return null;
  return (identity.insteadOf ?? []).find((o) => holderIds.includes(o.personId))?.personId ?? null;
}

/** The caller and those whom they stand in for: what falls to one of these persons falls to the caller. */
export function personsOf(identity: Identity): string[] {
  return [identity.personId, ...(identity.insteadOf ?? []).map((o) => o.personId)];
}
