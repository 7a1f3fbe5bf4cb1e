import { NativeConnection, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { Pool } from 'pg';
import { rawActivities } from './activities';
import { RAW_QUEUE } from './queue';

/** The worker of the baseline, tuned: caches that hold every workflow, and pollers that follow the load. */
async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [] });
  const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 12 });
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows') });
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] ?? '' });
  const worker = await Worker.create({
    connection,
    taskQueue: RAW_QUEUE,
    workflowBundle: { code },
    activities: rawActivities(pool),
    maxConcurrentWorkflowTaskExecutions: 64,
    maxConcurrentLocalActivityExecutions: 64,
    maxConcurrentActivityTaskExecutions: 64,
    // Fewer halved every figure on one machine and one partition.
    maxConcurrentActivityTaskPolls: 32,
    maxConcurrentWorkflowTaskPolls: 32,
    maxCachedWorkflows: 6_000,
    shutdownGraceTime: '1 second',
  });
  process.on('SIGTERM', () => worker.shutdown());
  console.log('worker ready');
  await worker.run();
  await pool.end();
  process.exit(0);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
