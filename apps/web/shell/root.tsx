import { lazy, useEffect } from 'react';
import { session } from '../api/session';
import { useSession } from '../api/use-session';
import { Failed } from '../parts/answered';
import { Boundary, Part } from '../parts/boundary';
import { part } from '../parts/lazy-part';
import { SignIn, SignInAgain } from '../pages/sign-in/sign-in';
import { WithLibrary } from './with-library';

const FirstPassword = lazy(part(() => import('../pages/password/first-password').then((m) => ({ default: m.FirstPassword }))));
const loadSigned = part(() => import('./signed').then((m) => ({ default: m.Signed })));
const Signed = lazy(loadSigned);

/** Everything around the pages. Who is not signed in gets the sign-in at whatever address, and goes on there. */
export function Root(): React.ReactNode {
  return (
    <Boundary whole>
      <Pages />
    </Boundary>
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
      <WithLibrary>
        <FirstPassword />
      </WithLibrary>
    );
  return (
    <Part>
      <Signed key={`${identity.personId}:${identity.unitId}`} />
      {ended && <SignInAgain />}
    </Part>
  );
}
