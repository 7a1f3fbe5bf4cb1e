import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CommandFailed, configurationFor } from '../context';
import { BACKUP_TABLES, MANIFEST, type Manifest } from './backup.tables';

/** Counts and hashes what passes. */
class Digest extends Transform {
  readonly hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk: Buffer) => void): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

/** Writes the log and the accounts into an empty folder, in one snapshot, while the system serves. Evidence files are copied apart. */
export async function backupCommand(folder: string): Promise<void> {
  const { database } = configurationFor(['database']);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new CommandFailed(`文件夹 ${folder} 不是空的`, `The folder ${folder} is not empty`);
  const client = new Client({ connectionString: database!.ownerUrl, application_name: 'duban-backup' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const epoch = (await client.query<{ current: number }>('select current from log.epoch')).rows[0]!.current;
    const schema = (await client.query<{ name: string }>('select name from duban_migrations order by timestamp')).rows.map((r) => r.name);
    const manifest: Manifest = { format: 'duban-backup-1', madeAt: new Date().toISOString(), epoch, schema, files: [] };
    for (const table of BACKUP_TABLES) {
      const file = `${table}.copy.gz`;
      const digest = new Digest();
      await pipeline(client.query(copyTo(`copy ${table} to stdout`)), createGzip(), digest, createWriteStream(join(folder, file), { mode: 0o600 }));
      manifest.files.push({ table, file, sha256: digest.hash.digest('hex'), bytes: digest.bytes });
      console.log(`${table}: ${digest.bytes} 字节 bytes`);
    }
    await client.query('commit');
    // Written last: a folder without it is no backup.
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    console.log(`备份完成 / backed up into ${folder}`);
  } finally {
    await client.end();
  }
}
