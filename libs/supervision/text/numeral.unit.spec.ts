import fc from 'fast-check';
import { parseChineseNumeral, parseNumber } from './numeral';

const DIGITS = '零一二三四五六七八九';

/** Writes 1–9999 the way papers do. */
function write(n: number): string {
  let words = '';
  let gap = false;
  [1000, 100, 10, 1].forEach((place, index) => {
    const digit = Math.floor(n / place) % 10;
    if (digit === 0) {
      gap = words !== '';
      return;
    }
    words += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${['千', '百', '十', ''][index] ?? ''}`;
    gap = false;
  });
  return words;
}

describe('numerals', () => {
  it('reads back what is written in Chinese digits', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (high, low) => {
      expect(parseChineseNumeral(write(low))).toBe(low);
      expect(parseChineseNumeral(`${write(high)}万`)).toBe(high * 10_000);
    }));
  });

  it.each([['十', 10], ['十五', 15], ['两千', 2000], ['二〇二二', 2022], ['一亿', 100_000_000], ['三万五千', 35_000], ['三百五', 350], ['一万二', 12_000], ['一万零五', 10_005], ['三百零五', 305]])('%s is %d', (words, value) => {
    expect(parseChineseNumeral(words)).toBe(value);
  });

  it('multiplies without decimal noise', () => {
    expect(parseNumber('1.2', '万')).toBe(12_000);
    expect(parseNumber('4.35', '亿')).toBe(435_000_000);
    expect(parseNumber('1,200')).toBe(1200);
  });

  it('refuses what is no number', () => {
    expect(parseChineseNumeral('工人')).toBeNull();
    expect(parseChineseNumeral('')).toBeNull();
  });
});
