/** How a unit's form of a reporting round lies on a sheet: what is known in labelled rows, a heading, and a row for each target of a line. */

/** Labels of the rows above the heading; the ids tell whose form it is when it comes back. */
export const FACTS = { round: '调度', unit: '单位', period: '报送期间', day: '截止日期', roundId: '调度标识', planId: '计划标识', unitId: '单位标识', version: '表格版本', help: '填表说明' } as const;
export type Fact = keyof typeof FACTS;

/** Columns by their headings. Those with a mark are filled in by the unit; they may be moved about, but not renamed. */
export const COLUMNS = {
  number: '序号',
  title: '事项',
  role: '承担',
  steps: '待办步骤',
  last: '上期进展',
  lastPercent: '上期完成%',
  metric: '量化指标',
  goal: '目标',
  reported: '上次值',
  reportedAsOf: '上次截至',
  text: '本期进展*',
  percent: '完成%*',
  step: '对应步骤*',
  value: '本期值*',
  asOf: '截至日期*',
  noProgressReason: '无新进展原因*',
  lineId: '事项标识',
  targetId: '指标标识',
  check: '校验',
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_ORDER = Object.keys(COLUMNS) as Column[];
export const WIDTHS: Record<Column, number> = { number: 6, title: 28, role: 8, steps: 24, last: 30, lastPercent: 8, metric: 18, goal: 12, reported: 10, reportedAsOf: 11, text: 40, percent: 8, step: 8, value: 10, asOf: 11, noProgressReason: 26, lineId: 16, targetId: 8, check: 10 };
/** Filled in by the unit. */
export const OPEN: readonly Column[] = ['text', 'percent', 'step', 'value', 'asOf', 'noProgressReason'];

export const HELP =
  '只填带*的栏目。每项请填本期进展（或完成%、本期值），没有进展的填无新进展原因。“对应步骤”填待办步骤前的序号；填本期值须同时填截至日期（如 2026-03-31）。标识、校验各栏请勿改动；可以改变行和列的次序。';

/** A of the first column, AA after Z. */
export function letterOf(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letterOf(Math.floor(column / 26) - 1) + rest;
}
