import { fold, withoutLayoutSpaces } from '../text/fold';
import { parseMark } from '../grammar/mark.parse';
import { noUnits, readUnitCell, settleContrast, type NamedUnits } from '../grammar/units.parse';
import { takeUnits } from '../grammar/units.find';
import { inferCategories, type Inferred } from './category.infer';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';
import type { Column, RowCells } from './table.columns';
import { isSumLabel, type TableRow } from './table.row';
import { isStepHeading } from './steps.reader';
import { tellUnitAsides } from './unit.asides';
import { holdsUnits } from './unit.column';

export interface TableItem extends RawItem {
  /** Set where the category cell was blank and torn from its neighbours by a page. */
  inferred: Inferred;
}

export interface TableContext {
  /** The paper says that the first-named unit leads. */
  firstLeads: boolean;
  section?: string;
}

const LONGEST_TITLE = 60;

function numberOf(cell: string): string {
  return fold(cell)
    .replace(/\s/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/[.、)]+$/, '');
}

/** The rest of a row that a page tore: no number, no name, only more of the other cells. */
function isRest(row: TableRow, hasNumbers: boolean): boolean {
  return hasNumbers && !row.cells.number && !row.cells.title && !row.cells.category && Object.values(row.cells).some((cell) => cell !== '');
}

function mergeRest(rows: readonly TableRow[]): TableRow[] {
  const hasNumbers = rows.some((row) => row.cells.number);
  const whole: TableRow[] = [];
  for (const row of rows) {
    const before = whole.at(-1);
    if (!before || !isRest(row, hasNumbers) || isCaption(row)) {
      whole.push({ ...row, cells: { ...row.cells } });
      continue;
    }
    for (const [column, text] of Object.entries(row.cells) as [keyof TableRow['cells'], string][])
      before.cells[column] = `${before.cells[column] ?? ''}${text}`;
    before.headings = { ...row.headings, ...before.headings };
    before.lines = [...before.lines, ...row.lines];
  }
  return whole;
}

/** One text across the whole row, as merged cells give it: a category or a heading between rows. */
function isCaption(row: TableRow): boolean {
  const filled = new Set(row.raw.filter((cell) => cell !== ''));
  const only = [...filled][0];
  return (
    filled.size === 1 &&
    only !== undefined &&
    only.length <= 40 &&
    !row.cells.number?.match(/^\d/) &&
    (parseMark(only) !== null || (row.raw.length > 2 && row.raw.every((cell) => cell === only || cell === '') && !/[。；]/.test(only)))
  );
}

/** 一 | 稳增长 between rows that are numbered 1, 2, 3: a heading with an ordinal of its own. */
function isOrdinalCaption(row: TableRow, numberedInDigits: boolean): boolean {
  const filled = Object.entries(row.cells).filter(([, text]) => text !== '');
  return numberedInDigits && filled.length === 2 && /^[(]?[一二三四五六七八九十]{1,3}[)、.]?$/.test(fold(row.cells.number ?? '').trim()) && (row.cells.title ?? row.cells.category ?? row.cells.content ?? '') !== '';
}

/** A row that sums up others is no item. */
function isSum(row: TableRow): boolean {
  const { number, category, title } = row.cells;
  return [number, category, title, row.raw.find((cell) => cell !== '')].some(isSumLabel);
}

function unitsOf(row: TableRow, firstLeads: boolean): NamedUnits {
  const result = noUnits();
  for (const role of ['lead', 'participant', 'unmarked'] as const) {
    const cell = row.cells[role];
    if (!cell) continue;
    const read = readUnitCell(cell, role);
    result.leads.push(...read.leads);
    result.participants.push(...read.participants.filter((name) => !result.leads.includes(name)));
    result.units.push(...read.units);
    result.timeLimit ??= read.timeLimit;
    result.open ||= read.open;
    result.asides.push(...read.asides);
  }
  for (const { heading, text } of row.unknown) {
    if (!holdsUnits(heading, text)) continue;
    const read = readUnitCell(text, 'unmarked');
    result.leads.push(...read.leads);
    result.participants.push(...read.participants);
    result.units.push(...read.units);
    result.asides.push({ kind: 'unknown-label', text: `${heading}：${text}` });
  }
  if (firstLeads && result.leads.length === 0 && result.units.length > 1) {
    return { ...result, leads: result.units.slice(0, 1), participants: [...result.participants, ...result.units.slice(1)], units: [] };
  }
  return settleContrast(result, false);
}

function titleOf(row: TableRow): { title: string; content: string } {
  const title = withoutLayoutSpaces(row.cells.title ?? '');
  const content = (row.cells.content ?? '').trim();
  if (title !== '') return { title, content: content === '' ? title : content };
  const end = content.search(/[。；]/);
  const first = end < 0 ? content : content.slice(0, end);
  const clause = first.length > LONGEST_TITLE ? (first.split(/[，,]/)[0] ?? first) : first;
  return { title: clause.slice(0, LONGEST_TITLE), content };
}

/** The row's cells under the headings of their columns. */
function cellsOf(row: TableRow): RowCells {
  return Object.fromEntries((Object.entries(row.headings) as [Column, string][]).map(([column, heading]) => [column, { heading, text: row.cells[column] ?? '' }]));
}

/** Turns the rows of a table into items: one row, one item. */
export function readTableItems(rows: readonly TableRow[], context: TableContext, ledger: Ledger): TableItem[] {
  let caption = '';
  const whole: { row: TableRow; category: string; number: string }[] = [];
  let counted = 0;
  const merged = mergeRest(rows);
  const hasNumbers = merged.some((row) => row.cells.number);
  const inDigits = merged.some((row) => /^\d/.test(fold(row.cells.number ?? '')));
  for (const row of merged) {
    const ordinal = isOrdinalCaption(row, inDigits);
    if (ordinal || isCaption(row)) {
      const words = (ordinal ? row.cells.title || row.cells.category || row.cells.content : row.raw.find((cell) => cell !== '')) ?? '';
      caption = withoutLayoutSpaces(words.slice(parseMark(words)?.length ?? 0));
      ledger.use(row.lines, 'heading');
      continue;
    }
    if (isSum(row)) {
      ledger.use(row.lines, 'note');
      ledger.setAside(row.raw.filter((cell) => cell !== '').join(' '), placeOf(row.lines, context.section), '合计行，不作为事项', 'A row of sums, not an item');
      continue;
    }
    if (!row.cells.title && !row.cells.content) {
      ledger.use(row.lines, 'notUnderstood');
      ledger.setAside(
        row.raw.join(' ').trim(),
        placeOf(row.lines, context.section),
        '表格行无事项名称和内容',
        'A table row without a name or content',
      );
      continue;
    }
    counted += 1;
    const number = numberOf(row.cells.number ?? '') || (hasNumbers ? '' : String(counted));
    whole.push({ row, category: withoutLayoutSpaces(row.cells.category ?? '').replace(/(?<=[\u4e00-\u9fa5])\n/g, '') || caption, number });
  }
  if (!hasNumbers && counted > 0) ledger.infer(null, '表格没有序号栏，按行序编号', 'The table has no number column: items are numbered by row');
  const categories = inferCategories(
    whole.map(({ row, category, number }) => ({ number, written: category, startsPage: row.startsPage })),
    ledger,
  );
  return whole.map(({ row, number }, index) => {
    ledger.use(row.lines, 'item');
    const inferred = categories[index] ?? { category: null, candidates: [] };
    const { title, content } = titleOf(row);
    const taken = takeUnits(content);
    const cellUnits = unitsOf(row, context.firstLeads);
    const place = placeOf(row.lines, context.section);
    const none = cellUnits.leads.length + cellUnits.participants.length + cellUnits.units.length === 0;
    const units = none && taken.units ? taken.units : cellUnits;
    tellUnitAsides(number, units, none ? taken.doubt : null, place, ledger);
    return {
      number,
      title,
      category: inferred.category,
      inferred,
      units,
      content: none ? taken.text || title : content,
      quote: row.raw.filter((cell, at) => cell !== '' && row.raw.indexOf(cell) === at).join(' '),
      place,
      timeLimit: row.cells.time ?? null,
      targetCell: row.cells.target ?? '',
      recurrenceCell: row.cells.recurrence ?? '',
      cells: cellsOf(row),
      doubtfulCategory: inferred.candidates.length > 0,
      stepCells: row.unknown.filter(({ heading }) => isStepHeading(heading)),
      firstLeads: context.firstLeads && cellUnits.leads.length > 0 && !row.cells.lead,
    };
  });
}
