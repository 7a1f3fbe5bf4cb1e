import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, approvedAndIssued, HR, importFile, OFFICE, UNION, type PlanReply } from './the-city';

jest.setTimeout(180_000);

const EAST = '东旗产改办';
const CSV = ['序号,项目名称,工作内容,牵头单位,完成时限', `1,技能培训,全年培训不少于4万人次,${HR},2031年11月底前`, `2,劳动竞赛,举办劳动竞赛60场,${UNION},2031年10月底前`].join('\n');
const STEPS = [{ key: 's1', title: '制定方案', unit: null, workingDays: 10, after: [], deadline: null }, { key: 's2', title: '组织培训', unit: null, workingDays: 60, after: ['s1'], deadline: null }];

/** What a lower level makes of a higher plan's items: with their steps or its own, and as a sheet that imports again. */
describe('taken up, with steps, and again from its sheet', () => {
  let system: RunningSystem;
  let city: string;
  let east: PlanReply['plan'];
  let sheet: string;
  const as = (who: string): HttpClient => system.as(who);
  const exported = async (planId: string): Promise<string> => (await as('east').ask<string>('GET', `/plans/${planId}/export`, { query: { format: 'csv' } })).body;

  beforeAll(async () => {
    const all = ['office' as const, 'handler' as const, 'liaison' as const];
    system = await aCity({ units: [OFFICE, HR, UNION, EAST].map((name) => ({ name, staffed: true })), accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'east', unit: EAST, roles: all }] });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'city.csv');
    await as('office').post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
    await as('office').post(`/plans/${plan.id}/change-item`, { itemKey: plan.items[0]!.key, steps: STEPS });
    city = (await as('office').post<PlanReply>(`/plans/${plan.id}/issue`)).plan.id;
  });
  afterAll(() => system?.stop());

  it('leaves the steps of the upper items where the taker does not want them, and brings them along where they do', async () => {
    const bare = (await as('east').post<PlanReply>('/plans/take-up', { upperPlanId: city })).plan;
    expect(bare.items.map((i) => i.steps)).toEqual([undefined, undefined]);
    await as('east').post(`/plans/${bare.id}/discard`, { reason: '重新承接' });
    east = (await as('east').post<PlanReply>('/plans/take-up', { upperPlanId: city, withSteps: true })).plan;
    expect(east.items.map((i) => i.steps)).toEqual([STEPS, undefined]);
    // They are a beginning: the taker has steps of its own.
    const own = [{ ...STEPS[0]!, title: '制定旗级方案' }, STEPS[1]!, { key: 's3', title: '验收', unit: null, workingDays: 5, after: ['s2'], deadline: null }];
    await as('east').post(`/plans/${east.id}/change-item`, { itemKey: 'u1', steps: own });
    await as('east').post(`/plans/${east.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
    await as('east').post(`/plans/${east.id}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'share', value: '25000' }, { decisionId: 'upper-share:u2/t1', optionId: 'whole' }] });
  });

  it('imports its sheet again as it was: tied to the same items and figures, nothing asked that was answered, and no way around the review', async () => {
    sheet = await exported(east.id);
    const again = (await importFile(as('east'), Buffer.from(sheet), 'east.csv')).plan;
    expect(again).toMatchObject({ upper: { planId: city, officeUnitId: system.unit(OFFICE) }, openBlocking: 0 });
    expect(again.items).toMatchObject([
      { key: 'u1', upper: { planId: city, itemId: `${city}-1`, deadline: '2031-11-30' }, targets: [{ value: 25_000, upper: { targetId: 't1', value: 40_000 } }], steps: [{ title: '制定旗级方案' }, { title: '组织培训' }, { title: '验收', after: ['s2'] }] },
      { key: 'u2', upper: { itemId: `${city}-2` }, targets: [{ value: 60, upper: { value: 60 } }] },
    ]);
    expect(await exported(again.id)).toBe(sheet);
    expect(await as('east').ask('POST', `/plans/${again.id}/issue`)).toMatchObject({ status: 409, body: { code: 'plan-not-approved' } });
    const issued = (await approvedAndIssued(as('east'), as('office'), again.id)).plan;
    expect(await as('east').get(`/items/${issued.issueItems[0]!.itemId}`)).toMatchObject({ upper: { itemId: `${city}-1` }, targets: [{ value: 25_000, upper: { value: 40_000 } }] });
    // Issued, its sheet still says what it takes up.
    expect(await exported(issued.id)).toContain(`${city}|${city}-1|2031-11-30`);
  });

  it('believes no sheet: a plan that is not there, an item that it has not, and its own', async () => {
    const refused = (who: string, text: string): Promise<unknown> => as(who).ask('POST', '/plans/import', { raw: Buffer.from(text), query: { fileName: 'x.csv' }, headers: { 'content-type': 'application/octet-stream' } });
    expect(await refused('east', sheet.replaceAll(`${city}|`, 'nowhere|'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await refused('east', sheet.replace(`|${city}-2|`, `|${city}-9|`))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await refused('east', sheet.replace(`${city}|${city}-2|`, `other|${city}-2|`))).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await refused('office', sheet)).toMatchObject({ status: 422, body: { code: 'upper-plan-own' } });
  });
});
