import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { after } from '../../api/written';
import type { LedgerSearch } from './search';

export type LedgerRow = Schemas['LedgerRowBody'];
/** What is asked of the API. */
export type Filter = Omit<LedgerSearch, 'group'>;
/** Rows asked for at a time. */
const WINDOW = 100;
/** Rows beyond the screen that are asked for as well. */
const AHEAD = 50;

function ask(search: Filter, offset: number, limit = WINDOW): Promise<Schemas['LedgerBody']> {
  return answer(api.GET('/ledger', { params: { query: { ...search, offset, limit, ...(search.asOf === undefined && after()) } } }));
}

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
  const first = useQuery({ queryKey: ['ledger', search, 0], queryFn: () => ask(search, 0), placeholderData: keepPreviousData });
  const offsets: number[] = [];
  // A screen ahead and a screen behind, so that rows are there before they are scrolled to.
  for (let offset = Math.floor(Math.max(0, from - AHEAD) / WINDOW) * WINDOW; offset <= to + AHEAD; offset += WINDOW) if (offset > 0) offsets.push(offset);
  const more = useQueries({ queries: offsets.map((offset) => ({ queryKey: ['ledger', search, offset], queryFn: () => ask(search, offset) })) });
  return {
    first,
    at: (index) => {
      const offset = Math.floor(index / WINDOW) * WINDOW;
      const page = offset === 0 ? first.data : more[offsets.indexOf(offset)]?.data;
      return page?.rows[index - offset];
    },
  };
}
