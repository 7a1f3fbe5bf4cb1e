const REPEAT_MS = 1_000;
const LOOK_FOR_PARENT_MS = 500;

/**
 * Ctrl-C and SIGTERM. The first one asks for an orderly stop; another one, a second or more later, for a quick one. Within
 * that second it is the same wish: the terminal and npm both pass a Ctrl-C on.
 */
export class StopRequest {
  private readonly controller = new AbortController();
  private readonly handlers: [NodeJS.Signals, () => void][] = [];
  private askedAt: number | undefined;

  private readonly parentWatch: NodeJS.Timeout | undefined;

  constructor(onImpatience: () => void, env: NodeJS.ProcessEnv) {
    // npm passes SIGTERM to the shell that it started, and that shell dies without passing it on to us.
    if (env['npm_lifecycle_event'] !== undefined) {
      const parent = process.ppid;
      this.parentWatch = setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(this.parentWatch);
        process.emit('SIGTERM', 'SIGTERM');
      }, LOOK_FOR_PARENT_MS).unref();
    }
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
    clearInterval(this.parentWatch);
    for (const [name, handler] of this.handlers) process.off(name, handler);
  }
}
