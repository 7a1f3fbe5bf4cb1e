import type { AppendOutcome } from '../append-request';
import { BEGINNING, type Cursor } from '../cursor';
import type { NewEvent, RecordedEvent } from '../event';
import type { EventStore } from '../event-store';
import type { JsonObject } from '../json';

export function anEvent(type = 'item-noted', data: JsonObject = {}, agendaKey?: string): NewEvent {
  return {
    type,
    schemaVersion: 1,
    data,
    meta: { recordedAt: '2026-03-02T01:00:00.000Z', actor: { kind: 'machine', id: 'spec' } },
    agendaKey,
  };
}

/** Appends to the end of a stream wherever that is, trying again after a conflict as a command handler does. */
export async function appendTo(store: EventStore, stream: string, ...events: NewEvent[]): Promise<AppendOutcome & { kind: 'appended' }> {
  for (;;) {
    const { version, headHash } = await store.head(stream);
    const outcome = await store.append({
      command: null,
      streams: [{ stream, expectedVersion: version, headHash, events: events.length > 0 ? events : [anEvent()] }],
      guards: [],
    });
    if (outcome.kind === 'appended') return outcome;
  }
}

/** Waits for a condition; fails loudly where it does not come about. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, timeoutMs = 45_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * Waits until every transaction older than an event has ended. Transaction ids are the whole cluster's, so whoever works
 * on another database of it holds readers and seals back too, autovacuum among them.
 */
export async function untilSettled(store: EventStore, cursor: Cursor): Promise<void> {
  await until('older transactions have ended', async () => {
    const { rows } = await store.pool.query<{ settled: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled',
      [cursor.transactionId],
    );
    return rows[0]?.settled === true;
  });
}

/** Every event of the log, once no transaction of any database of the cluster holds readers back from the newest. */
export async function wholeLog(store: EventStore): Promise<RecordedEvent[]> {
  const { rows } = await store.pool.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id, position from log.events order by epoch desc, transaction_id desc, position desc limit 1');
  const row = rows[0];
  if (row !== undefined) await untilSettled(store, { epoch: row.epoch, transactionId: row.transaction_id, position: row.position });
  return store.readAfter(BEGINNING, 1_000_000);
}
