import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { LogFile, tailOf } from './log-file';
import { type Message, type Say, reasonOf } from './messages';
import { type ProcessIdentity, type StopStep, identityOf, isRunning, stopProcess } from './process-identity';
import type { RunRecord } from './run-record';

/** How to start one child, how it is watched, and how it is told to end. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** `file`: writes its log itself, so that it does not depend on the launcher; `lines`: each line passes through the supervisor. */
  readonly output: 'file' | 'lines';
  /** Gentle steps, before SIGKILL. */
  readonly stop?: readonly StopStep[];
  /** For a Node program: it gets SIGTERM when the launcher dies, however that dies. */
  readonly endsWithLauncher?: boolean;
  /** Said once when it crashes again and again. */
  readonly remedy?: Message;
}

export interface SupervisorOptions {
  readonly logFolder: string;
  readonly record: RunRecord;
  readonly say: Say;
  /** Gets each line of an `output: 'lines'` child. */
  readonly onLine?: (name: string, line: string, stream: 'stdout' | 'stderr') => void;
  /** Pauses before the 1st, 2nd, … restart; the last one repeats. */
  readonly restartDelaysMs?: readonly number[];
  /** False: children share the group of this process and get the Ctrl-C of its terminal. For tests, whose end need not be orderly. */
  readonly ownGroups?: boolean;
  /** So many crashes within this time are called a loop. After a quiet time of the same length the count begins anew. */
  readonly crashLoop?: { readonly crashes: number; readonly withinMs: number };
}

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not even be started. */
  readonly failure?: string;
}

const DEFAULT_STOP: readonly StopStep[] = [{ signal: 'SIGTERM', waitMs: 15_000 }];
const DEFAULT_DELAYS_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const DEFAULT_LOOP = { crashes: 4, withinMs: 60_000 };

/** Starts children, restarts those that crash, and stops all of them, last started first. */
export class Supervisor {
  private readonly children: SupervisedChild[] = [];
  private stopping = false;

  constructor(private readonly options: SupervisorOptions) {}

  /** Starts a child that is meant to run until `stopAll`. */
  start(spec: ChildSpec): SupervisedChild {
    if (this.stopping) throw new Error(`${spec.name}: the supervisor is stopping`);
    const child = new SupervisedChild(spec, this.options, true);
    this.children.push(child);
    return child;
  }

  /** Runs a program to its end, once. */
  async run(spec: ChildSpec): Promise<Outcome> {
    if (this.stopping) throw new Error(`${spec.name}: the supervisor is stopping`);
    const child = new SupervisedChild(spec, this.options, false);
    this.children.push(child);
    try {
      return await child.ended;
    } finally {
      this.children.splice(this.children.indexOf(child), 1);
    }
  }

  /** Nothing is started or restarted any more; resolves when nothing runs any more. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    for (const child of [...this.children].reverse()) child.doNotRestart();
    for (const child of [...this.children].reverse()) await child.stop();
  }

  /** For an impatient operator: the firmest step that still leaves the data whole. */
  async stopAllNow(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.children].reverse().map((child) => child.stop(true)));
  }

  /** The last resort of a process that exits now: kills without waiting. Only for children whose data may be lost. */
  killAll(): void {
    this.stopping = true;
    for (const child of this.children) child.kill();
  }
}

export class SupervisedChild {
  /** When it ended and will not be started again. */
  readonly ended: Promise<Outcome>;
  readonly logPath: string;
  /** Set while it crashes again and again: whoever waits for it need wait no longer. */
  hopeless: Message | undefined;

  private endedWith!: (outcome: Outcome) => void;
  private identity: ProcessIdentity | undefined;
  private exited: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private crashes: number[] = [];
  private restarts = true;
  private readonly seen = new Set<RegExp>();
  private readonly watched = new Map<RegExp, () => void>();

  constructor(
    readonly spec: ChildSpec,
    private readonly options: SupervisorOptions,
    restart: boolean,
  ) {
    this.restarts = restart;
    this.logPath = join(options.logFolder, `${spec.name}.log`);
    this.ended = new Promise((resolve) => (this.endedWith = resolve));
    this.launch();
  }

  get pid(): number | undefined {
    return this.identity?.pid;
  }

  /** The last lines of its log. */
  tail(lines = 12): string[] {
    return tailOf(this.logPath, lines);
  }

  /** Whether a line like this was written since the child was last started. Ask in the turn of the start or earlier lines may be missed. */
  watchFor(pattern: RegExp): () => boolean {
    this.watched.set(pattern, () => this.seen.add(pattern));
    return () => this.seen.has(pattern);
  }

  doNotRestart(): void {
    this.restarts = false;
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.endedWith({ code: null, signal: null });
    }
  }

  async stop(now = false): Promise<void> {
    this.doNotRestart();
    const steps = this.spec.stop ?? DEFAULT_STOP;
    // The last gentle step of a database is the quick one that needs no repair by hand; SIGKILL is for all others.
    const firm = steps.length > 1 ? steps.slice(-1) : [];
    if (this.identity) await stopProcess(this.identity, now ? firm : steps);
    await this.exited;
  }

  kill(): void {
    this.doNotRestart();
    if (this.identity && isRunning(this.identity)) process.kill(this.identity.pid, 'SIGKILL');
  }

  private launch(): void {
    this.timer = undefined;
    this.seen.clear();
    const { spec } = this;
    const log = new LogFile(this.logPath);
    const lines = spec.output === 'lines';
    const exited = new Promise<Outcome>((resolve) => {
      let process_: ChildProcess;
      try {
        process_ = spawn(spec.command, [...(spec.endsWithLauncher ? END_WITH_LAUNCHER : []), ...spec.args], {
          cwd: spec.cwd,
          env: spec.env ?? process.env,
          uid: spec.uid,
          gid: spec.gid,
          // A group of its own: Ctrl-C in the console must reach the launcher alone, which then stops in the right order.
          detached: this.options.ownGroups ?? true,
          stdio: lines ? ['ignore', 'pipe', 'pipe', ...(spec.endsWithLauncher ? (['ipc'] as const) : [])] : ['ignore', log.descriptor, log.descriptor],
        });
      } catch (thrown) {
        return resolve({ code: null, signal: null, failure: reasonOf(thrown) });
      }
      process_.once('error', (error) => {
        if (process_.pid === undefined) resolve({ code: null, signal: null, failure: error.message });
      });
      if (process_.pid !== undefined) this.remember(process_.pid);
      if (lines) this.readLines(process_, log);
      process_.once('close', (code, signal) => resolve({ code, signal }));
      // A grandchild may hold the pipes open for ever: the last lines get half a second.
      process_.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal }), lines ? 500 : 0));
    });
    this.exited = exited.then((outcome) => {
      log.close();
      this.afterExit(outcome);
    });
  }

  private remember(pid: number): void {
    this.identity = identityOf(pid);
    if (this.identity) this.options.record.add({ name: this.spec.name, identity: this.identity, stop: this.spec.stop ?? DEFAULT_STOP });
  }

  private readLines(process_: ChildProcess, log: LogFile): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const source = process_[stream];
      if (!source) continue;
      createInterface({ input: source, crlfDelay: Infinity }).on('line', (line) => {
        log.writeLine(line);
        for (const [pattern, found] of this.watched) if (pattern.test(line)) found();
        this.options.onLine?.(this.spec.name, line, stream);
      });
    }
  }

  private afterExit(outcome: Outcome): void {
    if (this.identity) this.options.record.remove(this.identity);
    this.identity = undefined;
    if (!this.restarts) return this.endedWith(outcome);
    const { name } = this.spec;
    const loop = this.options.crashLoop ?? DEFAULT_LOOP;
    const now = performance.now();
    this.crashes = [...this.crashes.filter((at) => now - at < loop.withinMs), now];
    const delays = this.options.restartDelaysMs ?? DEFAULT_DELAYS_MS;
    const delayMs = delays[Math.min(this.crashes.length, delays.length) - 1] ?? 1_000;
    const why = describeOutcome(outcome);
    const seconds = delayMs / 1000;
    this.options.say(`${name} 已停止（${why.zh}），${seconds} 秒后重新启动`, `${name} stopped (${why.en}), restarting in ${seconds} s`);
    if (this.crashes.length < loop.crashes) this.hopeless = undefined;
    else if (!this.hopeless) this.declareHopeless(why);
    this.timer = setTimeout(() => this.launch(), delayMs);
  }

  private declareHopeless(why: Message): void {
    const { name, remedy } = this.spec;
    this.hopeless = {
      zh: `${name} 反复退出（${why.zh}）${remedy ? `；${remedy.zh}` : ''}；日志：${this.logPath}`,
      en: `${name} keeps stopping (${why.en})${remedy ? `; ${remedy.en}` : ''}; log: ${this.logPath}`,
    };
    this.options.say(`${this.hopeless.zh}\n${this.tail().join('\n')}`, this.hopeless.en);
  }
}

export function describeOutcome({ code, signal, failure }: Outcome): Message {
  if (failure !== undefined) return { zh: `无法启动：${failure}`, en: `could not be started: ${failure}` };
  return signal ? { zh: `信号 ${signal}`, en: `signal ${signal}` } : { zh: `退出码 ${code}`, en: `exit code ${code}` };
}

/**
 * The channel to the launcher closes when the launcher dies, also by SIGKILL. Given as a data: URL, because it must be
 * loaded before the program's own first line and needs no file that a build could have missed.
 */
const END_WITH_LAUNCHER: readonly string[] = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "process.once('disconnect',()=>{setTimeout(()=>process.kill(process.pid,'SIGKILL'),10000).unref();process.kill(process.pid,'SIGTERM')});process.channel?.unref();",
  )}`,
];
