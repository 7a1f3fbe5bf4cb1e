import { isPlanTitle } from '../grammar/front.parse';
import { parseMark } from '../grammar/mark.parse';
import { readHeader } from '../readers/table.columns';
import { isBlankRow, type SheetRow } from './sheet.row';
import type { Sheet } from './xlsx.codec';

/** Several sheets of one plan, each a part of it under the same heading, as the rows of one sheet. */
export interface JoinedSheets {
  rows: SheetRow[];
  /** Lines above the headings of the further sheets. */
  headLines: number[];
  /** What stands above the headings of several sheets as it is written, each line with its sheet. */
  heads: { sheet: string; row: SheetRow }[];
  /** The sheet and its row of each line. */
  where: (line: number) => { sheet: string; row: number };
  sheets: Sheet[];
  /** Each sheet has a title of its own: that of all stands before them, if anywhere. */
  apart: boolean;
}

const HEADING_WITHIN = 60;
/** Names that say nothing of what a sheet holds. */
const NO_NAME = /^(?:sheet|工作表|表|清单|台账|任务清单|附件|附表)\s*[\d一二三四五六七八九十]*$/i;

function headingAt(sheet: Sheet): number {
  return sheet.rows.slice(0, HEADING_WITHIN).findIndex((row) => readHeader(row.cells) !== null);
}

const words = (row: SheetRow | undefined): string => [...new Set(row?.cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))].join('');

/** 一、项目建设 above the heading, else the sheet's name: the category of its rows. */
function captionOf(sheet: Sheet, at: number): string | null {
  const above = sheet.rows.slice(0, at).map(words).findLast((text) => parseMark(text)?.level === 'section');
  return above ?? (NO_NAME.test(sheet.name.trim()) ? null : sheet.name);
}

/** The title above the heading without what tells the sheets of one plan apart: (义务教育) behind it, and the sheet's name. */
function titleOf(sheet: Sheet, at: number): string {
  return words(sheet.rows[0] === sheet.rows[at] ? undefined : sheet.rows[0]).replace(/[（(][^（()）]*[)）]$/, '').replace(sheet.name.trim(), '');
}

/**
 * What each of several titles says of its own: 经济体制, 社会事业 of …年经济体制改革任务分解表 and …年社会事业改革任务分解表. Null where they are not
 * of one pattern.
 */
export function apartOf(titles: readonly string[]): { own: string[]; common: string } | null {
  const [first = ''] = titles;
  if (new Set(titles).size < titles.length || titles.length < 2) return null;
  let head = 0;
  while (head < first.length && titles.every((title) => title[head] === first[head])) head += 1;
  const shortest = Math.min(...titles.map((title) => title.length));
  let tail = 0;
  while (tail < shortest - head && titles.every((title) => title.at(-1 - tail) === first.at(-1 - tail))) tail += 1;
  const own = titles.map((title) => title.slice(head, title.length - tail));
  const common = first.slice(0, head) + first.slice(first.length - tail);
  return head > 0 && tail >= LEAST_TAIL && own.every((words) => /^[\u4e00-\u9fa5]{2,10}$/.test(words)) ? { own, common } : null;
}
/** 清单, 任务表 at the end of each title. */
const LEAST_TAIL = 2;

/** 责任清单（学前教育）: of one plan over several sheets the title is that without the sheet's name. */
function withoutName(cell: string, name: string): string {
  const end = [`（${name.trim()}）`, `(${name.trim()})`].find((suffix) => cell.trim().endsWith(suffix));
  return end === undefined ? cell : cell.trim().slice(0, -end.length);
}

/** The line above the heading that a plan's title can be; empty where there is none. */
function titleLineOf(sheet: Sheet, at: number): string {
  return sheet.rows.slice(0, Math.max(0, at)).map(words).find((text) => parseMark(text) === null && isPlanTitle(text)) ?? '';
}

/** What the rows below a heading name. */
function worksOf(sheet: Sheet, at: number): string[] {
  const columns = readHeader(sheet.rows[at]?.cells ?? [])?.columns ?? [];
  const column = columns.includes('title') ? columns.indexOf('title') : columns.indexOf('content');
  return sheet.rows.slice(at + 1).map((row) => row.cells[column]?.trim() ?? '').filter((work) => work !== '');
}

/** Whether a sheet is a part of the plan that the first one begins: without a title of its own, with the same, or with one of the same pattern. */
function isPartOf(first: Sheet, sheet: Sheet): boolean {
  const [at, own] = [headingAt(first), headingAt(sheet)];
  if (at < 0 || own < 0) return false;
  const [title, further] = [titleLineOf(first, at), titleLineOf(sheet, own)];
  if (further === '' || further === title) return true;
  return titleOf(sheet, own) === titleOf(first, at) || apartOf([title, further]) !== null || sameOffice(title, further);
}

/** 霞岭市教育体育民生实事清单 beside 霞岭市教育体育高质量发展三年行动计划: whose and about what is said alike at their beginning. */
function sameOffice(title: string, further: string): boolean {
  let alike = 0;
  while (alike < title.length && title[alike] === further[alike]) alike += 1;
  return /[\u4e00-\u9fa5]{6}/.test(title.slice(0, alike).replace(/20\d\d年?度?/g, ''));
}

/** Of a summary so many rows stand on the sheets before it. */
const REPEATED = 0.5;

/** The first sheet and those behind it that are parts of its plan; one with a title about something else is a plan of its own, one that repeats rows is none. */
export function joinSheets(plans: readonly Sheet[]): JoinedSheets {
  const [first] = plans;
  const joined: Sheet[] = first ? [first] : [];
  const works = new Set(first ? worksOf(first, headingAt(first)) : []);
  for (const sheet of plans.slice(1)) {
    const own = worksOf(sheet, headingAt(sheet));
    const repeats = own.filter((work) => works.has(work)).length;
    if (!first || own.length === 0 || !isPartOf(first, sheet) || repeats >= own.length * REPEATED) continue;
    joined.push(sheet);
    for (const work of own) works.add(work);
  }
  const rows: SheetRow[] = [];
  const headLines: number[] = [];
  const heads: JoinedSheets['heads'] = [];
  const starts: { from: number; sheet: string }[] = [];
  const apart = apartOf(joined.map((sheet) => words(sheet.rows[0] === sheet.rows[headingAt(sheet)] ? undefined : sheet.rows[0])));
  let offset = 0;
  for (const [of, sheet] of joined.entries()) {
    starts.push({ from: offset, sheet: sheet.name });
    const heading = headingAt(sheet);
    const caption = joined.length > 1 ? (apart?.own[of] ?? captionOf(sheet, heading)) : null;
    for (const [i, row] of sheet.rows.entries()) {
      const moved = { ...row, fromLine: row.fromLine + offset, toLine: row.toLine + offset };
      if (sheet !== first && i < heading) {
        if (!isBlankRow(row)) {
          headLines.push(moved.fromLine);
          heads.push({ sheet: sheet.name, row });
        }
        continue;
      }
      const titled = joined.length > 1 && i < heading;
      if (titled && !isBlankRow(row)) heads.push({ sheet: sheet.name, row });
      rows.push(titled ? { ...moved, cells: row.cells.map((cell) => (apart && i === 0 && cell !== '' ? apart.common : withoutName(cell, sheet.name))) } : moved);
      if (i === heading && caption !== null) rows.push({ ...moved, cells: row.cells.map((_, column) => (column === 0 ? caption : '')) });
    }
    offset += sheet.rows.at(-1)?.toLine ?? 0;
  }
  const where = (line: number): { sheet: string; row: number } => {
    const start = starts.findLast(({ from }) => line > from) ?? { from: 0, sheet: '' };
    return { sheet: start.sheet, row: line - start.from };
  };
  return { rows, headLines, heads, where, sheets: joined, apart: apart !== null };
}
