import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { type Message, SetupProblem, reasonOf } from './messages';
import { waitFor } from './readiness';

export interface ServerAddress {
  readonly port: number;
  readonly host: string;
}
export interface RolePasswords {
  readonly postgres: string;
  readonly duban_owner: string;
  readonly duban_app: string;
}
export type PostgresRole = keyof RolePasswords;
export const POSTGRES_ROLES: readonly PostgresRole[] = ['postgres', 'duban_owner', 'duban_app'];

export function postgresUrl({ host, port }: ServerAddress, role: PostgresRole, password: string, database: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}

/** Runs statements as the superuser, on a connection of its own. */
export async function asSuperuser<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // a server that stops ends idle connections: the next query reports it
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/**
 * Waits until the server takes connections. Recovery after a crash may take its time, wrong passwords do not get better.
 * @param hopeless see `waitFor`.
 */
export async function waitForPostgres(superuserUrl: string, options: { deadlineMs: number; hopeless?: () => Message | undefined; onProgress?: (elapsedMs: number) => void }): Promise<void> {
  let refused: Message | undefined;
  await waitFor(
    { zh: '等待 PostgreSQL', en: 'waiting for PostgreSQL' },
    async () => {
      try {
        return await asSuperuser(superuserUrl, async (client) => (await client.query('SELECT 1')).rowCount === 1);
      } catch (thrown) {
        if ((thrown as { code?: string }).code === '28P01') refused = { zh: `密码不符：${reasonOf(thrown)}`, en: `wrong password: ${reasonOf(thrown)}` };
        throw thrown;
      }
    },
    { ...options, everyMs: 20, hopeless: () => refused ?? options.hopeless?.() },
  );
}

/** Makes the two roles and their passwords what they should be. What they may do inside a database is the migrations' matter. */
export async function ensureRoles(client: Client, passwords: RolePasswords): Promise<void> {
  // A statement that fails must not carry a password into the server's log.
  await client.query("SET log_min_error_statement = 'panic'");
  for (const role of ['duban_owner', 'duban_app'] as const) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${escapeLiteral(passwords[role])}`);
  }
}

/** @throws SetupProblem when a database of this name belongs to somebody else. */
export async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>('SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1', [name]);
  const [found] = rows;
  if (!found) await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER duban_owner`);
  else if (found.owner !== 'duban_owner') throw new SetupProblem(`数据库 ${name} 的所有者是 ${found.owner}，应为 duban_owner`, `database ${name} is owned by ${found.owner}, expected duban_owner`);
}
