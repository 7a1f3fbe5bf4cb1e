import type { Pool } from 'pg';
import { sha256 } from './tokens';

export interface SignInRecord {
  readonly at: Date;
  /** Null where the login is unknown: what was typed is not kept. */
  readonly personId: string | null;
  readonly sessionId?: string;
  readonly outcome: string;
  readonly address?: string;
  readonly userAgent?: string;
}

export async function recordSignIn(pool: Pool, r: SignInRecord): Promise<void> {
  await pool.query('insert into auth.sign_ins (at, account_id, session_id, outcome, address, user_agent_hash) values ($1, $2, $3, $4, $5, $6)', [
    r.at, r.personId, r.sessionId ?? null, r.outcome, r.address ?? null, r.userAgent === undefined ? null : sha256(r.userAgent),
  ]);
}
