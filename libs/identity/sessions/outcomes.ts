import type { Identity } from '../identity';
import type { PasswordRefusal } from '../passwords/password-rules';

export interface SessionTokens {
  /** Sent with each request. */
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  /** Good for one refresh. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/**
 * - `credentials`: no such login, or not its password; the two are not told apart.
 * - `locked-out`: too many failures of this login or this address; known and unknown logins alike.
 * - `account-locked`, `account-disabled`, `no-grant`, `unit-not-held`: said only to who gave the right password.
 */
export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly tokens: SessionTokens; readonly identity: Identity }
  | { readonly kind: 'refused'; readonly code: 'credentials' | 'account-locked' | 'account-disabled' | 'no-grant' | 'unit-not-held' }
  | { readonly kind: 'refused'; readonly code: 'locked-out'; readonly retryAfterSeconds: number };

/**
 * - `invalid`: no such token. `expired`, `revoked`: sign in again.
 * - `superseded`: replaced a moment ago, by another tab most likely: use the token that it got. Nothing is revoked.
 * - `reused`: replaced long ago: somebody holds a copy. The session is revoked.
 */
export type RefreshOutcome =
  | { readonly kind: 'refreshed'; readonly tokens: SessionTokens; readonly sessionId: string }
  | { readonly kind: 'refused'; readonly code: 'invalid' | 'expired' | 'revoked' | 'superseded' | 'reused' };

export type ActAsOutcome = { readonly kind: 'acting'; readonly identity: Identity } | { readonly kind: 'refused'; readonly code: 'unit-not-held' | 'session-ended' };

export type ChangePasswordOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly code: 'credentials' | PasswordRefusal }
  | { readonly kind: 'refused'; readonly code: 'locked-out'; readonly retryAfterSeconds: number };

export type RevocationCause = 'signed-out' | 'signed-out-everywhere' | 'reuse' | 'password-changed' | 'account-closed';

/** One open session as its owner sees it. */
export interface OpenSession {
  readonly sessionId: string;
  readonly unitId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
}
