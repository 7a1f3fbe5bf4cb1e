import { Worker } from 'node:worker_threads';
import type { Given, Said } from './bounded.reader';

/**
 * A process that reads one file in a thread and says how far it is. Its main thread only watches the memory of all of it: bytes that a
 * stream unpacks to lie outside the heap, where no bound of a thread holds, and the thread is too busy with them to look itself.
 */
const LOOK_EVERY_MS = 20;

const say = (said: Said): void => void process.send?.(said);

function read({ job, bounds, entry }: Given): void {
  const worker = new Worker(entry.startsWith('data:') ? new URL(entry) : entry, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb }, execArgv: [], stdin: false });
  worker.on('message', say);
  worker.on('error', (error: NodeJS.ErrnoException) => say(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { tooDemanding: true } : { defect: error.stack ?? error.message }));
  worker.on('exit', () => say({ defect: 'the thread ended without an answer' }));
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() <= bounds.memoryMb * 1_024 * 1_024) return;
    clearInterval(watch);
    process.send?.({ tooDemanding: true } satisfies Said, () => process.kill(process.pid, 'SIGKILL'));
  }, LOOK_EVERY_MS);
}

process.once('message', (given) => read(given as Given));
// Whoever asked is gone.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
