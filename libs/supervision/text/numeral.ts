/** Numbers as papers write them: 1,200; 1.2万; 三十; 一百二十; 两千. */

const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const SMALL: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const LARGE: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** Value of a Chinese numeral; null where the characters form none. A bare 百 counts as 一百; 三百五 is 350, 一万二 is 12,000: without 零 a last digit is of the next lower place. */
export function parseChineseNumeral(text: string): number | null {
  if (text === '') return null;
  // Digits set side by side, as in 二〇二二.
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) return Number([...text].map((char) => DIGITS[char]).join(''));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let place = 1;
  for (const char of text) {
    const value = DIGITS[char];
    if (value !== undefined) {
      digit = value;
      if (value === 0) place = 1;
    } else if (SMALL[char] !== undefined) {
      section += (digit ?? 1) * SMALL[char];
      place = SMALL[char] / 10;
      digit = null;
    } else if (LARGE[char] !== undefined) {
      const before = section + (digit ?? 0);
      total = (total + (before === 0 ? 1 : before)) * LARGE[char];
      place = LARGE[char] / 10;
      section = 0;
      digit = null;
    } else {
      return null;
    }
  }
  return total + section + (digit ?? 0) * place;
}

/** Product of the magnitudes in 十, 百万, 万, 亿 …; 1 for an empty text. */
export function magnitude(text: string): number {
  return [...text].reduce((product, char) => product * (SMALL[char] ?? LARGE[char] ?? 1), 1);
}

/** Value of an Arabic or Chinese number; null where it is neither. Decimal noise of the multiplication is rounded away. */
export function parseNumber(text: string, scale = ''): number | null {
  const base = /^\d/.test(text) ? Number(text.replace(/[,\s]/g, '')) : parseChineseNumeral(text);
  if (base === null || !Number.isFinite(base)) return null;
  return Number((base * magnitude(scale)).toPrecision(12));
}
