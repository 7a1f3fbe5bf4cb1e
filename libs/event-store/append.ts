import type { ClientBase, Pool } from 'pg';
import type { AppendOutcome, AppendRequest } from './append-request';
import type { Cursor } from './cursor';
import { type PreparedAppend, prepareAppend } from './prepare-append';

/**
 * Appends to one or many streams in one statement (law 1).
 *
 * @throws MalformedAppend, NotCanonical for a request that no log could take; whatever `pg` throws where the server fails:
 *   then it is unknown whether the append took place, and the same command may be sent again
 */
export async function append(pool: Pool | ClientBase, request: AppendRequest): Promise<AppendOutcome> {
  const prepared = prepareAppend(request);
  return (prepared.hashes.length === 1 ? await tryAppendOne(pool, prepared) : null) ?? appendPrepared(pool, prepared);
}

/** One event to one stream; `null` where something is not as expected: nothing was written, and {@link appendPrepared} says what it is. */
export async function tryAppendOne(pool: Pool | ClientBase, prepared: PreparedAppend): Promise<AppendOutcome | null> {
  const cursor = await unlessTaken(appendOne(pool, prepared));
  return cursor === null ? null : appended(prepared, cursor);
}

/** Appends in any case that the log takes, waiting for other writers of the same streams. */
export async function appendPrepared(pool: Pool | ClientBase, prepared: PreparedAppend): Promise<AppendOutcome> {
  // Two appends of one command to different streams do not meet at a lock, but at its key. The winner has committed by then.
  const outcome = (await unlessTaken(appendMany(pool, prepared))) ?? (await unlessTaken(appendMany(pool, prepared)));
  // No command of that id, so that it was an agenda key: see AppendOutcome.
  return outcome ?? { kind: 'conflict', stream: prepared.streams.length === 1 ? (prepared.streams[0] ?? null) : null, actual: null };
}

/** `null` where a command id or an agenda key is in the log already: the transaction was rolled back. */
export async function unlessTaken<T>(appending: Promise<T>): Promise<T | null> {
  try {
    return await appending;
  } catch (error) {
    const constraint = uniqueViolation(error);
    if (constraint === 'commands_pkey' || constraint === 'events_agenda_key') return null;
    throw error;
  }
}

interface CursorRow {
  readonly r_epoch: number;
  readonly r_transaction_id: string;
  readonly r_position: string | null;
}

async function appendOne(pool: Pool | ClientBase, prepared: PreparedAppend): Promise<Cursor | null> {
  const { rows } = await pool.query<{ place: string | null }>({
    name: 'log-append-one',
    text: 'select log.append_one($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) as place',
    values: [
      prepared.scope, prepared.commandId, prepared.bodyHash,
      prepared.streams[0], prepared.expected[0], prepared.expectedHeads[0],
      prepared.types[0], prepared.schemaVersions[0], prepared.data[0], prepared.meta[0],
      prepared.agendaKeys[0], prepared.recorded[0], prepared.hashes[0],
      prepared.guards, prepared.guardVersions,
    ],
  });
  const place = rows[0]?.place ?? null;
  if (place === null) return null;
  const [epoch = '', transactionId = '', position = ''] = place.split('/');
  return { epoch: Number(epoch), transactionId, position };
}

interface AppendRow extends CursorRow {
  readonly r_status: 'appended' | 'repeated' | 'different-body' | 'conflict';
  readonly r_streams: string[];
  readonly r_versions: string[];
}

async function appendMany(pool: Pool | ClientBase, prepared: PreparedAppend): Promise<AppendOutcome> {
  const { rows } = await pool.query<AppendRow>({
    name: 'log-append',
    text: 'select * from log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19)',
    values: [
      prepared.scope, prepared.commandId, prepared.bodyHash,
      prepared.streams, prepared.expected, prepared.expectedHeads, prepared.newVersions, prepared.newHeads,
      prepared.guards, prepared.guardVersions,
      prepared.eventStreams, prepared.eventVersions, prepared.types, prepared.schemaVersions,
      prepared.data, prepared.meta, prepared.agendaKeys, prepared.recorded, prepared.hashes,
    ],
  });
  const row = rows[0];
  if (row === undefined) throw new Error('log.append returned no row');
  switch (row.r_status) {
    case 'appended':
      return appended(prepared, cursorOf(row));
    case 'repeated':
      return {
        kind: 'repeated',
        cursor: cursorOf(row),
        streams: row.r_streams.map((stream, i) => ({ stream, version: Number(row.r_versions[i]) })),
      };
    case 'different-body':
      return { kind: 'different-body' };
    case 'conflict':
      return { kind: 'conflict', stream: row.r_streams[0] ?? null, actual: Number(row.r_versions[0]) };
  }
}

export function appended(prepared: PreparedAppend, cursor: Cursor): AppendOutcome {
  return {
    kind: 'appended',
    cursor,
    streams: prepared.streams.map((stream, i) => ({
      stream,
      version: prepared.newVersions[i] as number,
      headHash: prepared.newHeads[i] as Buffer,
    })),
  };
}

function cursorOf(row: CursorRow): Cursor {
  return { epoch: row.r_epoch, transactionId: row.r_transaction_id, position: row.r_position as string };
}

/** The name of the violated unique constraint, else `undefined`. */
export function uniqueViolation(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined;
}
