import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api, type Schemas } from './client';

type Unit = Schemas['UnitBody'];
const NONE: readonly Unit[] = [];

/** Units and their names: every list speaks of units by id. */
export function useUnits(): { units: readonly Unit[]; nameOf: (unitId: string) => string } {
  const { data } = useQuery({ queryKey: ['roster'], queryFn: () => answer(api.GET('/roster')), staleTime: 300_000 });
  const units = data?.units ?? NONE;
  return { units, nameOf: useCallback((unitId: string) => units.find(({ id }) => id === unitId)?.name ?? unitId, [units]) };
}
