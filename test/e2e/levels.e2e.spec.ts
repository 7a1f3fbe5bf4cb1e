import type { ItemView } from '#libs/supervision/item/item.view';
import type { RolledUp } from '#libs/supervision/roll-up/roll-up';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, approveAll, approvedAndIssued, CONFERENCE, EDUCATION, HR, importFile, OFFICE, UNION, WATCH, sendUp, type PlanReply } from './the-city';

jest.setTimeout(180_000);

const [EAST, WEST, WORKS] = ['东旗产改办', '西旗产改办', '东旗第一机械厂'] as const;
const CSV = [
  '序号,项目名称,工作内容,牵头单位,完成时限',
  '1,技能培训,全年开展职业技能培训不少于4万人次,市人力资源和社会保障局、市教育局,2031年11月底前',
  '2,劳动竞赛,举办劳动竞赛60场,市总工会,2031年10月底前',
  '3,思想宣讲,开展宣讲,市教育局,2031年12月底前',
].join('\n');

interface RollUpReply {
  targets: (RolledUp & { planId: string })[];
  units: { unitId: string; targets: number; told: number; old: number; missing: number }[];
}

/** A city's plan, taken up by banners and by an enterprise under one of them; what is told below is seen above. */
describe('levels', () => {
  let system: RunningSystem;
  let cityPlan: PlanReply['plan'];
  const [training, contest] = ['-1', '-2'];
  const as = (who: string): HttpClient => system.as(who);
  const takeUp = (who: string, upperPlanId: string, itemIds: string[] | null): Promise<PlanReply> => as(who).post<PlanReply>('/plans/take-up', { upperPlanId, ...(itemIds === null ? {} : { itemIds }) });
  const city = (end: string): string => `${cityPlan.id}${end}`;
  const rollUp = (itemId: string, query: Record<string, string> = {}): Promise<RollUpReply> => as('office').get<RollUpReply>(`/items/${itemId}/roll-up`, query);
  const upOf = async (itemId: string, query: Record<string, string> = {}): Promise<RolledUp> => (await rollUp(itemId, query)).targets.find((t) => t.itemId === itemId)!;
  const read = (who: string, itemId: string): Promise<ItemView> => as(who).get<ItemView>(`/items/${itemId}`);
  /** Receives where that is due, and reports a value; answers the place of the report. */
  async function tell(who: string, itemId: string, unitName: string, value: number, day: string): Promise<string> {
    const item = await read(who, itemId);
    const a = item.assignments.find((x) => x.unitId === system.unit(unitName))!;
    if (a.receivedAt === null) await as(who).post(`/items/${itemId}/receive`, { assignmentId: a.id });
    const values = [{ targetId: item.targets[0]!.id, value, asOf: day }];
    return (await as(who).post<{ position: string }>(`/items/${itemId}/report`, { assignmentId: a.id, stepId: null, text: `截至${day}已培训${value}人次，分批开班`, percent: null, values })).position;
  }

  beforeAll(async () => {
    const units = [OFFICE, HR, EDUCATION, UNION, WATCH, CONFERENCE, EAST, WEST, WORKS].map((name) => ({ name, staffed: true }));
    const accounts = [
      { login: 'office', unit: OFFICE, roles: ['office' as const] },
      { login: 'hr', unit: HR, roles: ['handler' as const, 'liaison' as const] },
      { login: 'education', unit: EDUCATION, roles: ['handler' as const, 'liaison' as const] },
      ...([['east', EAST], ['west', WEST], ['works', WORKS]] as const).map(([login, unit]) => ({ login, unit, roles: ['office' as const, 'handler' as const, 'liaison' as const] })),
    ];
    system = await aCity({ units, accounts });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'city.csv');
    await as('office').post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
    cityPlan = (await as('office').post<PlanReply>(`/plans/${plan.id}/issue`)).plan;
  });
  afterAll(() => system?.stop());

  it('takes up one, or all: each item and each figure stays tied to the one above, and asks for this level’s share', async () => {
    const { plan } = await takeUp('east', cityPlan.id, [city(training)]);
    expect(plan).toMatchObject({ upper: { planId: cityPlan.id, officeUnitId: system.unit(OFFICE) }, officeUnitId: system.unit(EAST), source: { format: 'plan' } });
    expect(plan.items).toMatchObject([{ number: '1', title: '技能培训', deadline: '2031-11-30', upper: { itemId: city(training) }, targets: [{ value: 40_000, unit: '人次', upper: { targetId: 't1', value: 40_000 } }] }]);
    expect(plan.decisions.filter((d) => d.blocking).map((d) => d.kind).sort()).toEqual(['no-unit', 'upper-share']);
    expect(await as('east').ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409, body: { code: 'decisions-open' } });
    const share = plan.decisions.find((d) => d.kind === 'upper-share')!.id;
    expect(await as('east').ask('POST', `/plans/${plan.id}/settle`, { body: { settlements: [{ decisionId: share, optionId: 'share', value: '很多' }] } })).toMatchObject({ status: 422, body: { code: 'value-invalid', fields: [{ field: 'settlements[0].value' }] } });
    await as('east').post(`/plans/${plan.id}/settle`, { settlements: [{ decisionId: share, optionId: 'share', value: '25000' }, { decisionId: 'no-unit:u1', optionId: 'issuer' }] });
    // 先审后发: the city looks at it first, and what it looks at stays as it is.
    expect(await as('east').ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409, body: { code: 'plan-not-approved' } });
    const review = await sendUp(as('east'), [plan.id]);
    expect(review.proceeding).toMatchObject({ status: 'sent', planId: cityPlan.id, content: { plans: [{ planId: plan.id, items: 1, itemsAbove: 3, targets: 1 }] }, duties: [{ kind: 'rule', owedBy: { unitId: system.unit(OFFICE) } }] });
    expect(await as('east').ask('POST', `/plans/${plan.id}/period`, { body: { from: '2031-01-01', to: '2031-11-30' } })).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    expect(await as('east').ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    expect((await as('office').get<PlanReply['plan']>(`/plans/${plan.id}`)).items[0]).toMatchObject({ title: '技能培训' });
    await approveAll(as('office'), review);
    // Approved and not issued: an enterprise below waits for the banner's issue, and is told so.
    expect(await as('works').ask('POST', '/plans/take-up', { body: { upperPlanId: plan.id } })).toMatchObject({ status: 409, body: { code: 'plan-not-issued', fields: [{ field: 'upperPlanId' }], detail: { zh: '该计划尚未下发（草案）：须先由该计划的办公室下发，再办理此事', en: expect.stringContaining('its office issues it first') } } });
    const issued = await as('east').post<PlanReply>(`/plans/${plan.id}/issue`);
    expect(await read('east', issued.plan.issueItems[0]!.itemId)).toMatchObject({ upper: { itemId: city(training), deadline: '2031-11-30' }, targets: [{ value: 25_000, upper: { value: 40_000 } }] });

    const all = (await takeUp('west', cityPlan.id, null)).plan;
    expect(all.items.map((i) => i.number)).toEqual(['1', '2', '3']);
    await as('west').post(`/plans/${all.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
    await as('west').post(`/plans/${all.id}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'share', value: '10000' }, { decisionId: 'upper-share:u2/t1', optionId: 'none' }] });
    await approvedAndIssued(as('west'), as('office'), all.id);
  });

  it('refuses its own plan, a draft, an item of another plan, and one that is closed', async () => {
    const refused = (who: string, body: object): Promise<unknown> => as(who).ask('POST', '/plans/take-up', { body });
    expect(await refused('office', { upperPlanId: cityPlan.id })).toMatchObject({ status: 422, body: { code: 'upper-plan-own' } });
    expect(await refused('east', { upperPlanId: cityPlan.id, itemIds: ['nowhere-1'] })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await refused('east', { upperPlanId: 'nowhere' })).toMatchObject({ status: 404 });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'other.csv');
    expect(await refused('east', { upperPlanId: plan.id })).toMatchObject({ status: 409, body: { code: 'plan-not-issued' } });
    expect(await refused('hr', { upperPlanId: cityPlan.id })).toMatchObject({ status: 403 });
  });

  it('rolls values up through three levels, with gap, silence and who tells', async () => {
    const east = (await as('east').get<{ rows: { planId: string; officeUnitId: string }[] }>('/plans')).rows.find((p) => p.officeUnitId === system.unit(EAST))!;
    const works = (await takeUp('works', east.planId, null)).plan;
    await as('works').post(`/plans/${works.id}/settle`, { settlements: [{ decisionId: 'upper-share:u1/t1', optionId: 'share', value: '900' }, { decisionId: 'no-unit:u1', optionId: 'issuer' }] });
    await approvedAndIssued(as('works'), as('east'), works.id);
    const after = await tell('works', `${works.id}-1`, WORKS, 800, '2031-03-03');
    expect(await upOf(city(training), { after })).toMatchObject({ own: null, lower: 800, total: 800, promised: 35_000, gap: 5_000, missing: [expect.stringMatching(/-1\/t1$/)] });
    const { units, targets } = await rollUp(city(training));
    expect(targets).toHaveLength(4);
    expect(units).toEqual(expect.arrayContaining([{ unitId: system.unit(WEST), targets: 1, told: 0, old: 0, missing: 1 }, { unitId: system.unit(WORKS), targets: 1, told: 1, old: 0, missing: 0 }]));
    expect((await as('office').get<RollUpReply>(`/plans/${cityPlan.id}/roll-up`, { since: '2031-04-01' })).units.find((u) => u.unitId === system.unit(EAST))).toMatchObject({ told: 1, old: 1 });
  });

  it('does not double one training that two leads tell, until the office decides; and the item follows', async () => {
    await system.setClock('2031-04-02T02:00:00.000Z');
    await tell('hr', city(training), HR, 40_000, '2031-03-31');
    const after = await tell('education', city(training), EDUCATION, 38_600, '2031-03-31');
    const before = await upOf(city(training), { after });
    expect(before).toMatchObject({ own: 40_000, total: 40_000 });
    expect(before.undecided).toEqual(expect.arrayContaining([{ sources: ['a1', 'a2'], why: 'sameItem' }, expect.objectContaining({ why: 'ownAndLower' })]));
    const body = { targetId: 't1', sources: ['a1', 'a2'], how: 'apart', reason: '两家分别组织，名册不重' };
    expect(await as('hr').ask('POST', `/items/${city(training)}/settle-overlap`, { body })).toMatchObject({ status: 403 });
    expect(await as('office').ask('POST', `/items/${city(training)}/settle-overlap`, { body: { ...body, sources: ['a1'] } })).toMatchObject({ status: 422, body: { code: 'sources-too-few' } });
    const { position } = await as('office').post<{ position: string }>(`/items/${city(training)}/settle-overlap`, body);
    expect(await upOf(city(training), { after: position })).toMatchObject({ own: 78_600, total: 78_600 });
    expect((await read('office', city(training))).targets[0]).toMatchObject({ reached: 78_600, met: true });
  });

  it('keeps what was known: a corrected value counts from its correction on, and for the day that it tells of', async () => {
    await system.setClock('2031-07-02T02:00:00.000Z');
    const june = await tell('hr', city(training), HR, 52_000, '2031-06-30');
    expect(await upOf(city(training), { after: june })).toMatchObject({ own: 90_600 });
    expect(await upOf(city(training), { day: '2031-04-30' })).toMatchObject({ own: 78_600 });
    await system.setClock('2031-07-20T02:00:00.000Z');
    const { position } = await as('hr').post<{ position: string }>(`/items/${city(training)}/correct-value`, { assignmentId: 'a1', targetId: 't1', value: 39_000, asOf: '2031-03-31', reason: '核减重复登记' });
    expect(await upOf(city(training), { after: position, day: '2031-04-30' })).toMatchObject({ own: 77_600 });
    expect(await upOf(city(training), { day: '2031-04-30', asOf: '2031-07-10' })).toMatchObject({ own: 78_600 });
    expect(await upOf(city(training))).toMatchObject({ own: 90_600 });
    // Each figure opens its event.
    const source = (await upOf(city(training), { day: '2031-04-30' })).sources.find((s) => s.source === 'a1')!;
    expect((await system.store.readStream(`item/${city(training)}`))[source.event! - 1]).toMatchObject({ type: 'ValueCorrected', data: { value: 39_000 } });
    expect((await read('office', city(contest))).targets[0]).toMatchObject({ value: 60 });
  });
});
