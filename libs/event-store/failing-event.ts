/** SQLSTATE classes that speak of what was to be written: no value of its type, a row that may not be, more than a row or an index takes. */
const OF_DATA = ['21', '22', '23', '54'];
/** What the driver says, without a code, of a server that is away. */
const OF_THE_SERVER = /connect|terminat|timeout|timed out|not queryable/i;

/** Whether the failure comes of the events themselves, so that the same ones fail again; all else passes, and is waited out. */
export function comesOfEvents(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return /^[0-9A-Z]{5}$/.test(code) && OF_DATA.includes(code.slice(0, 2));
  return !OF_THE_SERVER.test(error.message);
}

/**
 * The event at which work with a row of events begins to fail, found by halving: with those before it the work is done, with it no more.
 *
 * @param fails does the work with the first `count` events and undoes it; what kept it from being done, or null
 * @returns null where the work does not fail when it is tried again
 * @throws what passes, such as a server that is away
 */
export async function firstFailing(count: number, fails: (count: number) => Promise<{ error: unknown } | null>): Promise<{ index: number; error: unknown } | null> {
  let done = 0;
  let failing = count;
  let why = await tried(fails, count);
  if (why === null) return null;
  while (failing - done > 1) {
    const middle = done + Math.floor((failing - done) / 2);
    const failed = await tried(fails, middle);
    if (failed === null) done = middle;
    else {
      failing = middle;
      why = failed;
    }
  }
  return { index: failing - 1, error: why.error };
}

async function tried(fails: (count: number) => Promise<{ error: unknown } | null>, count: number): Promise<{ error: unknown } | null> {
  const failed = await fails(count);
  if (failed !== null && !comesOfEvents(failed.error)) throw failed.error;
  return failed;
}
