import { parseDateLine } from '../grammar/date.parse';
import { documentNumberOf, endsIssuer, isPlanTitle, isTitleLine } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';

/** What an official paper says about itself at its head and foot. */
export interface Front {
  title: string | null;
  documentNumber: string | null;
  issuer: string | null;
  /** `YYYY-MM-DD` */
  issuedOn: string | null;
  /** Paragraphs that say it: they are neither items nor prose. */
  used: Set<Paragraph>;
  /** The text begins with a sentence, before any title, number or salutation. */
  beginsMidway: Paragraph | null;
}

const ANNOUNCED = /关于(?:印发|下发|转发)\s*(?:《(.+)》|([^《》]{4,60}?))\s*的通知/;
const ATTACHMENT = /^附件\s*\d*\s*[:：]?\s*/;
const LETTERHEAD = /^(.{4,40}?)文件$/;
const LONGEST_LINE = 80;
/** The text itself has begun: headings from here on are its sections. */
const BODY = 3;

function isSentence(text: string): boolean {
  return /[。；;]/.test(text) || /[:：]$/.test(text);
}

function isShort(paragraph: Paragraph): boolean {
  return paragraph.text.length <= LONGEST_LINE && !isSentence(paragraph.text);
}

/** The last lines before a date that make up a name: a long issuer is set on two lines. */
function issuerBefore(paragraphs: readonly Paragraph[], dateAt: number): { name: string; from: number } | null {
  let at = dateAt - 1;
  while (at >= 0 && /^\(.*\)$/.test(fold(paragraphs[at]?.text ?? '').trim())) at -= 1;
  const last = paragraphs[at];
  if (!last || !isShort(last) || !endsIssuer(last.text) || parseMark(last.text)) return null;
  let name = last.text;
  let from = at;
  for (let before = paragraphs[from - 1]; before && from > dateAt - 5; before = paragraphs[from - 1]) {
    // A line above goes on in this one only where it is no name, number or title by itself.
    const continues = isShort(before) && before.heading === 0 && /(?:暨|和|与|及|、|改革|建设|推进|工作|队伍|[省市区县])$/.test(before.text) && !endsIssuer(before.text) && !isTitleLine(before.text) && !ATTACHMENT.test(before.text) && documentNumberOf(before.text) === null && !/第\s*\d+\s*期/.test(before.text);
    if (!continues) break;
    name = `${before.text}${name}`;
    from -= 1;
  }
  return { name: withoutLayoutSpaces(name), from };
}

function findSignature(paragraphs: readonly Paragraph[]): { issuer: string | null; date: string; from: number; to: number } | null {
  let dateOnly: { issuer: null; date: string; from: number; to: number } | null = null;
  for (let at = 0; at < paragraphs.length; at += 1) {
    const text = paragraphs[at]?.text ?? '';
    const date = text.length <= 24 ? parseDateLine(fold(text)) : null;
    if (date === null) continue;
    const issuer = issuerBefore(paragraphs, at);
    if (issuer) return { issuer: issuer.name, date, from: issuer.from, to: at };
    dateOnly ??= { issuer: null, date, from: at, to: at };
  }
  return dateOnly;
}

/** Lines that a title was broken into, up to the one that ends like a title. */
function titleAcross(paragraphs: readonly Paragraph[], at: number): { title: string; used: Paragraph[] } | null {
  const used: Paragraph[] = [];
  for (let i = at; i >= 0 && i > at - 3; i -= 1) {
    const paragraph = paragraphs[i];
    if (!paragraph || !isShort(paragraph) || parseMark(paragraph.text) || (i < at && (isTitleLine(paragraph.text) || endsIssuer(paragraph.text) || LETTERHEAD.test(paragraph.text) || ATTACHMENT.test(paragraph.text) || documentNumberOf(paragraph.text) !== null || parseDateLine(fold(paragraph.text)) !== null || paragraph.heading !== paragraphs[at]?.heading))) break;
    used.unshift(paragraph);
  }
  return used.length === 0 ? null : { title: withoutLayoutSpaces(used.map(({ text }) => text).join('')), used };
}

function findTitle(paragraphs: readonly Paragraph[], used: Set<Paragraph>): string | null {
  let announced: string | null = null;
  let first: Paragraph | null = null;
  let sentences = 0;
  for (let at = 0; at < paragraphs.length; at += 1) {
    const paragraph = paragraphs[at];
    if (!paragraph || sentences > BODY * 4) break;
    const mark = parseMark(paragraph.text);
    if (mark && sentences >= BODY) break;
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
    if (mark || used.has(paragraph) && !isPlanTitle(words)) continue;
    first ??= words.length >= 6 && !LETTERHEAD.test(words) && documentNumberOf(words) === null && parseDateLine(fold(words)) === null && !endsIssuer(words) ? paragraph : null;
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

/** Reads title, number, issuer and date. A paper may lack any of them: null then, never a guess. */
export function readFront(paragraphs: readonly Paragraph[]): Front {
  const used = new Set<Paragraph>();
  const signature = findSignature(paragraphs);
  if (signature) for (const paragraph of paragraphs.slice(signature.from, signature.to + 1)) used.add(paragraph);
  let documentNumber: string | null = null;
  let letterhead: string | null = null;
  for (const paragraph of paragraphs.slice(0, 40)) {
    if (!isShort(paragraph)) continue;
    const number = documentNumberOf(paragraph.text);
    const head = LETTERHEAD.exec(withoutLayoutSpaces(paragraph.text))?.[1];
    if (number !== null) documentNumber ??= number;
    if (head !== undefined) letterhead ??= head;
    if (number !== null || head !== undefined || ATTACHMENT.test(paragraph.text)) used.add(paragraph);
  }
  const title = findTitle(paragraphs, used);
  const opening = paragraphs[0];
  const midway = opening && opening.heading === 0 && /[。]/.test(opening.text) && opening.text.length > 40 && !parseMark(opening.text) && !/^(?:为|根据|按照|现将|各)/.test(opening.text) && signature !== null;
  return { title, documentNumber, issuer: signature?.issuer ?? letterhead, issuedOn: signature?.date ?? null, used, beginsMidway: midway ? opening : null };
}
