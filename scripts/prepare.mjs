import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { identityOf, runningHolder } from './process-identity.mjs';
import { PrepareProblem, Stopped, runCommand, say } from './run-command.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...parts) => join(root, ...parts);

/** Installs and builds where that is due. Plain Node without dependencies: it must run on a fresh clone. */
export async function prepare({ build = true } = {}) {
  checkNode();
  const lockHash = hashOf([inRoot('package-lock.json')]);
  const installDue = needsInstall(lockHash);
  const sources = build ? hashOf(sourceFiles(root)) : undefined;
  const buildDue = build && (installDue || textOf(inRoot('dist', '.stamp')) !== sources);
  if (!installDue && !buildDue) return;
  const unlock = lockPreparation();
  try {
    if (installDue) await install(lockHash);
    if (buildDue) await compile(sources);
  } finally {
    unlock();
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new PrepareProblem(
    `需要 Node.js 20.19 或更新版本，当前为 ${process.versions.node}。请从 https://nodejs.org 安装`,
    `Node.js 20.19 or newer is needed, this is ${process.versions.node}. Install it from https://nodejs.org`,
  );
}

async function install(lockHash) {
  say('安装依赖（npm ci），首次约需 1 至 3 分钟', 'installing dependencies (npm ci), 1 to 3 minutes the first time');
  rmSync(inRoot('node_modules', '.duban-install'), { force: true });
  // Run from npm itself: the same npm again, also where none is on PATH. Few retries: without a network it shall be said in seconds.
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  await runCommand(
    { zh: '安装依赖', en: 'installing dependencies', remedyZh: '请检查网络和 npm 的 registry 设置后重试', remedyEn: "Check the network and npm's registry setting, then start again" },
    npm[0],
    [...npm.slice(1), 'ci', ...flags],
    // Tools of a production environment would leave out what the build needs.
    { cwd: root, env: { ...process.env, NODE_ENV: '', npm_config_include: 'dev' } },
  );
  writeFileSync(inRoot('node_modules', '.duban-install'), lockHash);
  say('依赖已安装', 'dependencies are installed');
}

async function compile(sources) {
  say('编译', 'building');
  rmSync(inRoot('dist', '.stamp'), { force: true });
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await runCommand(
    { zh: '编译', en: 'building', remedyZh: '请查看上面的错误', remedyEn: 'See the errors above' },
    npm[0],
    [...npm.slice(1), 'run', 'build'],
    { cwd: root, env: process.env },
  );
  mkdirSync(inRoot('dist'), { recursive: true });
  writeFileSync(inRoot('dist', '.stamp'), sources);
  say('编译完成', 'built');
}

/** Our stamp decides; without one, an installation made by hand is accepted when it has every package of the lock file. */
function needsInstall(lockHash) {
  const stamp = inRoot('node_modules', '.duban-install');
  if (textOf(stamp) === lockHash) return false;
  const wanted = packagesOf(inRoot('package-lock.json'));
  const present = packagesOf(inRoot('node_modules', '.package-lock.json'));
  if (!wanted) throw new PrepareProblem('缺少 package-lock.json，请重新获取完整的代码', 'package-lock.json is missing: get the whole source again');
  if (!present) return true;
  const missing = Object.entries(wanted).some(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional && !entry.peer && present[path]?.version !== entry.version);
  const left = Object.keys(present).some((path) => !(path in wanted));
  if (missing || left) return true;
  writeFileSync(stamp, lockHash);
  return false;
}

function packagesOf(path) {
  const text = textOf(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/** Everything that the build reads; tests are no part of what is started. */
export function sourceFiles(base) {
  const single = ['package.json', 'package-lock.json', 'tsconfig.json'].map((name) => join(base, name));
  const folders = ['apps', 'libs', 'workflows', 'scripts'].map((name) => join(base, name));
  return [...single, ...folders.flatMap(walk)].filter((path) => existsSync(path));
}

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'testing']);

function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : walk(path);
    return /\.(spec\.tsx?|md)$/.test(entry.name) ? [] : [path];
  });
}

/** By content, not by time: a fresh checkout of the same text is the same. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    const content = createHash('sha256').update(existsSync(path) ? readFileSync(path) : '').digest('hex');
    hash.update(`${relative(root, path).split(sep).join('/')} ${content}\n`);
  }
  return hash.digest('hex');
}

/** Two that install or build at once would destroy each other's work. */
function lockPreparation() {
  const path = inRoot('.duban', 'prepare.lock');
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = runningHolder(path);
    if (holder) throw new PrepareProblem(`另一个进程（pid ${holder.pid}）正在安装或编译，请稍候再启动`, `another process (pid ${holder.pid}) is installing or building: start again when it is done`);
    rmSync(path, { force: true });
  }
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Ends the process with a text instead of a stack trace where that says all. */
export function explain(error) {
  if (error instanceof Stopped) return 0;
  process.stdout.write(`\n${error instanceof PrepareProblem ? error.message : error.stack}\n`);
  return 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await prepare({ build: !process.argv.includes('--no-build') });
  } catch (error) {
    process.exitCode = explain(error);
  }
}
