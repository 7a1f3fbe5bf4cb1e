import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { dayOf, minuteOf, type Instant } from '#libs/supervision/time/day';
import { problem, type ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';

/** A stream as the log knew it at a moment; null where it had not begun. */
export async function knownAt<State>(store: EventStore, stream: string, moment: Instant, fold: (state: State | null, event: RecordedEvent) => State): Promise<State | null> {
  let state: State | null = null;
  for (const event of await store.readStream(stream)) {
    if (event.recordedAt > moment) break;
    state = fold(state, event);
  }
  return state;
}

/** The same of something that there is now. @throws ProblemError 404 where it had not begun, with since when there is a record of it */
export async function knownThen<State>(store: EventStore, stream: string, moment: Instant, fold: (state: State | null, event: RecordedEvent) => State): Promise<State> {
  const state = await knownAt(store, stream, moment, fold);
  if (state !== null) return state;
  const [first] = await store.readStream(stream);
  throw notYet(first?.recordedAt ?? null);
}

/** @param since when it came to be known; null where it never was */
export function notYet(since: Instant | null): ProblemError {
  if (since === null) return rejected({ code: 'not-found', field: 'asOf' });
  const [day, at] = [dayOf(since), minuteOf(since)];
  const words = { zh: `当时还没有该对象：它自 ${at} 起才有记录，请查询 ${day} 或之后`, en: `There was no such thing then: it is on record since ${at}. Ask as of ${day} or later` };
  return problem(404, 'not-yet-known', words.zh, words.en, { fields: [{ field: 'asOf', ...words }], details: { since } });
}
