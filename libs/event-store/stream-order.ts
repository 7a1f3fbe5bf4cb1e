import type { ClientBase } from 'pg';
import { compareCursors, type Cursor } from './cursor';
import type { RecordedEvent } from './event';

/** The log does not read as one: a version is missing, double or out of its order. Needs a person, not a retry. */
export class SubscriptionStopped extends Error {
  constructor(
    readonly subscription: string,
    readonly stream: string,
    /** Last version seen of the stream; `null` where the version before was not found at or before the checkpoint. */
    readonly lastVersion: number | null,
    readonly foundVersion: number,
  ) {
    super(
      `subscription ${subscription} stopped: stream ${stream} comes with version ${foundVersion} after ` +
        (lastVersion === null ? `a version ${foundVersion - 1} that is not in the log before it` : `version ${lastVersion}`),
    );
    this.name = 'SubscriptionStopped';
  }
}

/** Streams remembered; for others the log is asked. Some 100 bytes each. */
const REMEMBERED = 100_000;

/** Checks `version = last + 1` for each stream of a subscription (law 1). */
export class StreamOrder {
  private readonly lastVersions = new Map<string, number>();

  constructor(private readonly subscription: string) {}

  /** After a failure nothing is known of what was committed. */
  forget(): void {
    this.lastVersions.clear();
  }

  /**
   * Checks a batch that follows `cursor`. A stream not remembered is compared with the log itself: the version before must be
   * there, at or before the cursor.
   *
   * @returns the last versions, to be remembered once the batch is committed
   * @throws SubscriptionStopped
   */
  async check(client: ClientBase, cursor: Cursor, batch: readonly RecordedEvent[]): Promise<Map<string, number>> {
    const seen = new Map<string, number>();
    const unremembered: RecordedEvent[] = [];
    for (const event of batch) {
      const last = seen.get(event.stream) ?? this.lastVersions.get(event.stream);
      if (last === undefined && event.version > 1) unremembered.push(event);
      else if (event.version !== (last ?? 0) + 1) throw this.stopped(event, last ?? 0);
      seen.set(event.stream, event.version);
    }
    if (unremembered.length > 0) await this.compareWithLog(client, cursor, unremembered);
    return seen;
  }

  remember(seen: ReadonlyMap<string, number>): void {
    for (const [stream, version] of seen) {
      this.lastVersions.delete(stream);
      this.lastVersions.set(stream, version);
    }
    // A Map keeps the order of insertion: the first ones are those not seen for longest.
    for (const stream of this.lastVersions.keys()) {
      if (this.lastVersions.size <= REMEMBERED) break;
      this.lastVersions.delete(stream);
    }
  }

  private async compareWithLog(client: ClientBase, cursor: Cursor, events: readonly RecordedEvent[]): Promise<void> {
    const { rows } = await client.query<{ stream: string; epoch: number; transaction_id: string; position: string }>({
      name: 'log-versions-before',
      text: `select e.stream, e.epoch, e.transaction_id, e.position
               from unnest($1::text[], $2::bigint[]) as b(stream, version)
               join log.events e on e.stream = b.stream and e.version = b.version`,
      values: [events.map((event) => event.stream), events.map((event) => event.version - 1)],
    });
    const before = new Map<string, Cursor>();
    for (const row of rows) {
      before.set(row.stream, { epoch: row.epoch, transactionId: row.transaction_id, position: row.position });
    }
    for (const event of events) {
      const previous = before.get(event.stream);
      if (previous === undefined || compareCursors(previous, cursor) > 0) throw this.stopped(event, null);
    }
  }

  private stopped(event: RecordedEvent, last: number | null): SubscriptionStopped {
    return new SubscriptionStopped(this.subscription, event.stream, last, event.version);
  }
}
