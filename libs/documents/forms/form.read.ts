import type { Entry, LineEntry, RoundLine } from '#libs/supervision/reporting-round/round.types';
import { dayIn, dayInSheet } from '../codecs/day.cell';
import type { Day } from '#libs/supervision/time/day';
import { restored } from '../codecs/inert.cell';
import type { RawCell, RawSheet } from '../codecs/xlsx.codec';
import { importFailure, type ImportFailure } from '../import.failure';
import { isClassified } from '../readers/secrecy.detect';
import { checkOf, isBlank } from './form.entry';
import { readFormSheets, type FormSheets } from './form.sheets';
import { COLUMN_ORDER, COLUMNS, FACTS, letterOf, OPEN, type Column, type Fact } from './form.layout';

/** Longest text of a cell, as over the API. */
const LONGEST_TEXT = 20_000;

/** Columns that a line fills in once, in whichever of its rows. */
const ONCE: ReadonlySet<Column> = new Set<Column>(['text', 'percent', 'step', 'noProgressReason']);
/** Columns of words. */
const WORDS: ReadonlySet<Column> = new Set<Column>(['text', 'noProgressReason']);

/** Where something stands in the file. */
export interface SheetPlace {
  sheet: string;
  row: number;
  /** From 0. */
  column: number;
}

export interface SheetFault {
  /** `报表!K12` */
  field: string;
  zh: string;
  en: string;
}

/** Whose form the sheet is said to be. */
export interface FormClaim {
  roundId: string;
  planId: string;
  unitId: string;
}

/** The form that a sheet is read into. */
export interface FormAsked extends FormClaim {
  lines: readonly RoundLine[];
}

export type FormRead =
  | {
      ok: true;
      /** Lines that say something else than the sheet was given out with. */
      entries: LineEntry[];
      /** Version of the form that the sheet was made from; null where it does not say. */
      seen: number | null;
      /** Where a fault of the form's own checks (`entries.<line>.percent`) stands in the file; null where it stands nowhere. */
      placed: (fault: SheetFault) => SheetFault;
    }
  | { ok: false; because: 'foreign'; claim: FormClaim; name: 'round' | 'unit' | 'plan' }
  | { ok: false; because: 'faults'; faults: SheetFault[] }
  | (ImportFailure & { because: 'file' });

function faultAt({ sheet, row, column }: SheetPlace, heading: string, zh: string, en: string): SheetFault {
  const letter = letterOf(column);
  return { field: `${sheet}!${letter}${row}`, zh: `“${sheet}”第 ${row} 行 ${letter} 列（${heading}）：${zh}`, en: `Sheet “${sheet}”, row ${row}, column ${letter} (${heading}): ${en}` };
}

function failure(file: ImportFailure): FormRead {
  return { ...file, because: 'file' };
}

/**
 * Reads a unit's form back from a workbook, of whichever sheet says that it is this unit's. Never throws for what a file holds.
 *
 * @param readSheets opens the workbook; a server has it done in a thread of its own
 */
export async function readForm(bytes: Uint8Array, asked: FormAsked, readSheets: (bytes: Uint8Array) => Promise<FormSheets> = readFormSheets): Promise<FormRead> {
  const read = await readSheets(bytes);
  if (!read.ok) return failure(read);
  const { sheets } = read;
  if (sheets.some((sheet) => isClassified([[sheet.name], ...sheet.rows.map(({ cells }) => cells.map(({ text }) => text))]))) return failure(importFailure('classified'));
  const forms = sheets.flatMap((sheet) => {
    const facts = factsOf(sheet);
    return facts === null ? [] : [{ sheet, facts }];
  });
  const first = forms[0];
  if (!first) return failure(importFailure('no-items', '不是调度报表 / not a form of a reporting round'));
  const claim = (facts: Record<Fact, string>): FormClaim => ({ roundId: facts.roundId, planId: facts.planId, unitId: facts.unitId });
  const own = forms.filter((f) => f.facts.roundId === asked.roundId && f.facts.unitId === asked.unitId && f.facts.planId === asked.planId);
  if (own.length === 0) {
    const { facts } = first;
    return { ok: false, because: 'foreign', claim: claim(facts), name: facts.planId !== asked.planId ? 'plan' : facts.roundId !== asked.roundId ? 'round' : 'unit' };
  }
  if (own.length > 1) {
    const names = own.map((f) => f.sheet.name).join('、');
    return { ok: false, because: 'faults', faults: [faultAt({ sheet: own[1]!.sheet.name, row: 1, column: 0 }, FACTS.unitId, `有两张本单位的报表（${names}），请只留一张`, `there are two forms of the unit (${names}): leave one`)] };
  }
  return new SheetReading(own[0]!.sheet, own[0]!.facts, asked.lines).read();
}

/** The labelled rows above the heading; null where the sheet is no form. */
function factsOf(sheet: RawSheet): Record<Fact, string> | null {
  const facts: Partial<Record<Fact, string>> = {};
  for (const { cells } of sheet.rows) {
    if (cells.some((c) => c.text.trim() === COLUMNS.lineId)) break;
    const fact = (Object.keys(FACTS) as Fact[]).find((f) => FACTS[f] === cells[0]?.text.trim());
    if (fact) facts[fact] = restored(cells[1]?.text ?? '').trim();
  }
  return facts.roundId === undefined || facts.unitId === undefined ? null : { round: '', unit: '', period: '', day: '', planId: '', version: '', help: '', ...facts, roundId: facts.roundId, unitId: facts.unitId };
}

/** What a line says in the rows of the sheet, and where. */
interface Said {
  line: RoundLine;
  entry: Entry;
  check: string | null;
  targets: Set<string>;
}

class SheetReading {
  private readonly faults: SheetFault[] = [];
  private readonly places = new Map<string, SheetPlace>();
  private readonly said = new Map<string, Said>();
  private at = new Map<Column, number>();

  constructor(
    private readonly sheet: RawSheet,
    private readonly facts: Record<Fact, string>,
    private readonly lines: readonly RoundLine[],
  ) {}

  read(): FormRead {
    const headingAt = this.sheet.rows.findIndex(({ cells }) => cells.some((c) => c.text.trim() === COLUMNS.lineId));
    const heading = this.sheet.rows[headingAt];
    const name = (cell: RawCell): string => cell.text.replace(/\s+/g, '');
    this.at = new Map(COLUMN_ORDER.flatMap((column): [Column, number][] => {
      const found = heading?.cells.findIndex((c) => name(c) === COLUMNS[column]) ?? -1;
      return found < 0 ? [] : [[column, found]];
    }));
    const missing = [...OPEN, 'lineId' as const, 'targetId' as const].filter((c) => !this.at.has(c)).map((c) => COLUMNS[c]);
    if (!heading || missing.length > 0) {
      this.faults.push(faultAt({ sheet: this.sheet.name, row: heading?.row ?? 1, column: 0 }, '表头', `缺少栏目：${missing.join('、')}`, `columns are missing: ${missing.join(', ')}`));
      return { ok: false, because: 'faults', faults: this.faults };
    }
    for (const { row, cells } of this.sheet.rows.slice(headingAt + 1)) this.row(row, cells);
    if (this.faults.length > 0) return { ok: false, because: 'faults', faults: this.faults };
    const touched = this.lines.flatMap((line) => {
      const said = this.said.get(line.id);
      return said && this.isTouched(said) ? [{ lineId: line.id, ...said.entry }] : [];
    });
    const seen = /^\d{1,9}$/.test(this.facts.version) ? Number(this.facts.version) : null;
    return { ok: true, entries: touched, seen, placed: (fault) => this.placed(fault) };
  }

  /** A line as it was given out is left alone: what others saved meanwhile stays. */
  private isTouched({ entry, check }: Said): boolean {
    return check === null || check === '' ? !isBlank(entry) : checkOf(entry) !== check;
  }

  private row(row: number, cells: readonly RawCell[]): void {
    const cell = (column: Column): RawCell => cells[this.at.get(column) ?? -1] ?? { text: '', percent: false, fault: null, dayLike: false, continued: false };
    const text = (column: Column): string => restored(cell(column).text);
    const fault = (column: Column, zh: string, en: string): void => {
      this.faults.push(faultAt({ sheet: this.sheet.name, row, column: this.at.get(column) ?? 0 }, COLUMNS[column], zh, en));
    };
    // Merged over the rows of one line it was filled in once.
    const again = (c: Column): boolean => ONCE.has(c) && cell(c).continued && this.said.has(text('lineId').trim());
    const filled = OPEN.filter((c) => (cell(c).fault !== null || text(c).trim() !== '') && !again(c));
    for (const column of filled) {
      const wrong = cell(column).fault;
      if (wrong === 'noResult') fault(column, '公式没有计算结果：请填写数值', 'the formula has no saved result: type the value');
      if (wrong === 'error') fault(column, '公式出错：请填写数值', 'the formula gives an error: type the value');
    }
    if (filled.some((c) => cell(c).fault !== null)) return;
    const lineId = text('lineId').trim();
    const line = this.lines.find((l) => l.id === lineId);
    if (!line) {
      if (filled.length > 0) fault('lineId', lineId === '' ? '没有事项标识，不知填的是哪一项' : '本单位的表中没有这一项（可能已办结）', lineId === '' ? 'has no id of a line: what it is about is not known' : 'is no line of this unit’s form, or has ended');
      return;
    }
    const targetId = text('targetId').trim();
    const said = this.said.get(line.id) ?? { line, entry: { stepId: null, text: '', percent: null, values: [], noProgressReason: null }, check: null, targets: new Set<string>() };
    this.said.set(line.id, said);
    if (text('check').trim() !== '') said.check = text('check').trim();
    const place = (column: Column, what: string): void => {
      this.places.set(`entries.${line.id}${what}`, { sheet: this.sheet.name, row, column: this.at.get(column) ?? 0 });
    };
    if (!this.places.has(`entries.${line.id}`)) place('text', '');
    if (said.targets.has(targetId)) {
      if (filled.length > 0) fault('targetId', '同一事项的同一指标写了两行', 'the same target of the line stands in two rows');
      return;
    }
    said.targets.add(targetId);
    const once = (column: Column, before: boolean): boolean => {
      if (before) fault(column, '同一事项填了两次', 'is given twice for the line');
      return !before;
    };
    for (const column of filled) {
      const words = text(column);
      if (words.length > LONGEST_TEXT || !words.isWellFormed()) fault(column, `超过 ${LONGEST_TEXT} 个字符，或含有无法识别的字符`, `has more than ${LONGEST_TEXT} characters, or some that are none`);
    }
    for (const column of filled) {
      if (WORDS.has(column) && cell(column).dayLike) fault(column, `“${text(column)}”是日期或其序号，不是文字：可能被表格软件自动转换，请改成文本后重填`, `“${text(column)}” is a day, or the number of one, and no text: the spreadsheet may have turned it into that; set the cell to text and type it again`);
    }
    const { entry } = said;
    if (filled.includes('text') && once('text', entry.text !== '')) {
      entry.text = text('text');
      place('text', '.text');
    }
    if (filled.includes('noProgressReason') && once('noProgressReason', entry.noProgressReason !== null)) {
      entry.noProgressReason = text('noProgressReason');
      place('noProgressReason', '.noProgressReason');
    }
    if (filled.includes('percent') && once('percent', entry.percent !== null)) {
      const percent = numberIn(cell('percent'), true);
      if (percent === null) fault('percent', `“${text('percent')}”不是数`, `“${text('percent')}” is no number`);
      entry.percent = percent;
      place('percent', '.percent');
    }
    if (filled.includes('step') && once('step', entry.stepId !== null)) {
      const named = text('step').normalize('NFKC').trim().replace(/[.、]$/, '');
      const step = line.steps.find((s, i) => s.stepId === named || String(i + 1) === named);
      if (!step) fault('step', `没有第“${text('step')}”个待办步骤`, `there is no open step “${text('step')}”`);
      entry.stepId = step?.stepId ?? null;
      place('step', '.stepId');
    }
    this.value(line, targetId, entry, { filled, cell, text, fault, place });
  }

  /** A value of a target, with the day that it holds for. */
  private value(
    line: RoundLine,
    targetId: string,
    entry: Entry,
    of: { filled: readonly Column[]; cell: (c: Column) => RawCell; text: (c: Column) => string; fault: (c: Column, zh: string, en: string) => void; place: (c: Column, what: string) => void },
  ): void {
    const { filled, cell, text, fault, place } = of;
    const [hasValue, hasDay] = [filled.includes('value'), filled.includes('asOf')];
    if (!hasValue && !hasDay) return;
    if (!line.targets.some((t) => t.targetId === targetId)) {
      fault(hasValue ? 'value' : 'asOf', '这一行没有量化指标，不知填的是哪个指标的数', 'the row has no target: which figure it is is not known');
      return;
    }
    if (!hasValue) fault('asOf', '有截至日期而没有本期值', 'has an as-of day and no value');
    if (!hasDay) fault('value', '请同时填截至日期', 'needs the day that it holds for');
    if (!hasValue || !hasDay) return;
    const value = numberIn(cell('value'), false);
    const asOf = dayInSheet(text('asOf').normalize('NFKC'), this.lastDay());
    if (value === null) fault('value', `“${text('value')}”不是数`, `“${text('value')}” is no number`);
    if (asOf === null) fault('asOf', `日期“${text('asOf')}”无法识别`, `the date “${text('asOf')}” is not understood`);
    if (value === null || asOf === null) return;
    entry.values.push({ targetId, value, asOf });
    place('value', `.values.${targetId}`);
  }

  /** The last day of the round's period, by the sheet; null where it does not say. */
  private lastDay(): Day | null {
    return dayIn(this.facts.period.split('至')[1] ?? '');
  }

  private placed({ field, zh, en }: SheetFault): SheetFault {
    const exact = [...this.places].filter(([key]) => field === key || field.startsWith(`${key}.`)).sort(([a], [b]) => b.length - a.length)[0];
    if (!exact) return { field, zh, en };
    const [key, place] = exact;
    const column = COLUMN_ORDER.find((c) => this.at.get(c) === place.column) ?? 'text';
    const rest = field === key ? '' : field.slice(key.length + 1);
    return faultAt(place, rest === 'stepId' ? COLUMNS.step : COLUMNS[column], zh, en);
  }
}

/** 24800, 24,800, 30%, or a cell that shows 0.3 as 30 %. Null where it is no number. */
function numberIn({ text, percent }: RawCell, share: boolean): number | null {
  const plain = restored(text).normalize('NFKC').replace(/[\s,]/g, '');
  const bare = share ? plain.replace(/%$/, '') : plain;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(bare)) return null;
  const value = Number(bare);
  if (!Number.isFinite(value)) return null;
  return percent ? Number((value * 100).toPrecision(15)) : value;
}
