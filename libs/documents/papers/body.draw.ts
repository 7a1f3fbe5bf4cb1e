import { AlignmentType, BorderStyle, HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType, LineRuleType } from 'docx';
import { empty, linesOf, paragraph, run, type Drawn } from './drawn';
import { BODY, POINTS, TITLE_LINE, TYPE_AREA, type Scale } from './measures';
import type { Block } from './paper';
import { breakTitle } from './title.break';
import { TYPEFACE } from './typefaces';
import { headingNumber, paragraphsOf, widthOf, writable } from './words';

/** Indent of a paragraph's first line: two characters. */
const two = ({ characters }: Scale): number => Math.round((2 * TYPE_AREA.width) / characters);

/** Title: size two, centred, one line by sense below the other. */
export function drawTitle(title: string): Drawn[] {
  const most = Math.floor((TYPE_AREA.width / 20 / POINTS.two) * 2) / 2;
  return breakTitle(writable(title).trim(), most).map((line) => paragraph([run(line, { face: TYPEFACE.title, points: POINTS.two })], { align: AlignmentType.CENTER, height: TITLE_LINE, keepNext: true }));
}

/** The paper's own words. */
export function drawBlocks(blocks: readonly Block[], scale: Scale = BODY): Drawn[] {
  const counted = [0, 0, 0, 0];
  return blocks.flatMap((block): Drawn[] => {
    switch (block.kind) {
      case 'heading': {
        counted[block.level - 1]! += 1;
        counted.fill(0, block.level);
        return [drawHeading(block, `${headingNumber(block.level, counted[block.level - 1]!)}${block.text}`, scale)];
      }
      case 'text':
        return paragraphsOf(block.text).map((text) => paragraph([run(text, { points: scale.points })], { align: AlignmentType.BOTH, indent: { first: two(scale) }, height: scale.line, lines: linesOf(text, scale.characters, 2, scale.spare) }));
      case 'table':
        return drawTable(block, scale);
    }
  });
}

const FACE = { 1: TYPEFACE.first, 2: TYPEFACE.second, 3: TYPEFACE.body, 4: TYPEFACE.body } as const;

function drawHeading({ level, newPage = false }: Extract<Block, { kind: 'heading' }>, text: string, scale: Scale): Drawn {
  return paragraph([run(text, { face: FACE[level], points: scale.points })], { indent: { first: two(scale) }, height: scale.line, lines: linesOf(text, scale.characters, 2, scale.spare), keepNext: level <= 2, newPage });
}

function drawTable({ caption, heading, widths, rows }: Extract<Block, { kind: 'table' }>, { cell, spare }: Scale): Drawn[] {
  const scale = TYPE_AREA.width / widths.reduce((sum, w) => sum + w, 0);
  const columns = widths.map((w) => Math.round(w * scale));
  const holds = columns.map((w) => Math.max(1, Math.floor(((w - 2 * cell.margin) / 20 / cell.points) * 2) / 2));
  const textOf = (text: string): string[] => (paragraphsOf(text).length === 0 ? [''] : paragraphsOf(text));
  const heightOf = (row: readonly string[], left = 0): number => Math.max(...columns.map((_, i) => textOf(row[i] ?? '').reduce((n, line) => n + linesOf(line, holds[i], 0, left), 0))) * cell.line + 80;
  const rowOf = (row: readonly string[], head: boolean): TableRow => new TableRow({
    tableHeader: head,
    cantSplit: true,
    height: { value: heightOf(row), rule: HeightRule.ATLEAST },
    children: columns.map((width, i) => new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: cell.margin, right: cell.margin, top: 0, bottom: 0 },
      children: textOf(row[i] ?? '').map((line) => new Paragraph({
        alignment: head || widthOf(line) <= holds[i]! / 2 ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { before: 0, after: 0, line: cell.line, lineRule: LineRuleType.EXACT },
        children: [run(line, { points: cell.points, face: head ? TYPEFACE.first : TYPEFACE.body })],
      })),
    })),
  });
  const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TYPE_AREA.width, type: WidthType.DXA },
    columnWidths: columns,
    borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
    rows: [rowOf(heading, true), ...rows.map((row) => rowOf(row, false))],
  });
  const above = caption === undefined ? [] : [paragraph([run(caption, { face: TYPEFACE.first, points: POINTS.four })], { align: AlignmentType.CENTER, keepNext: true, lines: linesOf(caption, 32) })];
  return [...above, { child: table, heights: [heading, ...rows].map((row) => heightOf(row, spare)) }, empty(8 * 20)];
}
