import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { testTemporalAddress } from '#libs/platform/test-temporal';
import { until } from '../support/until';
import { scripted } from './scripted';
import { quietRuntime, variantBundle } from './variant';

/** An hour in seconds of a workflow whose pauses are a thousandth of the real ones. */
const HOUR_S = 3.6;

describe('while the log is away', () => {
  let connection: Connection;
  let native: NativeConnection;
  let hour: { events: number; pauses: number[] };
  beforeAll(async () => {
    quietRuntime();
    connection = await Connection.connect({ address: testTemporalAddress() });
    native = await NativeConnection.connect({ address: testTemporalAddress() });
    await registerSearchAttributes(connection, 'default');
    hour = await eventsOfAnHour();
  });
  afterAll(async () => {
    await native.close();
    await connection.close();
  });

  /** Events of the history by the time that its pauses have come to an hour. */
  async function eventsOfAnHour(): Promise<{ events: number; pauses: number[] }> {
    const world = scripted([new Error('the log is away')]);
    const taskQueue = 'log-away';
    const thousandth: [string | RegExp, string][] = [
      [/FIRST_BACK_OFF_MS = ([\d_]+)/, 'FIRST_BACK_OFF_MS = $1 / 1000'],
      [/LONGEST_BACK_OFF_MS = ([\d_]+)/, 'LONGEST_BACK_OFF_MS = $1 / 1000'],
    ];
    const worker = await Worker.create({ connection: native, taskQueue, workflowBundle: await variantBundle(thousandth), activities: { attend: world.attend, reportStuck: world.reportStuck } });
    return worker.runUntil(async () => {
      const client = new Client({ connection });
      const handle = await client.workflow.start('superviseItem', { taskQueue, workflowId: `log-away-${process.pid}`, args: ['plan1-1'] });
      try {
        return await until('an hour of pauses', async () => {
          const events = (await handle.fetchHistory()).events ?? [];
          const timers = events.flatMap((e, i) => (e.timerStartedEventAttributes ? [{ at: i + 1, seconds: Number(e.timerStartedEventAttributes.startToFireTimeout?.seconds ?? 0) + (e.timerStartedEventAttributes.startToFireTimeout?.nanos ?? 0) / 1e9 }] : []));
          let passed = 0;
          for (const [n, timer] of timers.entries()) {
            passed += timer.seconds;
            if (passed >= HOUR_S) return { events: timer.at, pauses: timers.slice(0, n + 1).map((t) => t.seconds * 1000) };
          }
          return false;
        }, 40_000, 200);
      } finally {
        await handle.terminate();
      }
    });
  }

  it('an item pauses longer and longer', () => {
    expect(hour.pauses[0]).toBe(5);
    for (const [i, p] of hour.pauses.entries()) if (i > 0) expect(p).toBeGreaterThanOrEqual(hour.pauses[i - 1]!);
  });

  // Six events a pause.
  it('an hour costs an item fewer than 50 events', () => {
    expect(hour.events).toBeLessThan(50);
  });
});
