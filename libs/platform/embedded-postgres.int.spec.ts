import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supervisor } from './child-process';
import { EmbeddedPostgres } from './embedded-postgres';
import { anyFreePort } from './ports';
import { asSuperuser } from './postgres-roles';
import { identityOf, isRunning } from './process-identity';
import { waitFor } from './readiness';
import { RunRecord } from './run-record';
import { scratchFolder } from './testing/scratch';

const scratch = scratchFolder();
const said: string[] = [];
const say = (_zh: string, en: string): void => void said.push(en);
const supervisors: Supervisor[] = [];
afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.stopAll();
});

async function startIn(folder: string): Promise<{ server: EmbeddedPostgres; supervisor: Supervisor; pid: () => number | undefined }> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const server = await EmbeddedPostgres.prepare({ folder, port: await anyFreePort(), say });
  const supervisor = new Supervisor({ logFolder: join(folder, 'logs'), record: new RunRecord(join(folder, 'run.json')), say, restartDelaysMs: [50] });
  supervisors.push(supervisor);
  const child = supervisor.start(server.spec);
  await server.finish(child);
  return { server, supervisor, pid: () => child.pid };
}

const query = async (url: string, sql: string): Promise<unknown[]> => asSuperuser(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]));

describe('the embedded PostgreSQL', () => {
  it('is a real, careful server with two roles, and keeps its data', async () => {
    const folder = scratch.at('main');
    const first = await startIn(folder);
    await query(first.server.ownerUrl, "CREATE TABLE kept AS SELECT '事项' AS name");
    await expect(query(first.server.appUrl, 'SELECT current_user::text')).resolves.toEqual(['duban_app']);
    await expect(query(first.server.appUrl, 'CREATE TABLE x ()')).rejects.toThrow('permission denied');
    const settings = ['fsync', 'idle_in_transaction_session_timeout', 'max_connections', 'shared_buffers', 'listen_addresses'];
    const shown = await Promise.all(settings.map(async (name) => (await query(first.server.appUrl, `SHOW ${name}`))[0]));
    expect(shown).toEqual(['on', '30s', '100', '256MB', '127.0.0.1']);
    await first.supervisor.stopAll();

    const second = await startIn(folder);
    await expect(query(second.server.ownerUrl, 'SELECT name FROM kept')).resolves.toEqual(['事项']);
    expect(second.server.appUrl.replace(/:\d+\//, '/')).toBe(first.server.appUrl.replace(/:\d+\//, '/'));
  });

  it('keeps its passwords to itself', async () => {
    const folder = scratch.at('main');
    const secrets = Object.values(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Record<string, string>);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    const log = readFileSync(join(folder, 'logs', 'postgres.log'), 'utf8') + said.join('\n');
    expect(secrets).toHaveLength(3);
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('password'))).toEqual([]);
  });

  it('comes back by itself after kill -9, with what was committed', async () => {
    const { server, pid } = await startIn(scratch.at('main'));
    await query(server.ownerUrl, 'CREATE TABLE IF NOT EXISTS committed AS SELECT 1 AS one');
    const killed = pid() ?? 0;
    process.kill(killed, 'SIGKILL');
    await waitFor({ zh: '', en: 'a new server' }, () => pid() !== undefined && pid() !== killed, { deadlineMs: 20_000 });
    await server.finish();
    await expect(query(server.ownerUrl, 'SELECT one FROM committed')).resolves.toEqual([1]);
  });

  it('stops a server that a killed launcher left on the folder', async () => {
    const folder = scratch.at('main');
    const left = await startIn(folder);
    const identity = identityOf(left.pid() ?? 0);
    supervisors.splice(0).forEach((supervisor) => void supervisor.stopAll().catch(() => undefined));
    const again = await startIn(folder);
    expect(identity && isRunning(identity)).toBe(false);
    await expect(query(again.server.appUrl, 'SELECT 1 AS one')).resolves.toEqual([1]);
  });

  it('is not held up by a lock whose pid is something else by now', async () => {
    const folder = scratch.at('main');
    // The server itself trusts a pid of its own user: this sleeper runs as that user.
    const { uid, gid } = statSync(join(folder, 'postgres'));
    const innocent = spawn('sleep', ['600'], { uid, gid, stdio: 'ignore' });
    try {
      writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${innocent.pid}\n${join(folder, 'postgres')}\n1\n5432\n\n127.0.0.1\n\n`);
      await startIn(folder);
      expect(innocent.exitCode).toBeNull();
    } finally {
      innocent.kill('SIGKILL');
    }
  });

  it('sets new passwords when the file of secrets was lost', async () => {
    const folder = scratch.at('main');
    rmSync(join(folder, 'secrets.json'));
    const { server } = await startIn(folder);
    await expect(query(server.ownerUrl, 'SELECT name FROM kept')).resolves.toEqual(['事项']);
  });

  it('starts anew where the first start was killed in the midst of initdb', async () => {
    const folder = scratch.at('killed');
    mkdirSync(folder, { mode: 0o711 });
    const launcher: ChildProcess = spawn(process.execPath, ['--require', join(__dirname, 'testing', 'typescript-hook.cjs'), join(__dirname, 'testing', 'prepare-postgres.ts'), folder], { stdio: 'ignore' });
    const making = (): string | undefined => readdirSync(folder).find((name) => name.includes('.making') && !name.endsWith('.password'));
    await waitFor({ zh: '', en: 'initdb at work' }, () => making() !== undefined && readdirSync(join(folder, making() ?? '')).includes('base'), { deadlineMs: 20_000, everyMs: 1 });
    launcher.kill('SIGKILL');
    said.length = 0;
    const { server } = await startIn(folder);
    await expect(query(server.appUrl, 'SELECT 1 AS one')).resolves.toEqual([1]);
    expect(said).toContain('found a half-made database folder: removing it and starting anew');
  });

  it('puts an incomplete folder aside and makes a new one', async () => {
    const folder = scratch.at('incomplete');
    mkdirSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
    const { server } = await startIn(folder);
    await expect(query(server.appUrl, 'SELECT 1 AS one')).resolves.toEqual([1]);
    expect(readdirSync(folder).some((name) => name.startsWith('postgres.incomplete-'))).toBe(true);
  });
});
