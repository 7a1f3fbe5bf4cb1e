import { cityDay } from '../words/moments';
import { useAsOf } from './as-of';

/** The day that the page is of: the past day that is looked at, or the city's at the moment that an answer names. */
export function useToday(): (now: string) => string {
  const asOf = useAsOf();
  return (now) => asOf ?? cityDay(now);
}
