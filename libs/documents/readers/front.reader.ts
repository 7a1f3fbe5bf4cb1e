import { parseDateLine } from '../grammar/date.parse';
import { documentNumberOf, endsIssuer, isTitleLine } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';
import { ATTACHMENT, findTitle, isShort, LETTERHEAD } from './title.reader';

/** What an official paper says about itself at its head and foot. */
export interface Front {
  title: string | null;
  documentNumber: string | null;
  issuer: string | null;
  /** `YYYY-MM-DD` */
  issuedOn: string | null;
  /** Of a head that says no day: （2026年3月）. */
  headYear?: string;
  /** Paragraphs that say it: they are neither items nor prose. */
  used: Set<Paragraph>;
  /** The text begins with a sentence, before any title, number or salutation. */
  beginsMidway: Paragraph | null;
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
    const continues =
      isShort(before) &&
      before.heading === 0 &&
      /(?:暨|和|与|及|、|改革|建设|推进|工作|队伍|[省市区县])$/.test(before.text) &&
      !endsIssuer(before.text) &&
      !isTitleLine(before.text) &&
      !ATTACHMENT.test(before.text) &&
      documentNumberOf(before.text) === null &&
      !/第\s*\d+\s*期/.test(before.text);
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

const LABELLED_DATE = /^(?:印发|发布|发文|成文|制定|编制|制表)?(?:日期|时间):(.+)$/;
const LABELLED_ISSUER = /^(?:发布|发文|印发|制定)(?:单位|机关|部门):(.{2,40})$/;
const LABELLED_NUMBER = /^(?:发文字号|文号|发文号|文件编号):(.+)$/;
/** 2026年3月, （市政府办公室 2026年3月）. */
const MONTH_LINE = /^\(?(?:[\u4e00-\u9fa5]{2,22}(?:办公室|政府|委员会|局|委|办|厅|部|会|公司|集团|院|校|组)\s+)?(20\d\d)\s*年\s*\d{1,2}\s*月\s*\)?$/;
/** Several labels on one line. */
const PARTED = /\s{2,}|\s+(?=[\u4e00-\u9fa5]{2,4}(?:日期|时间|单位|机关|文号)[:：])/;
/** Lines that a head takes. */
const HEAD_LINES = 40;

interface Labelled {
  issuer: string | null;
  date: string | null;
  number: string | null;
}

/** 发文单位：…, 印发日期：…: a head in labelled lines. */
function readLabelledHead(paragraphs: readonly Paragraph[], used: Set<Paragraph>): Labelled {
  const found: Labelled = { issuer: null, date: null, number: null };
  for (const paragraph of paragraphs.slice(0, HEAD_LINES)) {
    // Several labels on one line are parted by wide spaces.
    const parts = paragraph.text.length > 120 ? [] : paragraph.text.split(PARTED).map((part) => fold(part).replace(/\s+/g, ''));
    const first = (pattern: RegExp): string => parts.map((part) => pattern.exec(part)?.[1]).find((words) => words !== undefined) ?? '';
    const date = parseDateLine(first(LABELLED_DATE));
    const number = documentNumberOf(first(LABELLED_NUMBER));
    const issuer = first(LABELLED_ISSUER) || null;
    if (date === null && number === null && issuer === null) continue;
    used.add(paragraph);
    found.date ??= date;
    found.number ??= number;
    found.issuer ??= issuer;
  }
  return found;
}

/** 某某办公室　2026年4月8日印发, below the text. */
function imprintDate(paragraphs: readonly Paragraph[], used: Set<Paragraph>): string | null {
  for (const paragraph of paragraphs.slice(-HEAD_LINES)) {
    const words = /^.{0,40}?(20\d\d年\d{1,2}月\d{1,2}日)印发$/.exec(fold(paragraph.text).replace(/\s+/g, ''))?.[1];
    const date = words === undefined ? null : parseDateLine(words);
    if (date === null) continue;
    used.add(paragraph);
    return date;
  }
  return null;
}

/** Reads title, number, issuer and date. A paper may lack any of them: null then, never a guess. */
export function readFront(paragraphs: readonly Paragraph[]): Front {
  const used = new Set<Paragraph>();
  const signature = findSignature(paragraphs);
  if (signature) for (const paragraph of paragraphs.slice(signature.from, signature.to + 1)) used.add(paragraph);
  let documentNumber: string | null = null;
  let letterhead: string | null = null;
  const labelled = readLabelledHead(paragraphs, used);
  for (const paragraph of paragraphs.slice(0, HEAD_LINES)) {
    if (!isShort(paragraph)) continue;
    const number = documentNumberOf(paragraph.text);
    const head = LETTERHEAD.exec(withoutLayoutSpaces(paragraph.text))?.[1];
    if (number !== null) documentNumber ??= number;
    if (head !== undefined) letterhead ??= head;
    if (number !== null || head !== undefined || ATTACHMENT.test(paragraph.text)) used.add(paragraph);
  }
  const title = findTitle(paragraphs, used);
  const body = paragraphs.findIndex(({ text }) => parseMark(text) !== null);
  const month = paragraphs.slice(0, body < 0 ? HEAD_LINES : Math.min(body, HEAD_LINES)).find(({ text }) => MONTH_LINE.test(fold(text)));
  if (month) used.add(month);
  const headYear = MONTH_LINE.exec(fold(month?.text ?? ''))?.[1];
  const opening = paragraphs[0];
  const midway =
    opening &&
    opening.heading === 0 &&
    /[。]/.test(opening.text) &&
    opening.text.length > 40 &&
    !parseMark(opening.text) &&
    !/^(?:为|根据|按照|现将|各)/.test(opening.text) &&
    signature !== null;
  return {
    title,
    documentNumber: documentNumber ?? labelled.number,
    issuer: signature?.issuer ?? letterhead ?? labelled.issuer,
    issuedOn: signature?.date ?? labelled.date ?? imprintDate(paragraphs, used),
    ...(headYear === undefined ? {} : { headYear }),
    used,
    beginsMidway: midway ? opening : null,
  };
}
