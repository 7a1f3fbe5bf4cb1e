import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { RealClock } from '../clock';
import { doerOf, onceOnly, type By } from '../accounts/once-only';
import { revokePerson } from '../sessions/session-store';
import { loginKey } from '../sessions/attempts';

/** What stands where a person's name stood. */
export const ERASED = '已删除';

/** Of the form that the hasher reads, and the hash of nothing. */
function noPassword(): string {
  const random = (bytes: number): string => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=8,t=1,p=1$${random(16)}$${random(32)}`;
}

export type EraseOutcome = { kind: 'erased'; again: boolean } | { kind: 'refused'; code: 'own-account' | 'subject-not-found' };

/** What else holds attributes of a person, in the same transaction. */
export type AlsoErase = (client: PoolClient, subject: string) => Promise<unknown>;

/**
 * Erases a person: the key under which the log names them, and what their account says of them. Events stay as they are, and so
 * does their chain. The id stays too, since events name it; nothing leads from it to a name any more.
 *
 * @param note told before anything is erased: the list outside the database that a restore has to obey
 */
export async function erasePerson(pool: Pool, clock: RealClock, subject: string, sentBy: By, note: (subject: string) => void, also: AlsoErase): Promise<EraseOutcome> {
  const by = doerOf(sentBy);
  if (subject === by) return { kind: 'refused', code: 'own-account' };
  const { rowCount } = await pool.query('select from auth.subject_keys where subject_id = $1 union all select from auth.accounts where id = $1', [subject]);
  if (rowCount === 0) return { kind: 'refused', code: 'subject-not-found' };
  note(subject);
  const at = clock.now();
  return onceOnly<EraseOutcome>(pool, sentBy, at, async (client) => ({ kind: 'erased', again: await eraseHere(client, subject, by, at, also) }));
}

/** @returns whether it had been erased before; then nothing is recorded again */
export async function eraseHere(client: PoolClient, subject: string, by: string, at: Date, also: AlsoErase): Promise<boolean> {
  const { rows } = await client.query<{ again: boolean; old_login: string | null }>('select again, old_login from auth.erase_person($1, $2, $3, $4, $5)', [subject, by, at, ERASED, noPassword()]);
  const { again, old_login: login } = rows[0]!;
  if (login !== null) {
    await revokePerson(client, subject, 'account-closed', at, null);
    await client.query('delete from auth.attempts where key = $1', [loginKey(login)]);
  }
  await also(client, subject);
  return again;
}
