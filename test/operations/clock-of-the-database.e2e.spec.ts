import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, type TestSystem } from '#libs/commands/testing/a-system';
import { projectRoot } from '#libs/platform/project-root';

const run = promisify(execFile);

const CLI = join(projectRoot(__dirname), 'dist', 'apps', 'cli', 'main.js');
const VIRTUAL_NOW = '2027-05-06T03:00:00.000Z';

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** The command line is not told by which clock a database is driven: it looks. */
describe('duban on a database that the virtual clock drives', () => {
  let system: TestSystem;
  let folder: string;

  beforeAll(async () => {
    system = await aSystem('2027-03-02T01:00:00.000Z');
    await issued(system, [aDraftItem('1', { deadline: '2027-06-30' })]);
    await system.pool.query('insert into loop.clock (at, days_per_second) values ($1, 1)', [VIRTUAL_NOW]);
    folder = await mkdtemp(join(tmpdir(), 'duban-clock-'));
  });
  afterAll(async () => {
    await system?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function duban(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
    const { appUrl, ownerUrl } = system.database;
    const set = { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, DUBAN_DATA: join(folder, 'data'), ...env };
    return run(process.execPath, [CLI, ...args], { env: set }).then(
      ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, out: error.stdout, err: error.stderr }),
    );
  }

  it.each<[string, ...string[]]>([
    ['development', 'rebuild'],
    ['development', 'verify'],
    ['development', 'seal'],
    ['development', 'numbers'],
    ['development', 'find-person', '张'],
    ['production', 'verify', '--log-only'],
    ['production', 'seal'],
  ])('in %s `%s` works as on any other', async (environment, ...args) => {
    const { code, out, err } = await duban(environment === 'production' ? { NODE_ENV: 'production' } : {}, ...args);
    expect({ code, out, err }).toMatchObject({ code: 0 });
  });

  it('tells the database’s own time', async () => {
    expect((await duban({}, 'stuck')).out).toContain(VIRTUAL_NOW);
    const { out } = await duban({}, 'simulate', 'plan1', '--until', '2027-12-31', '--json');
    expect((JSON.parse(out) as { from: string }).from).toContain('2027-05-06');
  });

  it('writes by the database’s own time in development, and not at all in production', async () => {
    const file = join(projectRoot(), 'libs', 'documents', 'test-data', 'points-plan.txt');
    const refused = await duban({ NODE_ENV: 'production' }, 'import', file, '--office', '市产改办');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('虚拟时钟');
    expect(refused.err).toContain('virtual clock');
    const { code, err } = await duban({}, 'import', file, '--office', '市产改办');
    expect({ code, err }).toMatchObject({ code: 0 });
    const { rows } = await system.pool.query<{ at: string }>(`select meta->>'recordedAt' as at from log.events where type = 'PlanDrafted' order by position desc limit 1`);
    expect(rows[0]?.at).toBe(VIRTUAL_NOW);
  });

  it('takes its clock along in a backup: what is restored is not gone on with by the machine’s', async () => {
    expect(await duban({}, 'backup', join(folder, 'backup'))).toMatchObject({ code: 0 });
    expect(gunzipSync(await readFile(join(folder, 'backup', 'loop.clock.copy.gz'))).toString()).toContain('2027-05-06');
  });

  it('a database of the machine’s clock is not made virtual by a command that only reads', async () => {
    const real = await aSystem('2026-03-02T01:00:00.000Z');
    try {
      const env = { ...process.env, DATABASE_URL: real.database.appUrl, DATABASE_OWNER_URL: real.database.ownerUrl, DUBAN_DATA: join(folder, 'other'), DUBAN_CLOCK: 'virtual' };
      await run(process.execPath, [CLI, 'verify', '--log-only'], { env });
      expect((await real.pool.query('select 1 from loop.clock')).rowCount).toBe(0);
    } finally {
      await real.close();
    }
  });
});
