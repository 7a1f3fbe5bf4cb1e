import type { Drawn } from './drawn';
import { TYPE_AREA } from './measures';

/** Where a paper ends. */
export interface Filled {
  /** From 1. */
  page: number;
  /** Twips left on it. */
  left: number;
}

/** Lays lines and rows on pages one after the other, each whole. */
export function fillPages(drawn: readonly Drawn[]): Filled {
  let page = 1;
  let left = TYPE_AREA.height;
  const turn = (): void => {
    page += 1;
    left = TYPE_AREA.height;
  };
  for (const { heights, newPage } of drawn) {
    if (newPage && left < TYPE_AREA.height) turn();
    for (const height of heights) {
      if (height > left && left < TYPE_AREA.height) turn();
      left -= height;
    }
  }
  return { page, left };
}
