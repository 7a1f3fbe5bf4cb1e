import { Pool } from 'pg';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, approveAll, HR, importFile, OFFICE, sendUp, UNION, type PlanReply } from './the-city';

jest.setTimeout(240_000);

const [EAST, EAST_OFFICE, WEST, SOUTH, WORKS] = ['东旗', '东旗产改办', '西旗', '南旗', '东旗机械厂'] as const;
/** 各旗区 is a living group that the plan names. */
const CSV = [
  '序号,项目名称,工作内容,牵头单位,参与单位,完成时限',
  `1,技能培训,全年培训不少于4万人次,${HR},各旗区,2031年11月底前`,
  `2,劳动竞赛,举办劳动竞赛60场,${UNION},各旗区,2031年10月底前`,
  `3,思想宣讲,开展宣讲,${UNION},,2031年12月底前`,
].join('\n');

interface Lower {
  total: number;
  rows: { planId: string; level: number; unitId: string; state: string; withUnitId: string; takenUp: number; itemsAbove: number; items: number; quantified: number; figures: number; persons: { assignments: number; named: number; gaps: object[] } | null; lights: Record<string, number> }[];
  incomplete: boolean;
}
interface Absent {
  total: number;
  rows: { unitId: string; groupIds: string[]; items: number }[];
}
interface Ledger {
  total: number;
  rows: { itemId: string; lowerItems: number; lowerLight: string | null }[];
}

/** What the office of a plan sees of the plans below it, as they come about, go up, and run. */
describe('the plans below a plan', () => {
  let system: RunningSystem;
  let city: string;
  let group: string;
  let east: string;
  let works: string;
  const as = (who: string): HttpClient => system.as(who);
  const lower = (query: Record<string, string> = {}): Promise<Lower> => as('office').get<Lower>(`/plans/${city}/lower`, query);
  const absent = async (query: Record<string, string> = {}): Promise<string[]> => (await as('office').get<Absent>(`/plans/${city}/not-taken-up`, query)).rows.map((r) => r.unitId);
  const unit = (name: string): string => system.unit(name);
  async function taken(who: string, upperPlanId: string, itemIds: string[]): Promise<{ id: string; position: string }> {
    const { plan } = await as(who).post<PlanReply>('/plans/take-up', { upperPlanId, itemIds });
    await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
    const { position } = await as(who).post<PlanReply>(`/plans/${plan.id}/settle-all`, { kind: 'upper-share', optionId: 'whole', preview: false });
    return { id: plan.id, position };
  }

  beforeAll(async () => {
    const units = [OFFICE, HR, UNION, EAST, WEST, SOUTH, WORKS].map((name) => ({ name, staffed: true }));
    const all = ['office' as const, 'handler' as const, 'liaison' as const];
    const accounts = [{ login: 'office', unit: OFFICE, roles: ['office' as const] }, { login: 'east', unit: EAST_OFFICE, roles: all }, { login: 'works', unit: WORKS, roles: [...all, 'sectionHead' as const] }, { login: 'hr', unit: HR, roles: ['handler' as const, 'liaison' as const] }];
    system = await aCity({ units: [...units, { name: EAST_OFFICE, housedIn: EAST, staffed: true }], accounts });
    const formed = await as('office').post<{ groups: { id: string; name: string }[] }>('/roster/groups', { name: '各旗区', memberIds: [EAST, WEST].map(unit) });
    group = formed.groups.find((g) => g.name === '各旗区')!.id;
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'city.csv');
    await as('office').post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
    city = (await as('office').post<PlanReply>(`/plans/${plan.id}/issue`)).plan.id;
  });
  afterAll(() => system?.stop());

  it('nobody has taken up anything: members of the group that the plan names come first, then who it names itself', async () => {
    await until('the members have their shares', async () => (await absent({ members: 'true' })).length === 2);
    const { rows } = await as('office').get<Absent>(`/plans/${city}/not-taken-up`);
    expect(rows.slice(0, 2)).toEqual(expect.arrayContaining([EAST, WEST].map((name) => ({ unitId: unit(name), groupIds: [group], items: 2 }))));
    expect((await absent({ members: 'false' })).sort()).toEqual([HR, UNION].map(unit).sort());
    expect(await lower()).toMatchObject({ total: 0, rows: [], incomplete: false });
    expect(await as('hr').ask('GET', `/plans/${city}/lower`)).toMatchObject({ status: 403 });
    expect(await as('office').ask('GET', `/plans/${city}/lower?level=0`)).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });

  it('shows a draft, how much of how much it takes up, and with whom it lies on its way', async () => {
    const { id, position } = await taken('east', city, [1, 3].map((n) => `${city}-${n}`));
    east = id;
    const draft = { planId: east, level: 1, unitId: unit(EAST_OFFICE), takenUp: 2, itemsAbove: 3, items: 2, quantified: 1, figures: 1, persons: null, lights: {} };
    expect(await lower({ after: position })).toMatchObject({ total: 1, rows: [{ ...draft, state: 'draft', withUnitId: unit(EAST_OFFICE) }] });
    // The office under the banner's roof is the banner's own.
    expect(await absent({ members: 'true' })).toEqual([unit(WEST)]);
    const review = await sendUp(as('east'), [east]);
    expect(await lower({ after: review.position })).toMatchObject({ rows: [{ ...draft, state: 'sent', withUnitId: unit(OFFICE) }] });
    const plans = review.proceeding.content.plans.map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'return', reason: '请量化' }));
    const returned = await as('office').post<{ position: string }>(`/plan-reviews/${review.proceeding.id}/rule`, { rulings: plans });
    expect(await lower({ after: returned.position })).toMatchObject({ rows: [{ state: 'returned', withUnitId: unit(EAST_OFFICE) }] });
    const again = await as('east').post<typeof review>(`/plan-reviews/${review.proceeding.id}/send-again`, { text: '已核对' });
    const approved = await approveAll(as('office'), again);
    expect(await lower({ after: approved.position, state: 'approved' })).toMatchObject({ total: 1, rows: [{ state: 'approved' }] });
    expect(await lower({ state: 'draft,sent' })).toMatchObject({ total: 0 });
  });

  it('shows what runs: lights, and units whose shares have no named person, through every level', async () => {
    await system.setClock('2031-04-01T01:00:00.000Z');
    await as('east').post(`/plans/${east}/issue`);
    await until('the items run', async () => (await lower({ state: 'issued' })).rows[0]?.persons?.assignments === 2);
    expect((await lower()).rows[0]).toMatchObject({ state: 'issued', takenUp: 2, items: 2, quantified: 1, figures: 1, persons: { assignments: 2, named: 0, gaps: [{ unitId: unit(EAST_OFFICE), assignments: 2 }] }, lights: { grey: 2 } });
    works = (await taken('works', east, [`${east}-1`])).id;
    await approveAll(as('east'), await sendUp(as('works'), [works]));
    const { position } = await as('works').post<PlanReply>(`/plans/${works}/issue`);
    expect(await lower({ after: position })).toMatchObject({ total: 2, rows: [{ level: 1 }, { planId: works, level: 2, unitId: unit(WORKS), takenUp: 1, itemsAbove: 2 }] });
    expect((await lower({ level: '2' })).rows.map((r) => r.planId)).toEqual([works]);
    expect((await lower({ limit: '1', offset: '1' })).rows.map((r) => r.planId)).toEqual([works]);
    expect((await as('east').get<Lower>(`/plans/${east}/lower`)).rows).toMatchObject([{ planId: works, level: 1 }]);
    const item = await as('works').get<{ assignments: { id: string }[] }>(`/items/${works}-1`);
    const assignmentId = item.assignments[0]!.id;
    await as('works').post(`/items/${works}-1/receive`, { assignmentId });
    await as('works').post(`/items/${works}-1/name-person`, { assignmentId, personId: 'p-works' });
    await until('the person is named', async () => (await lower({ level: '2' })).rows[0]?.persons?.named === 1);
    expect((await lower({ level: '2' })).rows[0]).toMatchObject({ persons: { assignments: 1, named: 1, gaps: [] } });
  });

  it('the upper item and the ledger say how many lower items there are, with the worst light, and how that was on any day', async () => {
    const ledger = (query: Record<string, string> = {}): Promise<Ledger> => as('office').get<Ledger>('/ledger', { planId: city, ...query });
    const page = (asOf?: string): Promise<{ lower: object }> => as('office').get<{ lower: object }>(`/items/${city}-1`, asOf === undefined ? {} : { asOf });
    await until('both levels are counted', async () => (await ledger({ takenUp: 'true' })).rows.some((r) => r.lowerItems === 2));
    expect((await ledger()).rows).toMatchObject([{ itemId: `${city}-1`, lowerItems: 2 }, { lowerItems: 0, lowerLight: null }, { itemId: `${city}-3`, lowerItems: 1 }]);
    await system.setClock('2031-12-08T01:00:00.000Z');
    await until('what is below turned red', async () => (await ledger({ lowerLight: 'red' })).rows[0]?.itemId === `${city}-1`);
    await until('both are red', async () => JSON.stringify((await page()).lower).includes('"red":2'));
    expect(await page()).toMatchObject({ lower: { items: 2, worstLight: 'red', lights: { red: 2 }, incomplete: false } });
    expect((await lower({ light: 'red' })).total).toBe(2);
    // As of a day the same lists say what was known.
    expect(await page('2031-04-01')).toMatchObject({ lower: { items: 2, worstLight: 'grey' } });
    expect(await page('2031-03-20')).toMatchObject({ lower: { items: 0, worstLight: null, lights: {} } });
    expect(await ledger({ asOf: '2031-04-01', lowerLight: 'red' })).toMatchObject({ total: 0 });
    expect((await ledger({ asOf: '2031-04-01', takenUp: 'true' })).total).toBe(2);
    expect(await lower({ asOf: '2031-03-20' })).toMatchObject({ total: 1, rows: [{ state: 'approved', persons: null }] });
    expect((await lower({ light: 'red', asOf: '2031-04-01' })).total).toBe(0);
    const file = await as('office').ask<string>('GET', '/ledger/export', { query: { planId: city, format: 'csv' } });
    expect(file.body.split('\n')[0]).toContain('下级承接项数,下级最差亮灯');
  });

  it('a banner that joins the group has taken up nothing; and that as of a day', async () => {
    const before = await absent({ members: 'true' });
    expect(before).toEqual([unit(WEST)]);
    await system.setClock('2031-12-09T01:00:00.000Z');
    await as('office').post(`/roster/groups/${group}/join`, { unitId: unit(SOUTH) });
    await until('it has its shares', async () => (await absent({ members: 'true' })).length === 2);
    expect((await absent({ members: 'true' })).sort()).toEqual([SOUTH, WEST].map(unit).sort());
    expect(await absent({ members: 'true', asOf: '2031-12-08' })).toEqual([unit(WEST)]);
  });

  it('is the same from a replay of the log', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 2 });
    await until('the read models equal a replay', async () => ((await verifyReadModels(system.store, owner).catch(() => null))?.equal ?? false)).finally(() => owner.end());
  });
});
