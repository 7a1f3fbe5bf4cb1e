import type { Pool, PoolClient } from 'pg';
import type { HeldRole } from '../identity';
import { heldFrom, HELD, type HeldRow } from '../sessions/session-store';
import { MOST_FEEDS, type Feed, type FeedKind } from './feed';

const COLUMNS = `f.id as "feedId", f.kind, f.unit_id as "unitId", f.created_at as "createdAt", f.last_used_at as "lastUsedAt", f.revoked_at as "revokedAt", f.revoked_because as "revokedBecause"`;

/** Null where the person has as many as there may be. The account's row puts those of the same moment in a row. */
export async function insertFeed(client: PoolClient, f: { feedId: string; personId: string; unitId: string; kind: FeedKind; hash: Buffer }, now: Date): Promise<Feed | null> {
  await client.query('select from auth.accounts where id = $1 for update', [f.personId]);
  const { rows } = await client.query<Feed>(
    `insert into auth.feeds as f (id, account_id, unit_id, kind, hash, created_at)
     select $1, $2, $3, $4, $5, $6 where (select count(*) from auth.feeds o where o.account_id = $2 and o.revoked_at is null) < ${MOST_FEEDS}
     returning ${COLUMNS}`,
    [f.feedId, f.personId, f.unitId, f.kind, f.hash, now],
  );
  return rows[0] ?? null;
}

/** Newest first: open ones, and those that ended within thirty days. */
export async function listFeeds(pool: Pool, personId: string, now: Date): Promise<Feed[]> {
  const { rows } = await pool.query<Feed>(`select ${COLUMNS} from auth.feeds f where f.account_id = $1 and (f.revoked_at is null or f.revoked_at > $2) order by f.created_at desc, f.id`, [personId, new Date(now.getTime() - 30 * 86_400_000)]);
  return rows;
}

/** False where the person has no such feed; one that has ended stays as it ended. */
export async function revokeFeed(client: PoolClient, personId: string, feedId: string, now: Date): Promise<'revoked' | 'ended' | null> {
  const { rowCount } = await client.query(`update auth.feeds set revoked_at = $3, revoked_because = 'owner' where id = $1 and account_id = $2 and revoked_at is null`, [feedId, personId, now]);
  if (rowCount === 1) return 'revoked';
  return (await client.query('select from auth.feeds where id = $1 and account_id = $2', [feedId, personId])).rowCount === 1 ? 'ended' : null;
}

/** After somebody else has set the password: who had the account before keeps nothing of it. */
export async function revokeFeedsOf(client: PoolClient, personId: string, now: Date): Promise<void> {
  await client.query(`update auth.feeds set revoked_at = $2, revoked_because = 'password-set' where account_id = $1 and revoked_at is null`, [personId, now]);
}

export interface OpenedFeed {
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly unitId: string;
  readonly personId: string;
  readonly mustChangePassword: boolean;
  readonly held: readonly HeldRole[];
}

/** The open feed of a token, whose account is active; writes down that it was looked at. */
const OPEN = `
with used as (
  update auth.feeds f set last_used_at = $2
    from auth.accounts a
   where f.hash = $1 and f.revoked_at is null and a.id = f.account_id and a.status = 'active'
  returning f.id, f.kind, f.unit_id, f.account_id
)
select u.id, u.kind, u.unit_id, u.account_id, a.must_change_password, ${HELD} from used u join auth.accounts a on a.id = u.account_id`;

export async function openFeed(pool: Pool, hash: Buffer, now: Date): Promise<OpenedFeed | null> {
  const { rows } = await pool.query<{ id: string; kind: FeedKind; unit_id: string; account_id: string; must_change_password: boolean; held: readonly HeldRow[] }>(OPEN, [hash, now]);
  const [row] = rows;
  return row === undefined ? null : { feedId: row.id, kind: row.kind, unitId: row.unit_id, personId: row.account_id, mustChangePassword: row.must_change_password, held: heldFrom(row.held) };
}
