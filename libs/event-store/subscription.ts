import type { Client } from 'pg';
import { acknowledgeEpoch, advanceCheckpoint, holdCheckpoint, readCheckpoint, readEpoch } from './checkpoint';
import { BEGINNING, compareCursors, type Cursor } from './cursor';
import type { RecordedEvent } from './event';
import type { EventStore } from './event-store';
import { Gathering, LONGEST_REST_MS } from './gathering';
import { comesOfEvents, firstFailing } from './failing-event';
import { inTransaction, undone } from './in-transaction';
import { parkedAsUnknown, parkStream, readParked, unparkStream, type ParkedStream } from './parked-streams';
import { readStream } from './read-stream';
import { StreamOrder, SubscriptionStopped } from './stream-order';
import { openSession, tryFence } from './subscription-session';
import { Sleeper } from './sleeper';
import type { Handle, SubscriptionOptions, SubscriptionState } from './subscription.options';
import { CheckpointMoved, EpochRefused, StreamFailed } from './subscription.errors';

const DEFAULT_BATCH_SIZE = 500;
const SLOW_BATCH_MS = 500;
const REST_MS = 25;
const IDLE_MS = { first: 20, longest: 100 } as const;
const FENCE_MS = 250;
const TROUBLE_MS = { first: 50, longest: 5_000 } as const;

/** Follows the whole log in order, at least once, one worker at a time. */
export class Subscription {
  private readonly sleeper = new Sleeper();
  private readonly order: StreamOrder;
  private readonly batchSize: number;
  private currentBatchSize: number;
  private parked = new Map<string, ParkedStream>();
  private cursor: Cursor | null = null;
  private logEpoch = 0;
  private phase: SubscriptionState['phase'] = 'new';
  private handledEvents = 0;
  private lastError: string | null = null;
  private stopping = false;
  private renewing = false;
  private moves = 0;
  private workLeft = true;
  private running: Promise<void> | null = null;
  private troubleMs: number = TROUBLE_MS.first;
  private readonly gathering: Gathering;

  constructor(
    private readonly store: EventStore,
    private readonly options: SubscriptionOptions,
  ) {
    this.order = new StreamOrder(options.name);
    this.gathering = new Gathering(options.restMs ?? REST_MS);
    this.batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
    this.currentBatchSize = this.batchSize;
  }

  get state(): SubscriptionState {
    return {
      phase: this.phase,
      cursor: this.cursor ?? BEGINNING,
      handledEvents: this.handledEvents,
      parkedStreams: this.parked.size,
      lastError: this.lastError,
    };
  }

  /**
   * Runs until {@link stop}. PostgreSQL going away and a failing handler are waited out.
   *
   * @throws SubscriptionStopped, EpochRefused: what no retry mends
   */
  run(): Promise<void> {
    this.running ??= this.loop().finally(() => {
      this.phase = 'stopped';
    });
    return this.running;
  }

  /** Looks for new events at once. */
  wake(): void {
    this.sleeper.wake();
  }

  /** Begins a new session after the batch in hand: what is parked is looked at again. */
  renew(): void {
    this.renewing = true;
    this.sleeper.wake();
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.sleeper.wake();
    await this.running?.catch(() => undefined);
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.session();
      } catch (error) {
        if (error instanceof SubscriptionStopped || error instanceof EpochRefused) {
          this.lastError = error.message;
          throw error;
        }
        this.phase = 'troubled';
        this.lastError = error instanceof Error ? error.message : String(error);
        // A rebuild in service is no trouble.
        if (!(error instanceof CheckpointMoved)) this.options.onTrouble?.(error);
        await this.sleeper.sleep(this.troubleMs);
        this.troubleMs = Math.min(this.troubleMs * 2, TROUBLE_MS.longest);
      }
    }
  }

  private async session(): Promise<void> {
    const session = await openSession(this.store.pool, this.options.name);
    try {
      while (!(await tryFence(session.client, this.options.name))) {
        this.phase = 'waiting';
        await this.sleeper.sleep(FENCE_MS);
        if (this.stopping) return;
      }
      await this.takeUp(session.client);
      await this.follow(session.client);
    } finally {
      await session.end();
    }
  }

  /** Begins from what is stored: another worker may have gone on since. */
  private async takeUp(client: Client): Promise<void> {
    const { name, continuesAcrossEpochs } = this.options;
    this.renewing = false;
    this.workLeft = true;
    this.order.forget();
    this.store.recent.forget();
    this.logEpoch = await readEpoch(client);
    const checkpoint = await readCheckpoint(client, name);
    if (checkpoint !== null && checkpoint.logEpoch !== this.logEpoch) {
      if (continuesAcrossEpochs !== true) throw new EpochRefused(name, checkpoint.logEpoch, this.logEpoch);
      await acknowledgeEpoch(client, name, this.logEpoch);
    }
    this.cursor = checkpoint?.cursor ?? null;
    this.moves = checkpoint?.moves ?? 0;
    this.parked = new Map((await readParked(client, name)).map((each) => [each.stream, each]));
    for (const each of [...this.parked.values()]) if (this.options.takesUp?.(each.stream) ?? true) await this.resume(client, each);
  }

  private async follow(client: Client): Promise<void> {
    let idleMs: number = IDLE_MS.first;
    this.phase = 'following';
    while (!this.stopping && !this.renewing) {
      const batch = await this.store.recent.after(client, this.cursor ?? BEGINNING, this.currentBatchSize);
      const more = await this.workBetween(client);
      if (batch.length === 0 && more) continue;
      if (batch.length === 0) {
        idleMs = (await this.sleeper.sleep(idleMs)) === 'woken' ? IDLE_MS.first : Math.min(idleMs * 2, IDLE_MS.longest);
        continue;
      }
      const full = batch.length >= this.currentBatchSize;
      const began = performance.now();
      this.gathering.note(batch.length);
      await this.handleBatch(client, batch);
      if (!full) await this.sleeper.sleep(this.gathering.restMs);
      else if (this.options.givesWay) await this.sleeper.sleep(Math.min(performance.now() - began, LONGEST_REST_MS));
      idleMs = IDLE_MS.first;
      this.troubleMs = TROUBLE_MS.first;
      this.lastError = null;
    }
  }

  private async workBetween(client: Client): Promise<boolean> {
    const { between, name } = this.options;
    const { cursor, moves } = this;
    if (between === undefined || cursor === null || !this.workLeft) return false;
    try {
      await inTransaction(client, async () => {
        if (!(await holdCheckpoint(client, name, { moves }))) throw new CheckpointMoved(`the checkpoint of ${name} was moved by somebody else`);
        this.workLeft = await between(client, cursor);
      });
    } catch (error) {
      this.options.forget?.();
      const { parksFailing } = this.options;
      if (!(error instanceof StreamFailed) || parksFailing === undefined) throw error;
      const { stream, version, cause } = error;
      await this.park(client, { stream, version, cause: 'failed', reason: parksFailing(cause, { stream, version, type: null }) });
    }
    return this.workLeft;
  }

  private async handleBatch(client: Client, batch: readonly RecordedEvent[]): Promise<void> {
    const { name, handle } = this.options;
    const seen = await this.order.check(client, this.cursor ?? BEGINNING, batch);
    const { understood, parking } = this.divide(batch);
    const end = (batch[batch.length - 1] as RecordedEvent).cursor;
    const started = performance.now();
    try {
      await inTransaction(client, async () => {
        if (understood.length > 0) await handle(understood, client);
        for (const each of parking.values()) await parkStream(client, name, each);
        if (!(await advanceCheckpoint(client, name, this.cursor && { cursor: this.cursor, moves: this.moves }, end, this.logEpoch))) {
          throw new CheckpointMoved(`the checkpoint of ${name} was moved by somebody else, or the epoch was raised`);
        }
      });
    } catch (error) {
      this.options.forget?.();
      const failing = await this.failingOf(client, understood, error);
      if (failing === null) throw error;
      // Set aside, and the batch comes again without it.
      await this.park(client, failing);
      return;
    }
    this.cursor = end;
    this.workLeft = true;
    this.order.remember(seen);
    for (const [stream, each] of parking) this.parked.set(stream, each);
    this.handledEvents += understood.length;
    this.adaptBatchSize(performance.now() - started);
  }

  /** What the handler gets, and which streams are to be parked. */
  private divide(batch: readonly RecordedEvent[]): { understood: RecordedEvent[]; parking: Map<string, ParkedStream> } {
    const parking = new Map<string, ParkedStream>();
    const understood = batch.filter((event) => {
      if (event.version >= (this.parked.get(event.stream)?.version ?? Infinity) || parking.has(event.stream)) return false;
      if (this.understands(event)) return true;
      parking.set(event.stream, parkedAsUnknown(event));
      return false;
    });
    return { understood, parking };
  }

  /** The stream that is at fault where the handler fails with these events, from the event on at which it does; null where none is. */
  private async failingOf(client: Client, events: readonly RecordedEvent[], error: unknown, handle: Handle = this.options.handle): Promise<ParkedStream | null> {
    const { parksFailing, parksOn, forget } = this.options;
    if (parksFailing === undefined || error instanceof CheckpointMoved || !(parksOn ?? comesOfEvents)(error)) return null;
    const found = await firstFailing(events.length, async (count) => {
      const failed = await undone(client, () => handle(events.slice(0, count), client));
      forget?.();
      return failed;
    });
    const event = found && events[found.index];
    return event ? { stream: event.stream, version: event.version, cause: 'failed', reason: parksFailing(found.error, event) } : null;
  }

  private async park(client: Client, parked: ParkedStream): Promise<void> {
    await parkStream(client, this.options.name, parked);
    this.parked.set(parked.stream, parked);
    this.options.onTrouble?.(new Error(`${this.options.name} has parked ${parked.stream} from version ${parked.version}: ${parked.reason.en}`));
  }

  /** Hands over what a parked stream has held back, as far as it is understood now. */
  private async resume(client: Client, parked: ParkedStream): Promise<void> {
    const cursor = this.cursor;
    if (cursor === null) return;
    const held = (await readStream(client, this.store.types, parked.stream, parked.version - 1)).filter(
      (event) => compareCursors(event.cursor, cursor) <= 0,
    );
    const unknown = held.find((event) => !this.understands(event));
    let next = unknown && parkedAsUnknown(unknown);
    for (;;) {
      const until = next?.version ?? Infinity;
      const understood = held.filter((event) => event.version < until);
      if (next !== undefined && understood.length === 0) {
        // As far as before; it may be for another reason.
        await parkStream(client, this.options.name, next);
        this.parked.set(parked.stream, next);
        return;
      }
      const take: Handle = this.options.takeUp === undefined ? this.options.handle : (events, on) => this.options.takeUp!(events, cursor, on);
      try {
        await this.takeIn(client, parked, understood, next, take);
        // What it holds of the place of those events is not what holds at the checkpoint.
        this.options.forget?.();
        return;
      } catch (error) {
        this.options.forget?.();
        const failing = await this.failingOf(client, understood, error, take);
        if (failing === null) throw error;
        next = failing;
      }
    }
  }

  /** Events of a parked stream, up to where it is to be parked anew, if it is. */
  private async takeIn(client: Client, parked: ParkedStream, understood: readonly RecordedEvent[], next: ParkedStream | undefined, take: Handle): Promise<void> {
    const { name } = this.options;
    await inTransaction(client, async () => {
      if (understood.length > 0) await take(understood, client);
      if (!(await unparkStream(client, name, parked))) {
        throw new CheckpointMoved(`stream ${parked.stream} was taken up by somebody else`);
      }
      if (next !== undefined) await parkStream(client, name, next);
    });
    this.handledEvents += understood.length;
    if (next === undefined) this.parked.delete(parked.stream);
    else this.parked.set(parked.stream, next);
  }

  private understands(event: RecordedEvent): boolean {
    return event.known && (this.options.knows?.(event.type, event.schemaVersion) ?? true);
  }

  /** No write transaction may last a second (law 2). */
  private adaptBatchSize(tookMs: number): void {
    this.currentBatchSize =
      tookMs > SLOW_BATCH_MS
        ? Math.max(1, Math.floor(this.currentBatchSize / 2))
        : Math.min(this.batchSize, this.currentBatchSize * 2);
  }
}
