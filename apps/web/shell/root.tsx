import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { lazy, useState } from 'react';
import { asRefused } from '../api/problem';
import { session } from '../api/session';
import { useSession } from '../api/use-session';
import { Failed } from '../parts/answered';
import { Boundary, Part } from '../parts/boundary';
import { part } from '../parts/lazy-part';
import { router } from './router';
import { SignIn, SignInAgain } from '../pages/sign-in/sign-in';
import { theme } from './theme';

const FirstPassword = lazy(part(() => import('../pages/password/first-password').then((m) => ({ default: m.FirstPassword }))));
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Everything around the pages. Words of the component library are there from the start: given later, it would make the page anew
 * and what was typed by then would be gone. Who is not signed in gets the sign-in at whatever address, and goes on there.
 *
 * @param words undefined: English, which it speaks unless told
 */
export function Root({ words }: { words: Locale | undefined }): React.ReactNode {
  return (
    <ConfigProvider button={{ autoInsertSpace: false }} theme={theme} locale={words} csp={{ nonce }}>
      <Boundary whole>
        <Pages />
      </Boundary>
    </ConfigProvider>
  );
}

function Pages(): React.ReactNode {
  const { identity, ended, away } = useSession();
  if (away !== undefined) return <Failed error={away} again={() => void session.begin()} />;
  if (identity === undefined) return null;
  if (identity === null) return <SignIn />;
  if (identity.mustChangePassword)
    return (
      <Part>
        <FirstPassword />
      </Part>
    );
  return (
    <>
      <Signed key={`${identity.personId}:${identity.unitId}`} />
      {ended && <SignInAgain />}
    </>
  );
}

/** The pages of one person in one unit, with answers and messages of their own: nobody who comes after them is shown any of it. */
function Signed(): React.ReactNode {
  const [queries] = useState(newQueries);
  return (
    <App>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </App>
  );
}

/** Refusals are not asked again; what was not answered is, twice. */
function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && asRefused(error).unanswered, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
