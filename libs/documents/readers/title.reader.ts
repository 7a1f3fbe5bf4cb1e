import { parseDateLine } from '../grammar/date.parse';
import { documentNumberOf, endsIssuer, isPlanTitle, isTitleLine } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';

export const ANNOUNCED = /关于(?:印发|下发|转发)\s*(?:《(.+)》|([^《》]{4,60}?))\s*的通知/;
export const ATTACHMENT = /^附(?:件|表|录)\s*(?:\d{1,2}(?![\d年])|[一二三四五六七八九十]{1,2})?(?:[-—.]\d{1,2})?\s*[:：]?\s*/;
export const LETTERHEAD = /^(.{4,40}?)文件$/;
/** title: … in the head of a markdown file, 文件名称：… in a form. */
const TITLE_LABEL = /^(?:title|标题|文件名称|方案名称|计划名称)\s*[:：]\s*/i;
const LONGEST_LINE = 80;
/** A shorter line is no title by itself; it may be the end of one. */
const SHORTEST = 6;
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

/** （2026—2028年）, （试行） on a line of its own below the title. */
const SUFFIX = /^[（(](?!20\d\d年\d{1,2}月)[^（()）]{0,12}(?:年|稿|试行|草案|暂行|修订)[^（()）]{0,4}[)）]$/;
const LETTER = /关于.{4,60}的(?:通知|通报|函|意见|决定)$/;

/** 2026年工作要点 alone says not whose: the office stands on the line above. */
const BARE_TITLE = /^(?:20\d\d年(?:度)?)?(?:重点|主要)?(?:工作|改革)?(?:要点|计划|任务清单|任务分解表|任务分工|责任清单|工作安排)$/;

function officeAbove(paragraphs: readonly Paragraph[], at: number): Paragraph | null {
  const above = paragraphs[at - 1];
  return above && isShort(above) && endsIssuer(above.text) && !LETTERHEAD.test(above.text) && !parseMark(above.text) ? above : null;
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
    const words = withoutLayoutSpaces(paragraph.text.replace(ATTACHMENT, '').replace(TITLE_LABEL, ''));
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
    if (isPlanTitle(words) && (words.length >= SHORTEST || (titleAcross(paragraphs, at)?.used.length ?? 0) > 1)) {
      const across = ATTACHMENT.test(paragraph.text) || paragraph.heading > 0 ? null : titleAcross(paragraphs, at);
      const office = paragraph.heading > 0 || !BARE_TITLE.test(fold(words)) ? null : officeAbove(paragraphs, at);
      if (office) used.add(office);
      const below = paragraphs[at + 1];
      const suffix = below && SUFFIX.test(below.text.trim()) && parseDateLine(fold(below.text).trim().replace(/^\(|\)$/g, '')) === null ? below : null;
      for (const each of [...(across?.used ?? [paragraph]), ...(suffix ? [suffix] : [])]) used.add(each);
      const title = `${office ? withoutLayoutSpaces(office.text) : ''}${(across?.title ?? words).replace(TITLE_LABEL, '')}${suffix?.text.trim() ?? ''}`;
      return announced !== null && !comparableEnds(announced, title) ? announced : title;
    }
  }
  if (announced !== null) return announced;
  const letter = paragraphs.slice(0, MOST_SENTENCES).find((paragraph) => isShort(paragraph) && !parseMark(paragraph.text) && LETTER.test(withoutLayoutSpaces(paragraph.text)));
  if (letter) {
    used.add(letter);
    return withoutLayoutSpaces(letter.text);
  }
  const heading = paragraphs.find((paragraph) => paragraph.heading > 0 && isShort(paragraph) && !parseMark(paragraph.text)) ?? first;
  if (!heading) return null;
  used.add(heading);
  return withoutLayoutSpaces(heading.text.replace(ATTACHMENT, ''));
}

/** The announced title wins unless the title over the text says the same or more. */
function comparableEnds(announced: string, title: string): boolean {
  return title.includes(announced) || announced.includes(title);
}
