/** Processor time of the work in microseconds, without what the machine does beside it. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Below it the clock and the collector say more than the work. */
const LEAST_US = 20_000;

/** Between linear and quadratic. */
export const LINEAR = 10;
const TRIES = 4;

/**
 * How many times as much work four times the input is: about 4 where reading is linear, 16 where it is quadratic, whatever the machine does. The
 * least of some tries, since the collector comes when it likes; each is done once before, so that compiling is not counted.
 */
export async function growth(work: (times: 1 | 4) => unknown): Promise<number> {
  await work(1);
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < TRIES && least >= LINEAR; n++) least = Math.min(least, (await cost(() => work(4))) / Math.max(await cost(() => work(1)), LEAST_US));
  return least;
}
