import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { Holder } from '#libs/supervision/holding';
import type { Rejection } from '#libs/supervision/rejection';
import type { Instant } from '#libs/supervision/time/day';

/** A hand-over (交接) has a stream of its own, under the id of the job that carries it out. */
export const HAND_OVER_STREAM = 'hand-over/';
/** While one runs, its holder is bound to it: one at a time. */
export const HOLDER_STREAM = 'holder/';

export interface HandOverTerms {
  from: Holder;
  to: Holder;
  reason: string;
  /** The paper that it rests on. */
  basis: string | null;
}

/** Something that stayed with its holder, and why. */
export interface Stayed {
  id: string;
  kind: string;
  rejection: Rejection;
}

/** What became of one item or proceeding; `moved` counts what went to the new holder. */
export interface HandOverResult {
  /** `item/…`, `difficulty/…`. */
  stream: string;
  moved: number;
  stayed: Stayed[];
}

export type HandOverEventData = {
  HandOverBegun: HandOverTerms & { of: number };
  EntryHandedOver: HandOverResult;
  HandOverEnded: { moved: number; stayed: number };
};
export type HandOverEvent = { [T in keyof HandOverEventData]: DomainEvent<T, HandOverEventData[T]> }[keyof HandOverEventData];

export type HolderEventData = { HolderBound: { handOverId: string }; HolderFreed: { handOverId: string } };

/** A hand-over as it stands. */
export interface HandOverState extends HandOverTerms {
  id: string;
  actor: Actor;
  beganAt: Instant;
  /** Items and proceedings listed when it began. */
  of: number;
  /** Of one that came later as well; the newest result of each holds. */
  results: Record<string, HandOverResult>;
  ended: { at: Instant; moved: number; stayed: number } | null;
}

export function evolveHandOver(before: HandOverState | null, event: HandOverEvent, id: string): HandOverState {
  if (event.type === 'HandOverBegun') return { id, ...event.data, actor: event.meta.actor, beganAt: event.meta.recordedAt, results: {}, ended: null };
  if (before === null) throw new Error(`the stream of hand-over ${id} begins with ${event.type}, not with HandOverBegun`);
  if (event.type === 'HandOverEnded') return { ...before, ended: { at: event.meta.recordedAt, ...event.data } };
  const { stream, moved, stayed } = event.data;
  const sofar = before.results[stream]?.moved ?? 0;
  return { ...before, results: { ...before.results, [stream]: { stream, moved: sofar + moved, stayed } } };
}

export function holderStream({ unitId, personId }: Holder): string {
  return HOLDER_STREAM + (personId === null ? unitId : `${unitId}/${personId}`);
}
