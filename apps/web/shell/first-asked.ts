import type { QueryClient } from '@tanstack/react-query';
import { rosterOf } from '../api/units';
import { session } from '../api/session';
import { newQueries } from './queries';
import { router } from './router';

/** A question as the page itself asks it: its answer is found under the same key. */
export interface Asked {
  queryKey: readonly unknown[];
  queryFn: () => Promise<unknown>;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page asks for first; undefined where that depends on more than its address. */
    first?: (search: object, params: Record<string, string>) => Asked | undefined;
  }
}

let early: QueryClient | undefined;

/**
 * Asks what the page of the address will ask, as soon as there is a session: its script is still on its way then, and drawing it takes
 * longer than the answer. Of a past day the page itself asks: what it is of is known when it is drawn.
 */
export async function askFirst(): Promise<void> {
  if (session.get().identity === null || (await session.accessToken()) === null) return;
  const match = router.matchRoutes(router.latestLocation).at(-1);
  if (match === undefined || match.search.asOf !== undefined) return;
  early = newQueries();
  for (const asked of [rosterOf(undefined), match.staticData.first?.(match.search, match.params)]) if (asked !== undefined) void early.prefetchQuery(asked);
}

/** A place for answers, with what has been asked by then. */
export const firstQueries = (): QueryClient => early ?? newQueries();

/** From the first drawing on: what was asked is for the person whose session it was, and for nobody after them. */
export const endFirst = (): void => void (early = undefined);
