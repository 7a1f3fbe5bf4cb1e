import { fold } from '../text/fold';
import { isApartLabel, roleOfLabel } from '../grammar/units.parse';

/** What a column of a plan's table is about. */
export type Column = 'category' | 'number' | 'title' | 'content' | 'lead' | 'participant' | 'unmarked' | 'time' | 'target' | 'recurrence' | 'note' | 'other';

/** What a row of a table says in which column. */
export type RowCells = Partial<Record<Column, { heading: string; text: string }>>;

const VOCABULARY: readonly [Column, RegExp][] = [
  ['number', /^(?:序号|编号|项号|序|号|no\.?|number|(?:任务|项目|事项|工作)(?:序号|编号)|id)$/i],
  ['category', /^(?:(?:任务|项目|工作|改革|事项)?(?:类别|分类|类型|方面|领域|板块|大类|维度|方向)|category)$/i],
  ['lead', /^leads?$/i],
  ['participant', /^participants?$/i],
  ['unmarked', /^units?$/i],
  ['time', /^deadline$/i],
  ['target', /^(?:(?:量化|工作|预期|年度|具体|任务|绩效|考核|阶段)?(?:目标|指标)(?:任务|要求|值)?|量化目标|量化要求|目标任务及指标|targets?|预期成效|预期成果)$/i],
  ['recurrence', /^(?:频次|周期|定期|报送周期|频率|recurrence)$/i],
  ['title', /^(?:(?:重点|工作|改革|主要|具体|年度|督办|督查|试点)?(?:项目|任务|事项|工作|举措|目标任务|工作任务|工作事项|改革任务|改革举措|重点任务)(?:名称|事项|清单|及(?:工作|目标)?(?:要求|内容|目标))?|名称|标题|title|任务要点|工作要点)$/i],
  ['content', /^(?:(?:主要|工作|任务|具体|项目|重点|改革|实施)?(?:内容|措施|要求|任务分解|任务内容|工作内容|工作措施|工作举措|工作要求|做法|要点)(?:及要求|和要求|及措施)?|content|工作内容及要求|推进措施|落实措施)$/i],
  ['note', /^(?:备注|说明|注|remarks?|notes?)$/i],
  ['other', /^(?:责任人|责任领导|牵头领导|分管领导|负责人|联系人|联络员|联系电话|电话|经办人|进展|进展情况|完成情况|工作进展|状态|资金|经费|来源|依据|文件依据|quote|place|key|原文|时限原文|起始行|结束行|所在章节|标识|结转自|承接自|措施依据|督办单位|督查单位|督导单位)$/i],
];

/** The column that a heading cell means; null where the vocabulary does not know it. */
export function columnOf(heading: string): Column | null {
  const words = fold(heading).replace(/[\s*“”"]/g, '').replace(/\([^()]*\)$/, '');
  if (words === '' || words.length > 14) return null;
  const known = VOCABULARY.find(([, pattern]) => pattern.test(words))?.[0];
  if (known) return known;
  return roleOfLabel(words) ?? (isApartLabel(words) ? 'other' : null);
}

export interface Header {
  columns: (Column | null)[];
  /** Headings as written. */
  headings: string[];
}

/**
 * A heading of two rows (责任单位 over 牵头 and 配合) as one: the lower cell where it says more, else the upper. Null where the second row is
 * no heading: it must name a column under one that spans, and hold nothing that is not a word of a heading.
 */
export function mergeHeadings(top: readonly string[], bottom: readonly string[]): string[] | null {
  const upper = top.map((cell) => cell.trim());
  const lower = Array.from({ length: Math.max(top.length, bottom.length) }, (_, i) => bottom[i]?.trim() ?? '');
  const differs = lower.map((cell, i) => cell !== '' && cell !== (upper[i] ?? ''));
  if (!differs.includes(true) || lower.some((cell, i) => differs[i] && columnOf(cell) === null)) return null;
  // Under a cell that spans: its text stands in the next one too, as merged cells give it, or the next one is empty.
  const spans = (i: number): boolean => [i - 1, i + 1].some((k) => k >= 0 && k < lower.length && differs[k] && ((upper[i] ?? '') === (upper[k] ?? '') || (upper[i] ?? '') === '' || (upper[k] ?? '') === ''));
  if (!lower.every((_, i) => !differs[i] || spans(i))) return null;
  // The upper row heads columns of its own: a title over the whole table does not.
  if (!upper.some((cell, i) => !differs[i] && columnOf(cell) !== null)) return null;
  const merged = lower.map((cell, i) => (differs[i] ? cell : (upper[i] ?? '')));
  return readHeader(merged) === null ? null : merged;
}

/** In a list of goods 单位 is a measure, not who does the work. */
const GOODS = /^(?:数量|单价|金额|总价|规格|型号|价格|计量单位)$/;

/** Reads a row as the head of a plan's table: at least three known headings, or two that are most of it, and one that names the work. */
export function readHeader(cells: readonly string[]): Header | null {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < 2 || filled.length > 24) return null;
  if (filled.some((cell) => GOODS.test(fold(cell).replace(/\s/g, '')))) return null;
  const columns = cells.map(columnOf);
  const known = columns.filter((column) => column !== null);
  const namesWork = known.some((column) => column === 'title' || column === 'content');
  const distinct = new Set(known).size;
  if (!namesWork || distinct < 2 || (distinct < 3 && known.length < filled.length)) return null;
  if (known.length * 2 < filled.length) return null;
  return { columns: promoteContent(columns), headings: cells.map((cell) => fold(cell).replace(/\s+/g, '')) };
}

/** Without a column for the name, the first one about the content names the item too. */
function promoteContent(columns: (Column | null)[]): (Column | null)[] {
  const titles = columns.map((column, index) => (column === 'title' ? index : -1)).filter((index) => index >= 0);
  // Two columns that could be titles (重点任务, 工作举措): the later one holds the content.
  if (titles.length > 1 && !columns.includes('content')) return columns.map((column, index) => (column === 'title' && index === titles.at(-1) ? 'content' : column));
  return columns;
}

export function sameHeader(a: Header, cells: readonly string[]): boolean {
  const other = cells.map((cell) => fold(cell).replace(/\s+/g, ''));
  return a.headings.filter((heading) => heading !== '').every((heading) => other.includes(heading));
}
