import { COUNT_UNITS } from './quantity.vocabulary';
import { parseNumber } from './numeral.parse';

/** A number with what it counts in, found in masked and folded text. */
export interface QuantityToken {
  /** Span of number, measure word and the approximating characters in them. */
  start: number;
  end: number;
  value: number;
  unit: string;
  /** 上百, 数十, 30余家. */
  approximate: boolean;
  /** Written with Chinese digits: 三家; such small numbers often belong to set phrases. */
  chinese: boolean;
}

const ARABIC = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d+(?:\\.\\d+)?';
const CHINESE = '[零〇一二两三四五六七八九十百千万亿]+';
const UNIT = `(?:${COUNT_UNITS.join('|')})`;

/** 2+N, 42101, 3—5月 and the like are no counts: a number must not hang on a letter, a sign or another number. */
const NUMBER = new RegExp(`(百分之)?(?<![\\d.+/:A-Za-z—–~-])(?:(${ARABIC})|([上数几近]?)(${CHINESE}))`, 'g');
const RANGE_END = new RegExp(`^\\s*(?:-|—|–|~|至|到)\\s*(?:${ARABIC}|${CHINESE})`);
const TAIL = new RegExp(`^\\s*([余多])?\\s*(百万|千万|万亿|十万|十亿|百亿|千亿|[百千万亿])?\\s*([余多])?\\s*(${UNIT})`);
/** The longest stretch behind a number that {@link TAIL} can need. */
const TAIL_REACH = 24;

function percentOf(words: RegExpExecArray): QuantityToken | null {
  const value = parseNumber(words[2] ?? words[4] ?? '');
  if (value === null) return null;
  return { start: words.index, end: words.index + words[0].length, value, unit: '%', approximate: false, chinese: false };
}

function tokenOf(text: string, words: RegExpExecArray): QuantityToken | null {
  const [whole, percent, arabic, prefix = '', chinese = ''] = words;
  if (percent) return percentOf(words);
  let numberEnd = words.index + whole.length;
  numberEnd += RANGE_END.exec(text.slice(numberEnd, numberEnd + TAIL_REACH))?.[0].length ?? 0;
  const tail = TAIL.exec(text.slice(numberEnd, numberEnd + TAIL_REACH));
  if (!tail) return null;
  const more = tail[1] ?? tail[3];
  // A bare 百, 千, 万 is a number only with 上, 数, 近 before it or 余, 多 behind it.
  if (arabic === undefined && /^[百千万亿]+$/.test(chinese) && prefix === '' && more === undefined) return null;
  const value = parseNumber(arabic ?? chinese, tail[2] ?? '');
  if (value === null || value === 0) return null;
  return {
    start: words.index,
    end: numberEnd + tail[0].length,
    value,
    unit: tail[4] ?? '',
    approximate: prefix !== '' || more !== undefined,
    chinese: arabic === undefined && prefix === '',
  };
}

/** All numbers of a text that count something, in order. */
export function* quantityTokens(text: string): Generator<QuantityToken> {
  NUMBER.lastIndex = 0;
  for (let words = NUMBER.exec(text); words; words = NUMBER.exec(text)) {
    const resume = NUMBER.lastIndex;
    const token = tokenOf(text, words);
    if (token) yield token;
    // Other callers may have moved the shared pattern while this generator was suspended.
    NUMBER.lastIndex = token ? token.end : resume;
  }
}
