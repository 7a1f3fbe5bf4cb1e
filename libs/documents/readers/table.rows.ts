import { fold } from '../text/fold';
import { looksLikeUnit } from '../grammar/unit.shape';
import { parseUnitNames } from '../grammar/units.list';
import { isFurniture, type SourceLine } from '../text/source.lines';
import { parseMark } from '../grammar/mark.parse';
import { linesApart } from './rows.apart';
import { headerByContent, settleByContent } from './columns.content';
import { withTabs } from './spaced.columns';
import { takeCards } from './table.cards';
import { mergeHeadings, readHeader, sameHeader, type Header } from './table.columns';
import { isNumberCell, isSumLabel, joinTorn, LINE_BREAK, noteOf, NOTE_LINE, toRow, type TableNote, type TableRow } from './table.row';

export interface TableReading {
  rows: TableRow[];
  notes: TableNote[];
  headerLines: number[];
  headers: Header[];
  /** Lines that belong to no table. */
  rest: SourceLine[];
}

/** Cells of a line: tabs, or the bars of a markdown table; null for running text. */
function cellsOf(text: string): string[] | null {
  if (text.includes('\t')) return text.split('\t');
  if (/^\|.*\|$/.test(text))
    return text
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.replace(/\*\*/g, '').replace(LINE_BREAK, '\n').trim());
  return null;
}

const BARS = /^\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+$/;

/** A markdown table may leave out the bars at its ends: the line under its heading tells. */
function withBars(lines: readonly SourceLine[]): readonly SourceLine[] {
  if (!lines.some(({ text }) => BARS.test(text))) return lines;
  let bars = 0;
  return lines.map((line, i) => {
    const under = lines[i + 1]?.text ?? '';
    if (BARS.test(under)) bars = under.split('|').length;
    if (line.text.split('|').length !== bars || line.text.startsWith('|')) {
      bars = line.text === '' ? 0 : bars;
      return line;
    }
    return { ...line, text: `|${line.text}|` };
  });
}

function unclosed(cell: string): boolean {
  const folded = fold(cell);
  return folded.split('(').length > folded.split(')').length || (cell.startsWith('"') && !/[^"]"$/.test(cell));
}

const RULE = /^\s*:?-+:?\s*$/;

/** By line, the headings of tables that have none whose words are known, by what stands below them. */
function headingsByContent(lines: readonly SourceLine[]): ReadonlyMap<number, Header> {
  const found = new Map<number, Header>();
  let run: { no: number; cells: string[] }[] = [];
  let table: number | undefined;
  const close = (): void => {
    const [first] = run;
    const rows = run.filter(({ cells }) => cells.length === first?.cells.length).map(({ cells }) => cells.map((cell) => cell.trim()));
    const worded = run.slice(0, HEADINGS_WITHIN).some(({ cells }, at) => readHeader(cells) !== null || mergeHeadings(cells, run[at + 1]?.cells ?? []) !== null);
    const header = first === undefined || worded ? null : headerByContent(rows);
    if (first && header) found.set(first.no, header);
    run = [];
  };
  for (const line of lines) {
    const cells = line.text === '' || isFurniture(line.text) ? null : cellsOf(line.text);
    if (cells === null || line.table !== table) close();
    table = line.table;
    if (cells !== null && !cells.every((cell) => RULE.test(cell))) run.push({ no: line.no, cells });
  }
  close();
  return found;
}

const HEADINGS_WITHIN = 3;
/** 某某办公室　2026年1月28日印发 under a table's note is none of it. */
const IMPRINT = /^抄送|20\d\d年\d{1,2}月\d{1,2}日印发$/;

/** Reads all tables of a text whose heading the vocabulary knows. A state machine over lines, linear. */
export class TableReader {
  private header: Header | null = null;
  private pending: { cells: string[]; lines: number[]; startsPage: boolean } | null = null;
  /** The heading just read: the next line may be its second row. */
  private heading: string[] | null = null;
  /** The table of the file that is being read, where the file tells. */
  private table: number | undefined;
  private startsPage = false;
  private inside = false;
  private gap = false;
  private pages = 0;
  private note: TableNote | null = null;
  /** Headings whose words nobody knows, by line. */
  private unworded: ReadonlyMap<number, Header> = new Map();
  private readonly reading: TableReading = { rows: [], notes: [], headerLines: [], headers: [], rest: [] };

  read(lines: readonly SourceLine[]): TableReading {
    const cards = takeCards(linesApart(withTabs(withBars(lines))));
    this.unworded = headingsByContent(cards.rest);
    for (const line of cards.rest) this.take(line);
    this.flush();
    const { rows, headers } = settleByContent(this.reading.rows, this.reading.headers);
    return {
      ...this.reading,
      rows: [...rows, ...cards.rows].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)),
      headers: [...headers, ...cards.headers],
    };
  }

  private take(line: SourceLine): void {
    if (line.table !== this.table) this.change(line);
    const cells = cellsOf(line.text);
    if (line.text === '' || isFurniture(line.text)) {
      this.gap = true;
      this.reading.rest.push(line);
    } else if (cells && cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell)) && cells.some((cell) => /--|:/.test(cell))) {
      this.reading.headerLines.push(line.no, ...(line.more ?? []));
    } else if (cells) {
      this.takeCells(cells, line);
    } else {
      this.takeText(line);
    }
  }

  /** Where the file draws its tables, none goes on beyond its end; another of as many columns may be its next page. */
  private change(line: SourceLine): void {
    const left = this.table !== undefined;
    if (line.text === '' && line.table === undefined) return;
    this.table = line.table;
    if (left) this.flush();
    if (line.table === undefined || this.header === null) return;
    this.heading = null;
    if (line.text.split('\t').length !== this.header.columns.length) this.header = null;
  }

  private takeCells(cells: string[], line: SourceLine): void {
    const two = this.heading && mergeHeadings(this.heading, cells);
    this.heading = null;
    if (two) {
      const whole = readHeader(two);
      if (whole) {
        this.header = whole;
        this.reading.headers.splice(-1, 1, whole);
        this.reading.headerLines.push(line.no, ...(line.more ?? []));
        return;
      }
    }
    const header = this.unworded.get(line.no) ?? readHeader(cells);
    if (header && (this.header === null || !isNumberCell(cells[this.header.columns.indexOf('number')]))) {
      this.flush();
      const repeated = this.header !== null && sameHeader(this.header, cells);
      this.pages = repeated ? this.pages + 1 : 0;
      if (!repeated) {
        this.reading.headers.push(header);
        this.heading = cells;
      }
      this.header = header;
      this.startsPage = this.pages > 0;
      this.inside = true;
      this.gap = false;
      this.reading.headerLines.push(line.no, ...(line.more ?? []));
      return;
    }
    if (this.header === null) {
      this.reading.rest.push(line);
      return;
    }
    const note = noteOf(cells);
    if (note !== null) {
      this.flush();
      this.note = { text: note, lines: [line.no] };
    } else if (this.pending && this.continues(cells)) {
      this.append(cells, line);
    } else {
      this.flush();
      this.pending = { cells: [...cells], lines: [line.no, ...(line.more ?? [])], startsPage: this.startsPage };
      this.startsPage = false;
    }
    this.inside = true;
    this.gap = false;
  }

  /** The rest of a torn row has no number of its own and fills no more than what the row lacks. */
  private continues(cells: readonly string[]): boolean {
    const { pending, header } = this;
    if (!pending || !header) return false;
    if (isSumLabel(cells.find((cell) => cell.trim() !== ''))) return false;
    const width = header.columns.length;
    const numberAt = header.columns.indexOf('number');
    if (numberAt >= 0 && (isNumberCell(cells[numberAt]) || (numberAt > 0 && isNumberCell(cells[numberAt - 1]) && cells.length === width - 1)))
      return false;
    if (pending.cells.some(unclosed) && pending.cells.length < width) return true;
    return pending.cells.length < width && pending.cells.length + cells.length - 1 <= width;
  }

  private append(cells: readonly string[], line: SourceLine): void {
    if (!this.pending) return;
    const last = this.pending.cells.length - 1;
    this.pending.cells[last] = joinTorn((this.pending.cells[last] ?? '').trimEnd(), (cells[0] ?? '').trimStart());
    this.pending.cells.push(...cells.slice(1));
    this.pending.lines.push(line.no);
  }

  private takeText(line: SourceLine): void {
    const heading = /^#{1,6}\s/.test(line.text) || parseMark(line.text)?.level === 'section';
    if (this.inside && !heading && NOTE_LINE.test(line.text)) {
      this.flush();
      this.note = { text: line.text.replace(NOTE_LINE, '').trim(), lines: [line.no] };
    } else if (this.note && !heading && !IMPRINT.test(line.text) && (!this.gap || parseMark(line.text) !== null)) {
      this.note.text = joinTorn(this.note.text, line.text);
      this.note.lines.push(line.no);
    } else if (this.pending && !heading && this.belongs(line.text)) {
      this.append(this.isLastCell(line.text) ? ['', line.text] : [line.text], line);
    } else {
      this.flush();
      this.inside = false;
      this.reading.rest.push(line);
    }
    this.gap = false;
  }

  /** A page may part the units of a row from its words: they are its last cell, not the end of the one before. */
  private isLastCell(text: string): boolean {
    const last = this.header?.columns.at(-1);
    const ofUnits = last === 'lead' || last === 'participant' || last === 'unmarked';
    return ofUnits && this.pending?.cells.length === (this.header?.columns.length ?? 0) - 1 && parseUnitNames(text).names.every(looksLikeUnit);
  }

  /** Text without a tab goes on the last cell while the row is not full, or a list in the last cell is not. */
  private belongs(text: string): boolean {
    if (!this.pending || !this.header) return false;
    const last = this.pending.cells.at(-1) ?? '';
    const full = this.pending.cells.length >= this.header.columns.length;
    if (!full) return true;
    if (/[、，,]\s*$/.test(last) || unclosed(last)) return true;
    const column = this.header.columns.at(-1);
    const ofUnits = column === 'lead' || column === 'participant' || column === 'unmarked';
    if (!this.gap && ofUnits) return text.length <= 60 && text.split(/[、，,]/).every((name) => looksLikeUnit(name) || name.trim().length <= 3);
    return !this.gap && column === 'content' && !/[。；]\s*$/.test(last);
  }

  private flush(): void {
    if (this.pending && this.header) {
      const cells = this.pending.cells.map((cell) => cell.replace(/^"([\s\S]*)"$/, '$1').replace(/""/g, '"'));
      this.reading.rows.push(toRow(cells, this.header, this.pending.lines, this.pending.startsPage));
    }
    if (this.note) this.reading.notes.push(this.note);
    this.pending = null;
    this.note = null;
  }
}
