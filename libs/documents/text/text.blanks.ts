import { withoutWideLabels } from './source.lines';

/** Blanks between the characters of a text, as recognition of print and justified lines leave them: 加 强 重 点专科. */

const HAN = '\\u3400-\\u9FFF\\u3007';
const MARK = '（）()《》“”、，。：；:;%';
const BETWEEN = new RegExp(`(?<=[${HAN}${MARK}\\d]) (?=[${HAN}${MARK}])|(?<=[${HAN}${MARK}]) (?=\\d)`, 'g');
const PAIR = new RegExp(`[${HAN}] (?=[${HAN}])`, 'g');
const ANY = new RegExp(`[${HAN}]`, 'g');
/** Names and columns are parted by some blanks; only a text full of them has them for no reason. */
const LEAST_SHARE = 0.12;
const LEAST_BLANKS = 40;

/** Takes single blanks out where the text is full of them. Wide ones and runs of them part words, and stay. The lines stay the same. */
export function withoutStrayBlanks(written: string): string {
  const text = withoutWideLabels(written);
  const blanks = text.match(PAIR)?.length ?? 0;
  if (blanks < LEAST_BLANKS || blanks < (text.match(ANY)?.length ?? 0) * LEAST_SHARE) return text;
  return text.replace(BETWEEN, '');
}
