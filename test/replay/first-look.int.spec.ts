import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, type TestSystem } from '#libs/commands/testing/a-system';
import { ItemKeeper } from '#libs/loop/item.keeper';
import { Keepers, type Kept } from '#libs/loop/kept';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { TASK_QUEUE, Telling } from '#libs/loop/telling';
import { testTemporalAddress } from '#libs/platform/test-temporal';
import { until } from '../support/until';
import { aLook, scripted } from './scripted';
import { BUILT_BUNDLE, quietRuntime } from './variant';

describe('an item of a large plan', () => {
  let system: TestSystem;
  let connection: Connection;
  let native: NativeConnection;
  let client: Client;
  let keepers: Keepers;
  let kept: Kept;
  beforeAll(async () => {
    quietRuntime();
    connection = await Connection.connect({ address: testTemporalAddress() });
    native = await NativeConnection.connect({ address: testTemporalAddress() });
    await registerSearchAttributes(connection, 'default');
    client = new Client({ connection });
    system = await aSystem('2031-03-02T01:00:00.000Z');
    const [id] = await issued(system, [aDraftItem('1')]);
    keepers = new Keepers([new ItemKeeper(system.items, system.references, system.clock)]);
    kept = (await keepers.read(`item/${id}`, true))!;
  });
  afterAll(async () => {
    await system.close();
    await native.close();
    await connection.close();
  });

  it('runs at once with what it is found by, and looks when it is told or its time comes, without being begun twice', async () => {
    const world = scripted([aLook({ light: kept.show().light, nextAt: kept.next!.at })]);
    const telling = new Telling(client, keepers);
    const worker = await Worker.create({ connection: native, taskQueue: TASK_QUEUE, workflowBundle: { codePath: BUILT_BUNDLE }, activities: { attend: world.attend, reportStuck: world.reportStuck } });
    await worker.runUntil(async () => {
      const handle = client.workflow.getHandle(kept.workflowId);
      try {
        await telling.begin(kept, 3_600_000);
        const begun = await handle.describe();
        expect(begun.status.name).toBe('RUNNING');
        expect(begun.searchAttributes['DubanDue']).toEqual([new Date(kept.next!.at)]);
        expect(world.looks).toBe(0);
        // Whoever begins it again tells it: it looks, in the same run.
        await telling.begin(kept, 3_600_000);
        await until('a look', () => world.looks === 1);
        expect((await handle.describe()).runId).toBe(begun.runId);
        await until('the look is in the history', async () => ((await handle.fetchHistory()).events ?? []).some((e) => e.timerStartedEventAttributes != null));
        const events = (await handle.fetchHistory()).events ?? [];
        expect(events.some((e) => e.upsertWorkflowSearchAttributesEventAttributes != null)).toBe(false);
      } finally {
        await handle.terminate();
      }
    });
  });
});
