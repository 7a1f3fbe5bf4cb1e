import { existsSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asSuperuser } from './postgres-roles';
import { type TestPostgres, createTestDatabase, publishTestPostgres, startTestPostgres, testPostgresAddress } from './test-postgres';

let server: TestPostgres;
beforeAll(async () => {
  server = await startTestPostgres();
});
afterAll(() => server.stop());

const one = async (url: string, sql: string): Promise<unknown> => asSuperuser(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0])[0]);

describe('a server for tests', () => {
  it('hands out fresh databases that share nothing', async () => {
    publishTestPostgres([server.address]);
    expect(testPostgresAddress()).toEqual(server.address);
    const [a, b] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await one(a.ownerUrl, 'CREATE TABLE only_here ()');
    await expect(one(b.ownerUrl, "SELECT to_regclass('only_here')::text")).resolves.toBeNull();
    await expect(one(a.appUrl, 'SELECT current_user::text')).resolves.toBe('duban_app');
    await Promise.all([a.drop(), b.drop()]);
  });

  it('copies a template that was migrated once', async () => {
    const template = await createTestDatabase({ address: server.address, name: 'migrated' });
    await one(template.ownerUrl, 'CREATE TABLE migrated AS SELECT 42 AS answer');
    const copies = await Promise.all([1, 2, 3].map(() => createTestDatabase({ address: server.address, template: 'migrated' })));
    await expect(Promise.all(copies.map((copy) => one(copy.ownerUrl, 'SELECT answer FROM migrated')))).resolves.toEqual([42, 42, 42]);
  });

  it('of a test run that was killed is cleaned up by the next one', async () => {
    const killed = spawnSync(process.execPath, ['--require', join(__dirname, 'testing', 'typescript-hook.cjs'), join(__dirname, 'testing', 'start-and-die.ts')], { encoding: 'utf8', timeout: 30_000 });
    expect(killed.signal).toBe('SIGKILL');
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('duban-test-postgres-')).length;
    const next = await startTestPostgres();
    await next.stop();
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('duban-test-postgres-')).length;
    expect(after).toBeLessThan(before);
    expect(existsSync('/proc') ? serversIn('duban-test-postgres-') : 1).toBe(1);
  });
});

/** Server processes whose data lies in such a folder: our own one must be the only one of this test process. */
function serversIn(folder: string): number {
  const { stdout } = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
  const own = server.address.superuserUrl.split(':').at(-1)?.split('/')[0] ?? '';
  return stdout.split('\n').filter((line) => line.includes(folder) && line.includes(`port=${own}`)).length;
}
