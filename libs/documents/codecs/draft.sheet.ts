import type { DraftItem, DraftPlan, Recurrence } from '#libs/supervision/plan/draft';
import { isoDate } from '../grammar/date.parse';
import type { SheetRow } from './sheet.row';
import { inert, restored } from './inert.cell';
import { hasPlace, PLACE_HEADING, readPlace, writePlace } from './place.cell';
import { decodeNames, decodeTargets, encodeNames, encodeTargets, joinCells, splitCells } from './list.codec';

/**
 * A draft as a sheet: the plan's facts in labelled rows, a heading, one row an item. The headings are of the vocabulary
 * that papers use, so that a sheet made by hand with fewer columns is read as well.
 */

const RECURRENCES: Record<Recurrence, string> = { monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年', ongoing: '常态化' };

/** Null where the cell cannot be what the column says. */
interface ColumnCodec {
  heading: string;
  write: (item: DraftItem) => string;
  read: (cell: string, into: DraftItem) => boolean;
}

function text(heading: string, key: 'number' | 'title' | 'quote' | 'content'): ColumnCodec {
  return {
    heading,
    write: (item) => item[key],
    read: (cell, into) => {
      into[key] = cell;
      return true;
    },
  };
}

function optional(heading: string, key: 'category' | 'deadlineText'): ColumnCodec {
  return {
    heading,
    write: (item) => item[key] ?? '',
    read: (cell, into) => {
      into[key] = cell === '' ? null : cell;
      return true;
    },
  };
}

function names(heading: string, key: 'leads' | 'participants' | 'units'): ColumnCodec {
  return {
    heading,
    write: (item) => encodeNames(item[key]),
    read: (cell, into) => {
      into[key] = decodeNames(cell);
      return true;
    },
  };
}

function line(heading: string, key: 'fromLine' | 'toLine'): ColumnCodec {
  return {
    heading,
    write: (item) => String(item.place[key]),
    read: (cell, into) => {
      into.place[key] = Number(cell);
      return /^\d{1,9}$/.test(cell);
    },
  };
}

function validDate(cell: string): boolean {
  const [year, month, day] = cell.split('-').map(Number);
  return isoDate(year ?? 0, month ?? 0, day ?? 0) === cell;
}

const COLUMNS: readonly ColumnCodec[] = [
  text('序号', 'number'),
  optional('类别', 'category'),
  text('项目名称', 'title'),
  text('主要内容', 'content'),
  names('牵头单位', 'leads'),
  names('参与单位', 'participants'),
  names('实施单位', 'units'),
  {
    heading: '量化指标',
    write: (item) => encodeTargets(item.targets),
    read: (cell, into) => {
      const targets = decodeTargets(cell);
      if (targets) into.targets = targets;
      return targets !== null;
    },
  },
  {
    heading: '完成时限',
    write: (item) => item.deadline ?? '',
    read: (cell, into) => {
      into.deadline = cell === '' ? null : cell;
      return cell === '' || validDate(cell);
    },
  },
  optional('时限原文', 'deadlineText'),
  {
    heading: '定期',
    write: (item) => (item.recurrence === null ? '' : RECURRENCES[item.recurrence]),
    read: (cell, into) => {
      const found = (Object.keys(RECURRENCES) as Recurrence[]).find((key) => RECURRENCES[key] === cell);
      into.recurrence = found ?? null;
      return cell === '' || found !== undefined;
    },
  },
  text('原文', 'quote'),
  line('起始行', 'fromLine'),
  line('结束行', 'toLine'),
  {
    heading: '所在章节',
    write: (item) => item.place.section ?? '',
    read: (cell, into) => {
      if (cell !== '') into.place.section = cell;
      return true;
    },
  },
  {
    heading: '标识',
    write: (item) => item.key,
    read: (cell, into) => {
      into.key = cell;
      return cell !== '';
    },
  },
];

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

/** Of items carried over: the earlier item, and its first deadline. Written where a plan has such items; a sheet without it is an export all the same. */
const CARRIED: ColumnCodec = {
  heading: '结转自',
  write: ({ carriedFrom }) => (carriedFrom ? `${carriedFrom.itemId}|${carriedFrom.firstDeadline ?? ''}` : ''),
  read: (cell, into) => {
    if (cell === '') return true;
    const [, itemId, firstDeadline] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,119})\|(\d{4}-\d{2}-\d{2})?$/.exec(cell) ?? [];
    if (itemId === undefined || (firstDeadline !== undefined && !validDate(firstDeadline))) return false;
    into.carriedFrom = { itemId, firstDeadline: firstDeadline ?? null };
    return true;
  },
};

/** Of recurring duties by a template of the policy; written where a plan has such items. */
const TEMPLATE: ColumnCodec = {
  heading: '报送模板',
  write: ({ dutyTemplate }) => dutyTemplate ?? '',
  read: (cell, into) => {
    if (cell !== '') into.dutyTemplate = cell;
    return cell === '' || /^[a-z0-9][a-z0-9-]{0,59}$/.test(cell);
  },
};

/** Of items with steps, one a line: 标识|步骤|单位|工作日|前置|期限; written where a plan has such items. */
const STEPS: ColumnCodec = {
  heading: '步骤',
  write: ({ steps = [] }) => steps.map((s) => joinCells([s.key, s.title, s.unit ?? '', String(s.workingDays), s.after.join(','), s.deadline ?? ''])).join('\n'),
  read: (cell, into) => {
    if (cell === '') return true;
    const steps = cell.split(/\r?\n/).map(splitCells).map(([key = '', title = '', unit = '', days = '', after = '', deadline = '']) => ({ key, title, unit: unit || null, workingDays: Number(days), after: after === '' ? [] : after.split(','), deadline: deadline || null }));
    // What is in another form is the paper's words for its steps, and stays in the text.
    if (steps.length > 60 || !steps.every((s) => /^[0-9A-Za-z-]{1,20}$/.test(s.key) && s.title.trim() !== '' && Number.isInteger(s.workingDays) && s.workingDays > 0 && (s.deadline === null || validDate(s.deadline)))) return false;
    into.steps = steps;
    return true;
  },
};

/**
 * Of items that take up (承接) those of a higher plan: plan|item|its deadline, then a line for each figure that counts towards one above:
 * its place among the row's figures|target|what is asked above. Written where a plan has such items.
 */
const UPPER: ColumnCodec = {
  heading: '承接自',
  write: ({ upper, targets }) => {
    if (!upper) return '';
    const figures = targets.flatMap((t, i) => (t.upper ? [joinCells([String(i + 1), t.upper.targetId, String(t.upper.value)])] : []));
    return [joinCells([upper.planId, upper.itemId, upper.deadline ?? '']), ...figures].join('\n');
  },
  read: (cell, into) => {
    if (cell === '') return true;
    const [first = '', ...lines] = cell.split(/\r?\n/);
    const [planId = '', itemId = '', deadline = ''] = splitCells(first);
    if (![planId, itemId].every((id) => ID.test(id)) || (deadline !== '' && !validDate(deadline))) return false;
    const figures = lines.map(splitCells).map(([place = '', targetId = '', value = '']) => ({ place: Number(place), upper: { targetId, value: value === '' ? Number.NaN : Number(value) } }));
    if (!figures.every(({ place, upper }) => Number.isInteger(place) && place > 0 && ID.test(upper.targetId) && Number.isFinite(upper.value))) return false;
    into.upper = { planId, itemId, deadline: deadline || null };
    // A figure that a person took out of the row counts towards nothing.
    for (const { place, upper } of figures) {
      const target = into.targets[place - 1];
      if (target) target.upper = upper;
    }
    return true;
  },
};

/** Of items whose paper has pages, paragraphs, tables or sheets; written where a plan has such items. */
const PLACE: ColumnCodec = {
  heading: PLACE_HEADING,
  write: ({ place }) => writePlace(place),
  read: (cell, into) => {
    const place = readPlace(cell);
    Object.assign(into.place, place ?? {});
    return place !== null;
  },
};

/** What a row says in the columns that not every plan has, from a sheet whose other cells a person may have changed. */
export function readCarried(heading: readonly string[], cells: readonly string[], into: DraftItem): boolean {
  return [CARRIED, TEMPLATE, STEPS, UPPER, PLACE].every((column) => {
    const at = heading.findIndex((cell) => cell.trim() === column.heading);
    return at < 0 || column.read(restored(cells[at] ?? '').trim(), into);
  });
}

const FACTS: readonly { label: string; write: (plan: DraftPlan) => string; read: (cell: string, into: DraftPlan) => void }[] = [
  {
    label: '计划名称',
    write: (plan) => plan.title,
    read: (cell, into) => {
      into.title = cell;
    },
  },
  {
    label: '文号',
    write: (plan) => plan.documentNumber ?? '',
    read: (cell, into) => {
      into.documentNumber = cell || null;
    },
  },
  {
    label: '发文单位',
    write: (plan) => plan.issuer ?? '',
    read: (cell, into) => {
      into.issuer = cell || null;
    },
  },
  {
    label: '年度',
    write: (plan) => (plan.year === null ? '' : String(plan.year)),
    read: (cell, into) => {
      into.year = /^\d{4}$/.test(cell) ? Number(cell) : null;
    },
  },
  {
    label: '起止日期',
    write: (plan) => (plan.period === null ? '' : `${plan.period.from}至${plan.period.to}`),
    read: (cell, into) => {
      const [from, to] = cell.split('至');
      into.period = from && to && validDate(from) && validDate(to) ? { from, to } : null;
    },
  },
  {
    label: '印发日期',
    write: (plan) => plan.issuedOn ?? '',
    read: (cell, into) => {
      into.issuedOn = validDate(cell) ? cell : null;
    },
  },
  {
    label: '类别清单',
    write: (plan) => encodeNames(plan.categories),
    read: (cell, into) => {
      into.categories = decodeNames(cell);
    },
  },
];

export function draftRows(plan: DraftPlan, items: readonly DraftItem[]): string[][] {
  const columns = [...COLUMNS, ...(items.some((item) => item.carriedFrom) ? [CARRIED] : []), ...(items.some((item) => item.dutyTemplate) ? [TEMPLATE] : []), ...(items.some((item) => (item.steps ?? []).length > 0) ? [STEPS] : []), ...(items.some((item) => item.upper) ? [UPPER] : []), ...(items.some((item) => hasPlace(item.place)) ? [PLACE] : [])];
  return [
    ...FACTS.map(({ label, write }) => [label, inert(write(plan))]),
    columns.map(({ heading }) => heading),
    ...items.map((item) => columns.map(({ write }) => inert(write(item)))),
  ];
}

/** The facts in labelled rows above the heading; an absent label leaves its fact as it is. */
export function readFacts(rows: readonly SheetRow[], into: DraftPlan): void {
  for (const { cells } of rows) {
    const fact = FACTS.find(({ label }) => label === cells[0]?.trim());
    if (fact) fact.read(restored(cells[1] ?? ''), into);
  }
}

export function isFactRow(cells: readonly string[]): boolean {
  return FACTS.some(({ label }) => label === cells[0]?.trim());
}

/** Position of each column where a heading has all of them: then the sheet is an export and is read exactly. */
export function exportColumns(heading: readonly string[]): number[] | null {
  const at = COLUMNS.map((column) => heading.findIndex((cell) => cell.trim() === column.heading));
  return at.includes(-1) ? null : at;
}

/** Null where a cell does not hold what its column says; then the row is not an unchanged export. */
export function readDraftRow(cells: readonly string[], at: readonly number[]): DraftItem | null {
  const item: DraftItem = {
    key: '',
    number: '',
    title: '',
    category: null,
    leads: [],
    participants: [],
    units: [],
    targets: [],
    deadline: null,
    deadlineText: null,
    recurrence: null,
    quote: '',
    content: '',
    place: { fromLine: 1, toLine: 1 },
  };
  return COLUMNS.every((column, index) => column.read(restored(cells[at[index] ?? -1] ?? ''), item)) ? item : null;
}
