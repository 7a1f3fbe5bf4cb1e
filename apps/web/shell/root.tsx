import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { lazy, useEffect } from 'react';
import { session } from '../api/session';
import { useSession } from '../api/use-session';
import { Failed } from '../parts/answered';
import { Boundary, Part } from '../parts/boundary';
import { part } from '../parts/lazy-part';
import { SignIn, SignInAgain } from '../pages/sign-in/sign-in';
import { useCare } from './care';
import { themeOf } from './theme';

const FirstPassword = lazy(part(() => import('../pages/password/first-password').then((m) => ({ default: m.FirstPassword }))));
const loadSigned = part(() => import('./signed').then((m) => ({ default: m.Signed })));
const Signed = lazy(loadSigned);
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Everything around the pages. Words of the component library are there from the start: given later, it would make the page anew
 * and what was typed by then would be gone. Who is not signed in gets the sign-in at whatever address, and goes on there.
 *
 * @param words undefined: English, which it speaks unless told
 */
export function Root({ words }: { words: Locale | undefined }): React.ReactNode {
  return (
    <ConfigProvider button={{ autoInsertSpace: false }} theme={themeOf(useCare())} locale={words} csp={{ nonce }}>
      <Boundary whole>
        <Pages />
      </Boundary>
    </ConfigProvider>
  );
}

function Pages(): React.ReactNode {
  const { identity, ended, away } = useSession();
  // Who signs in finds the pages there by then; who is signed in already waits for nothing else first.
  useEffect(() => void loadSigned().catch(() => undefined), []);
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
    <Part>
      <Signed key={`${identity.personId}:${identity.unitId}`} />
      {ended && <SignInAgain />}
    </Part>
  );
}
