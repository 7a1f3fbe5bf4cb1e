import type { DraftItem, DraftPlan } from '#libs/supervision/plan/draft';
import { importPlan } from '../import-plan';
import { dutyCsv } from './duty.export';
import { ledgerCsv, ledgerXlsx, planLedgerXlsx, type LedgerOut } from './ledger.export';

const PLAN: DraftPlan = { title: '某市2026年工作要点', documentNumber: '某产改〔2026〕1号', issuer: null, year: 2026, period: { from: '2026-01-01', to: '2026-12-31' }, issuedOn: '2026-01-15', categories: ['技能培训'] };
const ITEM: DraftItem = {
  key: 'i1', number: '1', title: '开展技能培训', category: '技能培训', leads: ['市人社局', '市总工会'], participants: ['市财政局'], units: [], targets: [{ metric: '培训', comparison: '>=', value: 40_000, unit: '人次', text: '不少于4万人次' }],
  deadline: '2026-12-31', deadlineText: null, recurrence: null, quote: '=全年培训不少于4万人次', content: '全年培训不少于4万人次', place: { fromLine: 3, toLine: 3 },
};
const ROW: LedgerOut = { plan: PLAN.title, number: '1', category: '技能培训', title: '开展技能培训', leads: ['市人社局', '市总工会'], participants: ['市财政局'], deadline: '2026-12-31', recurrence: null, firstDeadline: '2026-12-31', status: 'inProgress', light: 'yellow', late: true, lowerItems: 3, lowerLight: 'red' };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

it('imports again as the plan that it is of, whatever columns say how its items stand', async () => {
  const items: DraftItem[] = [ITEM, { ...ITEM, key: 'i2', number: '2', title: '+建设基地', participants: [], units: ['市教育局'], targets: [], recurrence: 'quarterly', deadline: null, place: { fromLine: 4, toLine: 5, section: '二、基地' } }];
  const read = await importPlan(await planLedgerXlsx(PLAN, items, [ROW, { ...ROW, number: '2', light: 'green', late: false }]), { fileName: '台账.xlsx', today: '2027-03-01' });
  if (!read.ok) throw new Error(JSON.stringify(read));
  expect(read.draft.plan).toEqual(PLAN);
  expect(read.draft.items).toEqual(items);
});

it('says in words how each stands', async () => {
  const [heading, first] = text(ledgerCsv([ROW])).split(/\r?\n/);
  expect(heading).toBe('计划,序号,类别,项目名称,牵头单位,参与单位,完成时限,定期,首次期限,状态,亮灯,逾期,下级承接项数,下级最差亮灯');
  expect(first).toBe('某市2026年工作要点,1,技能培训,开展技能培训,市人社局、市总工会,市财政局,2026-12-31,,2026-12-31,办理中,黄,是,3,红');
  const read = await importPlan(await ledgerXlsx([ROW]), { fileName: '台账.xlsx', today: '2026-03-01' });
  expect(read.ok && read.draft.items).toMatchObject([{ number: '1', title: '开展技能培训', leads: ['市人社局', '市总工会'], participants: ['市财政局'], deadline: '2026-12-31' }]);
});

it('lets no cell be run as a formula', () => {
  expect(text(ledgerCsv([{ ...ROW, title: '=cmd|/c calc', category: '@甲' }]))).toContain("'@甲,'=cmd|/c calc");
  expect(text(dutyCsv([{ plan: '+甲', number: '-1', title: '=乙', kind: 'deliver', unit: '市总工会', person: null, since: '2026-03-02', due: null, path: 'items/a' }]))).toContain("'+甲,'-1,'=乙,办理报送,市总工会,,2026-03-02,,items/a");
});
