import { reject, type Rejection } from './rejection';
import type { Sealed } from './sealed';
import { addMs, dayOf, isDay, latest, startOfDay, type Day, type Instant } from './time/day';

/** How a unit told the office what the office records for it: a paper, a call, a message, in person. */
export const CHANNELS = ['paper', 'phone', 'message', 'inPerson'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the office records for a unit without an account (代录): on whose behalf says the actor; this says how it came. Kept in the event. */
export interface OnBehalf {
  /** The day on which the unit stated it: lateness is judged by it, and the day of recording stays beside it. */
  date: Day;
  channel: Channel;
  /** Who said it. */
  caller: Sealed;
  /** The scanned original, as evidence attached for the unit; a paper has one. */
  scanId: string | null;
}

const NOON_MS = 12 * 3_600_000;

/**
 * The moment of what was told: noon of its day, neither after now nor before what it is about was there.
 *
 * @param since from when it could be said
 */
export function toldAt(told: OnBehalf | null, since: Instant, now: Instant): Instant | { rejected: Rejection } {
  if (told === null) return now;
  const [from, to] = [dayOf(since), dayOf(now)];
  if (!isDay(told.date) || told.date > to || told.date < from) return reject('date-invalid', { field: 'onBehalf.date', details: { from, to } });
  if (told.channel === 'paper' && told.scanId === null) return reject('scan-missing', { field: 'onBehalf.scanId' });
  const noon = latest(addMs(startOfDay(told.date), NOON_MS), since);
  return noon < now ? noon : now;
}
