import type { Pool, PoolClient } from 'pg';
import { isRole } from '../roles';
import { loginKey } from '../sessions/attempts';
import type { Account, AccountStatus, Grant } from './account';

/** What signing in is decided on. Never leaves this room. */
export interface Credentials {
  readonly personId: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly status: AccountStatus;
  readonly mustChangePassword: boolean;
}

/** @param login normalised */
export async function findCredentials(db: Pool | PoolClient, login: string): Promise<Credentials | null> {
  const { rows } = await db.query<Credentials>(
    'select id as "personId", login, password_hash as "passwordHash", status, must_change_password as "mustChangePassword" from auth.accounts where login = $1',
    [login],
  );
  return rows[0] ?? null;
}

interface AccountRow extends Omit<Account, 'grants' | 'failedAttempts' | 'lockedUntil'> {
  readonly grants: readonly { readonly role: string; readonly unitId: string; readonly planId: string | null; readonly since: string; readonly until: string | null }[];
}

const SELECT = `
select a.id as "personId", a.login, a.display_name as "displayName", a.phone, a.status, a.must_change_password as "mustChangePassword",
       a.created_at as "createdAt", a.password_changed_at as "passwordChangedAt",
       coalesce((select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'planId', g.plan_id, 'since', g.since, 'until', g.until) order by g.since, g.id)
                   from auth.grants g where g.account_id = a.id and (g.until is null or g.until > $1)), '[]'::json) as grants
  from auth.accounts a`;

async function withAttempts(pool: Pool, rows: readonly AccountRow[]): Promise<Account[]> {
  const keys = rows.map((row) => loginKey(row.login));
  const found = await pool.query<{ key: string; failures: number; locked_until: Date | null }>('select key, failures, locked_until from auth.attempts where key = any($1)', [keys]);
  const byKey = new Map(found.rows.map((row) => [row.key, row]));
  return rows.map((row, i) => {
    const attempts = byKey.get(keys[i] ?? '');
    const grants: Grant[] = row.grants.flatMap((g) => (isRole(g.role) ? [{ ...g, role: g.role, since: new Date(g.since), until: g.until === null ? null : new Date(g.until) }] : []));
    return { ...row, grants, failedAttempts: attempts?.failures ?? 0, lockedUntil: attempts?.locked_until ?? null };
  });
}

export async function findAccount(pool: Pool, by: 'id' | 'login', value: string, now: Date): Promise<Account | null> {
  const { rows } = await pool.query<AccountRow>(`${SELECT} where a.${by} = $2`, [now, value]);
  return (await withAttempts(pool, rows))[0] ?? null;
}

/** In the order of their logins, after the one given. */
export async function listAccounts(pool: Pool, now: Date, options: { after?: string; limit: number; unitId?: string; includeDisabled: boolean }): Promise<Account[]> {
  const { rows } = await pool.query<AccountRow>(
    `${SELECT} where a.login > $2 and ($3 or a.status <> 'disabled')
       and ($4::text is null or exists (select from auth.grants g where g.account_id = a.id and g.unit_id = $4 and (g.until is null or g.until > $1)))
     order by a.login limit $5`,
    [now, options.after ?? '', options.includeDisabled, options.unitId ?? null, options.limit],
  );
  return withAttempts(pool, rows);
}

export async function recordChange(db: Pool | PoolClient, at: Date, personId: string, by: string, what: string, details: Readonly<Record<string, string | boolean | null>> = {}): Promise<void> {
  await db.query('insert into auth.account_changes (at, account_id, by_id, what, details) values ($1, $2, $3, $4, $5)', [at, personId, by, what, JSON.stringify(details)]);
}

/** Runs `work` in one transaction on one connection. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection whose rollback fails is not given back.
    await client.query('rollback').catch((failed: unknown) => (broken = failed instanceof Error ? failed : new Error(String(failed))));
    throw error;
  } finally {
    client.release(broken);
  }
}
