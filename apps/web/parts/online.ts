import { useSyncExternalStore } from 'react';

function watch(told: () => void): () => void {
  for (const name of ['online', 'offline']) window.addEventListener(name, told);
  return () => {
    for (const name of ['online', 'offline']) window.removeEventListener(name, told);
  };
}

/** Whether the device has a network at all, as the browser knows it. */
export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine);
