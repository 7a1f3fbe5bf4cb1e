import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './shell/global.css';
import { Root } from './shell/root';
import { loadWords } from './words/words';

await loadWords();
createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
