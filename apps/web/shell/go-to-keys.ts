import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { rolesOf, useIdentity } from '../api/use-session';
import { useKeys } from '../parts/keys';
import { pagesFor } from './pages';

/** How long g waits for the letter of a page, in milliseconds. */
const WAITS_MS = 1500;
const LETTERS = { KeyW: 'workbench', KeyO: 'overview', KeyT: 'toDo', KeyL: 'ledger', KeyM: 'inbox' } as const;

/** g and a letter go to a page that the reader has; ? goes to the help. */
export function useGoToKeys(): void {
  const navigate = useNavigate();
  const pages = pagesFor(rolesOf(useIdentity()));
  const pressedG = useRef(-Infinity);
  const goTo = (key: string) => (): void => {
    const page = pages.find((p) => p.key === key);
    if (page !== undefined && performance.now() - pressedG.current < WAITS_MS) void navigate({ to: page.path });
    pressedG.current = -Infinity;
  };
  useKeys({
    KeyG: () => (pressedG.current = performance.now()),
    Slash: (event) => event.shiftKey && void navigate({ to: '/help' }),
    ...Object.fromEntries(Object.entries(LETTERS).map(([code, key]) => [code, goTo(key)])),
  });
}
