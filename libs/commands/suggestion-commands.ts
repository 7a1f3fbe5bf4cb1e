import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd, type StreamPlace } from '#libs/event-store/read-by-stream';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import { evolveSuggestion, SUGGESTION_STREAM, type Suggestion, type SuggestionEvent, type SuggestionEventData } from '#libs/supervision/suggestion/suggestion';
import type { Clock } from './clock';
import { FoldCache } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** Events read at a time to list them. */
const PAGE = 2_000;

/** The command handler of suggestions (意见建议) about the system itself: each a stream of its own. */
export class SuggestionCommands {
  private readonly suggestions: FoldCache<Suggestion>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.suggestions = new FoldCache(store, (state, e) => evolveSuggestion(state, asDomain<SuggestionEvent>(e), e.stream.slice(SUGGESTION_STREAM.length)), { streams: 100 });
  }

  /** All of them, newest first. */
  async all(): Promise<Suggestion[]> {
    const end = await readEnd(this.store.pool);
    const found = new Map<string, Suggestion>();
    let place: StreamPlace | null = null;
    while (end !== null) {
      const page = await readByStream(this.store.pool, this.store.types, SUGGESTION_STREAM, place, end, PAGE);
      for (const stored of page) {
        const id = stored.stream.slice(SUGGESTION_STREAM.length);
        found.set(id, evolveSuggestion(found.get(id) ?? null, asDomain<SuggestionEvent>(stored.event()), id));
      }
      if (page.length < PAGE) break;
      place = page.at(-1)!;
    }
    return [...found.values()].sort((a, b) => (a.madeAt > b.madeAt ? -1 : a.madeAt < b.madeAt ? 1 : 0));
  }

  make(made: SuggestionEventData['SuggestionMade'], actor: Actor, sender: Sender): Promise<Outcome<Suggestion>> {
    const id = `s${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 16)}`;
    return this.write(id, { type: 'SuggestionMade', data: made }, actor, sender, false);
  }

  answer(id: string, answer: string, actor: Actor, sender: Sender): Promise<Outcome<Suggestion>> {
    return this.write(id, { type: 'SuggestionAnswered', data: { answer } }, actor, sender, true);
  }

  private write(id: string, event: Pick<DomainEvent, 'type' | 'data'>, actor: Actor, sender: Sender, there: boolean): Promise<Outcome<Suggestion>> {
    const stream = SUGGESTION_STREAM + id;
    return once<Suggestion>(this.store, sender, { suggestion: there ? id : null, ...event }, {
      attempt: async () => {
        const { state, version, headHash } = await this.suggestions.refresh(stream);
        if (there && state === null) return { rejected: { code: 'not-found', field: 'suggestionId' }, state: null };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        return { streams: [{ stream, expectedVersion: version, headHash, events: [toNewEvent({ ...event, meta })] }], guards: [] };
      },
      result: async () => (await this.suggestions.refresh(stream)).state,
    });
  }
}
