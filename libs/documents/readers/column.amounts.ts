import { fold } from '../text/fold';
import { unitInHeading } from './column.words';
import type { TableRow } from './table.row';

/** Numbers of a table whose unit stands elsewhere: in the heading (年度投资（万元）), in a column beside (计量单位), or above the table (单位：万元). */

const BARE_NUMBER = /^(?:≥|≤|>|<|不少于|不低于|不超过|约)?\s*\d[\d,]*(?:\.\d+)?\s*(?:以上|以内|左右)?$/;
const MONEY = /投资|资金|经费|金额/;
/** What is to be reached this year; a total, or what was reached already, is none. */
const TO_REACH = /年度|本年|当年|今年|\d{4}年|计划|目标|任务/;
const NO_GOAL = /总|累计|已|上年|去年|往年|实际|完成情况|现状|基期|得分|分值|权重/;

/** 单位：万元 above a table. */
export function amountUnitOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const unit = /(?:^|[\s(])(?:金额|计量)?单位:\s*([百千万亿]{0,2}(?:美)?元)(?=$|[\s),;])/.exec(fold(line))?.[1];
    if (unit) return unit;
  }
  return null;
}

/** The row's cell about targets, each bare number with the words that say what it counts in. */
export function targetWords(row: TableRow, title: string, amountUnit: string | null): string {
  const cell = row.cells.target ?? '';
  const words: string[] = [];
  const unit = row.cells.measure || unitInHeading(row.headings.target ?? '');
  words.push(unit && isBareNumber(cell) ? `${title}${withUnit(cell, unit)}` : cell);
  for (const { heading, text } of [...row.apart, ...row.unknown]) {
    if (!BARE_NUMBER.test(fold(text).trim()) || !TO_REACH.test(heading) || NO_GOAL.test(heading)) continue;
    const own = unitInHeading(heading) ?? (MONEY.test(heading) ? amountUnit : null);
    if (own) words.push(`${heading.replace(/\([^()]*\)$/, '')}${withUnit(text, own)}`);
  }
  return words.filter((each) => each !== '').join('；');
}

/** 稳定在95以上, 增长6左右: one number, and nothing that it counts. */
function isBareNumber(cell: string): boolean {
  const words = fold(cell).trim();
  return BARE_NUMBER.test(words) || /^[\u4e00-\u9fa5]{0,8}\s*\d[\d,]*(?:\.\d+)?\s*(?:及?以上|以下|以内|之内|左右|上下)?$/.test(words);
}

/** 95以上 in %: the unit stands behind the number. */
function withUnit(text: string, unit: string): string {
  return text.trim().replace(/(\d[\d,.]*)/, `$1${unit}`);
}
