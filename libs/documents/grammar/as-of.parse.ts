import type { Reckoning } from '#libs/supervision/plan/draft';
import { isoDate, lastOfMonth } from './date.parse';

/** When a figure that is told holds, and how it is reckoned. Patterns see folded text. */
export interface FigureTime {
  asOf: string | null;
  text: string | null;
  reckoning: Reckoning;
}

const AS_OF = /截[至止]到?\s*(?:(?:(\d{4})年|(今年|本年)|(去年|上年))\s*)?(?:(\d{1,2})月)?(?:份)?\s*(?:(\d{1,2})日|[底末初])?(?:目前|此前)?/g;
const CUMULATIVE = /累计|总共|合计|共计|先后|近年来|[一二三四五六七八九十两\d]年来|以来/;
const YEARLY = /年均|每年|全年|当年|今年|去年|上年|上一年|\d{4}年度?(?![底末]?前)/g;
const STOCK = /总量|总数|存量|现有|已有|共有|目前|达到?\s*$/;

function dayOf([, year, thisYear, lastYear, month, day]: RegExpMatchArray, paperYear: number | null): string | null {
  const own = year !== undefined ? Number(year) : paperYear === null ? null : lastYear !== undefined ? paperYear - 1 : thisYear !== undefined || month !== undefined ? paperYear : null;
  if (own === null) return null;
  if (month === undefined) return isoDate(own, 12, 31);
  return day !== undefined ? isoDate(own, Number(month), Number(day)) : lastOfMonth(own, Number(month));
}

/**
 * The time of a figure by the words before it in its statement (to the last ; or 。) and in its own clause.
 *
 * @param statement what stands before the figure since the last full stop or semicolon
 * @param clause the last part of it, since the last comma
 * @param paperYear the year for 今年 and for months without one; null where the paper tells none
 */
export function figureTime(statement: string, clause: string, paperYear: number | null): FigureTime {
  const asOf = [...statement.matchAll(AS_OF)].at(-1);
  if (asOf) return { asOf: dayOf(asOf, paperYear), text: asOf[0].trim(), reckoning: 'stock' };
  const cumulative = CUMULATIVE.exec(clause);
  const yearly = [...clause.matchAll(YEARLY)].at(-1) ?? null;
  // 累计开展70项，年均带动4.06万家: each clause has its own.
  if (yearly && (!cumulative || yearly.index > cumulative.index)) return { asOf: null, text: yearly[0], reckoning: 'yearly' };
  if (cumulative) return { asOf: null, text: cumulative[0], reckoning: 'cumulative' };
  if (STOCK.test(clause)) return { asOf: null, text: STOCK.exec(clause)?.[0].trim() ?? null, reckoning: 'stock' };
  const wide = [...statement.matchAll(YEARLY)].at(-1);
  return wide ? { asOf: null, text: wide[0], reckoning: 'yearly' } : { asOf: null, text: null, reckoning: 'unsaid' };
}
