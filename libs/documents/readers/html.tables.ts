import type { SourceLine } from '../text/source.lines';

/** Tables that a markdown text writes in HTML, where its own cannot merge cells: as lines of cells parted by tabs. */

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', ensp: ' ', emsp: ' ' };
const MOST_SPANNED = 500;
const TAG = /<(\/?)(table|tr|t[dh]|br)\b([^<>]{0,300})>/gi;
const ANY_TAG = /<\/?[a-z][^<>]{0,300}>/gi;

interface Cell {
  text: string;
  rows: number;
  columns: number;
}

interface Row {
  cells: Cell[];
  lines: number[];
}

const spanOf = (attributes: string, name: string): number => Math.min(MOST_SPANNED, Math.max(1, Number(new RegExp(`${name}\\s*=\\s*["']?(\\d{1,4})`, 'i').exec(attributes)?.[1] ?? 1)));

function wordsOf(text: string): string {
  return text.replace(ANY_TAG, '').replace(/&(\w{2,6});/g, (entity: string, name: string) => ENTITIES[name.toLowerCase()] ?? entity).replace(/[ \t]+/g, ' ').trim();
}

/** Cells by column; one that goes over several rows or columns stands in each of them. */
function laidOut(rows: readonly Row[]): string[][] {
  const below = new Map<number, { text: string; left: number }>();
  return rows.map(({ cells }) => {
    const laid: string[] = [];
    const fill = (): void => {
      for (let above = below.get(laid.length); above && above.left > 0; above = below.get(laid.length)) {
        above.left -= 1;
        laid.push(above.text);
      }
    };
    for (const { text, rows: down, columns } of cells) {
      fill();
      for (let i = 0; i < columns; i += 1) {
        below.set(laid.length, { text, left: down - 1 });
        laid.push(text);
      }
    }
    fill();
    return laid;
  });
}

class Reader {
  private rows: Row[] = [];
  private row: Row | null = null;
  private cell: Cell | null = null;
  private own: number[] = [];
  inside = false;
  readonly lines: SourceLine[] = [];

  take(line: SourceLine): void {
    let from = 0;
    let touched = this.inside;
    for (const match of line.text.matchAll(TAG)) {
      const before = line.text.slice(from, match.index);
      if (this.inside) this.add(before);
      else if (from > 0 || before.trim() !== '') this.plain(line, before);
      from = match.index + match[0].length;
      touched = true;
      this.tag((match[2] ?? '').toLowerCase(), match[1] === '/', match[3] ?? '', line);
    }
    if (this.inside) this.add(line.text.slice(from));
    else if (!touched) this.lines.push(line);
    else if (line.text.slice(from).trim() !== '') this.plain(line, line.text.slice(from));
    if (this.inside) (this.row?.lines ?? this.own).push(line.no);
  }

  end(): void {
    if (this.inside) this.close();
  }

  private plain(line: SourceLine, text: string): void {
    if (text.trim() !== '') this.lines.push({ ...line, text: text.trim() });
  }

  private add(text: string): void {
    if (this.cell) this.cell.text += text;
  }

  private tag(name: string, closes: boolean, attributes: string, line: SourceLine): void {
    if (name === 'table') {
      if (closes) this.close(line.no);
      else this.inside = true;
    } else if (!this.inside) {
      return;
    } else if (name === 'br') {
      this.add('\n');
    } else if (name === 'tr') {
      this.cell = null;
      if (closes) this.row?.lines.push(line.no);
      this.row = closes ? null : { cells: [], lines: [...this.own.splice(0), line.no] };
      if (this.row) this.rows.push(this.row);
    } else {
      this.cell = closes ? null : { text: '', rows: spanOf(attributes, 'rowspan'), columns: spanOf(attributes, 'colspan') };
      if (this.cell) this.row?.cells.push(this.cell);
    }
  }

  private close(no?: number): void {
    this.inside = false;
    this.row = this.cell = null;
    const rows = this.rows.filter(({ cells }) => cells.length > 0);
    rows.at(-1)?.lines.push(...this.own, ...(no === undefined ? [] : [no]));
    this.own = [];
    for (const row of rows) for (const cell of row.cells) cell.text = wordsOf(cell.text).replace(/\s*\n\s*/g, '\n').replace(/\t/g, ' ');
    laidOut(rows).forEach((cells, i) => {
      const [first = 1, ...more] = [...new Set(rows[i]?.lines ?? [])];
      this.lines.push({ no: first, more, text: cells.join('\t') });
    });
    this.rows = [];
  }
}

/** The lines of a text with its tables in HTML as lines of cells. */
export function withoutHtml(lines: readonly SourceLine[]): SourceLine[] {
  if (!lines.some(({ text }) => /<table\b/i.test(text))) return [...lines];
  const reader = new Reader();
  for (const line of lines) reader.take(line);
  reader.end();
  return reader.lines;
}
