import { useSyncExternalStore } from 'react';

/** From here on the menu stands beside the page; below it lies at the thumb. */
const WIDE = matchMedia('(min-width: 768px)');

function watch(told: () => void): () => void {
  WIDE.addEventListener('change', told);
  return () => WIDE.removeEventListener('change', told);
}

export const useWide = (): boolean => useSyncExternalStore(watch, () => WIDE.matches);
