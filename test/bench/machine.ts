import { join } from 'node:path';
import type { ChildSpec, SupervisedChild, Supervisor } from '#libs/platform/child-process';
import { EmbeddedPostgres } from '#libs/platform/embedded-postgres';
import { EmbeddedTemporal } from '#libs/platform/embedded-temporal';
import { superviseForTest } from '#libs/platform/owned-temp-folder';
import { anyFreePort } from '#libs/platform/ports';
import { createTestDatabase, type TestDatabase, type TestPostgresAddress } from '#libs/platform/test-postgres';

const silent = (): void => undefined;

export interface RunningTemporal {
  readonly address: string;
  readonly metricsUrl: string;
  stop(): Promise<void>;
}

/** Throw-away servers with the settings of `npm start`, in a folder that goes when the run ends. */
export class Machine {
  private constructor(
    readonly folder: string,
    private readonly supervisor: Supervisor,
    private readonly address: TestPostgresAddress,
    readonly stop: () => Promise<void>,
  ) {}

  /** Starts PostgreSQL as it runs in earnest: a commit waits for the disk. */
  static async start(): Promise<Machine> {
    const { folder, supervisor, stop } = await superviseForTest('bench');
    const server = await EmbeddedPostgres.prepare({ folder: folder.path, port: await anyFreePort(), say: silent });
    await server.finish(supervisor.start({ ...server.spec, stop: [{ signal: 'SIGINT', waitMs: 10_000 }] }));
    const address = { superuserUrl: server.url('postgres', 'postgres'), ownerUrl: server.ownerUrl, appUrl: server.appUrl };
    return new Machine(folder.path, supervisor, address, stop);
  }

  get superuserUrl(): string {
    return this.address.superuserUrl;
  }

  /** An empty database with the roles of an installation. */
  database(name: string): Promise<TestDatabase> {
    return createTestDatabase({ name, address: this.address });
  }

  /** A fresh Temporal; the same server for the baseline and for us, each with an empty state. */
  async temporal(name: string): Promise<RunningTemporal> {
    const metricsPort = await anyFreePort();
    const server = await EmbeddedTemporal.prepare({ databaseFile: join(this.folder, `${name}.db`), port: await anyFreePort(), say: silent });
    const child = this.supervisor.start({ ...server.spec, name, args: [...server.spec.args, '--metrics-port', String(metricsPort)] });
    await server.finish(child);
    return { address: server.address, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`, stop: () => child.stop() };
  }

  program(spec: ChildSpec): SupervisedChild {
    return this.supervisor.start(spec);
  }
}
