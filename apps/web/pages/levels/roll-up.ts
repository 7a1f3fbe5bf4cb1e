import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { after } from '../../api/written';
import { figure as written } from '../../words/figures';

export type RollUp = Schemas['RollUpBody'];
export type Figure = RollUp['targets'][number];

/** @param known as known at the end of this day; left out: now. Of no day nothing is asked */
export function useRollUpOfPlan(planId: string, known?: string, wanted = true): UseQueryResult<RollUp> {
  return useQuery({ queryKey: ['roll-up', 'plan', planId, known ?? null], enabled: wanted, queryFn: () => answer(api.GET('/plans/{planId}/roll-up', { params: { path: { planId }, query: known === undefined ? after() : { asOf: known } } })) });
}

export function useRollUpOfItem(itemId: string): UseQueryResult<RollUp> {
  return useQuery({ queryKey: ['roll-up', 'item', itemId], queryFn: () => answer(api.GET('/items/{itemId}/roll-up', { params: { path: { itemId }, query: after() } })) });
}

/** How figures of a roll-up are told: with their unit, and what nobody told as such, never as nought. */
export function useTold(): { value: (value: number | null, unit?: string) => string; source: (figure: Figure, source: string) => string } {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return {
    value: (value, unit = '') => (value === null ? t('levels.notTold') : `${written(value)} ${unit}`.trim()),
    source: (figure, source) => {
      const found = figure.sources.find((s) => s.source === source);
      return found === undefined ? source : `${nameOf(found.unitId)} ${found.value === null ? t('levels.notTold') : written(found.value)}`;
    },
  };
}
