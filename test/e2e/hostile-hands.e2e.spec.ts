import { aScheme } from '#libs/scoring/testing/a-scheme';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { RunningSystem } from '../support/running-system';
import { AnEvaluation, AUDIT, DISCIPLINE, STATISTICS, type EvaluationReply } from './an-evaluation';
import { aFinding, findingOf, Inspecting, type InspectionReply } from './an-inspection';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, WATCH } from './the-city';

interface Answer {
  status: number;
  body: { code?: string; fields?: { field: string }[] };
}

/** What careless and hostile people try on proceedings, two of them at once on two processes of the API: each gets a defined answer, and the log says it once. */
describe('hostile hands', () => {
  let system: RunningSystem;
  let planId: string;
  let itemId: string;
  let inspection: string;
  let hr: string;
  const unit = (name: string): string => system.unit(name);
  const ask = (who: string, path: string, body: object = {}, api = 0): Promise<Answer> => system.as(who, api).ask('POST', path, { body });
  const inspect = (who: string, path: string, body: object = {}, api = 0): Promise<Answer> => ask(who, `/inspections/${inspection}/${path}`, body, api);
  const told = ({ status, body }: Answer): string => (status === 200 ? '200' : `${status} ${body.code ?? ''}`);
  const count = async (stream: string, type: string): Promise<number> => (await system.store.readStream(stream)).filter((e) => e.type === type).length;
  let act: Inspecting['act'];
  let sign: Inspecting['sign'];

  beforeAll(async () => {
    system = await aCity({
      units: [OFFICE, EDUCATION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE].map((name) => ({ name, staffed: true })).concat([{ name: HR, staffed: true, aliases: ['市人社局'] } as never]),
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'second', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'hr2', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'head', unit: WATCH, roles: ['teamLeader', 'signer'] },
        { login: 'inspector', unit: WATCH, roles: ['inspector', 'teamLeader'] },
        { login: 'stranger', unit: WATCH, roles: ['inspector', 'teamLeader', 'signer'] },
        { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
        { login: 'statistics', unit: STATISTICS, roles: ['evaluator'] },
        { login: 'discipline', unit: DISCIPLINE, roles: ['evaluator'] },
        { login: 'audithead', unit: AUDIT, roles: ['signer'] },
        { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
        { login: 'security', unit: OFFICE, roles: ['securityAdmin'] },
      ],
    });
    ({ act, sign } = new Inspecting(system));
    hr = unit(HR);
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt', { supervisingUnitId: unit(WATCH), conferenceUnitId: unit(CONFERENCE) });
    planId = drafted.plan.id;
    const { plan } = await settleAndIssue(system.as('office'), planId);
    for (const { itemId: candidate } of plan.issueItems) {
      const item = await system.as('office').get<ItemView>(`/items/${candidate}`);
      for (const a of item.assignments.filter((x) => x.unitId === hr)) await system.as('hr').post(`/items/${candidate}/receive`, { assignmentId: a.id });
      for (const a of item.assignments.filter((x) => x.unitId === unit(EDUCATION))) await system.as('education').post(`/items/${candidate}/receive`, { assignmentId: a.id });
      if (item.assignments.some((a) => a.unitId === hr && a.role === 'lead') && item.assignments.every((a) => a.role === 'participant' || a.unitId === hr)) itemId ??= candidate;
    }
    const team = [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }, { personId: 'p-inspector', unitId: unit(WATCH), role: 'inspector' }];
    const opened = await system.as('office').post<InspectionReply>('/inspections', { planId, title: '专项督查', reason: { kind: 'item', ref: itemId, text: '进展缓慢' }, itemIds: [itemId], days: { from: '2031-03-10', to: '2031-03-14' }, team });
    inspection = opened.proceeding.id;
  });
  afterAll(() => system?.stop());

  it('an inspector in the wrong order, at the wrong place, on the wrong day is told so, and nothing is written', async () => {
    const finding = aFinding(hr, itemId, '台账不全');
    expect(told(await inspect('inspector', 'findings', finding))).toBe('409 inspection-not-noticed');
    expect(told(await inspect('head', 'report', { conclusion: '一切正常' }))).toBe('409 inspection-not-noticed');
    // Two approve at once, one of them refusing: one of the two stands.
    const both = await Promise.all([inspect('convenor', 'approve', { grant: true, text: '同意' }), inspect('convenor', 'approve', { grant: true, text: '同意开展' }, 1)]);
    expect(both.map(told).sort()).toEqual(['200', '409 request-not-open']);
    const noticed = await Promise.all([inspect('head', 'give-notice', { text: '督查通知' }), inspect('office', 'give-notice', { text: '督查通知' }, 1)]);
    expect(noticed.map(told).sort()).toEqual(['200', '409 inspection-noticed']);
    await system.setClock('2031-03-11T02:00:00.000Z');
    await act('head', `${inspection}/visits`, { unitId: hr, day: '2031-03-11', personId: 'p-inspector' });
    const before = (await system.store.readStream(`inspection/${inspection}`)).length;
    expect(told(await inspect('inspector', 'findings', { ...finding, unitId: unit(EDUCATION) }))).toBe('422 unit-not-inspected');
    expect(told(await inspect('inspector', 'findings', { ...finding, itemId: 'elsewhere' }))).toBe('422 item-not-inspected');
    expect(told(await inspect('stranger', 'findings', finding))).toMatch(/^403/);
    for (const workingDays of [0, -1, 1.5, 10_000]) expect((await inspect('inspector', 'findings', { ...finding, workingDays })).status).toBeGreaterThanOrEqual(400);
    expect(told(await inspect('head', 'visits', { unitId: unit(EDUCATION), day: '2031-03-12', personId: 'p-inspector' }))).toBe('422 unit-not-inspected');
    expect(told(await inspect('head', 'visits', { unitId: hr, day: '2031-03-10', personId: 'p-inspector' }))).toBe('422 date-in-the-past');
    expect(told(await inspect('head', 'visits', { unitId: hr, day: '2031-03-12', personId: 'p-stranger' }))).toBe('422 team-invalid');
    for (const day of ['2031-03-12', '2031-02-28', '2031-02-30']) expect((await inspect('inspector', 'visits/v1/record', { day, record: '查阅台账' })).status).toBeGreaterThanOrEqual(400);
    for (const record of ['\u200b\u200b\u200b', '……', '　　　']) expect((await inspect('inspector', 'visits/v1/record', { day: '2031-03-11', record })).status).toBeGreaterThanOrEqual(400);
    expect(told(await inspect('inspector', 'findings/f1/strike-off', {}))).toBe('404 finding-not-found');
    expect(told(await inspect('head', 'report', { conclusion: '一切正常' }))).toBe('409 visits-open');
    expect((await system.store.readStream(`inspection/${inspection}`)).length).toBe(before);
  });

  it('what two do at once is done once: a visit, a finding, a signature, a reply, an acceptance, the report', async () => {
    const record = { day: '2031-03-11', record: '查阅台账' };
    expect((await Promise.all([inspect('inspector', 'visits/v1/record', record), inspect('head', 'visits/v1/record', record, 1)])).map(told).sort()).toEqual(['200', '409 visit-not-planned']);
    const finding = aFinding(hr, itemId, '台账不全');
    expect((await Promise.all([inspect('inspector', 'findings', finding), inspect('head', 'findings', finding, 1), inspect('inspector', 'findings', { ...finding, text: ' 台账不全 ' })])).map(told).sort()).toEqual(['200', '409 finding-recorded', '409 finding-recorded']);
    await act('inspector', `${inspection}/findings`, aFinding(hr, itemId, '培训未达标'));
    const paper = `/proceedings/inspection/${inspection}/papers/p1/sign`;
    expect((await Promise.all([ask('signer', paper), ask('signer', paper, {}, 1)])).map(told).sort()).toEqual(['200', '409 paper-not-drafted']);
    await sign('signer', inspection, 'p2');
    expect(told(await inspect('inspector', 'findings/f1/amend', { revision: 1, text: '台账缺失', severity: 'serious', basis: '工作要点' }))).toBe('409 finding-not-so');
    expect((await Promise.all([inspect('head', 'report', { conclusion: '两个问题' }), inspect('inspector', 'report', { conclusion: '两个问题' }), inspect('office', 'report', { conclusion: '问题两个' }, 1)])).map(told).filter((t) => t === '200')).toHaveLength(1);
    expect(await count(`inspection/${inspection}`, 'InspectionReported')).toBe(1);
    const reply = { text: '台账已补齐' };
    expect(told(await inspect('education', 'findings/f1/reply', reply))).toMatch(/^40[34]/);
    expect((await Promise.all([inspect('hr', 'findings/f1/reply', reply), inspect('hr2', 'findings/f1/reply', reply, 1)])).map(told).sort()).toEqual(['200', '409 finding-not-so']);
    // Accepted by one while the other returns it: one of them.
    const judged = await Promise.all([inspect('inspector', 'findings/f1/strike-off', { text: '已核实' }), inspect('head', 'findings/f1/return', { reason: '佐证不足' }, 1)]);
    expect(judged.map(told).sort()).toEqual(['200', '409 finding-not-so']);
    expect((await count(`inspection/${inspection}`, 'FindingStruckOff')) + (await count(`inspection/${inspection}`, 'RectificationReturned'))).toBe(1);
  });

  it('a unit that evades says nothing, objects twice, objects late, and replies for another: none of it wins a day', async () => {
    const read = async (): Promise<InspectionReply['proceeding']> => system.as('office').get(`/proceedings/inspection/${inspection}`);
    const of = async (id: string): Promise<ReturnType<typeof findingOf>> => findingOf({ proceeding: await read() } as InspectionReply, id);
    const { day } = await of('f2');
    for (const text of ['\u200b\u200b\u200b', '。。。。']) expect(told(await inspect('hr', 'findings/f2/reply', { text }))).toMatch(/^4(00|22)/);
    const objection = { what: 'finding', reason: '情况不符' };
    expect((await Promise.all([inspect('hr', 'findings/f2/object', objection), inspect('hr2', 'findings/f2/object', objection, 1)])).map(told).sort()).toEqual(['200', '409 request-open']);
    expect(told(await inspect('hr', 'objections/o1/rule', { upheld: true, basis: '自己裁定' }))).toMatch(/^403/);
    expect(told(await inspect('signer', 'objections/o1/rule', { upheld: true, basis: '本人签发' }))).toMatch(/^403/);
    expect((await Promise.all([inspect('office', 'objections/o1/rule', { upheld: false, basis: '经核实' }), inspect('second', 'objections/o1/rule', { upheld: true, basis: '经核实' }, 1)])).map((a) => a.status).sort()).toEqual([200, 409]);
    expect(told(await inspect('hr', 'findings/f2/object', objection))).toMatch(/^409/);
    // The policy changes in the middle: what was set stays, what comes is by the new one.
    await system.as('office').post('/policies/standard', { name: '标准督办规则', rules: { ...STANDARD_RULES, objectionWorkingDays: 1, returnWorkingDays: 9 }, variants: [], basis: '联席会议纪要' });
    await system.setClock('2031-03-13T02:00:00.000Z');
    expect((await of('f2')).day).toBe(day);
    expect(told(await inspect('hr', 'findings/f2/object', { ...objection, what: 'return' }))).toMatch(/^4(04|09)/);
  });

  it('an inspector who was moved to the inspected unit decides nothing any more in it', async () => {
    await system.as('security').post('/accounts/p-inspector/grants', { role: 'handler', unitId: hr });
    for (const role of ['inspector', 'teamLeader']) expect((await system.as('security').ask('DELETE', '/accounts/p-inspector/grants', { body: { role, unitId: unit(WATCH) } })).status).toBeLessThan(300);
    const before = (await system.store.readStream(`inspection/${inspection}`)).length;
    for (const [path, body] of [['findings/f2/strike-off', { text: '已核实' }], ['findings/f2/return', { reason: '不实' }], ['findings/f2/withdraw', { reason: '误记' }], ['findings', aFinding(hr, itemId, '另一问题')]] as const) expect(told(await inspect('inspector', path, body))).toMatch(/^403/);
    expect((await system.store.readStream(`inspection/${inspection}`)).length).toBe(before);
  });

  it('a unit names as responsible whom it has: nobody of another unit, and nobody who has left', async () => {
    const item = await system.as('hr').get<ItemView>(`/items/${itemId}`);
    const assignmentId = item.assignments.find((a) => a.unitId === hr)!.id;
    for (const personId of ['p-signer', 'p-education', 'p-security']) expect(told(await ask('hr', `/items/${itemId}/name-person`, { assignmentId, personId }))).toBe('422 not-in-the-unit');
    expect(told(await ask('hr', `/items/${itemId}/name-person`, { assignmentId, personId: 'p-hr2' }))).toBe('200');
    expect(told(await ask('education', `/items/${itemId}/name-person`, { assignmentId, personId: 'p-education' }))).toMatch(/^40[34]/);
  });

  it('a step is neither escaped by handing over, nor by asking again, nor settled twice', async () => {
    const { proceeding: raised } = await system.as('education').post<{ proceeding: { id: string } }>('/difficulties', { planId, title: '场地不足', text: '实训场地不足', source: { kind: 'survey', ref: '企业调研' } });
    const difficulty = `/difficulties/${raised.id}`;
    await system.as('office').post(`${difficulty}/coordinate`, { unitId: hr, text: '协调场地', day: '2031-03-20' });
    const steps = `/proceedings/difficulty/${raised.id}/steps/s1`;
    for (const personId of ['p-signer', 'p-education']) expect(told(await ask('hr', `${steps}/name-person`, { personId }))).toBe('422 not-in-the-unit');
    for (const to of [unit(EDUCATION), unit(AUDIT)]) expect(told(await ask('hr', '/hand-overs', { from: { unitId: hr }, to: { unitId: to }, reason: '职责调整', basis: '会议纪要' }))).toMatch(/^4/);
    const asked = { day: '2031-03-28', reason: '场地需招标' };
    expect((await Promise.all([ask('hr', `${steps}/request-extension`, asked), ask('hr2', `${steps}/request-extension`, asked, 1)])).map(told).sort()).toEqual(['200', '409 request-open']);
    expect(told(await ask('hr', `${steps}/rule-extension`, { grant: true, reason: '自己批准' }))).toMatch(/^403/);
    expect((await Promise.all([ask('office', `${steps}/rule-extension`, { grant: false, reason: '可先租用' }), ask('second', `${steps}/rule-extension`, { grant: true, reason: '同意' }, 1)])).map((a) => a.status).sort()).toEqual([200, 409]);
    const stream = `difficulty/${raised.id}`;
    // Two settle it while its report arrives: what nobody has accepted keeps it open.
    expect(told(await ask('office', `${difficulty}/solve`, { solution: '已协调', shared: false }))).toBe('409 steps-open');
    expect(told(await ask('hr', `${steps}/do`, { text: '\u200b\u200b' }))).toMatch(/^4/);
    expect((await Promise.all([ask('hr', `${steps}/do`, { text: '场地已落实' }), ask('hr2', `${steps}/do`, { text: '场地落实' }, 1)])).map(told).sort()).toEqual(['200', '409 step-not-open']);
    expect(told(await ask('hr', `${steps}/accept`, {}))).toMatch(/^403/);
    expect((await Promise.all([ask('office', `${steps}/accept`), ask('second', `${steps}/return`, { reason: '未附证明' }, 1)])).map((a) => a.status).sort()).toEqual([200, 409]);
    expect((await count(stream, 'StepTaken')) + (await count(stream, 'StepSentBack'))).toBe(1);
  });

  it('a round is locked while forms arrive: each was sent before or is refused, and what was sent is what its items have', async () => {
    await system.setClock('2031-03-17T01:00:00.000Z');
    const { proceeding } = await system.as('office').post<{ proceeding: { id: string } }>('/reporting-rounds', { planId, title: '三月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-18' });
    const round = proceeding.id;
    const form = (name: string): string => `/reporting-rounds/${round}/forms/${unit(name)}`;
    type Form = { version: number; lines: { id: string; targets: { targetId: string }[] }[] };
    for (const [who, name] of [['hr', HR], ['education', EDUCATION]] as const) {
      const { version, lines } = await system.as(who).get<Form>(form(name));
      const entries = lines.map((l) => ({ lineId: l.id, text: '已召开推进会并登记报名', percent: 20, values: l.targets.slice(0, 1).map((t) => ({ targetId: t.targetId, value: 10, asOf: '2031-03-16' })) }));
      expect(await system.as(who).ask('POST', `${form(name)}/save`, { body: { entries }, ifMatch: `"${version}"` })).toMatchObject({ status: 200 });
    }
    await system.setClock('2031-03-19T01:00:00.000Z');
    const [first, second, lock, twice] = await Promise.all([ask('hr', `${form(HR)}/send`), ask('education', `${form(EDUCATION)}/send`, {}, 1), ask('office', `/reporting-rounds/${round}/lock`), ask('second', `/reporting-rounds/${round}/lock`, {}, 1)]);
    expect([told(lock), told(twice)].sort()).toEqual(['200', '409 round-locked']);
    for (const sent of [first, second]) expect(told(sent)).toMatch(/^(200|409 round-locked)$/);
    const events = await system.store.readStream(`reporting-round/${round}`);
    const locked = events.findIndex((e) => e.type === 'RoundLocked');
    const figures = events[locked]!.data['figures'] as { units: { unitId: string; standing: string }[] };
    for (const [sent, name] of [[first, HR], [second, EDUCATION]] as const) {
      const at = events.findIndex((e) => e.type === 'FormSent' && e.data['unitId'] === unit(name));
      expect(at >= 0 && at < locked).toBe(sent.status === 200);
      expect(figures.units.find((u) => u.unitId === unit(name))).toMatchObject({ standing: sent.status === 200 ? 'late' : 'missing' });
    }
  });

  it('a signer signs once, for themselves, on what they saw, and never from a post they have left', async () => {
    await system.as('office').post('/schemes/annual', { name: '年度方案', scheme: aScheme(), basis: '会议纪要' });
    const opened = await system.as('office').post<EvaluationReply>('/evaluations', {
      planId, title: '一季度考核', period: { from: '2031-01-01', to: '2031-03-18' }, schemeId: 'annual', schemeVersion: 1,
      units: [HR, EDUCATION].map((n) => ({ unitId: unit(n), classId: 'departments' })), memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit),
      signing: { kind: 'all' }, signers: [{ unitId: unit(WATCH), personId: 'p-head' }, { unitId: unit(AUDIT), personId: 'p-audithead' }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2031-03-19', verifyDay: '2031-03-25', reviewWorkingDays: 1, signWorkingDays: 2 },
    });
    const evaluation = new AnEvaluation(system, opened.proceeding.id);
    const stream = `evaluation/${evaluation.id}`;
    const early = { material: 1, hash: 'a'.repeat(64) };
    expect(told(await ask('head', evaluation.at('requests/s1/sign'), early))).toBe('409 sign-off-stale');
    expect(told(await ask('office', evaluation.at('draw')))).toBe('409 scores-open');
    expect(told(await ask('office', evaluation.at('publish'), { text: '现通报如下' }))).toBe('409 not-approved');
    // The evaluated unit's verifier alone scores, once, however often and from wherever it is sent.
    await system.setClock('2031-03-20T01:00:00.000Z');
    const verifier = await evaluation.verifierOf(hr);
    const wrong = ['audit', 'statistics', 'discipline'].filter((w) => w !== verifier);
    const scores = { judged: [{ indicatorId: 'quality', score: '30', reason: '按材料核验' }, { indicatorId: 'innovation', score: '1', reason: '有做法' }] };
    for (const who of [...wrong, 'hr', 'office']) expect(told(await ask(who, evaluation.at(`units/${hr}/verify`), scores))).toMatch(/^403/);
    expect((await Promise.all([ask(verifier, evaluation.at(`units/${hr}/verify`), scores), ask(verifier, evaluation.at(`units/${hr}/verify`), { judged: scores.judged.map((j) => ({ ...j, score: '2' })) }, 1)])).map(told).sort()).toEqual(['200', '409 score-not-open']);
    await evaluation.verify(unit(EDUCATION), '30');
    await system.as('office').post(evaluation.at('feedback'), { unitIds: [HR, EDUCATION].map(unit) });
    // The unit accepts and asks for a review in one moment: one of the two.
    const answered = await Promise.all([ask('hr', evaluation.at(`units/${hr}/accept`)), ask('hr2', evaluation.at(`units/${hr}/request-review`), { indicatorIds: ['quality'], reason: '材料未计', evidence: [] }, 1)]);
    expect(answered.map((a) => a.status).sort()).toEqual([200, 409]);
    if (answered[1]!.status === 200) await system.as(await evaluation.verifierOf(hr, 'reviewerUnitId')).post(evaluation.at(`units/${hr}/rule-review`), { granted: false, reason: '材料已计' });
    await system.as('education').post(evaluation.at(`units/${unit(EDUCATION)}/accept`));
    await system.as('office').post(evaluation.at('draw'));
    const now = await evaluation.seen();
    expect(told(await ask('head', evaluation.at('requests/s1/sign'), { ...now, hash: early.hash }))).toBe('409 sign-off-stale');
    expect(told(await ask('stranger', evaluation.at('requests/s1/sign'), now))).toBe('403 not-in-round');
    expect(told(await ask('head', evaluation.at('requests/s2/sign'), now))).toBe('403 not-in-round');
    expect(told(await ask('audithead', evaluation.at('requests/s9/sign'), now))).toMatch(/^40[34]/);
    expect((await Promise.all([ask('head', evaluation.at('requests/s1/sign'), now), ask('head', evaluation.at('requests/s1/sign'), now, 1), ask('head', evaluation.at('requests/s1/dissent'), { ...now, reason: '不同意', unitIds: [hr] })])).map((a) => a.status).sort()).toEqual([200, 409, 409]);
    expect((await count(stream, 'ResultSigned')) + (await count(stream, 'ResultDissented'))).toBe(1);
    // Whoever leaves the post in mid-round signs no more, though named by name.
    await system.as('security').post('/accounts/p-audithead/grants', { role: 'signer', unitId: unit(STATISTICS) });
    const taken = await system.as('security').ask('DELETE', '/accounts/p-audithead/grants', { body: { role: 'signer', unitId: unit(AUDIT) } });
    expect(taken.status).toBeLessThan(300);
    const before = await count(stream, 'ResultSigned');
    expect(told(await ask('audithead', evaluation.at('requests/s2/sign'), now))).toMatch(/^403/);
    expect(await count(stream, 'ResultSigned')).toBe(before);
  });
});
