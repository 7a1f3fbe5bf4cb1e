import { answer, api, type Schemas } from '../../api/client';
import { after } from '../../api/written';
import { questionOf, type LedgerSearch } from './search';

/** What is asked of the API. */
export type Filter = Omit<LedgerSearch, 'group'>;
/** Rows asked for at a time. */
export const WINDOW = 100;

/** A window of the rows that a filter finds. */
export const rowsFrom = (search: Filter, offset: number) => ({ queryKey: ['ledger', search, offset], queryFn: () => ask(search, offset) });

/** What the page asks for first, unless it stands in groups. */
export const asksFirst = ({ group, ...filter }: LedgerSearch) => (group === undefined ? rowsFrom(filter, 0) : undefined);

export function ask(search: Filter, offset: number, limit = WINDOW): Promise<Schemas['LedgerBody']> {
  return answer(api.GET('/ledger', { params: { query: { ...questionOf(search), offset, limit, ...(search.asOf === undefined && after()) } } }));
}
