import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { testTemporalAddress } from '#libs/platform/test-temporal';
import type { Look } from '#workflows/supervision.activities';
import { until } from '../support/until';
import { aLook } from './scripted';
import { quietRuntime, variantBundle } from './variant';

/** Events after which the variant goes on in a new run; the server suggests it after thousands. */
const EVENTS = 25;
const CHANGES = 120;

/** A long life: its history ends and goes on in a new run, again and again, while it is told of changes all the time. */
describe('an item that outlives its history', () => {
  let connection: Connection;
  let native: NativeConnection;
  beforeAll(async () => {
    quietRuntime();
    connection = await Connection.connect({ address: testTemporalAddress() });
    native = await NativeConnection.connect({ address: testTemporalAddress() });
    await registerSearchAttributes(connection, 'default');
  });
  afterAll(async () => {
    await native?.close();
    await connection?.close();
  });

  it('loses no signal: after each burst it has looked at the newest version, and it ends in its last run when it is closed', async () => {
    const world = { version: 1, seen: 0, open: true };
    const attend = (): Promise<Look> => {
      world.seen = world.version;
      return Promise.resolve(aLook({ version: world.version, open: world.open, details: `### ${world.version}`, light: world.version % 2 === 0 ? 'green' : 'blue' }));
    };
    const taskQueue = 'continues-as-new';
    const workflowBundle = await variantBundle([[/\(0, workflow_1\.workflowInfo\)\(\)\.continueAsNewSuggested/, `(0, workflow_1.workflowInfo)().historyLength > ${EVENTS}`]]);
    const worker = await Worker.create({ connection: native, taskQueue, workflowBundle, activities: { attend, reportStuck: () => Promise.resolve() } });
    await worker.runUntil(async () => {
      const client = new Client({ connection });
      const workflowId = `continues-${process.pid}`;
      await client.workflow.start('superviseItem', { taskQueue, workflowId, args: ['plan1-1'] });
      // Never bound to one run: whoever tells it knows the item only.
      const handle = client.workflow.getHandle(workflowId);
      const runs = new Set<string>();
      const tell = async (): Promise<void> => {
        world.version += 1;
        await handle.signal('itemChanged');
      };
      for (let told = 0; told < CHANGES; ) {
        const burst = 1 + (told % 5);
        await Promise.all(Array.from({ length: burst }, tell));
        told += burst;
        const newest = world.version;
        await until(`a look at version ${newest}`, () => world.seen === newest, 20_000, 5);
        runs.add((await handle.describe()).runId);
      }
      expect(runs.size).toBeGreaterThan(3);
      expect((await handle.query<Look>('whatsNext')).version).toBe(world.version);
      world.open = false;
      await tell();
      await until('it ends', async () => (await handle.describe()).status.name === 'COMPLETED');
      for (const runId of runs) expect(['CONTINUED_AS_NEW', 'COMPLETED']).toContain((await client.workflow.getHandle(workflowId, runId).describe()).status.name);
    });
  });
});
