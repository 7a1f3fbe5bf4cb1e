import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { startTestTemporal } from '#libs/platform/test-temporal';
import type { Look } from '#workflows/supervision.activities';
import { until } from '../support/until';
import { addHistory } from './histories';
import { aLook, scripted } from './scripted';
import { BUILT_BUNDLE } from './variant';

interface Scenario {
  name: string;
  answers: (Look | Error)[];
  /** What falls due, known when the workflow is started. */
  due?: string;
  /** Until then the history goes on; afterwards it is recorded, and the run ended. */
  until: (handle: WorkflowHandle, looks: () => number) => Promise<void>;
}

const closes = async (handle: WorkflowHandle): Promise<void> => void (await handle.result());
const AWAY = new Error('the log is away');
const due = (n: number): Look => aLook({ version: n, nextKey: `step:a1-1/1/T-${n}`, sleepMs: 20, light: 'blue', nextAt: `2031-06-${10 + n}T01:00:00.000Z` });

/** One life of an item each, as the loop sees it. */
const SCENARIOS: Scenario[] = [
  { name: 'open-at-rest', answers: [aLook()], until: async (_, looks) => void (await until('a look', () => looks() >= 1)) },
  { name: 'open-begun-with-its-due', due: aLook().nextAt!, answers: [aLook()], until: async (_, looks) => void (await until('a look', () => looks() >= 1)) },
  { name: 'open-told', answers: [aLook(), aLook({ version: 2, light: 'green', details: '### 1 已签收' })], until: async (h, looks) => {
    await until('a look', () => looks() >= 1);
    for (let i = 0; i < 5; i++) await h.signal('itemChanged');
    await until('a second look', () => looks() >= 2);
  } },
  { name: 'closed-by-timers', answers: [due(1), due(2), due(3), aLook({ open: false, nextKey: null, nextAt: null, status: 'completed', light: 'green' })], until: closes },
  { name: 'closed-when-told', answers: [aLook(), aLook({ open: false, nextKey: null, nextAt: null, status: 'withdrawn' })], until: async (h, looks) => {
    await until('a look', () => looks() >= 1);
    await h.signal('itemChanged');
    await closes(h);
  } },
  { name: 'closed-after-the-log-was-away', answers: [aLook({ sleepMs: 20 }), ...Array.from({ length: 6 }, () => AWAY), aLook({ open: false })], until: closes },
  { name: 'closed-after-it-was-stuck', answers: [...Array.from({ length: 4 }, () => aLook({ sleepMs: 0 })), aLook({ open: false })], until: async (h, looks) => {
    await until('looks again and again', () => looks() >= 3, 60_000);
    await h.signal('itemChanged');
    await until('looks on', () => looks() >= 4, 60_000);
    await h.signal('itemChanged');
    await closes(h);
  } },
];

function begunWith(due: string, light: string): TypedSearchAttributes {
  return new TypedSearchAttributes([
    { key: defineSearchAttributeKey('DubanLight', 'KEYWORD'), value: light },
    { key: defineSearchAttributeKey('DubanDue', 'DATETIME'), value: new Date(due) },
  ]);
}

/** Records the scenarios that are named, or all, with the workflow as it is built now. */
async function main(names: readonly string[]): Promise<void> {
  const server = await startTestTemporal();
  const connection = await Connection.connect({ address: server.address });
  const native = await NativeConnection.connect({ address: server.address });
  await registerSearchAttributes(connection, server.namespace);
  const client = new Client({ connection, namespace: server.namespace });
  try {
    for (const scenario of SCENARIOS.filter((s) => names.length === 0 || names.includes(s.name))) {
      const world = scripted(scenario.answers);
      const taskQueue = scenario.name;
      const worker = await Worker.create({ connection: native, namespace: server.namespace, taskQueue, workflowBundle: { codePath: BUILT_BUNDLE }, activities: { attend: world.attend, reportStuck: world.reportStuck } });
      await worker.runUntil(async () => {
        const handle = await client.workflow.start('superviseItem', { taskQueue, workflowId: scenario.name, args: ['plan1-1'], ...(scenario.due === undefined ? {} : { typedSearchAttributes: begunWith(scenario.due, aLook().light) }) });
        await scenario.until(handle, () => world.looks);
        // A look is in the history only when the task in which it happened is.
        await until('the task is in the history', async () => (await handle.fetchHistory()).events?.at(-1)?.workflowTaskScheduledEventAttributes == null && (await handle.fetchHistory()).events?.at(-1)?.workflowTaskStartedEventAttributes == null);
        console.log(addHistory(scenario.name, await handle.fetchHistory()));
      });
    }
  } finally {
    await native.close();
    await connection.close();
    await server.stop();
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
