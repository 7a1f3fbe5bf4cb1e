/** Runs the work over all things, at most `width` at once. The first failure is thrown after those under way have ended. */
export async function atOnce<T>(things: readonly T[], width: number, work: (thing: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed: { error: unknown } | null = null;
  const lane = async (): Promise<void> => {
    while (failed === null && next < things.length) {
      const thing = things[next++] as T;
      try {
        await work(thing);
      } catch (error) {
        failed ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, things.length) }, lane));
  const failure = failed as { error: unknown } | null;
  if (failure !== null) throw failure.error;
}

/** Streams read at the same time. */
const FEW = 8;

/** What the work gives for each thing, in their order; a few at a time. */
export async function inTurn<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += FEW) done.push(...(await Promise.all(all.slice(i, i + FEW).map(each))));
  return done;
}
