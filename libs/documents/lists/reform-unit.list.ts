import { REFORM_UNIT_TYPES, type Particulars, type ReformUnitType } from '#libs/supervision/reform-unit/reform-unit.events';
import { normaliseName, unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import type { Day } from '#libs/supervision/time/day';
import { importFailure, type ImportFailure } from '../import.failure';
import { dayInSheet } from '../codecs/day.cell';
import { decodeNames } from '../codecs/list.codec';
import { readListRows } from './list.rows';

/** What is wrong with a row, in both languages. */
export interface RowProblem {
  column: string;
  zh: string;
  en: string;
}

/** A row of a list of reform units as it was read, with what is wrong with it. */
export interface ReformUnitRow {
  line: number;
  particulars: Particulars;
  since: Day;
  ownPlan: string | null;
  contactUnitIds: string[];
  problems: RowProblem[];
}

export type ReformUnitList = { ok: true; rows: ReformUnitRow[]; unknownColumns: string[] } | ImportFailure;

/** Headings by which a column is known, without spaces; the first is what the list of columns shows. */
export const REFORM_UNIT_COLUMNS = {
  name: ['名称', '单位名称', '企业名称', '改革单位', '重点改革单位'],
  unitType: ['类型', '单位类型'],
  ownership: ['性质', '所有制', '企业性质'],
  trade: ['行业', '所属行业'],
  size: ['规模', '企业规模'],
  region: ['地区', '所在地', '所属地区', '区域'],
  batch: ['批次'],
  level: ['级别', '层级'],
  since: ['列入日期', '入列日期', '确定日期'],
  ownPlan: ['一企一策', '方案', '实施方案'],
  contactUnits: ['挂钩联系单位', '联系单位', '挂钩单位'],
} as const;
type Column = keyof typeof REFORM_UNIT_COLUMNS;

const TYPES: Readonly<Record<string, ReformUnitType>> = { 企业: 'enterprise', 园区: 'park', 集群: 'cluster', 产业集群: 'cluster', ...Object.fromEntries(REFORM_UNIT_TYPES.map((t) => [t, t])) };
const HEADING_WITHIN = 10;

function columnOf(heading: string): Column | null {
  const plain = heading.replace(/\s+/g, '');
  return (Object.keys(REFORM_UNIT_COLUMNS) as Column[]).find((column) => (REFORM_UNIT_COLUMNS[column] as readonly string[]).includes(plain)) ?? null;
}

/**
 * Reads a list of reform units from csv or xlsx with a heading row. What a row lacks or names wrongly is a problem of that row; a file without
 * a column of names is a failure.
 *
 * @param otherwise day on the roster for rows that name none
 * @param readRows opens the file; a server has it done in a thread of its own
 */
export async function readReformUnitList(bytes: Uint8Array, roster: Roster, otherwise: Day, mostRows: number, readRows: typeof readListRows = readListRows): Promise<ReformUnitList> {
  const read = await readRows(bytes, mostRows + HEADING_WITHIN);
  if (!read.ok) return read;
  const headingAt = read.rows.slice(0, HEADING_WITHIN).findIndex((r) => r.cells.some((c) => columnOf(c) === 'name'));
  if (headingAt < 0) return importFailure('no-items', `缺少“${REFORM_UNIT_COLUMNS.name[0]}”列 / no column ${REFORM_UNIT_COLUMNS.name[0]}`);
  const heading = read.rows[headingAt]!.cells;
  const columns = heading.map(columnOf);
  const seen = new Map<string, number>();
  const rows = read.rows.slice(headingAt + 1).map(({ cells, line }) => {
    const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
    const row = rowOf(cell, line, roster, otherwise);
    const key = normaliseName(row.particulars.name);
    const before = seen.get(key);
    if (before !== undefined) row.problems.push({ column: 'name', zh: `与第 ${before} 行重复`, en: `the same as line ${before}` });
    else seen.set(key, line);
    return row;
  });
  if (rows.length > mostRows) return importFailure('too-many-rows', `${rows.length} > ${mostRows}`);
  return rows.length === 0 ? importFailure('empty') : { ok: true, rows, unknownColumns: heading.filter((h, i) => h !== '' && columns[i] === null) };
}

function rowOf(cell: (column: Column) => string, line: number, roster: Roster, otherwise: Day): ReformUnitRow {
  const problems: RowProblem[] = [];
  const name = cell('name');
  if (name.length < 2) problems.push({ column: 'name', zh: '没有名称', en: 'has no name' });
  const type = cell('unitType');
  if (type !== '' && !Object.hasOwn(TYPES, type)) problems.push({ column: 'unitType', zh: `类型“${type}”应为企业、园区或集群`, en: `the type “${type}” must be 企业, 园区 or 集群` });
  const since = cell('since') === '' ? otherwise : dayInSheet(cell('since'));
  if (since === null) problems.push({ column: 'since', zh: `日期“${cell('since')}”无法识别`, en: `the date “${cell('since')}” is not understood` });
  const contactUnitIds: string[] = [];
  for (const named of decodeNames(cell('contactUnits')).map((n) => n.trim()).filter((n) => n !== '')) {
    const found = unitsNamed(roster, named);
    if (found.length === 1) contactUnitIds.push(found[0]!.id);
    else problems.push({ column: 'contactUnits', zh: found.length === 0 ? `单位“${named}”尚未登记` : `单位“${named}”不止一个`, en: found.length === 0 ? `the unit “${named}” is not registered` : `there are several units “${named}”` });
  }
  const words = (column: Column): string | null => (cell(column) === '' ? null : cell(column));
  const [own, ...others] = unitsNamed(roster, name);
  const particulars: Particulars = {
    name,
    unitType: Object.hasOwn(TYPES, type) ? TYPES[type]! : 'enterprise',
    ownership: words('ownership'),
    trade: words('trade'),
    size: words('size'),
    region: words('region'),
    batch: words('batch'),
    level: words('level'),
    unitId: own !== undefined && others.length === 0 ? own.id : null,
  };
  return { line, particulars, since: since ?? otherwise, ownPlan: words('ownPlan'), contactUnitIds: [...new Set(contactUnitIds)], problems };
}
