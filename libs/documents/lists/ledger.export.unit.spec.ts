import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DraftItem } from '#libs/supervision/plan/draft';
import { importPlan } from '../import-plan';
import { contentDigest } from '../papers/testing/content.digest';
import { dutyCsv } from './duty.export';
import { ledgerCsv, ledgerXlsx, planLedgerXlsx } from './ledger.export';
import { ITEM, PLAN, ROW, WORKBOOKS } from './testing/samples';

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

it('is shown beside as LibreOffice opens it today: after a change run npm run papers:render', async () => {
  const folder = join(__dirname, 'renderings');
  const digests = await Promise.all(Object.entries(WORKBOOKS).map(async ([name, write]) => [name, await contentDigest(await write())] as const));
  expect(Object.fromEntries(digests)).toEqual(JSON.parse(readFileSync(join(folder, 'digests.json'), 'utf8')));
  for (const name of Object.keys(WORKBOOKS)) expect(readdirSync(folder)).toContain(`${name}-1.png`);
});
