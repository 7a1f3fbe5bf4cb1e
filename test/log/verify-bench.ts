import { eventStoreMigrations } from '#libs/event-store/schema/migration-steps';
import { roomDatabase } from '#libs/platform/testing/room-database';
import { anEvent } from '#libs/event-store/testing/events';
import { EventStore } from '#libs/event-store/event-store';

/**
 * Time and memory of seal and verify over a large log.
 *
 *     DUBAN_TEST_DATABASE_URL=postgres://… node dist/test/log/verify-bench.js [events] [events per stream]
 */
const WRITERS = 8;

async function main(): Promise<void> {
  const events = Number(process.argv[2] ?? 1_000_000);
  const perStream = Number(process.argv[3] ?? 20);
  const database = await roomDatabase(eventStoreMigrations, WRITERS);
  try {
    const store = new EventStore(database.pool);
    let next = 0;
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (next * perStream < events) {
          const streams = Array.from({ length: 20 }, () => ({
            stream: `item-${next++}`,
            expectedVersion: 0,
            headHash: null,
            events: Array.from({ length: perStream }, (_, i) => anEvent('step-completed', { step: i, note: '已完成第二阶段任务' })),
          }));
          const outcome = await store.append({ command: null, streams, guards: [] });
          if (outcome.kind !== 'appended') throw new Error(outcome.kind);
        }
      }),
    );
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await work();
      console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s, resident ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
      return result;
    };
    await timed('first seal', () => store.seal());
    const seal = await timed('second seal', () => store.seal());
    let peak = 0;
    const report = await timed('verify', () =>
      store.verify({ exportedSeals: [seal], onProgress: () => (peak = Math.max(peak, process.memoryUsage().rss)) }),
    );
    console.log(`${report.events} events, ${report.streams} streams, whole: ${report.whole}, peak resident ${(peak / 2 ** 20).toFixed(0)} MiB`);
    if (!report.whole) process.exitCode = 1;
  } finally {
    await database.drop();
  }
}

void main();
