import { beginsAnew } from '../grammar/label.forms';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { importFailure, type ImportFailure } from '../import.failure';
import type { ImportProgress } from '../import.progress';
import { PaperBuilder, type Paper } from '../text/paper';
import { cleanLine } from '../text/source.lines';
import { putTable, type GridRow } from '../readers/table.grid';
import { drawnTables, type DrawnTable } from './pdf.grid';
import { joinWrapped, printedLines, type PrintedLine } from './pdf.lines';
import { marginLines } from './pdf.margins';
import { loadPdfjs, openPdf } from './pdf.open';
import { goOn, openTables, type OpenTable } from './pdf.open-table';
import { inOneColumn } from './pdf.flow';
import { chunksOf, rulesOf, type Chunk, type OperatorNumbers } from './pdf.page';
import { goesOn, measureOf, type Measure } from './pdf.paragraphs';

const PAGES_A_TELLING = 10;

interface Page {
  no: number;
  height: number;
  chunks: Chunk[];
  tables: DrawnTable[];
  /** Lines begin beside each other, and were read across. */
  beside?: boolean;
  /** Outside of tables. */
  lines: PrintedLine[];
}

type Block = { page: number; line: PrintedLine } | { page: number; table: DrawnTable };

/** A pdf's text layer as a paper, or why it cannot be read. A damaged page is told as missing. */
export async function readPdfPaper(bytes: Uint8Array, progress?: (told: ImportProgress) => void): Promise<Paper | ImportFailure> {
  const pdfjs = await loadPdfjs();
  const document = await openPdf(pdfjs, bytes);
  if ('ok' in document) return document;
  try {
    const paper = await readPages(document, pdfjs.OPS, progress);
    return 'ok' in paper ? paper : { ...paper, cut: !Buffer.from(bytes.subarray(-2_048)).includes('%%EOF') };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function readPages(document: PDFDocumentProxy, ops: OperatorNumbers, progress?: (told: ImportProgress) => void): Promise<Paper | ImportFailure> {
  const pages: Page[] = [];
  const damaged: number[] = [];
  let slanted = 0;
  for (let no = 1; no <= document.numPages; no += 1) {
    try {
      const page = await document.getPage(no);
      const read = await chunksOf(page);
      slanted += read.slanted;
      pages.push({ no, height: page.getViewport({ scale: 1 }).height, chunks: read.chunks, tables: [], lines: [] });
    } catch {
      damaged.push(no);
    }
  }
  if (pages.length === 0) return importFailure('unreadable');
  if (pages.every((page) => page.chunks.length === 0)) return importFailure('scanned');
  for (const page of pages) {
    if (page.chunks.length === 0) continue;
    const proxy = await document.getPage(page.no);
    page.tables = drawnTables(await rulesOf(proxy, ops), page.chunks);
    if (page.tables.length === 0) {
      const { chunks, added, unsure } = inOneColumn(page.chunks);
      page.beside = unsure;
      page.chunks = chunks;
      page.height += added;
    }
    page.lines = printedLines(free(page));
    proxy.cleanup();
    if (page.no % PAGES_A_TELLING === 0) progress?.({ what: 'pages', done: page.no, of: document.numPages });
  }
  putOpenTables(pages);
  return assemblePaper(pages, { damaged, slanted });
}

/** Pieces outside of tables. */
function free({ chunks, tables }: Page): Chunk[] {
  return chunks.filter((chunk) => !tables.some((table) => table.chunks.has(chunk)));
}

/** Finds the tables that no lines part. What stands in the margins is none of their rows. */
function putOpenTables(pages: readonly Page[]): void {
  const margins = marginLines(pages);
  let before: OpenTable | null = null;
  for (const page of pages) {
    const bases = page.lines.filter((line) => margins.has(line)).map(({ base }) => base);
    const inText = free(page).filter(({ base }) => !bases.includes(base));
    const own = openTables(inText);
    const above = inText.filter(({ base }) => base < (own[0]?.top ?? Infinity));
    const rest: OpenTable | null = before && above.length > 0 ? goOn(before.heading, above) : null;
    const found: OpenTable[] = rest ? [rest, ...own] : own;
    before = found.at(-1)?.open ? (found.at(-1) ?? null) : null;
    if (found.length === 0) continue;
    page.tables = [...page.tables, ...found];
    page.lines = printedLines(free(page)).map((line) => page.lines.find((same) => same.base === line.base && same.text === line.text) ?? line);
  }
}

function assemblePaper(pages: readonly Page[], { damaged, slanted }: { damaged: readonly number[]; slanted: number }): Paper {
  const paper = new PaperBuilder();
  const margins = marginLines(pages);
  const measure = measureOf(pages.flatMap((page) => page.lines.filter((line) => !margins.has(line) && line.column === undefined)));
  const writer = new BlockWriter(paper, measure);
  for (const page of pages) {
    const blocks: Block[] = [
      ...page.lines.filter((line) => !margins.has(line)).map((line) => ({ page: page.no, line })),
      ...page.tables.map((table) => ({ page: page.no, table })),
    ];
    for (const block of blocks.sort((a, b) => topOf(a) - topOf(b))) writer.put(block);
  }
  writer.close();
  tellMargins(paper, pages, margins);
  const empty = pages.filter((page) => page.chunks.length === 0).map((page) => page.no);
  if (empty.length > 0) paper.tell('', `第${empty.join('、')}页没有文字（空白页或图片），未读取；如为扫描页请先做文字识别`, `Pages ${empty.join(', ')} hold no text (blank, or pictures) and were not read: recognise scanned ones first`);
  const beside = pages.filter((page) => page.beside && page.tables.length === 0).map((page) => page.no);
  if (beside.length > 0) paper.tell('', `第${beside.join('、')}页的文字左右并列，按整行读入；如为分栏排版，请核对各项内容或改用原始文档`, `On pages ${beside.join(', ')} words stand side by side and were read across: if these are columns, check the items or import the document that was printed`);
  if (damaged.length > 0) paper.tell('', `第${damaged.join('、')}页损坏，未能读取：请重新获取文件`, `Pages ${damaged.join(', ')} are damaged and were not read: get the file again`);
  if (slanted > 0) paper.tell('', `斜排或竖排的文字（${slanted}处，如水印）未读取`, `Slanted or upright words in ${slanted} places (such as watermarks) were not read`);
  return paper.build('pdf', 'pdf');
}

function topOf(block: Block): number {
  return 'line' in block ? block.line.base - block.line.size : block.table.top;
}

function tellMargins(paper: PaperBuilder, pages: readonly Page[], margins: ReadonlySet<PrintedLine>): void {
  const texts = pages.flatMap((page) => page.lines.filter((line) => margins.has(line)).map((line) => line.text));
  if (texts.length === 0) return;
  for (const text of texts) paper.margin(text);
  const shown = [...new Set(texts)].slice(0, 5).join('；');
  paper.tell(shown, `页眉、页脚和页码（${texts.length}行）不作为正文`, `Running heads, feet and page numbers (${texts.length} lines) are no part of the text`);
}

/** Writes lines and tables in order; a paragraph or a table goes on over the end of a page. */
class BlockWriter {
  private open: { text: string; last: PrintedLine; page: number } | null = null;
  private table: { rows: GridRow[]; drawn: DrawnTable } | null = null;
  private paragraphs = 0;
  private tables = 0;

  constructor(
    private readonly paper: PaperBuilder,
    private readonly measure: Measure,
  ) {}

  put(block: Block): void {
    if ('table' in block) this.putTable(block.table, block.page);
    else this.putLine(block.line, block.page);
  }

  close(): void {
    this.closeParagraph();
    this.closeTable();
  }

  private putLine(line: PrintedLine, page: number): void {
    this.closeTable();
    if (this.open && !beginsAnew(line.text, this.open.text) && goesOn(this.open.last, line, this.measure)) {
      this.open = { ...this.open, text: joinWrapped(this.open.text, line.text), last: line };
      return;
    }
    this.closeParagraph();
    this.open = { text: line.text, last: line, page };
  }

  private putTable(drawn: DrawnTable, page: number): void {
    this.closeParagraph();
    const before = this.table?.drawn;
    const goesOnHere = before && before.columns.length === drawn.columns.length && before.columns.every((edge, i) => Math.abs(edge - (drawn.columns[i] ?? 0)) < 6);
    if (!goesOnHere) {
      this.closeTable();
      this.tables += 1;
    }
    const from = this.table?.rows.length ?? 0;
    const rows = drawn.rows.map((cells, i): GridRow => ({ cells, where: { page, table: this.tables, row: from + i + 1 } }));
    this.table = { rows: [...(this.table?.rows ?? []), ...rows], drawn };
  }

  private closeParagraph(): void {
    if (!this.open) return;
    this.paragraphs += 1;
    this.paper.line(cleanLine(this.open.text), { page: this.open.page, paragraph: this.paragraphs });
    this.open = null;
  }

  private closeTable(): void {
    if (this.table) putTable(this.table.rows, this.tables, this.paper);
    this.table = null;
  }
}
