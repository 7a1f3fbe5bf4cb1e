import type { Pool } from 'pg';
import type { Clock } from '#libs/commands/clock';
import type { Keepers } from '#libs/loop/kept';
import type { Telling } from '#libs/loop/telling';
import type { Logger } from 'pino';

/** An open item whose due moment passed this long ago, by the clock of the domain and really, is overlooked. */
const OVERLOOKED = '2 minutes';
/** Signalled this often without effect, a workflow is replaced. */
const SIGNALS_BEFORE_REPLACING = 3;
const PAGE = 200;

/** Finds open items that nobody looked at in time; says so, signals their workflows, then replaces them. */
export class Watchdog {
  private readonly signalled = new Map<string, number>();

  constructor(
    private readonly pool: Pool,
    private readonly keepers: Keepers,
    private readonly telling: Pick<Telling, 'tell' | 'replace'>,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async look(): Promise<number> {
    const { rows } = await this.pool.query<{ stream: string; next_due: Date | null; lag: boolean }>(
      `select a.stream, a.next_due, s.version > a.version_seen as lag
         from loop.asks a join log.streams s using (stream)
        where a.open and a.asked_at < now() - $2::interval
          and ((a.next_due is not null and a.next_due < $1::timestamptz - $2::interval)
               or (s.version > a.version_seen and exists (select 1 from log.events e where e.stream = s.stream and e.version = s.version and e.stored_at < now() - $2::interval)))
        order by a.asked_at limit $3`,
      [this.clock.now(), OVERLOOKED, PAGE],
    );
    for (const { stream } of rows) {
      const kept = await this.keepers.read(stream, true);
      if (!kept) continue;
      const times = (this.signalled.get(stream) ?? 0) + 1;
      this.signalled.set(stream, times);
      this.log.warn({ stream, times }, 'an open item was overlooked');
      if (times >= SIGNALS_BEFORE_REPLACING) {
        await this.telling.replace(kept);
        this.signalled.delete(stream);
      } else await this.telling.tell(kept);
    }
    const overlooked = new Set(rows.map((r) => r.stream));
    for (const stream of this.signalled.keys()) if (!overlooked.has(stream)) this.signalled.delete(stream);
    return rows.length;
  }
}
