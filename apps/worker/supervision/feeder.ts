import type { RecordedEvent } from '#libs/event-store/event';
import { atOnce } from '#libs/commands/at-once';
import type { Clock } from '#libs/commands/clock';
import { UnknownEvent } from '#libs/commands/fold-cache';
import type { ItemCommands } from '#libs/commands/item-commands';
import { nextOf, writeFirstAsks, type FirstAsk } from '#libs/loop/asks';
import { Pace } from '#libs/loop/pace';
import type { References } from '#libs/commands/references';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Pool } from 'pg';
import type { Telling } from '#libs/loop/telling';

/** Signals under way at once: more does not make a development server faster. */
const WIDTH = 32;
/** First looks: a usual plan's items look at once; of a large one all are started first, and what falls due has room beside the looks. */
const FIRST_LOOKS = { burst: 60, restMs: 20_000, perSecond: 40 };

/**
 * Tells the workflows what they must know at once: that an item is new, open again, or that its next due moment came nearer.
 * Everything else waits in the slow lane, coalesced by item.
 */
export class Feeder {
  private readonly slow = new Map<string, ItemState>();
  private readonly firstLooks = new Pace(FIRST_LOOKS);

  constructor(
    private readonly pool: Pool,
    private readonly items: ItemCommands,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly telling: Telling,
  ) {}

  /** Items that wait in the slow lane. */
  get waiting(): number {
    return this.slow.size;
  }

  async apply(events: readonly RecordedEvent[]): Promise<void> {
    const streams = [...new Set(events.filter((e) => e.stream.startsWith(ITEM_STREAM)).map((e) => e.stream))];
    if (streams.length === 0) return;
    for (const e of events) if (e.stream.startsWith(ITEM_STREAM)) this.items.items.offer(e);
    const { rows } = await this.pool.query<{ stream: string; open: boolean; next_due: Date | null; version_seen: string }>({
      name: 'loop-read-asks',
      text: 'select stream, open, next_due, version_seen from loop.asks where stream = any($1)',
      values: [streams],
    });
    const asks = new Map(rows.map((r) => [r.stream, r]));
    const urgent: ItemState[] = [];
    const begun: FirstAsk[] = [];
    const last = new Map(events.map((e) => [e.stream, e.version]));
    for (const stream of streams) {
      const ask = asks.get(stream);
      // The workflow itself wrote what it has seen already.
      if (ask && Number(ask.version_seen) >= (last.get(stream) ?? 0)) continue;
      const held = await this.items.items.get(stream);
      const folded = held.version >= (last.get(stream) ?? 0) ? held : await this.items.items.refresh(stream).catch(unreadable);
      const state = folded.state;
      if (!state) continue;
      const { rules } = await this.references.rules(state.policyId);
      const next = nextOf(state, rules, this.clock.now());
      const nearer = next !== null && (!ask?.next_due || next.at < ask.next_due.toISOString());
      if (!ask && next !== null && isLookedAfter(state)) {
        begun.push({ state, next, looksInMs: Math.min(this.firstLooks.take(), this.clock.realMsUntil(next.at)) });
      } else if (!ask || !ask.open || nearer) {
        urgent.push(state);
        this.slow.delete(stream);
      } else this.slow.set(stream, state);
    }
    await atOnce(urgent, WIDTH, (state) => this.telling.tell(state));
    await atOnce(begun, WIDTH, ({ state, next, looksInMs }) => this.telling.begin(state, next?.at ?? null, looksInMs));
    await writeFirstAsks(this.pool, begun);
  }

  /** Empties the slow lane: later deadlines and closings. Called every half minute; what fails stays for the next time. */
  async flush(): Promise<void> {
    const waiting = [...this.slow];
    let failed: unknown = null;
    await atOnce(waiting, 8, async ([stream, state]) => {
      // One that cannot be told keeps no other waiting; it is tried again next time, and the watchdog sees it.
      await this.telling.tell(state).then(
        () => {
          if (this.slow.get(stream) === state) this.slow.delete(stream);
        },
        (error: unknown) => {
          failed ??= error;
        },
      );
    });
    if (failed !== null) throw failed;
  }
}

/** A stream with an event of a newer program is parked by the subscriptions; here it is passed over. */
function unreadable(error: unknown): { state: null } {
  if (error instanceof UnknownEvent) return { state: null };
  throw error;
}
