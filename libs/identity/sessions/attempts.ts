import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { RealClock } from '../clock';

export interface AttemptLimit {
  /** Failures that are free; from the last of them on, each is followed by a wait. */
  readonly freeFailures: number;
  /** The first wait; each further failure doubles it. */
  readonly firstWaitSeconds: number;
  readonly longestWaitSeconds: number;
  /** After so long without an attempt counting begins anew. */
  readonly forgetAfterSeconds: number;
}

/**
 * Per login: five failures, then 30 s, 1, 2, 4 … up to 15 min: about a hundred guesses a day. The longest wait is short enough
 * that nobody can shut an official out for a day by guessing.
 */
export const LOGIN_LIMIT: AttemptLimit = { freeFailures: 5, firstWaitSeconds: 30, longestWaitSeconds: 900, forgetAfterSeconds: 86_400 };
/** Per address: a whole government building comes from one, so more are free before the same waits begin. */
export const ADDRESS_LIMIT: AttemptLimit = { freeFailures: 20, firstWaitSeconds: 30, longestWaitSeconds: 900, forgetAfterSeconds: 3_600 };

export type Charge = { readonly free: true } | { readonly free: false; readonly retryAfterSeconds: number };

/** The one writing of a login: full-width letters and capitals are the same login. */
export function normaliseLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}

export function loginKey(login: string): string {
  return `login:${createHash('sha256').update(normaliseLogin(login)).digest('base64url')}`;
}

export function addressKey(address: string): string {
  return `address:${address.slice(0, 64)}`;
}

/**
 * Counts attempts *before* the password is checked: of a hundred sent at the same moment no more get through than are free. The
 * one that succeeds takes its charge back.
 */
export class Attempts {
  constructor(private readonly pool: Pool, private readonly clock: RealClock) {}

  async charge(key: string, limit: AttemptLimit): Promise<Charge> {
    const now = this.clock.now();
    const { rowCount } = await this.pool.query(CHARGE, [key, now, limit.freeFailures, limit.firstWaitSeconds, limit.longestWaitSeconds, limit.forgetAfterSeconds]);
    if (rowCount === 1) return { free: true };
    const { rows } = await this.pool.query<{ locked_until: Date | null }>('select locked_until from auth.attempts where key = $1', [key]);
    const until = rows[0]?.locked_until?.getTime() ?? now.getTime();
    return { free: false, retryAfterSeconds: Math.max(1, Math.ceil((until - now.getTime()) / 1000)) };
  }

  /** Takes one charge back, and the wait that it began. */
  async refund(key: string): Promise<void> {
    await this.pool.query('update auth.attempts set failures = greatest(failures - 1, 0), locked_until = null where key = $1', [key]);
  }

  /** After a sign-in: the login begins anew. */
  async clear(key: string): Promise<void> {
    await this.pool.query('delete from auth.attempts where key = $1', [key]);
  }

  /** Drops what nobody has touched for a day. */
  async purge(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - 86_400_000);
    return (await this.pool.query('delete from auth.attempts where last_at < $1 and (locked_until is null or locked_until < $1)', [before])).rowCount ?? 0;
  }
}

// One statement: the row's lock puts attempts of the same moment in a row. No row comes back while a wait lasts.
const CHARGE = `
insert into auth.attempts as a (key, failures, last_at, locked_until)
values ($1, 1, $2::timestamptz, case when $3::int <= 1 then $2::timestamptz + make_interval(secs => $4::int) end)
on conflict (key) do update set
  failures = case when a.last_at < $2::timestamptz - make_interval(secs => $6::int) then 1 else a.failures + 1 end,
  last_at = $2,
  locked_until = case
    when a.last_at >= $2::timestamptz - make_interval(secs => $6::int) and a.failures + 1 >= $3::int
    then $2::timestamptz + make_interval(secs => least($5::int, $4::int * 2 ^ least(a.failures + 1 - $3::int, 20)))
  end
where a.locked_until is null or a.locked_until <= $2`;
