import type { Pool } from 'pg';
import type { Clock } from '#libs/commands/clock';
import type { ItemCommands } from '#libs/commands/item-commands';
import { detailsOf, labelOf, nextOf, workflowIdOf, writeAsk } from '#libs/loop/asks';
import type { References } from '#libs/commands/references';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { CLOCK } from '#libs/supervision/item/item.settle';
import { earliest } from '#libs/supervision/time/day';
import type { Look, SupervisionActivities } from '#workflows/supervision.activities';

/** Something that keeps the loop from acting, such as clocks that differ; null when it may act. */
export interface Brake {
  reason(): string | null;
}

/** How long a braked workflow waits before it looks again. */
const BRAKED_MS = 30_000;

/** What the workflows ask of the world. */
export function supervisionActivities(pool: Pool, items: ItemCommands, references: References, clock: Clock, brake: Brake): SupervisionActivities {
  return {
    async attend(itemId: string): Promise<Look> {
      let folded = await items.load(itemId);
      if (folded.state === null) throw new Error(`no item ${itemId} in the log`);
      const { rules } = await references.rules(folded.state.policyId);
      const now = clock.now();
      let next = nextOf(folded.state, rules, now);
      const held = brake.reason();
      if (held === null && next !== null && next.at <= now) {
        const outcome = await items.execute(itemId, { type: 'settle' }, CLOCK, null);
        if (outcome.kind === 'busy') throw new Error(`item ${itemId} is written by others without pause`);
        folded = await items.items.get(ITEM_STREAM + itemId);
        next = folded.state ? nextOf(folded.state, rules, clock.now()) : null;
      }
      const state = folded.state!;
      const open = isLookedAfter(state);
      await writeAsk(pool, { stream: ITEM_STREAM + itemId, workflowId: workflowIdOf(state), open, versionSeen: folded.version, nextKey: next?.key ?? null, nextDue: next?.at ?? null });
      const label = labelOf(next, state, rules);
      // Rules that begin before anything falls due may bring something nearer.
      const changes = rules.spans.filter((s) => s.from > now).map((s) => s.from);
      return {
        open,
        version: folded.version,
        nextKey: next?.key ?? null,
        nextLabel: label.slice(0, 200),
        nextAt: next?.at ?? null,
        sleepMs: held !== null ? BRAKED_MS : next === null ? 0 : Math.ceil(clock.realMsUntil(earliest(next.at, ...changes))),
        light: itemLight(state).light,
        status: itemStatus(state),
        details: detailsOf(state, rules, label),
      };
    },

    async reportStuck(itemId: string, key: string, version: number): Promise<void> {
      await pool.query(
        `insert into loop.stuck (stream, key, version, reason) values ($1,$2,$3,'the same entry at the same version, twice')
         on conflict (stream, key) do update set times = loop.stuck.times + 1, last_at = now(), version = $3`,
        [ITEM_STREAM + itemId, key, version],
      );
    },
  };
}
