/** Hides what patterns must not read: names in quotation marks and the titles of other documents. */

const PAIRS: Record<string, string> = { '“': '”', '《': '》', '「': '」', '『': '』', '‘': '’', '〈': '〉', '"': '"' };
/** A name is short; an opening mark without its partner must not hide the rest of the text. */
const LONGEST_NAME = 80;
/** Stands for one hidden character: no pattern of this room matches it. */
export const HIDDEN = '\uE000';

/** Replaces each quoted stretch, marks included, by as many {@link HIDDEN} characters. Linear in the text. */
export function maskQuoted(text: string): string {
  let result = '';
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const close = PAIRS[text.charAt(i)];
    if (close === undefined) continue;
    const end = text.slice(i + 1, i + 1 + LONGEST_NAME).indexOf(close);
    if (end < 0) continue;
    result += text.slice(from, i) + HIDDEN.repeat(end + 2);
    i += end + 1;
    from = i + 1;
  }
  return result + text.slice(from);
}
