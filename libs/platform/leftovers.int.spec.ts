import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { writeJson } from './files';
import { acquireLock, lockHolder } from './lock-file';
import { type ProcessIdentity, identityOf, isRunning, ownIdentity } from './process-identity';
import { RunRecord } from './run-record';
import { scratchFolder } from './testing/scratch';

const scratch = scratchFolder();
const spawned: ChildProcess[] = [];
afterAll(() => spawned.forEach((child) => child.kill('SIGKILL')));

function sleeper(): ProcessIdentity {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore', detached: true });
  spawned.push(child);
  const identity = identityOf(child.pid ?? 0);
  if (!identity) throw new Error('not started');
  return identity;
}
const silent = (): void => undefined;
const stop = [{ signal: 'SIGTERM' as const, waitMs: 5_000 }];

describe('what a killed launcher leaves', () => {
  it('is stopped by the next start, last started first, and only once', async () => {
    const file = scratch.at('run.json');
    const [first, second] = [sleeper(), sleeper()];
    const before = new RunRecord(file);
    before.add({ name: 'postgres', identity: first, stop });
    before.add({ name: 'api', identity: second, stop });
    await expect(new RunRecord(file).stopLeftovers(silent)).resolves.toEqual(['api', 'postgres']);
    expect([isRunning(first), isRunning(second)]).toEqual([false, false]);
    await expect(new RunRecord(file).stopLeftovers(silent)).resolves.toEqual([]);
  });

  it('is not touched when its pid belongs to another process by now', async () => {
    const innocent = sleeper();
    const record = new RunRecord(scratch.at('reused.json'));
    record.add({ name: 'worker', identity: { ...innocent, startedAt: 'long ago' }, stop });
    await expect(record.stopLeftovers(silent)).resolves.toEqual([]);
    expect(isRunning(innocent)).toBe(true);
  });

  it('may be written in a broken file, which counts as empty', async () => {
    writeFileSync(scratch.at('broken.json'), '{"children": [{"na');
    await expect(new RunRecord(scratch.at('broken.json')).stopLeftovers(silent)).resolves.toEqual([]);
  });
});

describe('a lock', () => {
  it('is refused while its holder lives, and names the holder', () => {
    const holder = sleeper();
    writeJson(scratch.at('held.lock'), holder);
    expect(acquireLock(scratch.at('held.lock'))).toEqual({ held: false, by: holder });
    expect(lockHolder(scratch.at('held.lock'))).toEqual(holder);
  });

  it('of a dead holder is taken, and given back', () => {
    writeJson(scratch.at('stale.lock'), { ...ownIdentity(), startedAt: 'long ago' });
    const lock = acquireLock(scratch.at('stale.lock'));
    if (!lock.held) throw new Error('refused');
    expect(lockHolder(scratch.at('stale.lock'))).toEqual(ownIdentity());
    lock.release();
    expect(lockHolder(scratch.at('stale.lock'))).toBeUndefined();
  });

  it('may be taken again by its holder', () => {
    expect(acquireLock(scratch.at('own.lock')).held).toBe(true);
    expect(acquireLock(scratch.at('own.lock')).held).toBe(true);
  });
});
