import { AlignmentType, LineRuleType, Paragraph, Tab, TextRun, type IParagraphOptions, type IRunOptions, type Table } from 'docx';
import { CHARACTER_SPACING, LINE, POINTS, TYPE_AREA } from './measures';
import { TYPEFACE, type Typeface } from './typefaces';
import { widthOf, writable } from './words';

/**
 * A piece of a page with the heights of what it is made of, in twips: its lines, or a table's rows. None of them is torn in two by the
 * end of a page, so that what stands on which page can be told without a word processor.
 */
export interface Drawn {
  child: Paragraph | Table;
  heights: readonly number[];
  /** It begins a page. */
  newPage?: boolean;
}

/** One typeface for every script of a run: a quotation mark in Latin type would stand half as wide. */
export function fontOf(name: Typeface): { ascii: string; hAnsi: string; eastAsia: string; cs: string; hint: string } {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}

function sizeOf(points: number): { size: number; characterSpacing?: number } {
  return { size: points * 2, ...(points === POINTS.three ? { characterSpacing: CHARACTER_SPACING } : {}) };
}

export function run(text: string, { face = TYPEFACE.body, points = POINTS.three, ...more }: { face?: Typeface; points?: number } & Pick<IRunOptions, 'color' | 'bold'> = {}): TextRun {
  return new TextRun({ text: writable(text), font: fontOf(face), ...sizeOf(points), ...more });
}

/** Parts of a line, each at the next tab stop. */
export function tabbed(parts: readonly string[], points: number = POINTS.three): TextRun {
  return new TextRun({ children: parts.flatMap((part, i) => (i === 0 ? [writable(part)] : [new Tab(), writable(part)])), font: fontOf(TYPEFACE.body), ...sizeOf(points) });
}

export interface LineOptions {
  /** Height of each line. */
  height?: number;
  align?: IParagraphOptions['alignment'];
  /** Indents in twips; `first` of the first line alone. */
  indent?: { left?: number; right?: number; first?: number; hanging?: number };
  keepNext?: boolean;
  border?: IParagraphOptions['border'];
  shading?: IParagraphOptions['shading'];
  tabStops?: IParagraphOptions['tabStops'];
  /** Lines that it takes, where they cannot be told from a width. */
  lines?: number;
  newPage?: boolean;
}

/** A paragraph whose lines have one exact height each. */
export function paragraph(children: readonly TextRun[], { height = LINE, align = AlignmentType.LEFT, indent = {}, keepNext = false, border, shading, tabStops, lines = 1, newPage = false }: LineOptions = {}): Drawn {
  const child = new Paragraph({
    children,
    alignment: align,
    keepNext,
    spacing: { before: 0, after: 0, line: height, lineRule: LineRuleType.EXACT },
    indent: { left: indent.left ?? 0, right: indent.right ?? 0, ...(indent.first === undefined ? {} : { firstLine: indent.first }), ...(indent.hanging === undefined ? {} : { hanging: indent.hanging }) },
    ...(newPage ? { pageBreakBefore: true } : {}),
    ...(border === undefined ? {} : { border }),
    ...(shading === undefined ? {} : { shading }),
    ...(tabStops === undefined ? {} : { tabStops }),
  });
  return { child, heights: Array.from({ length: lines }, () => height), ...(newPage ? { newPage } : {}) };
}

export function empty(height = LINE): Drawn {
  return paragraph([], { height });
}

/** Lines that text takes where each holds so many characters; `first` are lost at its beginning, and `spare` in each line that is broken. */
export function linesOf(text: string, characters: number = TYPE_AREA.characters, first = 0, spare = 0): number {
  // Some programs set Chinese and figures apart by a quarter of a character.
  const apart = spare === 0 ? 0 : (text.match(/(?<=[\u3000-\uffff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u3000-\uffff])/g)?.length ?? 0) / 4;
  const width = widthOf(text) + first + apart;
  return width <= characters ? 1 : Math.ceil(width / Math.max(1, characters - spare));
}
