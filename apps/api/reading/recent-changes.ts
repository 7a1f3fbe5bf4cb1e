import { compareCursors, type Cursor } from '#libs/event-store/cursor';

/** The newest part of the log's changes, kept for all listeners; the oldest go when it is full. */
export class RecentChanges<C extends { readonly cursor: Cursor }> {
  private readonly kept: C[] = [];

  constructor(
    /** From here on nothing is missing. */
    private floor: Cursor,
    private readonly most: number,
  ) {}

  /** Changes in the order of the log, all of them after those that were added before. */
  add(changes: readonly C[]): void {
    this.kept.push(...changes);
    const gone = this.kept.splice(0, Math.max(0, this.kept.length - this.most)).at(-1);
    if (gone) this.floor = gone.cursor;
  }

  /** What came after a place, at most `limit`; null where some of it is kept no more. */
  after(cursor: Cursor, limit: number): readonly C[] | null {
    if (compareCursors(cursor, this.floor) < 0) return null;
    let [low, high] = [0, this.kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCursors(this.kept[middle]!.cursor, cursor) <= 0) low = middle + 1;
      else high = middle;
    }
    return this.kept.slice(low, low + limit);
  }
}
