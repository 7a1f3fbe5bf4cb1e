import { useSyncExternalStore } from 'react';
import { useAsOf } from './as-of';
import { session, type Identity, type SessionState } from './session';

export function useSession(): SessionState {
  return useSyncExternalStore(session.watch, session.get);
}

/** Who is signed in. Pages stand inside the frame, where somebody is. */
export function useIdentity(): Identity {
  return useSession().identity!;
}

/** Whether one of these roles is held, and the page shows the present: the past is read and not changed. */
export function useMayAct(...roles: readonly string[]): boolean {
  const held = rolesOf(useIdentity());
  return useAsOf() === undefined && roles.some((role) => held.has(role));
}

/** Roles held in the unit acted for, for every plan or for one. */
export function rolesOf(identity: Identity): ReadonlySet<string> {
  return new Set([...identity.roles, ...identity.planRoles.map(({ role }) => role)]);
}
