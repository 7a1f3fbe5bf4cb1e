import type { Draft } from '#libs/supervision/plan/draft';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, dryRun, EDUCATION, HR, importFile, UNION, type PlanReply } from './the-city';

const PAPER = `# 2031年青岚市改革工作要点

全市安排9项重点任务，另行通报。

## 一、重点任务

1. 加强甲工作。培训100人，9月底前完成。（市人社局、市教育局负责；经费来源：自筹）

2. 加强乙工作。每季度末前通报，每月报送信息。（牵头单位：市教育局，参与单位：各高校）

3. 加强丙工作。抓好落实，11月底前完成。（牵头单位：市总工会）

4. 加强丁工作。培育5家，6月31日前完成。（牵头单位：市总工会）

5. 加强戊工作。建成8处，10月底前完成。（牵头单位：市教育局）

6. 加强己工作。建成3处，10月底前完成。（牵头单位：市教育局）
`;

jest.setTimeout(60_000);

/** Facts of a draft's items and what is asked of them, as both sides of an export must have them. */
function told({ plan, items, decisions, answers = [], notUnderstood }: Draft): object {
  return { plan, items, asked: decisions.map(({ id, question, options }) => ({ id, question, options })), answers, notUnderstood };
}

describe('a plan that is exported and imported again', () => {
  let system: RunningSystem;
  let office: HttpClient;
  const at = { csv: 'plan.csv', xlsx: 'plan.xlsx' };
  async function again(planId: string, format: keyof typeof at): Promise<{ bytes: Uint8Array; draft: Draft }> {
    const bytes = new Uint8Array(await (await office.fetch('GET', `/plans/${planId}/export`, { query: { format } })).arrayBuffer());
    return { bytes, draft: await dryRun(office, bytes, at[format]) };
  }

  beforeAll(async () => {
    system = await aCity();
    office = system.as('office');
    await office.post('/roster/groups', { name: '各高校', memberIds: [system.unit(HR)] });
  });
  afterAll(() => system?.stop());

  it('asks what is open, answers what was answered and tells what was not understood, from csv and xlsx alike', async () => {
    const { plan } = await importFile(office, Buffer.from(PAPER), 'paper.txt');
    const settlements = [
      { decisionId: 'other-rhythm:item-2', optionId: 'split', value: 'monthly' },
      { decisionId: 'no-target:item-3', optionId: 'none' },
      { decisionId: 'impossible-date:item-4', optionId: 'none' },
      { decisionId: 'count-differs:plan:1', optionId: 'accept' },
    ];
    await office.post<PlanReply>(`/plans/${plan.id}/settle`, { settlements });
    const csv = await again(plan.id, 'csv');
    const xlsx = await again(plan.id, 'xlsx');
    expect(told(xlsx.draft)).toEqual(told(csv.draft));
    const draft = csv.draft;
    expect(draft.items.map(({ number }) => number)).toEqual(['1', '2', '2-2', '3', '4', '5', '6']);
    expect(draft.notUnderstood).toEqual(plan.notUnderstood);
    expect(draft.notUnderstood).toHaveLength(1);
    expect(draft.answers).toEqual(expect.arrayContaining([
      { decisionId: 'no-target:item-3', optionId: 'none', value: null },
      { decisionId: 'impossible-date:item-4', optionId: 'none', value: null },
      { decisionId: 'count-differs:plan:1', optionId: 'accept', value: null },
    ]));
    // Imported for good, the answers are those of who imported; what was open is open still, and nothing is asked anew.
    const { plan: copy } = await importFile(office, xlsx.bytes, at.xlsx);
    const openOf = (of: PlanReply['plan']): string[] => of.decisions.filter((d) => of.settled[d.id] === undefined).map((d) => d.id);
    const before = openOf((await office.get<PlanReply['plan']>(`/plans/${plan.id}`)));
    expect(openOf(copy).filter((id) => !id.includes('+rhythm'))).toEqual(before);
    expect(copy.items).toEqual(draft.items);
    // And exported once more it is the same file's worth.
    expect(told((await again(copy.id, 'csv')).draft)).toEqual(told(draft));
  });

  it('is, in force, its items as amendments, splits and the roster left them', async () => {
    const { plan } = await importFile(office, Buffer.from(PAPER.replace('6月31日', '6月30日')), 'paper.txt');
    await office.post(`/plans/${plan.id}/settle`, { settlements: [{ decisionId: 'role-unmarked:item-1', optionId: 'first-leads' }, { decisionId: 'no-target:item-3', optionId: 'none' }] });
    const issued = await office.post<PlanReply>(`/plans/${plan.id}/issue`);
    const ids = issued.plan.issueItems.map((i) => i.itemId);
    const change = { addUnits: [], dropAssignments: [], withoutDeadline: false, drop: false };
    const item = (number: string): object => ({ number, title: `新事项${number}`, content: '', targets: [], deadline: '2031-10-31', units: [{ unitId: system.unit(UNION), role: 'lead' }] });
    await office.post(`/plans/${plan.id}/amend`, {
      basis: '调整通知1号',
      preview: false,
      changes: [
        { ...change, itemId: ids[0], title: '改名', deadline: '2031-11-30', targets: [{ id: 't1', metric: '培训', comparison: '>=', value: 1.5, unit: '万人次', text: '不少于1.5万人次' }], addUnits: [{ unitId: system.unit(UNION), role: 'participant' }] },
        { ...change, itemId: ids[5], drop: true },
      ],
      adds: [item('7')],
      splits: [{ itemId: ids[3], keep: false, into: [item('4-1'), item('4-2')] }],
      merges: [{ itemIds: [ids[2], ids[4]], intoItemId: ids[2] }],
    });
    const csv = (await again(plan.id, 'csv')).draft;
    expect(told((await again(plan.id, 'xlsx')).draft)).toEqual(told(csv));
    expect(csv.items.map((i) => [i.key === ids[Number(i.number) - 1], i.number, i.title, i.leads, i.participants, i.deadline, i.recurrence, i.targets.length])).toEqual([
      [true, '1', '改名', [HR], [EDUCATION, UNION], '2031-11-30', null, 1],
      [true, '2', '加强乙工作', [EDUCATION], ['各高校'], null, 'quarterly', 0],
      [true, '3', expect.stringContaining('加强丙工作'), [UNION], [], '2031-11-30', null, expect.any(Number)],
      [false, '4-1', '新事项4-1', [UNION], [], '2031-10-31', null, 0],
      [false, '4-2', '新事项4-2', [UNION], [], '2031-10-31', null, 0],
      [false, '7', '新事项7', [UNION], [], '2031-10-31', null, 0],
    ]);
    expect(csv.items[0]?.targets).toEqual([{ metric: '培训', comparison: '>=', value: 1.5, unit: '万人次', text: '不少于1.5万人次' }]);
    expect(csv.items.slice(3, 5).map((i) => i.carriedFrom)).toEqual([3, 3].map((k) => ({ itemId: ids[k], firstDeadline: '2031-06-30' })));
    // What it makes anew is the same plan once more.
    const copy = await importFile(office, (await again(plan.id, 'xlsx')).bytes, at.xlsx);
    expect(copy.plan.items).toEqual(csv.items);
    expect(copy.plan.settled).toMatchObject({ [`no-target:${ids[2]!}`]: { optionId: 'none' } });
  });
});
