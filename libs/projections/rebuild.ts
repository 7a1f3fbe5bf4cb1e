import type { Pool } from 'pg';
import { compareCursors, type Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import { comesOfEvents } from '#libs/event-store/failing-event';
import { parkStream, type ParkedStream } from '#libs/event-store/parked-streams';
import { PROJECTOR, ReadModels } from './projector';
import { isOfRules } from '#libs/supervision/rules.streams';
import { catchUpShadow, type Filled, fillShadow, makeShadow, type Progress } from './shadow';

const SHADOW = 'read_next';
/** Events that may be left for the swap itself, which holds up the projector. */
const SMALL_REST = 200;
const SWAP_TRIES = 10;
const DEADLOCK = '40P01';

export interface Rebuilt {
  events: number;
  milliseconds: number;
  cursor: Cursor;
  /** Streams that are read up to an event that is not known, or of which no rows can be made. */
  parked: readonly ParkedStream[];
}

/**
 * Rebuilds every read model from the log while the system serves: fills a shadow, catches up, and swaps in one transaction
 * in which the projector's checkpoint moves along. Readers see the old rows until then, and the new ones after.
 *
 * Needs the owner role; the projector goes on by itself from the new checkpoint.
 */
export async function rebuild(store: EventStore, owner: Pool, progress: Progress = () => undefined): Promise<Rebuilt> {
  const began = performance.now();
  let events = 0;
  await makeShadow(owner, SHADOW);
  let filled = await fillShadow(store, owner, SHADOW, (n) => progress((events = n)));
  for (let i = 0; i < SWAP_TRIES; i++) {
    filled = await catchUpShadow(store, owner, SHADOW, filled, () => true);
    const cursor = await swap(store, owner, filled);
    if (cursor) return { events, milliseconds: performance.now() - began, cursor, parked: [...filled.parked.values()] };
  }
  throw new RebuildOutrun();
}

/** Applies the small rest and swaps, under the projector's checkpoint; null where too much has come meanwhile. */
async function swap(store: EventStore, owner: Pool, { cursor: from, parked }: Filled): Promise<Cursor | null> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Waits for the projector's batch in hand; its next one fails its compare-and-set and takes up from here.
    const { rows } = await client.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id, position from log.checkpoints where name = $1 for update', [PROJECTOR]);
    const held = rows[0];
    const checkpoint = held ? { epoch: held.epoch, transactionId: held.transaction_id, position: held.position } : null;
    const rest = (await store.readAfter(from, SMALL_REST + 1)).filter((e) => checkpoint !== null && compareCursors(e.cursor, checkpoint) <= 0);
    // Items that changed rules concern, and streams that cannot be read on, are seen to before.
    if (rest.length > SMALL_REST || rest.some((e) => isOfRules(e.stream) || (!e.known && !parked.has(e.stream)))) {
      await client.query('rollback');
      return null;
    }
    await new ReadModels(store, SHADOW, parked).apply(rest.filter((e) => !parked.has(e.stream)), client);
    const cursor = rest.at(-1)?.cursor ?? from;
    await client.query(
      `insert into log.checkpoints (name, log_epoch, epoch, transaction_id, position) select $1, current, $2, $3, $4 from log.epoch
       on conflict (name) do update set log_epoch = excluded.log_epoch, epoch = excluded.epoch, transaction_id = excluded.transaction_id, position = excluded.position, moves = log.checkpoints.moves + 1, updated_at = clock_timestamp()`,
      [PROJECTOR, cursor.epoch, cursor.transactionId, cursor.position],
    );
    await client.query('delete from log.parked where subscription = $1', [PROJECTOR]);
    for (const each of parked.values()) await parkStream(client, PROJECTOR, each);
    await client.query('drop schema read cascade');
    await client.query(`alter schema ${SHADOW} rename to read`);
    await client.query('commit');
    return cursor;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    // The projector's batch in hand and this one wait for each other: one gives way, and comes again.
    if ((error as { code?: unknown }).code === DEADLOCK) return null;
    // A stream of the small rest that cannot be written: it is found and parked before the next try.
    if (comesOfEvents(error)) return null;
    throw error;
  } finally {
    client.release();
  }
}

/** The log grew faster than the rebuild could follow: what served before goes on serving. */
export class RebuildOutrun extends Error {
  constructor() {
    super('the log grew faster than the rebuild could follow: try again at a quieter time');
  }
}
