import { labelAtHead } from '../grammar/label.forms';
import { MARK_LEVELS, parseMark, type MarkLevel } from '../grammar/mark.parse';
import { surelyUnit } from '../grammar/unit.shape';
import { parseUnitNames } from '../grammar/units.list';
import { isTextLabel, isUnitLabel, kindOfLabel, roleOfLabel } from '../grammar/units.label';
import { takeUnits } from '../grammar/units.find';
import type { NamedUnits } from '../grammar/units.named';
import { boxedHeadings, findEntries } from './entries.find';
import { fold, withoutLayoutSpaces } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';

/** A numbered point with the paragraphs under it, up to the next ordinal. */
export interface PointNode {
  level: MarkLevel;
  ordinal: string;
  /** First paragraph without its ordinal. */
  head: string;
  /** The ordinal as written, with what follows it up to the head. */
  mark: string;
  boldLead: string | null;
  body: string[];
  /** Lines of each part of the body. */
  bodyLines: number[][];
  lines: number[];
  /** Headings above it, outermost first, as written. */
  path: { level: MarkLevel; ordinal: string; title: string }[];
  units: NamedUnits | null;
}

/** What tells a point from others. */
export const keyOf = ({ level, ordinal, ...point }: { level: MarkLevel; ordinal: string; title?: string; head?: string }): string => `${level} ${ordinal} ${point.title ?? headingTitle(point.head ?? '')}`;

const LONGEST_HEADING = 120;

/** The words of a heading without ordinal; only the first sentence where text goes on behind it. */
export function headingTitle(written: string): string {
  const text = written.length <= LONGEST_HEADING && /[（(【]/.test(written) ? takeUnits(written).text : written;
  const mark = parseMark(text);
  const words = text.slice(mark?.length ?? 0);
  const end = words.search(/[。；：:;]/);
  return withoutLayoutSpaces(end > 0 ? words.slice(0, end) : words);
}

function hasNames(units: NamedUnits | null): boolean {
  return units !== null && units.leads.length + units.participants.length + units.units.length > 0;
}

export function namesUnits(node: PointNode): boolean {
  return hasNames(node.units);
}

/** 责任单位。市数据局牵头: a label before a full stop, as a point's title stands. */
const STOPPED = /^\s*([\u4e00-\u9fa5]{2,8})。\s*(?=\S)/;

function fieldAtHead(words: string): string | null {
  return labelAtHead(words) ?? STOPPED.exec(words)?.[1] ?? null;
}

/** 1.主要任务：…, 2.责任分工：…, 3.完成时限：… again and again: what is counted are the fields of an item. */
function numberedFields(paragraphs: readonly Paragraph[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  let ofUnits = 0;
  for (const { text } of paragraphs) {
    const mark = parseMark(text);
    const label = mark && mark.level !== 'section' ? fieldAtHead(text.slice(mark.length)) : null;
    if (label === null) continue;
    if (kindOfLabel(label) !== null) ofUnits += 1;
    else if (isTextLabel(label)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Set(ofUnits < 2 ? [] : [...counts].filter(([, count]) => count > 1).map(([label]) => label));
}

/** （一）牵头单位：市总工会: the ordinal counts what is said of an item, it begins none. */
function withoutMarkOfLabel(paragraph: Paragraph, fields: ReadonlySet<string>): Paragraph {
  const mark = parseMark(paragraph.text);
  if (!mark || mark.level === 'section') return paragraph;
  const words = paragraph.text.slice(mark.length);
  const label = fieldAtHead(words);
  return label !== null && (kindOfLabel(label) !== null || fields.has(label)) ? { ...paragraph, text: words.replace(STOPPED, '$1：') } : paragraph;
}

/** 【一季度】, 3月份重点工作：: when what stands below is due, as a heading without an ordinal. */
const TIME_HEADING = /^[【[(]?\s*(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?:的?(?:重点|主要)?(?:工作|任务|事项|安排|计划|清单)*)?\s*[】\])]?\s*[:]?$/;

/** Such headings count where a paper has several. */
function timeHeadings(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const found = paragraphs.filter(({ text }) => text.length <= 24 && TIME_HEADING.test(fold(text)));
  return new Set(found.length > 1 ? found : []);
}

const UNIT_HEADING = /^([^，。；;,]{2,40}?)(?:[（(]\s*(?:共)?\d{1,3}[项条件个]\s*[)）])?[:：]?$/;

/** 市发改委 on a line of its own above the points that it has: several such lines are headings without an ordinal. */
function unitHeadings(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const found = paragraphs.filter(({ text, heading }, at) => {
    const next = paragraphs[at + 1];
    const words = text.length <= 40 && heading === 0 && next !== undefined && parseMark(text) === null && parseMark(next.text) !== null ? UNIT_HEADING.exec(text)?.[1] : undefined;
    return words !== undefined && parseUnitNames(words).names.every((name) => surelyUnit(name) && !/^各/.test(name));
  });
  return new Set(found.length > 1 ? found : []);
}

/** 责任单位：市人社局 above the points that it has, in each group: by heading the words that name it. */
function labelledHeadings(paragraphs: readonly Paragraph[]): ReadonlyMap<Paragraph, string> {
  const found = paragraphs.flatMap((paragraph, at) => {
    const label = paragraph.heading === 0 && paragraph.text.length <= LONGEST_HEADING ? labelAtHead(paragraph.text) : null;
    const role = label === null ? null : roleOfLabel(label);
    // Right below a heading it speaks of that heading's points.
    const before = parseMark(paragraphs[at - 1]?.text ?? '');
    if ((role !== 'lead' && role !== 'unmarked') || before?.level === 'section' || before?.level === 'sub') return [];
    const words = paragraph.text.replace(/^[^:：]*[:：]\s*/, '').replace(/[。；;]$/, '');
    const names = parseUnitNames(words).names;
    return names.length > 0 && names.every(surelyUnit) ? [{ paragraph, at, words: role === 'lead' ? `${words}牵头` : words }] : [];
  });
  const firstPoint = paragraphs.findIndex(({ text }) => ['point', 'subpoint'].includes(parseMark(text)?.level ?? ''));
  const above = found.length > 1 && (found[0]?.at ?? Infinity) < firstPoint && found.every(({ at }) => parseMark(paragraphs[at + 1]?.text ?? '') !== null);
  return new Map(above ? found.map(({ paragraph, words }) => [paragraph, words]) : []);
}

const DASHES = /^\s*[—–-]{1,2}\s*/;

/** Inner ordinals of one paragraph: 一是…二是…, ①…②…, （1）…（2）…. */
const INNER = /(?<=[。；;）)】\s]|^)(?=(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|[（(]\d{1,2}[)）])(?!\d|以下|以上))/;

/** 一是推行…。（责任单位：…）二是…。（责任单位：…）: one paragraph that counts several matters, each with its own units, as so many. */
function apartByOrdinals(paragraph: Paragraph): Paragraph[] {
  const parts = paragraph.text.split(INNER);
  if (parts.length < 2) return [paragraph];
  const first = parseMark(parts[0] ?? '')?.level === 'subpoint' ? 0 : 1;
  const counted = parts.slice(first);
  const each = counted.length >= 2 && counted.every((part) => hasNames(takeUnits(part.trim()).units) && /[)）】]\s*[。；;]?\s*$/.test(part));
  if (!each) return [paragraph];
  return parts.filter((part) => part.trim() !== '').map((part) => ({ ...paragraph, text: part.trim(), boldLead: null }));
}

/**
 * Builds the tree of ordinals. Paragraphs without one belong to the point before, until `endsPoint` says that the paper's
 * foot begins; a markdown heading without ordinal counts as a section.
 */
export function readPoints(paragraphs: readonly Paragraph[], endsPoint: (paragraph: Paragraph) => boolean): PointNode[] {
  const nodes: PointNode[] = [];
  let path: PointNode['path'] = [];
  let current: PointNode | null = null;
  const entries = findEntries(paragraphs);
  let entry = 0;
  // Among points that are numbered, entries without numbers are parts of these.
  const inner = entries.size > 0 && paragraphs.filter(({ text }) => parseMark(text)?.level === 'point').length > 1;
  const ofUnits = labelledHeadings(paragraphs);
  const headings = new Set([...timeHeadings(paragraphs), ...unitHeadings(paragraphs), ...boxedHeadings(paragraphs), ...ofUnits.keys()]);
  const fields = numberedFields(paragraphs);
  const ofHeadings = new Set<PointNode>();
  for (const each of paragraphs.flatMap((whole) => (entries.has(whole) ? [whole] : apartByOrdinals(whole)))) {
    const paragraph = withoutMarkOfLabel(each, fields);
    if (entries.has(each)) entry += 1;
    const mark = entries.has(each) ? { level: inner ? ('subpoint' as const) : ('point' as const), ordinal: String(entry), length: DASHES.exec(paragraph.text)?.[0].length ?? 0 } : parseMark(paragraph.text) ?? (paragraph.heading > 1 || headings.has(each) ? { level: 'section' as const, ordinal: '', length: 0 } : null);
    if (mark && inner && !entries.has(each)) entry = 0;
    if (mark) {
      const depth = MARK_LEVELS.indexOf(mark.level);
      path = path.filter(({ level }) => MARK_LEVELS.indexOf(level) < depth);
      current = {
        level: mark.level,
        ordinal: mark.ordinal,
        head: paragraph.text.slice(mark.length).trim(),
        mark: paragraph.text.slice(0, mark.length),
        boldLead: paragraph.boldLead?.slice(parseMark(paragraph.boldLead)?.length ?? 0).trim() || null,
        body: [],
        bodyLines: [],
        lines: [...paragraph.lines],
        path,
        units: null,
      };
      nodes.push(current);
      if (headings.has(each)) ofHeadings.add(current);
      path = [...path, { level: mark.level, ordinal: mark.ordinal, title: ofUnits.get(each) ?? headingTitle(paragraph.text) }];
    } else if (current && !endsPoint(paragraph)) {
      current.body.push(paragraph.text);
      current.bodyLines.push([...paragraph.lines]);
      current.lines.push(...paragraph.lines);
    } else {
      current = null;
    }
  }
  for (const node of nodes) node.units = ofHeadings.has(node) ? null : takeUnits([node.head, ...node.body].join('\n')).units;
  return nodes;
}

/** Folds all points deeper than `level` into the point above them, as part of its text. */
export function foldDeeper(nodes: readonly PointNode[], level: MarkLevel): PointNode[] {
  const depth = MARK_LEVELS.indexOf(level);
  const folded: PointNode[] = [];
  for (const node of nodes) {
    const above = folded.at(-1);
    if (MARK_LEVELS.indexOf(node.level) > depth && above?.level === level) {
      above.body.push(`${node.mark}${[node.head, ...node.body].join('\n')}`);
      above.bodyLines.push([...node.lines]);
      above.lines.push(...node.lines);
    } else {
      folded.push({ ...node, body: [...node.body], bodyLines: [...node.bodyLines], lines: [...node.lines] });
    }
  }
  for (const node of folded) if (node.level === level) node.units = takeUnits([node.head, ...node.body].join('\n')).units;
  return folded;
}

/** A paragraph behind the items of a list. */
export interface Closing {
  text: string;
  lines: number[];
}

/** Where the words about units end an item: index of the paragraph behind them. */
function behindUnits(node: PointNode, labels: ReadonlySet<string>): number {
  const parts = [node.head, ...node.body];
  return Math.max(0, parts.findLastIndex((part, at) => hasNames(takeUnits(part).units) || labels.has(labelAtHead(part) ?? '') || (at > 0 && parseMark(part) !== null))) + 1;
}

/** Labels at the head of a line that more than one item has, and those that are known: 公开方式： below a list is none of them. */
function labelsOf(items: readonly PointNode[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const labels = new Set<string>();
  for (const { head, body } of items) {
    for (const label of new Set([head, ...body].map(labelAtHead))) {
      if (label === null) continue;
      if (seen.has(label) || isUnitLabel(label)) labels.add(label);
      seen.add(label);
    }
  }
  return labels;
}
const LEAST_ALIKE = 0.6;

/**
 * Takes paragraphs off the last item of a list that stand behind its units, where the other items end with theirs: 各单位要按季度报送… under a list
 * is no part of its last item.
 */
export function withoutClosings(nodes: readonly PointNode[], level: MarkLevel): { nodes: PointNode[]; closings: Closing[] } {
  const named = nodes.filter((node) => node.level === level && [node.head, ...node.body].some((part) => hasNames(takeUnits(part).units) || hasNames(node.units)));
  // Where no point names units, each of them is one paragraph.
  const items = named.length > 0 ? named : nodes.filter((node) => node.level === level);
  const labels = labelsOf(items);
  const ended = items.filter((node) => behindUnits(node, labels) > node.body.length);
  if (items.length < 3 || ended.length < items.length * LEAST_ALIKE) return { nodes: [...nodes], closings: [] };
  const closings: Closing[] = [];
  const cut = nodes.map((node, at) => {
    const isLast = nodes[at + 1]?.level !== level;
    const from = isLast && items.includes(node) ? behindUnits(node, labels) - 1 : node.body.length;
    if (from < 0 || from >= node.body.length) return node;
    closings.push(...node.body.slice(from).map((text, i) => ({ text, lines: node.bodyLines[from + i] ?? [] })));
    const gone = new Set(node.bodyLines.slice(from).flat());
    const units = takeUnits([node.head, ...node.body.slice(0, from)].join('\n')).units;
    return { ...node, units, body: node.body.slice(0, from), bodyLines: node.bodyLines.slice(0, from), lines: node.lines.filter((line) => !gone.has(line)) };
  });
  return { nodes: cut, closings };
}
