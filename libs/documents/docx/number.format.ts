/** How automatic numbers look on the page (ECMA-376, ST_NumberFormat), as a reader sees them. */

const HAN = '〇一二三四五六七八九';
const LEGAL = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** 十, 十二, 一百零三: the way numbers are read. */
function counted(value: number, digits: string, [ten, hundred, thousand]: readonly [string, string, string], bareTen: boolean): string {
  if (value <= 0 || value >= 10_000) return String(value);
  const zero = digits === HAN ? '零' : digits.charAt(0);
  const marks = ['', ten, hundred, thousand];
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      if (gap) text += zero;
      gap = false;
      text += `${digits.charAt(digit)}${marks[place]}`;
    }
  }
  return bareTen && value >= 10 && value < 20 ? text.slice(1) : text;
}

function digitByDigit(value: number, digits: string): string {
  return [...String(value)].map((digit) => digits.charAt(Number(digit))).join('');
}

function roman(value: number): string {
  const marks: readonly [number, string][] = [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];
  let left = value;
  let text = '';
  for (const [worth, mark] of marks) for (; left >= worth; left -= worth) text += mark;
  return text;
}

/** a…z, then aa, bb: as word processors go on. */
function letter(value: number): string {
  return value < 1 ? '' : String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}

/** One of a row of characters that has an end, after which plain digits follow. */
function oneOf(value: number, first: number, most: number): string {
  return value >= 1 && value <= most ? String.fromCodePoint(first + value - 1) : String(value);
}

function circled(value: number): string {
  if (value >= 21 && value <= 35) return String.fromCodePoint(0x3251 + value - 21);
  return value >= 36 && value <= 50 ? String.fromCodePoint(0x32b1 + value - 36) : oneOf(value, 0x2460, 20);
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => digitByDigit(value, '０１２３４５６７８９'),
  decimalFullWidth2: (value) => digitByDigit(value, '０１２３４５６７８９'),
  decimalHalfWidth: String,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (value) => oneOf(value, 0x2488, 20),
  decimalEnclosedParen: (value) => oneOf(value, 0x2474, 20),
  chineseCounting: (value) => counted(value, HAN, ['十', '百', '千'], true),
  chineseCountingThousand: (value) => counted(value, HAN, ['十', '百', '千'], true),
  taiwaneseCounting: (value) => counted(value, HAN, ['十', '百', '千'], true),
  taiwaneseCountingThousand: (value) => counted(value, HAN, ['十', '百', '千'], true),
  japaneseCounting: (value) => counted(value, HAN, ['十', '百', '千'], true),
  koreanCounting: (value) => counted(value, HAN, ['十', '百', '千'], true),
  ideographDigital: (value) => digitByDigit(value, HAN),
  taiwaneseDigital: (value) => digitByDigit(value, HAN),
  japaneseDigitalTenThousand: (value) => digitByDigit(value, HAN),
  chineseLegalSimplified: (value) => counted(value, LEGAL, ['拾', '佰', '仟'], false),
  ideographLegalTraditional: (value) => counted(value, '零壹貳參肆伍陸柒捌玖', ['拾', '佰', '仟'], false),
  ideographTraditional: (value) => STEMS.charAt((value - 1) % 10),
  ideographZodiac: (value) => BRANCHES.charAt((value - 1) % 12),
  ideographEnclosedCircle: (value) => oneOf(value, 0x3280, 10),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: (value) => letter(value).toUpperCase(),
  lowerLetter: letter,
  ordinal: String,
  none: () => '',
};

/** A format that is not known counts in plain digits: a number is never lost. */
export function formatNumber(value: number, format: string): string {
  return (FORMATS[format] ?? String)(value);
}
