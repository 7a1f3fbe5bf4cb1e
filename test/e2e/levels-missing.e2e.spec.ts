import type { ItemView } from '#libs/supervision/item/item.view';
import type { CoverageStanding } from '#libs/supervision/period-coverage/cell';
import type { RolledUp } from '#libs/supervision/roll-up/roll-up';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, approvedAndIssued, HR, importFile, OFFICE, type PlanReply } from './the-city';

jest.setTimeout(240_000);

const [EAST, WEST] = ['东旗产改办', '西旗产改办'] as const;
const CSV = ['序号,项目名称,工作内容,牵头单位,完成时限', `1,技能培训,全年培训不少于4万人次,${HR},每季度`].join('\n');
const Q1 = '2031-Q1';

interface Matrix {
  cells: ({ unitId: string; period: string } & Record<CoverageStanding, number>)[];
  total: Record<CoverageStanding, number>;
}
interface RollUpReply {
  targets: RolledUp[];
  units: { unitId: string; targets: number; told: number; missing: number }[];
}

/** A value that one banner owes and does not tell stays a gap of that banner and that period, for whoever asks as of a day; what was published stays. */
describe('what is missing below', () => {
  let system: RunningSystem;
  let city: string;
  const plans: Record<string, string> = {};
  const as = (who: string): HttpClient => system.as(who);
  const rollUp = (query: Record<string, string> = {}): Promise<RollUpReply> => as('office').get<RollUpReply>(`/plans/${city}/roll-up`, query);
  const top = async (query: Record<string, string> = {}): Promise<RolledUp> => (await rollUp(query)).targets.find((t) => t.itemId === `${city}-1`)!;
  const ofUnit = async (name: string, query: Record<string, string> = {}): Promise<string[]> => {
    const { cells } = await as('office').get<Matrix>('/coverage', { planId: city, throughLevels: 'true', ...query });
    return cells.filter((c) => c.unitId === system.unit(name) && c.period === Q1).flatMap((c) => (['inTime', 'late', 'missing', 'notDue'] as const).filter((s) => c[s] > 0));
  };
  /** Receives where that is due, tells a value and hands the quarter in. */
  async function handIn(who: string, value: number, day: string): Promise<string> {
    const itemId = `${plans[who]}-1`;
    const item = await as(who).get<ItemView>(`/items/${itemId}`);
    const [a] = item.assignments;
    if (a!.receivedAt === null) await as(who).post(`/items/${itemId}/receive`, { assignmentId: a!.id });
    await as(who).post(`/items/${itemId}/report`, { assignmentId: a!.id, stepId: null, text: `截至${day}已培训${value}人次`, percent: null, values: [{ targetId: item.targets[0]!.id, value, asOf: day }] });
    const step = item.steps.find((s) => s.period === Q1)!;
    return (await as(who).post<{ position: string }>(`/items/${itemId}/submit`, { stepId: step.id, text: '一季度已报送', evidenceIds: [] })).position;
  }

  beforeAll(async () => {
    const units = [OFFICE, HR, EAST, WEST].map((name) => ({ name, staffed: true }));
    const all = ['office' as const, 'handler' as const, 'liaison' as const];
    system = await aCity({ units, accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'east', unit: EAST, roles: all }, { login: 'west', unit: WEST, roles: all }] });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'city.csv');
    await as('office').post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
    city = (await as('office').post<PlanReply>(`/plans/${plan.id}/issue`)).plan.id;
    for (const [who, share] of [['east', '25000'], ['west', '15000']] as const) {
      const { plan: lower } = await as(who).post<PlanReply>('/plans/take-up', { upperPlanId: city });
      await as(who).post(`/plans/${lower.id}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'share', value: share }, { decisionId: 'no-unit:u1', optionId: 'issuer' }] });
      plans[who] = (await approvedAndIssued(as(who), as('office'), lower.id)).plan.id;
    }
    await until('the quarter is open everywhere', async () => (await ofUnit(WEST)).includes('notDue') && (await ofUnit(EAST)).includes('notDue') && (await ofUnit(HR)).includes('notDue'));
  });
  afterAll(() => system?.stop());

  it('one banner tells in time, the other not: the gap is the other’s, in that quarter, beside the city’s own units', async () => {
    await system.setClock('2031-03-28T02:00:00.000Z');
    const after = await handIn('east', 6_000, '2031-03-27');
    expect(await ofUnit(EAST, { after })).toEqual(['inTime']);
    await system.setClock('2031-04-10T02:00:00.000Z');
    await until('the quarter is over', async () => (await ofUnit(WEST)).includes('missing'));
    expect([await ofUnit(EAST), await ofUnit(HR)]).toEqual([['inTime'], ['missing']]);
    expect(await top()).toMatchObject({ lower: 6_000, promised: 40_000, gap: 0, missing: [`${plans['west']}-1/t1`] });
    expect((await rollUp()).units).toEqual(expect.arrayContaining([expect.objectContaining({ unitId: system.unit(WEST), told: 0, missing: 1 }), expect.objectContaining({ unitId: system.unit(EAST), told: 1, missing: 0 })]));
    // Before the day had passed nothing was missing.
    expect([await ofUnit(WEST, { asOf: '2031-03-28' }), await ofUnit(EAST, { asOf: '2031-03-27' })]).toEqual([['notDue'], ['notDue']]);
  });

  it('told late it is late, and what was missing on the earlier day stays missing on it', async () => {
    await system.setClock('2031-04-14T02:00:00.000Z');
    const after = await handIn('west', 4_000, '2031-03-31');
    expect(await ofUnit(WEST, { after })).toEqual(['late']);
    expect(await top({ after })).toMatchObject({ lower: 10_000, missing: [] });
    expect(await ofUnit(WEST, { asOf: '2031-04-10' })).toEqual(['missing']);
    expect(await top({ asOf: '2031-04-10' })).toMatchObject({ lower: 6_000, missing: [`${plans['west']}-1/t1`] });
    // True of a day before it was told of: as known now the banner has nothing on that day.
    expect(await top({ day: '2031-03-28' })).toMatchObject({ lower: 6_000, missing: [`${plans['west']}-1/t1`] });
  });

  it('a value corrected with a reason leaves what was published, and says since when and why', async () => {
    await system.setClock('2031-04-22T02:00:00.000Z');
    const correction = { assignmentId: 'a1', targetId: 't1', value: 5_500, asOf: '2031-03-27', reason: '核减重复登记' };
    const { position: after } = await as('east').post<{ position: string }>(`/items/${plans['east']}-1/correct-value`, correction);
    expect(await top({ after })).toMatchObject({ lower: 9_500 });
    expect(await top({ after, day: '2031-03-28' })).toMatchObject({ lower: 5_500 });
    expect(await top({ asOf: '2031-04-20' })).toMatchObject({ lower: 10_000 });
    expect(await top({ asOf: '2031-04-20', day: '2031-03-28' })).toMatchObject({ lower: 6_000 });
    const source = (await rollUp()).targets.find((t) => t.itemId === `${plans['east']}-1`)!.sources[0]!;
    expect((await system.store.readStream(`item/${plans['east']}-1`))[source.event! - 1]).toMatchObject({ type: 'ValueCorrected', data: { value: 5_500, reason: '核减重复登记' } });
  });

  it('is read through levels by who reads the upper plan whole, and not without one', async () => {
    expect(await as('west').ask('GET', `/coverage?planId=${city}&throughLevels=true`)).toMatchObject({ status: 403 });
    expect(await as('office').ask('GET', '/coverage?throughLevels=true')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const { rows } = await as('office').get<{ rows: { unitId: string; planId: string; standing: string }[] }>('/coverage/cells', { planId: city, throughLevels: 'true', period: Q1, standing: 'late,missing' });
    expect(rows.map((r) => [r.unitId, r.planId, r.standing])).toEqual(expect.arrayContaining([[system.unit(WEST), plans['west'], 'late'], [system.unit(HR), city, 'missing']]));
    // A banner's own matrix is its own.
    expect((await as('office').get<Matrix>('/coverage', { planId: city })).cells.some((c) => c.unitId === system.unit(WEST))).toBe(false);
  });
});
