import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import { asRefused } from '../api/problem';
import { router } from './router';

/** The pages of one person in one unit, with answers and messages of their own: nobody who comes after them is shown any of it. */
export function Signed(): React.ReactNode {
  const [queries] = useState(newQueries);
  return (
    <App>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </App>
  );
}

/** Loads the page that the address leads to, before anybody is known to be signed in. */
export const loadHere = (): Promise<void> => router.load();

/** Refusals are not asked again; what was not answered is, twice. */
function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && asRefused(error).unanswered, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
