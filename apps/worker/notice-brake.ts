import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { BrakeCommands } from '#libs/commands/brake-commands';
import { dueBy, forecastRungs, lastActed } from '#libs/commands/brake.queries';
import type { Clock } from '#libs/commands/clock';
import { acknowledgeEpoch, advanceCheckpoint, readCheckpoint, readEpoch } from '#libs/event-store/checkpoint';
import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readEnd } from '#libs/event-store/read-by-stream';
import { Subscription } from '#libs/event-store/subscription';
import { PROJECTOR } from '#libs/projections/projector';
import { BRAKE_WINDOW_MS, GAP_MS, isTooMany, MOST_RUNGS } from '#libs/supervision/brake';
import { addMs, msOf, type Instant } from '#libs/supervision/time/day';

export const BRAKE = 'brake';
/** What goes up the ladder: reminders, escalations, and papers drawn up. */
const RUNGS = new Set(['ReminderIssued', 'DutyEscalated', 'PaperDrafted']);
/** How long the forecast waits for the read models before the batch is left to come again. */
const PROJECTOR_MS = 4_000;

/**
 * Watches how many rungs go out, and puts the brake on where nobody can have meant it: a wrong policy, a back-dated import,
 * an outage, a restored backup. What was meant is let out by the office in one act.
 *
 * A worker that is started begins with an empty window: what an outage caused is the business of {@link brakeAtStart}.
 */
export class NoticeBrake {
  private window: Instant[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly commands: BrakeCommands,
    private readonly log: Logger,
  ) {}

  async apply(events: readonly RecordedEvent[]): Promise<void> {
    let last: Cursor | null = null;
    for (const event of events) {
      if (!RUNGS.has(event.type)) continue;
      this.window.push(event.recordedAt);
      last = event.cursor;
    }
    const latest = this.window.reduce<Instant | null>((a, b) => (a === null || b > a ? b : a), null);
    if (last === null || latest === null) return;
    const begin = addMs(latest, -BRAKE_WINDOW_MS);
    this.window = this.window.filter((at) => at > begin);
    if (this.window.length <= MOST_RUNGS || (await this.commands.state()).held !== null) return;
    if (!(await this.store.waitForCheckpoint(PROJECTOR, last, PROJECTOR_MS))) throw new Error('the read models are behind: the forecast has to wait');
    const forecast = await forecastRungs(this.store.pool, begin, latest);
    if (!isTooMany(this.window.length, forecast)) return;
    const since = this.window.reduce((a, b) => (b < a ? b : a));
    const detail = { rungs: this.window.length, forecast, minutes: BRAKE_WINDOW_MS / 60_000 };
    if (await this.commands.hold('rate', since, detail)) this.log.error(detail, 'outgoing notices are held: far more rungs than foreseen; the office has to release them');
    this.window = [];
  }
}

/**
 * Before anything is acted on: holds notices after a restore, and where nothing was acted on for over a day though something
 * is due. A quiet week is no outage: the worker says every half minute that it lives.
 */
export async function brakeAtStart(pool: Pool, commands: BrakeCommands, clock: Clock, log: Logger): Promise<void> {
  const { at, epochThen, epochNow } = await lastActed(pool);
  const now = clock.now();
  const restored = epochNow > (epochThen ?? 1);
  const gapMs = at === null ? 0 : msOf(now) - msOf(at);
  if (restored) {
    if (await commands.hold('restore', now, { epoch: epochNow })) log.error({ epoch: epochNow }, 'outgoing notices are held: the log was restored; the office has to release them');
  } else if (gapMs > GAP_MS && (await dueBy(pool, now)) > 0) {
    const detail = { hours: Math.round(gapMs / 3_600_000), lastActedAt: at ?? '' };
    if (await commands.hold('gap', now, detail)) log.error(detail, 'outgoing notices are held: nothing was acted on for over a day; the office has to release them');
  }
}

/** Follows the log from its end where it has no checkpoint yet: what is long past is nobody's alarm. */
export async function brakeSubscription(store: EventStore, commands: BrakeCommands, log: Logger, onTrouble: (error: unknown) => void): Promise<Subscription> {
  const brake = new NoticeBrake(store, commands, log);
  const epoch = await readEpoch(store.pool);
  const client = await store.pool.connect();
  try {
    const end = await readEnd(client);
    if (end !== null && (await readCheckpoint(client, BRAKE)) === null) await advanceCheckpoint(client, BRAKE, null, end, epoch);
    await acknowledgeEpoch(client, BRAKE, epoch);
  } finally {
    client.release();
  }
  return new Subscription(store, { name: BRAKE, restMs: 100, handle: (batch) => brake.apply(batch), continuesAcrossEpochs: true, onTrouble });
}
