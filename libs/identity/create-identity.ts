import type { Pool } from 'pg';
import { Accounts } from './accounts/accounts';
import { Feeds } from './feeds/feeds';
import { REAL_CLOCK, type RealClock } from './clock';
import { HASHING_COST, PasswordHasher, type HashingCost } from './passwords/password-hasher';
import { Attempts } from './sessions/attempts';
import { SessionCache } from './sessions/session-cache';
import { SESSION_LIMITS, Sessions, type SessionLimits } from './sessions/sessions';

export interface IdentityOptions {
  /** Cheaper in tests alone. */
  readonly cost?: HashingCost;
  readonly hasher?: PasswordHasher;
  readonly limits?: SessionLimits;
  readonly clock?: RealClock;
}

/** One of each for a process: accounts and sessions share the memory of sessions, so that a change here takes effect here at once. */
export function createIdentity(pool: Pool, options: IdentityOptions = {}): { accounts: Accounts; sessions: Sessions; feeds: Feeds; cache: SessionCache } {
  const clock = options.clock ?? REAL_CLOCK;
  const hasher = options.hasher ?? new PasswordHasher(options.cost ?? HASHING_COST);
  const cache = new SessionCache();
  const accounts = new Accounts(pool, hasher, cache, clock);
  return { accounts, cache, feeds: new Feeds(pool, new Attempts(pool, clock), clock), sessions: new Sessions(pool, accounts, hasher, cache, clock, options.limits ?? SESSION_LIMITS) };
}
