import type { JsonObject } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { Rejection } from '#libs/supervision/rejection';
import type { Instant } from '#libs/supervision/time/day';

/** One thing to do, under a key that is unique in the job. */
export interface JobEntry {
  key: string;
  data: JsonObject;
}

/** An entry that was refused; the others go on. */
export interface JobRefusal {
  key: string;
  rejection: Rejection;
}

/** An entry that a defect kept from being carried out: what it threw, and how often it was tried. */
export interface JobFailure {
  key: string;
  reason: string;
  attempts: number;
}

export type JobEventData = {
  JobBegun: { kind: string; of: number; about: JsonObject };
  JobEntriesListed: { entries: JobEntry[] };
  /**
   * Entries come to so far (`next`), in order; of this part, and of those put off before (`settled`: done or refused by now), which
   * were refused, which were put off to be tried again, and which are given up until somebody has them tried again.
   */
  JobAdvanced: { next: number; settled: string[]; refused: JobRefusal[]; putOff: JobFailure[]; failed: JobFailure[] };
  JobEnded: { done: number; refused: number; failed: number };
  /** At somebody's wish: what had failed is tried again. */
  JobRetried: { askedBy: string };
};
export type JobEvent = { [T in keyof JobEventData]: DomainEvent<T, JobEventData[T]> }[keyof JobEventData];

/** A job as it stands: "n of m, k failed". */
export interface JobState {
  id: string;
  kind: string;
  about: JsonObject;
  actor: Actor;
  beganAt: Instant;
  of: number;
  /** Carried out or refused; with those that failed it makes `of` when the job has ended. */
  done: number;
  /** Entries come to so far, in order. */
  next: number;
  refused: JobRefusal[];
  putOff: JobFailure[];
  failed: JobFailure[];
  status: 'running' | 'ended';
  entries: JobEntry[];
}

export function evolveJob(before: JobState | null, event: JobEvent, id: string): JobState {
  if (event.type === 'JobBegun') {
    const { kind, of, about } = event.data;
    return { id, kind, about, of, actor: event.meta.actor, beganAt: event.meta.recordedAt, done: 0, next: 0, refused: [], putOff: [], failed: [], status: 'running', entries: [] };
  }
  if (before === null) throw new Error(`the stream of job ${id} begins with ${event.type}, not with JobBegun`);
  switch (event.type) {
    case 'JobEntriesListed':
      return { ...before, entries: [...before.entries, ...event.data.entries] };
    case 'JobAdvanced': {
      const { next, settled, refused, putOff, failed } = event.data;
      const over = new Set([...settled, ...putOff.map((f) => f.key), ...failed.map((f) => f.key)]);
      const waiting = [...before.putOff.filter((f) => !over.has(f.key)), ...putOff];
      const parked = [...before.failed, ...failed];
      return { ...before, next, done: next - waiting.length - parked.length, refused: [...before.refused, ...refused], putOff: waiting, failed: parked };
    }
    case 'JobRetried':
      return { ...before, status: 'running', putOff: [...before.putOff, ...before.failed.map((f) => ({ ...f, attempts: 0 }))], failed: [] };
    case 'JobEnded':
      return { ...before, status: 'ended' };
  }
}
