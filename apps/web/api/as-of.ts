import { useSearch } from '@tanstack/react-router';

/** What every address may say beside what its page knows. */
export interface AsOfSearch {
  /** Everything is shown as known at the end of this day, to be read only. */
  asOf?: string;
}

export function readAsOf(found: Record<string, unknown>): AsOfSearch {
  const { asOf } = found;
  return typeof asOf === 'string' && /^\d{4}-\d\d-\d\d$/.test(asOf) ? { asOf } : {};
}

/** The past day that is looked at; undefined: now. */
export function useAsOf(): string | undefined {
  return useSearch({ strict: false }).asOf;
}

/** Whether the address shows a past day, for what stands outside the pages. */
export const looksBack = (): boolean => new URLSearchParams(window.location.search).has('asOf');
