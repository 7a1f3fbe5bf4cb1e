import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';

/** What happens next with an item, and what time it is for the domain: a demo's clock runs ahead of the device's. */
export function useAgenda(itemId: string, asOf?: string): UseQueryResult<Schemas['AgendaBody']> {
  return useQuery({ queryKey: ['agenda', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/agenda', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
}
