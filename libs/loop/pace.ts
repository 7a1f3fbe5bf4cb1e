export interface PaceOptions {
  /** So many go at once, */
  readonly burst: number;
  /** those that come on top wait so long at least, in milliseconds, */
  readonly restMs: number;
  /** and go so many a second. */
  readonly perSecond: number;
}

/** Spreads what comes all at once. */
export class Pace {
  private next = 0;

  constructor(private readonly options: PaceOptions) {}

  /** Milliseconds that the next one waits; takes its place in the row. */
  take(now: number = Date.now()): number {
    const { burst, restMs, perSecond } = this.options;
    const gap = 1_000 / perSecond;
    this.next = Math.max(now, this.next) + gap;
    const over = Math.ceil(this.next - now - burst * gap);
    return over > 0 ? restMs + over : 0;
  }
}
