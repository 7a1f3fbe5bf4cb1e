import type { ClientBase, Pool } from 'pg';
import type { RulesBook } from './rules.book';

/**
 * How many changes of rules items and proceedings have met: those that a pass has reached the first `through`, those behind it the
 * first `base`. A pass goes through the items by id, then through the proceedings by stream.
 */
export interface Passed {
  base: number;
  through: number;
  /** The last item that was reached. */
  itemId: string;
  /** The last proceeding that was reached; null while the pass is at the items. */
  proceeding: string | null;
}

/** How many changes an item has met that no event has reached since. */
export function metByItem({ base, through, itemId, proceeding }: Passed, id: string): number {
  return proceeding !== null || itemId >= id ? through : base;
}

/** The same of a proceeding, by its stream. */
export function metByProceeding({ base, through, proceeding }: Passed, stream: string): number {
  return proceeding !== null && proceeding >= stream ? through : base;
}

/** How far items and proceedings have been looked at again since the rules changed; kept with the rows, so that a restart goes on. */
export const ItemsPassed = {
  async read(client: Pool | ClientBase, schema: string): Promise<Passed> {
    const { rows } = await client.query<{ base: number; through: number; item_id: string; proceeding: string | null }>(`select base, through, item_id, proceeding from ${schema}.rules_pass`);
    const [row] = rows;
    return row ? { base: row.base, through: row.through, itemId: row.item_id, proceeding: row.proceeding } : { base: 0, through: 0, itemId: '', proceeding: null };
  },

  async write(client: ClientBase, schema: string, { base, through, itemId, proceeding }: Passed): Promise<void> {
    await client.query(
      `insert into ${schema}.rules_pass (base, through, item_id, proceeding) values ($1, $2, $3, $4)
       on conflict (one) do update set base = excluded.base, through = excluded.through, item_id = excluded.item_id, proceeding = excluded.proceeding`,
      [base, through, itemId, proceeding],
    );
  },

  /** The next items, by id, that the changes under way may concern. */
  async next(client: ClientBase, schema: string, { base, through, itemId }: Passed, book: RulesBook, limit: number): Promise<string[]> {
    const concerns = Array.from({ length: through - base }, (_, i) => book.change(base + i).concern).filter((c) => c.kind !== 'none');
    if (concerns.length === 0) return [];
    const units = concerns.flatMap((c) => (c.kind === 'unit' ? [c.unitId] : []));
    const only = units.length === concerns.length ? 'and exists (select from ' + `${schema}.assignment a where a.item_id = i.item_id and a.unit_id = any($3) and a.known_to = 'infinity')` : '';
    const { rows } = await client.query<{ item_id: string }>(
      `select item_id from ${schema}.item i where known_to = 'infinity' and item_id > $1 ${only} order by item_id limit $2`,
      only === '' ? [itemId, limit] : [itemId, limit, units],
    );
    return rows.map((r) => r.item_id);
  },

  /** The next proceedings, by stream, that the changes under way may concern. */
  async nextProceedings(client: ClientBase, schema: string, { base, through, proceeding }: Passed, book: RulesBook, limit: number): Promise<string[]> {
    const concerned = Array.from({ length: through - base }, (_, i) => book.change(base + i).concern.kind).some((kind) => kind !== 'none' && kind !== 'unit');
    if (!concerned) return [];
    const { rows } = await client.query<{ stream: string }>(
      `select stream from (select (kind || '/' || proceeding_id) collate "C" as stream from ${schema}.proceeding where known_to = 'infinity') p where stream > $1 order by stream limit $2`,
      [proceeding ?? '', limit],
    );
    return rows.map((r) => r.stream);
  },
};
