import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Supervisor, describeOutcome } from '#libs/platform/child-process';
import type { Configuration } from '#libs/platform/configuration';
import { describeProblems } from '#libs/platform/configuration.told';
import { acquireLock } from '#libs/platform/lock-file';
import { SetupProblem, reasonOf } from '#libs/platform/messages';
import { PortBook } from '#libs/platform/ports';
import { projectRoot } from '#libs/platform/project-root';
import { waitFor } from '#libs/platform/readiness';
import { RunRecord } from '#libs/platform/run-record';
import { HELP, type StartArguments, parseArguments, startConfiguration } from './arguments';
import { OperatorConsole } from './operator-console';
import { type Programs, type Surroundings, WORKER_READY, childEnvironment, findPrograms, nodeProgram } from './programs';
import { bringUpPostgres, bringUpTemporal, launcherFiles, told } from './servers';
import { type Step, stepsFor } from './steps';
import { StopRequest } from './stop-request';
import { summaryOf } from './summary';

const READY_WITHIN_MS = 90_000;

interface Launch {
  readonly env: NodeJS.ProcessEnv;
  readonly args: StartArguments;
  readonly configuration: Configuration;
  readonly console: OperatorConsole;
  readonly supervisor: Supervisor;
  readonly signal: AbortSignal;
  readonly programs: Programs;
  readonly root: string;
}

/**
 * Runs the whole system in this console until it is told to stop.
 * @returns the exit code: 0 after a clean stop, 1 when it could not be started, 2 for arguments that are not understood.
 */
export async function start(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const args = parseArguments(argv);
  if ('unknown' in args) return complain(`不认识的选项 ${args.unknown} / unknown option ${args.unknown}\n\n${HELP}`, 2);
  if (args.help) return complain(HELP, 0);
  const root = projectRoot(__dirname);
  const read = startConfiguration(args, env, root);
  if (!read.ok) return complain(describeProblems(read.problems), 1);

  const { configuration } = read;
  const files = launcherFiles(configuration.dataFolder);
  try {
    mkdirSync(configuration.dataFolder, { recursive: true, mode: 0o711 });
  } catch (error) {
    const why = reasonOf(error);
    return complain(`数据目录 ${configuration.dataFolder} 无法使用（${why}）：请让 DUBAN_DATA 指向可写的文件夹，或移走同名文件\nthe data folder ${configuration.dataFolder} cannot be used (${why}): let DUBAN_DATA name a folder that can be written to, or move the file of that name away`, 1);
  }
  const lock = acquireLock(files.lock);
  if (!lock.held) {
    return complain(
      `已有一个启动器在此数据目录运行（pid ${lock.by.pid}），请先在它的窗口按 Ctrl-C，或执行 kill ${lock.by.pid}\nanother launcher runs on this data folder (pid ${lock.by.pid}): press Ctrl-C in its window first, or run kill ${lock.by.pid}`,
      1,
    );
  }
  const console = new OperatorConsole(args.verbose);
  const record = new RunRecord(files.record);
  const supervisor = new Supervisor({ logFolder: files.logs, record, say: console.say, onLine: console.childLine });
  const stop = new StopRequest(() => {
    console.say('立即停止', 'stopping at once');
    void supervisor.stopAllNow();
  }, env);
  try {
    await record.stopLeftovers(console.say);
    const launch: Launch = { env, args, configuration, console, supervisor, signal: stop.signal, programs: findPrograms(root, env), root };
    const up = bringUp(launch).then((surroundings) => console.print(summaryOf(configuration, surroundings)));
    await Promise.race([up.then(() => stop.whenAsked), stop.whenAsked]);
    console.say('正在停止', 'stopping');
    await supervisor.stopAll();
    // What was still under way (initdb, a download) ends by itself within moments; nothing of it shall outlive us.
    await Promise.race([up.catch(() => undefined), pause(5_000, undefined, { ref: false })]);
    console.say('已停止', 'stopped');
    return 0;
  } catch (thrown) {
    if (thrown instanceof SetupProblem) console.print(`\n启动失败：${thrown.zh}\nstart failed: ${thrown.en}\n`);
    else console.print(`\n启动失败（程序错误）/ start failed (defect): ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    return 1;
  } finally {
    stop.cancel();
    await supervisor.stopAll();
    stop.dispose();
    lock.release();
  }
}

function complain(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

async function bringUp(launch: Launch): Promise<Surroundings> {
  const { configuration, console, supervisor, signal } = launch;
  const files = launcherFiles(configuration.dataFolder);
  const ports = new PortBook(files.ports);
  const api = told('API', await ports.choose('api', configuration.port, true), console.say);
  const context = { configuration, supervisor, ports, say: console.say, signal };
  // Both at once: the database's first steps take as long as Temporal needs to start.
  const [database, temporal] = await both(
    bringUpPostgres(context).then(async (found) => {
      const early: Surroundings = { database: found, temporalAddress: '', temporalUiUrl: undefined, apiPort: api.port };
      for (const step of stepsFor(launch.args, configuration)) await runStep(step, launch, early);
      return found;
    }),
    bringUpTemporal(context),
  );
  const surroundings: Surroundings = { database, temporalAddress: temporal.address, temporalUiUrl: temporal.uiUrl, apiPort: api.port };
  await startApplication(launch, surroundings);
  return surroundings;
}

/** The first failure counts and is not delayed by the other one's waiting; the other one's is not lost as unhandled. */
async function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  a.catch(() => undefined);
  b.catch(() => undefined);
  return Promise.all([a, b]);
}

async function runStep(step: Step, { env: inherited, configuration, console, supervisor, programs, root, signal }: Launch, surroundings: Surroundings): Promise<void> {
  signal.throwIfAborted();
  console.say(step.title.zh, step.title.en);
  const env = childEnvironment(inherited, configuration, surroundings, step.asOwner);
  const begun = performance.now();
  const progress = setInterval(() => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.say(`仍在${step.title.zh}（${seconds} 秒）`, `still ${step.title.en} (${seconds} s)`);
  }, 5_000);
  try {
    const outcome = await supervisor.run(nodeProgram(step.name, programs.cli, step.args, env, root));
    if (outcome.code === 0 || signal.aborted) return;
    const why = describeOutcome(outcome);
    const log = `${launcherFiles(configuration.dataFolder).logs}/${step.name}.log`;
    throw new SetupProblem(`${step.title.zh}未成功（${why.zh}），日志：${log}`, `${step.title.en} failed (${why.en}), log: ${log}`);
  } finally {
    clearInterval(progress);
  }
}

async function startApplication({ env: inherited, configuration, console, supervisor, programs, root, signal }: Launch, surroundings: Surroundings): Promise<void> {
  signal.throwIfAborted();
  const env = childEnvironment(inherited, configuration, surroundings, false);
  const worker = supervisor.start(nodeProgram('worker', programs.worker, [], env, root, programs.stop));
  const workerReady = worker.watchFor(WORKER_READY);
  const api = supervisor.start(nodeProgram('api', programs.api, [], env, root, programs.stop));
  const url = `http://127.0.0.1:${surroundings.apiPort}/health/ready`;
  const common = { deadlineMs: READY_WITHIN_MS, signal };
  await Promise.all([
    waitFor({ zh: '等待工作进程', en: 'waiting for the worker' }, workerReady, { ...common, hopeless: () => worker.hopeless, onProgress: (ms) => console.say(`等待工作进程（${Math.round(ms / 1000)} 秒）`, `waiting for the worker (${Math.round(ms / 1000)} s)`) }),
    waitFor({ zh: '等待接口', en: 'waiting for the API' }, async () => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok, { ...common, hopeless: () => api.hopeless, onProgress: (ms) => console.say(`等待接口（${Math.round(ms / 1000)} 秒）`, `waiting for the API (${Math.round(ms / 1000)} s)`) }),
  ]);
}

if (require.main === module) {
  void start(process.argv.slice(2), process.env).then((code) => {
    // Not by itself: sockets of libraries may linger, and the console shall be free as soon as we say so.
    process.exit(code);
  });
}
