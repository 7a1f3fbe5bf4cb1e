import type { NewEvent } from '#libs/event-store/event';
import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { JsonObject } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import type { HandOver, Movable } from '#libs/supervision/holding';
import { movablesOfItem } from '#libs/supervision/item/decide/hand-over';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { movables } from '#libs/supervision/proceeding/hand-over';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import { latest } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { evolveHandOver, HAND_OVER_STREAM, holderStream, type HandOverEvent, type HandOverEventData, type HandOverResult, type HandOverState, type HandOverTerms, type HolderEventData } from './hand-over.events';
import { closedOf, handOverIds, listsAreNew, stillHeld, streamsOf } from './hand-over.queries';
import { toNewEvent, type ItemCommands } from './item-commands';
import type { Jobs, JobWork } from './job';
import type { JobEntry, JobState } from './job.events';
import { once, type Try } from './once';
import type { Outcome, Sender } from './outcome';
import type { Proceedings } from './proceedings';
import { asDomain, type References } from './references';
import type { ReportingRounds } from './reporting-rounds';

/** Kind of the jobs that hand over. */
export const HAND_OVER = 'handOver';
/** The last entry of each: nothing is left, or it is said what is and why. */
const END = 'end';

/** One item or proceeding of a preview, with what is held in it. */
export interface HandOverRow {
  stream: string;
  kind: string;
  id: string;
  title: string;
  movables: Movable[];
}

export interface HandOverPreview {
  rows: HandOverRow[];
  /** Closed items, which stay with who did them. */
  closed: number;
}

/**
 * 交接: one act moves all that a person or unit holds. A job carries it out, item by item and proceeding by proceeding; its own stream
 * says from whom, to whom, on what basis, and what became of each.
 */
export class HandOvers {
  private readonly handOvers: FoldCache<HandOverState>;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly proceedings: Proceedings,
    private readonly rounds: ReportingRounds,
    private readonly jobs: () => Jobs,
  ) {
    this.handOvers = new FoldCache(store, (state, e) => evolveHandOver(state, asDomain<HandOverEvent>(e), e.stream.slice(HAND_OVER_STREAM.length)), { streams: 100 });
  }

  load(id: string): Promise<Folded<HandOverState>> {
    return this.handOvers.refresh(HAND_OVER_STREAM + id);
  }

  /** The newest ones. */
  async newest(limit: number): Promise<HandOverState[]> {
    const ids = await handOverIds(this.store.pool, limit);
    const all = await Promise.all(ids.map((id) => this.load(id)));
    return all.flatMap(({ state }) => state ?? []);
  }

  /** Dissolved units that still have open assignments or owe something in a proceeding, with the successor that they could go to. */
  async offered(): Promise<{ unitId: string; name: string; successorId: string | null; assignments: number; duties: number }[]> {
    const { state } = await this.references.roster();
    const gone = Object.values(state?.units ?? {}).filter((u) => u.until !== null);
    const held = await stillHeld(this.store.pool, gone.map((u) => u.id));
    return gone.flatMap(({ id, name, successorId }) => (held.has(id) ? [{ unitId: id, name, successorId, ...held.get(id)! }] : []));
  }

  /** Everything that is held, each with whether it could go to the new holder. Reads the newest state of each; lists none twice. */
  async preview(terms: HandOverTerms, actor: Actor): Promise<HandOverPreview> {
    const rows: HandOverRow[] = [];
    for (const stream of await streamsOf(this.store.pool, terms.from)) {
      const row = await this.look(stream, terms, actor);
      if (row && row.movables.length > 0) rows.push(row);
    }
    return { rows, closed: await closedOf(this.store.pool, terms.from) };
  }

  /** Begins it; refused while another of the same holder runs. */
  begin(terms: HandOverTerms, actor: Actor, sender: Sender): Promise<Outcome<JobState>> {
    const list = async (): Promise<JobEntry[] | { rejected: Rejection }> => {
      const { from, to } = terms;
      if (from.unitId === to.unitId && from.personId === to.personId) return reject('same-holder', { field: 'to' });
      if (!(await listsAreNew(this.store.pool))) return reject('lists-behind');
      const { rows } = await this.preview(terms, actor);
      if (rows.length === 0) return [];
      return [...rows.map(({ stream }) => ({ key: stream, data: { stream } })), { key: END, data: {} }];
    };
    const beside = async (handOverId: string, of: number): Promise<StreamAppend[] | { rejected: Rejection }> => {
      const holder = await this.holder(terms);
      if (holder.bound !== null) return reject('hand-over-running', { details: { handOverId: holder.bound } });
      const begun = this.event<HandOverEventData>('HandOverBegun', { ...terms, of: of - 1 }, actor, sender.commandId);
      const bound = this.event<HolderEventData>('HolderBound', { handOverId }, actor, sender.commandId);
      return [{ stream: HAND_OVER_STREAM + handOverId, expectedVersion: 0, headHash: null, events: [begun] }, { ...holder.append, events: [bound] }];
    };
    const about = terms as unknown as JsonObject;
    return this.jobs().begin(HAND_OVER, about, list, actor, sender, about, beside);
  }

  readonly work: JobWork = async (entry, job, sender) => {
    const { stream } = entry.data;
    return typeof stream === 'string' ? this.one(stream, job, sender) : this.end(job, sender);
  };

  /** One item or proceeding: its own command, then the note of what became of it. */
  private async one(stream: string, job: JobState, sender: Sender): Promise<Outcome<unknown>> {
    const terms = job.about as unknown as HandOverTerms;
    const before = (await this.look(stream, terms, job.actor))?.movables ?? [];
    const outcome = await this.execute(stream, { type: 'handOver', handOverId: job.id, ...terms }, job.actor, sender);
    if (outcome.kind !== 'accepted' && outcome.kind !== 'rejected') return outcome;
    const behind = await this.redraw(stream, job, sender);
    if (behind) return behind;
    const row = await this.look(stream, terms, job.actor);
    const stays = new Set(row?.movables.map((m) => m.holding.id));
    const stayed = (row?.movables ?? []).map(({ holding, refusal }) => ({ id: holding.id, kind: holding.kind, rejection: refusal ?? { code: 'stale' as const } }));
    // Counted by what was there before and is not now; after a crash between command and note, by the command's own events.
    const moved = outcome.kind === 'rejected' ? 0 : outcome.replayed ? await this.movedBy(stream, job.id) : before.filter((m) => !stays.has(m.holding.id)).length;
    const noted = await this.note({ stream, moved, stayed }, job, { ...sender, commandId: `${sender.commandId}:noted` });
    return noted.kind === 'accepted' ? outcome : noted;
  }

  /** A round's form went with the assignments that are on it: drawn anew it is whole again, with whoever has them now. */
  private async redraw(stream: string, job: JobState, sender: Sender): Promise<Outcome<unknown> | null> {
    if (kindOfStream(stream) !== REPORTING_ROUND) return null;
    const outcome = await this.rounds.redraw(stream.slice(REPORTING_ROUND.name.length + 1), job.actor, { ...sender, commandId: `${sender.commandId}:redrawn` });
    return outcome.kind === 'busy' || outcome.kind === 'differentBody' ? outcome : null;
  }

  /** What this hand-over moved in a stream, by its events. */
  private async movedBy(stream: string, handOverId: string): Promise<number> {
    let count = 0;
    for (const { type, data } of await this.store.readStream(stream)) {
      if (type === 'HandedOver' && data['handOverId'] === handOverId) count += (data['moved'] as unknown[]).length;
      else if ((data['handOver'] as { handOverId?: string } | undefined)?.handOverId === handOverId) count += 1;
    }
    return count;
  }

  private execute(stream: string, command: HandOver, actor: Actor, sender: Sender): Promise<Outcome<unknown>> {
    if (stream.startsWith(ITEM_STREAM)) return this.items.execute(stream.slice(ITEM_STREAM.length), command, actor, sender);
    const kind = kindOfStream(stream);
    if (!kind) throw new Error(`no kind of proceeding has ${stream}: upgrade the program`);
    return this.proceedings.of(kind).execute(stream.slice(kind.name.length + 1), command, actor, sender);
  }

  /**
   * The end: what the holder was given meanwhile goes too, then it is said how much moved and stayed, and the holder is free.
   * While entries wait to be tried again it waits as well.
   */
  private async end(job: JobState, sender: Sender): Promise<Outcome<unknown>> {
    const terms = job.about as unknown as HandOverTerms;
    const { state } = await this.load(job.id);
    const waiting = job.entries.filter((e) => e.key !== END && state?.results[e.key] === undefined);
    if (waiting.length > 0) throw new Error(`${waiting.length} part(s) of the hand-over wait to be tried again, ${waiting[0]!.key} among them`);
    if (!(await listsAreNew(this.store.pool))) throw new Error('the read models lag behind the log');
    for (const { stream, movables: held } of (await this.preview(terms, job.actor)).rows) {
      if (held.every((m) => m.refusal !== null)) continue;
      const { version } = await this.store.head(stream);
      const outcome = await this.one(stream, job, { scope: sender.scope, commandId: `later:${stream}:${version}` });
      if (outcome.kind === 'busy') return outcome;
    }
    return once<HandOverState>(this.store, { ...sender, commandId: `${sender.commandId}:ended` }, { end: job.id }, {
      attempt: async (): Promise<Try<HandOverState>> => {
        const folded = await this.load(job.id);
        if (!folded.state) throw new Error(`hand-over ${job.id} was never begun`);
        if (folded.state.ended) return { nothing: [{ stream: HAND_OVER_STREAM + job.id, version: folded.version }] };
        const results = Object.values(folded.state.results);
        const totals = { moved: results.reduce((n, r) => n + r.moved, 0), stayed: results.reduce((n, r) => n + r.stayed.length, 0) };
        const ended = this.event<HandOverEventData>('HandOverEnded', totals, job.actor, sender.commandId);
        const freed = this.event<HolderEventData>('HolderFreed', { handOverId: job.id }, job.actor, sender.commandId);
        const holder = await this.holder(terms);
        return { streams: [{ stream: HAND_OVER_STREAM + job.id, expectedVersion: folded.version, headHash: folded.headHash, events: [ended] }, { ...holder.append, events: [freed] }], guards: [] };
      },
      result: async () => (await this.load(job.id)).state,
    });
  }

  private note(result: HandOverResult, job: JobState, sender: Sender): Promise<Outcome<HandOverState>> {
    return once<HandOverState>(this.store, sender, { note: result.stream }, {
      attempt: async () => {
        const { version, headHash } = await this.load(job.id);
        return { streams: [{ stream: HAND_OVER_STREAM + job.id, expectedVersion: version, headHash, events: [this.event<HandOverEventData>('EntryHandedOver', result, job.actor, sender.commandId)] }], guards: [] };
      },
      result: async () => (await this.load(job.id)).state,
    });
  }

  /** The hand-over that the holder is bound to, and where the next event of its stream goes. */
  private async holder({ from }: HandOverTerms): Promise<{ bound: string | null; append: Omit<StreamAppend, 'events'> }> {
    const stream = holderStream(from);
    const last = (await this.store.readStream(stream)).at(-1);
    const bound = last?.type === 'HolderBound' ? String(last.data['handOverId']) : null;
    return { bound, append: { stream, expectedVersion: last?.version ?? 0, headHash: last?.hash ?? null } };
  }

  /** What is held in one stream now; null where there is none. */
  private async look(stream: string, { from, to }: HandOverTerms, actor: Actor): Promise<HandOverRow | null> {
    if (stream.startsWith(ITEM_STREAM)) {
      const id = stream.slice(ITEM_STREAM.length);
      const { state } = await this.items.load(id);
      if (!state) return null;
      const { rules } = await this.references.rules(state.policyId);
      const held = movablesOfItem(state, from, to, { now: latest(this.clock.now(), state.lastAt), actor, rules });
      return { stream, kind: 'item', id, title: `${state.number} ${state.title}`, movables: held };
    }
    const kind = kindOfStream(stream);
    if (!kind) return null;
    const id = stream.slice(kind.name.length + 1);
    const { state } = await this.proceedings.of(kind).load(id);
    if (!state) return null;
    const { rules } = await this.references.rules(state.policyId);
    const held = movables(kind, state, from, to, { now: latest(this.clock.now(), state.lastAt), actor, rules });
    return { stream, kind: kind.name, id, title: state.title, movables: held };
  }

  private event<D>(type: keyof D & string, data: D[keyof D], actor: Actor, command: string): NewEvent {
    const now = this.clock.now();
    return toNewEvent({ type, data, meta: { actor, occurredAt: now, recordedAt: now, command, rules: { policy: 0, calendar: 0, roster: 0 } } });
  }
}
