import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import { importFailure, type ImportFailure } from '../import.failure';
import type { ImportProgress } from '../import.progress';
import type { ReadingJob, Readings } from './reading.jobs';

/** What a process that reads tells its starter. */
export type Said = { progress: ImportProgress } | { reading: Readings[ReadingJob['kind']] } | { defect: string } | { tooDemanding: true };

/** What it is given. */
export interface Given {
  job: ReadingJob;
  bounds: Pick<ReadingBounds, 'heapMb' | 'memoryMb'>;
  /** Program of its thread. */
  entry: string;
}

export interface ReadingBounds {
  /** After so long a reading is ended. */
  deadlineMs: number;
  /** Of the objects that the program makes of a file. */
  heapMb: number;
  /** Of the whole process, with what a stream unpacks to, which lies outside the heap. */
  memoryMb: number;
  /** Processes at a time; others wait for their turn. */
  processes: number;
  /** More than so many waiting are sent away. */
  mostWaiting: number;
}

/** A plan of five hundred items takes some seconds on a small machine. */
export const READING_BOUNDS: ReadingBounds = { deadlineMs: 60_000, heapMb: 768, memoryMb: 1_280, processes: 2, mostWaiting: 32 };

export interface ReadingOptions {
  bounds?: Partial<ReadingBounds>;
  /** Program of the thread that reads, as a path or an address: for tests. */
  entry?: string;
  /** Told of a file that a fault of ours kept from being read. */
  onDefect?: (stack: string) => void;
}

type Asked<K extends ReadingJob['kind']> = Extract<ReadingJob, { kind: K }>;

function builtProgram(name: string): string {
  const beside = join(__dirname, name);
  // From the sources, as tests run, the program is the built one.
  return existsSync(beside) ? beside : beside.replace(`${sep}libs${sep}documents${sep}`, `${sep}dist${sep}libs${sep}documents${sep}`);
}

/** A file that others sent is read without the secrets of the process that asked. */
function bareEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(['SystemRoot', 'TZ'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/**
 * Reads files that others sent, each in a process of its own that may take only so long and so much memory: no file can hold up or
 * bring down the process that asked. What a reading was ended for is a failure with a remedy, like any other of a file.
 */
export class BoundedReader {
  private readonly bounds: ReadingBounds;
  private readonly entry: string;
  private readonly onDefect: (stack: string) => void;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor({ bounds, entry, onDefect }: ReadingOptions = {}) {
    this.bounds = { ...READING_BOUNDS, ...bounds };
    this.entry = entry ?? builtProgram('reading.worker.js');
    this.onDefect = onDefect ?? ((stack) => console.error(stack));
  }

  async read<K extends ReadingJob['kind']>(job: Asked<K>, progress: (told: ImportProgress) => void = () => undefined): Promise<Readings[K] | ImportFailure> {
    if (this.running >= this.bounds.processes) {
      if (this.waiting.length >= this.bounds.mostWaiting) return importFailure('busy');
      // Who ends hands its turn on: nobody steps in between.
      await new Promise<void>((go) => this.waiting.push(go));
    } else this.running += 1;
    try {
      return (await this.inProcess(job, progress)) as Readings[K] | ImportFailure;
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private inProcess(job: ReadingJob, progress: (told: ImportProgress) => void): Promise<Readings[ReadingJob['kind']] | ImportFailure> {
    return new Promise((resolve) => {
      const { heapMb, memoryMb, deadlineMs } = this.bounds;
      const child = fork(builtProgram('reading.process.js'), [], { execArgv: [], env: bareEnvironment(), serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      let outcome: Readings[ReadingJob['kind']] | ImportFailure | null = null;
      const end = (what: Readings[ReadingJob['kind']] | ImportFailure): void => {
        if (outcome !== null) return;
        outcome = what;
        clearTimeout(deadline);
        // The turn is handed on only when the process and its memory are gone.
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) resolve(what);
        else child.once('exit', () => resolve(what)).kill('SIGKILL');
      };
      const defect = (stack: string): void => {
        if (outcome === null) this.onDefect(stack);
        end(importFailure('failed'));
      };
      const deadline = setTimeout(() => end(importFailure('too-slow', `${deadlineMs / 1_000} s`)), deadlineMs);
      child.on('message', (message) => {
        const said = message as Said;
        if ('progress' in said) progress(said.progress);
        else if ('defect' in said) defect(said.defect);
        else if ('tooDemanding' in said) end(importFailure('too-demanding'));
        else end(said.reading);
      });
      child.on('error', (error) => defect(error.stack ?? error.message));
      // By these the runtime gives up for want of memory, and the system takes it back.
      child.on('exit', (code, signal) => (signal === 'SIGABRT' || signal === 'SIGKILL' ? end(importFailure('too-demanding')) : defect(`the process ended without an answer (${signal ?? code})`)));
      child.send({ job, bounds: { heapMb, memoryMb }, entry: this.entry } satisfies Given, (error) => {
        if (error) defect(error.stack ?? error.message);
      });
    });
  }
}
