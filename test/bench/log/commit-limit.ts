import { Pool } from 'pg';
import type { Machine } from '../machine';

const CONNECTIONS = 32;

/** Commits a second of the smallest transaction that writes. */
export async function commitLimit(machine: Machine, seconds: number): Promise<number> {
  const database = await machine.database('bench_commit');
  const pool = new Pool({ connectionString: database.ownerUrl, max: CONNECTIONS });
  // What is dropped with its database may still be closing.
  pool.on('error', () => undefined);
  try {
    await pool.query('create table commits (id bigint generated always as identity primary key, text text not null)');
    let done = 0;
    const began = performance.now();
    const end = began + seconds * 1000;
    const lane = async (): Promise<void> => {
      while (performance.now() < end) {
        await pool.query({ name: 'insert', text: 'insert into commits (text) values ($1)', values: ['已完成第二阶段任务，佐证材料已上传'] });
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, lane));
    return (done * 1000) / (performance.now() - began);
  } finally {
    await pool.end();
    await database.drop();
  }
}
