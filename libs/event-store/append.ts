import type { Pool, QueryConfig } from 'pg';
import { canonicalJson, refuseUnstorable } from './canonical-json';
import { hashEvent } from './chain';
import type { Cursor } from './cursor';
import type { NewEvent } from './event';

export interface StreamAppend {
  readonly stream: string;
  /** The version the decision was made on; 0 for a stream that is not there yet. */
  readonly expectedVersion: number;
  /** The hash of that version, `null` at version 0. */
  readonly headHash: Buffer | null;
  /** At least one. */
  readonly events: readonly NewEvent[];
}

export interface AppendRequest {
  /** `null` for what has no sender that could repeat it. */
  readonly command: { readonly scope: string; readonly id: string; readonly bodyHash: Buffer } | null;
  /** At least one, none twice. All are appended or none is. */
  readonly streams: readonly StreamAppend[];
  /** Streams that the decision looked at and that must not have moved; 0 for "is not there". */
  readonly guards: readonly { readonly stream: string; readonly version: number }[];
}

export type AppendOutcome =
  | {
      readonly kind: 'appended';
      /** Of the last event appended. */
      readonly cursor: Cursor;
      readonly streams: readonly { readonly stream: string; readonly version: number; readonly headHash: Buffer }[];
    }
  | {
      /** The command is in the log already: its result as stored. */
      readonly kind: 'repeated';
      readonly cursor: Cursor;
      readonly streams: readonly { readonly stream: string; readonly version: number }[];
    }
  /** The command id is in the log with another body. */
  | { readonly kind: 'different-body' }
  /**
   * Nothing was written: read again and decide anew. `actual` is the version found in `stream`; it equals the expected one
   * where only the head hash differs, and is `null` where an agenda key was in the stream already.
   */
  | { readonly kind: 'conflict'; readonly stream: string | null; readonly actual: number | null };

interface AppendRow {
  readonly r_status: 'appended' | 'repeated' | 'different-body' | 'conflict';
  readonly r_epoch: number;
  readonly r_transaction_id: string;
  readonly r_position: string;
  readonly r_streams: string[];
  readonly r_versions: string[];
}

const TEXT =
  'select * from log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19)';

/** An error of the caller's code; nothing was sent to the log. */
export class MalformedAppend extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedAppend';
  }
}

/**
 * Appends to one or many streams in one statement (law 1).
 *
 * @throws MalformedAppend, NotCanonical for a request that no log could take; whatever `pg` throws where the server fails:
 *   then it is unknown whether the append took place, and the same command may be sent again
 */
export async function append(pool: Pool, request: AppendRequest): Promise<AppendOutcome> {
  const prepared = prepare(request);
  try {
    return answer(prepared, await run(pool, prepared));
  } catch (error) {
    const constraint = uniqueViolation(error);
    // Two appends of one command to different streams do not meet at a lock, but at this key. The winner has committed by now.
    if (constraint === 'commands_pkey') return answer(prepared, await run(pool, prepared));
    if (constraint === 'events_agenda_key') {
      return { kind: 'conflict', stream: request.streams.length === 1 ? (prepared.streams[0] ?? null) : null, actual: null };
    }
    throw error;
  }
}

/** The arguments of log.append, column by column. */
interface Prepared {
  readonly streams: string[];
  readonly newVersions: number[];
  readonly newHeads: Buffer[];
  readonly query: QueryConfig;
}

function prepare(request: AppendRequest): Prepared {
  const { command, guards } = request;
  if (request.streams.length === 0) throw new MalformedAppend('an append names at least one stream');
  if (command !== null) {
    refuseUnstorable(command.scope, 'command.scope');
    refuseUnstorable(command.id, 'command.id');
  }

  const streams: string[] = [];
  const expected: number[] = [];
  const expectedHeads: (Buffer | null)[] = [];
  const newVersions: number[] = [];
  const newHeads: Buffer[] = [];
  const eventStreams: string[] = [];
  const eventVersions: number[] = [];
  const types: string[] = [];
  const schemaVersions: number[] = [];
  const data: string[] = [];
  const meta: string[] = [];
  const agendaKeys: (string | null)[] = [];
  const recorded: string[] = [];
  const hashes: Buffer[] = [];

  for (const { stream, expectedVersion, headHash, events } of request.streams) {
    if (streams.includes(stream)) throw new MalformedAppend(`stream ${stream} is named twice`);
    if (events.length === 0) throw new MalformedAppend(`stream ${stream} gets no event: name it as a guard`);
    if ((expectedVersion === 0) !== (headHash === null)) {
      throw new MalformedAppend(`stream ${stream} at version ${expectedVersion}: a head hash belongs to every version but 0`);
    }
    let version = expectedVersion;
    let head = headHash;
    for (const event of events) {
      version += 1;
      const agendaKey = event.agendaKey ?? null;
      const dataText = canonicalJson(event.data);
      const metaText = canonicalJson(event.meta);
      head = hashEvent(head, {
        stream,
        version,
        type: event.type,
        schemaVersion: event.schemaVersion,
        data: dataText,
        meta: metaText,
        agendaKey,
      });
      eventStreams.push(stream);
      eventVersions.push(version);
      types.push(event.type);
      schemaVersions.push(event.schemaVersion);
      data.push(dataText);
      meta.push(metaText);
      agendaKeys.push(agendaKey);
      recorded.push(recordedAt(event));
      hashes.push(head);
    }
    streams.push(stream);
    expected.push(expectedVersion);
    expectedHeads.push(headHash);
    newVersions.push(version);
    newHeads.push(head as Buffer);
  }

  const guardStreams: string[] = [];
  const guardVersions: number[] = [];
  for (const guard of guards) {
    refuseUnstorable(guard.stream, 'guard.stream');
    guardStreams.push(guard.stream);
    guardVersions.push(guard.version);
  }

  return {
    streams,
    newVersions,
    newHeads,
    query: {
      name: 'log-append',
      text: TEXT,
      values: [
        command?.scope ?? null, command?.id ?? null, command?.bodyHash ?? null,
        streams, expected, expectedHeads, newVersions, newHeads,
        guardStreams, guardVersions,
        eventStreams, eventVersions, types, schemaVersions, data, meta, agendaKeys, recorded, hashes,
      ],
    },
  };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

function recordedAt(event: NewEvent): string {
  const { recordedAt: instant } = event.meta;
  if (typeof instant !== 'string' || !INSTANT.test(instant)) {
    throw new MalformedAppend(`event ${event.type}: meta.recordedAt must be an ISO 8601 instant in UTC, not ${String(instant)}`);
  }
  return instant;
}

async function run(pool: Pool, prepared: Prepared): Promise<AppendRow> {
  const { rows } = await pool.query<AppendRow>(prepared.query);
  const row = rows[0];
  if (row === undefined) throw new Error('log.append returned no row');
  return row;
}

function answer(prepared: Prepared, row: AppendRow): AppendOutcome {
  switch (row.r_status) {
    case 'appended':
      return {
        kind: 'appended',
        cursor: cursorOf(row),
        streams: prepared.streams.map((stream, i) => ({
          stream,
          version: prepared.newVersions[i] as number,
          headHash: prepared.newHeads[i] as Buffer,
        })),
      };
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

function cursorOf(row: AppendRow): Cursor {
  return { epoch: row.r_epoch, transactionId: row.r_transaction_id, position: row.r_position };
}

/** The name of the violated unique constraint, else `undefined`. */
function uniqueViolation(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && typeof constraint === 'string' ? constraint : undefined;
}
