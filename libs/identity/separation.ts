import { isAdministrator, isBusinessRole, type Role } from './roles';

/**
 * - `two-administrator-roles`: 三员, nobody holds two of the three.
 * - `administrator-with-business-role`: who administers takes no part in what is administered.
 * - `operator-with-oversight`: who runs the system neither grants roles in it nor audits it.
 */
export type PowerConflict = 'two-administrator-roles' | 'administrator-with-business-role' | 'operator-with-oversight';

/** What keeps one person from holding both roles at the same time, in whatever units; null where nothing does. */
export function conflictBetween(a: Role, b: Role): PowerConflict | null {
  if (a === b) return null;
  if (isAdministrator(a) && isAdministrator(b)) return 'two-administrator-roles';
  if ((isAdministrator(a) && isBusinessRole(b)) || (isBusinessRole(a) && isAdministrator(b))) return 'administrator-with-business-role';
  const other = a === 'operator' ? b : b === 'operator' ? a : null;
  return other === 'securityAdmin' || other === 'auditor' ? 'operator-with-oversight' : null;
}

/** A role over time; `until` is the first moment at which it is no longer held. */
export interface RoleSpan {
  readonly role: Role;
  readonly since: Date;
  readonly until: Date | null;
}

export function overlap(a: RoleSpan, b: RoleSpan): boolean {
  const beginsBeforeEnd = (x: RoleSpan, y: RoleSpan): boolean => y.until === null || x.since < y.until;
  const empty = (x: RoleSpan): boolean => x.until !== null && x.until <= x.since;
  return !empty(a) && !empty(b) && beginsBeforeEnd(a, b) && beginsBeforeEnd(b, a);
}

/** Why the wanted role cannot be added to those held or promised; grants of the past and of the future count where they overlap. */
export function conflictWith(held: readonly RoleSpan[], wanted: RoleSpan): PowerConflict | null {
  for (const h of held) {
    const conflict = overlap(h, wanted) ? conflictBetween(h.role, wanted.role) : null;
    if (conflict !== null) return conflict;
  }
  return null;
}
