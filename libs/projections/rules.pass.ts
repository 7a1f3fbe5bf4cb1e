import type { ClientBase, Pool } from 'pg';
import type { RulesBook } from './rules.book';

/** Items up to `itemId` have met the first `through` changes of rules, those behind it the first `base`. */
export interface Passed {
  base: number;
  through: number;
  itemId: string;
}

/** How far the open items have been looked at again since the rules changed; kept with the rows, so that a restart goes on. */
export const ItemsPassed = {
  async read(client: Pool | ClientBase, schema: string): Promise<Passed> {
    const { rows } = await client.query<{ base: number; through: number; item_id: string }>(`select base, through, item_id from ${schema}.rules_pass`);
    const [row] = rows;
    return row ? { base: row.base, through: row.through, itemId: row.item_id } : { base: 0, through: 0, itemId: '' };
  },

  async write(client: ClientBase, schema: string, { base, through, itemId }: Passed): Promise<void> {
    await client.query(
      `insert into ${schema}.rules_pass (base, through, item_id) values ($1, $2, $3)
       on conflict (one) do update set base = excluded.base, through = excluded.through, item_id = excluded.item_id`,
      [base, through, itemId],
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
};
