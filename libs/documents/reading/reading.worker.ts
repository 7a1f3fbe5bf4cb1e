import { parentPort, workerData } from 'node:worker_threads';
import { readJob, type ReadingJob } from './reading.jobs';
import type { Said } from './bounded.reader';

/** The thread's side: reads one file, says how far it is, and ends. */
const say = (said: Said): void => parentPort?.postMessage(said);

readJob(workerData as ReadingJob, (progress) => say({ progress })).then(
  (reading) => say({ reading }),
  (error: unknown) => say({ defect: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
