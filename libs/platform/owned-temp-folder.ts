import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Supervisor } from './child-process';
import { readJson, writeJson } from './files';
import { RunRecord } from './run-record';
import { asIdentity, isRunning, ownIdentity } from './process-identity';

const PREFIX = 'duban-test-';
const silent = (): void => undefined;

export interface OwnedTempFolder {
  readonly path: string;
  readonly record: RunRecord;
  remove(): void;
}

/**
 * A temporary folder that knows its owner and what runs in it. Test runs that were killed cannot clean up after themselves:
 * the next one stops and removes what owners that live no more have left.
 */
export async function makeOwnedTempFolder(kind: string): Promise<OwnedTempFolder> {
  await sweep();
  const path = join(tmpdir(), `${PREFIX}${kind}-${randomBytes(5).toString('hex')}`);
  mkdirSync(path, { mode: 0o711 });
  writeJson(join(path, 'owner.json'), ownIdentity());
  return { path, record: new RunRecord(join(path, 'run.json')), remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }) };
}

/** A supervisor whose children and folder last as long as this process at most. */
export async function superviseForTest(kind: string): Promise<{ folder: OwnedTempFolder; supervisor: Supervisor; stop: () => Promise<void> }> {
  const folder = await makeOwnedTempFolder(kind);
  const supervisor = new Supervisor({ logFolder: folder.path, record: folder.record, say: silent, restartDelaysMs: [100], ownGroups: false });
  const onExit = (): void => supervisor.killAll();
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    await supervisor.stopAll();
    process.off('exit', onExit);
    folder.remove();
  };
  return { folder, supervisor, stop };
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    try {
      const owner = asIdentity(readJson(join(path, 'owner.json')));
      if (!owner || isRunning(owner)) continue;
      await new RunRecord(join(path, 'run.json')).stopLeftovers(silent);
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's folder, or another test run sweeps at the same time.
    }
  }
}
