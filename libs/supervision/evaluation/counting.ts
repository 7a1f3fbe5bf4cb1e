import type { DomainEvent } from '../event';
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
