import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildSpec, Supervisor, type SupervisorOptions } from './child-process';
import { identityOf, isRunning } from './process-identity';
import { waitFor } from './readiness';
import { RunRecord } from './run-record';
import { scratchFolder } from './testing/scratch';

const scratch = scratchFolder();
const LONG = { deadlineMs: 15_000, everyMs: 5 };
const until = (en: string, probe: () => boolean): Promise<unknown> => waitFor({ zh: en, en }, probe, LONG);

let said: string[];
let supervisor: Supervisor;
let number = 0;

function supervise(options: Partial<SupervisorOptions> = {}): Supervisor {
  said = [];
  const folder = scratch.at(`run-${++number}`);
  supervisor = new Supervisor({ logFolder: join(folder, 'logs'), record: new RunRecord(join(folder, 'run.json')), say: (_zh, en) => said.push(en), restartDelaysMs: [20], ...options });
  return supervisor;
}
afterEach(() => supervisor.stopAll());

const node = (name: string, code: string, more: Partial<ChildSpec> = {}): ChildSpec => ({ name, command: process.execPath, args: ['-e', code], output: 'lines', ...more });
const FOREVER = 'setInterval(() => {}, 60000);';

describe('Supervisor', () => {
  it('says that a child crashed and starts it again', async () => {
    const child = supervise().start(node('worker', `console.log('up'); ${FOREVER}`));
    const up = child.watchFor(/^up$/);
    await until('the first life', up);
    const first = child.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await until('a second life', () => up() && child.pid !== undefined && child.pid !== first);
    expect(said).toEqual(['worker stopped (signal SIGKILL), restarting in 0.02 s']);
  });

  it('notices a crash loop, with the remedy and the last lines', async () => {
    const child = supervise({ restartDelaysMs: [1] }).start(node('api', "console.error('no such table'); process.exit(7)", { remedy: { zh: '先迁移', en: 'migrate first' } }));
    await until('the loop is noticed', () => child.hopeless !== undefined);
    expect(child.hopeless?.en).toContain('api keeps stopping (exit code 7); migrate first; log: ');
    expect(child.tail().at(-1)).toBe('no such table');
  });

  it('treats a program that cannot be started like one that crashes', async () => {
    const child = supervise({ restartDelaysMs: [1] }).start({ name: 'ghost', command: '/nowhere/ghost', args: [], output: 'file' });
    await until('the loop is noticed', () => child.hopeless !== undefined);
    expect(child.hopeless?.en).toContain('ENOENT');
  });

  it('stops the last started first, and kills what does not obey', async () => {
    supervise();
    const ended: string[] = [];
    const deaf = "process.on('SIGTERM', () => console.log('deaf'));";
    const children = ['first', 'second'].map((name) => {
      const child = supervisor.start(node(name, `${name === 'second' ? deaf : ''} console.log('up'); ${FOREVER}`, { stop: [{ signal: 'SIGTERM', waitMs: 200 }] }));
      void child.ended.then(({ signal }) => ended.push(`${name} ${signal}`));
      return { child, up: child.watchFor(/^up$/) };
    });
    await until('both are up', () => children.every(({ up }) => up()));
    const identities = children.map(({ child }) => identityOf(child.pid ?? 0));
    await supervisor.stopAll();
    expect(ended).toEqual(['second SIGKILL', 'first SIGTERM']);
    expect(identities.map((identity) => identity && isRunning(identity))).toEqual([false, false]);
  });

  it('runs a program once and gives its outcome', async () => {
    const lines: string[] = [];
    const once = supervise({ onLine: (name, line, stream) => lines.push(`${name} ${stream} ${line}`) });
    await expect(once.run(node('migrate', "console.log('done'); process.exit(3)"))).resolves.toMatchObject({ code: 3 });
    expect(lines).toEqual(['migrate stdout done']);
    expect(said).toEqual([]);
  });

  it('does not restart while a pause before a restart is interrupted by the stop', async () => {
    const child = supervise({ restartDelaysMs: [60_000] }).start(node('worker', 'process.exit(1)'));
    await until('the crash is said', () => said.length === 1);
    await supervisor.stopAll();
    await child.ended;
    expect(child.pid).toBeUndefined();
  });

  it('lets a Node child end when its launcher is killed with -9', async () => {
    const folder = scratch.at('killed');
    const launcher = spawn(process.execPath, ['--require', join(__dirname, 'testing', 'typescript-hook.cjs'), join(__dirname, 'testing', 'launch-one.ts'), folder], { stdio: 'ignore' });
    const listed = (): { identity: { pid: number; startedAt: string } }[] => {
      try {
        return (JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { children: { identity: { pid: number; startedAt: string } }[] }).children;
      } catch {
        return [];
      }
    };
    await until('the child is listed', () => listed().length === 1);
    await until('the child is up', () => readFileSync(join(folder, 'logs', 'child.log'), 'utf8').includes('up'));
    const identity = listed()[0]?.identity;
    if (!identity) throw new Error('no child');
    launcher.kill('SIGKILL');
    await until('the child is gone', () => !isRunning(identity));
  });
});
