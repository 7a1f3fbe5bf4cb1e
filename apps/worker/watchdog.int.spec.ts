import { Client, Connection } from '@temporalio/client';
import pino from 'pino';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, type TestSystem } from '#libs/commands/testing/a-system';
import { writeAsk } from '#libs/loop/asks';
import { ItemKeeper, workflowIdOf } from '#libs/loop/item.keeper';
import { Keepers, type Kept } from '#libs/loop/kept';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { Telling } from '#libs/loop/telling';
import { testTemporalAddress } from '#libs/platform/test-temporal';
import { Watchdog } from './watchdog';

const DUE = '2026-03-03T01:00:00.000Z';
const AFTER = '2026-03-03T01:05:00.000Z';

describe('the watchdog', () => {
  let system: TestSystem;
  let stream: string;
  const acts: string[] = [];
  const telling = { tell: async (kept: Kept) => void acts.push(`tell ${kept.stream}`), replace: async (kept: Kept) => void acts.push(`replace ${kept.stream}`) };
  const keepers = (): Keepers => new Keepers([new ItemKeeper(system.items, system.references, system.clock)]);
  const watchdog = (by: Pick<Telling, 'tell' | 'replace'> = telling): Watchdog => new Watchdog(system.pool, keepers(), by, system.clock, pino({ level: 'silent' }));

  beforeEach(async () => {
    acts.length = 0;
    system = await aSystem('2026-03-02T01:00:00.000Z');
    const [id] = await issued(system, [aDraftItem('1')]);
    stream = `item/${id}`;
    const { state, version } = await system.items.load(id!);
    await writeAsk(system.pool, { stream, workflowId: workflowIdOf(state!), open: true, versionSeen: version, nextKey: 'key', nextDue: DUE });
    await system.pool.query(`update loop.asks set asked_at = now() - interval '10 minutes'`);
  });
  afterEach(() => system.close());

  it('lets alone what is not due, what fell due a moment ago, and what asked a moment ago', async () => {
    expect(await watchdog().look()).toBe(0);
    system.clock.set('2026-03-03T01:01:00.000Z');
    expect(await watchdog().look()).toBe(0);
    system.clock.set(AFTER);
    await system.pool.query('update loop.asks set asked_at = now()');
    expect(await watchdog().look()).toBe(0);
    expect(acts).toEqual([]);
  });

  it('signals what was overlooked, replaces what does not answer three times, and begins anew after that', async () => {
    system.clock.set(AFTER);
    const dog = watchdog();
    for (let i = 0; i < 4; i++) expect(await dog.look()).toBe(1);
    expect(acts).toEqual([`tell ${stream}`, `tell ${stream}`, `replace ${stream}`, `tell ${stream}`]);
  });

  it('forgets the signals once the workflow has looked', async () => {
    system.clock.set(AFTER);
    const dog = watchdog();
    await dog.look();
    await dog.look();
    await system.pool.query('update loop.asks set asked_at = now()');
    expect(await dog.look()).toBe(0);
    await system.pool.query(`update loop.asks set asked_at = now() - interval '10 minutes'`);
    await dog.look();
    expect(acts).toEqual(Array.from({ length: 3 }, () => `tell ${stream}`));
  });

  it('ends a run that no worker answers for, and another takes its place under the same id', async () => {
    const connection = await Connection.connect({ address: testTemporalAddress() });
    try {
      await registerSearchAttributes(connection, 'default');
      const client = new Client({ connection });
      const real = new Telling(client, keepers());
      const kept = (await keepers().read(stream, true))!;
      await real.begin(kept, 0);
      const first = await client.workflow.getHandle(kept.workflowId).describe();
      system.clock.set(AFTER);
      const dog = watchdog(real);
      for (let i = 0; i < 3; i++) await dog.look();
      const old = await client.workflow.getHandle(kept.workflowId, first.runId).describe();
      const now = await client.workflow.getHandle(kept.workflowId).describe();
      expect([old.status.name, now.status.name, now.runId === first.runId]).toEqual(['TERMINATED', 'RUNNING', false]);
      await client.workflow.getHandle(kept.workflowId).terminate();
    } finally {
      await connection.close();
    }
  });
});
