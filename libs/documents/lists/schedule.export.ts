import type { StepForecast } from '#libs/supervision/schedule/forecast';
import type { Bar } from '#libs/supervision/schedule/network';
import type { Day } from '#libs/supervision/time/day';
import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { writeSheets } from '../codecs/xlsx.codec';

/** A step of a plan's schedule with its names, to be written. */
export interface ScheduleOut extends StepForecast {
  itemId: string;
  number: string;
  item: string;
  unit: string;
  person: string | null;
}

const STATUS: Record<StepForecast['status'], string> = { open: '办理中', submitted: '待审核', done: '已完成', cancelled: '已取消' };
const LIGHT: Record<StepForecast['light'], string> = { grey: '灰', green: '绿', blue: '蓝', yellow: '黄', red: '红' };
const CHART = ['序号', '事项', '步骤', '单位', '计划开始', '计划完成', '现行期限', '实际开始', '实际完成', '预计开始', '预计完成', '顺延工作日', '逾期工作日', '灯', '受制于'];
const DUTIES = ['序号', '事项', '步骤', '责任单位', '责任人', '首次期限', '现行期限', '情况', '灯', '逾期'];

function chartCells(s: ScheduleOut, titles: ReadonlyMap<string, string>): (string | number)[] {
  const { planned, actual, forecast } = s;
  return [s.number, s.item, s.title, s.unit, planned?.from ?? '', planned?.to ?? '', s.deadline ?? '', actual.from ?? '', actual.to ?? '', forecast?.from ?? '', forecast?.to ?? '', s.movedWorkingDays, s.lateWorkingDays, LIGHT[s.light], s.heldBy.map((id) => titles.get(`${s.itemId}/${id}`) ?? id).join('、')];
}

function dutyCells(s: ScheduleOut): string[] {
  return [s.number, s.item, s.title, s.unit, s.person ?? '', s.firstDeadline ?? '', s.deadline ?? '', STATUS[s.status], LIGHT[s.light], s.late ? '是' : s.corrected ? '已更正' : ''];
}

function titlesOf(rows: readonly ScheduleOut[]): Map<string, string> {
  return new Map(rows.map((r) => [`${r.itemId}/${r.stepId}`, r.title]));
}

function csv(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${formatCsv([[...heading], ...rows.map((row) => row.map((cell) => inert(String(cell))))])}`);
}

/** The progress chart (进度推进表) as csv, a row a step. */
export function chartCsv(rows: readonly ScheduleOut[]): Uint8Array {
  const titles = titlesOf(rows);
  return csv(CHART, rows.map((r) => chartCells(r, titles)));
}

/** The responsibility list (责任清单) as csv. */
export function responsibilitiesCsv(rows: readonly ScheduleOut[]): Uint8Array {
  return csv(DUTIES, rows.map(dutyCells));
}

/** Months from the first to the last day of any bar, five years at most. */
export function monthsOf(rows: readonly ScheduleOut[]): string[] {
  const days = rows.flatMap((r) => [r.planned?.from, r.planned?.to, r.actual.from, r.actual.to, r.forecast?.from, r.forecast?.to]).filter((d): d is Day => d != null).sort();
  const [first, last] = [days[0]?.slice(0, 7), days.at(-1)?.slice(0, 7)];
  const months: string[] = [];
  if (first === undefined || last === undefined) return months;
  for (let [year, month] = first.split('-').map(Number) as [number, number]; months.length < 60; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > last) break;
    months.push(name);
  }
  return months;
}

/** The part of a bar that lies in a month, in words: 计8-27, 实14-; nothing where it lies in none of it. */
function inMonth(label: string, bar: { from: Day | null; to: Day | null } | Bar | null, month: string): string[] {
  if (bar === null || bar.from === null) return [];
  const [from, to] = [bar.from, bar.to];
  if (from.slice(0, 7) > month || (to !== null && to.slice(0, 7) < month) || (to === null && from.slice(0, 7) !== month)) return [];
  const start = from.slice(0, 7) === month ? Number(from.slice(8)) : 1;
  const end = to === null ? '' : to.slice(0, 7) === month ? String(Number(to.slice(8))) : '末';
  return [`${label}${start}-${end}`];
}

/** Chart by month, the chart's days, and the responsibility list, a sheet each. */
export function scheduleXlsx(rows: readonly ScheduleOut[]): Promise<Uint8Array> {
  const titles = titlesOf(rows);
  const months = monthsOf(rows);
  const byMonth = rows.map((r) => [r.number, r.item, r.title, r.unit, LIGHT[r.light], ...months.map((m) => [...inMonth('计', r.planned, m), ...inMonth('实', r.actual, m), ...inMonth('预', r.forecast, m)].join(' '))]);
  return writeSheets([
    { name: '进度推进表', rows: [['序号', '事项', '步骤', '单位', '灯', ...months], ...byMonth], headingRow: 1, widths: [8, 28, 20, 20, 6, ...months.map(() => 20)] },
    { name: '计划与实际', rows: [CHART, ...rows.map((r) => chartCells(r, titles))], headingRow: 1, widths: [8, 28, 20, 20, ...CHART.slice(4).map(() => 12)] },
    { name: '责任清单', rows: [DUTIES, ...rows.map(dutyCells)], headingRow: 1, widths: [8, 28, 20, 20, 12, 12, 12, 10, 6, 8] },
  ]);
}
