import { answer, api } from './client';

/** An item as it is, or as known at the end of a day. */
export const itemOf = (itemId: string, asOf?: string) => ({ queryKey: ['item', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
