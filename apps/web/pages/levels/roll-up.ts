import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { after } from '../../api/written';
import { figure as written } from '../../words/figures';

export type RollUp = Schemas['RollUpBody'];
export type Figure = RollUp['targets'][number];

/** Of which days figures are asked for; what is left out: as known now, the newest, nothing old. */
export interface RollUpDays {
  /** As known at the end of this day. */
  known?: string | undefined;
  /** True of this day: later values do not count. */
  day?: string | undefined;
  /** Values of before this day are old. */
  since?: string | undefined;
}

export function useRollUpOfPlan(planId: string, { known, day, since }: RollUpDays, wanted = true): UseQueryResult<RollUp> {
  const query = { ...(known === undefined ? after() : { asOf: known }), ...(day && { day }), ...(since && { since }) };
  return useQuery({ queryKey: ['roll-up', 'plan', planId, known ?? null, day ?? null, since ?? null], enabled: wanted, placeholderData: keepPreviousData, queryFn: () => answer(api.GET('/plans/{planId}/roll-up', { params: { path: { planId }, query } })) });
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
