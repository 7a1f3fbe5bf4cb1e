import { Pool } from 'pg';
import { nodeProgram, WORKER_READY } from '#apps/cli/start/programs';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { seedReferences } from '#libs/commands/seed';
import { EventStore } from '#libs/event-store/event-store';
import type { ChildSpec, SupervisedChild } from '#libs/platform/child-process';
import { anyFreePort } from '#libs/platform/ports';
import { projectRoot } from '#libs/platform/project-root';
import { waitFor } from '#libs/platform/readiness';
import type { TestDatabase } from '#libs/platform/test-postgres';
import { migrate } from '#libs/projections/migrations';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import type { Machine, RunningTemporal } from '../machine';
import type { Instant } from '#libs/supervision/time/day';

/** API and worker as `npm start` runs them, on a migrated log of their own. */
export interface RunningSystem {
  readonly database: TestDatabase;
  readonly port: number;
  /** As the application's role. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly api: SupervisedChild;
  readonly worker: SupervisedChild | null;
  stop(): Promise<void>;
}

/** A migrated log, without programs, whose record begins at `since`. */
export async function migrated(machine: Machine, name: string, since: Instant = new Date().toISOString()): Promise<{ database: TestDatabase; pool: Pool; store: EventStore }> {
  const database = await machine.database(name);
  await migrate(database.ownerUrl, SCHEMA_STEPS);
  const pool = new Pool({ connectionString: database.appUrl, max: 8 });
  pool.on('error', () => undefined);
  const store = new EventStore(pool, KNOWN_EVENTS);
  await seedReferences(store, since);
  return { database, pool, store };
}

/** Starts the programs on a migrated log; without a Temporal only the API. */
export async function runSystem(machine: Machine, log: Awaited<ReturnType<typeof migrated>>, temporal: RunningTemporal | null): Promise<RunningSystem> {
  const root = projectRoot(__dirname);
  const port = await anyFreePort();
  const env = { ...process.env, DATABASE_URL: log.database.appUrl, TEMPORAL_NAMESPACE: 'default', ...(temporal ? { TEMPORAL_ADDRESS: temporal.address } : {}), PORT: String(port), DUBAN_DATA: machine.folder, LOG_LEVEL: 'info' };
  const start = (name: string): SupervisedChild => machine.program(profiled(nodeProgram(`${name}-${log.database.name}`, `${root}/dist/apps/${name}/main.js`, [], env, root)));
  const worker = temporal ? start('worker') : null;
  const workerReady = worker?.watchFor(WORKER_READY) ?? (() => true);
  const api = start('api');
  await waitFor({ zh: '等待工作进程', en: 'waiting for the worker' }, workerReady, { deadlineMs: 90_000, hopeless: () => worker?.hopeless });
  await waitFor({ zh: '等待接口', en: 'waiting for the API' }, async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, { deadlineMs: 90_000, hopeless: () => api.hopeless });
  return {
    ...log,
    port,
    api,
    worker,
    async stop() {
      await api.stop();
      await worker?.stop();
      await log.pool.end();
      await log.database.drop();
    },
  };
}

/** With DUBAN_BENCH_PROFILE a program writes a processor profile there when it ends. */
function profiled(spec: ChildSpec): ChildSpec {
  const folder = process.env['DUBAN_BENCH_PROFILE'];
  return folder === undefined ? spec : { ...spec, args: ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-name=${spec.name}.cpuprofile`, ...spec.args] };
}
