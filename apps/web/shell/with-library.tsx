import { lazy } from 'react';
import { Part } from '../parts/boundary';
import { part } from '../parts/lazy-part';
import { libraryWords } from '../words/words';

/**
 * Loads the component library, with its words in the reader's language: given later, they would make the page anew and what was typed by then would be gone.
 * The sign-in, the frame and the to-do list do without it, since on a slow device it takes longer to come than all the rest.
 */
export const loadLibrary = part(async () => {
  const [{ Library }, words] = await Promise.all([import('./library'), libraryWords()]);
  return { default: ({ children }: { children?: React.ReactNode }) => <Library words={words}>{children}</Library> };
});
const Library = lazy(loadLibrary);

/** Around whatever uses components of the library. */
export function WithLibrary({ children }: { children: React.ReactNode }): React.ReactNode {
  return (
    <Part>
      <Library>{children}</Library>
    </Part>
  );
}
