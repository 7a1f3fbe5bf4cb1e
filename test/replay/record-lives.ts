import type { Client } from '@temporalio/client';
import { kill9, ownServers } from '../faults/own-servers';
import { EveryKind } from '../support/every-kind';
import { until } from '../support/until';
import { addHistory } from './histories';

/**
 * Records what the running system makes of one item and one proceeding of every kind: issued and opened over the API, worked through,
 * overdue, escalated, closed. Servers of its own; the clock of the domain is set, so that a year takes a minute.
 */
async function main(): Promise<void> {
  const servers = await ownServers();
  const city = await EveryKind.city({ apis: 1, database: servers.database, temporalAddress: servers.temporalAddress });
  try {
    const temporal = await city.system.temporalClient();
    await city.open();
    await city.until('2031-03-14T02:00:00.000Z');
    await city.until('2031-03-21T16:00:00.000Z');
    await record(temporal, 'Running', 'open');
    // From here on they are replayed by a worker that has none of them in its memory.
    await kill9(city.system.worker);
    await city.until('2031-03-31T16:00:00.000Z');
    await city.signed('yellowPaper');
    await city.until('2031-04-03T16:00:00.000Z');
    await city.signed('redPaper');
    await city.until('2031-04-09T16:00:00.000Z');
    await city.end();
    await city.until('2031-12-31T16:00:00.000Z');
    await until('each workflow completes', async () => (await temporal.workflow.count(`ExecutionStatus = 'Completed'`)).count === Object.keys(city.lives).length, 60_000);
    await record(temporal, 'Completed', 'closed');
  } finally {
    await city.system.stop();
    await servers.stop();
  }
}

/** The histories of all workflows in that status, by the name of what they supervise. */
async function record(client: Client, status: 'Running' | 'Completed', prefix: string): Promise<void> {
  for await (const { workflowId, type } of client.workflow.list({ query: `ExecutionStatus = '${status}'` })) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    console.log(addHistory(`${prefix}-life-of-${type.replace('supervise', '').replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}`, history), history.events?.length);
  }
}

if (require.main === module) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
