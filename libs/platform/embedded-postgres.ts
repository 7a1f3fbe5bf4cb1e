import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ChildSpec, SupervisedChild } from './child-process';
import type { Say } from './messages';
import { LOCALHOST } from './ports';
import { type PostgresAccount, choosePostgresAccount, findPostgresBinaries, postgresCommand } from './postgres-binaries';
import { type DataFolderOptions, POSTGRES_STOP, clearLeftServer, ensureDataFolder, resetSuperuserPassword, serverEnvironment } from './postgres-data-folder';
import { POSTGRES_ROLES, type RolePasswords, asSuperuser, ensureDatabase, ensureRoles, postgresUrl, waitForPostgres } from './postgres-roles';
import { readOrCreateSecrets } from './secrets';

export const DATABASE_NAME = 'duban';

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: LOCALHOST,
  unix_socket_directories: '', // their paths may be too long for a socket, and nobody needs them
  max_connections: '100',
  shared_buffers: '256MB',
  idle_in_transaction_session_timeout: '30s', // an open transaction holds back every reader of the log
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Tests want speed and lose their data anyway; several systems at once are their guests. */
const THROW_AWAY: Readonly<Record<string, string>> = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '128MB', max_connections: '400' };

export interface EmbeddedPostgresOptions {
  /** Holds `postgres/` and `secrets.json`. */
  readonly folder: string;
  readonly port: number;
  readonly say: Say;
  readonly throwAway?: boolean;
}

/** A real PostgreSQL server from the package registry, with its data under our folder. Runs as a supervised child. */
export class EmbeddedPostgres {
  private constructor(
    readonly spec: ChildSpec,
    readonly port: number,
    private readonly passwords: RolePasswords,
    private readonly say: Say,
  ) {}

  /** Makes everything ready for `spec` to be started: binaries, passwords, a whole data folder, no leftover server. */
  static async prepare({ folder, port, say, throwAway = false }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const binaries = findPostgresBinaries();
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const account = choosePostgresAccount(binaries, folder);
    const secrets = readOrCreateSecrets(join(folder, 'secrets.json'), POSTGRES_ROLES);
    const data: DataFolderOptions = { folder: resolve(folder, 'postgres'), binaries, account, password: secrets.values.postgres, durable: !throwAway, say };
    await clearLeftServer(data.folder, say);
    const made = await ensureDataFolder(data);
    if (!made && secrets.created.includes('postgres')) {
      say('密码文件已丢失，重新设置数据库密码', 'the file of passwords was lost: setting new ones');
      resetSuperuserPassword(data);
    }
    const spec = serverSpec(binaries.postgres, account, data.folder, { ...SETTINGS, port: String(port), ...(throwAway ? THROW_AWAY : {}) });
    return new EmbeddedPostgres(spec, port, secrets.values, say);
  }

  /** After `spec` was started: waits for the server, then sees to roles and database. Safe to repeat. */
  async finish(child?: SupervisedChild): Promise<void> {
    const superuserUrl = this.url('postgres', 'postgres');
    await waitForPostgres(superuserUrl, {
      deadlineMs: 120_000,
      hopeless: () => child?.hopeless,
      onProgress: (ms) => this.say(`PostgreSQL 启动中（${Math.round(ms / 1000)} 秒）`, `PostgreSQL is starting (${Math.round(ms / 1000)} s)`),
    });
    await asSuperuser(superuserUrl, async (client) => {
      await ensureRoles(client, this.passwords);
      await ensureDatabase(client, DATABASE_NAME);
    });
  }

  /** Addresses with passwords: hand them to child processes, never to a log. */
  get appUrl(): string {
    return this.url('duban_app', DATABASE_NAME);
  }
  get ownerUrl(): string {
    return this.url('duban_owner', DATABASE_NAME);
  }

  url(role: keyof RolePasswords, database: string): string {
    return postgresUrl({ host: LOCALHOST, port: this.port }, role, this.passwords[role], database);
  }
}

function serverSpec(program: string, account: PostgresAccount, dataFolder: string, settings: Readonly<Record<string, string>>): ChildSpec {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgres',
    ...postgresCommand(account, program, ['-D', dataFolder, ...flags]),
    cwd: '/',
    env: serverEnvironment(),
    output: 'file',
    stop: POSTGRES_STOP,
    remedy: { zh: '请检查磁盘空间和日志', en: 'check free disk space and the log' },
  };
}
