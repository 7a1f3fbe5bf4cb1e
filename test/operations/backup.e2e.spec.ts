import { wholeLog } from '#libs/event-store/testing/events';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { ItemCommands } from '#libs/commands/item-commands';
import { SetClock } from '#libs/commands/clock';
import { References } from '#libs/commands/references';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, person, type TestSystem } from '#libs/commands/testing/a-system';
import { noteOutside } from '#libs/commands/outside';
import { EventStore } from '#libs/event-store/event-store';
import { PersonalData } from '#libs/identity/personal/personal-data';
import type { NotedNumber } from '#libs/notices/numbering';
import { createTestDatabase, type TestDatabase } from '#libs/platform/test-postgres';
import { projectRoot } from '#libs/platform/project-root';

const run = promisify(execFile);

const CLI = join(projectRoot(__dirname), 'dist', 'apps', 'cli', 'main.js');

describe('backup and restore', () => {
  let system: TestSystem;
  let empty: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    empty = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'duban-backup-'));
  });
  afterEach(async () => {
    await system.close();
    await empty.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const duban = (database: TestDatabase, ...args: string[]) =>
    run(process.execPath, [CLI, ...args], { env: { ...process.env, DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DUBAN_DATA: join(folder, 'data') } });

  it('brings the log back whole into a new database, in a new epoch, and work goes on', async () => {
    const [id] = await issued(system, [aDraftItem('1', { deadline: '2026-06-30' })]);
    const lead = person(system.units['市总工会']!);
    const received = await system.items.execute(id!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, { scope: 'p-1', commandId: 'received' });
    await system.store.seal();
    await duban(system.database, 'backup', join(folder, 'backup'));
    await duban(empty, 'restore', join(folder, 'backup'));

    const pool = new Pool({ connectionString: empty.appUrl });
    pool.on('error', () => undefined);
    try {
      const store = new EventStore(pool, KNOWN_EVENTS);
      const items = new ItemCommands(store, new References(store), new SetClock('2026-03-03T01:00:00.000Z'));
      const before = await system.store.readStream(`item/${id}`);
      expect((await store.readStream(`item/${id}`)).map((e) => e.hash)).toEqual(before.map((e) => e.hash));
      // A command of before is still known by its id, and what follows is chained on what was.
      const again = await items.execute(id!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, { scope: 'p-1', commandId: 'received' });
      expect(again).toMatchObject({ kind: 'accepted', replayed: true });
      const next = await items.execute(id!, { type: 'submit', stepId: 'a1-1', text: '完成', evidenceIds: [], onBehalf: null }, lead, { scope: 'p-1', commandId: 'submitted' });
      expect(next.kind).toBe('accepted');
      if (next.kind !== 'accepted' || received.kind !== 'accepted') throw new Error('refused');
      expect(next.cursor.epoch).toBeGreaterThan(received.cursor.epoch);
      expect((await wholeLog(store)).at(-1)!.type).toBe('StepSubmitted');
      expect((await store.verify()).findings).toEqual([]);
    } finally {
      await pool.end();
    }
  });

  it('brings nobody back who was erased since, gives no number twice, and goes on counting', async () => {
    const outside = join(folder, 'data', 'outside');
    const place = { file: join(folder, 'data', 'master.key'), mayMake: true };
    const personal = new PersonalData(system.pool, place);
    const [stays, erased] = [await personal.sealNamed('u-1', 'caller', '王某'), await personal.sealNamed('u-1', 'caller', '李某')];
    await system.pool.query(`insert into auth.accounts (id, login, password_hash, display_name, phone, must_change_password, created_at, created_by, password_changed_at) values ('p-zhao', 'zhao', 'x', '赵某', '139', false, now(), 'p-setup', now())`);
    await duban(system.database, 'backup', join(folder, 'backup'));
    for (const subject of [erased.subject, 'p-zhao']) await duban(system.database, 'erase-person', subject, '--by', 'p-admin');
    noteOutside(outside, 'numbers', [{ stream: 'series/DB/2026', number: 1, noticeId: 'gone/paper', issuedBy: { stream: 'item/gone', version: 3, hash: 'aa' } } satisfies NotedNumber]);
    const told = await duban(empty, 'restore', join(folder, 'backup'));
    expect(told.stdout).toContain('erased 2 person(s)');
    const pool = new Pool({ connectionString: empty.appUrl });
    pool.on('error', () => undefined);
    try {
      const opened = await new PersonalData(pool, place).open([stays, erased]);
      expect(opened).toEqual([{ kind: 'text', text: '王某' }, { kind: 'erased' }]);
      expect((await pool.query('select display_name, phone, login from auth.accounts')).rows).toEqual([{ display_name: '已删除', phone: null, login: 'erased-p-zhao' }]);
      const store = new EventStore(pool, KNOWN_EVENTS);
      expect((await store.readStream('series/DB/2026')).map((e) => [e.type, e.data['number']])).toEqual([['NumberVoided', 1]]);
      expect((await duban(empty, 'numbers')).stdout).toContain('series/DB/2026  1  （作废 void 1）');
      expect((await pool.query(`insert into auth.account_changes (at, account_id, by_id, what) values (now(), 'p-zhao', 'p-admin', 'test') returning id`)).rowCount).toBe(1);
    } finally {
      await pool.end();
    }
  });

  it('gives no number after a restore without lists until somebody says which went out', async () => {
    await duban(system.database, 'backup', join(folder, 'backup'));
    expect((await duban(empty, 'restore', join(folder, 'backup'))).stdout).toContain('duban numbers --after');
    await expect(duban(empty, 'numbers')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('--after') as string });
    await expect(duban(empty, 'numbers', '--after', 'DB/2026=x')).rejects.toMatchObject({ code: 1 });
    expect((await duban(empty, 'numbers', '--after', 'DB/2026=2', 'CB/2026=1')).stdout).toContain('series/DB/2026  2  （作废 void 2）');
    await duban(empty, 'numbers');
  });

  it('restores the same backup twice into epochs of their own, and says how much came back', async () => {
    const other = await createTestDatabase();
    try {
      await duban(system.database, 'backup', join(folder, 'backup'));
      const told = await duban(empty, 'restore', join(folder, 'backup'));
      await duban(other, 'restore', join(folder, 'backup'));
      const ask = async (database: TestDatabase, sql: string): Promise<number> => {
        const client = new Pool({ connectionString: database.ownerUrl });
        try {
          return Number((await client.query<{ n: string }>(sql)).rows[0]!.n);
        } finally {
          await client.end();
        }
      };
      const epoch = 'select current as n from log.epoch';
      expect(await ask(other, epoch)).toBeGreaterThan(await ask(empty, epoch));
      expect(told.stdout).toContain(`restored all ${await ask(empty, 'select count(*) as n from log.events')} events`);
    } finally {
      await other.drop();
    }
  });

  it('says of a path that cannot be used what is wrong with it', async () => {
    for (const [args, words] of [
      [['backup', '/dev/null/x'], /\/dev\/null\/x.*文件夹[^]*\/dev\/null\/x.*folder/],
      [['seal', '--to', '/dev/null/x'], /\/dev\/null\/x.*文件夹[^]*\/dev\/null\/x.*folder/],
      [['verify', '--log-only', '--seals', join(folder, 'nope')], /--seals[^]*--seals/],
      [['verify', '--log-only', '--seals', folder], /没有外存封印[^]*no exported seal/],
      [['simulate', 'nosuch', '--until', '9999-12-31'], /不能晚于[^]*must not lie after/],
    ] as const)
      await expect(duban(system.database, ...args)).rejects.toMatchObject({ stderr: expect.stringMatching(words) as string });
    await expect(duban(system.database, 'backup', '/dev/null/x')).rejects.toMatchObject({ stderr: expect.not.stringContaining('    at ') as string });
  });

  it('refuses a damaged backup and a database that is not empty, and changes nothing', async () => {
    await issued(system, [aDraftItem('1')]);
    const backup = join(folder, 'backup');
    await duban(system.database, 'backup', backup);
    await expect(duban(system.database, 'restore', backup)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') as string });
    const file = join(backup, 'log.events.copy.gz');
    const bytes = await readFile(file);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(file, bytes);
    await expect(duban(empty, 'restore', backup)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('log.events.copy.gz') as string });
    await expect(duban(empty, 'restore', folder)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('manifest.json') as string });
  });
});
