/** A pause that can be cut short. A wake that comes while nobody sleeps is kept for the next pause. */
export class Sleeper {
  private woken = false;
  private end: (() => void) | null = null;

  async sleep(milliseconds: number): Promise<'woken' | 'slept'> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.end = null;
    }
    const outcome = this.woken ? 'woken' : 'slept';
    this.woken = false;
    return outcome;
  }

  wake(): void {
    this.woken = true;
    this.end?.();
  }
}
