import { normaliseName, type Roster } from '#libs/supervision/roster/roster';
import type { Day } from '#libs/supervision/time/day';
import { restored } from '../codecs/inert.cell';
import { importFailure, type ImportFailure } from '../import.failure';
import { readListRows } from './list.rows';
import { columnNamed, REFORM_UNIT_COLUMNS, type ReformUnitColumn } from './reform-unit.columns';
import { readRow, type ReformUnitRow } from './reform-unit.row';

export type ReformUnitList = { ok: true; rows: ReformUnitRow[]; unknownColumns: string[] } | ImportFailure;

const HEADING_WITHIN = 10;

/**
 * Reads a list of reform units from csv or xlsx with a heading row. What a row lacks or names wrongly is a problem of that row; a file without
 * a column of names is a failure.
 *
 * @param today day on the roster for rows that name none
 * @param readRows opens the file; a server has it done in a thread of its own
 */
export async function readReformUnitList(bytes: Uint8Array, roster: Roster, today: Day, mostRows: number, readRows: typeof readListRows = readListRows): Promise<ReformUnitList> {
  const read = await readRows(bytes, mostRows + HEADING_WITHIN);
  if (!read.ok) return read;
  const headingAt = read.rows.slice(0, HEADING_WITHIN).findIndex((r) => r.cells.some((c) => columnNamed(c) === 'name'));
  if (headingAt < 0) return importFailure('no-items', `缺少“${REFORM_UNIT_COLUMNS.name[0]}”列 / no column ${REFORM_UNIT_COLUMNS.name[0]}`);
  const heading = read.rows[headingAt]!.cells;
  const columns = heading.map(columnNamed);
  const seen = new Map<string, { line: number; left: boolean }>();
  const rows = read.rows.slice(headingAt + 1).map(({ cells, line }) => {
    const cell = (column: ReformUnitColumn): string => restored(cells[columns.indexOf(column)] ?? '');
    const said = columns.filter((column): column is ReformUnitColumn => column !== null && cell(column) !== '');
    const row = readRow(cell, said, line, roster, today);
    const key = normaliseName(row.particulars.name);
    const before = seen.get(key);
    // Who left and came back is there twice, the present time last.
    if (before !== undefined && !before.left) row.problems.push({ column: 'name', zh: `与第 ${before.line} 行重复`, en: `the same as line ${before.line}` });
    seen.set(key, { line: before === undefined || before.left ? line : before.line, left: row.left !== null });
    return row;
  });
  if (rows.length > mostRows) return importFailure('too-many-rows', `${rows.length} > ${mostRows}`);
  return rows.length === 0 ? importFailure('empty') : { ok: true, rows, unknownColumns: heading.filter((h, i) => h !== '' && columns[i] === null) };
}
