import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { NOW } from '../../api/as-of';
import { after } from '../../api/written';
import { currentOf, questionOf, type LedgerSearch } from '../ledger/search';

export type Dashboard = Schemas['DashboardBody'];

const MINUTE = 60_000;

/** Counts as they are now, asked again each minute, or as they were known on a past day. */
export function useDashboard(planId: string | undefined, asOf?: string): UseQueryResult<Dashboard> {
  return useQuery({ queryKey: ['dashboard', planId, asOf], queryFn: () => answer(api.GET('/dashboard', { params: { query: { planId, ...currentOf({ planId }), ...(asOf === undefined ? after() : { asOf }) } } })), refetchInterval: MINUTE });
}

/** Counts at the end of a past day, which do not change any more, or of now beside them. An error where the record does not reach so far back. */
export function useDashboardAt(planId: string | undefined, day: string | undefined): UseQueryResult<Dashboard> {
  return useQuery({ queryKey: ['dashboard', planId, day], enabled: day !== undefined, ...(day === NOW ? { refetchInterval: MINUTE } : { staleTime: Infinity }), queryFn: () => answer(api.GET('/dashboard', { params: { query: { planId, ...currentOf({ planId }), asOf: day } } })) });
}

export function useTrend(planId: string | undefined, days: readonly string[]): UseQueryResult<Schemas['TrendBody']> {
  return useQuery({ queryKey: ['dashboard', 'trend', planId, days], enabled: days.length > 0, queryFn: () => answer(api.GET('/dashboard/trend', { params: { query: { planId, ...currentOf({ planId }), days: days.join(','), ...after() } } })), refetchInterval: 5 * MINUTE });
}

/** The first rows of a list and how many there are: a figure is the count of the list that it opens. */
export function useList(search: LedgerSearch | undefined, limit = 0): UseQueryResult<Schemas['LedgerBody']> {
  return useQuery({ queryKey: ['ledger', 'of', search, limit], enabled: search !== undefined, queryFn: () => answer(api.GET('/ledger', { params: { query: { ...questionOf(search!), limit, ...(search?.asOf === undefined && after()) } } })), refetchInterval: MINUTE });
}

export const OPEN: NonNullable<LedgerSearch['status']> = ['awaitingReceipt', 'inProgress', 'submitted'];

export function countOf(rows: readonly { light: string; count: number }[], light: string): number {
  return rows.filter((r) => r.light === light).reduce((sum, { count }) => sum + count, 0);
}
