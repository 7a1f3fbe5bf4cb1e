import type { Pool } from 'pg';
import type { Clock } from '#libs/commands/clock';
import { askOf, writeAsk } from '#libs/loop/asks';
import type { Keepers } from '#libs/loop/kept';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { earliest } from '#libs/supervision/time/day';
import type { Look, SupervisionActivities } from '#workflows/supervision.activities';

/** Something that keeps the loop from acting, such as clocks that differ; null when it may act. */
export interface Brake {
  reason(): string | null;
}

/** How long a braked workflow waits before it looks again. */
const BRAKED_MS = 30_000;

/** What the workflows ask of the world. */
export function supervisionActivities(pool: Pool, keepers: Keepers, clock: Clock, brake: Brake): SupervisionActivities {
  return {
    async attend(kept: string): Promise<Look> {
      const stream = streamOf(kept);
      const keeper = keepers.of(stream);
      let now = await keeper?.read(stream, true);
      if (!keeper || !now) throw new Error(`no ${stream} in the log`);
      const held = brake.reason();
      if (held === null && now.next !== null && now.next.at <= clock.now()) {
        await keeper.settle(stream);
        now = (await keeper.read(stream, false)) ?? now;
      }
      const { open, version, next, rulesChange } = now;
      await writeAsk(pool, askOf(now));
      const shown = now.show();
      return {
        open,
        version,
        nextKey: next?.key ?? null,
        nextLabel: shown.next.slice(0, 200),
        nextAt: next?.at ?? null,
        // Rules that begin before anything falls due may bring something nearer.
        sleepMs: held !== null ? BRAKED_MS : next === null ? 0 : Math.ceil(clock.realMsUntil(earliest(next.at, ...rulesChange))),
        light: shown.light,
        status: shown.status,
        details: shown.details,
      };
    },

    async reportStuck(kept: string, key: string, version: number): Promise<void> {
      await pool.query(
        `insert into loop.stuck (stream, key, version, reason) values ($1,$2,$3,'the same entry at the same version, twice')
         on conflict (stream, key) do update set times = loop.stuck.times + 1, last_at = now(), version = $3`,
        [streamOf(kept), key, version],
      );
    },
  };
}

/** Workflows of items name the item alone, as their histories do; ids have no slash. */
function streamOf(kept: string): string {
  return kept.includes('/') ? kept : ITEM_STREAM + kept;
}
