import { createHash } from 'node:crypto';
import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { Clock } from './clock';
import { FoldCache } from './fold-cache';
import { toNewEvent } from './item-commands';
import { asDomain } from './references';

/** Streams of what was opened over one thing: `opened-over/<digest of the thing>`. */
const PREFIX = 'opened-over/';

type OpenedOverEvent = DomainEvent<'ProceedingOpenedOver', { kind: string; over: string[]; id: string }>;
export const OPENED_OVER_EVENTS = ['ProceedingOpenedOver'] as const;

/**
 * Proceedings that were opened over one thing (a plan and its period), so that of two opened in the same instant the second finds the
 * first: whoever opens one writes the same stream, and meets who did so meanwhile as a conflict.
 */
export class OpenedOver {
  private readonly cache: FoldCache<string[]>;

  constructor(
    store: EventStore,
    private readonly clock: Clock,
  ) {
    this.cache = new FoldCache(store, (ids, event) => [...(ids ?? []), asDomain<OpenedOverEvent>(event).data.id], { streams: 500 });
  }

  /**
   * @param over what names the thing, within the kind
   * @returns ids of all that were opened over it, ended or not, and what records another beside them
   */
  async look(kind: string, over: string[]): Promise<{ ids: readonly string[]; record: (id: string, actor: Actor, commandId: string) => StreamAppend }> {
    const stream = PREFIX + createHash('sha256').update([kind, ...over].join('\u0000')).digest('hex').slice(0, 24);
    const { state, version, headHash } = await this.cache.refresh(stream);
    const record = (id: string, actor: Actor, commandId: string): StreamAppend => {
      const now = this.clock.now();
      const meta = { actor, occurredAt: now, recordedAt: now, command: commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
      return { stream, expectedVersion: version, headHash, events: [toNewEvent({ type: 'ProceedingOpenedOver', data: { kind, over, id }, meta })] };
    };
    return { ids: state ?? [], record };
  }
}
