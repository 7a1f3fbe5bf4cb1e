import { createHash } from 'node:crypto';
import type { AppendOutcome, StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { JsonObject } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import type { Rejection } from '#libs/supervision/rejection';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { evolveJob, type JobEntry, type JobEvent, type JobEventData, type JobState } from './job.events';
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
/** Times that an entry is tried that throws, then it is given up until somebody has it tried again. The others are not kept waiting. */
const ATTEMPTS = 5;
const LONGEST_REASON = 500;
/** Nobody works on a job whose stream was quiet for so long: whoever resumes takes it up. */
const ABANDONED_SECONDS = 15;

/** Carries out one entry. The sender's id is derived from job and key: sent again, the command is recognised. */
export type JobWork = (entry: JobEntry, job: JobState, sender: Sender) => Promise<Outcome<unknown>>;

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
   * @param beside what else is written with the job's beginning, or why it may not begin; `of` counts its entries
   */
  async begin(kind: string, about: JsonObject, list: () => Promise<JobEntry[] | { rejected: Rejection }>, actor: Actor, sender: Sender, body: JsonObject, beside?: (jobId: string, of: number) => Promise<StreamAppend[] | { rejected: Rejection }>): Promise<Outcome<JobState>> {
    const jobId = jobIdFor(sender);
    const stream = JOB_STREAM + jobId;
    return once<JobState>(this.store, sender, { kind, body }, {
      attempt: async () => {
        const entries = await list();
        if ('rejected' in entries) return { ...entries, state: null };
        if (entries.length === 0) return { rejected: { code: 'nothing-open' }, state: null };
        const more = beside ? await beside(jobId, entries.length) : [];
        if ('rejected' in more) return { ...more, state: null };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        const events = [toNewEvent({ type: 'JobBegun', data: { kind, of: entries.length, about }, meta })];
        for (let i = 0; i < entries.length; i += LISTED) events.push(toNewEvent({ type: 'JobEntriesListed', data: { entries: entries.slice(i, i + LISTED) }, meta }));
        return { streams: [{ stream, expectedVersion: 0, headHash: null, events }, ...more], guards: [] };
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
      const first = job.next < job.of;
      const part = first ? job.entries.slice(job.next, job.next + PART) : job.entries.filter((e) => job.putOff.some((f) => f.key === e.key)).slice(0, PART);
      const made: JobEventData['JobAdvanced'] = { next: first ? job.next + part.length : job.next, settled: [], refused: [], putOff: [], failed: [] };
      for (const entry of part) {
        const outcome = await this.carryOut(work, entry, job);
        if (outcome === 'busy') return folded;
        note(made, entry, job, outcome);
      }
      await this.advance(folded, job, made);
      // What failed gets time before it is tried again: whoever resumes the job comes when it was quiet for a while.
      if (!first && made.putOff.length > 0) return this.load(jobId);
    }
  }

  /** Has what failed tried again. @returns false where nothing has */
  async retry(jobId: string, askedBy: string): Promise<boolean> {
    for (let n = 0; n < TRIES; n++) {
      const folded = await this.load(jobId);
      const job = folded.state;
      if (!job || job.failed.length === 0) return false;
      const outcome = await this.append(folded, job, [{ type: 'JobRetried', data: { askedBy } }]);
      if (outcome.kind === 'appended') return true;
    }
    throw new Error(`job ${jobId} is being written by others`);
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

  /** Null where it was done; `busy` where others keep writing what the entry is about; an error is the entry's, not the job's. */
  private async carryOut(work: JobWork, entry: JobEntry, job: JobState): Promise<Rejection | 'busy' | Error | null> {
    const sender = { scope: `job:${job.id}`, commandId: entry.key };
    for (let n = 0; n < TRIES; n++) {
      let outcome: Outcome<unknown>;
      try {
        outcome = await work(entry, job, sender);
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
      }
      if (outcome.kind === 'accepted') return null;
      if (outcome.kind === 'rejected') return outcome.rejection;
      if (outcome.kind === 'differentBody') return new Error(`another command was sent as ${entry.key}`);
    }
    return 'busy';
  }

  /** Somebody else who got as far makes this a conflict, and the next look shows it. Where the log is away this throws, and nothing has counted. */
  private async advance(folded: Folded<JobState>, job: JobState, made: JobEventData['JobAdvanced']): Promise<void> {
    const advanced: JobEvents[number] = { type: 'JobAdvanced', data: made };
    const after = evolveJob(job, { ...advanced, meta: { recordedAt: this.clock.now() } } as never, job.id);
    const ended = after.next >= after.of && after.putOff.length === 0;
    await this.append(folded, job, ended ? [advanced, { type: 'JobEnded', data: { done: after.done, refused: after.refused.length, failed: after.failed.length } }] : [advanced]);
  }

  private append(folded: Folded<JobState>, job: JobState, events: JobEvents): Promise<AppendOutcome> {
    const now = this.clock.now();
    const meta = { actor: job.actor, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } };
    return this.store.append({ command: null, streams: [{ stream: JOB_STREAM + job.id, expectedVersion: folded.version, headHash: folded.headHash, events: events.map((e) => toNewEvent({ ...e, meta })) }], guards: [] });
  }
}

type JobEvents = { [T in keyof JobEventData]: { type: T; data: JobEventData[T] } }[keyof JobEventData][];

/** Enters in the account of a part what became of one of its entries. */
function note(made: JobEventData['JobAdvanced'], entry: JobEntry, job: JobState, outcome: Rejection | Error | null): void {
  const { key } = entry;
  if (outcome instanceof Error) {
    const attempts = (job.putOff.find((f) => f.key === key)?.attempts ?? 0) + 1;
    const failure = { key, reason: outcome.message.slice(0, LONGEST_REASON), attempts };
    if (attempts >= ATTEMPTS) made.failed.push(failure);
    else made.putOff.push(failure);
    return;
  }
  made.settled.push(key);
  if (outcome !== null) made.refused.push({ key, rejection: outcome });
}
