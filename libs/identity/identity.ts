import type { Role } from './roles';

/**
 * Who asks, as what, in which session. A person acts for one unit at a time: what they are in another unit counts only after
 * they have changed to it.
 */
export interface Identity {
  readonly personId: string;
  readonly sessionId: string;
  /** The unit acted for. */
  readonly unitId: string;
  /** Held in that unit for every plan. */
  readonly roles: readonly Role[];
  /** Held in that unit for one plan alone. */
  readonly planRoles: readonly { readonly role: Role; readonly planId: string }[];
  /** All units that the person may act for, and what they are there, limited to a plan or not. */
  readonly units: readonly { readonly unitId: string; readonly roles: readonly Role[] }[];
  /** Set during a substitution: what the person is themselves; `roles` and `planRoles` then hold those of both. */
  readonly own?: Pick<Identity, 'roles' | 'planRoles'>;
  /** Colleagues on leave whom the person stands in for in that unit, with their roles there. */
  readonly insteadOf?: readonly { readonly personId: string; readonly roles: readonly Role[]; readonly planRoles: readonly { readonly role: Role; readonly planId: string }[] }[];
  /** Plans of open evaluation rounds in which the unit scores, signs or approves; looked up for whoever judges. */
  readonly serves?: readonly string[];
  /** Until the password is changed nothing is allowed but that (and signing out). */
  readonly mustChangePassword: boolean;
}

/** A grant in force, as the session reads it. */
export interface HeldRole {
  readonly role: Role;
  readonly unitId: string;
  readonly planId: string | null;
}

/** The identity that grants in force make up, for one acting unit. */
export function identityOf(session: { personId: string; sessionId: string; unitId: string; mustChangePassword: boolean }, held: readonly HeldRole[]): Identity {
  const inUnit = held.filter((h) => h.unitId === session.unitId);
  const planRoles: { role: Role; planId: string }[] = [];
  for (const { role, planId } of inUnit) if (planId !== null) planRoles.push({ role, planId });
  const unitIds = [...new Set(held.map((h) => h.unitId))];
  return {
    ...session,
    roles: inUnit.filter((h) => h.planId === null).map((h) => h.role),
    planRoles,
    units: unitIds.map((unitId) => ({ unitId, roles: [...new Set(held.filter((h) => h.unitId === unitId).map((h) => h.role))] })),
  };
}
