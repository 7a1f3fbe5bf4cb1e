import type { Pool, PoolClient } from 'pg';
import type { HeldRole } from '../identity';
import { isRole } from '../roles';
import type { OpenSession, RevocationCause } from './outcomes';

/** A live session behind an access token or an id, with the grants in force. */
export interface SessionRow {
  readonly sessionId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly mustChangePassword: boolean;
  readonly tokenEndsAt: Date;
  readonly held: readonly HeldRole[];
}

interface RawRow {
  readonly id: string;
  readonly account_id: string;
  readonly unit_id: string;
  readonly must_change_password: boolean;
  readonly expires_at: Date;
  readonly held: readonly HeldRow[];
}

/** A grant as the database gives it. */
export interface HeldRow {
  readonly role: string;
  readonly unit_id: string;
  readonly plan_id: string | null;
}

/** The grants of account `a` that are in force at `$2`. */
export const HELD = `
  coalesce((select json_agg(json_build_object('role', g.role, 'unit_id', g.unit_id, 'plan_id', g.plan_id) order by g.since, g.id)
              from auth.grants g
             where g.account_id = a.id and g.since <= $2 and (g.until is null or g.until > $2)), '[]'::json) as held`;

const BY_ACCESS = `
select s.id, s.account_id, s.unit_id, a.must_change_password, t.expires_at, ${HELD}
  from auth.access_tokens t
  join auth.sessions s on s.id = t.session_id
  join auth.accounts a on a.id = s.account_id
 where t.hash = $1 and t.expires_at > $2 and s.revoked_at is null and s.absolute_expires_at > $2 and a.status = 'active'`;

const BY_ID = `
select s.id, s.account_id, s.unit_id, a.must_change_password, s.expires_at, ${HELD}
  from auth.sessions s join auth.accounts a on a.id = s.account_id
 where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and a.status = 'active'`;

export async function findByAccessToken(pool: Pool, hash: Buffer, now: Date): Promise<SessionRow | null> {
  const { rows } = await pool.query<RawRow>({ name: 'auth-by-access', text: BY_ACCESS, values: [hash, now] });
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

export async function findSession(pool: Pool, sessionId: string, now: Date): Promise<SessionRow | null> {
  const { rows } = await pool.query<RawRow>(BY_ID, [sessionId, now]);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** The grants in force of one account. */
export async function heldBy(pool: Pool, personId: string, now: Date): Promise<readonly HeldRole[]> {
  const { rows } = await pool.query<Pick<RawRow, 'held'>>(`select ${HELD} from auth.accounts a where a.id = $1`, [personId, now]);
  return heldFrom(rows[0]?.held ?? []);
}

function rowOf(raw: RawRow): SessionRow {
  return { sessionId: raw.id, personId: raw.account_id, unitId: raw.unit_id, mustChangePassword: raw.must_change_password, tokenEndsAt: raw.expires_at, held: heldFrom(raw.held) };
}

/** A role that this version does not know gives nothing. */
export function heldFrom(raw: readonly HeldRow[]): readonly HeldRole[] {
  return raw.flatMap(({ role, unit_id, plan_id }) => (isRole(role) ? [{ role, unitId: unit_id, planId: plan_id }] : []));
}

export interface NewSession {
  readonly sessionId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly family: string;
  readonly refreshHash: Buffer;
  readonly accessHash: Buffer;
  readonly accessExpiresAt: Date;
  readonly expiresAt: Date;
  readonly absoluteExpiresAt: Date;
  readonly address: string | null;
  readonly userAgentHash: Buffer | null;
}

const INSERT = `
with session as (
  insert into auth.sessions (id, account_id, unit_id, family, refresh_hash, rotated_at, created_at, last_seen_at, expires_at, absolute_expires_at, address, user_agent_hash)
  values ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, $9, $10)
), token as (
  insert into auth.access_tokens (hash, session_id, expires_at) values ($11, $1, $12)
)
insert into auth.sign_ins (at, account_id, session_id, outcome, address, user_agent_hash) values ($6, $2, $1, 'signedIn', $9, $10)`;

export async function insertSession(pool: Pool, s: NewSession, now: Date): Promise<void> {
  await pool.query(INSERT, [s.sessionId, s.personId, s.unitId, s.family, s.refreshHash, now, s.expiresAt, s.absoluteExpiresAt, s.address, s.userAgentHash, s.accessHash, s.accessExpiresAt]);
}

const ROTATE = `
with session as (
  update auth.sessions s
     set previous_refresh_hash = s.refresh_hash, refresh_hash = $3, rotated_at = $4, last_seen_at = $4, expires_at = least($5, s.absolute_expires_at)
   where s.family = $1 and s.refresh_hash = $2 and s.revoked_at is null and s.expires_at > $4
     and exists (select from auth.accounts a where a.id = s.account_id and a.status = 'active')
  returning s.id, s.expires_at, least($6, s.absolute_expires_at) as access_expires_at
), token as (
  insert into auth.access_tokens (hash, session_id, expires_at) select $7, id, access_expires_at from session
)
select * from session`;

export interface Rotation {
  readonly family: string;
  readonly oldHash: Buffer;
  readonly newHash: Buffer;
  readonly expiresAt: Date;
  readonly accessHash: Buffer;
  readonly accessExpiresAt: Date;
}

/** Null where the token is not the session's present one, or the session has ended. Of two at once one gets through. */
export async function rotate(pool: Pool, r: Rotation, now: Date): Promise<{ sessionId: string; expiresAt: Date; accessExpiresAt: Date } | null> {
  const { rows } = await pool.query<{ id: string; expires_at: Date; access_expires_at: Date }>(ROTATE, [r.family, r.oldHash, r.newHash, now, r.expiresAt, r.accessExpiresAt, r.accessHash]);
  const [row] = rows;
  return row === undefined ? null : { sessionId: row.id, expiresAt: row.expires_at, accessExpiresAt: row.access_expires_at };
}

export interface FamilyRow {
  readonly id: string;
  readonly account_id: string;
  readonly refresh_hash: Buffer;
  readonly previous_refresh_hash: Buffer | null;
  readonly rotated_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
}

export async function findFamily(pool: Pool, family: string): Promise<FamilyRow | null> {
  const { rows } = await pool.query<FamilyRow>('select id, account_id, refresh_hash, previous_refresh_hash, rotated_at, expires_at, revoked_at from auth.sessions where family = $1', [family]);
  return rows[0] ?? null;
}

/** Ends one session. False where it had ended already. */
export async function revokeSession(pool: Pool, sessionId: string, because: RevocationCause, now: Date): Promise<boolean> {
  const { rowCount } = await pool.query('update auth.sessions set revoked_at = $3, revoked_because = $2 where id = $1 and revoked_at is null', [sessionId, because, now]);
  return rowCount === 1;
}

/** Ends all sessions of a person but the one to be kept. */
export async function revokePerson(db: Pool | PoolClient, personId: string, because: RevocationCause, now: Date, keepSessionId: string | null): Promise<number> {
  const { rowCount } = await db.query('update auth.sessions set revoked_at = $3, revoked_because = $2 where account_id = $1 and revoked_at is null and id is distinct from $4', [personId, because, now, keepSessionId]);
  return rowCount ?? 0;
}

export async function setActingUnit(pool: Pool, sessionId: string, unitId: string): Promise<void> {
  await pool.query('update auth.sessions set unit_id = $2 where id = $1', [sessionId, unitId]);
}

export async function listOpen(pool: Pool, personId: string, now: Date): Promise<readonly OpenSession[]> {
  const { rows } = await pool.query<OpenSession>(
    `select id as "sessionId", unit_id as "unitId", created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", address
       from auth.sessions where account_id = $1 and revoked_at is null and expires_at > $2 order by last_seen_at desc`,
    [personId, now],
  );
  return rows;
}

/** Access tokens at their end; sessions thirty days after theirs, for the question who was signed in. */
export async function purgeSessions(pool: Pool, now: Date): Promise<number> {
  const tokens = await pool.query('delete from auth.access_tokens where expires_at < $1', [now]);
  const sessions = await pool.query('delete from auth.sessions where absolute_expires_at < $1', [new Date(now.getTime() - 30 * 86_400_000)]);
  return (tokens.rowCount ?? 0) + (sessions.rowCount ?? 0);
}
