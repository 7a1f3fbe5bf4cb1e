import type { Pool, PoolClient } from 'pg';
import { compareCursors, type Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import { type ParkedStream, readParked } from '#libs/event-store/parked-streams';
import { PROJECTOR } from './projector';
import { RulesBook } from './rules.book';
import { ItemsPassed } from './rules.pass';
import { catchUpShadow, fillShadow, makeShadow, type Progress } from './shadow';

const SHADOW = 'read_verify';

/** Tables and the column that a difference is told by. */
const TABLES = { item: 'item_id', item_text: 'item_id', assignment: 'item_id', duty: 'item_id', proceeding: 'proceeding_id', proceeding_duty: 'proceeding_id', coverage: 'item_id', target: 'item_id', figure: 'item_id', proceeding_coverage: 'proceeding_id', notice: 'coalesce(item_id, proceeding, plan_id)', inbox: 'notice_id', plan: 'plan_id' } as const;

const PASS_TRIES = 50;
const PASS_WAIT_MS = 200;

export interface Difference {
  table: keyof typeof TABLES;
  /** The item, notice or plan whose rows differ. */
  key: string;
  /** Rows that serve, and rows that a replay gives. */
  serving: number;
  replayed: number;
}

export interface ReadModelsReport {
  equal: boolean;
  /** Up to where the read models held the log when they were compared. */
  cursor: Cursor | null;
  rows: number;
  differences: Difference[];
  /** Streams that are not shown from an event on: by the projector, which has parked them, or because a replay finds no rows for them. */
  parked: ParkedStream[];
}

/** Compares the read models with a replay of the log, row by row in digests; a planted, lost or changed row is found by its key. */
export async function verifyReadModels(store: EventStore, owner: Pool, progress: Progress = () => undefined): Promise<ReadModelsReport> {
  await makeShadow(owner, SHADOW);
  try {
    const filled = await fillShadow(store, owner, SHADOW, progress, await readParked(owner, PROJECTOR));
    let { parked } = filled;
    await untilPassed(store, owner);
    const client = await owner.connect();
    let failed = true;
    try {
      // One snapshot of what serves: its checkpoint and its rows belong together.
      await client.query('begin isolation level repeatable read read only');
      const { rows } = await client.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id, position from log.checkpoints where name = $1', [PROJECTOR]);
      const row = rows[0];
      const checkpoint = row ? { epoch: row.epoch, transactionId: row.transaction_id, position: row.position } : null;
      if (checkpoint && compareCursors(checkpoint, filled.cursor) < 0) throw new ProjectorBehind();
      if (checkpoint && !(await hasPassed(store, client, checkpoint))) throw new ProjectorBehind();
      if (checkpoint) ({ parked } = await catchUpShadow(store, owner, SHADOW, filled, (e) => compareCursors(e.cursor, checkpoint) <= 0));
      const differences: Difference[] = [];
      let count = 0;
      for (const table of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
        const [serving, replayed] = [await digests(client, 'read', table), await digests(owner, SHADOW, table)];
        for (const key of new Set([...serving.keys(), ...replayed.keys()])) {
          const a = serving.get(key);
          const b = replayed.get(key);
          count += a?.rows ?? 0;
          if (a?.digest !== b?.digest) differences.push({ table, key, serving: a?.rows ?? 0, replayed: b?.rows ?? 0 });
        }
      }
      await client.query('commit');
      failed = false;
      return { equal: differences.length === 0, cursor: checkpoint, rows: count, differences, parked: [...parked.values()].map(({ stream, version, cause, reason }) => ({ stream, version, cause, reason })) };
    } finally {
      // With a transaction left open it is of no use to anybody.
      client.release(failed);
    }
  } finally {
    await owner.query(`drop schema if exists ${SHADOW} cascade`);
  }
}

/** The projector had not come to where the replay stands: wait a moment, then ask again. */
export class ProjectorBehind extends Error {
  constructor() {
    super('the read models are behind the log: is the worker running? Try again when it has caught up');
  }
}

/** Whether every item has met the changes of rules up to the place. */
async function hasPassed(store: EventStore, client: Pool | PoolClient, place: Cursor): Promise<boolean> {
  const { base } = await ItemsPassed.read(client, 'read');
  const parked = new Map((await readParked(client, PROJECTOR)).map((p) => [p.stream, p]));
  return base === (await RulesBook.upTo(store, place, true, parked)).count;
}

/** Gives the projector a while to look again at the items that a change of rules concerns. */
async function untilPassed(store: EventStore, owner: Pool): Promise<void> {
  for (let i = 0; i < PASS_TRIES; i++) {
    const { rows } = await owner.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id, position from log.checkpoints where name = $1', [PROJECTOR]);
    const [row] = rows;
    if (!row || (await hasPassed(store, owner, { epoch: row.epoch, transactionId: row.transaction_id, position: row.position }))) return;
    await new Promise((resolve) => setTimeout(resolve, PASS_WAIT_MS));
  }
}

async function digests(client: Pool | PoolClient, schema: string, table: keyof typeof TABLES): Promise<Map<string, { rows: number; digest: string }>> {
  const key = TABLES[table];
  const { rows } = await client.query<{ key: string; rows: number; digest: string }>(`select ${key} as key, count(*)::int as rows, sum(hashtextextended(t::text, 0)::numeric)::text as digest from ${schema}.${table} t group by 1`);
  return new Map(rows.map((r) => [r.key, r]));
}
