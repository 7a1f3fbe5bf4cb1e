import type { DraftItem, DraftPlan } from '#libs/supervision/plan/draft';
import { ledgerXlsx, planLedgerXlsx, type LedgerOut } from '../ledger.export';

export const PLAN: DraftPlan = { title: '某市2026年工作要点', documentNumber: '某产改〔2026〕1号', issuer: null, year: 2026, period: { from: '2026-01-01', to: '2026-12-31' }, issuedOn: '2026-01-15', categories: ['技能培训'] };
export const ITEM: DraftItem = {
  key: 'i1', number: '1', title: '开展技能培训', category: '技能培训', leads: ['市人社局', '市总工会'], participants: ['市财政局'], units: [], targets: [{ metric: '培训', comparison: '>=', value: 40_000, unit: '人次', text: '不少于4万人次' }],
  deadline: '2026-12-31', deadlineText: null, recurrence: null, quote: '=全年培训不少于4万人次', content: '全年培训不少于4万人次', place: { fromLine: 3, toLine: 3 },
};
export const ROW: LedgerOut = { plan: PLAN.title, number: '1', category: '技能培训', title: '开展技能培训', leads: ['市人社局', '市总工会'], participants: ['市财政局'], deadline: '2026-12-31', recurrence: null, firstDeadline: '2026-12-31', status: 'inProgress', light: 'yellow', late: true, lowerItems: 3, lowerLight: 'red' };

const ITEMS: readonly DraftItem[] = [ITEM, { ...ITEM, key: 'i2', number: '', title: '每季度征集典型案例', participants: [], units: ['各旗区产改办'], targets: [], recurrence: 'quarterly', deadline: null, place: { fromLine: 4, toLine: 5 } }];
const ROWS: readonly LedgerOut[] = [ROW, { ...ROW, number: '', title: '每季度征集典型案例', leads: ['各旗区产改办'], participants: [], deadline: null, recurrence: 'quarterly', firstDeadline: null, light: 'green', late: false, lowerItems: 0, lowerLight: null }];

/** Workbooks that are rendered: the ledger as it is filtered, and that of one plan, which imports again. */
export const WORKBOOKS: Readonly<Record<string, () => Promise<Uint8Array>>> = { ledger: () => ledgerXlsx(ROWS), 'plan-ledger': () => planLedgerXlsx(PLAN, ITEMS, ROWS) };
