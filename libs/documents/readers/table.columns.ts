import { fold } from '../text/fold';
import { isUnitLabel } from '../grammar/units.label';
import { isUnitHead } from './table.marks';
import { columnByNoun, columnOf, namesProblem, namesWhom, type Column } from './column.words';

/** What a row of a table says in which column. */
export type RowCells = Partial<Record<Column, { heading: string; text: string }>>;

export interface Header {
  columns: (Column | null)[];
  /** Headings as written. */
  headings: string[];
  /** Headings that no vocabulary knows: what their columns are about was read from the cells. */
  byContent?: readonly string[];
}

/**
 * A heading of two rows (责任单位 over 牵头 and 配合) as one: the lower cell where it says more, else the upper. Null where the second row is
 * no heading: it must name a column under one that spans, and hold nothing that is not a word of a heading.
 */
export function mergeHeadings(top: readonly string[], bottom: readonly string[]): string[] | null {
  const upper = top.map((cell) => cell.trim());
  const lower = Array.from({ length: Math.max(top.length, bottom.length) }, (_, i) => bottom[i]?.trim() ?? '');
  const differs = lower.map((cell, i) => cell !== '' && cell !== (upper[i] ?? ''));
  const underUnits = lower.some((cell, i) => differs[i] && isUnitLabel(upper[i] ?? ''));
  const known = (cell: string): boolean => (underUnits && isUnitHead(cell)) || columnOf(cell) !== null || columnByNoun(cell) !== null || STAGE.test(fold(cell).replace(/\s/g, ''));
  const named = lower.filter((cell, i) => differs[i] && known(cell)).length;
  const unnamed = lower.filter((cell, i) => differs[i] && !known(cell) && !couldHead(cell)).length;
  if (named === 0 || unnamed > 0 || named * 2 < differs.filter(Boolean).length) return null;
  // Under a cell that spans: its text stands in the next one too, as merged cells give it, or the next one is empty.
  const spans = (i: number): boolean => [i - 1, i + 1].some((k) => k >= 0 && k < lower.length && differs[k] && ((upper[i] ?? '') === (upper[k] ?? '') || (upper[i] ?? '') === '' || (upper[k] ?? '') === ''));
  if (!lower.every((_, i) => !differs[i] || spans(i))) return null;
  // The upper row heads columns of its own: a title over the whole table does not.
  if (!upper.some((cell, i) => !differs[i] && columnOf(cell) !== null)) return null;
  // 投资（万元） under 2027年计划 is to be spent in that year.
  const merged = lower.map((cell, i) => (!differs[i] ? (upper[i] ?? '') : MONEY.test(cell) && OF_YEAR.test(fold(spanOver(upper, i))) ? spanOver(upper, i) + cell : cell));
  return readHeader(merged) === null ? null : merged;
}

const MONEY = /^(?:计划)?(?:投资|资金)/;

/** The upper cell that spans this column. */
function spanOver(upper: readonly string[], at: number): string {
  return upper.slice(0, at + 1).findLast((cell) => cell !== '') ?? '';
}

/** 一季度, 上半年, 6月, 第一阶段: a stage of the year under one cell that spans them. */
const STAGE = /^(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:底|末)?|第[一二三四]阶段|Q[1-4])/i;

/** 2031年3月 and 2031年6月 head columns; one such cell may be a row's day. */
export function isStageAmong(cell: string, cells: readonly string[]): boolean {
  const stages = cells.map((each) => fold(each).replace(/\s/g, '')).filter((each) => WHOLE_STAGE.test(each));
  return stages.length >= LEAST_STAGES && new Set(stages).size === stages.length && stages.includes(fold(cell).replace(/\s/g, ''));
}
const WHOLE_STAGE = new RegExp(`${STAGE.source}(?:目标|计划|进度|任务|工作)?$`, 'i');
const LEAST_STAGES = 2;

/** In a list of goods 单位 is a measure, not who does the work. */
const GOODS = /^(?:单价|总价|规格|型号|价格)$/;
const MEASURED = /^(?:数量|计量单位|金额)$/;

/** A cell of a heading is a name; a sentence or a date is none. */
function couldHead(cell: string): boolean {
  const words = fold(cell).replace(/\s/g, '');
  return words === '' || (words.length <= 16 && !/[。；;，,：:]|^\d+$|\d月|^\d{4}[-/.年]\d/.test(words));
}

/** The column of each cell: known by its own word, or, where the words of other cells make sure that this is a heading, by its last noun. */
function columnsOf(cells: readonly string[]): (Column | null)[] {
  const own = cells.map(columnOf);
  const sure = new Set(own.filter((column) => column !== null)).size;
  if (sure < 2 || !cells.every((cell, at) => (own[at] ?? null) !== null || couldHead(cell) || isStageAmong(cell, cells))) return own;
  return cells.map((cell, at) => own[at] ?? columnByNoun(cell));
}

/** Reads a row as the head of a plan's table: at least three known headings, or two that are most of it, and one that names the work. */
export function readHeader(cells: readonly string[]): Header | null {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < 2 || filled.length > MOST_UNITS) return null;
  const words = filled.map((cell) => fold(cell).replace(/\s/g, ''));
  if (words.some((cell) => GOODS.test(cell))) return null;
  const named = columnsOf(cells);
  const heads = named.map((column, at) => column === null && isUnitHead(cells[at] ?? ''));
  const ofUnits = heads.filter(Boolean).length;
  const matrix = ofUnits >= LEAST_UNITS && new Set(words.filter((_, at) => heads[at])).size > 1;
  const columns = matrix ? named.map((column, at): Column | null => (heads[at] ? 'unit' : column)) : withNameOfIndicator(named, cells.map((cell) => fold(cell).replace(/\s/g, '')));
  if (!matrix && filled.length > MOST_COLUMNS) return null;
  const known = columns.filter((column) => column !== null);
  // 数量, 金额 beside a measure are a list of goods, unless somebody has to do it.
  const told = known.some((column) => column === 'lead' || column === 'participant' || column === 'unmarked' || column === 'time');
  if (words.some((cell) => MEASURED.test(cell)) && !told) return null;
  const namesWork = known.some((column) => column === 'title' || column === 'content');
  const distinct = new Set(known).size;
  if (!namesWork || distinct < 2 || (distinct < 3 && known.length < filled.length)) return null;
  if (known.length * 2 < filled.length) return null;
  return { columns: withProblem(settled(columns, cells), cells), headings: cells.map((cell) => fold(cell).replace(/\s+/g, '')) };
}

const INDICATOR = /(?:指标|目标)(?:名称|内容|任务|要求)?$/;
/** 考核指标, 年度目标: what is to be reached. */
export const namesGoal = (heading: string): boolean => INDICATOR.test(heading);

/** 考核指标 beside 计量单位 or 2026年目标值, 目标任务 beside 责任单位: where nothing else names the work, the indicator does, and its value is the goal. */
function withNameOfIndicator(columns: readonly (Column | null)[], words: readonly string[]): (Column | null)[] {
  if (columns.some((column) => column === 'title' || column === 'content')) return [...columns];
  const name = columns.findIndex((column, at) => column === 'target' && INDICATOR.test(words[at] ?? ''));
  const valued = columns.some((column, at) => at !== name && (column === 'target' || column === 'measure'));
  const whose = columns.some((column) => column === 'lead' || column === 'unmarked');
  return columns.map((column, at) => (at === name && (valued || whose) ? 'title' : column));
}

const MOST_COLUMNS = 24;
/** Where each unit has a column there may be many. */
const MOST_UNITS = 80;
const LEAST_UNITS = 3;

const HOW = /(?:举措|措施|要求|内容|做法)$/;
/** 工作举措: how it is done. */
export const saysHow = (heading: string): boolean => HOW.test(heading);
/** 年度建设任务, 2026年主要工作. */
const OF_YEAR = /^(?:本?年度?|当年|今年|20\d\d年)/;
const ENDING = /完成|办结|竣工|完工|结束|截止|销号|验收/;

/** 企业名称 beside 诉求事项: where another column names the work, whom it is for is what its rows are ordered by. */
function whomOf(columns: readonly (Column | null)[], cells: readonly string[]): number | undefined {
  const at = columns.findIndex((column, i) => column === 'title' && namesWhom(cells[i] ?? ''));
  const others = columns.some((column, i) => i !== at && (column === 'title' || (column === 'content' && !namesWhom(cells[i] ?? ''))));
  return at >= 0 && others && !columns.includes('category') && columns.filter((column) => column === 'title').length > 1 ? at : undefined;
}

/** 行动名称, 专项, 重点工程: what its tasks belong to, where another column names these. */
const BROADER = /^(?:专项|重点|主要|十大|[一二三四五六七八九十]大)*(?:行动|工程|专项行动|专项|攻坚战|战役|计划|板块|赛道|产业链|链条|举措|任务类型|工作类型)(?:名称)?$/;
const TASK = /(?:任务|事项|项目|工作)(?:名称|内容)?$/;

function broaderOf(columns: readonly (Column | null)[], cells: readonly string[]): number | undefined {
  const words = cells.map((cell) => fold(cell).replace(/\s/g, ''));
  const at = columns.findIndex((column, i) => column === 'title' && BROADER.test(words[i] ?? ''));
  const tasks = columns.findIndex((column, i) => i > at && column === 'title' && TASK.test(words[i] ?? ''));
  return at >= 0 && tasks > at && !columns.includes('category') ? at : undefined;
}

/** 反馈问题 beside 整改措施: where nothing else names the item, what is to be put right does. */
function withProblem(columns: (Column | null)[], cells: readonly string[]): (Column | null)[] {
  const at = columns.includes('title') || !columns.includes('content') ? -1 : columns.findIndex((column, i) => (column === null || column === 'other') && namesProblem(cells[i] ?? ''));
  return columns.map((column, i) => (i === at ? 'title' : column));
}

/** One column for the name, one for the limit: what else speaks of the work is its content, what else speaks of time (反馈时限) is told. */
function settled(columns: (Column | null)[], cells: readonly string[]): (Column | null)[] {
  const placesOf = (wanted: Column): number[] => columns.flatMap((column, at) => (column === wanted ? [at] : []));
  const whom = whomOf(columns, cells) ?? broaderOf(columns, cells);
  const titles = placesOf('title').filter((at) => at !== whom);
  const numbers = placesOf('number').slice(1);
  // Two columns that could be titles (重点任务, 工作举措): the one that says how holds the content, else the later one.
  const how = titles.filter((at) => HOW.test(fold(cells[at] ?? '').replace(/\s/g, '')));
  const content = titles.length > 1 && !columns.includes('content') ? (how.length < titles.length ? (how[0] ?? titles.at(-1)) : titles.at(-1)) : undefined;
  // 项目名称, 建设规模, 年度建设任务: where others say what and how, a further name of work is what is to be reached.
  const goals = titles.length > 1 && columns.includes('content') && !columns.includes('target') ? titles.slice(1).filter((at) => OF_YEAR.test(fold(cells[at] ?? '').replace(/\s/g, ''))) : [];
  const times = placesOf('time');
  const ending = times.filter((at) => ENDING.test(cells[at] ?? ''));
  const apart = times.length > 1 && ending.length > 0 ? times.filter((at) => !ending.includes(at)) : [];
  return columns.map((column, at) => (at === content ? 'content' : goals.includes(at) ? 'target' : at === whom ? 'category' : apart.includes(at) || numbers.includes(at) ? 'other' : column));
}

export function sameHeader(a: Header, cells: readonly string[]): boolean {
  const other = cells.map((cell) => fold(cell).replace(/\s+/g, ''));
  // The same words in another order are another heading.
  if (other.length === a.headings.length) return a.headings.every((heading, at) => heading === '' || heading === other[at]);
  return a.headings.filter((heading) => heading !== '').every((heading) => other.includes(heading));
}
