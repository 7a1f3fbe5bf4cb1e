/** A day or a month in digits or in Chinese. Patterns see folded text. */
export const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';

/** Between the ends of a span: 10日至20日, 5-20日. */
export const TO = '\\s*(?:至|到|[-—–~])+\\s*';

const CHINESE_YEAR = /二[〇○零OＯ0][〇○零OＯ一二三四五六七八九]{2}(?=\s*年)/g;
const DIGITS = '〇一二三四五六七八九';

/** 二〇二六年 as 2026年: the same length, so that places hold. */
export function withArabicYears(folded: string): string {
  return folded.replace(CHINESE_YEAR, (year) => [...year].map((char) => (/[○零OＯ]/.test(char) ? '0' : DIGITS.includes(char) ? String(DIGITS.indexOf(char)) : char)).join(''));
}
