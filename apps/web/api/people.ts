import { useQueries, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

type Person = Schemas['PersonBody'];
const NONE: readonly Person[] = [];

const peopleOf = (unitId: string) => ({ queryKey: ['people', unitId], queryFn: () => answer(api.GET('/roster/units/{unitId}/people', { params: { path: { unitId } } })), staleTime: 300_000, retry: false });

/** Who works in a unit, for who is to name one of them; nobody where no unit is chosen yet. */
export function usePeople(unitId: string | null | undefined): { people: readonly Person[]; asking: boolean } {
  const query = useQuery({ ...peopleOf(unitId ?? ''), enabled: unitId != null && unitId !== '' });
  return { people: query.data?.people ?? NONE, asking: query.isFetching };
}

/** Names of persons of these units, for who may see them; undefined for everybody else. */
export function useNamesIn(unitIds: readonly string[]): (personId: string) => string | undefined {
  const found = useQueries({ queries: [...new Set(unitIds)].map(peopleOf) });
  const people = found.flatMap(({ data }) => data?.people ?? []);
  return (personId) => people.find((p) => p.personId === personId)?.name;
}
