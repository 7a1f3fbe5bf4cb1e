import { fold } from '../text/fold';

/** The ordinals that Chinese official papers number with, outermost first: 一、 （一） 1. （1） ①. */
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
const PATTERNS: readonly [MarkLevel, RegExp][] = [
  ['section', new RegExp(`^(?:第(${CN}|\\d{1,3})(?:部分|章|篇)[、:.]?|(${CN})\\s*(?:、|\\.))\\s*`)],
  ['sub', new RegExp(`^(?:\\(\\s*(${CN})\\s*\\)[、.]?|(?:任务|项目|事项|工程|行动|举措)(${CN})\\s*[、:.])\\s*`)],
  ['point', new RegExp(`^(?:(\\d{1,4})\\s*(?:\\\\?\\.(?!\\d)|、)|第(\\d{1,4}|${CN})项[、:.]?|(?:任务|项目|事项|工程|行动|举措)(\\d{1,3})\\s*[、:.])\\s*`)],
  ['subpoint', /^(?:\(\s*(\d{1,3})\s*\)|(\d{1,3})\)|([①-⑳]))[、.]?\s*/],
];

/** Reads the ordinal that a paragraph begins with; null where it begins with none. */
export function parseMark(text: string): Mark | null {
  const head = fold(text.slice(0, 24));
  for (const [level, pattern] of PATTERNS) {
    const match = pattern.exec(head);
    if (match) return { level, ordinal: match.slice(1).find((ordinal) => ordinal !== undefined) ?? '', length: match[0].length };
  }
  return null;
}
