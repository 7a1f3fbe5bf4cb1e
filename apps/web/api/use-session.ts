import { useSyncExternalStore } from 'react';
import { session, type Identity, type SessionState } from './session';

export function useSession(): SessionState {
  return useSyncExternalStore(session.watch, session.get);
}

/** Who is signed in. Pages stand inside the frame, where somebody is. */
export function useIdentity(): Identity {
  return useSession().identity!;
}

/** Roles held in the unit acted for, for every plan or for one. */
export function rolesOf(identity: Identity): ReadonlySet<string> {
  return new Set([...identity.roles, ...identity.planRoles.map(({ role }) => role)]);
}
