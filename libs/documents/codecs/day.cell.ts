import { isDay, type Day } from '#libs/supervision/time/day';

/** 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日. */
export function dayIn(text: string): Day | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.replace(/\s+/g, '')) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : null;
}

const EPOCH_SERIAL = 25_569;
/** 1 January 1990 and 31 December 2099: other numbers of five digits are no day of a plan. */
const FIRST_SERIAL = 32_874;
const LAST_SERIAL = 73_050;

/** Whether a number may be a day, as a spreadsheet keeps it; what lies behind the point is the time of day. */
export function isDaySerial(value: number): boolean {
  return value >= FIRST_SERIAL && value < LAST_SERIAL + 1;
}

/** 3月16日, 3-16: a day whose year goes without saying; the newest that is not after the last day. */
function dayWithoutYear(text: string, last: Day): Day | null {
  const [, month, day] = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  if (month === undefined || day === undefined) return null;
  const year = Number(last.slice(0, 4));
  const days = [year, year - 1].map((y) => dayIn(`${y}-${month}-${day}`)).filter((d) => d !== null);
  return days.find((d) => d <= last) ?? null;
}

/**
 * The same, or the number that a spreadsheet keeps for a day where its cell is not shown as one; with a time of day, which says nothing here.
 *
 * @param last the last day that is meant; without it a day needs its year
 */
export function dayInSheet(text: string, last: Day | null = null): Day | null {
  const plain = text.trim().replace(/[\sT]+\d{1,2}[:：]\d{2}([:：]\d{2}(\.\d+)?)?Z?$/, '');
  const serial = /^\d{5}(\.\d*)?$/.test(plain) ? Math.trunc(Number(plain)) : null;
  if (serial !== null && !isDaySerial(serial)) return null;
  if (serial === null) return dayIn(plain) ?? (last === null ? null : dayWithoutYear(plain.replace(/\s+/g, ''), last));
  return new Date((serial - EPOCH_SERIAL) * 86_400_000).toISOString().slice(0, 10);
}
