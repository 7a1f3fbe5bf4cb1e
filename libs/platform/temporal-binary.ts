import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Say, SetupProblem, reasonOf } from './messages';
import { acquireLock } from './lock-file';
import { waitFor } from './readiness';

/** The newest version that `go install` can build: later ones have `replace` lines in their module file. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

export interface TemporalBinary {
  readonly path: string;
  readonly source: 'path' | 'cache' | 'download' | 'go';
}

export interface FindTemporalOptions {
  readonly say: Say;
  readonly env?: NodeJS.ProcessEnv;
  /** Where the release is fetched from; for tests and for mirrors inside a closed network. */
  readonly downloadUrl?: string;
  readonly signal?: AbortSignal;
}

const run = promisify(execFile);

/**
 * Finds the Temporal CLI or gets it: PATH, cache, official release, Go. Several processes may ask at once, one of them works.
 * @throws SetupProblem that names what to install.
 */
export async function findTemporalBinary(options: FindTemporalOptions): Promise<TemporalBinary> {
  const env = options.env ?? process.env;
  for (const path of [...onPath('temporal', env), join(homedir(), '.temporalio', 'bin', 'temporal')]) if (await canServe(path)) return { path, source: 'path' };
  const folder = join(env['DUBAN_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'duban'), 'temporal', TEMPORAL_CLI_VERSION);
  const cached = join(folder, 'temporal');
  if (await canServe(cached)) return { path: cached, source: 'cache' };
  // The lock is between processes; callers of one process share one attempt.
  const attempt = underway.get(folder) ?? obtainOnce(folder, cached, env, options).finally(() => underway.delete(folder));
  underway.set(folder, attempt);
  return attempt;
}

const underway = new Map<string, Promise<TemporalBinary>>();

async function obtainOnce(folder: string, cached: string, env: NodeJS.ProcessEnv, options: FindTemporalOptions): Promise<TemporalBinary> {
  mkdirSync(folder, { recursive: true });
  const lock = await waitForLock(join(folder, 'lock'), options);
  try {
    // Whoever held the lock before us has probably put it there.
    if (await canServe(cached)) return { path: cached, source: 'cache' };
    return await obtain(folder, cached, env, options);
  } finally {
    lock.release();
  }
}

async function waitForLock(path: string, { say, signal }: FindTemporalOptions): Promise<{ release(): void }> {
  return waitFor(
    { zh: '等待另一个进程准备 Temporal', en: 'waiting for another process that gets Temporal' },
    () => {
      const lock = acquireLock(path);
      return lock.held && lock;
    },
    { deadlineMs: 20 * 60_000, everyMs: 250, signal, onProgress: (ms) => say(`另一个进程正在准备 Temporal（${Math.round(ms / 1000)} 秒）`, `another process is getting Temporal (${Math.round(ms / 1000)} s)`) },
  );
}

async function obtain(folder: string, target: string, env: NodeJS.ProcessEnv, options: FindTemporalOptions): Promise<TemporalBinary> {
  const work = join(folder, 'making');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const reasons: string[] = [];
  const ways = [
    ['download', () => download(work, env, options)],
    ['go', () => buildWithGo(work, env, options)],
  ] as const;
  try {
    for (const [source, way] of ways) {
      try {
        await way();
        if (!(await canServe(join(work, 'temporal')))) throw new Error('the program does not run on this machine');
        renameSync(join(work, 'temporal'), target);
        return { path: target, source };
      } catch (thrown) {
        options.signal?.throwIfAborted();
        const why = reasonOf(thrown);
        reasons.push(`${source}: ${why}`);
        options.say(`未能取得（${why}）`, `that did not work (${why})`);
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const why = reasons.join('; ');
  throw new SetupProblem(
    `找不到也无法取得 Temporal（${why}）。请任选其一：安装 Temporal CLI 并放入 PATH（https://docs.temporal.io/cli）；安装 Go（https://go.dev/dl）后重试；或设置 TEMPORAL_ADDRESS 使用已有的 Temporal`,
    `Temporal was not found and could not be had (${why}). Do one of these: install the Temporal CLI on PATH (https://docs.temporal.io/cli); install Go (https://go.dev/dl) and start again; or set TEMPORAL_ADDRESS to a Temporal that you have`,
  );
}

async function download(work: string, env: NodeJS.ProcessEnv, { say, signal, downloadUrl }: FindTemporalOptions): Promise<void> {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  const base = downloadUrl ?? env['DUBAN_TEMPORAL_DOWNLOAD'] ?? `https://temporal.download/cli/archive/v${TEMPORAL_CLI_VERSION}`;
  if (!arch || !['linux', 'darwin'].includes(process.platform)) throw new Error(`no release for ${process.platform} ${process.arch}`);
  const url = `${base}?platform=${process.platform}&arch=${arch}`;
  const archive = join(work, 'archive.tar.gz');
  say(`下载 Temporal CLI ${TEMPORAL_CLI_VERSION}`, `downloading Temporal CLI ${TEMPORAL_CLI_VERSION}`);
  // curl knows the proxies of the machine; fetch is for machines without it.
  if (onPath('curl', env).length > 0) {
    const limits = ['--connect-timeout', '5', '--speed-limit', '2000', '--speed-time', '15', '--max-time', '600'];
    await run('curl', ['-fsSL', ...limits, '-o', archive, url], { env, signal }).catch((thrown: Error & { stderr?: string }) => {
      throw new Error(thrown.stderr?.trim() || thrown.message);
    });
  } else {
    await fetchTo(url, archive, signal);
  }
  await run('tar', ['-xzf', archive, '-C', work, 'temporal'], { env, signal });
}

async function fetchTo(url: string, file: string, signal: AbortSignal | undefined): Promise<void> {
  const connecting = new AbortController();
  const timer = setTimeout(() => connecting.abort(new Error('no answer within 5 s')), 5_000);
  try {
    const limits = [connecting.signal, AbortSignal.timeout(600_000), ...(signal ? [signal] : [])];
    const answer = await fetch(url, { signal: AbortSignal.any(limits) });
    clearTimeout(timer);
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  } finally {
    clearTimeout(timer);
  }
}

function buildWithGo(work: string, env: NodeJS.ProcessEnv, { say, signal }: FindTemporalOptions): Promise<void> {
  const [go] = onPath('go', env);
  if (!go) return Promise.reject(new Error('Go is not installed'));
  say('用 Go 编译 Temporal CLI，首次约需 3 分钟', 'building the Temporal CLI with Go, about 3 minutes the first time');
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_CLI_VERSION}`], { env: { ...env, GOBIN: work }, cwd: work, stdio: ['ignore', 'ignore', 'pipe'], signal });
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => (last = chunk.toString('utf8').trim().split('\n').at(-1) || last));
    const progress = setInterval(() => {
      const seconds = Math.round((performance.now() - begun) / 1000);
      say(`仍在编译 Temporal CLI（${seconds} 秒）`, `still building the Temporal CLI (${seconds} s) ${last.slice(0, 80)}`);
    }, 5_000);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(last || `go ended with ${code}`))));
    child.once('close', () => clearInterval(progress));
  });
}

/** Whether the program runs here and is new enough for the options that we need. */
async function canServe(path: string): Promise<boolean> {
  try {
    accessSync(path, constants.X_OK);
    const { stdout } = await run(path, ['server', 'start-dev', '--help'], { timeout: 15_000 });
    return stdout.includes('--search-attribute') && stdout.includes('--sqlite-pragma');
  } catch {
    return false;
  }
}

function onPath(program: string, env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .filter((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
