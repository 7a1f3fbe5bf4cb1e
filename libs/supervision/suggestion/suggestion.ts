import type { DomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import { says } from '../text/says';
import type { Instant } from '../time/day';

/** Suggestions that one person makes in a day: who has more to say writes it down once. */
export const MOST_A_DAY = 20;
/** Characters of a suggestion and of an answer: longer ones are a talk. */
export const LONGEST_SUGGESTION = 1_000;
export const LONGEST_PAGE = 80;

/** Pattern of a page's address: words, and names in the place of ids. */
const PAGE = /^\/(?:(?:[a-z][a-z-]*|\$[a-zA-Z]+)(?:\/(?:[a-z][a-z-]*|\$[a-zA-Z]+))*)?$/;

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

/** What keeps a suggestion from being taken: it names no page, or says nothing. */
export function suggestionProblem({ page, text }: SuggestionEventData['SuggestionMade']): { rejected: Rejection } | null {
  if (page.length > LONGEST_PAGE || !PAGE.test(page)) return reject('page-unknown', { field: 'page' });
  return sayingProblem(text, 'text');
}

export function answerProblem({ answer }: SuggestionEventData['SuggestionAnswered']): { rejected: Rejection } | null {
  return sayingProblem(answer, 'answer');
}

function sayingProblem(text: string, field: string): { rejected: Rejection } | null {
  if (text.length > LONGEST_SUGGESTION) return reject('value-invalid', { field, details: { value: text.length } });
  return says(text) ? null : reject('suggestion-empty', { field });
}

export function evolveSuggestion(before: Suggestion | null, { type, data, meta }: SuggestionEvent, id: string): Suggestion {
  if (type === 'SuggestionAnswered') return { ...before!, answer: data.answer, answeredAt: meta.recordedAt };
  const by = meta.actor.kind === 'person' ? meta.actor : null;
  return { id, ...data, madeBy: by?.personId ?? null, unitId: by?.unitId ?? null, madeAt: meta.recordedAt, answer: null, answeredAt: null };
}
