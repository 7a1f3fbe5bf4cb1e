import type { Typed } from './typed';

/** The columns that are typed in, from left to right as they stand. */
export const TYPED_COLUMNS = ['value', 'percent', 'words'] as const;
export type TypedColumn = (typeof TYPED_COLUMNS)[number];

/** What of a line the table is laid out by. */
interface GridLine {
  id: string;
  targets: readonly { targetId: string }[];
}

/** A row of the table: an item, or one of the further targets of the item above. */
export interface GridRow<L extends GridLine = GridLine> {
  line: L;
  target: L['targets'][number] | null;
  /** The item's own row, with its share, its words and what shows it. */
  first: boolean;
}

export function rowsOf<L extends GridLine>(lines: readonly L[]): GridRow<L>[] {
  return lines.flatMap((line): GridRow<L>[] => (line.targets.length === 0 ? [{ line, target: null, first: true }] : line.targets.map((target, at) => ({ line, target, first: at === 0 }))));
}

/** Where that cell is typed; null where the table has none there. */
export function fieldAt({ line, target, first }: GridRow, column: TypedColumn, still: boolean): string[] | null {
  if (column === 'value') return target === null ? null : [line.id, 'values', target.targetId];
  if (!first) return null;
  return [line.id, column === 'percent' ? 'percent' : still ? 'noProgressReason' : 'text'];
}

/** What a spreadsheet puts on the clipboard: rows by lines, cells by tabs; what holds a tab, a line's end or a quotation mark is in quotation marks. */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const end = (): void => {
    rows.at(-1)!.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t') end();
    else if (char === '\n') {
      end();
      rows.push([]);
    } else cell += char;
  }
  end();
  return rows;
}

/**
 * Whether what is pasted goes into several cells: it has a tab, or lines, which are cells in a column of figures. Words of several lines
 * are one cell's words, but where the clipboard says that they are a table.
 */
export function isOfCells(column: TypedColumn, plain: string, html: string): boolean {
  const text = plain.trim();
  return text.includes('\t') || (/[\r\n]/.test(text) && (column !== 'words' || /<table[\s>]/i.test(html)));
}

/**
 * In which order Tab goes through what takes the focus: what stands before the first typed cell, the typed cells column by column, then
 * everything else row by row, so that nothing is out of the keyboard's reach.
 */
export function tabOrder<E>(focusable: readonly E[], columnOf: (element: E) => TypedColumn | null): E[] {
  const first = focusable.findIndex((element) => columnOf(element) !== null);
  const beyond = focusable.slice(Math.max(0, first));
  return [...focusable.slice(0, Math.max(0, first)), ...TYPED_COLUMNS.flatMap((column) => beyond.filter((element) => columnOf(element) === column)), ...beyond.filter((element) => columnOf(element) === null)];
}

/** A figure as people write it: 24,800 · 24 800 · 62% · ２４. Null where it is none. */
export function numberIn(words: string): number | null {
  const plain = words.normalize('NFKC').replace(/[\s,]/g, '').replace(/%$/, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export interface Pasted {
  /** By line, what is typed now. */
  lines: Typed;
  filled: number;
  /** Cells that were no figures, or had no place here: left as they were. */
  left: string[];
}

/** What of a paste belongs where, from the cell on that it was pasted into. Empty cells leave what is there. */
export function pasteInto(rows: readonly GridRow[], from: { row: number; column: TypedColumn }, cells: readonly (readonly string[])[], typed: Typed): Pasted {
  const lines: Typed = {};
  const left: string[] = [];
  let filled = 0;
  for (const [down, across] of cells.entries()) {
    for (const [right, words] of across.entries()) {
      if (words.trim() === '') continue;
      const row = rows[from.row + down];
      const column = TYPED_COLUMNS[TYPED_COLUMNS.indexOf(from.column) + right];
      const before = row && (lines[row.line.id] ?? typed[row.line.id] ?? {});
      const field = row && column && fieldAt(row, column, before?.noProgress === true);
      const value = column === 'words' ? words.trim() : numberIn(words);
      if (!row || !field || value === null || (column === 'percent' && (value as number) > 100)) {
        left.push(words);
        continue;
      }
      lines[row.line.id] = column === 'value' ? { ...before, values: { ...before?.values, [row.target!.targetId]: value as number } } : { ...before, [field[1]!]: value };
      filled++;
    }
  }
  return { lines, filled, left };
}

/** How often as much as last time is asked about: a figure in another unit, most of all. */
const JUMP = 10;

/** What is asked about a cumulative figure beside last time's: it fell, or jumped as none does. Nothing is barred. */
export function oddity(now: number | null | undefined, last: number | null): 'falls' | 'jumps' | null {
  if (now === null || now === undefined || last === null) return null;
  return now < last ? 'falls' : last > 0 && now >= last * JUMP ? 'jumps' : null;
}
