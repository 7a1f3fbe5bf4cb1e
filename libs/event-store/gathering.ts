/** Events a second up to which the lag comes first; beyond, the commands do, and larger batches cost less an event. */
const CALM = 400;
/** It rests a millisecond longer for so many events a second more, */
const FOR_A_MS_MORE = 2;
/** and so long at most. */
export const LONGEST_REST_MS = 300;

/** How long a reader of the log rests after a batch that was not full: longer, the more comes (decision 0024). */
export class Gathering {
  private lastBatchAt = 0;
  /** A mean over the last second, since a moment's flood is none. */
  private perSecond = 0;

  /**
   * @param baseMs rest while little comes
   * @param clock milliseconds that only grow
   */
  constructor(
    private readonly baseMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Notes how much has come since the batch before. */
  note(events: number): void {
    const now = this.clock();
    const elapsed = Math.max(1, now - this.lastBatchAt);
    this.perSecond += ((events * 1_000) / elapsed - this.perSecond) * Math.min(1, elapsed / 1_000);
    this.lastBatchAt = now;
  }

  /** Milliseconds. */
  get restMs(): number {
    return Math.max(this.baseMs, Math.min(LONGEST_REST_MS, this.baseMs + (this.perSecond - CALM) / FOR_A_MS_MORE));
  }
}
