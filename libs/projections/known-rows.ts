import type { ClientBase } from 'pg';

/** A row with the span of time in which it is what was known. */
export type Known<R> = R & { version: number; known_from: string; known_to: string };

interface Held<R> {
  row: Known<R>;
  text: string;
  /** Not yet in the table: it is written with this batch. */
  fresh: boolean;
}

const FOR_EVER = 'infinity';

/**
 * Gathers the changes of one table with known-from and known-to over a batch, and writes them at once: rows that hold no
 * longer are closed, rows that say something new are opened, rows that say the same are left alone.
 */
export class KnownRows<R extends object> {
  private readonly opened: Known<R>[] = [];
  private readonly closed: { key: string[]; version: number; known_to: string }[] = [];

  constructor(
    /** Qualified table, e.g. read.item. */
    private readonly table: string,
    /** Columns that tell the rows of one moment apart. */
    private readonly key: readonly (keyof R & string)[],
  ) {}

  /** Compares what held with what holds from `at` on. Both lists belong to one stream, and are small. */
  change(before: readonly Held<R>[], after: readonly R[], version: number, at: string): Held<R>[] {
    const left = new Map(before.map((h) => [this.keyOf(h.row), h]));
    const now: Held<R>[] = [];
    for (const row of after) {
      const key = this.keyOf(row);
      const text = JSON.stringify(row);
      const held = left.get(key);
      left.delete(key);
      if (held && held.text === text) {
        now.push(held);
        continue;
      }
      if (held) this.close(held, at);
      const known: Known<R> = { ...row, version, known_from: at, known_to: FOR_EVER };
      this.opened.push(known);
      now.push({ row: known, text, fresh: true });
    }
    for (const gone of left.values()) this.close(gone, at);
    return now;
  }

  private close(held: Held<R>, at: string): void {
    if (held.fresh) held.row.known_to = at;
    else this.closed.push({ key: this.key.map((k) => String(held.row[k])), version: held.row.version, known_to: at });
  }

  private keyOf(row: R): string {
    return this.key.map((k) => String(row[k])).join('\u0000');
  }

  /** Writes the batch: closings first, so that no two rows of a key hold at once. */
  async flush(client: ClientBase): Promise<void> {
    if (this.closed.length > 0) {
      const columns = this.key.map((_, i) => `k${i} text`).join(', ');
      const match = this.key.map((k, i) => `t.${k}::text = c.k${i}`).join(' and ');
      const rows = this.closed.map((c) => ({ ...Object.fromEntries(c.key.map((v, i) => [`k${i}`, v])), version: c.version, known_to: c.known_to }));
      await client.query(
        `update ${this.table} t set known_to = c.known_to from json_to_recordset($1::json) as c(${columns}, version bigint, known_to timestamptz) where ${match.replace(/t\.(item_id|assignment_id|duty)::text/g, 't.$1')} and t.version = c.version`,
        [JSON.stringify(rows)],
      );
    }
    if (this.opened.length > 0) {
      await client.query(`insert into ${this.table} select * from json_populate_recordset(null::${this.table}, $1::json)`, [JSON.stringify(this.opened)]);
    }
  }
}

/** Rows as held in memory between batches, marked as written. */
export function settled<R>(held: readonly Held<R>[]): Held<R>[] {
  for (const h of held) h.fresh = false;
  return [...held];
}

export type { Held };
