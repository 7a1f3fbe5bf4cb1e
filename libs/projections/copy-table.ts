import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Value = string | number | boolean | null | readonly string[] | readonly number[];

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c]!) : text;
}

function textOf(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'object') return escaped(`{${value.map((v) => (typeof v === 'number' ? v : `"${v.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`);
  return String(value);
}

/** Three bytes for a character of Chinese is the most that UTF-8 takes for one unit of a string. */
const MOST_BYTES = 3;

/** Rows for one table, in the text that COPY reads, kept as bytes: objects and pieces of strings would be copied about by the collector. */
export class CopyTable<R extends object, S extends object = R> {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private used = 0;

  constructor(
    /** Qualified. */
    private readonly table: string,
    private readonly columns: readonly (keyof S & string)[],
    /** The row as the table has it, where that has more. */
    private readonly stored: (row: R) => S = (row) => row as unknown as S,
  ) {}

  /** Adds a row; `more` are the values of columns that stand behind those of the row. */
  add(row: R, ...more: string[]): void {
    const { columns } = this;
    const stored = this.stored(row);
    let line = textOf(stored[columns[0]!] as Value);
    for (let i = 1; i < columns.length; i++) line += `\t${textOf(stored[columns[i]!] as Value)}`;
    for (const value of more) line += `\t${value}`;
    this.write(`${line}\n`);
  }

  private write(line: string): void {
    const least = this.used + line.length * MOST_BYTES;
    if (least > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(least, 2 * this.bytes.length));
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    this.used += this.bytes.write(line, this.used);
  }

  async flush(client: PoolClient, ...moreColumns: string[]): Promise<void> {
    if (this.used === 0) return;
    const stream = client.query(copyFrom(`copy ${this.table} (${[...this.columns, ...moreColumns].join(', ')}) from stdin`));
    stream.end(this.bytes.subarray(0, this.used));
    await finished(stream);
  }
}
