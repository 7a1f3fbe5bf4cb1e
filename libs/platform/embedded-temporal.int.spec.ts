import { Client, Connection } from '@temporalio/client';
import { type TestTemporal, startTestTemporal } from './test-temporal';
import { SEARCH_ATTRIBUTES, waitForTemporal } from './embedded-temporal';
import { waitFor } from './readiness';

describe('the embedded Temporal', () => {
  let server: TestTemporal;
  beforeAll(async () => {
    server = await startTestTemporal({ persistent: true });
  });
  afterAll(() => server.stop());

  async function connected<T>(act: (client: Client, connection: Connection) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: server.address });
    try {
      return await act(new Client({ connection }), connection);
    } finally {
      await connection.close();
    }
  }

  it('knows our search attributes and has one partition for each queue', async () => {
    await connected(async (_client, connection) => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
      expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
      const { workflowTaskQueuePartitions } = await connection.workflowService.listTaskQueuePartitions({ namespace: 'default', taskQueue: { name: 'items' } });
      expect(workflowTaskQueuePartitions).toHaveLength(1);
    });
  });

  it('comes back by itself after kill -9 and still knows its workflows', async () => {
    const options = { taskQueue: 'nobody', workflowId: 'item-1', args: [] };
    await connected((client) => client.workflow.start('item', options));
    const killed = server.pid() ?? 0;
    process.kill(killed, 'SIGKILL');
    await waitFor({ zh: '', en: 'a new server' }, () => server.pid() !== undefined && server.pid() !== killed, { deadlineMs: 20_000 });
    await waitForTemporal(server.address, { deadlineMs: 30_000 });
    const { status } = await connected((client) => client.workflow.getHandle('item-1').describe());
    expect(status.name).toBe('RUNNING');
  });
});
