import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { session } from './api/session';
import './shell/global.css';
import { Root } from './shell/root';
import { libraryWords, loadWords } from './words/words';

// Whoever did not sign out goes on where the address leads: its page comes while the session is taken up.
if (session.lastLogin() !== undefined) void import('./shell/signed').then(({ loadHere }) => loadHere()).catch(() => undefined);
const [words] = await Promise.all([libraryWords(), loadWords(), session.begin()]);
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Root words={words} />
  </StrictMode>,
);
