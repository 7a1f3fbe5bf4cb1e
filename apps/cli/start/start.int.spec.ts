import { createServer } from 'node:net';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '#libs/platform/process-identity';
import { anyFreePort } from '#libs/platform/ports';
import { waitFor } from '#libs/platform/readiness';
import { scratchFolder } from '#libs/platform/testing/scratch';
import { Launched, stepsIn } from './testing/launched';

const scratch = scratchFolder();
const running: Launched[] = [];
let port = '';
beforeAll(async () => {
  port = String(await anyFreePort());
});
afterEach(async () => {
  for (const launched of running.splice(0)) {
    launched.kill('SIGTERM');
    await launched.exited;
  }
});

function launch(folder: string, args: readonly string[] = ['--port', port], env: NodeJS.ProcessEnv = {}): Launched {
  const launched = new Launched(scratch.at(folder), args, env);
  running.push(launched);
  return launched;
}
const health = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;

describe('npm start', () => {
  it('brings everything up, refuses a second launcher, and leaves nothing behind', async () => {
    mkdirSync(scratch.at('main'), { mode: 0o711 });
    writeFileSync(scratch.at('main', 'sample-accounts.txt'), 'office / 督查室\n');
    const first = launch('main');
    await first.ready();
    expect(first.output).toContain(`http://127.0.0.1:${port}/docs`);
    expect(first.output).toContain('office / 督查室');
    expect(stepsIn(scratch.at('main'))).toEqual(['migrate owner=true clock=system', 'sample --if-empty owner=false clock=system']);
    expect(await health()).toBe(200);

    const second = launch('main');
    await expect(second.exited).resolves.toBe(1);
    expect(second.output).toContain(`another launcher runs on this data folder (pid ${first.pid})`);
    expect(await health()).toBe(200);

    const children = Object.entries(first.children());
    expect(children.map(([name]) => name).sort()).toEqual(['api', 'postgres', 'temporal', 'worker']);
    first.kill('SIGTERM');
    await expect(first.exited).resolves.toBe(0);
    expect(children.filter(([, identity]) => isRunning(identity))).toEqual([]);
    expect(first.output).toContain('stopped');
  });

  it('says that a child crashed and starts it again', async () => {
    const launched = launch('main');
    await launched.ready();
    const before = launched.children()['worker'];
    if (!before) throw new Error('no worker');
    process.kill(before.pid, 'SIGKILL');
    await launched.says('worker stopped (signal SIGKILL), restarting in 1 s');
    await waitFor({ zh: '', en: 'a new worker' }, () => (launched.children()['worker']?.pid ?? before.pid) !== before.pid, { deadlineMs: 20_000 });
  });

  it('clears away what a launcher killed with -9 left, and starts', async () => {
    const killed = launch('main');
    await killed.ready();
    const left = killed.children();
    killed.kill('SIGKILL');
    await killed.exited;
    expect(left['postgres'] && isRunning(left['postgres'])).toBe(true);

    const next = launch('main');
    await next.ready();
    expect(next.output).toContain('stopping postgres, left over from last time');
    expect(next.output).toContain('stopping temporal, left over from last time');
    expect(Object.values(left).filter(isRunning)).toEqual([]);
    expect(await health()).toBe(200);
  });

  it('stops at once on a further Ctrl-C when a child does not obey', async () => {
    // The orderly stop alone would outlast the test.
    const launched = new Launched(scratch.at('main'), ['--port', port], { FAKE_DEAF_WORKER: '1' }, false, [{ signal: 'SIGTERM', waitMs: 600_000 }]);
    running.push(launched);
    await launched.ready();
    const children = Object.values(launched.children());
    launched.kill('SIGINT');
    await launched.says('stopping');
    const pressed = waitFor({ zh: '', en: 'impatience that is noticed' }, () => {
      launched.kill('SIGINT');
      return launched.output.includes('stopping at once');
    }, { deadlineMs: 60_000, everyMs: 100 });
    await expect(launched.exited).resolves.toBe(0);
    await pressed;
    expect(children).toHaveLength(4);
    expect(children.filter(isRunning)).toEqual([]);
  });

  it('stops when npm, which started it, is gone', async () => {
    const launched = new Launched(scratch.at('main'), ['--port', port], { npm_lifecycle_event: 'start' }, true);
    await launched.ready();
    const children = Object.values(launched.children());
    launched.kill('SIGTERM');
    await launched.exited;
    expect(children).toHaveLength(4);
    expect(children.filter(isRunning)).toEqual([]);
  });

  it('stops at once on Ctrl-C in the midst of its start', async () => {
    const launched = launch('interrupted');
    await launched.says('PostgreSQL is ready');
    launched.kill('SIGINT');
    launched.kill('SIGINT'); // a terminal and npm both pass it on
    await expect(launched.exited).resolves.toBe(0);
    expect(launched.children()).toEqual({});
  });

  it('runs the demonstration on a virtual clock, in a folder of its own', async () => {
    const launched = launch('with-demo', ['--demo', '--port', port]);
    await launched.ready();
    expect(stepsIn(scratch.at('with-demo', 'demo'))[0]).toBe('migrate owner=true clock=virtual');
    expect(launched.output).toContain(join(scratch.at('with-demo'), 'demo'));
  });

  it('takes another port where its own is busy, and says so', async () => {
    const other = createServer();
    const busy = await anyFreePort();
    await new Promise<void>((resolve) => other.listen(busy, '127.0.0.1', resolve));
    const launched = launch('main', ['--port', String(busy)]);
    await launched.ready();
    expect(launched.output).toMatch(new RegExp(`API: port ${busy} is taken, using \\d+`));
    await new Promise((resolve) => other.close(resolve));
  });

  it.each([
    ['a step that fails', {}, { FAKE_FAILING_STEP: 'migrate' }, /migrating the database failed \(exit code 3\), log: .*migrate\.log/],
    ['a worker that does not live', {}, { FAKE_CRASHING_WORKER: '1' }, /worker keeps stopping \(exit code 7\).*log: .*worker\.log/],
  ])('gives up on %s, with the log to look into, and leaves nothing behind', async (_what, _none, env, message) => {
    const launched = launch('main', ['--port', port], env);
    await expect(launched.exited).resolves.toBe(1);
    expect(launched.output).toMatch(message);
    expect(launched.children()).toEqual({});
  });

  it('names the address of a Temporal that cannot be reached, why, and what to do', async () => {
    const launched = launch('far', ['--port', port], { TEMPORAL_ADDRESS: 'nohost.invalid:7233' });
    await expect(launched.exited).resolves.toBe(1);
    expect(launched.output).toMatch(/连接 Temporal nohost\.invalid:7233.*TEMPORAL_ADDRESS.*\n.*connecting to Temporal at nohost\.invalid:7233.*\(.+\): check TEMPORAL_ADDRESS/);
    expect(launched.children()).toEqual({});
  });

  it('says of a data folder that is a file what to do', async () => {
    writeFileSync(scratch.at('a-file'), '');
    const launched = launch('a-file');
    await expect(launched.exited).resolves.toBe(1);
    expect(launched.output).toMatch(/数据目录 .*a-file.*DUBAN_DATA.*\n.*a-file.*let DUBAN_DATA name a folder/);
    expect(launched.output).not.toContain('    at ');
  });

  it.each([
    [['--port', 'x'], {}, 1, 'PORT: must be a whole number'],
    [['--demo'], { NODE_ENV: 'production' }, 1, 'DUBAN_CLOCK: the virtual clock is refused in production'],
    [['--demo'], { DATABASE_URL: 'postgres://u:hush@h/d' }, 1, 'DATABASE_URL: the demonstration runs on a virtual clock'],
    [['--prot', '1'], {}, 2, 'unknown option --prot'],
    [['--help'], {}, 0, '--no-sample'],
  ])('answers %j %j before anything is started', async (args, env, code, text) => {
    const launched = launch('untouched', args, env);
    await expect(launched.exited).resolves.toBe(code);
    expect(launched.output).toContain(text);
    expect(launched.output).not.toContain('hush');
  });
});
