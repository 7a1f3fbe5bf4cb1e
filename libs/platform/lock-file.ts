import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ProcessIdentity, asIdentity, isRunning, ownIdentity } from './process-identity';

export interface HeldLock {
  readonly held: true;
  /** Gives the lock back. Does nothing when it is no longer ours. */
  release(): void;
}
export interface RefusedLock {
  readonly held: false;
  readonly by: ProcessIdentity;
}

/**
 * Takes a lock that dies with its holder: the file names pid and start time, so that a lock left by `kill -9` is seen as
 * such. A process that holds it already may take it again.
 */
export function acquireLock(path: string): HeldLock | RefusedLock {
  mkdirSync(dirname(path), { recursive: true });
  const own = ownIdentity();
  const text = JSON.stringify(own);
  const beside = `${path}.${own.pid}`;
  for (;;) {
    writeFileSync(beside, text);
    try {
      linkSync(beside, path); // a link fails where the name exists: creation and content are one act
      return hold(path, text);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    } finally {
      rmSync(beside, { force: true });
    }
    const found = textOf(path);
    if (found === text) return hold(path, text);
    const holder = parse(found);
    if (holder && isRunning(holder)) return { held: false, by: holder };
    if (found !== undefined) removeStale(path, found);
  }
}

/** Who holds the lock now, if anybody. */
export function lockHolder(path: string): ProcessIdentity | undefined {
  const holder = parse(textOf(path));
  return holder && isRunning(holder) ? holder : undefined;
}

function hold(path: string, text: string): HeldLock {
  return {
    held: true,
    release: () => {
      if (textOf(path) === text) rmSync(path, { force: true });
    },
  };
}

/** Two may find the same dead lock: what was moved away is looked at once more, and a fresh one is put back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (textOf(aside) !== stale) linkSync(aside, path);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw thrown;
  } finally {
    rmSync(aside, { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

function parse(text: string | undefined): ProcessIdentity | undefined {
  try {
    return text === undefined ? undefined : asIdentity(JSON.parse(text));
  } catch {
    return undefined;
  }
}
