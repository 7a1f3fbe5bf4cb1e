const DAY_AND_TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** A moment on the city's clock, as tables show it: 2026-06-08 14:05. */
export function cityMoment(moment: string): string {
  return DAY_AND_TIME.format(new Date(moment));
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The city's day of a moment: plans and their deadlines are Chinese days, wherever the reader is. */
export function cityDay(moment: string | Date): string {
  return DAY.format(new Date(moment));
}
