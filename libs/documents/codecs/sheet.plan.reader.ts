import type { Draft, DraftItem, DraftPlan, ImportReport, KnownUnits } from '#libs/supervision/plan/draft';
import { questionsOfRows } from '#libs/supervision/plan/draft.answers';
import { assemble, type Assembly } from '../draft/draft.assemble';
import { isPlanTitle } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { importFailure, type ImportFailure } from '../import.failure';
import { readAnnounced } from '../readers/announced.reader';
import { amountUnitOf } from '../readers/column.amounts';
import { readNoteDuties } from '../readers/duties.reader';
import { tellColumns, tellSteps } from '../readers/column.asides';
import { proseOf } from '../readers/prose.rest';
import { readFront } from '../readers/front.reader';
import { tellUnreadFigures } from '../readers/figure.asides';
import { buildItem, tellFurtherTimes, withKeys } from '../readers/item.build';
import { fieldsByKey } from '../readers/field.sources';
import { Ledger, placeOf } from '../readers/ledger';
import { otherPlan, sameSubject } from '../readers/plan.subject';
import { rowsApart, widthApart } from '../readers/rows.apart';
import { headerByContent, settleByContent } from '../readers/columns.content';
import { mergeHeadings, readHeader, sameHeader, type Header } from '../readers/table.columns';
import { readTableItems } from '../readers/table.reader';
import { withoutSigns } from '../readers/name.signs';
import { FIRST_LEADS, readLegend } from '../readers/table.marks';
import { isNumberCell, noteOf, toRow, type TableRow } from '../readers/table.row';
import { inferYear } from '../readers/year.infer';
import { fold, withoutLayoutSpaces } from '../text/fold';
import { readParagraphs } from '../text/paragraph.reader';
import { dayInSheet } from './day.cell';
import { answersIn, categoriesAsked, readAsked, readCounts, readNotUnderstood, splitSections, type SectionRows } from './draft.sections';
import { exportColumns, isFactRow, readFacts } from './draft.sheet';
import { readExportedRows } from './exported.rows';
import { isBlankRow, linesOfRow, wordsOfRow, type SheetRow } from './sheet.row';
import { restored } from './inert.cell';

export interface SheetOptions {
  fileName: string;
  encoding: string;
  format: ImportReport['format'];
  lineCount: number;
  known?: KnownUnits;
  today: string;
  /** Of a workbook: the sheets that stand beside an exported plan's. */
  sections?: SectionRows;
  /** Of a workbook: the rows of sheets before the plan's, which may bear its title. */
  cover?: readonly SheetRow[];
  /** The title of the cover goes before that of the rows. */
  coverTitles?: boolean;
  /** Lines among the rows' that are heads of further sheets and stand in no row. */
  headLines?: readonly number[];
  /** Names of the sheets whose rows these are, where they are several. */
  parts?: readonly string[];
}

export type SheetOutcome = { ok: true; draft: Draft } | ImportFailure;

/** A heading is looked for this far down: titles and explanations stand above it. */
const HEADING_WITHIN = 60;
const SHORTEST_TITLE = 6;

/** A sheet of its own with the plan's title: nothing of it is taken where no line of it is one. */
function titleOfCover(rows: readonly SheetRow[]): { title?: string } {
  const title = rows.map((row) => withoutLayoutSpaces(onlyCell(row) ?? '')).find((words) => words.length >= SHORTEST_TITLE && isPlanTitle(words));
  return title === undefined ? {} : { title };
}

/** The rows above the heading, read like the head of a paper. */
function readPreamble(rows: readonly SheetRow[], exported: boolean, options: SheetOptions, ledger: Ledger): { plan: DraftPlan; reckoningYear: number; text: string[] } {
  const lines = rows
    .filter((row) => !isFactRow(row.cells))
    .map((row) => ({ no: row.fromLine, text: wordsOfRow(row) }));
  const text = lines.map((line) => line.text);
  // No row goes on in the next one.
  const own = readFront(readParagraphs(lines.flatMap((line) => [line, { no: line.no, text: '' }])));
  const front = (own.title === null || options.coverTitles) && options.cover ? { ...own, ...titleOfCover(options.cover) } : own;
  const plan: DraftPlan = {
    title: front.title ?? options.fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, ''),
    documentNumber: front.documentNumber,
    issuer: front.issuer,
    year: null,
    period: null,
    issuedOn: front.issuedOn,
    categories: [],
  };
  readFacts(rows, plan);
  const stated = rows.some((row) => row.cells[0]?.trim() === '年度');
  if (stated && plan.year !== null) return { plan, reckoningYear: plan.year, text };
  // An export that leaves the year open says that its paper names none.
  if (stated && exported) return { plan, reckoningYear: inferYear(plan, options.today, new Ledger(0)).reckoningYear, text };
  const inferred = inferYear({ ...plan, ...(front.headYear === undefined ? {} : { headYear: front.headYear }) }, options.today, ledger);
  return { plan: { ...plan, year: inferred.year, period: plan.period ?? inferred.period }, reckoningYear: inferred.reckoningYear, text };
}

/** A spreadsheet keeps a day as a number, which csv then shows: 48121 under 完成时限 is a day. */
function withDays(cells: string[], { columns }: Header): string[] {
  return cells.map((cell, at) => (columns[at] === 'time' && /^\d{5}(?:\.0*)?$/.test(cell.trim()) ? (dayInSheet(cell) ?? cell) : cell));
}

/** Rows under a heading made by hand: repeated headings are skipped, notes set apart. */
function readRows(rows: readonly SheetRow[], first: Header, ledger: Ledger): { rows: TableRow[]; notes: { text: string; lines: number[] }[]; headers: Header[] } {
  const result: { rows: TableRow[]; notes: { text: string; lines: number[] }[]; headers: Header[] } = { rows: [], notes: [], headers: [first] };
  let header = first;
  let startsPage = false;
  for (const row of rows) {
    if (isBlankRow(row)) continue;
    const cells = row.cells.map(restored);
    const note = noteOf(cells);
    const other = sameHeader(header, cells) || isNumberCell(cells[header.columns.indexOf('number')]) ? null : readHeader(cells);
    if (sameHeader(header, cells)) {
      ledger.use(linesOfRow(row), 'heading');
      startsPage = true;
    } else if (other !== null) {
      ledger.use(linesOfRow(row), 'heading');
      result.headers.push(other);
      header = other;
    } else if (note !== null) {
      ledger.use(linesOfRow(row), 'note');
      result.notes.push({ text: note, lines: linesOfRow(row) });
    } else {
      result.rows.push(toRow(withDays(cells, header), header, linesOfRow(row), startsPage));
      startsPage = false;
    }
  }
  return { ...result, ...settleByContent(result.rows, result.headers) };
}

/** Rows that stand side by side under a heading that comes again, one below the other. */
function sheetRowsApart(rows: readonly SheetRow[]): readonly SheetRow[] {
  const at = rows.slice(0, HEADING_WITHIN).findIndex((row) => widthApart(row.cells) !== null);
  const width = widthApart(rows[at]?.cells ?? []);
  if (width === null) return rows;
  return rows.flatMap((row, i) => (i < at ? [row] : rowsApart(row.cells, width).slice(0, i === at ? 1 : undefined).map((cells) => ({ ...row, cells }))));
}

function headingOfTwo(upper: SheetRow, lower: SheetRow | undefined): SheetRow | null {
  const cells = lower && mergeHeadings(upper.cells, lower.cells);
  return lower && cells ? { cells, fromLine: upper.fromLine, toLine: lower.toLine } : null;
}

/** The heading of a sheet whose words nobody knows, by what stands below it. */
export function headingByContent(rows: readonly SheetRow[]): { at: number; header: Header } | null {
  for (const at of rows.slice(0, TITLES_ABOVE).keys()) {
    const header = headerByContent(rows.slice(at, at + HEADING_WITHIN).map(({ cells }) => cells.map((cell) => cell.trim())));
    if (header) return { at, header };
  }
  return null;
}
/** Of a heading whose words nobody knows the titles are few. */
const TITLES_ABOVE = 8;

/** Reads a plan from the rows of a sheet: an export exactly as it was, any other table by the vocabulary of its heading. */
export function readSheetPlan(written: readonly SheetRow[], options: SheetOptions): SheetOutcome {
  const rows = sheetRowsApart(written);
  const head = rows.slice(0, HEADING_WITHIN);
  const exported = head.findIndex((row) => exportColumns(row.cells) !== null);
  const worded = head.findIndex((row, i) => readHeader(row.cells) !== null || headingOfTwo(row, rows[i + 1]) !== null);
  const unworded = exported >= 0 || worded >= 0 ? null : headingByContent(rows);
  const headingAt = exported >= 0 ? exported : worded >= 0 ? worded : (unworded?.at ?? -1);
  const upper = rows[headingAt];
  if (!upper) return importFailure('no-items');
  const two = exported >= 0 ? null : headingOfTwo(upper, rows[headingAt + 1]);
  const heading = two ?? upper;
  const ledger = new Ledger(options.lineCount);
  ledger.use([...linesOfRow(heading), ...(options.headLines ?? [])], 'heading');
  const preamble = rows.slice(0, headingAt);
  for (const row of preamble) if (!isBlankRow(row)) ledger.use(linesOfRow(row), 'front');
  const { plan, reckoningYear, text } = readPreamble(preamble, exported >= 0, options, ledger);
  const below = rows.slice(headingAt + (two ? 2 : 1));
  const base = { announced: text.flatMap(readAnnounced), ledger, format: options.format, encoding: options.encoding, known: options.known };

  const at = exportColumns(heading.cells);
  if (at) {
    const { rows: own, sections } = splitSections(below, ledger);
    const items = readExportedRows(own, heading.cells, at, reckoningYear, ledger);
    const beside = new Map([...sections, ...(options.sections ?? [])]);
    const stated = preamble.some((row) => row.cells[0]?.trim() === '类别清单');
    const facts = { ...plan, categories: stated ? plan.categories : distinctCategories(items) };
    return { ok: true, draft: withBeside({ ...base, plan: facts, items, categoryCandidates: new Map() }, beside, options.today) };
  }
  const header = unworded?.header ?? readHeader(heading.cells);
  if (!header) return importFailure('no-items');
  const ends = otherPlanAt(plan.title, below);
  const read = readRows(below.slice(0, ends), header, ledger);
  tellOthers(plan.title, below.slice(ends), ledger);
  const told = [...(options.cover ?? []).map(wordsOfRow), ...text, ...read.notes.map((note) => note.text)].join('\n');
  if (options.parts) ledger.infer(null, `工作簿中的几张表作为一份计划读入：${options.parts.join('、')}；如各为一份计划，请分别导入`, `Several sheets were read as one plan: ${options.parts.join(', ')}. If each is a plan of its own, import them one by one`);
  const legend = readLegend(told);
  const tableItems = readTableItems(
    read.rows,
    { firstLeads: (/第一|首位|排名第一/.test(heading.cells.join('')) && /牵头/.test(heading.cells.join(''))) || FIRST_LEADS.test(fold(told)), legend, amountUnit: amountUnitOf(text) },
    ledger,
  );
  if (tableItems.length === 0) return importFailure('no-items');
  for (const item of tableItems) item.units = withoutSigns(item.units, legend);
  const raws = [...tableItems, ...read.notes.flatMap((note) => readNoteDuties(note.text, note.lines, '说明', ledger))];
  const items = withKeys(raws.map((raw) => buildItem(raw, { reckoningYear, period: plan.period })));
  tellFurtherTimes(raws, items, reckoningYear, ledger);
  tellUnreadFigures(raws, ledger);
  tellSteps(raws, items, ledger);
  const categoryCandidates = new Map(
    tableItems.flatMap((item, index) => {
      const key = items[index]?.key;
      return key !== undefined && item.inferred.candidates.length > 0 ? [[key, item.inferred.candidates] as const] : [];
    }),
  );
  tellColumns(read.rows, read.headers, ledger);
  const draft = assemble({ ...base, plan: { ...plan, categories: distinctCategories(items) }, items, categoryCandidates });
  const outside = rows.filter((row) => !isBlankRow(row) && !linesOfRow(row).some((line) => ledger.isItem(line)));
  const prose = proseOf(outside.map((row) => ({ text: wordsOfRow(row), lines: linesOfRow(row) })), items, draft.notUnderstood);
  return { ok: true, draft: { ...draft, fields: fieldsByKey(raws, items), prose } };
}

function onlyCell(row: SheetRow | undefined): string | null {
  const filled = [...new Set(row?.cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))];
  return filled.length === 1 ? (filled[0] ?? null) : null;
}

/** A heading stands this close below its title. */
const HEADING_BELOW = 4;

/** Where another plan's title and heading stand below the rows of the first; the end where none does. */
function otherPlanAt(title: string, rows: readonly SheetRow[]): number {
  const at = rows.findIndex((row, i) => {
    const words = withoutLayoutSpaces(onlyCell(row) ?? '');
    if (words.length < SHORTEST_TITLE || !isPlanTitle(words) || parseMark(words) || sameSubject(title, words)) return false;
    return rows.slice(i + 1, i + 1 + HEADING_BELOW).some((below) => readHeader(below.cells) !== null);
  });
  return at < 0 ? rows.length : at;
}

/** Names each further plan of a sheet with its rows; none of them becomes an item of the first. */
function tellOthers(title: string, rows: readonly SheetRow[], ledger: Ledger): void {
  if (rows.length === 0) return;
  const own = withoutLayoutSpaces(onlyCell(rows[0]) ?? title);
  const next = 1 + otherPlanAt(own, rows.slice(1));
  const lines = rows.slice(0, next).filter((row) => !isBlankRow(row)).flatMap(linesOfRow);
  const { zh, en } = otherPlan(`第${lines[0] ?? 1}行`, `row ${lines[0] ?? 1}`);
  ledger.use(lines, 'notUnderstood');
  ledger.setAside(own, placeOf(lines), zh, en);
  tellOthers(own, rows.slice(next), ledger);
}

/** An exported draft with what its sheets say beside the rows. */
function withBeside(assembly: Assembly, sections: SectionRows, today: string): Draft {
  const { ledger, items } = assembly;
  readNotUnderstood(sections, ledger);
  const asked = readAsked(sections, ledger);
  const draft = assemble({ ...assembly, counted: readCounts(sections, ledger), categoryCandidates: categoriesAsked(asked, items) });
  const answers = answersIn(asked, questionsOfRows(draft, today), ledger);
  return answers.length === 0 ? draft : { ...draft, answers };
}

function distinctCategories(items: readonly DraftItem[]): string[] {
  return [...new Set(items.map(({ category }) => category))].filter((category) => category !== null);
}
