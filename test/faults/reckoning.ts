import { Pool } from 'pg';
import { References } from '#libs/commands/references';
import { readCheckpoint } from '#libs/event-store/checkpoint';
import { decodeToken, compareCursors } from '#libs/event-store/cursor';
import { verify } from '#libs/event-store/verify';
import { PROJECTOR } from '#libs/projections/projector';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import type { Acknowledged } from './load';

export interface Reckoning {
  lost: string[];
  twice: string[];
  keysTwice: number;
  chainsWhole: boolean;
  differences: unknown[];
  /** Issued notices of the log without their row, and rows without their event. */
  notices: { inLog: number; shown: number };
  numbers: { series: string; given: number; highest: number }[];
}

/** Holds what was acknowledged against the log, the read models and the issued notices. */
export async function reckon(system: RunningSystem, sent: readonly string[], acknowledged: readonly Acknowledged[]): Promise<Reckoning> {
  const { pool, store } = system;
  const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => (await pool.query<T>(sql, values)).rows;
  const counts = await one<{ command: string; n: number }>(`select meta->>'command' as command, count(*)::int as n from log.events where type = 'ProgressReported' and meta->>'command' = any($1) group by 1`, [sent]);
  const written = new Map(counts.map((c) => [c.command, c.n]));
  const [keys] = await one<{ n: number }>('select count(*)::int as n from (select stream, agenda_key from log.events where agenda_key is not null group by 1, 2 having count(*) > 1) x');
  const [inLog] = await one<{ n: number }>(`select count(*)::int as n from log.events where type in ('ReminderIssued', 'DutyEscalated', 'PaperDrafted')`);
  const [shown] = await one<{ n: number }>(`select count(*)::int as n from read.notice where kind in ('reminder', 'escalation', 'bluePaper', 'yellowPaper', 'redPaper', 'admonition')`);
  const numbers = await one<{ series: string; given: number; highest: number }>('select series, count(number)::int as given, coalesce(max(number), 0)::int as highest from read.notice where series is not null group by 1 order by 1');
  const owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
  const references = new References(store);
  const models = await verifyReadModels(store, owner).finally(() => owner.end());
  return {
    lost: acknowledged.filter((a) => !written.has(a.key)).map((a) => a.key),
    twice: [...written].filter(([, n]) => n > 1).map(([key]) => key),
    keysTwice: keys?.n ?? -1,
    chainsWhole: (await verify(pool)).whole,
    differences: models.differences,
    notices: { inLog: inLog?.n ?? -1, shown: shown?.n ?? -2 },
    numbers,
  };
}

/** Waits until everything due by the domain's clock was acted on, and the read models hold the whole log. */
export async function settled(system: RunningSystem, openItems: number, by: string, last: Acknowledged | undefined): Promise<void> {
  await until(
    `${openItems} items acted on by ${by}`,
    async () => {
      const { rows } = await system.pool.query<{ n: number }>(
        `select count(*)::int as n from loop.asks a join log.streams s using (stream) where a.open and a.next_due > $1 and a.version_seen = s.version`,
        [by],
      );
      return rows[0]?.n === openItems;
    },
    60_000,
    200,
  );
  await until('the read models', async () => {
    const checkpoint = await readCheckpoint(system.pool, PROJECTOR);
    const { rows } = await system.pool.query<{ behind: number }>(
      `select count(*)::int as behind from log.events where (epoch, transaction_id, position) > ($1, $2::text::xid8, $3)`,
      [checkpoint?.cursor.epoch ?? 0, checkpoint?.cursor.transactionId ?? '0', checkpoint?.cursor.position ?? '0'],
    );
    const decoded = last === undefined ? null : decodeToken(last.position);
    return rows[0]?.behind === 0 && (decoded?.kind !== 'cursor' || (checkpoint !== null && compareCursors(checkpoint.cursor, decoded.cursor) >= 0));
  }, 30_000);
}
