import { AlignmentType, BorderStyle, HeightRule, LineRuleType, Paragraph, RelativeHorizontalPosition, RelativeVerticalPosition, Table, TableAnchorType, TableCell, TableLayoutType, TableRow, TabStopType, VerticalAlignTable, WidthType } from 'docx';
import type { Day } from '#libs/supervision/time/day';
import { empty, linesOf, paragraph, run, tabbed, type Drawn } from './drawn';
import { CHARACTER, POINTS, TYPE_AREA } from './measures';
import type { Imprint } from './paper';
import { dateWords, widthOf, writable } from './words';

const TWO = Math.round(2 * CHARACTER);

/** 附件说明: one empty line below the body, two characters in; several are numbered, and stand below one another. */
export function drawAttachments(attachments: readonly string[]): Drawn[] {
  if (attachments.length === 0) return [];
  const LABEL = '附件：';
  const lines = attachments.map((name, i) => {
    const words = attachments.length === 1 ? name : `${i + 1}. ${name}`;
    const left = TWO + Math.round(widthOf(LABEL) * CHARACTER);
    return paragraph([run(i === 0 ? `${LABEL}${words}` : words)], { indent: { left, ...(i === 0 ? { hanging: left - TWO } : {}) }, lines: linesOf(words, TYPE_AREA.characters - 5) });
  });
  return [empty(), ...lines];
}

/** 发文机关署名 and 成文日期: the wider of the two ends four characters before the right edge, the other is centred on it. */
export function drawSignature(signedBy: string, date: Day | null): Drawn[] {
  const words = [signedBy, ...(date === null ? [] : [dateWords(date)])].map(writable);
  const widest = Math.max(...words.map(widthOf));
  const lines = words.map((line, i) => paragraph([run(line)], { align: AlignmentType.RIGHT, keepNext: i === 0, indent: { right: Math.round((4 + (widest - widthOf(line)) / 2) * CHARACTER) }, lines: linesOf(line, TYPE_AREA.characters - 4) }));
  return [empty(), empty(), ...lines];
}

const THICK = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const IMPRINT_CHARACTER = POINTS.four * 20;
/** Characters of size four between its indents. */
const IMPRINT_CHARACTERS = Math.floor(TYPE_AREA.width / IMPRINT_CHARACTER) - 2;
const IMPRINT_LINE = 28 * 20;

/**
 * 版记: a table between rules that floats at the foot of the type area. A program that does not let it float (LibreOffice before 24.2) shows it
 * where it stands, which is why room is left above it: see `sectionsOf`.
 */
export function drawImprint({ lines, printedBy, printedOn, copies }: Imprint): Drawn {
  const listed = lines.filter((l) => l.to.length > 0).map(({ label, to }): Row => {
    const words = `${to.map(writable).join('，')}。`;
    const hanging = Math.round((widthOf(label) + 1) * IMPRINT_CHARACTER);
    return { paragraphs: [imprintLine([`${label}：${words}`], { left: IMPRINT_CHARACTER + hanging, hanging })], lines: linesOf(words, IMPRINT_CHARACTERS - widthOf(label) - 1) };
  });
  const rows = [...listed, lastRow(printedBy, `${dateWords(printedOn)}印发${copies === null ? '' : `（共印${copies}份）`}`)];
  const heightOf = (row: Row): number => row.lines * IMPRINT_LINE + 40;
  const child = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TYPE_AREA.width, type: WidthType.DXA },
    columnWidths: [TYPE_AREA.width],
    float: { horizontalAnchor: TableAnchorType.MARGIN, relativeHorizontalPosition: RelativeHorizontalPosition.LEFT, verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM },
    borders: { top: THICK, bottom: THICK, left: NONE, right: NONE, insideHorizontal: THIN, insideVertical: NONE },
    rows: rows.map((row) => new TableRow({
      cantSplit: true,
      height: { value: heightOf(row), rule: HeightRule.EXACT },
      children: [new TableCell({ width: { size: TYPE_AREA.width, type: WidthType.DXA }, margins: { left: 0, right: 0, top: 0, bottom: 0 }, verticalAlign: VerticalAlignTable.CENTER, children: row.paragraphs })],
    })),
  });
  return { child, heights: rows.map(heightOf) };
}

interface Row {
  paragraphs: Paragraph[];
  lines: number;
}

/** Who printed it at the left, when at the right; one below the other where both are too long for a line. */
function lastRow(printedBy: string, printed: string): Row {
  const indent = { left: IMPRINT_CHARACTER };
  if (widthOf(printedBy) + widthOf(printed) + 1 <= IMPRINT_CHARACTERS) return { paragraphs: [imprintLine([printedBy, printed], indent)], lines: 1 };
  return { paragraphs: [imprintLine([printedBy], indent), imprintLine(['', printed], indent)], lines: linesOf(printedBy, IMPRINT_CHARACTERS) + 1 };
}

function imprintLine(parts: readonly string[], indent: { left: number; hanging?: number }): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: { before: 0, after: 0, line: IMPRINT_LINE, lineRule: LineRuleType.EXACT },
    indent: { ...indent, right: IMPRINT_CHARACTER },
    tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA.width - IMPRINT_CHARACTER }],
    children: [tabbed(parts, POINTS.four)],
  });
}
