import { dayOf, type Day, type Instant } from '#libs/supervision/time/day';

/** 2026年6月8日: Arabic figures, no leading zeros (GB/T 9704, 成文日期). */
export function dateWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** The day of a moment in Shanghai, in words. */
export function dayWords(at: Instant): string {
  return dateWords(dayOf(at));
}

/** 2026年6月8日 14:05, in Shanghai. */
export function momentWords(at: Instant): string {
  const time = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${dayWords(at)} ${time}`;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const PLACES = ['', '十', '百', '千'] as const;

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五, 110 → 一百一十. @throws RangeError beyond 9,999: no paper has as many points of one level */
export function chineseOrdinal(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9_999) throw new RangeError(`no ordinal of a heading: ${n}`);
  const figures = [...String(n)].map(Number);
  const words = figures.map((figure, i) => (figure === 0 ? '零' : `${DIGITS[figure]}${PLACES[figures.length - 1 - i]}`)).join('');
  return words.replace(/零+/g, '零').replace(/零$/, '').replace(/^一十/, '十');
}

/** 第12项　技能培训; of an item that has no number its title alone. */
export function numbered(number: string | null, title: string, between = '　'): string {
  return number === null || number.trim() === '' ? title : `第${number}项${between}${title}`;
}

/** Number of a heading at its level, n from 1. */
export function headingNumber(level: 1 | 2 | 3 | 4, n: number): string {
  switch (level) {
    case 1: return `${chineseOrdinal(n)}、`;
    case 2: return `（${chineseOrdinal(n)}）`;
    case 3: return `${n}. `;
    case 4: return `（${n}）`;
  }
}

/** What no XML may hold is left out; what was written by people is otherwise kept as it is. */
export function writable(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '').replace(/\t/g, ' ');
}

/** Lines that are not empty, each without the indent that somebody typed. */
export function paragraphsOf(text: string): string[] {
  return writable(text).split(/\r\n?|\n/).map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '')).filter((line) => line !== '');
}

/** Width in characters of the body: Latin letters, figures and their marks take half of one. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += /[\u0020-\u00ff]/.test(char) ? 0.5 : 1;
  return width;
}
