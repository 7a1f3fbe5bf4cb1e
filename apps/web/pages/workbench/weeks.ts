const DAY_MS = 86_400_000;

/** A day so many calendar days on. */
export function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for a Monday, 6 for a Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Their names, from Monday on. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Week of the year by ISO 8601: the first has the year's first Thursday in it. */
export function weekOf(day: string): number {
  const thursday = plus(day, 3 - weekday(day));
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS / 7) + 1;
}

/**
 * The week that a report is of, Monday to Sunday. One that is over is told as its Sunday left it; the running one as it is now.
 *
 * @param day a day of it; left out, or one to come, the running week
 */
export function weekAt(day: string | undefined, today: string): { monday: string; sunday: string; asOf: string | undefined } {
  const within = day === undefined || day > today ? today : day;
  const monday = plus(within, -weekday(within));
  const sunday = plus(monday, 6);
  return { monday, sunday, asOf: sunday < today ? sunday : undefined };
}
