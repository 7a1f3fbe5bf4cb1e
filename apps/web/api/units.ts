import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { NOW, useAsOf } from './as-of';
import { answer, api, type Schemas } from './client';

export type Roster = Schemas['RosterBody'];
type Unit = Schemas['UnitBody'];
const NONE: readonly Unit[] = [];

/** The roster as known on a day; undefined: now. */
export const rosterOf = (asOf: string | undefined) => ({ queryKey: ['roster', asOf ?? null], queryFn: () => answer(api.GET('/roster', { params: { query: { asOf: asOf ?? NOW } } })) });

/** All units and groups, as known on a day; undefined: now. @param staleTime how long an answer is taken as it is, in ms */
export function useRoster(asOf: string | undefined, staleTime = 0): UseQueryResult<Roster> {
  return useQuery({ ...rosterOf(asOf), staleTime });
}

/** Units and their names: every list speaks of units by id. On a past day they bear the names that they had then. */
export function useUnits(): { units: readonly Unit[]; nameOf: (unitId: string) => string } {
  const asOf = useAsOf();
  const now = useRoster(undefined, 300_000).data?.units ?? NONE;
  const units = useRoster(asOf, 300_000).data?.units ?? now;
  // What is told of the present on a page of the past, such as for whom one acts, may have come later.
  return { units, nameOf: useCallback((unitId: string) => [...units, ...now].find(({ id }) => id === unitId)?.name ?? unitId, [units, now]) };
}
