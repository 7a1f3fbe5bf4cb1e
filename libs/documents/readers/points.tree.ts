import { MARK_LEVELS, parseMark, type MarkLevel } from '../grammar/mark.parse';
import { takeUnits } from '../grammar/units.find';
import type { NamedUnits } from '../grammar/units.parse';
import { withoutLayoutSpaces } from '../text/fold';
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
  lines: number[];
  /** Headings above it, outermost first, as written. */
  path: { level: MarkLevel; ordinal: string; title: string }[];
  units: NamedUnits | null;
}

/** The words of a heading without ordinal; only the first sentence where text goes on behind it. */
export function headingTitle(text: string): string {
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

/**
 * Builds the tree of ordinals. Paragraphs without one belong to the point before, until `endsPoint` says that the paper's
 * foot begins; a markdown heading without ordinal counts as a section.
 */
export function readPoints(paragraphs: readonly Paragraph[], endsPoint: (paragraph: Paragraph) => boolean): PointNode[] {
  const nodes: PointNode[] = [];
  let path: PointNode['path'] = [];
  let current: PointNode | null = null;
  for (const paragraph of paragraphs) {
    const mark = parseMark(paragraph.text) ?? (paragraph.heading > 1 ? { level: 'section' as const, ordinal: '', length: 0 } : null);
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
        lines: [...paragraph.lines],
        path,
        units: null,
      };
      nodes.push(current);
      path = [...path, { level: mark.level, ordinal: mark.ordinal, title: headingTitle(paragraph.text) }];
    } else if (current && !endsPoint(paragraph)) {
      current.body.push(paragraph.text);
      current.lines.push(...paragraph.lines);
    } else {
      current = null;
    }
  }
  for (const node of nodes) node.units = takeUnits([node.head, ...node.body].join('\n')).units;
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
      above.lines.push(...node.lines);
    } else {
      folded.push({ ...node, body: [...node.body], lines: [...node.lines] });
    }
  }
  for (const node of folded) if (node.level === level) node.units = takeUnits([node.head, ...node.body].join('\n')).units;
  return folded;
}
