import { fork } from 'node:child_process';
import type { Job, LoadResult } from './job';

/** Runs a job in a process of its own. */
export function load(job: Job): Promise<LoadResult> {
  const child = fork(require.resolve('./generator'), { execArgv: [] });
  return new Promise((resolve, reject) => {
    child.once('message', (result: LoadResult) => resolve(result));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)));
    child.send(job);
  });
}
