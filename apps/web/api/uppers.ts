import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

/** Figures of a higher plan's item; undefined where there are none to count towards, or they are not known yet. */
export type Uppers = Schemas['ItemToTakeUpBody']['targets'] | undefined;

/** What of a plan may be taken up, as it now stands. */
export const toTakeUp = (planId: string) => ({ queryKey: ['plans', 'to-take-up', planId], queryFn: () => answer(api.GET('/plans/{planId}/to-take-up', { params: { path: { planId } } })) });

/** The figures of the item that an item takes up. @param upper of that item; none: nothing is asked */
export function useUppers(upper: { planId: string; itemId: string } | null | undefined): Uppers {
  const found = useQuery({ ...toTakeUp(upper?.planId ?? ''), enabled: upper != null }).data;
  return found?.items.find(({ itemId }) => itemId === upper?.itemId)?.targets;
}
