import { joinWrapped } from '../pdf/pdf.lines';
import type { SourceLine } from '../text/source.lines';

/** Tables that a plain text draws by signs (┌─┬─┐ │ ├, +--+ |): as lines of cells parted by tabs. */

const UPRIGHT = /[│┃║|]/;
const RULE = /^[┌┍┎┏├┝┞┟┠┡┢┣└┕┖┗╔╠╚╟╒╓╞+][─━═┄┈\-=┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╋╦╩╬╤╧╪+]+[┐┑┒┓┤┥┦┧┨┩┪┫┘┙┚┛╗╣╝╢╕╖╡+]$/;
/** A rule under some cells only: the others go on below it. */
const PART = /^[│┃║|├┝┠┣╠╟].*[─━]{2}.*[│┃║|┤┥┨┫╣╢]$/;
const CROSSING = /[│┃║|├┝┠┣╠╟┤┥┨┫╣╢┼┿╋╬┬┴┯┷┳┻]/;
const LEVEL = /^[─━═┄┈\-]{2,}$/;

interface Cell {
  lines: string[];
  /** It goes on from the cell above. */
  down: boolean;
}

interface Row {
  cells: Cell[];
  lines: number[];
}

const NARROW = /[\u0000-\u00ff]/;
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (NARROW.test(char) ? 1 : 2), 0);

function cellsOf(text: string): string[] {
  return text.slice(1, -1).split(UPRIGHT).map((cell) => cell.trim());
}

/** A line of a cell goes on in the next where it is about as wide as the widest of its column. */
function textOf({ lines }: Cell, room: number): string {
  let text = '';
  let before: string | null = null;
  for (const line of lines.filter((each) => each !== '')) {
    text = before === null ? line : widthOf(before) >= room - 2 ? joinWrapped(text, line) : `${text}\n${line}`;
    before = line;
  }
  return text;
}

/** Where no rules part the rows, each line is one. */
function apart(row: Row): Row[] {
  const height = Math.max(...row.cells.map(({ lines }) => lines.length));
  const first = row.cells[0]?.lines ?? [];
  if (height < 2 || first.length < height || first.some((line) => line === '')) return [row];
  return row.lines.map((no, i) => ({ lines: [no], cells: row.cells.map(({ lines }) => ({ lines: [lines[i] ?? ''], down: false })) }));
}

/** Cells that go over several rows show their words in each of them. */
function spread(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  for (let column = 0; column < width; column += 1) {
    let group: Cell[] = [];
    const close = (): void => {
      const words = group.flatMap(({ lines }) => lines);
      for (const cell of group) cell.lines = words;
    };
    for (const { cells } of rows) {
      const cell = cells[column];
      if (!cell) continue;
      if (!cell.down) {
        close();
        group = [];
      }
      group.push(cell);
    }
    close();
  }
}

function rowsOf(lines: readonly SourceLine[]): Row[] {
  const rows: Row[] = [];
  let open: Row | null = null;
  let carried: number[] = [];
  const waiting: number[] = [];
  const close = (): void => {
    if (open) rows.push(...apart(open));
    open = null;
  };
  for (const { no, text } of lines) {
    if (RULE.test(text)) {
      close();
      carried = [];
      if (rows.length === 0) waiting.push(no);
      else rows.at(-1)?.lines.push(no);
      continue;
    }
    const parts = PART.test(text) ? text.slice(1, -1).split(CROSSING).map((cell) => cell.trim()) : null;
    if (parts?.some((cell) => LEVEL.test(cell))) {
      const going = parts.flatMap((cell, at) => (LEVEL.test(cell) ? [] : [at]));
      going.forEach((at) => open?.cells[at]?.lines.push(parts[at] ?? ''));
      open?.lines.push(no);
      close();
      carried = going;
      continue;
    }
    const cells = cellsOf(text);
    const row: Row = open ?? { cells: cells.map((_, at) => ({ lines: [], down: carried.includes(at) })), lines: waiting.splice(0) };
    cells.forEach((cell, at) => row.cells[at]?.lines.push(cell));
    row.lines.push(no);
    open = row;
  }
  close();
  return rows;
}

function drawn(lines: readonly SourceLine[]): SourceLine[] {
  const rows = rowsOf(lines);
  if (rows.length < 2) return [...lines];
  const rooms = (rows[0]?.cells ?? []).map((_, at) => Math.max(...rows.flatMap(({ cells }) => (cells[at]?.lines ?? []).map(widthOf))));
  spread(rows);
  return rows.map(({ cells, lines: own }) => ({ no: own[0] ?? 1, more: own.slice(1), text: cells.map((cell, at) => textOf(cell, rooms[at] ?? 0)).join('\t') }));
}

/** The lines of a text with the tables that it draws as lines of cells. */
export function withoutBoxes(lines: readonly SourceLine[]): SourceLine[] {
  if (!lines.some(({ text }) => RULE.test(text))) return [...lines];
  const whole: SourceLine[] = [];
  let box: SourceLine[] = [];
  const close = (): void => {
    whole.push(...(box.length > 0 ? drawn(box) : []));
    box = [];
  };
  for (const line of lines) {
    const begins = RULE.test(line.text);
    const within = box.length > 0 && (begins || (UPRIGHT.test(line.text.charAt(0)) && UPRIGHT.test(line.text.at(-1) ?? '')) || PART.test(line.text));
    if (begins || within) {
      box.push(line);
      continue;
    }
    close();
    whole.push(line);
  }
  close();
  return whole;
}
