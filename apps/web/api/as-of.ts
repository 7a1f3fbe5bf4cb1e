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

/** What a question says as `asOf` that is about the present also on a page of the past. */
export const NOW = '';

let shown: string | undefined;

/** Says of which day the page is; undefined: now. Whoever draws a page says so before anything in it asks. */
export const showDay = (day: string | undefined): void => void (shown = day);

/** The past day that the page shows, for what stands outside the pages; undefined: now. */
export const shownDay = (): string | undefined => shown;
