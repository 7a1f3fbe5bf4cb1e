import { canonicalJson, refuseUnstorable } from './canonical-json';
import { hashEvent } from './chain';
import { type AppendRequest, MalformedAppend } from './append-request';
import type { NewEvent } from './event';

/** An append as the database takes it: canonical texts, versions and hashes worked out, column by column. */
export interface PreparedAppend {
  readonly scope: string | null;
  readonly commandId: string | null;
  readonly bodyHash: Buffer | null;
  readonly streams: string[];
  readonly expected: number[];
  readonly expectedHeads: (Buffer | null)[];
  readonly newVersions: number[];
  readonly newHeads: Buffer[];
  readonly guards: string[];
  readonly guardVersions: number[];
  readonly eventStreams: string[];
  readonly eventVersions: number[];
  readonly types: string[];
  readonly schemaVersions: number[];
  readonly data: string[];
  readonly meta: string[];
  readonly agendaKeys: (string | null)[];
  readonly recorded: string[];
  readonly hashes: Buffer[];
}

/** @throws MalformedAppend, NotCanonical for a request that no log could take */
export function prepareAppend(request: AppendRequest): PreparedAppend {
  const { command } = request;
  if (request.streams.length === 0) throw new MalformedAppend('an append names at least one stream');
  if (command !== null) {
    refuseUnstorable(command.scope, 'command.scope');
    refuseUnstorable(command.id, 'command.id');
  }
  const prepared: PreparedAppend = {
    scope: command?.scope ?? null,
    commandId: command?.id ?? null,
    bodyHash: command?.bodyHash ?? null,
    streams: [], expected: [], expectedHeads: [], newVersions: [], newHeads: [],
    guards: [], guardVersions: [],
    eventStreams: [], eventVersions: [], types: [], schemaVersions: [],
    data: [], meta: [], agendaKeys: [], recorded: [], hashes: [],
  };
  for (const { stream, expectedVersion, headHash, events } of request.streams) {
    if (prepared.streams.includes(stream)) throw new MalformedAppend(`stream ${stream} is named twice`);
    if ((expectedVersion === 0) !== (headHash === null)) {
      throw new MalformedAppend(`stream ${stream} at version ${expectedVersion}: every version but 0 has a head hash`);
    }
    let version = expectedVersion;
    let head = headHash;
    for (const event of events) head = addEvent(prepared, event, stream, ++version, head);
    if (head === null || version === expectedVersion) {
      throw new MalformedAppend(`stream ${stream} gets no event: name it as a guard`);
    }
    prepared.streams.push(stream);
    prepared.expected.push(expectedVersion);
    prepared.expectedHeads.push(headHash);
    prepared.newVersions.push(version);
    prepared.newHeads.push(head);
  }
  for (const { stream, version } of request.guards) {
    refuseUnstorable(stream, 'guard.stream');
    prepared.guards.push(stream);
    prepared.guardVersions.push(version);
  }
  return prepared;
}

function addEvent(prepared: PreparedAppend, event: NewEvent, stream: string, version: number, previous: Buffer | null): Buffer {
  const { type, schemaVersion } = event;
  const agendaKey = event.agendaKey ?? null;
  const recorded = recordedAt(event);
  const data = canonicalJson(event.data);
  const meta = canonicalJson(event.meta);
  const hash = hashEvent(previous, { stream, version, type, schemaVersion, data, meta, agendaKey });
  prepared.eventStreams.push(stream);
  prepared.eventVersions.push(version);
  prepared.types.push(type);
  prepared.schemaVersions.push(schemaVersion);
  prepared.data.push(data);
  prepared.meta.push(meta);
  prepared.agendaKeys.push(agendaKey);
  prepared.recorded.push(recorded);
  prepared.hashes.push(hash);
  return hash;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/;

function recordedAt(event: NewEvent): string {
  const { recordedAt: instant } = event.meta;
  if (typeof instant !== 'string' || !INSTANT.test(instant)) {
    throw new MalformedAppend(`event ${event.type}: meta.recordedAt must be an ISO 8601 instant in UTC, not ${String(instant)}`);
  }
  return instant;
}
