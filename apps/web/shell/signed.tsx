import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { askFirst, endFirst, firstQueries } from './first-asked';
import { router } from './router';
import { loadLibrary } from './with-library';

/** What a page asks for first has come by then. */
const AFTER_MS = 2_000;

/** The pages of one person in one unit, with answers and messages of their own: nobody who comes after them is shown any of it. */
export function Signed(): React.ReactNode {
  const [queries] = useState(firstQueries);
  useEffect(endFirst, []);
  // Pages that do without the component library lead to others: it comes once they stand.
  useEffect(() => router.subscribe('onRendered', () => setTimeout(() => whenIdle(() => void loadLibrary().catch(() => undefined)), AFTER_MS)), []);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

/** Loads the page that the address leads to, before anybody is known to be signed in. */
export function loadHere(): Promise<void> {
  const plain = router.matchRoutes(router.latestLocation).at(-1)?.staticData.plain === true;
  if (!plain) void loadLibrary().catch(() => undefined);
  void askFirst().catch(() => undefined);
  return router.load();
}

/** Safari knows no idle moments. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, 1_000);
}
