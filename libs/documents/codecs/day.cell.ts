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

/** The same, or the number that a spreadsheet keeps for a day where its cell is not shown as one. */
export function dayInSheet(text: string): Day | null {
  const serial = /^\d{5}(\.0*)?$/.test(text.trim()) ? Math.trunc(Number(text)) : null;
  if (serial !== null && (serial < FIRST_SERIAL || serial > LAST_SERIAL)) return null;
  return serial === null ? dayIn(text) : new Date((serial - EPOCH_SERIAL) * 86_400_000).toISOString().slice(0, 10);
}
