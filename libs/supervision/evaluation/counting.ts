import type { DomainEvent } from '../event';
import type { HandedOverData } from '../holding';
import { dayOf, type Day, type Instant } from '../time/day';
import type { FigureName } from './figure.names';

/** An event of a stream with its name. */
export interface Named {
  event: DomainEvent;
  ref: string;
}

/** The days that an evaluation looks at, both inclusive. */
export interface Period {
  from: Day;
  to: Day;
}

/** Counts one for a unit, and the event that says so. */
export type Count = (unitId: string, name: FigureName, ref: string) => void;

/** The event that something was counted from. */
export function eventRef(stream: string, version: number): string {
  return `${stream}@${version}`;
}

export function isWithin({ from, to }: Period, day: Day): boolean {
  return day >= from && day <= to;
}

/** The day that ended with the moment: what is due at the end of a day is of that day. */
export function endedDay(moment: Instant): Day {
  return dayOf(new Date(Date.parse(moment) - 1).toISOString());
}

/** Who had it at the moment: of a hand-over (交接) that came after it, the one who handed it over. No past lateness moves with the work. */
export function holderAt(named: readonly Named[], movedId: string, present: string, at: Instant): string {
  const after = named.find(({ event }) => event.type === 'HandedOver' && event.meta.recordedAt > at && (event.data as HandedOverData).moved.some((m) => m.id === movedId));
  return after === undefined ? present : (after.event.data as HandedOverData).from.unitId;
}

/** When an event came about: what the clock brings about, when it was due. */
export function momentOf({ meta }: DomainEvent): Instant {
  return meta.dueAt ?? meta.recordedAt;
}
