import { Client, Connection } from '@temporalio/client';
import { keepersOf } from '#libs/loop/keepers';
import { reconcile } from '#libs/loop/reconcile';
import { registerSearchAttributes } from '#libs/loop/search-attributes';
import { Telling } from '#libs/loop/telling';
import { temporalConnectionOptions } from '#libs/platform/temporal-connection';
import { CommandFailed, withContext } from '../context';
import { progressLine } from './owner';

/** Makes sure that every open item has its running workflow, from the log alone; a lost Temporal is filled again by this. */
export async function reconcileCommand(): Promise<void> {
  await withContext('reads', async ({ configuration, pool, items, proceedings, references, clock }) => {
    const { temporal } = configuration;
    if (!temporal) throw new CommandFailed('请设置 TEMPORAL_ADDRESS', 'Set TEMPORAL_ADDRESS');
    const connection = await Connection.connect(await temporalConnectionOptions(temporal));
    try {
      await registerSearchAttributes(connection, temporal.namespace);
      const client = new Client({ connection, namespace: temporal.namespace });
      const keepers = keepersOf({ items, proceedings, references, clock });
      const telling = new Telling(client, keepers);
      const done = await reconcile(pool, keepers, client, telling, progressLine('核对 reconciling, open items'));
      console.log(`在办事项 ${done.open}，补建工作流 ${done.started} / ${done.open} open items, ${done.started} workflow(s) started`);
    } finally {
      await connection.close();
    }
  });
}
