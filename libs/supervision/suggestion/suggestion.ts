import type { DomainEvent } from '../event';
import type { Instant } from '../time/day';

/** What somebody finds about the system itself: it does not work, it costs grass roots work without need (增负), or it could be better. */
export const SUGGESTION_KINDS = ['fault', 'burden', 'wish'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];

export type SuggestionEventData = {
  /** `page`: the pattern of the page's address, without any id in it. */
  SuggestionMade: { page: string; kind: SuggestionKind; text: string };
  /** The newest answer stands. */
  SuggestionAnswered: { answer: string };
};
export type SuggestionEvent = { [K in keyof SuggestionEventData]: DomainEvent<K, SuggestionEventData[K]> }[keyof SuggestionEventData];

export const SUGGESTION_EVENTS = ['SuggestionMade', 'SuggestionAnswered'] as const satisfies readonly SuggestionEvent['type'][];

/** Streams of suggestions: `suggestion/<id>`. */
export const SUGGESTION_STREAM = 'suggestion/';

/** 意见建议: one sentence to those who run the system, and what they answered. Of its maker nothing but the id in the log. */
export interface Suggestion {
  id: string;
  page: string;
  kind: SuggestionKind;
  text: string;
  /** Opaque id of who made it, and the unit that they acted for. */
  madeBy: string | null;
  unitId: string | null;
  madeAt: Instant;
  answer: string | null;
  answeredAt: Instant | null;
}

export function evolveSuggestion(before: Suggestion | null, { type, data, meta }: SuggestionEvent, id: string): Suggestion {
  if (type === 'SuggestionAnswered') return { ...before!, answer: data.answer, answeredAt: meta.recordedAt };
  const by = meta.actor.kind === 'person' ? meta.actor : null;
  return { id, ...data, madeBy: by?.personId ?? null, unitId: by?.unitId ?? null, madeAt: meta.recordedAt, answer: null, answeredAt: null };
}
