import type { Paragraph } from '../text/paragraph.reader';

/** （某市总工会 张三）: a unit and a person between brackets, and nothing else. */
const AUTHOR = /^[(（][\u4e00-\u9fa5]{3,30}[\s\u3000]+[\u4e00-\u9fa5·]{2,5}[)）]$/;

/**
 * The paragraph that names the author of a bulletin, behind its last words. Where several paragraphs have that form they
 * say who does what, and none is an author.
 */
export function findAuthor(paragraphs: readonly Paragraph[], isFoot: (text: string) => boolean): Paragraph | null {
  const named = paragraphs.filter(({ text }) => AUTHOR.test(text.trim()));
  const [only] = named;
  if (!only || named.length > 1) return null;
  return paragraphs.slice(paragraphs.indexOf(only) + 1).every(({ text }) => isFoot(text) || /^[-—=_*\s]*$/.test(text)) ? only : null;
}
