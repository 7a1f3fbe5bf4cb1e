import type { PoolClient } from 'pg';
import { NotCanonical } from './canonical-json';
import { hashEvent } from './chain';
import type { Finding } from './verify-report';
import { fetchAll } from './snapshot';

/** An event as verify sees it: the stored texts, and nothing parsed. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly epoch: number;
  readonly transactionId: bigint;
  readonly recordedAt: string;
  readonly hash: Buffer;
}

export interface StoredRow {
  readonly stream: string;
  readonly version: string;
  readonly epoch: number;
  readonly transaction_id: string;
  readonly position: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: string;
  readonly meta: string;
  readonly agenda_key: string | null;
  readonly hash: Buffer;
  readonly recorded_at: string | null;
  readonly recorded_fits: boolean | null;
}

const EVENTS = `
select stream, version, epoch, transaction_id, position, type, schema_version, data::text as data, meta::text as meta,
       agenda_key, hash, meta ->> 'recordedAt' as recorded_at,
       recorded_at = (meta ->> 'recordedAt')::timestamptz as recorded_fits
  from log.events order by stream, version`;

const HEADS = 'select stream, version, head_hash from log.streams order by stream';

interface HeadRow {
  readonly stream: string;
  readonly version: string;
  readonly head_hash: Buffer;
}

export interface StreamObserver {
  onEvent(event: StoredEvent): void;
  onStreamEnd(): void;
  onFinding(finding: Finding): void;
}

/** Walks through all streams by name and version beside their heads, recomputing every chain. */
export async function verifyStreams(client: PoolClient, observer: StreamObserver): Promise<void> {
  const heads = new HeadsInStep(fetchAll<HeadRow>(client, 'heads', HEADS), observer);
  let last: StoredRow | null = null;
  for await (const row of fetchAll<StoredRow>(client, 'events', EVENTS)) {
    if (last === null || last.stream !== row.stream) {
      if (last !== null) await endOfStream(last, heads, observer);
      last = null;
    }
    verifyEvent(last, row, observer);
    last = row;
  }
  if (last !== null) await endOfStream(last, heads, observer);
  await heads.rest();
}

async function endOfStream(last: StoredRow, heads: HeadsInStep, observer: StreamObserver): Promise<void> {
  observer.onStreamEnd();
  await heads.compare(last);
}

function verifyEvent(previous: StoredRow | null, row: StoredRow, observer: StreamObserver): void {
  const { stream } = row;
  const version = Number(row.version);
  const expected = previous === null ? 1 : Number(previous.version) + 1;
  if (version !== expected) observer.onFinding({ kind: 'missing-events', stream, from: expected, to: version - 1 });
  // After a gap the hash before is gone, and the gap has been reported.
  else if (!linkHolds(previous?.hash ?? null, row)) {
    observer.onFinding({ kind: 'changed-event', stream, version, reason: 'its content does not give its hash' });
  }
  if (row.recorded_fits !== true) {
    observer.onFinding({ kind: 'changed-event', stream, version, reason: 'the column recorded_at is not meta.recordedAt' });
  }
  if (previous !== null && !isBefore(previous, row)) observer.onFinding({ kind: 'wrong-order', stream, version });
  observer.onEvent({
    stream,
    version,
    epoch: row.epoch,
    transactionId: BigInt(row.transaction_id),
    recordedAt: row.recorded_at ?? '',
    hash: row.hash,
  });
}

/** Whether an event's content gives its hash, on the hash before it (null: it is the first). */
export function linkHolds(previous: Buffer | null, row: StoredRow): boolean {
  return recompute(previous, row).equals(row.hash);
}

function recompute(previous: Buffer | null, row: StoredRow): Buffer {
  try {
    return hashEvent(previous, {
      stream: row.stream,
      version: Number(row.version),
      type: row.type,
      schemaVersion: row.schema_version,
      data: row.data,
      meta: row.meta,
      agendaKey: row.agenda_key,
    });
  } catch (error) {
    if (error instanceof NotCanonical) return Buffer.alloc(0);
    throw error;
  }
}

function isBefore(a: StoredRow, b: StoredRow): boolean {
  if (a.epoch !== b.epoch) return a.epoch < b.epoch;
  if (a.transaction_id !== b.transaction_id) return BigInt(a.transaction_id) < BigInt(b.transaction_id);
  return BigInt(a.position) < BigInt(b.position);
}

/** Keeps log.streams in step with the streams as the events have them; both come in the order of bytes. */
class HeadsInStep {
  private head: HeadRow | null = null;
  private begun = false;

  constructor(
    private readonly rows: AsyncGenerator<HeadRow>,
    private readonly observer: StreamObserver,
  ) {}

  async compare(last: StoredRow): Promise<void> {
    if (!this.begun) await this.next();
    while (this.head !== null && byBytes(this.head.stream, last.stream) < 0) {
      this.reportMissing(this.head);
      await this.next();
    }
    const { stream } = last;
    const lastVersion = Number(last.version);
    if (this.head === null || this.head.stream !== stream) {
      this.observer.onFinding({ kind: 'planted-event', stream, version: lastVersion, headVersion: 0 });
      return;
    }
    const headVersion = Number(this.head.version);
    if (headVersion > lastVersion) this.observer.onFinding({ kind: 'cut-tail', stream, headVersion, lastVersion });
    else if (headVersion < lastVersion) this.observer.onFinding({ kind: 'planted-event', stream, version: lastVersion, headVersion });
    else if (!this.head.head_hash.equals(last.hash)) this.observer.onFinding({ kind: 'changed-head', stream, version: lastVersion });
    await this.next();
  }

  async rest(): Promise<void> {
    if (!this.begun) await this.next();
    while (this.head !== null) {
      this.reportMissing(this.head);
      await this.next();
    }
  }

  private reportMissing(head: HeadRow): void {
    this.observer.onFinding({ kind: 'missing-stream', stream: head.stream, headVersion: Number(head.version) });
  }

  private async next(): Promise<void> {
    this.begun = true;
    const { value, done } = await this.rows.next();
    this.head = done === true ? null : value;
  }
}

/** As collation "C" orders: by UTF-8 bytes, which differs from UTF-16 order outside the basic plane. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
