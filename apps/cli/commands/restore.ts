import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client, Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { OUTSIDE } from '#libs/commands/outside';
import { eraseAgain } from '#libs/commands/people';
import { EventStore } from '#libs/event-store/event-store';
import { migrate } from '#libs/projections/migrations';
import { rebuild } from '#libs/projections/rebuild';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { CommandFailed, configurationFor } from '../context';
import { BACKUP_TABLES, MANIFEST, type Manifest } from './backup.tables';
import { settleAfterRestore } from './numbers';
import { progressLine } from './owner';

async function manifestOf(folder: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
    if (manifest.format !== 'duban-backup-1') throw new Error(`format ${String(manifest.format)}`);
    return manifest;
  } catch (error) {
    throw new CommandFailed(`${folder} 不是备份（缺少或损坏 ${MANIFEST}）`, `${folder} is no backup: ${(error as Error).message}`);
  }
}

async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const { file, sha256 } of manifest.files) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), hash);
    if (hash.digest('hex') !== sha256) throw new CommandFailed(`备份文件 ${file} 已损坏，未作任何改动`, `The backup's file ${file} is damaged: nothing was changed`);
  }
}

/** Counters of rows go on after the last one that was put back. */
async function continueCounters(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select format('%I.%I', table_schema, table_name) as table, column_name as column
       from information_schema.columns where is_identity = 'YES' and format('%I.%I', table_schema, table_name) = any($1)`,
    [[...BACKUP_TABLES]],
  );
  for (const { table, column } of rows) await client.query(`select setval(pg_get_serial_sequence('${table}', '${column}'), greatest(1, (select coalesce(max(${column}), 1) from ${table})))`);
}

/**
 * Puts a backup into an empty database and raises the epoch: cursors and checkpoints of before are refused from then on.
 * Whom the list outside the database names is erased again, and numbers that went out since the backup are settled.
 * Read models are rebuilt from the log; Temporal is told of every open item when the worker starts.
 */
export async function restoreCommand(folder: string, options: { outside?: string[]; numbersAfter?: string[] }): Promise<void> {
  const { database, dataFolder } = configurationFor(['database']);
  const outside = options.outside ?? [join(dataFolder, OUTSIDE)];
  const manifest = await manifestOf(folder);
  await checkFiles(folder, manifest);
  await migrate(database!.ownerUrl, SCHEMA_STEPS);
  const client = new Client({ connectionString: database!.ownerUrl, application_name: 'duban-restore' });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from log.events where stream not like 'policy/%' and stream not like 'calendar/%'`);
    if ((rows[0]?.n ?? 0) > 0) throw new CommandFailed('数据库不是空的：请恢复到新的数据库', 'The database is not empty: restore into a new one');
    if ((await client.query('select 1 from log.events limit 1')).rowCount) throw new CommandFailed('数据库已设定初始规则：请恢复到未执行过 migrate 的新数据库', 'The database has its first policy already: restore into a new database on which migrate was never run');
    await client.query('begin');
    for (const table of BACKUP_TABLES) {
      const part = manifest.files.find((f) => f.table === table);
      if (!part) throw new CommandFailed(`备份缺少 ${table}`, `The backup lacks ${table}`);
      await pipeline(createReadStream(join(folder, part.file)), createGunzip(), client.query(copyFrom(`copy ${table} from stdin`)));
      console.log(`${table} ✓`);
    }
    await continueCounters(client);
    // The same backup may be restored twice: the time, which no backup holds, keeps the epochs of both apart.
    await client.query(`update log.epoch set current = greatest(current, $1, extract(epoch from clock_timestamp() - timestamptz '2020-01-01 00:00:00Z')::int)`, [manifest.epoch]);
    await client.query('select log.raise_epoch()');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
  const owner = new Pool({ connectionString: database!.ownerUrl, max: 4 });
  const app = new Pool({ connectionString: database!.url, max: 2 });
  try {
    const store = new EventStore(owner, KNOWN_EVENTS);
    const done = await rebuild(store, owner, progressLine('重建 rebuilding, events'));
    const erased = await eraseAgain(app, outside);
    if (erased > 0) console.log(`重新删除了 ${erased} 人的个人信息 / erased ${erased} person(s) again who had been erased since the backup`);
    await settleAfterRestore(new EventStore(app, KNOWN_EVENTS), outside, options.numbersAfter ?? null);
    const { rows } = await owner.query<{ n: string }>('select count(*) as n from log.events');
    const all = rows[0]?.n ?? '0';
    console.log(`已恢复日志的全部 ${all} 个事件，读模型由其中 ${done.events} 个事件重建，纪元已提升；请启动系统 / restored all ${all} events of the log, of which ${done.events} make up the read models; the epoch is raised: start the system`);
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
}
