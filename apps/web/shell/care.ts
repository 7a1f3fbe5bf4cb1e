import { useSyncExternalStore } from 'react';

/** 关怀版: larger type and larger targets, as chosen on this device. */
const KEPT = 'duban-care';
const watchers = new Set<() => void>();

export const isCareful = (): boolean => localStorage.getItem(KEPT) !== null;

function show(): void {
  document.documentElement.toggleAttribute('data-care', isCareful());
}
show();

export function turnCare(on: boolean): void {
  if (on) localStorage.setItem(KEPT, 'on');
  else localStorage.removeItem(KEPT);
  show();
  watchers.forEach((told) => told());
}

function watch(told: () => void): () => void {
  watchers.add(told);
  return () => watchers.delete(told);
}

export const useCare = (): boolean => useSyncExternalStore(watch, isCareful);
