import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from './client';

export type Plan = Schemas['PlanBody'];
export type PlanRow = Schemas['PlanRowBody'];
export type Question = Schemas['DecisionBody'];
export type DraftItem = Schemas['DraftItemBody'];

/** Questions that an act on a plan changes the answers of. */
export const PLAN_SHOWN = ['plan', 'plans', 'rehearsal', 'roster'] as const;

/** One plan, as known on a day; undefined: now. A draft that is being issued is asked for again every second, until it is. */
export function usePlan(planId: string, asOf?: string): UseQueryResult<Plan> {
  return useQuery({
    queryKey: ['plan', planId, { asOf }],
    queryFn: () => answer(api.GET('/plans/{planId}', { params: { path: { planId }, query: { ...(asOf && { asOf }) } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'issuing' ? 1000 : false),
  });
}

/** Titles of the plans that there are; none until they are `wanted`. */
export function usePlanTitles(wanted = true): PlanRow[] {
  return useQuery({ queryKey: ['plans', 'titles'], queryFn: () => answer(api.GET('/plans')), enabled: wanted }).data?.rows ?? [];
}

/** What a person answered to a question of the draft; undefined where nobody did. */
export function answered(plan: Plan, questionId: string): { optionId: string; value: string | null } | undefined {
  return (plan.settled as Record<string, { optionId: string; value: string | null }>)[questionId];
}

/** Questions that nobody answered, in the order in which the API shows them: blocking ones first, then the least sure. */
export function openQuestions(plan: Plan): Question[] {
  return plan.decisions.filter(({ id }) => answered(plan, id) === undefined);
}
