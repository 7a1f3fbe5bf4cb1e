import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import { readStreams } from '#libs/event-store/read-streams';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { answerProblem, evolveSuggestion, MOST_A_DAY, SUGGESTION_STREAM, suggestionProblem, type Suggestion, type SuggestionEvent, type SuggestionEventData } from '#libs/supervision/suggestion/suggestion';
import { addDays, dayOf, type Day } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once, type Try } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** Which suggestions are asked for. */
export interface SuggestionFilter {
  /** Only those without an answer. */
  open?: boolean;
  /** Only those of one person. */
  madeBy?: string;
}

/** A page of suggestions, newest first, with how many there are of them. */
export interface SuggestionPage {
  total: number;
  rows: Suggestion[];
}

const OF_SUGGESTIONS = `e.stream > '${SUGGESTION_STREAM}' and e.stream < '${SUGGESTION_STREAM.slice(0, -1)}0' and e.version = 1`;

/** The command handler of suggestions (意见建议) about the system itself: each a stream of its own. */
export class SuggestionCommands {
  private readonly suggestions: FoldCache<Suggestion>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.suggestions = new FoldCache(store, (state, e) => evolveSuggestion(state, asDomain<SuggestionEvent>(e), idOf(e.stream)), { streams: 100 });
  }

  async page({ open = false, madeBy }: SuggestionFilter, { offset, limit }: { offset: number; limit: number }): Promise<SuggestionPage> {
    // One that was answered has a second event.
    const from = `log.events e join log.streams s using (stream) where ${OF_SUGGESTIONS}${open ? ' and s.version = 1' : ''} and ($1::text is null or e.meta->'actor'->>'personId' = $1)`;
    const [{ rows: counted }, { rows: named }] = await Promise.all([
      this.store.pool.query<{ total: number }>(`select count(*)::int as total from ${from}`, [madeBy ?? null]),
      this.store.pool.query<{ stream: string }>(`select e.stream from ${from} order by e.recorded_at desc, e.stream desc offset $2 limit $3`, [madeBy ?? null, offset, limit]),
    ]);
    const streams = named.map(({ stream }) => stream);
    const found = await readStreams(this.store.pool, this.store.types, streams);
    const rows = streams.map((stream) => found.get(stream)!.reduce<Suggestion | null>((state, e) => evolveSuggestion(state, asDomain<SuggestionEvent>(e), idOf(stream)), null)!);
    return { total: counted[0]!.total, rows };
  }

  make(made: SuggestionEventData['SuggestionMade'], actor: Actor, sender: Sender): Promise<Outcome<Suggestion>> {
    return this.carry({ suggestion: null, type: 'SuggestionMade', data: made }, sender, async () => {
      const wrong = suggestionProblem(made);
      if (wrong) return { ...wrong, state: null };
      const today = dayOf(this.clock.now());
      const place = await this.freePlace(sender.scope, today);
      if (place === null) return { ...reject('suggestions-enough', { details: { max: MOST_A_DAY, day: addDays(today, 1) } }), state: null };
      return this.written(place, { type: 'SuggestionMade', data: made }, actor, sender);
    });
  }

  answer(id: string, answer: string, actor: Actor, sender: Sender): Promise<Outcome<Suggestion>> {
    return this.carry({ suggestion: id, type: 'SuggestionAnswered', data: { answer } }, sender, async () => {
      const folded = await this.suggestions.refresh(SUGGESTION_STREAM + id);
      const wrong: { rejected: Rejection } | null = folded.state === null ? reject('not-found', { field: 'suggestionId' }) : answerProblem({ answer });
      return wrong ? { ...wrong, state: folded.state } : this.written(SUGGESTION_STREAM + id, { type: 'SuggestionAnswered', data: { answer } }, actor, sender, folded);
    });
  }

  /** A stream for the person's next suggestion of the day; null where they have made all. Of two that are made at once only one gets it, and the other looks again. */
  private async freePlace(personId: string, day: Day): Promise<string | null> {
    const places = Array.from({ length: MOST_A_DAY }, (_, n) => `${SUGGESTION_STREAM}s${createHash('sha256').update(`${personId}\u0000${day}\u0000${n}`).digest('hex').slice(0, 16)}`);
    const { rows } = await this.store.pool.query<{ stream: string }>('select stream from log.streams where stream = any($1)', [places]);
    const taken = new Set(rows.map((r) => r.stream));
    return places.find((place) => !taken.has(place)) ?? null;
  }

  private written(stream: string, event: Pick<DomainEvent, 'type' | 'data'>, actor: Actor, { commandId }: Sender, { version, headHash }: Pick<Folded<Suggestion>, 'version' | 'headHash'> = { version: 0, headHash: null }): Try<Suggestion> {
    const now = this.clock.now();
    const meta = { actor, occurredAt: now, recordedAt: now, command: commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
    return { streams: [{ stream, expectedVersion: version, headHash, events: [toNewEvent({ ...event, meta })] }], guards: [] };
  }

  private carry(body: object, sender: Sender, attempt: () => Promise<Try<Suggestion>>): Promise<Outcome<Suggestion>> {
    return once<Suggestion>(this.store, sender, body, { attempt, result: async ([stream]) => (await this.suggestions.refresh(stream!)).state });
  }
}

function idOf(stream: string): string {
  return stream.slice(SUGGESTION_STREAM.length);
}
