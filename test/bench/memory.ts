import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Memory {
  readonly residentMiB: number;
  /** Null where the system does not tell. */
  readonly peakMiB: number | null;
}

/** Resident memory of a process now, and the most it ever had. */
export function memoryOf(pid: number | undefined): Memory | null {
  if (pid === undefined) return null;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
    return { residentMiB: kib('VmRSS') / 1024, peakMiB: kib('VmHWM') / 1024 };
  } catch {
    return { residentMiB: Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024, peakMiB: null };
  }
}
