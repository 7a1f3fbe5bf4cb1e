import type { AppendOutcome } from '../append-request';
import type { NewEvent } from '../event';
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
export async function until(what: string, condition: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
