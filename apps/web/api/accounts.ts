import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { allPages } from './all-pages';
import { answer, api, type Schemas } from './client';

export type Account = Schemas['AccountBody'];

/** All accounts, however many; of a unit those that have a role in it. */
export function useAccounts(unitId?: string): UseQueryResult<Account[]> {
  return useQuery({
    queryKey: ['accounts', unitId],
    queryFn: () => allPages(async (after) => (await answer(api.GET('/accounts', { params: { query: { ...(unitId !== undefined && { unitId }), ...(after !== undefined && { after }) } } }))).rows, ({ login }) => login),
  });
}
