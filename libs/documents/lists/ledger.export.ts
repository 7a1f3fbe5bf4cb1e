import type { DraftItem, DraftPlan, Recurrence } from '#libs/supervision/plan/draft';
import type { Light } from '#libs/supervision/item/item.light';
import { formatCsv } from '../codecs/csv.codec';
import { inert } from '../codecs/inert.cell';
import { encodeNames } from '../codecs/list.codec';
import { draftRows } from '../codecs/draft.sheet';
import { writeSheets, writeTextSheets } from '../codecs/xlsx.codec';

/** A row of the ledger with its names, to be written. */
export interface LedgerOut {
  plan: string;
  number: string;
  category: string | null;
  title: string;
  leads: readonly string[];
  participants: readonly string[];
  deadline: string | null;
  recurrence: string | null;
  firstDeadline: string | null;
  status: string;
  light: string;
  late: boolean;
  /** Items of lower plans that take it up, and the worst of their lights. */
  lowerItems: number;
  lowerLight: string | null;
}

export const STATUSES: Readonly<Record<string, string>> = {
  awaitingReceipt: '待签收', inProgress: '办理中', submitted: '待审核', completed: '已办结', suspended: '中止', withdrawn: '终止', dropped: '已调出', closedUnfulfilled: '未完成', carriedOver: '已结转',
};
export const LIGHTS: Readonly<Record<Light, string>> = { grey: '灰', green: '绿', blue: '蓝', yellow: '黄', red: '红' };
const RECURRENCES: Readonly<Record<Recurrence, string>> = { monthly: '每月', quarterly: '每季度', halfYearly: '每半年', yearly: '每年', ongoing: '常态化' };

const HEADING = ['计划', '序号', '类别', '项目名称', '牵头单位', '参与单位', '完成时限', '定期'];
/** What a plan has no place for: how the item stands. */
const STANDING = ['首次期限', '状态', '亮灯', '逾期', '下级承接项数', '下级最差亮灯'];

function standingOf(r: LedgerOut): string[] {
  return [r.firstDeadline ?? '', STATUSES[r.status] ?? r.status, LIGHTS[r.light as Light] ?? r.light, r.late ? '是' : '否', String(r.lowerItems), r.lowerLight === null ? '' : (LIGHTS[r.lowerLight as Light] ?? r.lowerLight)];
}

function cellsOf(r: LedgerOut): string[] {
  const recurrence = r.recurrence === null ? '' : (RECURRENCES[r.recurrence as Recurrence] ?? r.recurrence);
  return [r.plan, r.number, r.category ?? '', r.title, encodeNames(r.leads), encodeNames(r.participants), r.deadline ?? '', recurrence, ...standingOf(r)];
}

/** The rows of a ledger as csv. */
export function ledgerCsv(rows: readonly LedgerOut[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${formatCsv([[...HEADING, ...STANDING], ...rows.map((r) => cellsOf(r).map(inert))])}`);
}

/** The rows of a ledger as a workbook. */
export function ledgerXlsx(rows: readonly LedgerOut[]): Promise<Uint8Array> {
  return writeSheets([{ name: '台账', rows: [[...HEADING, ...STANDING], ...rows.map(cellsOf)], headingRow: 1, widths: [24, 6, 14, 32, 20, 24, 12, 8, 12, 10, 6, 6, 12, 12] }]);
}

/** The ledger of one plan: the columns of an exported draft, by which it imports again as it was, and how each item stands behind them. */
export function planLedgerXlsx(plan: DraftPlan, items: readonly DraftItem[], rows: readonly LedgerOut[]): Promise<Uint8Array> {
  const sheet = draftRows(plan, items);
  const heading = sheet.length - items.length - 1;
  const cells = sheet.map((row, at) => (at < heading ? row : [...row, ...(at === heading ? STANDING : standingOf(rows[at - heading - 1]!))]));
  return writeTextSheets([{ name: '台账', rows: cells, boldRow: heading + 1 }]);
}
