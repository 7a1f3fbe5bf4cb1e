import { isTimeLimit } from '../grammar/deadline.parse';
import { isInnerOffice, looksLikeUnit, surelyUnit } from '../grammar/unit.shape';
import { kindOfLabel } from '../grammar/units.label';
import { allNames } from '../grammar/units.named';
import { readUnitCell } from '../grammar/units.parse';
import { fold } from '../text/fold';
import { columnByNoun, columnOf, namesWhom, type Column } from './column.words';
import { isStageAmong, namesGoal, saysHow, type Header } from './table.columns';
import { isNumberCell, toRow, type TableRow } from './table.row';
import { roleByStem } from './role.stem';
import { isStepHeading } from './steps.reader';

/** What a column is about by all of its cells: for headings that nobody knows, and for those that say something else than what stands below them. */

/** Of a column's cells so many must be of one kind. */
const MOST = 0.8;
const FEW = 0.2;
const LEAST_ROWS = 3;
/** Characters of a cell on an average: from here on it is words, not a name. */
const WORDS = 15;
const LEAST_WORDS = 5;
const MOST_COLUMNS = 24;
/** Cells looked at: what a column is about shows in the first of them. */
const LOOKED_AT = 200;

interface Held {
  filled: number;
  /** Shares of the filled cells. */
  units: number;
  times: number;
  numbers: number;
  /** Different cells, of all rows. */
  distinct: number;
  length: number;
}

const LONGEST_LIST = 400;

const NOTHING = /^[-—–/\s无]*$/;

function isUnits(cell: string): boolean {
  if (cell.length > LONGEST_LIST) return false;
  const names = allNames(readUnitCell(cell, 'unmarked'));
  return names.length > 0 && names.every(looksLikeUnit) && names.some((name) => surelyUnit(name) || isInnerOffice(name));
}

function heldIn(cells: readonly string[]): Held {
  const filled = cells.slice(0, LOOKED_AT).map((cell) => cell.trim()).filter((cell) => !NOTHING.test(cell));
  const share = (is: (cell: string) => boolean): number => (filled.length === 0 ? 0 : filled.filter(is).length / filled.length);
  return {
    filled: filled.length,
    units: share(isUnits),
    times: share(isTimeLimit),
    numbers: share(isNumberCell),
    distinct: new Set(filled).size / Math.max(1, Math.min(cells.length, LOOKED_AT)),
    length: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
  };
}

const ofUnits = (column: Column | null | undefined): boolean => column === 'lead' || column === 'participant' || column === 'unmarked';

/** What a column holds that no heading tells. */
function kindOf(held: Held | undefined, heading: string, taken: ReadonlySet<Column | null>): Column | null {
  if (!held || held.filled < LEAST_ROWS) return null;
  if (held.units >= MOST) return roleByStem(heading);
  if (held.times >= MOST && !taken.has('time')) return 'time';
  if (held.numbers >= MOST && held.distinct >= MOST && !taken.has('number')) return 'number';
  return null;
}

/** A heading about units over words or days; null where its cells do not speak against it. */
function againstUnits(held: Held, taken: ReadonlySet<Column | null>): Column | null {
  if (held.filled < LEAST_ROWS || held.units > FEW) return null;
  if (held.times >= MOST) return taken.has('time') ? 'other' : 'time';
  return held.length >= WORDS ? (taken.has('content') ? 'other' : 'content') : null;
}

/** The columns of a table as its cells tell them where its heading does not. */
function settledBy({ columns, headings }: Header, bodies: readonly (readonly string[])[]): (Column | null)[] {
  const settled = [...columns];
  const held = columns.map((_, at) => heldIn(bodies.map((body) => body[at] ?? '')));
  settled.forEach((column, at) => {
    const own = held[at];
    if (!own || !ofUnits(column)) return;
    const other = againstUnits(own, new Set(settled));
    if (other !== null) settled[at] = other;
  });
  settled.forEach((column, at) => {
    const heading = headings[at] ?? '';
    // Under a heading that is known for something else units count where no other column has them.
    const elsewhere = (column === 'note' || (column === 'other' && kindOfLabel(heading) === 'person')) && !settled.some(ofUnits);
    const free = column === null ? !isStepHeading(heading) : elsewhere || (column === 'category' && (held[at]?.numbers ?? 0) >= MOST);
    const kind = free ? kindOf(held[at], heading, new Set(settled)) : null;
    if (kind !== null && (column === null || kind !== 'time')) settled[at] = kind;
  });
  return withTaskApart(withSpanning(withWork(settled, held, bodies.length, headings), held, bodies, headings), held);
}

/**
 * A column that nobody knows, with words of its own in each row: before what is to be done or reached it names it, behind the name it says how.
 * Whom the work is for and a stage of the year are neither.
 */
function withWork(columns: (Column | null)[], held: readonly Held[], rows: number, headings: readonly string[]): (Column | null)[] {
  const [title, content] = [columns.indexOf('title'), columns.indexOf('content')];
  if (rows < LEAST_ROWS) return columns;
  const worded = columns.flatMap((column, at) => {
    const own = held[at];
    const free = column === null && own !== undefined && !isStepHeading(headings[at] ?? '') && !namesWhom(headings[at] ?? '');
    return free && own.filled >= Math.min(rows, LOOKED_AT) * MOST && own.distinct >= MOST && own.units < FEW && own.times < FEW && own.numbers < FEW ? [{ at, length: own.length }] : [];
  });
  const lengthOf = (at: number): number => held[at]?.length ?? 0;
  const shared = content < 0 && (held[title]?.distinct ?? 1) <= SHARED && (held[title]?.filled ?? 0) >= LEAST_ROWS;
  const other = title < 0 ? 'title' : shared ? 'category' : insteadOfName(headings[title] ?? '', content >= 0);
  if (other !== null) {
    const name = worded.find(({ at, length }) => length >= SHORTEST_NAME && (other === 'category' ? at > title : at < (title < 0 ? content : title) && (other === 'target' || length < lengthOf(title < 0 ? content : title))));
    return name ? columns.map((column, at) => (at === name.at ? 'title' : at === title ? (columns.includes(other) && other === 'category' ? 'other' : other) : column)) : columns;
  }
  if (content >= 0) return columns;
  const how = worded.filter(({ at, length }) => at > title && length >= WORDS).reduce<(typeof worded)[number] | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
  return columns.map((column, at) => (at === how?.at ? 'content' : column));
}
/** Characters of what is to be done on an average: persons' names are shorter. */
const SHORTEST_NAME = 4;

/** What a column taken for the name of the work is where another one names it: 工作举措 how, 年度目标 what is to be reached, 企业名称 for whom. */
function insteadOfName(heading: string, hasContent: boolean): Column | null {
  if (namesWhom(heading)) return 'category';
  if (namesGoal(heading)) return 'target';
  return saysHow(heading) && !hasContent ? 'content' : null;
}

/** A column that nobody knows, of short words that stand once above several rows each, as merged cells do: what these rows belong to. */
function withSpanning(columns: (Column | null)[], held: readonly Held[], bodies: readonly (readonly string[])[], headings: readonly string[]): (Column | null)[] {
  const work = columns.findIndex((column) => column === 'title' || column === 'content');
  if (columns.includes('category') || bodies.length < LEAST_ROWS) return columns;
  const at = columns.findIndex((column, i) => {
    const own = held[i];
    if (column !== null || !own || i > work || own.filled < 2 || own.distinct > SHARED || own.length > SHORT || own.units >= FEW || own.times >= FEW || own.numbers >= FEW) return false;
    const places = bodies.filter((body) => PLACE.test((body[i] ?? '').trim())).length;
    return (bodies[0]?.[i] ?? '').trim() !== '' && columns.some(ofUnits) && !namesWhom(headings[i] ?? '') && places < own.filled * FEW;
  });
  return columns.map((column, i) => (i === at ? 'category' : column));
}
/** 东河区, 城关镇: where, not what about. */
const PLACE = /[区县市镇乡旗州村园]$|街道$|社区$/;
/** Characters of a name on an average. */
const SHORT = 12;

/** A name that several numbered rows share is what these belong to; each row's own words say what is to be done. */
function withTaskApart(columns: (Column | null)[], held: readonly Held[]): (Column | null)[] {
  const [title, content, number] = [columns.indexOf('title'), columns.indexOf('content'), columns.indexOf('number')];
  const [name, words] = [held[title], held[content]];
  if (!name || !words || columns.includes('category') || title > content || name.distinct > SHARED || name.filled < LEAST_ROWS || words.distinct < MOST || (number >= 0 && (held[number]?.distinct ?? 0) < MOST)) return columns;
  return columns.map((column, at) => (at === title ? 'category' : column));
}
/** Of the rows so many at most have a name of their own. */
const SHARED = 0.6;

const isOneCell = (raw: readonly string[]): boolean => new Set(raw.filter((cell) => cell !== '')).size < 2;

/** The rows of each table under the columns that its cells tell; headings with the columns that were settled so. */
export function settleByContent(rows: readonly TableRow[], headers: readonly Header[]): { rows: TableRow[]; headers: Header[] } {
  const own = new Map<Header, TableRow[]>();
  for (const row of rows) {
    const body = own.get(row.header);
    if (body) body.push(row);
    else own.set(row.header, [row]);
  }
  const settled = new Map<Header, Header>();
  for (const [header, body] of own) {
    const whole = body.filter(({ raw }) => !isOneCell(raw));
    if (whole.length < LEAST_ROWS || header.columns.includes('unit')) continue;
    const columns = settledBy(header, whole.map(({ raw }) => raw));
    const read = header.headings.filter((_, at) => header.columns[at] === null && (ofUnits(columns[at]) || columns[at] === 'title' || columns[at] === 'content'));
    if (columns.some((column, at) => column !== header.columns[at])) settled.set(header, { ...header, columns, ...(read.length > 0 ? { byContent: read } : {}) });
  }
  if (settled.size === 0) return { rows: [...rows], headers: [...headers] };
  return {
    rows: rows.map((row) => {
      const header = settled.get(row.header);
      return header ? toRow(row.raw, header, row.lines, row.startsPage) : row;
    }),
    headers: headers.map((header) => settled.get(header) ?? header),
  };
}

/** A heading is a name, and unlike what stands below it. */
function couldHead(cell: string): boolean {
  const words = fold(cell).replace(/\s/g, '');
  return words !== '' && words.length <= 20 && !/[。；;]|^\d/.test(words) && (columnOf(cell) !== null || (!isUnits(cell) && !isTimeLimit(cell)));
}

/**
 * The heading of a table whose words nobody knows, by what stands below it: there must be units and, beside them, words of their own in each
 * row. Null where the first row is like the others, or the cells tell no task.
 */
export function headerByContent(rows: readonly (readonly string[])[]): Header | null {
  const [head = [], ...bodies] = rows;
  const width = head.length;
  if (width < LEAST_ROWS || width > MOST_COLUMNS || bodies.length < LEAST_ROWS || !head.every((cell) => couldHead(cell) || isStageAmong(cell, head)) || new Set(head).size < width) return null;
  const held = head.map((_, at) => heldIn(bodies.map((body) => body[at] ?? '')));
  const columns = head.map((heading) => columnOf(heading) ?? columnByNoun(heading));
  const free = (at: number): boolean => columns[at] === null || columns[at] === 'title' || columns[at] === 'content' || columns[at] === 'category';
  const kinds: (Column | null)[] = columns.map((column) => (column === 'title' || column === 'content' || column === 'category' ? null : column));
  head.forEach((_, at) => {
    if (free(at)) kinds[at] = kindOf(held[at], head[at] ?? '', new Set(kinds));
  });
  if (!kinds.some(ofUnits)) return null;
  const texts = head.flatMap((_, at) => (kinds[at] === null && free(at) && (held[at]?.filled ?? 0) >= bodies.length * MOST && (held[at]?.distinct ?? 0) >= MOST && (held[at]?.length ?? 0) >= LEAST_WORDS ? [at] : []));
  const [first] = texts;
  if (first === undefined) return null;
  const longest = texts.reduce((a, b) => ((held[b]?.length ?? 0) > (held[a]?.length ?? 0) ? b : a));
  kinds[first] = 'title';
  if (longest !== first) kinds[longest] = 'content';
  const shared = head.findIndex((_, at) => at < first && kinds[at] === null && free(at) && (held[at]?.filled ?? 0) > 0);
  if (shared >= 0 && !kinds.includes('category')) kinds[shared] = 'category';
  return { columns: kinds, headings: head.map((cell) => fold(cell).replace(/\s+/g, '')), byContent: head.filter((_, at) => columns[at] === null && kinds[at] !== null) };
}
