import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Pid and start time, as libs/platform/process-identity.ts has them. Said twice, because this one must work before anything
 * is installed or built; the lock file that both read holds them to the same form.
 */
export function identityOf(pid) {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function startOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function startElsewhere(pid) {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const [state, ...start] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env }).trim().split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

/** The process that a lock file names, when it still runs. */
export function runningHolder(path) {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    return identityOf(holder.pid)?.startedAt === holder.startedAt ? holder : undefined;
  } catch {
    return undefined;
  }
}
