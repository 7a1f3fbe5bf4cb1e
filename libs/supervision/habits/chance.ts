import type { Calendar } from '../calendar/calendar';
import { addMs, atTime, dayOf, type Instant } from '../time/day';

const HOUR_MS = 3_600_000;

/** A number of 32 bits in which texts that are alike lie far apart: FNV-1a, with the finish of MurmurHash3. Of no use against somebody who means ill. */
function scattered(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Chance that is none: the same seed and words give the same number, whoever asks and whenever. */
export class Chance {
  constructor(private readonly seed: string) {}

  /** From 0 inclusive to 1 exclusive. */
  roll(...about: (string | number)[]): number {
    return scattered([this.seed, ...about].join('\u0000')) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both inclusive. */
  between(least: number, most: number, ...about: (string | number)[]): number {
    return least + Math.floor(this.roll(...about) * (most - least + 1));
  }

  /** An hour of work some working days after a moment, never before an hour has gone by. */
  moment(calendar: Calendar, from: Instant, workingDays: number, ...about: (string | number)[]): Instant {
    const minutes = this.between(9 * 60, 17 * 60 - 1, ...about, 'minute');
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const at = atTime(calendar.addWorkingDays(dayOf(from), workingDays), time);
    const soonest = addMs(from, HOUR_MS);
    return at > soonest ? at : soonest;
  }
}
