import { useSyncExternalStore } from 'react';

/** The width up to which the pages are laid out for a phone; styles say the same. */
const PHONE = matchMedia('(max-width: 575px)');

/** Whether the page is as narrow as on a phone; from the first drawing on. */
export function useOnPhone(): boolean {
  return useSyncExternalStore((changed) => {
    PHONE.addEventListener('change', changed);
    return () => PHONE.removeEventListener('change', changed);
  }, () => PHONE.matches);
}
