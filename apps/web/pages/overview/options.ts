import type { EChartsCoreOption } from '../../parts/chart/echarts';
import { LIGHT_MARKS, type Ground } from '../../parts/chart/colours';
import { LIGHTS } from '../ledger/search';
import { countOf } from './figures';

type Light = (typeof LIGHTS)[number];
type Count = { light: string; count: number };
export interface Words {
  light: (light: Light) => string;
  due: string;
  completed: string;
}

const axisOf = (ground: Ground): object => ({ axisLabel: { color: ground.text }, axisLine: { lineStyle: { color: ground.line } }, splitLine: { lineStyle: { color: ground.line } } });
/** None is no mark: an outline without a body would look like one. */
const drawn = (count: number): number | null => (count === 0 ? null : count);
const legendOf = (ground: Ground): object => ({ top: 0, left: 0, itemWidth: 18, itemHeight: 12, textStyle: { color: ground.text } });

/** One bar a category, its lights stacked from the worst. */
export function categoryBars(rows: readonly { name: string; counts: readonly Count[] }[], words: Words, ground: Ground): EChartsCoreOption {
  return {
    legend: legendOf(ground),
    xAxis: { type: 'value', minInterval: 1, ...axisOf(ground) },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name), ...axisOf(ground), axisLabel: { color: ground.text, width: 140, overflow: 'truncate' } },
    series: LIGHTS.map((light) => ({ type: 'bar', id: light, name: words.light(light), stack: 'lights', barMaxWidth: 18, itemStyle: LIGHT_MARKS[light], data: rows.map(({ counts }) => drawn(countOf(counts, light))) })),
  };
}

/** One column a week; green and grey are left out, since what grows there is no news. */
export function trendBars(points: readonly { day: string; byLight: readonly Count[] }[], words: Words, ground: Ground): EChartsCoreOption {
  return {
    legend: legendOf(ground),
    xAxis: { type: 'category', data: points.map(({ day }) => day.slice(5)), ...axisOf(ground) },
    yAxis: { type: 'value', minInterval: 1, ...axisOf(ground) },
    series: (['red', 'yellow', 'blue'] as const).map((light) => ({ type: 'bar', id: light, name: words.light(light), stack: 'lights', barMaxWidth: 32, itemStyle: LIGHT_MARKS[light], data: points.map(({ byLight }) => drawn(countOf(byLight, light))) })),
  };
}

/** What the deadlines ask as a dashed line, what was done as a full one that ends today. */
export function courseLines(points: readonly { day: string; due: number; completed: number | null }[], words: Words, ground: Ground): EChartsCoreOption {
  return {
    legend: legendOf(ground),
    xAxis: { type: 'category', boundaryGap: false, data: points.map(({ day }) => day.slice(5)), ...axisOf(ground) },
    yAxis: { type: 'value', minInterval: 1, ...axisOf(ground) },
    series: [
      { type: 'line', id: 'due', name: words.due, symbol: 'diamond', symbolSize: 8, lineStyle: { type: 'dashed', color: ground.other }, itemStyle: { color: ground.other }, data: points.map(({ due }) => due) },
      { type: 'line', id: 'completed', name: words.completed, symbol: 'circle', symbolSize: 8, lineStyle: { color: ground.primary, width: 3 }, itemStyle: { color: ground.primary }, data: points.map(({ completed }) => completed) },
    ],
  };
}
