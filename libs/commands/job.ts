import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { JsonObject } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { Rejection } from '#libs/supervision/rejection';
import type { Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** Work over many streams has a stream of its own, named by this prefix and the job's id. */
export const JOB_STREAM = 'job/';

/** Entries worked through before the job's stream says so: a crash repeats at most these, and a repeat does nothing twice. */
const PART = 20;
/** Entries in one event, so that none grows without bound. */
const LISTED = 500;
/** Times that an entry is tried when others keep writing its stream. */
const TRIES = 3;
/** Nobody works on a job whose stream was quiet for so long: whoever resumes takes it up. */
const ABANDONED_SECONDS = 15;

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

export type JobEventData = {
  JobBegun: { kind: string; of: number; about: JsonObject };
  JobEntriesListed: { entries: JobEntry[] };
  /** Entries done so far, in order, and which of this part were refused. */
  JobAdvanced: { done: number; refused: JobRefusal[] };
  JobEnded: { done: number; refused: number };
};
type JobEvent = { [T in keyof JobEventData]: DomainEvent<T, JobEventData[T]> }[keyof JobEventData];

/** A job as it stands: "n of m". */
export interface JobState {
  id: string;
  kind: string;
  about: JsonObject;
  actor: Actor;
  beganAt: Instant;
  of: number;
  done: number;
  refused: JobRefusal[];
  status: 'running' | 'ended';
  entries: JobEntry[];
}

/** Carries out one entry. The sender's id is derived from job and key: sent again, the command is recognised. */
export type JobWork = (entry: JobEntry, job: JobState, sender: Sender) => Promise<Outcome<unknown>>;

function evolveJob(before: JobState | null, event: JobEvent, id: string): JobState {
  if (event.type === 'JobBegun') {
    const { kind, of, about } = event.data;
    return { id, kind, about, of, actor: event.meta.actor, beganAt: event.meta.recordedAt, done: 0, refused: [], status: 'running', entries: [] };
  }
  if (before === null) throw new Error(`the stream of job ${id} begins with ${event.type}, not with JobBegun`);
  switch (event.type) {
    case 'JobEntriesListed':
      return { ...before, entries: [...before.entries, ...event.data.entries] };
    case 'JobAdvanced':
      return { ...before, done: event.data.done, refused: [...before.refused, ...event.data.refused] };
    case 'JobEnded':
      return { ...before, status: 'ended' };
  }
}

/** The same for a command that is sent again. */
export function jobIdFor(sender: Sender): string {
  return `j${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 12)}`;
}

/**
 * Work over many streams: a list that is fixed when the job begins, one derived command id per entry, progress in the log.
 * A job that was interrupted goes on where it stood, whoever runs it; two who run it at once do nothing twice.
 */
export class Jobs {
  private readonly jobs: FoldCache<JobState>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly works: Readonly<Record<string, JobWork>>,
  ) {
    this.jobs = new FoldCache(store, (state, e) => evolveJob(state, asDomain<JobEvent>(e), e.stream.slice(JOB_STREAM.length)), { streams: 50 });
  }

  load(jobId: string): Promise<Folded<JobState>> {
    return this.jobs.refresh(JOB_STREAM + jobId);
  }

  /**
   * Begins a job. A repeat of the command answers with the job that it began, whatever would be listed today.
   *
   * @param body what was asked for, by which a repeat is told from another command under the same id
   */
  async begin(kind: string, about: JsonObject, list: () => Promise<JobEntry[] | { rejected: Rejection }>, actor: Actor, sender: Sender, body: JsonObject): Promise<Outcome<JobState>> {
    const stream = JOB_STREAM + jobIdFor(sender);
    return once<JobState>(this.store, sender, { kind, body }, {
      attempt: async () => {
        const entries = await list();
        if ('rejected' in entries) return { ...entries, state: null };
        if (entries.length === 0) return { rejected: { code: 'nothing-open' }, state: null };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        const events = [toNewEvent({ type: 'JobBegun', data: { kind, of: entries.length, about }, meta })];
        for (let i = 0; i < entries.length; i += LISTED) events.push(toNewEvent({ type: 'JobEntriesListed', data: { entries: entries.slice(i, i + LISTED) }, meta }));
        return { streams: [{ stream, expectedVersion: 0, headHash: null, events }], guards: [] };
      },
      result: async () => (await this.jobs.refresh(stream)).state,
    });
  }

  /** Works on until the job has ended or `budgetMs` of real time are over; a job that is not through can be run again. */
  async run(jobId: string, budgetMs = Number.POSITIVE_INFINITY): Promise<Folded<JobState>> {
    const until = Date.now() + budgetMs;
    for (;;) {
      const folded = await this.load(jobId);
      const job = folded.state;
      if (!job || job.status === 'ended' || Date.now() >= until) return folded;
      const work = this.works[job.kind];
      if (!work) throw new Error(`no work is known for jobs of kind ${job.kind}: upgrade the program`);
      const part = job.entries.slice(job.done, job.done + PART);
      const refused: JobRefusal[] = [];
      for (const entry of part) {
        const outcome = await this.carryOut(work, entry, job);
        if (outcome === 'busy') return folded;
        if (outcome !== null) refused.push({ key: entry.key, rejection: outcome });
      }
      await this.advance(folded, job, job.done + part.length, refused);
    }
  }

  /** Jobs that were begun and abandoned, by a crash or because their time was over. */
  async resume(budgetMs: number, abandonedSeconds = ABANDONED_SECONDS): Promise<number> {
    const { rows } = await this.store.pool.query<{ stream: string }>(
      `select s.stream from log.streams s
        where s.stream > $1 and s.stream < 'job0'
          and exists (select 1 from log.events e where e.stream = s.stream and e.version = s.version and e.type <> 'JobEnded' and e.stored_at <= now() - make_interval(secs => $2))
        order by s.stream`,
      [JOB_STREAM, abandonedSeconds],
    );
    const failures: unknown[] = [];
    // One job that fails keeps no other waiting.
    for (const { stream } of rows) await this.run(stream.slice(JOB_STREAM.length), budgetMs).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return rows.length;
  }

  /** Null where it was done; `busy` where others keep writing what the entry is about. */
  private async carryOut(work: JobWork, entry: JobEntry, job: JobState): Promise<Rejection | 'busy' | null> {
    const sender = { scope: `job:${job.id}`, commandId: entry.key };
    for (let n = 0; n < TRIES; n++) {
      const outcome = await work(entry, job, sender);
      if (outcome.kind === 'accepted') return null;
      if (outcome.kind === 'rejected') return outcome.rejection;
      if (outcome.kind === 'differentBody') throw new Error(`job ${job.id} sent another command as ${entry.key}`);
    }
    return 'busy';
  }

  /** Somebody else who got as far makes this a conflict, and the next look shows it. */
  private async advance(folded: Folded<JobState>, job: JobState, done: number, refused: JobRefusal[]): Promise<void> {
    const now = this.clock.now();
    const meta = { actor: job.actor, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } };
    const events = [toNewEvent({ type: 'JobAdvanced', data: { done, refused }, meta })];
    if (done >= job.of) events.push(toNewEvent({ type: 'JobEnded', data: { done, refused: job.refused.length + refused.length }, meta }));
    await this.store.append({ command: null, streams: [{ stream: JOB_STREAM + job.id, expectedVersion: folded.version, headHash: folded.headHash, events }], guards: [] });
  }
}
