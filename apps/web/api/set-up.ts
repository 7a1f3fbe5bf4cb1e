import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

export type SetUp = Schemas['SetUpBody'];

/** How far a new system is. @param wanted whether it is asked at all */
export function useSetUp(wanted = true): UseQueryResult<SetUp> {
  return useQuery({ queryKey: ['set-up'], queryFn: () => answer(api.GET('/set-up')), enabled: wanted });
}
