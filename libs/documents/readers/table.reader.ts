import { fold, withoutLayoutSpaces } from '../text/fold';
import { isTimeLimit } from '../grammar/deadline.parse';
import { looksLikeUnit } from '../grammar/unit.shape';
import { parseMark } from '../grammar/mark.parse';
import { settleContrast } from '../grammar/units.mark';
import { noUnits, type NamedUnits, type UnitRole } from '../grammar/units.named';
import { readUnitCell } from '../grammar/units.parse';
import { takeUnits } from '../grammar/units.find';
import { inferCategories, type Inferred } from './category.infer';
import { targetWords } from './column.amounts';
import { readHeadingWords, type HeadingWords } from './heading.time';
import type { RawItem } from './item.build';
import { placeOf, type Ledger } from './ledger';
import { namesProblem, type Column } from './column.words';
import type { RowCells } from './table.columns';
import { unitsByMarks } from './table.marks';
import { numbersByPart } from './table.numbers';
import { isSumLabel, type TableRow } from './table.row';
import type { RowSection } from './table.sections';
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
  sectionOf?: (row: TableRow) => RowSection | null;
  /** What the paper says that the signs of a table mean. */
  legend?: ReadonlyMap<string, UnitRole>;
  /** 单位：万元 above the table. */
  amountUnit?: string | null;
}

const LONGEST_TITLE = 60;
const LONGEST_NAME = 30;

function numberOf(cell: string): string {
  return fold(cell)
    .replace(/\s/g, '')
    .replace(/^\((.*)\)$/, '$1')
    .replace(/[.、)]+$/, '');
}

/** The rest of a row that a page tore: no number, no name, only more of the other cells. */
function isRest(row: TableRow, before: TableRow, hasNumbers: boolean): boolean {
  const same = !row.cells.category || (row.cells.category === before.cells.category && row.header === before.header);
  return hasNumbers && !row.cells.number && !row.cells.title && same && Object.values(row.cells).some((cell) => cell !== '');
}

const lastOf = (list: string): string => list.split(/[、，,；;\n]/).at(-1) ?? '';
const firstOf = (list: string): string => list.split(/[、，,；;\n]/, 1)[0] ?? '';

/** What a page tore goes on where it stopped; what is whole stands below. */
function joined(before: string, text: string, column: Column): string {
  const ofUnits = column === 'lead' || column === 'participant' || column === 'unmarked';
  const whole = ofUnits ? looksLikeUnit(lastOf(before)) && looksLikeUnit(firstOf(text)) : column === 'time' ? isTimeLimit(before) && isTimeLimit(text) : /[。；]$/.test(before);
  return before !== '' && text !== '' && whole ? `${before}\n${text}` : `${before}${text}`;
}

/** Units or a time before the name of the work, once for several rows: a blank cell below goes on from the one above. */
function carriedDown(rows: readonly TableRow[]): TableRow[] {
  const carried = new Map<Column, string>();
  return rows.map((row) => {
    const before = row.header.columns.slice(0, Math.max(0, row.header.columns.findIndex((column) => column === 'title' || column === 'content')));
    const given: TableRow['cells'] = {};
    for (const column of before.filter((each) => each === 'lead' || each === 'unmarked' || each === 'time')) {
      const cell = row.cells[column] ?? '';
      if (cell !== '') carried.set(column, cell);
      else if (isCaption(row)) carried.delete(column);
      else if ((row.cells.title ?? row.cells.content ?? '') !== '' && carried.has(column)) given[column] = carried.get(column) ?? '';
    }
    return Object.keys(given).length > 0 ? { ...row, cells: { ...row.cells, ...given } } : row;
  });
}

function mergeRest(rows: readonly TableRow[]): TableRow[] {
  const hasNumbers = rows.some((row) => row.cells.number);
  const whole: TableRow[] = [];
  for (const row of rows) {
    const before = whole.at(-1);
    if (!before || !isRest(row, before, hasNumbers) || isCaption(row)) {
      whole.push({ ...row, cells: { ...row.cells } });
      continue;
    }
    for (const [column, text] of Object.entries(row.cells) as [keyof TableRow['cells'], string][])
      if (column !== 'category') before.cells[column] = joined(before.cells[column] ?? '', text, column);
    before.raw = before.raw.length === row.raw.length ? before.raw.map((cell, at) => (cell === row.raw[at] ? cell : `${cell}${row.raw[at] ?? ''}`)) : [...before.raw, ...row.raw];
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
    (row.raw[0] === only || row.raw[1] === only || row.raw.filter((cell) => cell === only).length > 1) &&
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
    if (isStepHeading(heading) || !holdsUnits(heading, text)) continue;
    const read = readUnitCell(text, 'unmarked');
    result.leads.push(...read.leads);
    result.participants.push(...read.participants);
    result.units.push(...read.units);
    result.asides.push({ kind: 'unknown-label', text: `${heading}：${text}` });
  }
  if (firstLeads && result.leads.length === 0 && result.units.length > 1) {
    return { ...result, leads: result.units.slice(0, 1), participants: [...result.participants, ...result.units.slice(1)], units: [] };
  }
  return settleContrast(result, null);
}

/** A name on a line of its own above its words in one cell; a name that is only wrapped has no sentence behind it. */
function nameAbove(cell: string): { title: string; content: string } | null {
  const line = cell.indexOf('\n');
  const [name, words] = [cell.slice(0, line).trim(), cell.slice(line + 1).trim()];
  return line > 0 && name.length >= 2 && name.length <= LONGEST_NAME && !/[，。；：、,;:]$|。/.test(name) && /[，。；,;]/.test(words) && words.length > name.length ? { title: withoutLayoutSpaces(name), content: words } : null;
}

/** 整治餐饮油烟：安装油烟在线监控800套…: a name before its words, where no other column holds these. */
function nameBefore(cell: string): { title: string; content: string } | null {
  const stop = cell.slice(0, LONGEST_NAME + 1).search(/[：:。]/);
  const words = cell.slice(stop + 1).trim();
  return stop >= 4 && words !== '' && (cell.charAt(stop) === '。' || words.length > stop) && !/[，。；,;、]/.test(cell.slice(0, stop)) ? { title: withoutLayoutSpaces(cell.slice(0, stop)), content: words } : null;
}

function titleOf(row: TableRow): { title: string; content: string } {
  const above = row.cells.title && row.cells.content ? null : nameAbove(row.cells.title || row.cells.content || '');
  if (above) return above;
  const title = withoutLayoutSpaces(row.cells.title ?? '').replace(/[。；]$/, '');
  const content = (row.cells.content ?? '').trim();
  const apart = content === '' ? nameBefore((row.cells.title ?? '').trim()) : null;
  if (apart) return apart;
  if (title !== '') return { title, content: content === '' ? title : content };
  const end = content.search(/[。；]/);
  const first = end < 0 ? content : content.slice(0, end);
  const clause = first.length > LONGEST_TITLE ? (first.split(/[，,]/)[0] ?? first) : first;
  return { title: withoutLayoutSpaces(clause.slice(0, LONGEST_TITLE)), content };
}

/** 1.深化理论武装 in a table without a column of numbers. */
function numberInTitle(row: TableRow): { number: string; row: TableRow } | null {
  const column = row.cells.title ? 'title' : 'content';
  const words = row.cells[column] ?? '';
  const mark = parseMark(words);
  return mark && mark.length < words.length ? { number: mark.ordinal, row: { ...row, cells: { ...row.cells, [column]: words.slice(mark.length) } } } : null;
}

/** A column about time whose heading says nothing of it: its cell speaks of time only. */
function timeOf(row: TableRow): string | null {
  return row.cells.time || ([...row.unknown, ...row.apart].find(({ text }) => text.length <= 20 && isTimeLimit(text))?.text ?? null);
}

/** The row's cells under the headings of their columns. */
function cellsOf(row: TableRow): RowCells {
  return Object.fromEntries((Object.entries(row.headings) as [Column, string][]).map(([column, heading]) => [column, { heading, text: row.cells[column] ?? '' }]));
}

/** Behind a name; a sentence is read as one. */
const BRACKET_BEHIND = /^[^。；：（(【]{2,60}[（(【][^）)】]*(?:[）)】][^）)】]*)?[）)】]\s*$/;

/** 建设规模, 项目概况: the whole of a work, which is more than a year's. */
const saysWhatIsBuilt = (heading: string): boolean => /(?:规模|概况|概述|简介|现状)$/.test(heading);

/** Where one problem has several rows of measures, these name the items. */
function namedByWork(rows: readonly TableRow[]): readonly TableRow[] {
  const problems = rows.filter((row) => row.cells.title && namesProblem(row.headings.title ?? ''));
  if (new Set(problems.map((row) => row.cells.title)).size === problems.length) return rows;
  const changed = new Set(problems);
  return rows.map((row) => (changed.has(row) ? { ...row, cells: { ...row.cells, title: '' }, headings: { ...row.headings, title: '' } } : row));
}

/** Turns the rows of a table into items: one row, one item. */
export function readTableItems(rows: readonly TableRow[], context: TableContext, ledger: Ledger): TableItem[] {
  const sectionOf = context.sectionOf ?? (() => null);
  let caption: HeadingWords = { words: '', time: null };
  const whole: { row: TableRow; category: string; number: string; time: string | null; part: string }[] = [];
  let counted = 0;
  let byOrder = 0;
  const merged = namedByWork(carriedDown(mergeRest(rows)));
  const hasNumbers = merged.some((row) => row.cells.number);
  const inDigits = merged.some((row) => /^\d/.test(fold(row.cells.number ?? '')));
  const categorised = new Set(merged.filter((row) => row.cells.category && !isCaption(row)).map(({ header }) => header));
  for (const row of merged) {
    const ordinal = isOrdinalCaption(row, inDigits);
    if (ordinal || isCaption(row)) {
      const words = (ordinal ? row.cells.title || row.cells.category || row.cells.content : row.raw.find((cell) => cell !== '')) ?? '';
      caption = readHeadingWords(words);
      ledger.use(row.lines, 'heading');
      continue;
    }
    if (isSum(row)) {
      ledger.use(row.lines, 'note');
      ledger.setAside(row.raw.filter((cell) => cell !== '').join(' '), placeOf(row.lines, sectionOf(row)?.text), '合计行，不作为事项', 'A row of sums, not an item');
      continue;
    }
    if (!row.cells.title && !row.cells.content) {
      ledger.use(row.lines, 'notUnderstood');
      ledger.setAside(
        row.raw.join(' ').trim(),
        placeOf(row.lines, sectionOf(row)?.text),
        '表格行无事项名称和内容',
        'A table row without a name or content',
      );
      continue;
    }
    counted += 1;
    const own = hasNumbers ? null : numberInTitle(row);
    const written = numberOf(row.cells.number ?? '') || own?.number || '';
    if (written === '' && !hasNumbers) byOrder += 1;
    const number = written || (hasNumbers ? '' : String(counted));
    const section = sectionOf(row);
    const category = withoutLayoutSpaces(row.cells.category ?? '').replace(/(?<=[\u4e00-\u9fa5])\n/g, '') || (categorised.has(row.header) ? '' : caption.words || section?.category || '');
    whole.push({ row: own?.row ?? row, category, number, time: caption.time ?? section?.time ?? null, part: caption.words });
  }
  const byContent = [...new Set(merged.flatMap(({ header }) => header.byContent ?? []))];
  if (byContent.length > 0) ledger.infer(null, `表头用语不识别，含义按各行内容推定，请核对：${byContent.join('、')}`, `Headings whose words are not known were read by the cells below them; check them: ${byContent.join(', ')}`);
  if (byOrder > 0) ledger.infer(null, '表格没有序号栏，按行序编号', 'The table has no number column: items are numbered by row');
  const categories = inferCategories(
    whole.map(({ row, category, number }) => ({ number, written: category, startsPage: row.startsPage })),
    ledger,
  );
  const numbers =
    numbersByPart(whole.map(({ number, part }) => ({ number, part }))) ??
    numbersByPart(whole.map(({ row, number }, at) => ({ number, part: categories[at]?.category || sectionOf(row)?.text || '' })));
  if (numbers) ledger.infer(null, '表格各部分分别编号，计划内的编号前加部分的次序', 'Each part of the table numbers anew: the plan puts the place of the part before its numbers');
  const byMarks = unitsByMarks(merged, context.legend ?? new Map());
  return whole.map(({ row, number: written, time }, index) => {
    const number = numbers?.[index] ?? written;
    ledger.use(row.lines, 'item');
    const inferred = categories[index] ?? { category: null, candidates: [] };
    const cellUnits = row.marks.length > 0 ? byMarks(row) : unitsOf(row, context.firstLeads);
    const place = placeOf(row.lines, sectionOf(row)?.text);
    const none = cellUnits.leads.length + cellUnits.participants.length + cellUnits.units.length === 0;
    // 推行联合验收（牵头单位：市住建局） where no column names units.
    const ofTitle = none && BRACKET_BEHIND.test(row.cells.title ?? '') ? takeUnits(row.cells.title ?? '') : null;
    const { title, content } = titleOf(ofTitle?.units ? { ...row, cells: { ...row.cells, title: ofTitle.text } } : row);
    const taken = takeUnits(content);
    const units = (none ? (taken.units ?? ofTitle?.units) : null) ?? cellUnits;
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
      timeLimit: timeOf(row),
      headingTime: time,
      targetCell: targetWords(row, title, context.amountUnit ?? null),
      recurrenceCell: row.cells.recurrence ?? '',
      cells: cellsOf(row),
      doubtfulCategory: inferred.candidates.length > 0,
      ...(namesProblem(row.headings.title ?? '') ? { titleIsState: true as const, timeWords: content } : {}),
      ...(row.cells.target && saysWhatIsBuilt(row.headings.content ?? '') ? { contentIsState: true as const } : {}),
      stepCells: row.unknown.filter(({ heading }) => isStepHeading(heading)),
      firstLeads: context.firstLeads && cellUnits.leads.length > 0 && !row.cells.lead,
    };
  });
}
