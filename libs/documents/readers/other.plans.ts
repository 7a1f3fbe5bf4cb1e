import type { Draft } from '#libs/supervision/plan/draft';
import { parseDateLine } from '../grammar/date.parse';
import { documentNumberOf, isPlanTitle } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { readParagraphs, type Paragraph } from '../text/paragraph.reader';
import type { Paper } from '../text/paper';
import { otherPlan, sameSubject } from './plan.subject';
import { readTextPlan, type TextOptions } from './text.plan.reader';
import { TableReader } from './table.rows';
import { ANNOUNCED, ATTACHMENT, isShort, LETTERHEAD, titleAcross } from './title.reader';

/** A paper that a file holds behind its first one. */
interface Beginning {
  title: string;
  /** First line of its head: number and letterhead stand above its title. */
  fromLine: number;
  /** It begins as papers do: under a number of its own, or behind the signature of the one before. */
  formal: boolean;
}

const FOOT = /^(?:抄送|印发|此件|\(此件|报[:：]|送[:：])/;
/** Kinds of papers that are plans by themselves; lists and tables mostly belong to the paper before them. */
const OWN_KIND = /(?:要点|方案|意见|计划|规划)(?:\(.{1,10}\))?$/;
const SHORTEST_INFORMAL = 12;
/** A file with more heads than this is no bundle of plans that anybody would take apart by hand. */
const MOST = 20;
/** So many titles are looked at. */
const MOST_TITLES = 200;

function isHeadLine(paragraph: Paragraph | undefined): boolean {
  return paragraph !== undefined && isShort(paragraph) && (documentNumberOf(paragraph.text) !== null || LETTERHEAD.test(withoutLayoutSpaces(paragraph.text)));
}

interface Title {
  words: string;
  from: Paragraph;
  attached: boolean;
  numbered: boolean;
}

/** The title of a plan at this paragraph, with the lines above it that belong to its head; null where there is none. */
function titleAt(paragraphs: readonly Paragraph[], at: number): Title | null {
  const paragraph = paragraphs[at];
  if (!paragraph || !isShort(paragraph) || parseMark(paragraph.text) || paragraph.heading > 2) return null;
  const own = withoutLayoutSpaces(paragraph.text.replace(ATTACHMENT, ''));
  if (own.length < 6 || (!isPlanTitle(own) && !ANNOUNCED.test(own))) return null;
  const across = ATTACHMENT.test(paragraph.text) || paragraph.heading > 0 ? null : titleAcross(paragraphs, at);
  let first = at - ((across?.used.length ?? 1) - 1);
  while (isHeadLine(paragraphs[first - 1])) first -= 1;
  const above = paragraphs.slice(first, at);
  const attached = ATTACHMENT.test(paragraph.text) || ATTACHMENT.test(paragraphs[first - 1]?.text ?? '');
  return { words: across?.title ?? own, from: paragraphs[first] ?? paragraph, attached, numbered: above.some((each) => documentNumberOf(each.text) !== null) };
}

const BEGINS = new Set(['一', '1']);

/** Where further plans may begin, by their heads alone. */
function beginnings(paper: Paper): Beginning[] {
  const table = new TableReader().read(paper.lines);
  const paragraphs = readParagraphs(table.rest);
  const titles = paragraphs.flatMap((paragraph, at) => {
    const title = titleAt(paragraphs, at);
    return title ? [{ ...title, at, line: paragraph.lines[0] ?? 0 }] : [];
  });
  const listed = (from: number, to: number): { line: number; begins: boolean } | null => {
    const header = table.headerLines.find((line) => line > from && line < to);
    const marked = paragraphs.find((each) => (each.lines[0] ?? 0) > from && (each.lines[0] ?? 0) < to && parseMark(each.text) !== null);
    const mark = marked && parseMark(marked.text);
    if (header !== undefined && header < (marked?.lines[0] ?? Infinity)) return { line: header, begins: true };
    return mark ? { line: marked.lines[0] ?? 0, begins: BEGINS.has(mark.ordinal) } : null;
  };
  const found: Beginning[] = [];
  let before = titles[0];
  for (const title of titles.slice(1, MOST_TITLES)) {
    if (!before || found.length >= MOST) break;
    const fromLine = title.from.lines[0] ?? title.line;
    if (sameSubject(before.words, title.words) || listed(before.line, fromLine) === null) continue;
    if (listed(title.line, Infinity)?.begins !== true) continue;
    const since = before.at;
    const signed = paragraphs.slice(since + 1, title.at).some(({ text }) => FOOT.test(fold(text)) || (text.length <= 24 && parseDateLine(fold(text)) !== null));
    const formal = !title.attached && (title.numbered || signed);
    if (!formal && !(OWN_KIND.test(fold(title.words)) && title.words.length >= SHORTEST_INFORMAL)) continue;
    found.push({ title: title.words, fromLine, formal });
    before = title;
  }
  return found;
}

function part(paper: Paper, from: number, to: number): Paper {
  return { ...paper, lines: paper.lines.filter(({ no }) => no >= from && no < to), asides: [] };
}

/**
 * Reads the first plan of a file. Further plans behind it are named with the lines where they stand and are not read into it: two papers have two
 * numbers 1, two issuers and two years, and an office that issues one must not issue the other with it.
 */
export function readFirstPlan(paper: Paper, options: TextOptions): Draft {
  const starts = beginnings(paper);
  if (starts.length === 0) return readTextPlan(paper, options);
  const lists = (from: number, to: number): boolean => readTextPlan(part(paper, from, to), options).items.some(({ number }) => number !== '');
  const others: { title: string; from: number }[] = [];
  let from = 1;
  starts.forEach(({ title, fromLine }, i) => {
    // A head alone proves nothing: what is cut off must be a plan, and what is left one too.
    if (!lists(from, fromLine) || !lists(fromLine, starts[i + 1]?.fromLine ?? Infinity)) return;
    others.push({ title, from: fromLine });
    from = fromLine;
  });
  const end = others[0]?.from;
  if (end === undefined) return readTextPlan(paper, options);
  const told = others.map(({ title, from: begins }, i) => {
    const lines = paper.lines.filter(({ no, text }) => no >= begins && no < (others[i + 1]?.from ?? Infinity) && text !== '').map(({ no }) => no);
    return { line: begins, lines, text: title, ...otherPlan(`第${begins}行`, `line ${begins}`) };
  });
  return readTextPlan({ ...paper, lines: paper.lines.filter(({ no }) => no < end), asides: [...paper.asides, ...told] }, options);
}
