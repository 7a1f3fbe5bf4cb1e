import type { CoverageExcuse, CoverageStanding } from '#libs/supervision/period-coverage/cell';
import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { writeSheets } from '../codecs/xlsx.codec';

/** A cell of the coverage view with its names, to be written. */
export interface CoverageOut {
  unit: string;
  title: string;
  duty: string;
  period: string;
  due: string | null;
  standing: CoverageStanding;
  reportedAt: string | null;
  lateWorkingDays: number | null;
  excuse: CoverageExcuse | null;
  stream: string;
  event: number;
}

const STANDINGS: Record<CoverageStanding, string> = { inTime: '按时', late: '迟报', missing: '缺报', excused: '不计', notDue: '未到期' };
const EXCUSES: Record<CoverageExcuse, string> = { closed: '已办结或终止', handedOn: '已转办', dropped: '已调出', suspended: '中止期间', corrected: '已更正', calledOff: '调度取消' };
const HEADING = ['单位', '事项', '定期任务', '期次', '截止日期', '情况', '报送时间', '迟报工作日', '不计原因', '依据', '依据事件'];

function cellsOf(c: CoverageOut): (string | number | null)[] {
  return [c.unit, c.title, c.duty, c.period, c.due ?? '', STANDINGS[c.standing], c.reportedAt ?? '', c.lateWorkingDays, c.excuse === null ? '' : EXCUSES[c.excuse], c.stream, c.event];
}

/** Cells as csv, for machines. */
export function coverageCsv(cells: readonly CoverageOut[]): Uint8Array {
  const rows = cells.map((c) => cellsOf(c).map((cell) => inert(cell === null ? '' : String(cell))));
  return new TextEncoder().encode(`\uFEFF${formatCsv([HEADING, ...rows])}`);
}

/** Units × periods on one sheet, in words, and the cells behind it on the next. */
export function coverageXlsx(cells: readonly CoverageOut[], periods: readonly string[]): Promise<Uint8Array> {
  const units = [...new Set(cells.map((c) => c.unit))];
  const table = units.map((unit) => {
    const own = cells.filter((c) => c.unit === unit);
    return [unit, ...periods.map((period) => wordsOf(own.filter((c) => c.period === period))), own.filter((c) => c.standing === 'missing').length, own.filter((c) => c.standing === 'late').length];
  });
  return writeSheets([
    { name: '缺报一览', rows: [['单位', ...periods, '缺报', '迟报'], ...table], headingRow: 1, widths: [24, ...periods.map(() => 14), 8, 8] },
    { name: '明细', rows: [HEADING, ...cells.map(cellsOf)], headingRow: 1, widths: [24, 28, 18, 12, 12, 10, 24, 12, 14, 24, 10] },
  ]);
}

/** 按时2 缺报1; one alone is told without its number. */
function wordsOf(cells: readonly CoverageOut[]): string {
  const parts = (Object.keys(STANDINGS) as CoverageStanding[]).flatMap((s) => {
    const n = cells.filter((c) => c.standing === s).length;
    return n === 0 ? [] : [cells.length === 1 ? STANDINGS[s] : `${STANDINGS[s]}${n}`];
  });
  return parts.join(' ');
}
