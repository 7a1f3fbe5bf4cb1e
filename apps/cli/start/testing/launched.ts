import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, readJson } from '#libs/platform/files';
import { type ProcessIdentity, type StopStep, asIdentity } from '#libs/platform/process-identity';
import { projectRoot } from '#libs/platform/project-root';
import { waitFor } from '#libs/platform/readiness';

const here = __dirname;
const hook = join(projectRoot(here), 'libs', 'platform', 'testing', 'typescript-hook.cjs');

/** A launcher in a process of its own, run from the sources, with stand-ins for our programs. */
export class Launched {
  output = '';
  readonly exited: Promise<number | NodeJS.Signals | null>;
  private readonly child: ChildProcess;

  constructor(
    readonly folder: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
    /** As npm does it: our process is the child of a shell that passes nothing on. */
    throughShell = false,
    /** How the worker and the API are told to end; left out: as the launcher does it. */
    stop?: readonly StopStep[],
  ) {
    const fake = (name: string): string => join(here, `fake-${name}.cjs`);
    const { DATABASE_URL: _d, TEMPORAL_ADDRESS: _t, PORT: _p, ...inherited } = process.env;
    const command = [process.execPath, '--require', hook, join(here, '..', 'start.ts'), ...args];
    const [program = '', ...rest] = throughShell ? ['sh', '-c', '"$@"; true', 'sh', ...command] : command;
    this.child = spawn(program, rest, {
      env: { ...inherited, DUBAN_DATA: folder, DUBAN_START_PROGRAMS: JSON.stringify({ cli: fake('cli'), worker: fake('worker'), api: fake('api'), stop }), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.exited = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(code ?? signal)));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  says(text: string | RegExp): Promise<unknown> {
    const said = (): boolean => (typeof text === 'string' ? this.output.includes(text) : text.test(this.output));
    return waitFor({ zh: '', en: `the launcher saying ${String(text)}` }, said, { deadlineMs: 60_000, everyMs: 10, hopeless: () => (this.child.exitCode !== null && !said() ? { zh: '', en: `it ended: ${this.output}` } : undefined) });
  }

  ready(): Promise<unknown> {
    return this.says('Duban is running');
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** What it has started, by name. */
  children(): Record<string, ProcessIdentity> {
    const value = readJson(join(this.folder, 'run.json'));
    const list: unknown = isRecord(value) ? value['children'] : [];
    return Object.fromEntries(
      (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
        const identity = isRecord(entry) ? asIdentity(entry['identity']) : undefined;
        return isRecord(entry) && identity ? [[String(entry['name']), identity]] : [];
      }),
    );
  }

}

/** What the stand-in for the command line was asked for by launchers of this data folder. */
export function stepsIn(folder: string): string[] {
  const file = join(folder, 'fake-steps.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
