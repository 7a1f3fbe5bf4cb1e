import type { PasswordRefusal } from '../passwords/password-rules';
import type { Role } from '../roles';
import type { PowerConflict } from '../separation';

export type AccountStatus = 'active' | 'locked' | 'disabled';

export interface Grant {
  readonly role: Role;
  readonly unitId: string;
  /** Null: for every plan. */
  readonly planId: string | null;
  readonly since: Date;
  /** First moment at which it no longer holds. */
  readonly until: Date | null;
}

export interface Account {
  readonly personId: string;
  readonly login: string;
  readonly displayName: string;
  readonly phone: string | null;
  readonly status: AccountStatus;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
  readonly passwordChangedAt: Date;
  readonly failedAttempts: number;
  /** Set while failed attempts keep it waiting; not the administrator's lock, which is a status. */
  readonly lockedUntil: Date | null;
  /** In force, or promised for later. */
  readonly grants: readonly Grant[];
}

export interface NewAccount {
  readonly login: string;
  readonly displayName: string;
  readonly phone?: string | null;
  readonly password: string;
  /** Default true: whoever creates an account knows its password. */
  readonly mustChangePassword?: boolean;
  /** `p-` and what is free; without it an opaque one is made. For accounts that must be the same in each installation (samples). */
  readonly personId?: string;
}

export type CreateOutcome =
  | { readonly kind: 'created'; readonly personId: string }
  | { readonly kind: 'refused'; readonly code: 'login-taken' | 'login-malformed' | 'name-missing' | 'person-taken' | PasswordRefusal };

export interface GrantRequest {
  readonly personId: string;
  readonly role: Role;
  readonly unitId: string;
  readonly planId?: string | null;
  /** Default: now. */
  readonly since?: Date;
  readonly until?: Date | null;
}

export type GrantOutcome =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly code: 'account-not-found' | 'own-grant' | 'already-granted' | 'plan-limit-not-applicable' | 'period-malformed' | PowerConflict };

export type RevokeOutcome = { readonly kind: 'revoked' } | { readonly kind: 'refused'; readonly code: 'grant-not-found' | 'own-grant' };

export type SetPasswordOutcome = { readonly kind: 'set' } | { readonly kind: 'refused'; readonly code: 'account-not-found' | PasswordRefusal };

export type StatusOutcome = { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly code: 'account-not-found' | 'own-account' };
