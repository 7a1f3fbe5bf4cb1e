import { fold } from '../text/fold';
import { learntMark } from './paper.words';

/** The ordinals that Chinese official papers number with, outermost first: 一、 （一） ㈠ 1. ⒈ （1） ⑴ ①. */
export type MarkLevel = 'section' | 'sub' | 'point' | 'subpoint';

export const MARK_LEVELS: readonly MarkLevel[] = ['section', 'sub', 'point', 'subpoint'];

export interface Mark {
  level: MarkLevel;
  /** The ordinal alone, in half-width digits or Chinese numerals: "4", "三". */
  ordinal: string;
  /** Length of the mark in the text, spaces after it included. */
  length: number;
}

const CN = '[一二三四五六七八九十百零〇]{1,5}';
/** 任务1：, 责任事项2：, 民生实事三、: what is numbered is named before its number. 附件1 and 专栏1 are none. */
const NAMED = '[\\u4e00-\\u9fa5]{0,6}?(?:任务|项目|事项|工程|行动|举措|实事|攻坚|专项|措施|提案|建议|议题|重点工作)';
/** Behind a number and a space these say that something is counted: 重点任务12 项. */
const NO_COUNT = '(?![年月日号时天个家项户名人次场万亿元倍成件条套所座处台辆本册份部组亩吨例宗起笔张间])';
const PATTERNS: readonly [MarkLevel, RegExp][] = [
  // 2 重点任务 over 2.1, 2.2: a number alone, parted from a phrase that counts nothing.
  ['section', new RegExp(`^(\\d{1,2})\\s+(?=[\\u4e00-\\u9fa5]{2}[^。;,:]{0,20}$)${NO_COUNT}`)],
  // A　科技创新 over: a letter alone, parted from a phrase.
  ['section', /^([A-Z])(?:[、.]\s*|\s+)(?=[\u3400-\u9fff]{2}[^。;,:]{0,20}$)/],
  ['section', new RegExp(`^(?:第(${CN}|\\d{1,3})(?:部分|章|篇|类|方面)[、:.]?|(${CN})\\s*(?:、|\\.))\\s*`)],
  ['sub', new RegExp(`^(?:\\(\\s*(${CN})\\s*\\)[、.]?|${NAMED}(${CN})(?:\\s*[、:.]|\\s+${NO_COUNT}))\\s*`)],
  ['point', new RegExp(`^(?:(\\d{1,4})\\s*(?:\\\\?\\.(?!\\d(?!\\d?月))|、)|第(\\d{1,4}|${CN})[项条][、:.]?|${NAMED}(\\d{1,3})(?:\\s*[、:.](?!\\d)|\\s+${NO_COUNT})|[\\[【](?:${NAMED})?(\\d{1,3})[\\]】][、.:]?)\\s*`)],
  // 【A-1】, A-1、, B2.: a code of letters and a number.
  ['point', /^(?:[[【(]([A-Za-z]{1,4}[-.–—]?\d{1,3}(?:[-.]\d{1,2})?)[\]】)][、.:]?|([A-Z]{1,4}-\d{1,3}(?:[-.]\d{1,2})?)(?:[、.:]|(?=[\s\u3400-\u9fff]))|([A-Z]\d{1,2})[、.:])\s*(?=[\u3400-\u9fff“"《])/],
  ['subpoint', /^(?:\(\s*(\d{1,3})\s*\)|(\d{1,3})\)|([①-⑳]))[、.]?\s*/],
  // 第023号提案：关于…: its number as the list of matters gives it.
  ['point', /^第\s*(\d{1,4})\s*号(?:提案|建议|议案|批示|督办单|事项|任务|件)?\s*[:、]?\s*(?=[\u4e00-\u9fa5“"《])/],
  // 01 推行…: a figure of one place has no nought before it.
  ['point', /^(0[1-9])(?:[|丨:]\s*|\s+)(?=[\u4e00-\u9fa5“"《])/],
  // 1-2 建强队伍: the number of the part before its own; 1-6月 is a span.
  ['subpoint', new RegExp(`^(\\d{1,2}[-–—]\\d{1,2})(?:[、.:]\\s*|\\s+)(?=[\\u4e00-\\u9fa5“"《])${NO_COUNT}`)],
  // 一是推行…; 二是…: what is done, counted in words.
  ['subpoint', /^([一二三四五六七八九十]{1,2})是(?:要)?[,:]?\s*(?=[\u4e00-\u9fa5“"《])/],
  // 1.1 建强队伍: a number of two or three places, parted from the words; 1.2万人 is a figure.
  ['subpoint', /^(\d{1,2}(?:\.\d{1,2}){1,2})(?:(?:[、.]\s*|\s+)(?=[\u4e00-\u9fa5“"《])(?![倍万亿个成吨元米亩人家项])|(?=[\u4e00-\u9fa5]{2})(?![倍万亿个千百成吨元米亩人家项公平立方分厘毫版级度年月日时天岁升克瓦伏至到左右以之座所台次名户件条份]))/],
];

/** Marks of one character each: the first of their row, how many there are, and the mark that they stand for. */
const SIGNS: readonly { first: number; count: number; level: MarkLevel; ordinal: (n: number) => string }[] = [
  { first: 0x2488, count: 20, level: 'point', ordinal: String },
  { first: 0x2474, count: 20, level: 'subpoint', ordinal: String },
  { first: 0x3220, count: 10, level: 'sub', ordinal: (n) => '一二三四五六七八九十'.charAt(n - 1) },
  { first: 0x2776, count: 10, level: 'subpoint', ordinal: String },
  { first: 0x2780, count: 10, level: 'subpoint', ordinal: String },
];

/** ⒈, ⑴, ㈠: an ordinal in one character. */
function parseSign(text: string): Mark | null {
  const code = text.charCodeAt(0);
  const sign = SIGNS.find(({ first, count }) => code >= first && code < first + count);
  if (!sign) return null;
  return { level: sign.level, ordinal: sign.ordinal(code - sign.first + 1), length: /^.[、.．]?\s*/.exec(text)?.[0].length ?? 1 };
}

/** Reads the ordinal that a paragraph begins with; null where it begins with none. */
export function parseMark(text: string): Mark | null {
  const head = fold(text.slice(0, 32));
  const own = learntMark(head);
  if (own) return own;
  for (const [level, pattern] of PATTERNS) {
    const match = pattern.exec(head);
    if (match) return { level, ordinal: match.slice(1).find((ordinal) => ordinal !== undefined) ?? '', length: match[0].length };
  }
  return parseSign(text);
}
