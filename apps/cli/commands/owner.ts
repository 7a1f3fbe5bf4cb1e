import { Pool } from 'pg';
import type { Context } from '../context';

/** Runs the work with a pool of the owner role, for what changes the schema. */
export async function asOwner<T>(context: Context, work: (owner: Pool) => Promise<T>): Promise<T> {
  const owner = new Pool({ connectionString: context.configuration.database!.ownerUrl, max: 4, application_name: 'duban-owner' });
  owner.on('error', () => undefined);
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Says how far a long work has come, at most once a second, on stderr. */
export function progressLine(what: string): (n: number) => void {
  let last = 0;
  return (n) => {
    const now = performance.now();
    if (now - last < 1_000) return;
    last = now;
    process.stderr.write(`${what}: ${n}\n`);
  };
}
