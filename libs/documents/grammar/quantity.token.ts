import { COUNT_UNITS, DURATION_UNITS, LETTER_UNIT, MARK_UNIT, PER } from './quantity.vocabulary';
import { magnitude, parseNumber } from '#libs/supervision/text/numeral';

/** A number with what it counts in, found in masked and folded text. */
export interface QuantityToken {
  /** Span of number, measure word and the approximating characters in them. */
  start: number;
  end: number;
  value: number;
  unit: string;
  /** Where the unit begins; of a share, where it ends. Null where it stands behind another number: 1200、1500人. */
  unitAt: number | null;
  /** 上百, 数十, 30余家. */
  approximate: boolean;
  /** Written with Chinese digits: 三家; such small numbers often belong to set phrases. */
  chinese: boolean;
  /** A length of time or a mark: a target only where a limit is set on it. */
  duration?: true;
  /** 九成, 1/3, 三分之一: a target only with a comparison. */
  share?: true;
  /** 3至5家, the higher end: the lower one must be reached, and where no more may be, this one is the bound. */
  upTo?: number;
}

/** 1,200 and 1 200 as well as 1200. */
const ARABIC = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d{1,3}(?: \\d{3})+(?![\\d.])|\\d+(?:\\.\\d+)?';
const CHINESE = '[零〇一二两三四五六七八九十百千万亿]+';
/** A measure word. */
export const UNIT = `(?:(?:${[...DURATION_UNITS, LETTER_UNIT, ...COUNT_UNITS, MARK_UNIT].join('|')})(?:${PER})?)`;
const DURATION = new RegExp(`^(?:${DURATION_UNITS.join('|')}|分)$`);

/** 2+N, 42101, 3—5月 and the like are no counts: a number must not hang on a letter, a sign or another number. */
const NUMBER = new RegExp(`(百分之)?(?<![\\d.+/:A-Za-z—–~-])(?:(${ARABIC})|([上数几近]?)(${CHINESE}))`, 'g');
/** 1万2千, 3亿5000万, 1万两千: the higher parts of a number written place by place. */
const HIGHER = new RegExp(`^(?:\\d+(?:\\.\\d+)?\\s*[亿万千百])+(?=\\d|[一二两三四五六七八九])`);
const LOWEST = new RegExp(`^(?:${ARABIC}|${CHINESE})`);
/** The higher end of a span; the lower one may say its own magnitude and unit: 1.5万—2万人, 30名至50名, 30%—40%. */
const RANGE_END = new RegExp(`^\\s*([百千万亿]{0,2})\\s*(${UNIT})?\\s*(?:[-—–~]+|至|到)\\s*(${ARABIC}|${CHINESE})`);
const TAIL = new RegExp(`^\\s*([余多])?\\s*(百万|千万|万亿|十万|十亿|百亿|千亿|[百万亿]|千(?![米克瓦伏]))?\\s*([余多])?\\s*(${UNIT})(?:\\(${UNIT}\\))?`);
/** 九成五, 1/3, 三分之二: parts of a whole in other words than a percentage. */
const SHARE = new RegExp(
  `(?<![\\d.+/:A-Za-z—–~-])(?:(\\d{1,3})/(\\d{1,3})(?![\\d/])|([一二三四五六七八九十]{1,2})分之([一二三四五六七八九]{1,2})|([一二两三四五六七八九]|[1-9](?:\\.\\d)?)成(?![立为果效员绩熟功本长型品套])(半|[一二三四五六七八九])?)`,
  'g',
);
/** The longest stretch behind a number that {@link TAIL} can need. */
const TAIL_REACH = 24;

/** 百分之三十至百分之四十. */
const PERCENT_END = new RegExp(`^\\s*(?:[-—–~]+|至|到)\\s*(?:百分之)?(${ARABIC}|${CHINESE})(?!\\s*${UNIT})`);

function percentOf(text: string, words: RegExpExecArray): QuantityToken | null {
  const value = parseNumber(words[2] ?? words[4] ?? '');
  if (value === null) return null;
  const from = words.index + words[0].length;
  const span = PERCENT_END.exec(text.slice(from, from + TAIL_REACH));
  const upTo = parseNumber(span?.[1] ?? '');
  const end = from + (span?.[0].length ?? 0);
  return { start: words.index, end, value, unit: '%', unitAt: end, approximate: false, chinese: false, ...(upTo === null ? {} : { upTo }) };
}

/** What stands between the lower number of a span and its unit; null where two different things are counted (100人到20个村). */
function spanFrom(text: string, at: number): RegExpExecArray | null {
  const span = RANGE_END.exec(text.slice(at, at + TAIL_REACH));
  if (!span?.[2]) return span;
  const behind = text.slice(at + span[0].length, at + span[0].length + TAIL_REACH);
  return TAIL.exec(behind)?.[4] === span[2] ? span : null;
}

/** 两三场, 十七八家, 2、3场: digits side by side are a span. Null where the words are none. */
function betweenDigits(text: string, number: string, at: number): { lower: string; upper: string; end: number } | null {
  const digit = (char: string | undefined): number => parseNumber(char ?? '') ?? -1;
  const next = (low: string | undefined, high: string | undefined): boolean => digit(high) === digit(low) + 1 || (low === '三' && high === '五');
  const beside = /^[、,]\s*(\d|[二三四五六七八九])(?![\d十百千万亿、])/.exec(text.slice(at, at + TAIL_REACH));
  if (beside && /^[\d一二两三四五六七八]$/.test(number) && next(number, beside[1])) return { lower: number, upper: beside[1] ?? '', end: at + beside[0].length };
  const inside = /^([^一二两三四五六七八九]*)([一二两三四五六七八])([二三四五六七八九])([十百千万亿]*)$/.exec(number);
  if (!inside || !next(inside[2], inside[3])) return null;
  const [, before = '', low = '', high = '', behind = ''] = inside;
  return { lower: `${before}${low}${behind}`, upper: `${before}${high}${behind}`, end: at };
}

/** 1200、1500人: a number in a list before another, whose unit it shares. Small ones (第1、2项) and bare ordinals list no amounts. */
const LISTED_NEXT = new RegExp(`^(?:\\s*[、和及]\\s*(?:${ARABIC}))+`);
const SHARED_FROM = 10;

function sharedTail(text: string, number: string, at: number): { scale: string; unit: string } | null {
  const list = LISTED_NEXT.exec(text.slice(at, at + 3 * TAIL_REACH));
  if (!list || ![number, ...list[0].split(/[、和及]/).slice(1)].every((each) => (parseNumber(each.trim()) ?? 0) >= SHARED_FROM)) return null;
  const end = at + list[0].length;
  const tail = TAIL.exec(text.slice(end, end + TAIL_REACH));
  return tail ? { scale: tail[2] ?? '', unit: tail[4] ?? '' } : null;
}

/** Value and end of a number written place by place; `null` for its value where the places do not go down, or the last one is not told (1万2人). */
function placeByPlace(text: string, at: number): { value: number | null; end: number; scale: string } | null {
  const higher = HIGHER.exec(text.slice(at, at + 2 * TAIL_REACH))?.[0];
  if (higher === undefined) return null;
  const lowest = LOWEST.exec(text.slice(at + higher.length))?.[0] ?? '';
  const end = at + higher.length + lowest.length;
  const scale = TAIL.exec(text.slice(end, end + TAIL_REACH))?.[2] ?? '';
  const parts = [...higher.matchAll(/(\d+(?:\.\d+)?)\s*([亿万千百])/g)].map(([, number = '', place = '']) => ({ place: magnitude(place), value: parseNumber(number, place) ?? 0 }));
  const last = parseNumber(lowest, scale);
  const down = [...parts.slice(1).map(({ value }) => value), last ?? Infinity].every((value, index) => value < (parts[index]?.place ?? 0));
  const told = scale !== '' || lowest.length > 1 || (parts.at(-1)?.place ?? 0) === 10;
  return { value: down && told ? parts.reduce((sum, { value }) => sum + value, last ?? 0) : null, end, scale };
}

/** 注册用户突破260万: a great number that its clause ends with counts what stands before it, where a bound is set on it. A small one may want a unit that the paper forgot. */
const UNCOUNTED = /^\s*([百千]?[万亿])(?=\s*(?:及?以上|以下|以内|左右|$|[,。;)\n]|、(?!\d)))/;

const BOUND_BEFORE = /(?:[≥≤<>]|不少于|不低于|不超过|不高于|控制在|稳定在|保持在|突破|超过|达到|达|提高到|提升到|提升至|提高至|增加到|增至|力争|下降到|降至|降到|降低到|减少到|压减到|压缩到|压缩至)\s*$/;

function uncounted(text: string, words: RegExpExecArray, at: number): QuantityToken | null {
  const tail = UNCOUNTED.exec(text.slice(at, at + TAIL_REACH));
  if (!tail || !BOUND_BEFORE.test(text.slice(Math.max(0, words.index - 8), words.index))) return null;
  const value = parseNumber(words[2] ?? '', tail[1] ?? '');
  return value === null ? null : { start: words.index, end: at + tail[0].length, value, unit: '', unitAt: null, approximate: false, chinese: false };
}

function tokenOf(text: string, words: RegExpExecArray): QuantityToken | null {
  const [whole, percent, arabic, prefix = '', chinese = ''] = words;
  if (percent) return percentOf(text, words);
  let numberEnd = words.index + whole.length;
  const places = arabic === undefined ? null : placeByPlace(text, words.index);
  const digits = places ? null : betweenDigits(text, arabic ?? chinese, numberEnd);
  numberEnd = places?.end ?? digits?.end ?? numberEnd;
  const span = places || digits ? null : spanFrom(text, numberEnd);
  numberEnd += span?.[0].length ?? 0;
  const tail = TAIL.exec(text.slice(numberEnd, numberEnd + TAIL_REACH));
  if (!tail) {
    const counted = arabic === undefined || places || digits || span ? null : uncounted(text, words, numberEnd);
    if (counted) return counted;
    const shared = arabic === undefined || places || digits || span ? null : sharedTail(text, arabic, numberEnd);
    const value = shared && parseNumber(arabic ?? '', shared.scale);
    return shared && value !== null ? { start: words.index, end: numberEnd, value, unit: shared.unit, unitAt: null, approximate: false, chinese: false } : null;
  }
  const more = tail[1] ?? tail[3];
  // A bare 百, 千, 万 is a number only with 上, 数, 近 before it, 余, 多 behind it, or 以上 that ends its clause: 百人以上企业 is a class.
  if (arabic === undefined && /^[百千万亿]+$/.test(chinese) && prefix === '' && more === undefined && !/^(?:以上|左右)(?=[,。;、)\s]|$)/.test(text.slice(numberEnd + tail[0].length, numberEnd + tail[0].length + 3))) return null;
  // 十分 is very much.
  if (tail[4] === '分' && arabic === undefined) return null;
  const scale = tail[2] ?? '';
  const value = places ? places.value : parseNumber(digits?.lower ?? arabic ?? chinese, span?.[1] || scale);
  const upTo = span || digits ? parseNumber(digits?.upper ?? span?.[3] ?? '', scale) : null;
  // Nothing at all is a goal (0起), a nought within other words is none.
  if (value === null || (value === 0 && arabic !== '0' && chinese !== '零')) return null;
  return {
    start: words.index,
    end: numberEnd + tail[0].length,
    value,
    unit: tail[4] ?? '',
    unitAt: numberEnd + tail[0].replace(/\([^()]*\)$/, '').length - (tail[4] ?? '').length,
    approximate: prefix !== '' || more !== undefined,
    chinese: arabic === undefined && prefix === '',
    ...(DURATION.test(tail[4] ?? '') ? { duration: true as const } : {}),
    ...(upTo === null ? {} : { upTo }),
  };
}

/** Parts of a whole as a percentage: 九成五 is 95, 1/3 is 33.33. */
function* shareTokens(text: string): Generator<QuantityToken> {
  for (const words of text.matchAll(SHARE)) {
    const [whole, part, all, cnAll, cnPart, tenths, more] = words;
    const numerator = parseNumber(part ?? cnPart ?? '');
    const denominator = parseNumber(all ?? cnAll ?? '');
    const value = tenths
      ? (parseNumber(tenths) ?? 0) * 10 + (more === '半' ? 5 : (parseNumber(more ?? '') ?? 0))
      : numerator !== null && denominator !== null && denominator > 1 && numerator < denominator
        ? Number(((numerator / denominator) * 100).toFixed(2))
        : null;
    if (value !== null) yield { start: words.index, end: words.index + whole.length, value, unit: '%', unitAt: words.index + whole.length, approximate: false, chinese: false, share: true };
  }
}

/** 翻一番 is twice as much, 翻两番 four times. */
function* doubledTokens(text: string): Generator<QuantityToken> {
  for (const words of text.matchAll(/翻([一两二三]?)番/g)) {
    const end = words.index + words[0].length;
    yield { start: words.index, end, value: 2 ** (parseNumber(words[1] || '一') ?? 1), unit: '倍', unitAt: end, approximate: false, chinese: false };
  }
}

/** All numbers of a text that count something, in order. */
export function* quantityTokens(text: string): Generator<QuantityToken> {
  yield* shareTokens(text);
  yield* doubledTokens(text);
  NUMBER.lastIndex = 0;
  for (let words = NUMBER.exec(text); words; words = NUMBER.exec(text)) {
    const resume = NUMBER.lastIndex;
    const token = tokenOf(text, words);
    if (token) yield token;
    // Other callers may have moved the shared pattern while this generator was suspended.
    NUMBER.lastIndex = token ? token.end : (placeByPlace(text, words.index)?.end ?? resume);
  }
}
