const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const named = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return named(at(day) + days * DAY_MS);
}

/** The Sunday that ends the week of a day. */
export function endOfWeek(day: string): string {
  return addDays(day, (7 - new Date(at(day)).getUTCDay()) % 7);
}

/** The last day of a month, 1 to 12; 0 is the last December. */
export function endOfMonth(year: number, month: number): string {
  return named(Date.UTC(year, month, 0));
}
