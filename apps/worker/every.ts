/** Does the work again and again, `ms` after it last ended; what it throws is told, and does not end it. Returns how to stop. */
export function every(ms: number, work: () => Promise<unknown>, onTrouble: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const again = (): void => {
    timer = setTimeout(() => {
      work()
        .catch(onTrouble)
        .finally(() => {
          if (!stopped) again();
        });
    }, ms);
    timer.unref();
  };
  again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
