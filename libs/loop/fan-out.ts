import type { Pool } from 'pg';
import { CALENDAR_STREAM, policyStream, ROSTER_STREAM } from '#libs/commands/references';
import { atOnce } from '#libs/commands/at-once';
import type { Keepers } from './kept';
import type { Tells } from './telling';

/** Items told in one step: with a step every five seconds some twenty a second, which leaves Temporal to its other work. */
const A_STEP = 100;
const WIDTH = 4;
/** What was asked so soon after a change may have been answered by what a process still held, or before the change was committed. */
const MARGIN_SECONDS = 5;

/**
 * After a change of policy, calendar or roster every open item that it concerns is made to look again, slowly. Correctness never
 * waits for it: asking and deciding read the newest versions, and no workflow sleeps longer than a day.
 *
 * What is left to do is not kept but found: open items whose last ask is older than the change. So a worker that takes over goes on
 * where the last one stopped, and changes that come close together cost one telling.
 */
export class FanOut {
  private passed: string | null = null;
  private pass: { changes: string; after: string } | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly keepers: Keepers,
    private readonly telling: Tells,
  ) {}

  /** Tells the next few; returns how many. Does nothing when all have asked since the last change. */
  async step(): Promise<number> {
    const { rows: heads } = await this.pool.query<{ stream: string; at: Date; settled: boolean }>(
      `select e.stream, e.stored_at as at, e.stored_at < now() - make_interval(secs => $3) as settled
         from log.streams s join log.events e on e.stream = s.stream and e.version = s.version
        where s.stream = any($1) or (s.stream > $2 and s.stream < 'policy0')`,
      [[CALENDAR_STREAM, ROSTER_STREAM], policyStream(''), MARGIN_SECONDS],
    );
    if (heads.length === 0 || heads.some((h) => !h.settled)) return 0;
    const changedAt = new Map(heads.map((h) => [h.stream, h.at.getTime()]));
    const changes = JSON.stringify([...changedAt].sort());
    if (changes === this.passed) return 0;
    // A change in the midst of a pass: those that were told before it are told again after.
    if (this.pass?.changes !== changes) this.pass = { changes, after: '' };
    const newest = new Date(Math.max(...changedAt.values()));
    const { rows } = await this.pool.query<{ stream: string; asked_at: Date }>(
      `select stream, asked_at from loop.asks
        where open and stream > $1 and asked_at < $2::timestamptz + make_interval(secs => $3)
        order by stream limit $4`,
      [this.pass.after, newest, MARGIN_SECONDS, A_STEP],
    );
    let told = 0;
    await atOnce(rows, WIDTH, async ({ stream, asked_at }) => {
      const kept = await this.keepers.read(stream, false);
      if (!kept?.open) return;
      const concerned = [CALENDAR_STREAM, ROSTER_STREAM, policyStream(kept.policyId)].map((s) => changedAt.get(s) ?? 0);
      if (asked_at.getTime() >= Math.max(...concerned) + MARGIN_SECONDS * 1_000) return;
      await this.telling.tell(kept);
      told += 1;
    });
    this.pass.after = rows.at(-1)?.stream ?? this.pass.after;
    if (rows.length < A_STEP) this.passed = changes;
    return told;
  }
}
