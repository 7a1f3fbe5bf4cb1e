import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { importFailure, type ImportFailure } from '../import.failure';
import type { ImportProgress } from '../import.progress';
import type { ReadingJob, Readings } from './reading.jobs';

/** What a thread tells its starter. */
export type Said = { progress: ImportProgress } | { reading: Readings[ReadingJob['kind']] } | { defect: string };

export interface ReadingBounds {
  /** After so long a reading is ended. */
  deadlineMs: number;
  /** Of a thread's heap. */
  heapMb: number;
  /** Threads at a time; others wait for their turn. */
  threads: number;
  /** More than so many waiting are sent away. */
  mostWaiting: number;
}

/** A plan of five hundred items takes some seconds on a small machine. */
export const READING_BOUNDS: ReadingBounds = { deadlineMs: 60_000, heapMb: 768, threads: 2, mostWaiting: 32 };

export interface ReadingOptions {
  bounds?: Partial<ReadingBounds>;
  /** Program of the thread: for tests. */
  entry?: string | URL;
  /** Told of a file that a fault of ours kept from being read. */
  onDefect?: (stack: string) => void;
}

type Asked<K extends ReadingJob['kind']> = Extract<ReadingJob, { kind: K }>;

function builtEntry(): string {
  const beside = join(__dirname, 'reading.worker.js');
  // From the sources, as tests run, the thread's program is the built one.
  return existsSync(beside) ? beside : beside.replace(`${sep}libs${sep}documents${sep}`, `${sep}dist${sep}libs${sep}documents${sep}`);
}

/**
 * Reads files that others sent, each in a thread of its own that may take only so long and so much memory: no file can hold up or
 * bring down the process that asked. What a thread was ended for is a failure with a remedy, like any other of a file.
 */
export class BoundedReader {
  private readonly bounds: ReadingBounds;
  private readonly entry: string | URL;
  private readonly onDefect: (stack: string) => void;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor({ bounds, entry, onDefect }: ReadingOptions = {}) {
    this.bounds = { ...READING_BOUNDS, ...bounds };
    this.entry = entry ?? builtEntry();
    this.onDefect = onDefect ?? ((stack) => console.error(stack));
  }

  async read<K extends ReadingJob['kind']>(job: Asked<K>, progress: (told: ImportProgress) => void = () => undefined): Promise<Readings[K] | ImportFailure> {
    if (this.running >= this.bounds.threads) {
      if (this.waiting.length >= this.bounds.mostWaiting) return importFailure('busy');
      // Who ends hands its turn on: nobody steps in between.
      await new Promise<void>((go) => this.waiting.push(go));
    } else this.running += 1;
    try {
      return (await this.inThread(job, progress)) as Readings[K] | ImportFailure;
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private inThread(job: ReadingJob, progress: (told: ImportProgress) => void): Promise<Readings[ReadingJob['kind']] | ImportFailure> {
    return new Promise((resolve) => {
      const worker = new Worker(this.entry, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: this.bounds.heapMb }, execArgv: [], stdin: false });
      let ended = false;
      const end = (outcome: Readings[ReadingJob['kind']] | ImportFailure): void => {
        if (ended) return;
        ended = true;
        clearTimeout(deadline);
        // The turn is handed on only when the thread and its memory are gone.
        void worker.terminate().then(() => resolve(outcome));
      };
      const defect = (stack: string): void => {
        if (!ended) this.onDefect(stack);
        end(importFailure('failed'));
      };
      const deadline = setTimeout(() => end(importFailure('too-slow', `${this.bounds.deadlineMs / 1_000} s`)), this.bounds.deadlineMs);
      worker.on('message', (said: Said) => {
        if ('progress' in said) progress(said.progress);
        else if ('defect' in said) defect(said.defect);
        else end(said.reading);
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') end(importFailure('too-demanding'));
        else defect(error.stack ?? error.message);
      });
      worker.on('exit', () => defect('the thread ended without an answer'));
    });
  }
}
