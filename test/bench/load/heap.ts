import type { WorkItem } from './scenario';

/** Items that nobody has worked on yet: each is given out once. */
export class Heap {
  constructor(private readonly items: WorkItem[]) {}

  take(count: number): readonly WorkItem[] {
    return this.items.splice(0, count);
  }

  /** Takes back those that a load did not come to: the last of what it was given. */
  giveBack(taken: readonly WorkItem[], left: number): void {
    if (left > 0) this.items.unshift(...taken.slice(taken.length - left));
  }
}
