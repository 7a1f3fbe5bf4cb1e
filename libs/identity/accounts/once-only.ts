import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { PasswordHasher } from '../passwords/password-hasher';
import { inTransaction } from './account-store';

/** A command as somebody sent it, with the id under which a repeat is told. */
export interface AccountCommand {
  readonly personId: string;
  readonly commandId: string;
  /** What was sent, without passwords. */
  readonly body: readonly (string | null)[];
  /** Told where it had been carried out before. */
  repeated(): void;
}

/** Who does it: a command's sender, or the name of the installation's own act, which is never sent again. */
export type By = string | AccountCommand;

/** A password in a command: its slow hash is kept, and tells whether the same one is sent again. */
export interface Secret {
  readonly hasher: PasswordHasher;
  readonly password: string;
  readonly hash: string;
}

/** The same id came before with another body. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
}

export function doerOf(by: By): string {
  return typeof by === 'string' ? by : by.personId;
}

/**
 * Does it in one transaction, and once for a command: the first outcome is kept with what it did. A refusal is not kept, and is
 * decided anew.
 *
 * @throws CommandIdReused
 */
export function onceOnly<T extends { kind: string }>(pool: Pool, by: By, at: Date, work: (client: PoolClient) => Promise<T>, secret?: Secret): Promise<T> {
  return inTransaction(pool, async (client) => {
    if (typeof by === 'string') return work(client);
    // Two of the same come one after the other.
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`auth.commands ${by.personId} ${by.commandId}`]);
    const before = await earlier<T>(client, by, secret);
    if (before !== null) return before;
    const outcome = await work(client);
    if (outcome.kind === 'refused') return outcome;
    const kept = [by.personId, by.commandId, digestOf(by), secret?.hash ?? null, JSON.stringify(outcome), at];
    await client.query('insert into auth.commands (by_id, command_id, body_hash, password_hash, answer, at) values ($1, $2, $3, $4, $5, $6)', kept);
    return outcome;
  });
}

/** What came of the command when it was first sent; null where it was not. Asked before what it changed itself would refuse it. */
export async function earlier<T>(db: Pool | PoolClient, command: AccountCommand, secret?: Omit<Secret, 'hash'>): Promise<T | null> {
  const { rows } = await db.query<{ body_hash: Buffer; password_hash: string | null; answer: T }>('select body_hash, password_hash, answer from auth.commands where by_id = $1 and command_id = $2', [command.personId, command.commandId]);
  const [row] = rows;
  if (row === undefined) return null;
  const sameSecret = row.password_hash === null || (secret !== undefined && (await secret.hasher.verify(row.password_hash, secret.password)));
  if (!row.body_hash.equals(digestOf(command)) || !sameSecret) throw new CommandIdReused(command.commandId);
  command.repeated();
  return row.answer;
}

function digestOf({ body }: AccountCommand): Buffer {
  return createHash('sha256').update(JSON.stringify(body)).digest();
}

/** @returns rows dropped */
export async function purgeCommands(pool: Pool, now: Date): Promise<number> {
  return (await pool.query('delete from auth.commands where at < $1', [new Date(now.getTime() - 30 * 86_400_000)])).rowCount ?? 0;
}
