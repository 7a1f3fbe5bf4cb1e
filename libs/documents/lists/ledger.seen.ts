import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { encodeNames } from '../codecs/list.codec';
import { writeSheets } from '../codecs/xlsx.codec';
import { dutyWords } from './duty.words';
import { LIGHTS, STATUSES, type LedgerOut } from './ledger.export';

/** Columns that a reader may choose, in the order in which they are written. */
export const SEEN_COLUMNS = ['number', 'light', 'title', 'lead', 'deadline', 'firstDeadline', 'status', 'category', 'progress', 'nextDue'] as const;
export type SeenColumn = (typeof SEEN_COLUMNS)[number];

/** A row as it is seen: with what happens next and how far its targets are. */
export interface SeenRow extends LedgerOut {
  /** 2031-03-17 09:05, or empty. */
  nextAt: string;
  next: { act: string; kind: string; unit: string | null } | null;
  progress: { met: number; of: number; reached: number | null; value: number | null; unit: string | null } | null;
  paused: boolean;
}

/** What stands over the rows: which list it is, and as of when. */
export interface SeenHead {
  /** In words, one a condition; empty: all rows. */
  filter: readonly string[];
  /** 2031-03-17 09:05. */
  asOf: string;
  /** Records of a newer program are not in it. */
  incomplete: boolean;
}

const ACTS: Readonly<Record<string, string>> = {
  markDueSoon: '转为临期', markOverdue: '转为逾期', markRed: '转为严重逾期', remind: '自动提醒', draftPaper: '起草督办单，待签发', escalate: '提级', openPeriod: '开启新一期', resolveGroup: '确定名册', endMembership: '成员退出', joinGroup: '成员加入',
};

const COLUMNS: Readonly<Record<SeenColumn, { heading: string; width: number; cell: (r: SeenRow) => string }>> = {
  number: { heading: '编号', width: 8, cell: (r) => r.number },
  light: { heading: '灯', width: 12, cell: (r) => [`${LIGHTS[r.light as 'red'] ?? ''}灯`, r.late ? '迟' : '', r.paused ? '停表' : ''].filter((word) => word !== '').join('·') },
  title: { heading: '事项', width: 36, cell: (r) => r.title },
  lead: { heading: '牵头', width: 24, cell: (r) => encodeNames(r.leads) },
  deadline: { heading: '期限', width: 12, cell: (r) => r.deadline ?? '' },
  firstDeadline: { heading: '首次期限', width: 12, cell: (r) => r.firstDeadline ?? '' },
  status: { heading: '状态', width: 10, cell: (r) => STATUSES[r.status] ?? '' },
  category: { heading: '类别', width: 16, cell: (r) => r.category ?? '' },
  progress: { heading: '进度', width: 20, cell: ({ progress }) => progressWords(progress) },
  nextDue: { heading: '下一步', width: 36, cell: ({ next, nextAt }) => [nextAt, next === null ? '' : `${ACTS[next.act] ?? ''}（${[next.unit, dutyWords(next.kind)].filter((word) => word !== null).join('：')}）`].filter((word) => word !== '').join(' ') },
};

function progressWords(progress: SeenRow['progress']): string {
  if (progress === null) return '';
  const { met, of, reached, value, unit } = progress;
  return value === null ? `达标 ${met}/${of}` : `${reached === null ? '未报' : reached.toLocaleString('en')}/${value.toLocaleString('en')} ${unit ?? ''}`.trim();
}

function tableOf(rows: readonly SeenRow[], columns: readonly SeenColumn[], { filter, asOf, incomplete }: SeenHead): string[][] {
  return [
    ['台账'],
    [`筛选：${filter.length === 0 ? '全部事项' : filter.join('；')}`],
    [`截至 ${asOf}，共 ${rows.length} 条${incomplete ? '；部分记录由较新的程序写入，未能统计' : ''}`],
    columns.map((c) => COLUMNS[c].heading),
    ...rows.map((r) => columns.map((c) => COLUMNS[c].cell(r))),
  ];
}

/** What is seen, as csv: the chosen columns under a head that says which list it is. */
export function seenCsv(rows: readonly SeenRow[], columns: readonly SeenColumn[], head: SeenHead): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${formatCsv(tableOf(rows, columns, head).map((cells) => cells.map(inert)))}`);
}

/** The same as a workbook. */
export function seenXlsx(rows: readonly SeenRow[], columns: readonly SeenColumn[], head: SeenHead): Promise<Uint8Array> {
  return writeSheets([{ name: '台账', rows: tableOf(rows, columns, head), headingRow: 4, widths: columns.map((c) => COLUMNS[c].width) }]);
}
