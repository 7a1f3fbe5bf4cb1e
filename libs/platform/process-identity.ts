import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isRecord } from './files';

/** A process that cannot be taken for another one: pids are used again, a pid with its moment of birth is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; compare for equality only. */
  readonly startedAt: string;
}

/** One step of stopping: this signal, then so long to obey. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

/** @returns undefined when no such process runs. A zombie does not run. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function startOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const ticksSinceBoot = fields[19];
  if (state === 'Z' || state === 'X' || ticksSinceBoot === undefined) return undefined;
  return `${bootId()}:${ticksSinceBoot}`;
}

let knownBootId: string | undefined;
/** Ticks count from the boot: without it a process of before a restart could be mistaken for one of after. */
function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function startElsewhere(pid: number): string | undefined {
  try {
    const out = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }).trim();
    const [state, ...start] = out.split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

export function ownIdentity(): ProcessIdentity {
  const own = identityOf(process.pid);
  if (!own) throw new Error('this process cannot see itself in the process table');
  return own;
}

/** @returns undefined when the value, read from a file, is not an identity. */
export function asIdentity(value: unknown): ProcessIdentity | undefined {
  if (!isRecord(value) || typeof value['pid'] !== 'number' || typeof value['startedAt'] !== 'string') return undefined;
  return { pid: value['pid'], startedAt: value['startedAt'] };
}

/**
 * Stops exactly this process, by ever firmer steps and at last SIGKILL to its whole process group when it leads one.
 * @returns false when it did not run any more.
 */
export async function stopProcess(identity: ProcessIdentity, steps: readonly StopStep[]): Promise<boolean> {
  if (!isRunning(identity)) return false;
  for (const step of [...steps, { signal: 'SIGKILL' as const, waitMs: 5_000 }]) {
    send(identity, step.signal);
    const until = performance.now() + step.waitMs;
    while (performance.now() < until) {
      if (!isRunning(identity)) return true;
      await pause(10);
    }
  }
  return true;
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    if (signal === 'SIGKILL' && leadsGroup(identity.pid)) process.kill(-identity.pid, signal);
    else process.kill(identity.pid, signal);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}

function leadsGroup(pid: number): boolean {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) === pid;
    }
    return Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' })) === pid;
  } catch {
    return false;
  }
}
