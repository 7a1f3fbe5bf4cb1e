import type { RecordedEvent } from '#libs/event-store/event';
import { atOnce } from '#libs/commands/at-once';
import type { Clock } from '#libs/commands/clock';
import { UnreadableStream } from '#libs/commands/fold-cache';
import { writeFirstAsks, type FirstAsk } from '#libs/loop/asks';
import type { Keepers, Kept } from '#libs/loop/kept';
import { Pace } from '#libs/loop/pace';
import type { Telling } from '#libs/loop/telling';
import type { Pool } from 'pg';

/** Signals under way at once: more does not make a development server faster. */
const WIDTH = 32;
/** A stream rests so long in the slow lane, at least: what changes it once more changes it soon. */
const REST_MS = 10_000;
/** First looks: a usual plan's items look at once; of a large one all are started first, and what falls due has room beside the looks. */
const FIRST_LOOKS = { burst: 60, restMs: 20_000, perSecond: 40 };

/**
 * Tells the workflows what they must know at once: that an item or a proceeding is new, open again, or that its next due moment came
 * nearer. Everything else waits in the slow lane, coalesced by stream.
 */
export class Feeder {
  private readonly slow = new Map<string, { kept: Kept; since: number }>();
  private readonly firstLooks = new Pace(FIRST_LOOKS);

  constructor(
    private readonly pool: Pool,
    private readonly keepers: Keepers,
    private readonly clock: Clock,
    private readonly telling: Telling,
  ) {}

  /** Streams that wait in the slow lane. */
  get waiting(): number {
    return this.slow.size;
  }

  async apply(events: readonly RecordedEvent[]): Promise<void> {
    const last = new Map<string, number>();
    for (const e of events) {
      const keeper = this.keepers.of(e.stream);
      if (!keeper) continue;
      keeper.offer(e);
      last.set(e.stream, e.version);
    }
    if (last.size === 0) return;
    const { rows } = await this.pool.query<{ stream: string; open: boolean; next_due: Date | null; version_seen: string }>({
      name: 'loop-read-asks',
      text: 'select stream, open, next_due, version_seen from loop.asks where stream = any($1)',
      values: [[...last.keys()]],
    });
    const asks = new Map(rows.map((r) => [r.stream, r]));
    const urgent: Kept[] = [];
    const begun: FirstAsk[] = [];
    for (const [stream, version] of last) {
      const ask = asks.get(stream);
      // The workflow itself wrote what it has seen already.
      if (ask && Number(ask.version_seen) >= version) continue;
      const kept = await this.newest(stream, version);
      if (!kept) continue;
      const { next, open } = kept;
      const nearer = next !== null && (!ask?.next_due || next.at < ask.next_due.toISOString());
      if (!ask && next !== null && open) {
        begun.push({ kept, looksInMs: Math.min(this.firstLooks.take(), this.clock.realMsUntil(next.at)) });
      } else if (!ask || !ask.open || nearer) {
        urgent.push(kept);
        this.slow.delete(stream);
      } else this.slow.set(stream, { kept, since: this.slow.get(stream)?.since ?? Date.now() });
    }
    await atOnce(urgent, WIDTH, (kept) => this.telling.tell(kept));
    await atOnce(begun, WIDTH, ({ kept, looksInMs }) => this.telling.begin(kept, looksInMs));
    await writeFirstAsks(this.pool, begun);
  }

  /** The stream at this version or newer; null where it cannot be read: the subscriptions park it. */
  private async newest(stream: string, version: number): Promise<Kept | null> {
    try {
      const held = await this.keepers.read(stream, false);
      return held && held.version >= version ? held : await this.keepers.read(stream, true);
    } catch (error) {
      if (error instanceof UnreadableStream) return null;
      throw error;
    }
  }

  /**
   * Goes once through the slow lane, one after the other: later deadlines and closings, for which commands shall not have to wait.
   * What came a moment ago waits for the next time, and so does what fails.
   */
  async flush(): Promise<void> {
    const restedSince = Date.now() - REST_MS;
    let failed: unknown = null;
    for (const [stream, { kept, since }] of [...this.slow]) {
      if (since > restedSince) continue;
      // One that cannot be told keeps no other waiting; it is tried again next time, and the watchdog sees it.
      await this.telling.tell(kept).then(
        () => {
          if (this.slow.get(stream)?.kept === kept) this.slow.delete(stream);
        },
        (error: unknown) => {
          failed ??= error;
        },
      );
    }
    if (failed !== null) throw failed;
  }
}
