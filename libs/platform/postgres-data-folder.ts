import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Say, SetupProblem, reasonOf } from './messages';
import { type PostgresAccount, type PostgresBinaries, postgresCommand } from './postgres-binaries';
import { identityOf, stopProcess } from './process-identity';

export interface DataFolderOptions {
  readonly folder: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  /** Of the superuser `postgres`. */
  readonly password: string;
  /** False for clusters that live only for a test. */
  readonly durable: boolean;
  readonly say: Say;
}

/**
 * Makes the data folder when there is none. It grows beside its place and is renamed when it is whole: a kill at any moment
 * leaves no folder or a whole one, and the half-made one is removed by the next start.
 * @returns whether it was made now.
 */
export async function ensureDataFolder(options: DataFolderOptions): Promise<boolean> {
  const { folder, say } = options;
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(`${basename(folder)}.making`))) {
    say('发现未完成的数据库目录，删除后重新创建', 'found a half-made database folder: removing it and starting anew');
    // The initdb of a launcher that was just killed may still be writing: then the next start removes the rest.
    rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
  if (existsSync(join(folder, 'PG_VERSION')) && existsSync(join(folder, 'global', 'pg_control'))) return false;
  if (existsSync(folder)) {
    // Without these two files no server can start from it; it is kept all the same, somebody may want to look into it.
    const aside = `${folder}.incomplete-${new Date().toISOString().replace(/[:.]/g, '-')}`;
    say(`数据库目录不完整，已移到 ${aside}，重新创建`, `the database folder is incomplete: moved to ${aside}, making a new one`);
    renameSync(folder, aside);
  }
  const making = `${folder}.making-${randomBytes(4).toString('hex')}`;
  await initialise(options, making);
  renameSync(making, folder);
  return true;
}

async function initialise({ binaries, account, password, durable }: DataFolderOptions, folder: string): Promise<void> {
  mkdirSync(folder, { mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(folder, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    const { command, args, uid, gid } = postgresCommand(account, binaries.initdb, [
      `--pgdata=${folder}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts alike on every machine and after every upgrade of its C library.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await promisify(execFile)(command, args, { uid, gid, cwd: '/', env: serverEnvironment() });
  } catch (thrown) {
    const reason = reasonOf(thrown);
    throw new SetupProblem(
      `数据库初始化失败：${reason}。请检查磁盘空间和 ${dirname(folder)} 的权限`,
      `the database could not be initialised: ${reason}. Check free disk space and the permissions of ${dirname(folder)}`,
      { cause: thrown },
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Variables such as PGPORT or PGDATA of the operator's shell must not steer our server. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', LC_MESSAGES: 'C' };
}

/**
 * Deals with a `postmaster.pid` that was left: a server that still runs on this folder is stopped; a number that belongs to
 * something else by now, which the server itself would take for a server, is cleared away.
 */
export async function clearLeftServer(folder: string, say: Say): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const identity = identityOf(pid);
  if (identity && commandLineOf(pid).includes(folder)) {
    say(`停止仍在运行的数据库（pid ${pid}）`, `stopping the database that still runs here (pid ${pid})`);
    await stopProcess(identity, POSTGRES_STOP);
  }
  rmSync(file, { force: true });
}

/** Fast shutdown, then immediate shutdown (recovers from its journal at the next start). */
export const POSTGRES_STOP = [
  { signal: 'SIGINT', waitMs: 20_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
] as const;

function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Sets the superuser's password without knowing the old one (the file of secrets was lost). The server must not run. */
export function resetSuperuserPassword({ folder, binaries, account, password }: DataFolderOptions): void {
  const { command, args, uid, gid } = postgresCommand(account, binaries.postgres, ['--single', '-D', folder, '-c', 'log_min_error_statement=panic', 'postgres']);
  const { status, stderr, error } = spawnSync(command, args, { uid, gid, encoding: 'utf8', cwd: '/', env: serverEnvironment(), input: `ALTER ROLE postgres PASSWORD '${password}'\n` });
  if (status !== 0) throw new Error(`single-user mode failed: ${error?.message ?? stderr.trim()}`);
}
