import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { nodeProgram, WORKER_READY } from '#apps/cli/start/programs';
import { atOnce } from '#libs/commands/at-once';
import { projectRoot } from '#libs/platform/project-root';
import { waitFor } from '#libs/platform/readiness';
import type { Bench } from '../part';
import { type Spread, spreadOf } from '../statistics';
import { writesOf } from '../temporal-writes';
import { RAW_TABLES } from './activities';
import { RAW_QUEUE } from './queue';

const LONG_LIVED = 200;
const AT_ONCE = 32;
const ROUNDS = 3;
export const SIZES = {
  quick: { seconds: 12, starts: 1_000, timers: 1_000 },
  full: { seconds: 18, starts: 5_000, timers: 2_000 },
};
/** Names under which other parts find their baselines. */
export const RAW = {
  updates: 'raw Temporal: update and local activity, 200 workflows, 32 at once',
  starts: 'raw Temporal: starts, 32 at once',
  timers: 'raw Temporal: timers of one instant, one normal activity each',
};

/** Temporal without us, on a server of the same kind. */
export async function rawPart({ machine, report, quick }: Bench): Promise<void> {
  const sizes = SIZES[quick ? 'quick' : 'full'];
  const database = await machine.database('bench_raw');
  const temporal = await machine.temporal('temporal-raw');
  const pool = new Pool({ connectionString: database.ownerUrl, max: 2 });
  pool.on('error', () => undefined);
  await pool.query(RAW_TABLES);
  const env = { ...process.env, DATABASE_URL: database.appUrl, TEMPORAL_ADDRESS: temporal.address };
  const root = projectRoot(__dirname);
  const child = machine.program(nodeProgram('raw-worker', `${root}/dist/test/bench/raw/worker.js`, [], env, root));
  await waitFor({ zh: '等待基线工作进程', en: 'waiting for the baseline’s worker' }, child.watchFor(WORKER_READY), { deadlineMs: 90_000, hopeless: () => child.hopeless });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  try {
    await updates({ client, metricsUrl: temporal.metricsUrl, seconds: sizes.seconds }, report);
    report.add({ name: RAW.starts, value: sizes.starts / (await starts(client, sizes.starts)), unit: '/s' });
    report.add({ name: RAW.timers, value: await timers(client, pool, sizes.timers), unit: 's' });
  } finally {
    await connection.close();
    await child.stop();
    await pool.end();
    await temporal.stop();
    await database.drop();
  }
}

function start(client: Client, name: string): Promise<unknown> {
  return client.workflow.start('longLived', { taskQueue: RAW_QUEUE, workflowId: name, args: [] });
}

async function updates({ client, metricsUrl, seconds }: { client: Client; metricsUrl: string; seconds: number }, report: Bench['report']): Promise<void> {
  const names = Array.from({ length: LONG_LIVED }, (_, i) => `item-${i}`);
  await atOnce(names, AT_ONCE, async (name) => void (await start(client, name)));
  const handles = names.map((name) => client.workflow.getHandle(name));
  const drive = async (forMs: number): Promise<{ perSecond: number; spread: Spread }> => {
    const took: number[] = [];
    const began = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, lane) => {
        for (let n = 0; performance.now() - began < forMs; n++) {
          const asked = performance.now();
          await handles[(lane + n * AT_ONCE) % LONG_LIVED]!.executeUpdate('completeStep', { args: ['已完成第二阶段任务，佐证材料已上传'] });
          took.push(performance.now() - asked);
        }
      }),
    );
    return { perSecond: (took.length * 1000) / (performance.now() - began), spread: spreadOf(took) };
  };
  await drive(2_000);
  const before = await writesOf(metricsUrl);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await drive((seconds * 1000) / ROUNDS));
  const updatesDone = rounds.reduce((sum, { spread }) => sum + spread.count, 0);
  // The best round, as for what it is compared with.
  const { perSecond, spread } = rounds.reduce((best, round) => (round.perSecond > best.perSecond ? round : best));
  report.add({ name: RAW.updates, value: perSecond, unit: '/s' });
  report.add({ name: 'raw Temporal: update p50, 32 at once', value: spread.p50, unit: 'ms' });
  report.add({ name: 'raw Temporal: update p99, 32 at once', value: spread.p99, unit: 'ms' });
  report.add({ name: 'raw Temporal: persistence writes an update', value: ((await writesOf(metricsUrl)) - before) / updatesDone, unit: 'writes' });
}

/** Seconds until so many starts were acknowledged, the worker running their first tasks meanwhile. */
async function starts(client: Client, count: number): Promise<number> {
  const began = performance.now();
  await atOnce(Array.from({ length: count }, (_, i) => `start-${i}`), AT_ONCE, async (name) => void (await start(client, name)));
  return (performance.now() - began) / 1000;
}

/** Seconds from the moment at which all fall due until the last one has acted. */
async function timers(client: Client, pool: Pool, count: number): Promise<number> {
  const at = Date.now() + 10_000 + count * 8;
  await atOnce(Array.from({ length: count }, (_, i) => `timer-${i}`), AT_ONCE, async (name) => void (await client.workflow.start('deadline', { taskQueue: RAW_QUEUE, workflowId: name, args: [at] })));
  if (Date.now() > at - 2_000) throw new Error('the timers were not all set before they fell due');
  const last = await waitFor(
    { zh: '等待定时器', en: 'waiting for the timers' },
    async () => {
      const { rows } = await pool.query<{ count: string; last: Date }>(`select count(*) as count, max(at) as last from raw_events where stream like 'timer-%'`);
      return Number(rows[0]?.count) === count ? rows[0]?.last : undefined;
    },
    { deadlineMs: 300_000, everyMs: 250 },
  );
  return (last.getTime() - at) / 1000;
}
