import { QueryClient } from '@tanstack/react-query';
import { asRefused } from '../api/problem';

/** Answers of one person in one unit, of one day. Refusals are not asked again; what was not answered is, twice. */
export function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && asRefused(error).unanswered, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
