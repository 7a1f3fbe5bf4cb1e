import { join } from 'node:path';
import { EmbeddedTemporal } from './embedded-temporal';
import { superviseForTest } from './owned-temp-folder';
import { anyFreePort } from './ports';

export interface TestTemporal {
  /** host:port */
  readonly address: string;
  readonly namespace: 'default';
  /** Of the server process, for tests that kill it. It is started again at the same address. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Starts a real Temporal server of its own that lives until `stop`. `persistent` keeps its state when it is killed and restarted. */
export async function startTestTemporal(options: { persistent?: boolean } = {}): Promise<TestTemporal> {
  const { folder, supervisor, stop } = await superviseForTest('temporal');
  try {
    // Getting the program may take minutes the first time; a silent test run would look dead.
    const say = (zh: string, en: string): void => void process.stderr.write(`${zh} / ${en}\n`);
    const server = await EmbeddedTemporal.prepare({ port: await anyFreePort(), databaseFile: options.persistent ? join(folder.path, 'temporal.db') : undefined, say });
    const child = supervisor.start({ ...server.spec, stop: [{ signal: 'SIGTERM', waitMs: 3_000 }] });
    await server.finish(child);
    return { address: server.address, namespace: 'default', pid: () => child.pid, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

const VARIABLE = 'DUBAN_TEST_TEMPORAL';

/** For jest's global setup: makes the address known to the tests, which are other processes. */
export function publishTestTemporal({ address }: TestTemporal): void {
  process.env[VARIABLE] = address;
}

/** @throws when global setup has not started a server: a test without Temporal fails, it never skips. */
export function testTemporalAddress(): string {
  const address = process.env[VARIABLE];
  if (!address) throw new Error(`${VARIABLE} is not set: start the tests through jest's global setup, or call startTestTemporal()`);
  return address;
}
