import { child, descendants, valueOf, type XmlNode } from '../codecs/xml.tree';
import { readHeader } from '../readers/table.columns';
import { putTable, type GridCell, type GridRow } from '../readers/table.grid';
import { cleanLine } from '../text/source.lines';
import { PaperBuilder, type Paper, type Where } from '../text/paper';
import { readParts, type DocxParts } from './docx.parts';
import { numberRefOf, outlineOf, Styles } from './docx.styles';
import { Numbering } from './docx.numbering';
import { chosen, TextReader, type Unshown } from './docx.text';
import { tellUnshown } from './docx.asides';

/** A longer paragraph is text, whatever its style says. */
const LONGEST_HEADING = 60;
const DEEPEST_HEADING = 6;
/** Longest words that are set bold to begin a point. */
const LONGEST_LEAD = 60;
const THROUGH = new Set(['w:ins', 'w:moveTo', 'w:customXml', 'w:sdtContent', 'mc:Choice', 'mc:Fallback']);

/** Reads a document's text as its reader sees it: numbers that are counted by themselves, insertions in, deletions out. Throws where it is damaged. */
export function readDocx(bytes: Uint8Array): Paper {
  return new DocxReader(readParts(bytes)).read();
}

/** Words of a cell, and tables in it that are tables by themselves. */
interface CellText {
  text: string;
  inner: XmlNode[];
}

class DocxReader {
  private readonly paper = new PaperBuilder();
  private readonly styles: Styles;
  private readonly numbering: Numbering;
  private readonly unshown: Unshown = { insertions: 0, deletions: 0, hidden: 0, pictures: 0, contents: 0 };
  private readonly text = new TextReader(this.unshown);
  private readonly notes: { kind: 'footnote' | 'endnote'; id: string; where: Where }[] = [];
  private paragraphs = 0;
  private tables = 0;
  private nested = 0;
  private foreign = 0;
  /** Words of a paragraph whose end was deleted: they go on in the next. */
  private carried = '';

  constructor(private readonly parts: DocxParts) {
    this.styles = new Styles(parts.styles);
    this.numbering = new Numbering(parts.numbering);
  }

  read(): Paper {
    const body = child(this.parts.document, 'w:body');
    if (!body) throw new RangeError('no body');
    this.blocks(body);
    if (this.carried !== '') this.put(this.carried, { paragraph: this.paragraphs });
    this.putNotes();
    for (const margin of this.parts.margins) for (const paragraph of descendants(margin, 'w:p')) this.paper.margin(this.plain(paragraph));
    const comments = this.parts.comments ? [...descendants(this.parts.comments, 'w:comment')].length : 0;
    tellUnshown(this.paper, { ...this.unshown, nested: this.nested, foreign: this.foreign + this.parts.embedded, comments });
    return this.paper.build('docx', 'docx');
  }

  private blocks(node: XmlNode): void {
    for (const each of node.children) {
      if (each.name === 'w:p') this.paragraph(each);
      else if (each.name === 'w:tbl') this.table(each);
      else if (each.name === 'w:sdt') this.control(each);
      else if (each.name === '?:altChunk' || each.name === 'w:altChunk') this.foreign += 1;
      else if (each.name === 'mc:AlternateContent') {
        const shown = chosen(each);
        if (shown) this.blocks(shown);
      } else if (THROUGH.has(each.name)) this.blocks(each);
    }
  }

  /** A table of contents says again what the headings say. */
  private control(node: XmlNode): void {
    const content = child(node, 'w:sdtContent');
    const gallery = valueOf(child(child(node, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery') ?? '';
    if (/contents|目录/i.test(gallery)) this.unshown.contents += 1;
    else if (content) this.blocks(content);
  }

  private paragraph(node: XmlNode): void {
    const properties = child(node, 'w:pPr');
    const style = this.styles.of(valueOf(properties, 'w:pStyle'));
    const read = this.text.paragraph(node);
    if (style.isContents) {
      this.unshown.contents += 1;
      return;
    }
    const own = `${this.carried}${read.text}`;
    const endDeleted = child(child(properties, 'w:rPr'), 'w:del') !== undefined;
    this.carried = endDeleted ? own : '';
    if (endDeleted) return;
    const mark = this.markOf(properties, style);
    const shown = own.trim() === '' ? '' : this.marked(own, mark, read.boldLead);
    const level = style.isTitle ? 1 : (outlineOf(properties) ?? style.outline) === null ? 0 : (outlineOf(properties) ?? style.outline ?? 0) + 1;
    if (shown !== '') this.paragraphs += 1;
    const where = { paragraph: Math.max(this.paragraphs, 1) };
    const heading = level > 0 && shown !== '' && shown.length <= LONGEST_HEADING && !shown.includes('\n');
    this.put(heading ? `${'#'.repeat(Math.min(level, DEEPEST_HEADING))} ${shown.replace(/\*\*/g, '')}` : shown, where);
    this.noteRefs(read, where);
    for (const box of read.boxes) this.blocks(box);
  }

  private noteRefs(read: { footnotes: string[]; endnotes: string[] }, where: Where): void {
    for (const id of read.footnotes) this.notes.push({ kind: 'footnote', id, where });
    for (const id of read.endnotes) this.notes.push({ kind: 'endnote', id, where });
  }

  /** The number that the paragraph is counted by: its own reference before its style's; list 0 takes a number away. */
  private markOf(properties: XmlNode | undefined, style: { number: { numId: string; level: number | null } | null; id: string }): string {
    const own = numberRefOf(properties);
    const numId = own && own.numId !== '' ? own.numId : (style.number?.numId ?? '');
    if (numId === '' || numId === '0') return '';
    return this.numbering.next({ numId, level: own?.level ?? style.number?.level ?? null }, style.id);
  }

  private marked(text: string, mark: string, boldLead: number): string {
    const space = mark !== '' && /[A-Za-z0-9.•)]$/.test(mark) ? ' ' : '';
    const lead = text.slice(0, boldLead);
    const isLead = this.carried === '' && boldLead > 1 && boldLead <= LONGEST_LEAD && boldLead < text.trimEnd().length && !/[\n*]/.test(lead) && lead.trim() !== '';
    return isLead ? `**${mark}${space}${lead.trimStart()}**${text.slice(boldLead)}` : `${mark}${space}${text}`;
  }

  private put(text: string, where: Where): void {
    for (const line of text.split('\n')) this.paper.line(cleanLine(line), where);
  }

  private table(node: XmlNode): void {
    const rows = [...rowsOf(node)];
    const single = rows.every((row) => cellsOf(row).length <= 1);
    if (single) {
      // A frame around text.
      for (const row of rows) for (const cell of cellsOf(row)) this.blocks(cell);
      return;
    }
    this.tables += 1;
    const table = this.tables;
    const inner: XmlNode[] = [];
    const grid = this.gridOf(rows, table, inner);
    if (grid.length > 0) putTable(grid, table, this.paper);
    for (const each of inner) this.table(each);
  }

  private gridOf(rows: readonly XmlNode[], table: number, inner: XmlNode[]): GridRow[] {
    const grid: GridRow[] = [];
    let above: GridCell[] = [];
    for (const [index, row] of rows.entries()) {
      const properties = child(row, 'w:trPr');
      if (child(properties, 'w:del')) {
        this.unshown.deletions += 1;
        continue;
      }
      const where = { table, row: index + 1 };
      const cells: GridCell[] = Array.from({ length: Number(valueOf(properties, 'w:gridBefore') ?? 0) }, () => ({ text: '', down: false, across: false }));
      for (const cell of cellsOf(row)) {
        const setting = child(cell, 'w:tcPr');
        const span = Math.max(1, Math.min(Number(valueOf(setting, 'w:gridSpan') ?? 1) || 1, 100));
        const merge = child(setting, 'w:vMerge');
        const down = merge !== undefined && merge.attributes.val !== 'restart' && above.length > 0;
        const read = this.cell(cell, where);
        inner.push(...read.inner);
        const text = down ? (above[cells.length]?.text ?? '') : read.text;
        const goesOn = child(setting, 'w:hMerge')?.attributes.val === 'continue';
        for (let i = 0; i < span; i += 1) {
          const across = i > 0 || goesOn;
          cells.push({ text: goesOn ? (cells.at(-1)?.text ?? '') : text, down, across });
        }
      }
      if (cells.every((cell) => cell.text.trim() === '')) continue;
      grid.push({ cells, where });
      above = cells;
    }
    return grid;
  }

  /** A table in a cell that has a heading of its own is read by itself; any other is text of the cell. */
  private cell(node: XmlNode, where: Where): CellText {
    const lines: string[] = [];
    const inner: XmlNode[] = [];
    const walk = (at: XmlNode): void => {
      for (const each of at.children) {
        if (each.name === 'w:p') {
          const properties = child(each, 'w:pPr');
          const read = this.text.paragraph(each);
          const mark = read.text.trim() === '' ? '' : this.markOf(properties, this.styles.of(valueOf(properties, 'w:pStyle')));
          lines.push(...`${mark}${mark !== '' && /[A-Za-z0-9.)]$/.test(mark) ? ' ' : ''}${read.text}`.split('\n'));
          this.noteRefs(read, where);
          for (const box of read.boxes) walk(box);
        } else if (each.name === 'w:tbl') {
          this.nested += 1;
          const head = [...rowsOf(each)].slice(0, 3).some((row) => readHeader(cellsOf(row).map((cell) => this.plain(cell))) !== null);
          if (head) inner.push(each);
          else for (const row of rowsOf(each)) lines.push(cellsOf(row).map((cell) => this.cell(cell, where).text).join(' '));
        } else if (each.name === 'w:sdt' || THROUGH.has(each.name)) walk(each);
      }
    };
    walk(node);
    return { text: lines.map((line) => cleanLine(line).replace(/\t/g, ' ')).filter((line) => line !== '').join('\n'), inner };
  }

  private plain(node: XmlNode): string {
    return [...descendants(node, 'w:t')].map(({ text }) => text).join('');
  }

  private putNotes(): void {
    this.notes.forEach(({ kind, id, where }, index) => {
      const part = kind === 'footnote' ? this.parts.footnotes : this.parts.endnotes;
      const note = part?.children.find((each) => each.name === `w:${kind}` && each.attributes.id === id);
      const text = note ? [...descendants(note, 'w:p')].map((p) => this.plain(p)).join('').trim() : '';
      if (text !== '') this.paper.leaveOut(`[${index + 1}] ${text}`, where, kind === 'footnote' ? '脚注，未并入正文' : '尾注，未并入正文', kind === 'footnote' ? 'A footnote: not part of the running text' : 'An endnote: not part of the running text');
    });
  }
}

function* rowsOf(node: XmlNode): Generator<XmlNode> {
  for (const each of node.children) {
    if (each.name === 'w:tr') yield each;
    else if (each.name === 'w:sdt' || THROUGH.has(each.name)) yield* rowsOf(each);
  }
}

function cellsOf(node: XmlNode): XmlNode[] {
  return node.children.flatMap((each) => (each.name === 'w:tc' ? [each] : each.name === 'w:sdt' || THROUGH.has(each.name) ? cellsOf(each) : []));
}
