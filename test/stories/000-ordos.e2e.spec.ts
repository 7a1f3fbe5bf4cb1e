import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { DraftItem } from '#libs/supervision/plan/draft';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { CoverageStanding } from '#libs/supervision/period-coverage/cell';
import { AnEvaluation, AUDIT, judged, STATISTICS, type EvaluationReply } from '../e2e/an-evaluation';
import { approveAll, CONFERENCE, dryRun, importFile, sendUp, settleAndIssue, WATCH, type PlanReply } from '../e2e/the-city';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { tableOfPage } from '../support/story-page';
import { until } from '../support/until';
import { BANNER, FIRM, FIRMS, rosterList, TAKEN, theCityOfOrdos } from './ordos.city';
import { BANNER_GROUP, BANNERS, DEPARTMENTS, EAST, OFFICE, ordosTwin, OWN_ITEMS, SOUTH, UNION } from './ordos.twin';

jest.setTimeout(240_000);

interface Lower {
  rows: { planId: string; unitId: string; state: string; takenUp: number; itemsAbove: number; quantified: number; figures: number }[];
}

/** A city whose banners take up what they can do, count it, look after their enterprises, and are scored by others at the end of the year. */
describe('story 000: fifty projects, three banners', () => {
  let system: RunningSystem;
  let city: string;
  /** 典型做法征集, which the prose of the plan asks for every quarter. */
  let cases: string;
  let evaluation: AnEvaluation;
  const plans: Record<string, PlanReply['plan']> = {};
  /** Of the six enterprises, by login: the plan of its own. */
  let ofFirm: Record<string, string> = {};
  /** What the page tells, as this run found it. */
  const found: Record<string, string> = {};
  const as = (who: string): HttpClient => system.as(who);
  const unit = (name: string): string => system.unit(name);
  const read = (itemId: string, who = 'office'): Promise<ItemView> => as(who).get<ItemView>(`/items/${itemId}`);
  const change = (who: string, planId: string, itemKey: string, body: object): Promise<unknown> => as(who).post(`/plans/${planId}/change-item`, { itemKey, ...body });

  beforeAll(async () => {
    system = await theCityOfOrdos();
  });
  afterAll(() => system?.stop());

  it('the paper is read: fifty rows in five categories, twenty-five of them without a lead, and what its prose asks for', async () => {
    await as('office').post('/roster/groups', { name: BANNER_GROUP, memberIds: BANNERS.map(unit) });
    const draft = await dryRun(as('office'), ordosTwin(), 'plan.txt');
    const rows = draft.items.filter((i) => i.number !== '');
    const unmarked = draft.decisions.filter((d) => d.kind === 'role-unmarked');
    expect([rows.length, new Set(rows.map((i) => i.category)).size, unmarked.length]).toEqual([50, 5, 25]);
    expect(unmarked.every((d) => d.blocking)).toBe(true);
    expect(draft.report.inferred.flatMap((i) => i.itemNumber ?? [])).toEqual(['43', '44', '45']);
    // What is announced is there: fifty are found. No row has a quantity: the banners are to find theirs.
    expect(draft.report.reconciliation.every((r) => r.agrees)).toBe(true);
    expect(rows.flatMap((i) => i.targets)).toEqual([]);
    expect(rows.filter((i) => [...i.leads, ...i.units][0] === OFFICE).map((i) => i.number)).toEqual([...OWN_ITEMS]);
    expect(draft.items.find((i) => i.recurrence === 'quarterly')).toMatchObject({ number: '', units: [] });
    found['rows'] = `${rows.length} in 5 categories`;
    found['unmarked'] = String(unmarked.length);
  });

  it('it is issued: the office’s own projects are to be accepted by a third body, cases are owed by the banners every quarter', async () => {
    const { plan } = await importFile(as('office'), ordosTwin(), 'plan.txt');
    city = plan.id;
    await as('office').post(`/plans/${city}/period`, { from: '2023-01-01', to: '2023-12-31' });
    await as('office').post(`/plans/${city}/verification`, { unitId: unit(WATCH) });
    const key = (is: (i: DraftItem) => boolean): string => plan.items.find(is)!.key;
    for (const number of OWN_ITEMS) await change('office', city, key((i) => i.number === number), { leads: [OFFICE], participants: number === '45' ? [BANNER_GROUP] : [], units: [], deadline: '2023-12-29' });
    const quarterly = key((i) => i.recurrence === 'quarterly');
    await change('office', city, quarterly, { leads: [OFFICE, BANNER_GROUP], participants: [], units: [] });
    const issued = (await settleAndIssue(as('office'), city)).plan;
    expect(issued).toMatchObject({ status: 'issued', openBlocking: 0 });
    cases = issued.issueItems.find((i) => i.key === quarterly)!.itemId;
    await until('its first quarter', async () => (await read(cases)).steps.filter((s) => s.period === '2023-Q1').length === 4);
  });

  it('three banners take up 50, 12 and 1 of the 50, each with quantities of its own; what the city has not looked at is not issued', async () => {
    for (const who of BANNER) {
      const itemIds = Array.from({ length: TAKEN[who] }, (_, i) => `${city}-${i + 1}`);
      const { plan } = await as(who).post<PlanReply>('/plans/take-up', { upperPlanId: city, itemIds });
      for (const [i, { key }] of plan.items.entries()) await change(who, plan.id, key, { targets: [{ metric: '活动', comparison: '>=', value: 2 + i, unit: '场' }] });
      await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
      expect(await as(who).ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409, body: { code: 'plan-not-approved' } });
      const review = await sendUp(as(who), [plan.id], '任务落实清单报审');
      expect(review.proceeding.content.plans).toMatchObject([{ planId: plan.id, items: TAKEN[who], targets: TAKEN[who] }]);
      await approveAll(as('office'), review);
      plans[who] = (await as(who).post<PlanReply>(`/plans/${plan.id}/issue`)).plan;
      expect(plans[who]).toMatchObject({ status: 'issued' });
    }
    const below = async (): Promise<Lower['rows']> => (await as('office').get<Lower>(`/plans/${city}/lower`)).rows;
    await until('the city sees three plans', async () => (await below()).filter((r) => r.state === 'issued').length === 3);
    const rows = await below();
    const of = (i: number): Lower['rows'][number] => rows.find((r) => r.unitId === unit(BANNERS[i]!))!;
    for (const [i, who] of BANNER.entries()) expect(of(i)).toMatchObject({ takenUp: TAKEN[who], quantified: TAKEN[who] });
    found['taken'] = BANNERS.map((_, i) => of(i).takenUp).join(', ');
    found['quantified'] = String(rows.reduce((sum, r) => sum + r.quantified, 0));
    // Tied to the row above, with a quantity that the row above has not.
    expect(await read(plans['south']!.issueItems[0]!.itemId, 'south')).toMatchObject({ upper: { itemId: `${city}-1` }, targets: [{ value: 2, unit: '场' }] });
    expect((await read(`${city}-1`)).targets).toEqual([]);
  });

  it('six enterprises’ plans are approved by their banner and go to the city together with the banner’s own list', async () => {
    const above = plans['east']!;
    const of: Record<string, string> = {};
    for (const [i, who] of FIRM.entries()) {
      const { plan } = await as(who).post<PlanReply>('/plans/take-up', { upperPlanId: above.id, itemIds: [above.issueItems[i]!.itemId] });
      of[who] = plan.id;
      await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
      await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'upper-share', optionId: 'whole', preview: false });
      const review = await sendUp(as(who), [plan.id], `${FIRMS[i]}方案报审`);
      expect(review.proceeding).toMatchObject({ planId: above.id });
      const rulings = review.proceeding.content.plans.map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'passOn' }));
      expect(await as('west').ask('POST', `/plan-reviews/${review.proceeding.id}/rule`, { body: { rulings } })).toMatchObject({ status: 403 });
      await as('east').post(`/plan-reviews/${review.proceeding.id}/rule`, { rulings });
      expect(await as(who).ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409 });
    }
    // 任务落实清单: what the plan's note asks of every banner, as a list of this one.
    const noted = (await as('office').get<PlanReply['plan']>(`/plans/${city}`)).items.filter((i) => i.number === '' && i.units.includes(BANNER_GROUP)).map((i) => i.key);
    const issuedItems = (await as('office').get<PlanReply['plan']>(`/plans/${city}`)).issueItems;
    const { plan: list } = await as('east').post<PlanReply>('/plans/take-up', { upperPlanId: city, itemIds: issuedItems.filter((i) => noted.includes(i.key)).map((i) => i.itemId) });
    await as('east').post(`/plans/${list.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
    const sent = await sendUp(as('east'), [list.id, ...Object.values(of)], '东川旗任务落实清单及六家企业方案');
    expect(sent.proceeding.planId).toBe(city);
    const { plans: inList } = sent.proceeding.content as unknown as { plans: { planId: string; via: string | null; items: number }[] };
    expect(inList.map((p) => [p.planId, p.via !== null])).toEqual([[list.id, false], ...Object.values(of).map((id) => [id, true])]);
    expect(inList[0]).toMatchObject({ items: 2 });
    await approveAll(as('office'), sent);
    ofFirm = of;
    for (const [who, id] of [['east', list.id], ...Object.entries(of)] as const) expect((await as(who).post<PlanReply>(`/plans/${id}/issue`)).plan.status).toBe('issued');
    expect(((await as('office').get<PlanReply['plan']>(`/plans/${of['firm1']}`)).reviews as { act: string }[]).map((r) => r.act)).toEqual(['sent', 'passedOn', 'sent', 'approved']);
    const levels = async (): Promise<number[]> => (await as('office').get<{ rows: { level: number; state: string }[] }>(`/plans/${city}/lower`)).rows.filter((r) => r.state === 'issued').map((r) => r.level).sort();
    await until('ten plans run below the city’s', async () => (await levels()).length === 10);
    expect(await levels()).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    found['sent'] = `${inList.filter((p) => p.via !== null).length} enterprises’ plans and the banner’s list`;
  });

  const handIn = async (who: string, name: string, period: string): Promise<string> => {
    const item = await read(cases, who);
    const a = item.assignments.find((x) => x.unitId === unit(name))!;
    if (a.receivedAt === null) await as(who).post(`/items/${cases}/receive`, { assignmentId: a.id });
    const stepId = (await read(cases, who)).steps.find((s) => s.period === period && s.assignmentId === a.id)!.id;
    return (await as(who).post<{ position: string }>(`/items/${cases}/submit`, { stepId, text: `${period} 征集典型做法两篇`, evidenceIds: [] })).position;
  };
  const standing = async (name: string, query: Record<string, string> = {}): Promise<string[]> => {
    const { cells } = await as('office').get<{ cells: ({ unitId: string; period: string } & Record<CoverageStanding, number>)[] }>('/coverage', { planId: city, ...query });
    const mine = cells.filter((c) => c.unitId === unit(name)).sort((a, b) => a.period.localeCompare(b.period));
    return mine.map((c) => `${c.period}:${(['inTime', 'late', 'missing', 'notDue'] as const).filter((s) => c[s] > 0).join('+')}`);
  };
  const all = [['office', OFFICE], ...BANNER.map((who, i) => [who, BANNERS[i]!] as const)] as const;

  it('the roster of reform units has 14, then 41; one leaves with its reason and it has 40', async () => {
    const takeOn = (raw: Buffer): Promise<{ body: { listed: number } }> => as('office').ask('POST', '/reform-units/import', { raw, query: { fileName: '名单.csv', planId: city }, headers: { 'content-type': 'application/octet-stream' } });
    expect((await takeOn(rosterList(1, 14))).body).toMatchObject({ listed: 14 });
    // The six whose plans went up are among them: each is named with the plan of its own (一企一策).
    type Unit = { id: string; content: { ownPlan: { planId: string | null } | null } };
    const own: (string | undefined | null)[] = [];
    for (const [i, who] of FIRM.entries()) {
      const listed = await until('the enterprise on the list', async () => (await as('office').get<{ rows: { id: string }[] }>('/proceedings', { kind: 'reform-unit', text: FIRMS[i]! })).rows[0]);
      await as('office').post(`/reform-units/${listed.id}/own-plan`, { title: `${FIRMS[i]}方案`, planId: ofFirm[who] });
      own.push((await as('office').get<Unit>(`/proceedings/reform-unit/${listed.id}`)).content.ownPlan?.planId);
    }
    expect(own).toEqual(FIRM.map((who) => ofFirm[who]));
    found['own plans'] = `${own.length} of 14`;
    await system.setClock('2023-03-28T02:00:00.000Z');
    for (const [who, name] of all) await handIn(who, name, '2023-Q1');
    expect((await takeOn(rosterList(15, 41))).body).toMatchObject({ listed: 27 });
    await system.setClock('2023-05-12T02:00:00.000Z');
    type Listed = { total: number; rows: { id: string; facts: Record<string, unknown> }[] };
    const listed = (query: Record<string, string>): Promise<Listed> => as('office').get<Listed>('/proceedings', { kind: 'reform-unit', ...query });
    await until('the list', async () => (await listed({ text: '第41企业' })).total === 1);
    const gone = (await listed({ text: '第41企业' })).rows[0]!.id;
    expect(await as('office').ask('POST', `/reform-units/${gone}/remove`, { body: { until: '2023-05-11', reason: '' } })).toMatchObject({ status: 400 });
    const { position: after } = await as('office').post<{ position: string }>(`/reform-units/${gone}/remove`, { until: '2023-05-11', reason: '企业注销' });
    const totals = await Promise.all(['2023-01-31', '2023-04-30', '2023-05-12'].map(async (on) => (await listed({ on, after })).total));
    expect(totals).toEqual([14, 41, 40]);
    const { rows: left } = await listed({ open: 'false' });
    expect(left).toMatchObject([{ id: gone, facts: { leftReason: '企业注销', until: '2023-05-11' } }]);
    found['roster'] = totals.join(' → ');
    found['left'] = String(left[0]!.facts['leftReason']);
  });

  it('one banner hands in no cases for the second quarter: it is missing, and stays missing when the next are handed in', async () => {
    await system.setClock('2023-06-28T02:00:00.000Z');
    let june = '';
    for (const [who, name] of all) if (name !== SOUTH) june = await handIn(who, name, '2023-Q2');
    expect((await standing(SOUTH, { after: june })).find((s) => s.startsWith('2023-Q2'))).toBe('2023-Q2:notDue');
    await system.setClock('2023-07-12T02:00:00.000Z');
    await until('the quarter is over', async () => (await standing(SOUTH)).includes('2023-Q2:missing'));
    await system.setClock('2023-09-26T02:00:00.000Z');
    for (const [who, name] of all) await handIn(who, name, '2023-Q3');
    await system.setClock('2023-12-26T02:00:00.000Z');
    let after = '';
    for (const [who, name] of all) after = await handIn(who, name, '2023-Q4');
    expect(await standing(SOUTH, { after })).toEqual(['2023-Q1:inTime', '2023-Q2:missing', '2023-Q3:inTime', '2023-Q4:inTime']);
    for (const name of [OFFICE, ...BANNERS.slice(0, 2)]) expect(await standing(name, { after })).toEqual([1, 2, 3, 4].map((q) => `2023-Q${q}:inTime`));
    expect((await standing(SOUTH, { asOf: '2023-06-28' })).find((s) => s.startsWith('2023-Q2'))).toBe('2023-Q2:notDue');
    found['quarters'] = (await standing(SOUTH)).map((s) => (s.endsWith('inTime') ? '按期' : '缺报')).join(', ');
  });

  it('the office’s own projects 8, 9, 45 and 50 are accepted by the third body, and neither by itself nor by the unit that houses it', async () => {
    const accepted: string[] = [];
    for (const number of OWN_ITEMS) {
      const id = `${city}-${number}`;
      const a = (await read(id)).assignments.find((x) => x.unitId === unit(OFFICE))!;
      await as('office').post(`/items/${id}/receive`, { assignmentId: a.id });
      const step = (await read(id)).steps.find((s) => s.assignmentId === a.id)!;
      await as('office').post(`/items/${id}/submit`, { stepId: step.id, text: '已按方案办结，材料附后', evidenceIds: [] });
      expect(await as('office').ask('POST', `/items/${id}/verify`, { body: { stepId: step.id } })).toMatchObject({ status: 403 });
      // The union has no part in it: it is not even shown.
      expect(await as('union').ask('POST', `/items/${id}/verify`, { body: { stepId: step.id } })).toMatchObject({ status: 404 });
      const { item } = await as('watch').command(id, 'verify', { stepId: step.id });
      expect(item.assignments.find((x) => x.id === a.id)).toMatchObject({ status: 'completed' });
      const by = (await system.store.readStream(`item/${id}`)).findLast((e) => e.type === 'StepAccepted')!.meta['actor'];
      if ((by as { unitId: string }).unitId === unit(WATCH)) accepted.push(number);
    }
    found['own'] = accepted.join(', ');
  });

  it('the year is scored by another unit than the one that houses the office, and the office by a third', async () => {
    await system.setClock('2024-01-08T01:00:00.000Z');
    const scheme = aScheme();
    const [first, second] = scheme.classes;
    await as('office').post('/schemes/annual', { name: '2023年度考核方案', scheme: { ...scheme, classes: [first!, { ...second!, name: '旗区' }] }, basis: '联席会议 2023 年第 4 次会议纪要' });
    const body = {
      planId: city, title: '2023年度考核', period: { from: '2023-01-01', to: '2023-12-31' }, schemeId: 'annual', schemeVersion: 1,
      units: [
        // The office would score its own house: another does.
        { unitId: unit(UNION), classId: 'departments', verifierUnitId: unit(OFFICE) },
        ...DEPARTMENTS.filter((n) => n !== UNION).map((n) => ({ unitId: unit(n), classId: 'departments', verifierUnitId: unit(AUDIT) })),
        { unitId: unit(OFFICE), classId: 'departments', verifierUnitId: unit(WATCH) },
        ...BANNERS.map((n) => ({ unitId: unit(n), classId: 'enterprises', verifierUnitId: unit(AUDIT) })),
      ],
      memberUnitIds: [AUDIT, STATISTICS, WATCH].map(unit),
      signing: { kind: 'all' }, signers: [{ unitId: unit(STATISTICS) }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2024-01-12', verifyDay: '2024-01-26', reviewWorkingDays: 3, signWorkingDays: 2 },
    };
    expect(await as('office').ask('POST', '/evaluations', { body: { ...body, memberUnitIds: [unit(UNION)], units: [{ unitId: unit(OFFICE), classId: 'departments' }] } })).toMatchObject({ status: 422, body: { code: 'nobody-independent' } });
    const { proceeding } = await as('office').post<EvaluationReply>('/evaluations', body);
    evaluation = new AnEvaluation(system, proceeding.id);
    const { units, redirected } = proceeding.content;
    const verifier = (name: string): string => units.find((u) => u.unitId === unit(name))!.verifierUnitId;
    expect(redirected).toMatchObject([{ role: 'verifier', unitId: unit(UNION), from: unit(OFFICE), to: unit(AUDIT), because: 'one-roof' }]);
    for (const name of [...DEPARTMENTS, ...BANNERS]) expect(verifier(name)).toBe(unit(AUDIT));
    expect(verifier(OFFICE)).toBe(unit(WATCH));
    found['scored'] = `${units.length}, ${units.filter((u) => u.verifierUnitId === unit(AUDIT)).length} by one body, ${units.filter((u) => u.verifierUnitId === unit(WATCH)).length} by a third, ${units.filter((u) => [OFFICE, UNION].map(unit).includes(u.verifierUnitId)).length} by the house`;
    // Each figure opens its events: the banner's quarter that is missing, the office's own four.
    const figure = (name: string, of: string): { value: string; events: string[] } => units.find((u) => u.unitId === unit(of))!.figures.find((f) => f.name === name)!;
    expect(figure('missingReports', SOUTH)).toMatchObject({ value: '1', events: [expect.stringMatching(new RegExp(`^item/${cases}@`))] });
    expect(figure('missingReports', EAST)).toMatchObject({ value: '0' });
    const done = figure('completed', OFFICE).events.map((e) => /^item\/(.*)@/.exec(e)![1]);
    for (const number of OWN_ITEMS) expect(done).toContain(`${city}-${number}`);
  });

  it('it is scored, told, signed and published; the same comes out when it is computed again from the log', async () => {
    await system.setClock('2024-01-15T01:00:00.000Z');
    const scored = (await evaluation.told()).content.units.map((u) => u.unitId);
    const verify = (who: string, unitId: string): Promise<{ status: number }> => as(who).ask('POST', evaluation.at(`units/${unitId}/verify`), { body: judged('36.5') });
    for (const who of ['union', 'audit']) expect(await verify(who, unit(OFFICE))).toMatchObject({ status: 403 });
    for (const unitId of scored) expect(await verify(unitId === unit(OFFICE) ? 'watch' : 'audit', unitId)).toMatchObject({ status: 200 });
    await as('office').post(evaluation.at('feedback'), { unitIds: scored });
    await system.setClock('2024-01-19T01:00:00.000Z');
    await until('the windows', async () => (await evaluation.count('ReviewPeriodEnded')) === scored.length);
    await as('office').post(evaluation.at('draw'));
    await as('statistics').post(evaluation.at('requests/s1/sign'), await evaluation.seen());
    await as('convenor').post(evaluation.at('requests/approval/sign'), await evaluation.seen());
    const drafted = await as('office').post<{ proceeding: { papers: { id: string }[] } }>(evaluation.at('publish'), { text: '现将考核结果通报如下' });
    await as('signer').post(`/proceedings/evaluation/${evaluation.id}/papers/${drafted.proceeding.papers[0]!.id}/sign`);
    const { status, content } = await evaluation.told();
    expect(status).toBe('published');
    // Whoever is late with the second quarter's cases stays so, however the year is counted.
    expect(await standing(SOUTH)).toContain('2023-Q2:missing');
    expect(content.result!.rows.map((r) => r.unitId).sort()).toEqual([...scored].sort());
    const number = async (): Promise<number | undefined> => (await system.pool.query<{ number: number }>(`select number from read.notice where proceeding = $1 and series = 'TB' and number is not null`, [`evaluation/${evaluation.id}`])).rows[0]?.number;
    await until('its number', async () => (await number()) !== undefined);
    const again = await as('office').get<{ equal: boolean }>(evaluation.at('recompute'));
    expect(again).toMatchObject({ equal: true, differences: [] });
    found['result'] = `${content.result!.rows.length} rows, 通报 no. ${await number()}, computed again ${again.equal ? 'equal' : 'otherwise'}`;
  });

  it('the page tells what was found', () => {
    expect(tableOfPage('stories/000-ordos.md', 'answers').map((row) => row.split('|')[3]!.trim())).toEqual(Object.values(found));
  });
});
