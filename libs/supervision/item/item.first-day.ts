import { reckoningOf } from '../plan/draft';
import type { Day } from '../time/day';
import type { ItemState, Target } from './item.types';

/**
 * The first day that a value of a target may be true of: what comes together, or what a year gives, begins with the plan. Null where
 * there is none: what there is on a day (存量) was there before, and an item that goes on from an earlier one has a past of its own.
 */
export function firstDayOf(item: Pick<ItemState, 'period' | 'carriedFrom'>, target: Target): Day | null {
  return item.carriedFrom !== null || reckoningOf(target) === 'stock' ? null : item.period.from;
}
