/**
 * Days and instants of the one zone that plans are kept in, Asia/Shanghai.
 *
 * A {@link Day} is `YYYY-MM-DD`; an {@link Instant} is UTC in milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`, so that both order as
 * text. The zone has stood at +08:00 without summer time since 1992, hence plain arithmetic.
 */
export type Day = string;
export type Instant = string;

const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists (no 30 February, and no year 0). */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text) || text.startsWith('0000')) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/**
 * Remembers what a day's arithmetic gave. An agenda counts the same few hundred days over and over: this halves the cost of
 * every command. Emptied when full, so that odd input cannot fill the memory.
 */
function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= 20_000) known.clear();
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Days since 1970-01-01, for arithmetic. */
export const dayNumber: (day: Day) => number = remembered((day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS);

export const dayOfNumber: (n: number) => Day = remembered((n) => new Date(n * DAY_MS).toISOString().slice(0, 10));

export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString();
}

export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The first moment of the day. */
export const startOfDay: (day: Day) => Instant = remembered((day) => instantOf(dayNumber(day) * DAY_MS - OFFSET_MS));

/** The moment at which the day is over: a deadline of that day passes then, not before. */
export const endOfDay: (day: Day) => Instant = remembered((day) => instantOf((dayNumber(day) + 1) * DAY_MS - OFFSET_MS));

/** The last moment that still belongs to the day: as of the day is as of then. What falls due at its end belongs to the day after. */
export const lastMomentOf = (day: Day): Instant => addMs(endOfDay(day), -1);

/** The day's moment at `HH:mm`. */
export function atTime(day: Day, time: string): Instant {
  return momentsAt(time)(day);
}

const momentsAt = remembered((time: string) => remembered((day: Day) => instantOf(dayNumber(day) * DAY_MS - OFFSET_MS + Number(time.slice(0, 2)) * 3_600_000 + Number(time.slice(3, 5)) * 60_000)));

/** A moment as readers take it, to the minute in Shanghai: 2031-03-17 09:05. */
export function minuteOf(instant: Instant): string {
  return instantOf(msOf(instant) + OFFSET_MS).slice(0, 16).replace('T', ' ');
}

/** The day that a moment falls on: in Shanghai the next one begins at 16:00 UTC. */
export function dayOf(instant: Instant): Day {
  const day = instant.slice(0, 10);
  return Number(instant.slice(11, 13)) < 16 ? day : addDays(day, 1);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantOf(msOf(instant) + ms);
}

export function latest(first: Instant, ...others: (Instant | null | undefined)[]): Instant {
  let found = first;
  for (const other of others) if (other && other > found) found = other;
  return found;
}

export function earliest(first: Instant, ...others: (Instant | null | undefined)[]): Instant {
  let found = first;
  for (const other of others) if (other && other < found) found = other;
  return found;
}
