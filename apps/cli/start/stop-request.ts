const REPEAT_MS = 1_000;

/**
 * Ctrl-C and SIGTERM. The first one asks for an orderly stop; another one, a second or more later, for a quick one. Within
 * that second it is the same wish: the terminal and npm both pass a Ctrl-C on.
 */
export class StopRequest {
  private readonly controller = new AbortController();
  private readonly handlers: [NodeJS.Signals, () => void][] = [];
  private askedAt: number | undefined;

  constructor(onImpatience: () => void) {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const handler = (): void => {
        if (this.askedAt === undefined) {
          this.askedAt = performance.now();
          this.controller.abort(new Error('stop was asked for'));
        } else if (performance.now() - this.askedAt > REPEAT_MS) onImpatience();
      };
      process.on(name, handler);
      this.handlers.push([name, handler]);
    }
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends all waiting, when there is nothing left to wait for. */
  cancel(): void {
    this.controller.abort(new Error('the start was given up'));
  }

  readonly whenAsked = new Promise<void>((resolve) => this.controller.signal.addEventListener('abort', () => resolve(), { once: true }));

  dispose(): void {
    for (const [name, handler] of this.handlers) process.off(name, handler);
  }
}
