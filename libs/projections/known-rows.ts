import type { ClientBase } from 'pg';
import { paired, saysTheSame } from './same-row';

/** A row with the span of time in which it is what was known. */
export type Known<R> = R & { known_from: string; known_to: string };

export interface Held<R> {
  row: Known<R>;
  /** Not yet in the table: it is written with this batch. */
  fresh: boolean;
}

interface Ended {
  key: string[];
  known_from: string;
  known_to: string;
}

const FOR_EVER = 'infinity';
/** Of columns in a key that are no text. */
const TYPES: Readonly<Record<string, string>> = { arming: '::int', as_of: '::date' };

/**
 * Gathers the changes of one table with known-from and known-to over a batch, and writes them at once: rows that hold no
 * longer are closed, rows that say something new are opened, rows that say the same are left alone.
 *
 * A row that held for no time at all (several commits within a millisecond, or a commit that a batch cut in two) is left
 * out, so that the rows are the same however the log was cut into batches.
 */
export class KnownRows<R extends object> {
  private readonly opened = new Set<Known<R>>();
  private readonly closed: Ended[] = [];
  private readonly deleted: Ended[] = [];

  constructor(
    /** Qualified table, e.g. read.item. */
    private readonly table: string,
    /** Columns that tell the rows of one moment apart. */
    private readonly key: readonly (keyof R & string)[],
    /** The row as the table has it, where that has more. */
    private readonly stored: (row: Known<R>) => object = (row) => row,
  ) {}

  /** Compares what held with what holds from `at` on. Both lists belong to one stream, and are small. */
  change(before: readonly Held<R>[], after: readonly R[], at: string): Held<R>[] {
    const { places, gone } = paired<R, Held<R>>(before, after, (a, b) => this.alike(a, b));
    const now = after.map((row, i) => {
      const held = places[i];
      if (held && saysTheSame<R>(held.row, row)) return held;
      if (held) this.end(held, at);
      const known: Known<R> = { ...row, known_from: at, known_to: FOR_EVER };
      this.opened.add(known);
      return { row: known, fresh: true };
    });
    for (const held of gone) this.end(held, at);
    return now;
  }

  private end(held: Held<R>, at: string): void {
    const { row } = held;
    if (held.fresh) {
      row.known_to = at;
      if (row.known_from === at) this.opened.delete(row);
      return;
    }
    const ended = { key: this.key.map((k) => String(row[k])), known_from: row.known_from, known_to: at };
    (row.known_from === at ? this.deleted : this.closed).push(ended);
  }

  /** Whether two rows tell of the same thing, at different moments. What comes from a table may be a number where a text was meant. */
  private alike(a: R, b: R): boolean {
    return this.key.every((k) => a[k] === b[k] || String(a[k]) === String(b[k]));
  }

  /** Writes the batch: endings first, so that no two rows of a key hold at once. */
  async flush(client: ClientBase): Promise<void> {
    const columns = this.key.map((_, i) => `k${i} text`).join(', ');
    const match = this.key.map((k, i) => `t.${k} = c.k${i}${TYPES[k] ?? ''}`).join(' and ');
    const source = `json_to_recordset($1::json) as c(${columns}, known_from timestamptz, known_to timestamptz)`;
    const rows = (ended: readonly Ended[]): string => JSON.stringify(ended.map(({ key, ...span }) => ({ ...Object.fromEntries(key.map((v, i) => [`k${i}`, v])), ...span })));
    if (this.deleted.length > 0) await client.query(`delete from ${this.table} t using ${source} where ${match} and t.known_from = c.known_from`, [rows(this.deleted)]);
    if (this.closed.length > 0) await client.query(`update ${this.table} t set known_to = c.known_to from ${source} where ${match} and t.known_from = c.known_from`, [rows(this.closed)]);
    if (this.opened.size > 0) await client.query(`insert into ${this.table} select * from json_populate_recordset(null::${this.table}, $1::json)`, [JSON.stringify(Array.from(this.opened, this.stored))]);
  }
}

/** Marks rows as written, once the batch is. */
export function settle(held: readonly Held<object>[]): void {
  for (const h of held) h.fresh = false;
}
