import type { Pool } from 'pg';
import { compareCursors, type Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import type { RulesFor } from './item.projection';
import { PROJECTOR, ReadModels } from './projector';
import { catchUpShadow, fillShadow, makeShadow, type Progress } from './shadow';

const SHADOW = 'read_next';
/** Events that may be left for the swap itself, which holds up the projector. */
const SMALL_REST = 200;
const SWAP_TRIES = 10;

export interface Rebuilt {
  events: number;
  milliseconds: number;
  cursor: Cursor;
}

/**
 * Rebuilds every read model from the log while the system serves: fills a shadow, catches up, and swaps in one transaction
 * in which the projector's checkpoint moves along. Readers see the old rows until then, and the new ones after.
 *
 * Needs the owner role; the projector goes on by itself from the new checkpoint.
 */
export async function rebuild(store: EventStore, owner: Pool, rulesFor: RulesFor, progress: Progress = () => undefined): Promise<Rebuilt> {
  const began = performance.now();
  let events = 0;
  await makeShadow(owner, SHADOW);
  let cursor = await fillShadow(store, owner, rulesFor, SHADOW, (n) => progress((events = n)));
  for (let i = 0; i < SWAP_TRIES; i++) {
    cursor = await catchUpShadow(store, owner, rulesFor, SHADOW, cursor, () => true);
    const swapped = await swap(store, owner, rulesFor, cursor);
    if (swapped) return { events, milliseconds: performance.now() - began, cursor: swapped };
  }
  throw new Error('the log grew faster than the rebuild could follow: try again at a quieter time');
}

/** Applies the small rest and swaps, under the projector's checkpoint; null where too much has come meanwhile. */
async function swap(store: EventStore, owner: Pool, rulesFor: RulesFor, from: Cursor): Promise<Cursor | null> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    // Waits for the projector's batch in hand; its next one fails its compare-and-set and takes up from here.
    const { rows } = await client.query<{ epoch: number; transaction_id: string; position: string }>('select epoch, transaction_id, position from log.checkpoints where name = $1 for update', [PROJECTOR]);
    const held = rows[0];
    const checkpoint = held ? { epoch: held.epoch, transactionId: held.transaction_id, position: held.position } : null;
    const rest = (await store.readAfter(from, SMALL_REST + 1)).filter((e) => checkpoint !== null && compareCursors(e.cursor, checkpoint) <= 0);
    if (rest.length > SMALL_REST) {
      await client.query('rollback');
      return null;
    }
    await new ReadModels(store, rulesFor, SHADOW).apply(rest.filter((e) => e.known), client);
    const cursor = rest.at(-1)?.cursor ?? from;
    await client.query(
      `insert into log.checkpoints (name, log_epoch, epoch, transaction_id, position) select $1, current, $2, $3, $4 from log.epoch
       on conflict (name) do update set log_epoch = excluded.log_epoch, epoch = excluded.epoch, transaction_id = excluded.transaction_id, position = excluded.position, updated_at = clock_timestamp()`,
      [PROJECTOR, cursor.epoch, cursor.transactionId, cursor.position],
    );
    await client.query('drop schema read cascade');
    await client.query(`alter schema ${SHADOW} rename to read`);
    await client.query('commit');
    return cursor;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
