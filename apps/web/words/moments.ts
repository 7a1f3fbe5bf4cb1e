/** The city's clock is eight hours ahead of UTC all year. A formatter of the browser's would take a tenth of a second of a slow device to begin with. */
const AHEAD_MS = 8 * 3_600_000;

/** A moment on the city's clock, as tables show it: 2026-06-08 14:05. */
export function cityMoment(moment: string): string {
  return new Date(Date.parse(moment) + AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The city's day of a moment: plans and their deadlines are Chinese days, wherever the reader is. */
export function cityDay(moment: string | Date): string {
  return new Date(new Date(moment).getTime() + AHEAD_MS).toISOString().slice(0, 10);
}
