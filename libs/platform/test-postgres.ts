import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { DATABASE_NAME, EmbeddedPostgres } from './embedded-postgres';
import { isRecord } from './files';
import { superviseForTest } from './owned-temp-folder';
import { anyFreePort } from './ports';
import { asSuperuser } from './postgres-roles';

/** Plain data: goes through an environment variable from jest's global setup to the tests. */
export interface TestPostgresAddress {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

export interface TestPostgres {
  readonly address: TestPostgresAddress;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly name: string;
  /** Roles as in production: the owner migrates, the application works. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
  /** Ends what is still connected. */
  drop(): Promise<void>;
}

/** Starts a real cluster of its own that lives until `stop`: own folder, free port, no fsync. About two seconds. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const { folder, supervisor, stop } = await superviseForTest('postgres');
  try {
    const server = await EmbeddedPostgres.prepare({ folder: folder.path, port: await anyFreePort(), say: () => undefined, throwAway: true });
    await server.finish(supervisor.start({ ...server.spec, stop: [{ signal: 'SIGINT', waitMs: 5_000 }, { signal: 'SIGQUIT', waitMs: 2_000 }] }));
    const address = { superuserUrl: server.url('postgres', 'postgres'), ownerUrl: server.ownerUrl, appUrl: server.appUrl };
    return { address, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

const VARIABLE = 'DUBAN_TEST_POSTGRES';

/** For jest's global setup: makes the servers known to the tests, which are other processes. Each of jest's workers takes one for itself. */
export function publishTestPostgres(addresses: readonly TestPostgresAddress[]): void {
  process.env[VARIABLE] = JSON.stringify(addresses);
}

/**
 * The server of this worker of jest: transaction ids are a cluster's, so an open transaction of one spec file would hold the
 * readers of every other file on the same cluster back.
 *
 * @throws when global setup has not started a server: a test without a database fails, it never skips.
 */
export function testPostgresAddress(): TestPostgresAddress {
  const value: unknown = JSON.parse(process.env[VARIABLE] ?? 'null');
  if (!Array.isArray(value) || value.length === 0) throw new Error(`${VARIABLE} is not set: start the tests through jest's global setup, or call startTestPostgres()`);
  const worker = Number(process.env['JEST_WORKER_ID'] ?? '1');
  const address: unknown = value[(worker - 1) % value.length];
  const { superuserUrl, ownerUrl, appUrl } = isRecord(address) ? address : {};
  if (typeof superuserUrl !== 'string' || typeof ownerUrl !== 'string' || typeof appUrl !== 'string') throw new Error(`${VARIABLE} is malformed`);
  return { superuserUrl, ownerUrl, appUrl };
}

/**
 * A fresh database, copied from `template` in some 50 ms. Nobody may be connected to the template: migrate it once in global
 * setup, disconnect, then hand out copies.
 */
export async function createTestDatabase(options: { template?: string; name?: string; address?: TestPostgresAddress } = {}): Promise<TestDatabase> {
  const address = options.address ?? testPostgresAddress();
  const name = options.name ?? `test_${randomBytes(6).toString('hex')}`;
  const template = escapeIdentifier(options.template ?? DATABASE_NAME);
  await asSuperuser(address.superuserUrl, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER duban_owner TEMPLATE ${template}`));
  return {
    name,
    ownerUrl: inDatabase(address.ownerUrl, name),
    appUrl: inDatabase(address.appUrl, name),
    superuserUrl: inDatabase(address.superuserUrl, name),
    drop: async () => {
      await asSuperuser(address.superuserUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`));
    },
  };
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
