import { parseNumber } from '#libs/supervision/text/numeral';
import { fold } from '../text/fold';

/** A number of items or categories that the prose promises: 50个重点项目, 从5个方面. */
export interface Announced {
  count: number;
  of: 'items' | 'categories';
  approximate: boolean;
  text: string;
}

const NUMBER = '(\\d{1,4}|[一二三四五六七八九十百两]{1,4})';
const ITEMS = new RegExp(
  `(?<![\\d第.+])${NUMBER}\\s*[个项条]\\s*(左右|余|多)?\\s*(?:[\\u4e00-\\u9fa5]{0,6}?)(?:重点项目|重点任务|重点工作|工作任务|具体任务|具体举措|具体措施|项目|任务|事项|举措|措施|试点内容)`,
  'g',
);
const CATEGORIES = new RegExp(`(?:从|分为?|共|涉及|围绕|包括)\\s*${NUMBER}\\s*(?:个方面|大类|个大类|个类别|个板块|个领域)`, 'g');

/** The counts announced in a paragraph. Small numbers in Chinese digits are figures of speech more often than counts. */
export function readAnnounced(text: string): Announced[] {
  const folded = fold(text);
  const found: Announced[] = [];
  for (const [of, pattern] of [
    ['items', ITEMS],
    ['categories', CATEGORIES],
  ] as const) {
    for (const match of folded.matchAll(pattern)) {
      const count = parseNumber(match[1] ?? '');
      if (count === null || count < 2 || (of === 'items' && count < (/^\d/.test(match[1] ?? '') ? 5 : 20))) continue;
      found.push({ count, of, approximate: match[2] !== undefined, text: text.slice(match.index, match.index + match[0].length) });
    }
  }
  return found;
}
