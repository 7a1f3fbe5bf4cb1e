import { fold } from '../text/fold';
import { parseMark } from '../grammar/mark.parse';
import type { SourceLine } from '../text/source.lines';
import { columnByNoun, columnOf, type Column } from './column.words';
import { readHeader, type Header } from './table.columns';
import { toRow, type TableRow } from './table.row';

/** A card is one item with its labels beside its words: a small table of pairs, or lines like 项目名称：…. */

interface Pair {
  label: string;
  column: Column;
  words: string;
  line: number;
}

const LEAST_LABELS = 3;
/** Of lines alone a name and two more could be anything: there must be several such blocks. */
const LEAST_BLOCKS = 2;
const LABELLED = /^(?:\*\*)?([\u4e00-\u9fa5（()）/]{2,12})(?:\*\*)?\s*[:：]\s*(?:\*\*)?(.*)$/;
/** 牵头单位 市数据局: parted by blanks, where the label is a known word. */
const SPACED = /^([\u4e00-\u9fa5]{2,6})[ \u3000]+(\S.*)$/;
/** The name of what is to be done: not 责任单位名称. */
const NAMES = /(?:项目|任务|事项|工作|课题|工程|行动|提案|建议|议题)(?:名称|标题)?$|^名称$|^案[由名]$/;

export interface Cards {
  rows: TableRow[];
  headers: Header[];
  /** Lines that belong to no card. */
  rest: SourceLine[];
}

const bareLabel = (cell: string): string => cell.replace(/[\s*]/g, '').replace(/[:：]$/, '');

function columnOfLabel(cell: string): Column | null {
  const label = bareLabel(cell);
  return columnOf(label) ?? columnByNoun(label);
}

/** Labels and words of a row in turn; a merged cell shows its words several times. Null where the row is not made of pairs. */
function pairsOf(line: SourceLine): Pair[] | null {
  const cells = line.text.split('\t').map((cell) => cell.trim());
  const pairs: Pair[] = [];
  for (let at = 0; at < cells.length; ) {
    const label = cells[at] ?? '';
    if (label === '' && pairs.length > 0) {
      at += 1;
      continue;
    }
    const column = columnOfLabel(label);
    const words = cells[at + 1] ?? '';
    if (column === null || words === label) return null;
    pairs.push({ label: bareLabel(label), column, words, line: line.no });
    at += 2;
    while (at < cells.length && cells[at] === words && words !== '') at += 1;
  }
  return pairs.length > 0 ? pairs : null;
}

/** Pairs with a number column first, each label once. */
function cardOf(pairs: readonly Pair[]): { row: TableRow; header: Header } | null {
  const columns = pairs.map(({ column }) => column);
  const titleAt = Math.max(pairs.findIndex(({ label, column }) => column === 'title' && NAMES.test(label)), columns.indexOf('title'));
  const works = titleAt >= 0 || columns.includes('content');
  const carriers = columns.some((column) => column === 'lead' || column === 'unmarked' || column === 'participant' || column === 'time');
  if (new Set(columns).size < LEAST_LABELS || !works || !carriers) return null;
  const header: Header = { columns: columns.map((column, at) => (column === 'title' && at !== titleAt ? 'content' : column)), headings: pairs.map(({ label }) => fold(label)) };
  return { row: toRow(pairs.map(({ words }) => words), header, [...new Set(pairs.map(({ line }) => line))], false), header };
}

/** Each run of pairs up to the one whose label came before. */
function cardsOf(pairs: readonly Pair[]): Pair[][] {
  const cards: Pair[][] = [];
  for (const pair of pairs) {
    const open = cards.at(-1);
    if (!open || open.some(({ label }) => label === pair.label)) cards.push([pair]);
    else open.push(pair);
  }
  return cards;
}

function isLabelled(line: SourceLine | undefined): Pair | null {
  const text = line?.text.trim() ?? '';
  const match = line && !text.includes('\t') ? (LABELLED.exec(text) ?? SPACED.exec(text)) : null;
  if (match && !/[:：]/.test(text.slice(0, (match[1]?.length ?? 0) + 6)) && columnOf(match[1] ?? '') === null) return null;
  const column = match?.[1] === undefined ? null : columnOfLabel(match[1]);
  return match && line && column !== null ? { label: bareLabel(match[1] ?? ''), column, words: match[2] ?? '', line: line.no } : null;
}

/** 主办：市发改委　　会办：市住建局: further labels on one line, each a pair of its own. */
function besides(pair: Pair): Pair[] {
  const [own = '', ...further] = pair.words.split(/[ \t\u3000]+(?=[\u4e00-\u9fa5]{2,8}[:：])/);
  const pairs = further.map((text) => isLabelled({ no: pair.line, text }));
  return pairs.every((each) => each !== null) ? [{ ...pair, words: own }, ...pairs] : [pair];
}

/** Runs of labelled lines, each begun by the name of an item. Below an ordinal they are the point's own. */
function blocksOf(lines: readonly SourceLine[]): Pair[][] {
  const blocks: Pair[][] = [];
  let open: Pair[] | null = null;
  let before = '';
  for (const line of lines) {
    const pair = parseMark(before) === null ? isLabelled(line) : null;
    if (line.text !== '') before = line.text;
    if (pair?.column === 'title' && NAMES.test(pair.label)) {
      const number: Pair[] = open !== null && open.length === 1 && open[0]?.column === 'number' ? open : [];
      open = [...number, pair];
      if (number.length > 0) blocks.pop();
      blocks.push(open);
    } else if (pair?.column === 'number') {
      open = [pair];
      blocks.push(open);
    } else if (pair && open && !open.some(({ label }) => label === pair.label)) open.push(...besides(pair));
    else if (line.text !== '') open = null;
  }
  return blocks;
}

/** Takes the cards out of a text. A row that is the heading of a table is none. */
export function takeCards(lines: readonly SourceLine[]): Cards {
  const found: { row: TableRow; header: Header }[] = [];
  let run: Pair[] = [];
  let headed: number | null | undefined = null;
  const close = (): void => {
    for (const card of cardsOf(run)) {
      const made = cardOf(card);
      if (made) found.push(made);
    }
    run = [];
  };
  let table: number | undefined;
  for (const line of lines) {
    if (line.table !== table) {
      close();
      table = line.table;
      headed = null;
    }
    if (!line.text.includes('\t')) {
      if (line.text !== '') headed = null;
      close();
      continue;
    }
    if (headed === null) headed = readHeader(line.text.split('\t')) === null ? null : line.no;
    const pairs = headed === null ? pairsOf(line) : null;
    if (pairs) run.push(...pairs);
    else close();
  }
  close();
  const blocks = blocksOf(lines).flatMap((pairs) => cardOf(pairs) ?? []);
  if (blocks.length >= LEAST_BLOCKS) found.push(...blocks);
  const used = new Set(found.flatMap(({ row }) => row.lines));
  return { rows: found.map(({ row }) => row).sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)), headers: found.map(({ header }) => header), rest: lines.filter(({ no, text }) => text === '' || !used.has(no)) };
}
