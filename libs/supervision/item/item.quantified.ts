import type { ItemState } from './item.types';

/** What an item needs before it can be judged: figures, and a day. */
export const TO_QUANTIFY = ['figures', 'deadline'] as const;
export type ToQuantify = (typeof TO_QUANTIFY)[number];

/**
 * 待量化: what is still to be given. Figures, unless the office found that none are needed; a day, unless the item recurs. Days of
 * its steps are not the item's own.
 */
export function stillToQuantify(item: Pick<ItemState, 'targets' | 'figuresNotNeeded' | 'deadline' | 'recurrence'>): ToQuantify[] {
  const given: Record<ToQuantify, boolean> = {
    figures: item.targets.length > 0 || item.figuresNotNeeded,
    deadline: item.deadline !== null || item.recurrence !== null,
  };
  return TO_QUANTIFY.filter((what) => !given[what]);
}

export function isQuantified(item: Parameters<typeof stillToQuantify>[0]): boolean {
  return stillToQuantify(item).length === 0;
}
