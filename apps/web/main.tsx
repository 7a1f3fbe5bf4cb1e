import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { session } from './api/session';
import './shell/global.css';
import { Root } from './shell/root';
import { libraryWords, loadWords } from './words/words';

const [words] = await Promise.all([libraryWords(), loadWords(), session.begin()]);
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Root words={words} />
  </StrictMode>,
);
