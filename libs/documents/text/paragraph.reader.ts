import { labelAtHead, tornLabel } from '../grammar/label.forms';
import { looksLikeUnit } from '../grammar/unit.shape';
import { isTextLabel, isUnitLabel, roleOfLabel } from '../grammar/units.label';
import { parseUnitNames } from '../grammar/units.list';
import { parseMark } from '../grammar/mark.parse';
import { parseDateLine } from '../grammar/date.parse';
import { isDocumentNumber, isTitleLine } from '../grammar/front.parse';
import { fold } from './fold';
import { isFurniture, type SourceLine } from './source.lines';

/** A paragraph put together again from the lines that page breaks and wrapping tore it into. */
export interface Paragraph {
  /** Without markup; leading ordinal included. */
  text: string;
  /** Level of a markdown heading, 0 for running text. */
  heading: number;
  /** The bold words that it begins with, without markup; null where it does not. */
  boldLead: string | null;
  /** Numbers of the lines with text in it. */
  lines: number[];
}

/** A paragraph that takes more joins than this is rather a bracket that was never closed. */
const MOST_JOINS = 12;
/** In characters: shorter lines without an end are titles, signatures, salutations; longer ones are torn. */
const TORN_LENGTH = 28;

/** Running heads: short lines that come again on every page. */
function runningHeads(lines: readonly SourceLine[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text } of lines) if (text !== '' && text.length <= 40) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set(
    [...counts]
      .filter(([text, count]) => count >= 3 && !/[。：:；;、，,]/.test(text) && !text.startsWith('#') && parseMark(text) === null)
      .map(([text]) => text),
  );
}

/** Whether the points of this text carry on in the line of their title, so that a point without a full stop must be torn. */
function titlesInline(lines: readonly SourceLine[]): boolean {
  const points = lines.filter(({ text }) => {
    const mark = parseMark(stripMarkup(text));
    const label = labelAtHead(stripMarkup(text).slice(mark?.length ?? 0));
    return mark !== null && mark.level !== 'section' && !isUnitLabel(label ?? '');
  });
  return points.length > 0 && points.filter(({ text }) => /[。：:]/.test(text)).length >= points.length * 0.6;
}

/** The width at which a hard-wrapped text breaks its lines; in other texts the length of a long paragraph. */
function wrapWidth(lines: readonly SourceLine[]): number {
  const lengths = lines
    .map(({ text }) => text.length)
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? TORN_LENGTH;
}

export function stripMarkup(text: string): string {
  return text
    .replace(/^#{1,6}\s*/, '')
    .replace(/^>\s*/, '')
    .replace(/^(?:[-*+]\s+|[•●○■□◆◇▪▶►▷➢➤✦※·√]\s*){1,2}(?=[^\s\d])/, '')
    .replace(/\*\*|__/g, '')
    .replace(/(?<!\*)\*([\u4e00-\u9fa5]{2,10}[:：]?)\*(?=\s*[:：\u4e00-\u9fa5])/g, '$1')
    .replace(/^(\d{1,4})\\\./, '$1.')
    .trim();
}

/** Between words of letters a line break is a blank; a number goes on in the next line. */
export function glueBetween(before: string, behind: string): string {
  if (/[\d,.]$/.test(before) && /^\d/.test(behind)) return '';
  return /[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z0-9]/.test(behind) ? ' ' : '';
}

class Open {
  private readonly parts: string[];
  readonly lines: number[];
  private depth = 0;
  private bold = false;
  joins = 0;
  length = 0;
  private last = '';
  constructor(
    readonly heading: number,
    line: SourceLine,
    private readonly raw: string,
  ) {
    this.parts = [];
    this.lines = [];
    this.add(line, raw);
  }

  add(line: SourceLine, raw: string): void {
    const text = stripMarkup(raw);
    for (const char of fold(text)) {
      if (char === '(') this.depth += 1;
      else if (char === ')') this.depth = Math.max(0, this.depth - 1);
    }
    if ((raw.match(/\*\*/g)?.length ?? 0) % 2 === 1) this.bold = !this.bold;
    const glue = glueBetween(this.last, text);
    this.parts.push(glue + text);
    this.lines.push(line.no, ...(line.more ?? []));
    this.length += text.length;
    this.last = text;
  }

  get unclosed(): boolean {
    return (this.depth > 0 || this.bold) && this.joins < MOST_JOINS;
  }
  /** The title of a paper is torn: its end must stand in the next line. */
  tornTitle(next: string): boolean {
    if (/关于(?:印发|下发|转发|公布|发布)$/.test(this.last) && /^《/.test(next)) return true;
    const open = this.last.lastIndexOf('《');
    return open >= 0 && this.last.indexOf('》', open) < 0 && next.slice(0, 60).includes('》');
  }

  get unfinishedList(): boolean {
    return /[、，,]$/.test(this.last) || (/[^、，。]和$/.test(this.last) && this.length >= TORN_LENGTH);
  }

  /** Ends in sentence punctuation, or in a bracket that follows a sentence or is the whole paragraph. */
  get ended(): boolean {
    const folded = fold(this.last);
    if (/[。!?;:…][”"’」』]*$/.test(folded)) return true;
    if (!folded.endsWith(')')) return false;
    const opening = folded.lastIndexOf('(');
    return (
      opening <= 0 || /[。!?;][”"]*$/.test(folded.slice(0, opening)) || /(?:牵头|配合|参与|责任|实施|负责|主办|协办|承办)/.test(folded.slice(opening))
    );
  }

  get text(): string {
    return this.parts.join('');
  }

  close(): Paragraph {
    const lead = /^(?:#+\s*)?(?:[^*\u4e00-\u9fa5]{1,8}|[（(]?[一二三四五六七八九十]{1,3}[）)、.]\s*)?\*\*(.+?)\*\*/.exec(this.raw);
    return { text: this.text, heading: this.heading, boldLead: lead?.[1] ? stripMarkup(lead[1]) : null, lines: this.lines };
  }
}

/** 责任单位：市总工会、市妇联: a sentence below it is no part of the list. */
function isListOfUnits(text: string): boolean {
  const role = roleOfLabel(labelAtHead(text) ?? '');
  return role !== null && role !== 'time';
}

/** 牵头单位：…, 工作内容：…: a line of its own. */
function beginsWithLabel(text: string): boolean {
  const label = labelAtHead(text);
  return label !== null && (isUnitLabel(label) || isTextLabel(label));
}

function standsAlone(text: string): boolean {
  const folded = fold(text);
  return parseDateLine(folded) !== null || isDocumentNumber(text) || (text.length <= 100 && !/[。;]/.test(folded) && isTitleLine(text));
}

/**
 * Joins lines to paragraphs. A paragraph goes on over blank lines and page breaks while a bracket or bold type is open,
 * a list is unfinished, or it is too long to be a title and has no end; it never goes on into a heading or an ordinal.
 */
export function readParagraphs(lines: readonly SourceLine[]): Paragraph[] {
  const heads = runningHeads(lines);
  const inline = titlesInline(lines);
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  let open: Open | null = null;
  let lastNo = 0;
  let gap = false;

  const goesOn = (current: Open, raw: string): boolean => {
    const text = stripMarkup(raw);
    if (/^#{1,6}\s/.test(raw) || parseMark(text) !== null) return false;
    if (!current.unclosed && isListOfUnits(current.text) && !/^[、，,]/.test(text) && !parseUnitNames(text).names.some(looksLikeUnit) && /[。；;]$/.test(text)) return false;
    if (tornLabel(current.text, labelAtHead(text) ?? '')) return true;
    // …实施方 over 案: a title that its line was too short for.
    if (text.length <= 4 && current.text.length <= 60 && !isTitleLine(current.text) && isTitleLine(current.text + text) && !/[，。；：、,;:]/.test(current.text)) return true;
    if (current.unclosed || current.unfinishedList || current.tornTitle(text)) return true;
    if (current.heading > 0 || current.ended || beginsWithLabel(text) || (labelAtHead(text) !== null && labelAtHead(current.text) !== null) || standsAlone(text) || standsAlone(current.text)) return false;
    // 由市司法局牵头…: who does it stands on a line of its own, the line above is the title.
    if (/^由[^。]{2,60}(?:牵头|负责|会同|承办)/.test(fold(text)) && !/[，、,]/.test(current.text)) return false;
    const mark = parseMark(current.text);
    if (mark && mark.level !== 'section' && !/[。:]/.test(fold(current.text))) return inline || current.length >= width * 0.8;
    // A line without any punctuation is a title or a name, unless the text is wrapped and it fills its line.
    if (!/[，、。；：,;:]/.test(current.text) && current.length < TORN_LENGTH * 2)
      return !gap && width < TORN_LENGTH * 2 && current.length >= width * 0.8;
    return current.length >= Math.min(TORN_LENGTH, Math.max(12, width * 0.8));
  };

  for (const line of lines) {
    if (line.no > lastNo + 1 && open) {
      // Lines between were a table.
      paragraphs.push(open.close());
      open = null;
    }
    lastNo = line.no;
    if (line.text === '' || isFurniture(line.text) || heads.has(line.text)) {
      gap = true;
      continue;
    }
    const raw = line.text.replace(/[\t\n]+/g, ' ');
    if (open && goesOn(open, raw)) {
      open.add(line, raw);
      open.joins += 1;
    } else {
      if (open) paragraphs.push(open.close());
      open = new Open(/^(#{1,6})\s/.exec(raw)?.[1]?.length ?? 0, line, raw);
    }
    gap = false;
  }
  if (open) paragraphs.push(open.close());
  return paragraphs;
}
