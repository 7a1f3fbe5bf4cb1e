import { isRecord, readJson, writeJson } from './files';
import type { Say } from './messages';
import { type ProcessIdentity, type StopStep, asIdentity, isRunning, stopProcess } from './process-identity';

export interface RecordedChild {
  readonly name: string;
  readonly identity: ProcessIdentity;
  readonly stop: readonly StopStep[];
}

/**
 * What the launcher has started and not yet seen ending, on disk. Written in the same turn as the start, so that also a
 * launcher killed with -9 leaves a list of exactly what it leaves behind.
 */
export class RunRecord {
  private children: RecordedChild[];

  constructor(private readonly file: string) {
    this.children = readChildren(file);
  }

  add(child: RecordedChild): void {
    this.children.push(child);
    this.save();
  }

  remove(identity: ProcessIdentity): void {
    this.children = this.children.filter((child) => child.identity.pid !== identity.pid || child.identity.startedAt !== identity.startedAt);
    this.save();
  }

  /**
   * Stops what a killed launcher left, last started first. A pid that belongs to another process by now is left alone.
   * Call only while holding the launcher's lock.
   * @returns the names of what was stopped.
   */
  async stopLeftovers(say: Say): Promise<string[]> {
    const left = this.children.filter((child) => isRunning(child.identity)).reverse();
    for (const child of left) {
      say(`停止上次遗留的进程 ${child.name}（pid ${child.identity.pid}）`, `stopping ${child.name}, left over from last time (pid ${child.identity.pid})`);
      await stopProcess(child.identity, child.stop);
    }
    this.children = [];
    this.save();
    return left.map((child) => child.name);
  }

  private save(): void {
    writeJson(this.file, { children: this.children }, 0o600);
  }
}

function readChildren(file: string): RecordedChild[] {
  const value = readJson(file);
  const list: unknown = isRecord(value) ? value['children'] : undefined;
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry['name'] !== 'string') return [];
    const identity = asIdentity(entry['identity']);
    const steps: unknown = entry['stop'];
    return identity ? [{ name: entry['name'], identity, stop: (Array.isArray(steps) ? steps : []).filter(isStopStep) }] : [];
  });
}

function isStopStep(value: unknown): value is StopStep {
  return isRecord(value) && typeof value['signal'] === 'string' && typeof value['waitMs'] === 'number';
}
