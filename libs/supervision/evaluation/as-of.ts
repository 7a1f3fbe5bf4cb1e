import type { DomainEvent } from '../event';
import { dayOf, type Day } from '../time/day';
import { endedDay, type Named, type Period } from './counting';

/** The day that an event is of: on which it happened, and for what the clock brings about the day that ended then, however late the timer ran. */
export function dayOfEvent({ meta }: DomainEvent): Day {
  return meta.dueAt === undefined ? dayOf(meta.occurredAt) : endedDay(meta.dueAt);
}

/**
 * What is known of a period: the events up to its last day, and what put right (更正) something in them afterwards. What merely came
 * later is of the next period, whenever the figures are counted.
 *
 * @param corrects whether a later event puts right what the period holds
 */
export function knownOf<T extends Named>(named: readonly T[], { to }: Period, corrects: (one: T, index: number) => boolean): T[] {
  return named.filter((one, i) => dayOfEvent(one.event) <= to || corrects(one, i));
}
