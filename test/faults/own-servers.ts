import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SupervisedChild } from '#libs/platform/child-process';
import { EmbeddedPostgres } from '#libs/platform/embedded-postgres';
import { EmbeddedTemporal } from '#libs/platform/embedded-temporal';
import { superviseForTest } from '#libs/platform/owned-temp-folder';
import { anyFreePort } from '#libs/platform/ports';
import { migrate } from '#libs/projections/migrations';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { until } from '../support/until';

const silent = (): void => undefined;

/** Servers that a test may kill: they keep what they were told is kept, and come back at the same address. */
export interface OwnServers {
  database: { appUrl: string; ownerUrl: string };
  temporalAddress: string;
  killPostgres(): Promise<void>;
  killTemporal(): Promise<void>;
  /** Killed, its database removed, and started empty. */
  wipeTemporal(): Promise<void>;
  /** Every process of the server stands still, as under a hypervisor that pauses it, until it is thawed: connections stay, nothing answers. */
  freezePostgres(): void;
  thawPostgres(): void;
  freezeTemporal(): void;
  thawTemporal(): void;
  /** Ended, and down until it is started again. */
  stopPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stopTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL with fsync, its schema in place, and a Temporal that writes to a file. */
export async function ownServers(): Promise<OwnServers> {
  const undo: (() => Promise<void>)[] = [];
  try {
    const forPostgres = await superviseForTest('faults-postgres');
    undo.push(forPostgres.stop);
    const server = await EmbeddedPostgres.prepare({ folder: forPostgres.folder.path, port: await anyFreePort(), say: silent });
    const startPostgres = async (): Promise<SupervisedChild> => {
      const child = forPostgres.supervisor.start({ ...server.spec, stop: [{ signal: 'SIGINT', waitMs: 5_000 }, { signal: 'SIGQUIT', waitMs: 2_000 }] });
      await server.finish(child);
      return child;
    };
    let postgres = await startPostgres();
    await migrate(server.ownerUrl, SCHEMA_STEPS);

    const forTemporal = await superviseForTest('faults-temporal');
    undo.push(forTemporal.stop);
    const databaseFile = join(forTemporal.folder.path, 'temporal.db');
    const engine = await EmbeddedTemporal.prepare({ port: await anyFreePort(), databaseFile, say: silent });
    const startTemporal = async (): Promise<SupervisedChild> => {
      const child = forTemporal.supervisor.start({ ...engine.spec, stop: [{ signal: 'SIGTERM', waitMs: 3_000 }] });
      await engine.finish(child);
      return child;
    };
    let temporal = await startTemporal();
    const frozen: number[] = [];
    const thaw = (): void => frozen.splice(0).forEach((pid) => process.kill(pid, 'SIGCONT'));
    // What stands still cannot be stopped.
    undo.push(async () => thaw());

    const postmaster = (): number => Number(readFileSync(join(forPostgres.folder.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return {
      database: { appUrl: server.appUrl, ownerUrl: server.ownerUrl },
      temporalAddress: engine.address,
      freezePostgres: () => frozen.push(...signalled('SIGSTOP', postmaster())),
      thawPostgres: () => thaw(),
      freezeTemporal: () => frozen.push(...signalled('SIGSTOP', temporal.pid!)),
      thawTemporal: () => thaw(),
      stopPostgres: () => postgres.stop(),
      startPostgres: async () => void (postgres = await startPostgres()),
      stopTemporal: () => temporal.stop(),
      startTemporal: async () => void (temporal = await startTemporal()),
      async killPostgres() {
        const before = postmaster();
        process.kill(before, 'SIGKILL');
        await until('another PostgreSQL', () => postmaster() !== before);
        await server.finish(postgres);
      },
      async killTemporal() {
        await kill9(temporal);
        await engine.finish(temporal);
      },
      async wipeTemporal() {
        // Removed first: the supervisor starts the next one at once.
        for (const suffix of ['', '-wal', '-shm']) rmSync(databaseFile + suffix, { force: true });
        await kill9(temporal);
        await engine.finish(temporal);
      },
      async stop() {
        for (const stop of undo.reverse()) await stop();
      },
    };
  } catch (error) {
    for (const stop of undo.reverse()) await stop();
    throw error;
  }
}

/** Signals a process, and then the children that it has: a server that forks cannot fork once it stands still. */
function signalled(signal: 'SIGSTOP', parent: number): number[] {
  process.kill(parent, signal);
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  const children = rows.filter(([, ppid]) => ppid === parent).map(([pid]) => pid!);
  for (const pid of children) process.kill(pid, signal);
  return [parent, ...children];
}

/** Kills a supervised process as a crash would, and waits until another one is in its place. */
export async function kill9(child: SupervisedChild): Promise<void> {
  const { pid } = child;
  if (pid === undefined) throw new Error(`${child.spec.name} is not running`);
  process.kill(pid, 'SIGKILL');
  await until(`another ${child.spec.name}`, () => child.pid !== undefined && child.pid !== pid);
}
