import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import { CLOCK, type Actor } from '#libs/supervision/actor';
import type { ProceedingContext, ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { decideProceeding, openProceeding, type CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Rejection } from '#libs/supervision/rejection';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once, type Try } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain, STANDARD_POLICY, type References } from './references';

/** Streams that a decision looked at beside the proceeding's own and its rules: they must not have moved. */
export type Guards = readonly { stream: string; version: number }[];

/** A command with what it takes from elsewhere. */
export interface Prepared<C> {
  command: C;
  guards?: Guards;
  /** What is written into other streams in the same transaction. */
  streams?: readonly StreamAppend[];
}

/**
 * Looks up what a command takes from elsewhere, anew at every attempt since others write meanwhile.
 *
 * @param state the proceeding as it stands; null where it is to be opened
 */
export type Prepare<S, C> = (state: S | null) => Promise<Prepared<C> | { rejected: Rejection }>;

/** Times that the clock tries again when others write the stream meanwhile. */
const ATTEMPTS = 12;

/** Proceedings of a kind that stay folded: some tens of kB each. */
const MOST_HELD = 1_000;

/** The command handler of one kind of proceeding: load, settle, decide, append. */
export class ProceedingCommands<S extends ProceedingState, C extends { type: string }> {
  readonly held: FoldCache<S>;
  private readonly prefix: string;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    readonly kind: ProceedingKind<S, C>,
  ) {
    this.prefix = `${kind.name}/`;
    this.held = new FoldCache(store, (state, e) => evolveProceeding(kind, state, asDomain(e), e.stream.slice(this.prefix.length)), { streams: MOST_HELD });
  }

  streamOf(id: string): string {
    return this.prefix + id;
  }

  /** The proceeding as it is now; its state is null where there is none. */
  load(id: string): Promise<Folded<S>> {
    return this.held.refresh(this.streamOf(id));
  }

  /**
   * Opens a proceeding under an id that its sender's command id determines, so that a repeat opens no second one.
   *
   * @param guards what the command's fields were found by in other streams
   */
  open(id: string, policyId: string, command: C, actor: Actor, sender: Sender, guards: Guards = []): Promise<Outcome<S>> {
    return this.openPrepared(id, policyId, { open: id, command: command as unknown as Json }, async () => ({ command, guards }), actor, sender);
  }

  /**
   * Opens a proceeding with what its command takes from other streams, or writes into them.
   *
   * @param body what the caller sent, and nothing looked up
   */
  openPrepared(id: string, policyId: string, body: Json, prepare: Prepare<S, C>, actor: Actor, sender: Sender): Promise<Outcome<S>> {
    return once<S>(this.store, sender, body, {
      attempt: async () => {
        const prepared = await prepare(null);
        if ('rejected' in prepared) return { ...prepared, state: null };
        return alongside(await this.opening(id, policyId, prepared.command, actor, sender.commandId), prepared);
      },
      result: async () => (await this.load(id)).state,
      moved: () => this.references.expire(),
    });
  }

  /** What opening would append, without appending it: for a command that writes several streams. */
  async opening(id: string, policyId: string, command: C, actor: Actor, commandId: string): Promise<Decided<S>> {
    const { rules, guards } = await this.references.rules(policyId);
    const decided = openProceeding(this.kind, id, command, { now: this.clock.now(), actor, rules }, commandId);
    if ('rejected' in decided) return { ...decided, state: null };
    return { streams: [{ stream: this.streamOf(id), expectedVersion: 0, headHash: null, events: decided.events.map(toNewEvent) }], guards, after: decided.state };
  }

  /**
   * Carries out a command.
   *
   * @param ifMatch material version that the sender saw; refused as stale when the proceeding has moved on
   */
  execute(id: string, command: C | CommonCommand, actor: Actor, sender: Sender, ifMatch?: number, guards: Guards = []): Promise<Outcome<S>> {
    return this.executePrepared(id, { id, command: command as unknown as Json, ifMatch: ifMatch ?? null }, async () => ({ command, guards }), actor, sender, ifMatch);
  }

  /**
   * Carries out a command with what it takes from other streams, or writes into them.
   *
   * @param body what the caller sent, and nothing looked up
   */
  executePrepared(id: string, body: Json, prepare: Prepare<S, C | CommonCommand>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<S>> {
    return once<S>(this.store, sender, body, {
      attempt: async () => {
        const { state } = await this.load(id);
        if (state === null) return { rejected: { code: 'not-found' }, state: null };
        const prepared = await prepare(state);
        if ('rejected' in prepared) return { ...prepared, state };
        return alongside(await this.deciding(id, prepared.command, actor, sender.commandId, ifMatch), prepared);
      },
      result: async () => (await this.load(id)).state,
      moved: () => this.references.expire(),
    });
  }

  /** Carries out what is due: the clock's own command, which nobody repeats. */
  async settle(id: string): Promise<Outcome<S>> {
    for (let n = 0; n < ATTEMPTS; n++) {
      const tried = await this.deciding(id, { type: 'settle' }, CLOCK, undefined);
      if ('rejected' in tried) return { kind: 'rejected', rejection: tried.rejected, state: tried.state };
      if (!('nothing' in tried)) {
        const outcome = await this.store.append({ command: null, ...tried });
        if (outcome.kind !== 'appended') {
          this.references.expire();
          continue;
        }
      }
      const { state, cursor } = await this.load(id);
      if (state !== null) return { kind: 'accepted', state, cursor, replayed: false };
    }
    return { kind: 'busy' };
  }

  /** What a command would append, without appending it: for a command that writes several streams. */
  async deciding(id: string, command: C | CommonCommand, actor: Actor, commandId: string | undefined, ifMatch?: number): Promise<Decided<S>> {
    const stream = this.streamOf(id);
    const { state, version, headHash } = await this.held.refresh(stream);
    if (state === null) return { rejected: { code: 'not-found' }, state: null };
    const { rules, guards } = await this.references.rules(state.policyId);
    const clockNow = this.clock.now();
    // Two machines' clocks differ a little: a stream's own time never runs backwards.
    const context: ProceedingContext = { now: clockNow > state.lastAt ? clockNow : state.lastAt, actor, rules };
    const stale: Rejection | null = ifMatch !== undefined && ifMatch !== state.materialVersion ? { code: 'stale', details: { seen: ifMatch, now: state.materialVersion } } : null;
    if (stale) return { rejected: stale, state };
    const decided = decideProceeding(this.kind, state, command, context, commandId);
    if ('rejected' in decided) return { ...decided, state };
    if (decided.events.length === 0) return { nothing: [{ stream, version }], after: decided.state };
    return { streams: [{ stream, expectedVersion: version, headHash, events: decided.events.map(toNewEvent) }], guards, after: decided.state };
  }
}

/** What a decision came to, with the proceeding as it will be: what is decided elsewhere may rest on that. */
export type Decided<S> = Extract<Try<S>, { rejected: Rejection }> | (Exclude<Try<S>, { rejected: Rejection }> & { after: S });

/** What was decided on one stream together with what was prepared on others; a stream that is written needs no guard. */
export function alongside<S>(tried: Try<S>, { guards = [], streams = [] }: Pick<Prepared<unknown>, 'guards' | 'streams'>): Try<S> {
  if ('rejected' in tried) return tried;
  // Nothing of its own is to be done: what would go with it has been done too.
  if ('nothing' in tried) return tried;
  const written = [...tried.streams, ...streams];
  const looked = new Map([...tried.guards, ...guards].map((g) => [g.stream, g]));
  for (const { stream } of written) looked.delete(stream);
  return { streams: written, guards: [...looked.values()] };
}

/** The policy of a proceeding that belongs to no plan. */
export const PROCEEDING_POLICY = STANDARD_POLICY;
