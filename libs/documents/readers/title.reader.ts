import { parseDateLine } from '../grammar/date.parse';
import { documentNumberOf, endsIssuer, isPlanTitle, isTitleLine } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';

export const ANNOUNCED = /关于(?:印发|下发|转发)\s*(?:《(.+)》|([^《》]{4,60}?))\s*的通知/;
export const ATTACHMENT = /^附件\s*\d*\s*[:：]?\s*/;
export const LETTERHEAD = /^(.{4,40}?)文件$/;
const LONGEST_LINE = 80;
/** After so many sentences the text itself has begun: its ordinals are no titles any more, and soon nothing is. */
const BODY_SENTENCES = 3;
const MOST_SENTENCES = 12;

function isSentence(text: string): boolean {
  return /[。；;]/.test(text) || /[:：]$/.test(text);
}

/** A line that can be a title, a name or a date. */
export function isShort(paragraph: Paragraph): boolean {
  return paragraph.text.length <= LONGEST_LINE && !isSentence(paragraph.text);
}

/** Lines that a title was broken into, up to the one that ends like a title. */
export function titleAcross(paragraphs: readonly Paragraph[], at: number): { title: string; used: Paragraph[] } | null {
  const used: Paragraph[] = [];
  for (let i = at; i >= 0 && i > at - 3; i -= 1) {
    const paragraph = paragraphs[i];
    if (
      !paragraph ||
      !isShort(paragraph) ||
      parseMark(paragraph.text) ||
      (i < at &&
        (/^[(（].*[)）]$/.test(paragraph.text.trim()) ||
          isTitleLine(paragraph.text) ||
          endsIssuer(paragraph.text) ||
          LETTERHEAD.test(paragraph.text) ||
          ATTACHMENT.test(paragraph.text) ||
          documentNumberOf(paragraph.text) !== null ||
          parseDateLine(fold(paragraph.text)) !== null ||
          paragraph.heading !== paragraphs[at]?.heading))
    )
      break;
    used.unshift(paragraph);
  }
  return used.length === 0 ? null : { title: withoutLayoutSpaces(used.map(({ text }) => text).join('')), used };
}

/** The title of the plan, not of the letter that carries it; null where no line can be one. What it is read from goes into `used`. */
export function findTitle(paragraphs: readonly Paragraph[], used: Set<Paragraph>): string | null {
  let announced: string | null = null;
  let first: Paragraph | null = null;
  let sentences = 0;
  for (let at = 0; at < paragraphs.length; at += 1) {
    const paragraph = paragraphs[at];
    if (!paragraph || sentences > MOST_SENTENCES) break;
    const mark = parseMark(paragraph.text);
    if (mark && sentences >= BODY_SENTENCES) break;
    if (isSentence(paragraph.text) && !mark) sentences += 1;
    if (!isShort(paragraph)) continue;
    const words = withoutLayoutSpaces(paragraph.text.replace(ATTACHMENT, ''));
    const letter = ANNOUNCED.exec(words);
    const named = letter?.[1] ?? letter?.[2];
    if (named) {
      announced ??= named;
      used.add(paragraph);
      continue;
    }
    if (mark || (used.has(paragraph) && !isPlanTitle(words))) continue;
    first ??=
      words.length >= 6 && !LETTERHEAD.test(words) && documentNumberOf(words) === null && parseDateLine(fold(words)) === null && !endsIssuer(words)
        ? paragraph
        : null;
    if (isPlanTitle(words) && words.length >= 6) {
      const across = ATTACHMENT.test(paragraph.text) || paragraph.heading > 0 ? null : titleAcross(paragraphs, at);
      for (const each of across?.used ?? [paragraph]) used.add(each);
      const title = across?.title ?? words;
      return announced !== null && !comparableEnds(announced, title) ? announced : title;
    }
  }
  if (announced !== null) return announced;
  const heading = paragraphs.find((paragraph) => paragraph.heading > 0 && isShort(paragraph) && !parseMark(paragraph.text)) ?? first;
  if (!heading) return null;
  used.add(heading);
  return withoutLayoutSpaces(heading.text.replace(ATTACHMENT, ''));
}

/** The announced title wins unless the title over the text says the same or more. */
function comparableEnds(announced: string, title: string): boolean {
  return title.includes(announced) || announced.includes(title);
}
