import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../api/client';
import { ask, rowsFrom, WINDOW, type Filter } from './asked';

export type LedgerRow = Schemas['LedgerRowBody'];
/** Rows beyond the screen that are asked for as well. */
const AHEAD = 50;

/** Rows that a page of the API holds at most, and those that are put on paper at once. */
const MOST = 500;
export const MOST_PRINTED = 2_000;

/** All rows of a filter, as far as they are put on paper. */
export async function allRows(search: Filter): Promise<{ rows: LedgerRow[]; total: number; asOf: string }> {
  const rows: LedgerRow[] = [];
  for (;;) {
    const { rows: more, total, asOf } = await ask(search, rows.length, MOST);
    rows.push(...more);
    if (more.length === 0 || rows.length >= Math.min(total, MOST_PRINTED)) return { rows, total, asOf };
  }
}

export interface Rows {
  /** The first window: what decides whether there is a list at all. */
  first: ReturnType<typeof useQuery<Schemas['LedgerBody']>>;
  at: (index: number) => LedgerRow | undefined;
}

/** The rows of a filter, a window of them at a time: only those that are looked at are asked for. */
export function useRows(search: Filter, from: number, to: number): Rows {
  const first = useQuery({ ...rowsFrom(search, 0), placeholderData: keepPreviousData });
  const offsets: number[] = [];
  // A screen ahead and a screen behind, so that rows are there before they are scrolled to.
  for (let offset = Math.floor(Math.max(0, from - AHEAD) / WINDOW) * WINDOW; offset <= to + AHEAD; offset += WINDOW) if (offset > 0) offsets.push(offset);
  const more = useQueries({ queries: offsets.map((offset) => rowsFrom(search, offset)) });
  return {
    first,
    at: (index) => {
      const offset = Math.floor(index / WINDOW) * WINDOW;
      const page = offset === 0 ? first.data : more[offsets.indexOf(offset)]?.data;
      return page?.rows[index - offset];
    },
  };
}
