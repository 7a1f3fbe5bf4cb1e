import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useAsOf } from '../../../api/as-of';
import { answer, api, type Schemas } from '../../../api/client';
import type { Found } from '../acts/known';
import type { Kind } from '../search';

/** Files of a matter that the reader may see, as known on the day that is looked at: those of parts that they may not see are not among them. */
export function useFiles({ kind, id }: Pick<Found, 'kind' | 'id'>): UseQueryResult<Schemas['ProceedingEvidenceListBody']> {
  const asOf = useAsOf();
  return useQuery({ queryKey: ['proceeding', kind, id, 'evidence', { asOf }], queryFn: () => answer(api.GET('/proceedings/{kind}/{id}/evidence', { params: { path: { kind: kind as Kind, id }, query: { ...(asOf && { asOf }) } } })) });
}

export const pathOf = ({ kind, id }: Pick<Found, 'kind' | 'id'>, evidenceId: string): string => `/proceedings/${kind}/${id}/evidence/${evidenceId}`;
