import { readWorkbook } from '#libs/documents/codecs/xlsx.codec';
import { until } from '#libs/event-store/testing/events';
import { problemsOfScheme } from '#libs/scoring/scheme.check';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { Told } from '../support/http-client';
import { wordsOfDocx } from '../support/docx-words';
import { RunningSystem } from '../support/running-system';
import { allScores, AnEvaluation, AUDIT, DISCIPLINE, figuresOfToday, judged, STATISTICS, type EvaluationReply as Reply } from './an-evaluation';
import { CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION, WATCH } from './the-city';

const DEPARTMENTS = [HR, EDUCATION, UNION, '市科技局', '市民政局', '市妇联', '团市委', '市文联'];
const STATE_OWNED = ['青岚重工集团', '青岚公交集团'];
const PRIVATE = ['青岚机械有限公司', '青岚电子有限公司'];

/** A round of twelve units in two classes on the running system: from the scheme to the numbered circular, and computed again from the log. */
describe('an evaluation', () => {
  let system: RunningSystem;
  let planId: string;
  let id: string;
  let difficulty: string;
  const unit = (name: string): string => system.unit(name);
  const evaluated = (): string[] => [...DEPARTMENTS, ...STATE_OWNED, ...PRIVATE].map(unit);
  let evaluation: AnEvaluation;
  const at = (path: string): string => evaluation.at(path);
  const round = (who?: string): Promise<Reply['proceeding']> => evaluation.told(who);
  const seen = (): ReturnType<AnEvaluation['seen']> => evaluation.seen();
  const verifierOf = (...of: Parameters<AnEvaluation['verifierOf']>): Promise<string> => evaluation.verifierOf(...of);
  const verify = (unitId: string, quality: string): Promise<Reply> => evaluation.verify(unitId, quality);

  beforeAll(async () => {
    const staffed = [OFFICE, EDUCATION, UNION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE, ...DEPARTMENTS.slice(3)];
    system = await RunningSystem.start({
      now: '2031-03-03T01:00:00.000Z',
      units: [
        { name: UNION, staffed: true },
        { name: HR, aliases: ['市人社局'], staffed: true },
        ...staffed.filter((n) => n !== UNION).map((name) => ({ name, staffed: true, ...(name === OFFICE ? { housedIn: UNION } : {}) })),
        ...STATE_OWNED.map((name) => ({ name, staffed: true, unitClass: 'stateOwnedEnterprise' as const })),
        ...PRIVATE.map((name) => ({ name, staffed: true, unitClass: 'privateEnterprise' as const })),
      ],
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer'] },
        { login: 'evaluator', unit: OFFICE, roles: ['evaluator'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
        { login: 'statistics', unit: STATISTICS, roles: ['evaluator'] },
        { login: 'discipline', unit: DISCIPLINE, roles: ['evaluator'] },
        { login: 'watch', unit: WATCH, roles: ['signer'] },
        { login: 'audithead', unit: AUDIT, roles: ['signer'] },
        { login: 'disciplinehead', unit: DISCIPLINE, roles: ['signer'] },
        { login: 'disciplinedeputy', unit: DISCIPLINE, roles: ['signer'] },
        { login: 'disciplineclerk', unit: DISCIPLINE, roles: ['signer'] },
        { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
        { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
      ],
    });
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
    const raised = await system.as('hr').post<{ proceeding: { id: string } }>('/difficulties', { planId, title: '补贴兑现慢', text: '企业反映补贴兑现慢', source: { kind: 'survey', ref: '企业调研' } });
    difficulty = raised.proceeding.id;
    await system.as('office').post(`/difficulties/${difficulty}/coordinate`, { unitId: unit(EDUCATION), text: '会商明确兑现时限', day: '2031-04-30' });
    // Half a year goes by: what was due by the end of June is late.
    await system.setClock('2031-07-10T01:00:00.000Z');
  });
  afterAll(() => system?.stop());

  it('has a scheme that is tried before it is set, and refused by its fields', async () => {
    const office = system.as('office');
    const body = (scheme: Scheme): object => ({ name: '2031年度考核方案', scheme, basis: '联席会议 2031 年第 1 次会议纪要' });
    const [first, ...rest] = aScheme().classes;
    const [timely, ...others] = first!.indicators;
    const changed = (change: object): Scheme => ({ ...aScheme(), classes: [{ ...first!, indicators: [{ ...timely!, ...change }, ...others] }, ...rest] });
    for (const [change, field, zh, en] of [
      [{ points: '30' }, 'scheme.classes[0].indicators', /90/, /90/],
      [{ formula: '40 * completed / assignments' }, 'scheme.classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
      [{ formula: '40 / (assignments - 20)' }, 'scheme.classes[0].indicators[0].formula', /assignments = 20/, /assignments = 20/],
      [{ formula: 'nothing * 2' }, 'scheme.classes[0].indicators[0].formula', /nothing/, /nothing/],
      [{ formula: 'process.exit(1)' }, 'scheme.classes[0].indicators[0].formula', /不能使用/, /may not stand/],
    ] as const) {
      const { status, body: told } = await office.ask<Told>('POST', '/schemes/annual', { body: body(changed(change)) });
      expect([status, told.code]).toEqual([422, 'scheme-invalid']);
      const wrong = told.fields!.find((f) => f.field === field);
      expect(wrong?.zh).toMatch(zh);
      expect(wrong?.en).toMatch(en);
    }
    // What only the figures of today show is found as well: the scheme is tried on them before it is set. Those named here do not move with the clock.
    const exact = (figures: readonly { name: string; value: string }[]): Scheme => changed({ formula: `1 / (${['assignments', 'targetsSet', 'extensionsGranted', 'completed', 'findings'].map((n) => `abs(${n} - ${figures.find((f) => f.name === n)!.value})`).join(' + ')})` });
    const today = (await figuresOfToday(system)).map(exact).find((scheme) => problemsOfScheme(scheme).length === 0);
    expect(today).toBeDefined();
    const { status, body: jammed } = await office.ask<Told>('POST', '/schemes/annual', { body: body(today!) });
    expect([status, jammed.code, jammed.fields?.[0]?.field]).toEqual([422, 'scheme-invalid', 'scheme.classes[0].indicators[0].formula']);
    const tried = await office.post<{ rows: { unitId: string; after: object; sheet: { lines: object[] }; unscored: string[] }[] }>('/schemes/annual/preview', { scheme: aScheme(), planId, period: { from: '2031-01-01', to: '2031-06-30' }, units: evaluated().map((unitId, i) => ({ unitId, classId: i < 8 ? 'departments' : 'enterprises' })) });
    expect(tried.rows).toHaveLength(12);
    expect(tried.rows[0]).toMatchObject({ unscored: ['quality', 'innovation'], sheet: { lines: expect.arrayContaining([expect.objectContaining({ indicatorId: 'timely' })]) } });
    // A class may say by their traits which units it is for: who belongs to none is named before anything is set.
    const byKind: Scheme = { ...aScheme(), classes: aScheme().classes.map((c, i) => ({ ...c, when: { unitClass: i === 0 ? ('governmentOrgan' as const) : ('stateOwnedEnterprise' as const) } })) };
    const classless = await office.post<{ rows: object[]; unclassed: { unitId: string; classIds: string[]; zh: string }[] }>('/schemes/by-kind/preview', { scheme: byKind, planId, period: { from: '2031-01-01', to: '2031-06-30' }, units: [{ unitId: unit(HR) }] });
    expect(classless).toMatchObject({ rows: [], unclassed: [{ unitId: unit(HR), classIds: [], zh: expect.stringContaining('不符合方案中任何一类的条件') }] });
    expect(await office.ask('POST', '/schemes/by-kind', { body: { ...body(byKind), scheme: { ...byKind, classes: [byKind.classes[0]!, { ...byKind.classes[1]!, when: {} }] } } })).toMatchObject({ status: 422, body: { code: 'scheme-invalid', fields: [{ field: 'scheme.classes[1].when' }] } });
    expect(await office.post('/schemes/by-kind', body(byKind))).toMatchObject({ version: 1 });
    expect((await office.ask('GET', '/schemes/annual')).status).toBe(404);
    expect(await office.post('/schemes/annual', body(aScheme()))).toMatchObject({ version: 1 });
    expect(await system.as('hr').ask('POST', '/schemes/annual', { body: body(aScheme()) })).toMatchObject({ status: 403 });
  });

  it('is opened over twelve units in two classes; whoever would score their own body is replaced', async () => {
    const body = {
      planId, title: '2031年上半年考核', period: { from: '2031-01-01', to: '2031-06-30' }, schemeId: 'annual', schemeVersion: 1,
      units: evaluated().map((unitId, i) => ({ unitId, classId: i < 8 ? 'departments' : 'enterprises', ...(unitId === unit(UNION) ? { verifierUnitId: unit(OFFICE) } : {}) })),
      memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit),
      signing: { kind: 'sequence' }, signers: [{ unitId: unit(WATCH) }, { unitId: unit(AUDIT), personId: 'p-audithead' }, { unitId: unit(DISCIPLINE), personId: 'p-disciplinehead' }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2031-07-18', verifyDay: '2031-07-31', reviewWorkingDays: 3, signWorkingDays: 2 },
    };
    const office = system.as('office');
    expect(await office.ask('POST', '/evaluations', { body: { ...body, schemeVersion: 2 } })).toMatchObject({ status: 422, body: { code: 'scheme-unknown' } });
    expect(await office.ask('POST', '/evaluations', { body: { ...body, signing: { kind: 'quorum', of: 4 } } })).toMatchObject({ status: 422, body: { code: 'signing-invalid' } });
    expect(await office.ask('POST', '/evaluations', { body: { ...body, memberUnitIds: [unit(UNION)] } })).toMatchObject({ status: 422, body: { code: 'nobody-independent' } });
    expect(await office.ask('POST', '/evaluations', { body: { ...body, approver: { unitId: unit(CONFERENCE), personId: '张三' } } })).toMatchObject({ status: 422, body: { code: 'person-unknown' } });
    const foreign = { unitId: unit(AUDIT), personId: 'p-hr' };
    expect(await office.ask('POST', '/evaluations', { body: { ...body, signers: [{ unitId: unit(WATCH) }, foreign] } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit', fields: [{ field: 'signers[1].personId' }] } });
    expect(await office.ask('POST', '/evaluations', { body: { ...body, approver: { ...foreign, unitId: unit(CONFERENCE) } } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit', fields: [{ field: 'approver.personId' }] } });
    expect(await system.as('hr').ask('POST', '/evaluations', { body })).toMatchObject({ status: 403 });
    expect(await office.ask('POST', '/evaluations', { body: { ...body, schemeId: 'by-kind', units: [{ unitId: unit(HR) }] } })).toMatchObject({ status: 422, body: { code: 'class-unfit', fields: [{ field: 'units[0].classId' }] } });
    // Nobody has asked these yet: a role alone reads nothing.
    const items = async (who: string): Promise<number> => (await system.as(who).get<{ total: number }>('/ledger')).total;
    for (const who of ['audit', 'watch', 'disciplinehead']) expect([who, await items(who)]).toEqual([who, 0]);
    const first = await office.post<Reply>('/evaluations', body, { key: 'open-one-round' });
    id = first.proceeding.id;
    evaluation = new AnEvaluation(system, id);
    expect((await system.as('office', 1).post<Reply>('/evaluations', body, { key: 'open-one-round' })).proceeding.id).toBe(id);
    expect(first.proceeding).toMatchObject({ kind: 'evaluation', status: 'inSelfEvaluation' });
    // Whom the round asks to score or to sign reads what it is about.
    await office.get('/proceedings', { after: first.position });
    for (const who of ['audit', 'watch', 'disciplinehead']) expect([who, await items(who)]).toEqual([who, await items('office')]);
    expect(await system.as('audit').get<object>(`/proceedings/difficulty/${difficulty}`).catch((e: Error) => e.message)).toMatch(/404/);
    expect(first.proceeding.content.redirected).toEqual([expect.objectContaining({ role: 'verifier', unitId: unit(UNION), from: unit(OFFICE), because: 'one-roof' })]);
    const late = first.proceeding.content.units.flatMap((u) => u.figures.filter((f) => f.name === 'lateCount' && f.value !== '0'));
    expect(late.length).toBeGreaterThan(0);
    expect(late.every((f) => f.events.length === Number(f.value))).toBe(true);
    // What is supervised beside items counts too, each with the event that says so.
    const figure = (name: string, of: string): object | undefined => first.proceeding.content.units.find((u) => u.unitId === unit(of))!.figures.find((f) => f.name === name);
    expect(figure('difficultiesRaised', HR)).toEqual({ name: 'difficultiesRaised', value: '1', events: [`difficulty/${difficulty}@1`] });
    const marked = (await system.store.readStream(`difficulty/${difficulty}`)).find((e) => e.type === 'OverdueMarked' && e.data['duty'] === 'do:s1')!;
    expect(figure('decisionsLate', EDUCATION)).toEqual({ name: 'decisionsLate', value: '1', events: [`difficulty/${difficulty}@${marked.version}`] });
    expect(figure('decisionsInTimeRate', EDUCATION)).toMatchObject({ value: '0' });
    expect(figure('decisionsInTimeRate', HR)).toMatchObject({ value: '1' });
    const { figures: known } = await office.get<{ figures: { name: string; zh: string; unit: { zh: string }; opens: string[] }[] }>('/schemes/figures');
    expect(known.find((f) => f.name === 'decisionsLate')).toMatchObject({ unit: { zh: '个', en: 'steps' }, of: 'followedStep', opens: ['OverdueMarked', 'StepDone'] });
  });

  it('takes an objection to a lateness that it counts: upheld, the figures follow', async () => {
    const [education, office] = [system.as('education'), system.as('office')];
    const about = `/proceedings/difficulty/${difficulty}`;
    const { latenesses } = await education.get<{ latenesses: { id: string; what: string; lastDayToObject: string; overturned: boolean }[] }>(about);
    expect(latenesses).toMatchObject([{ what: 'missing', day: '2031-04-30', overturned: false }]);
    const lateness = latenesses[0]!.id;
    expect(await system.as('hr').ask('POST', `${about}/objections`, { body: { lateness, reason: '已按期会商' } })).toMatchObject({ status: 403 });
    expect(await education.ask('POST', `${about}/objections`, { body: { lateness: 'step:s9:2031-04-30', reason: '已按期会商' } })).toMatchObject({ status: 422, body: { code: 'lateness-unknown' } });
    const made = await education.post<{ proceeding: { latenessObjections: { id: string; status: string }[] } }>(`${about}/objections`, { lateness, reason: '已按期会商，系统未记录' });
    const objection = made.proceeding.latenessObjections[0]!;
    expect(objection).toMatchObject({ status: 'open' });
    expect(await education.ask('POST', `${about}/objections/${objection.id}/rule`, { body: { upheld: true, reason: '属实' } })).toMatchObject({ status: 403 });
    expect(await office.ask('POST', `${about}/objections/${objection.id}/rule`, { body: { upheld: true, reason: ' ' } })).toMatchObject({ status: 400, body: { code: 'malformed' } });
    await office.post(`${about}/objections/${objection.id}/rule`, { upheld: true, reason: '会商纪要属实' });
    // The round has counted it: its office is told, counts anew, and owes that no more.
    const owed = async (): Promise<string[]> => (await round()).duties.filter((d) => d.id === 'recount').map((d) => d.kind);
    await until('the office is told', async () => (await owed()).length === 1);
    expect(await owed()).toEqual(['recount']);
    await office.post(at('take-figures'), { reason: '逾期认定已撤销' });
    expect(await owed()).toEqual([]);
    const figure = (await round()).content.units.find((u) => u.unitId === unit(EDUCATION))!.figures.find((f) => f.name === 'decisionsLate');
    expect(figure).toEqual({ name: 'decisionsLate', value: '0', events: [] });
  });

  it('is assessed by the units themselves, with evidence that lies in their items or in the round', async () => {
    const mine = (await system.as('hr').get<{ rows: { itemId: string }[] }>('/todo')).rows[0]!;
    const item = await system.as('hr').get<{ assignments: { id: string; unitId: string }[] }>(`/items/${mine.itemId}`);
    const assignment = item.assignments.find((a) => a.unitId === unit(HR))!.id;
    const attached = await system.as('hr').ask<{ item: object }>('POST', `/items/${mine.itemId}/evidence`, { raw: '%PDF-1.7 总结', query: { assignmentId: assignment, name: '总结.pdf' }, headers: { 'content-type': 'application/pdf' } });
    expect(attached.status).toBeLessThan(300);
    const events = await system.store.readStream(`item/${mine.itemId}`);
    const { evidenceId, sha256 } = events.findLast((e) => e.type === 'EvidenceAttached')!.data as { evidenceId: string; sha256: string };
    const assess = (unitId: string, evidence: object[]): object => ({ body: { scores: [{ indicatorId: 'quality', score: '39.5', text: '自评', evidence }] }, path: at(`units/${unitId}/assess`) });
    const send = (who: string, { body, path }: { body: object; path: string }): Promise<{ status: number; body: Reply & Told }> => system.as(who).ask('POST', path, { body });
    const own = assess(unit(HR), [{ itemId: mine.itemId, evidenceId }]) as { body: object; path: string };
    expect(await send('education', own)).toMatchObject({ status: 403 });
    expect(await send('education', assess(unit(EDUCATION), [{ itemId: mine.itemId, evidenceId }]) as never)).toMatchObject({ status: 422, body: { code: 'evidence-unknown' } });
    const done = await send('hr', own);
    expect(done).toMatchObject({ status: 200 });
    expect(done.body.proceeding.content.units.map((u) => u.unitId)).toEqual([unit(HR)]);
    expect(done.body.proceeding.content.units[0]!.self!.scores[0]!.evidence[0]).toMatchObject({ sha256 });
    // A digest is never the client's word: it is that of what was uploaded.
    const upload = await system.as('education').ask<{ evidence: { id: string; sha256: string } }>('POST', `/proceedings/evaluation/${id}/evidence`, { raw: '%PDF-1.7 自评材料', query: { name: '自评材料.pdf', subject: unit(EDUCATION) }, headers: { 'content-type': 'application/pdf' } });
    expect(upload.status).toBe(200);
    const { id: uploaded, sha256: kept } = upload.body.evidence;
    expect(await send('education', assess(unit(EDUCATION), [{ evidenceId: uploaded, sha256: 'ff' }]) as never)).toMatchObject({ status: 400 });
    expect(await send('hr', assess(unit(HR), [{ evidenceId: uploaded }]) as never)).toMatchObject({ status: 422, body: { code: 'evidence-foreign' } });
    const assessed = await send('education', assess(unit(EDUCATION), [{ evidenceId: uploaded }]) as never);
    expect(assessed).toMatchObject({ status: 200 });
    expect(assessed.body.proceeding.content.units[0]!.self!.scores[0]!.evidence).toEqual([{ itemId: null, evidenceId: uploaded, name: '自评材料.pdf', sha256: kept }]);
    const verifier = await verifierOf(unit(EDUCATION));
    expect((await system.as(verifier).ask('GET', `/proceedings/evaluation/${id}/evidence/${uploaded}`)).status).toBe(200);
    expect((await system.as('hr').ask('GET', `/proceedings/evaluation/${id}/evidence/${uploaded}`)).status).toBe(404);
  });

  it('is verified by others once the day has passed, told, and settled by Temporal where nobody asks for a review', async () => {
    const [hr, education] = [unit(HR), unit(EDUCATION)];
    const verifier = await verifierOf(unit(UNION));
    expect(await system.as(verifier).ask('POST', at(`units/${unit(UNION)}/verify`), { body: judged('30') })).toMatchObject({ status: 409, body: { code: 'too-early' } });
    await system.setClock('2031-07-21T01:00:00.000Z');
    expect(await system.as('evaluator').ask('POST', at(`units/${unit(UNION)}/verify`), { body: judged('40') })).toMatchObject({ status: 403, body: { code: 'own-work' } });
    expect(await system.as(verifier).ask('POST', at(`units/${unit(UNION)}/verify`), { body: judged('40.01') })).toMatchObject({ status: 422, body: { code: 'score-invalid', fields: [{ field: 'judged.quality' }] } });
    for (const [i, unitId] of evaluated().entries()) await verify(unitId, `${25 + i}.125`);
    await system.as('office').post(at('feedback'), { unitIds: evaluated() });
    await system.as('education').post(at(`units/${education}/accept`));
    await system.as('hr').post(at(`units/${hr}/request-review`), { indicatorIds: ['quality', 'timely'], reason: '总结未计入，两次逾期系系统故障', evidence: [] });
    expect(await system.as('office').ask('POST', at('draw'))).toMatchObject({ status: 409, body: { code: 'scores-open' } });
    await system.setClock('2031-07-25T01:00:00.000Z');
    await until('the windows', async () => (await system.store.readStream(`evaluation/${id}`)).filter((e) => e.type === 'ReviewPeriodEnded').length === 10);
    const ruling = { granted: true, reason: '总结属实，补计', ...judged('36.5') };
    expect(await system.as(await verifierOf(hr)).ask('POST', at(`units/${hr}/rule-review`), { body: ruling })).toMatchObject({ status: 403 });
    // Granted, it has to change something that was asked about: what a formula gave is adjusted with a reason, and stays beside it.
    const rule = async (body: object): Promise<{ status: number; body: Reply & Told }> => system.as(await verifierOf(hr, 'reviewerUnitId')).ask('POST', at(`units/${hr}/rule-review`), { body });
    const adjusted = (change: object = {}): object => ({ granted: true, reason: '总结属实，补计', adjusted: [{ indicatorId: 'timely', points: '33.335', reason: '系统故障属实', ...change }] });
    expect(await rule({ granted: true, reason: '属实' })).toMatchObject({ status: 422, body: { code: 'review-changes-nothing' } });
    expect(await rule(adjusted({ indicatorId: 'targets', points: '5' }))).toMatchObject({ status: 422, body: { code: 'not-in-question' } });
    expect(await rule(adjusted({ points: '40.01' }))).toMatchObject({ status: 422, body: { code: 'score-invalid', fields: [{ field: 'adjusted.timely' }] } });
    expect(await rule(adjusted({ indicatorId: 'quality' }))).toMatchObject({ status: 422, body: { code: 'score-invalid' } });
    expect(await rule({ ...adjusted(), ...ruling })).toMatchObject({ status: 200 });
    const told = await system.as('hr').get<{ sheet: { total: string }; lines: { indicatorId: string; points: string; computed?: string; adjusted: object | null }[] }>(at(`units/${hr}/score`));
    const timely = told.lines.find((l) => l.indicatorId === 'timely')!;
    expect(timely).toMatchObject({ points: '33.34', adjusted: { points: '33.335', reason: '系统故障属实' } });
    expect(Number(timely.computed)).toBeLessThan(33);
    expect((await round()).status).toBe('settled');
  });

  it('is co-signed in sequence by whoever holds the seat: marked when nobody signs, another in the place of who left, a substitute during leave', async () => {
    await system.as('office').post(at('draw'));
    const now = await seen();
    expect(await system.as('convenor').ask('POST', at('requests/approval/sign'), { body: now })).toMatchObject({ status: 409, body: { code: 'not-your-turn' } });
    expect(await system.as('signer').ask('POST', at('requests/s1/sign'), { body: now })).toMatchObject({ status: 403, body: { code: 'not-in-round' } });
    await system.as('watch').post(at('requests/s1/sign'), now);
    expect(await system.as('watch').ask('POST', at('requests/s1/sign'), { body: now })).toMatchObject({ status: 409, body: { code: 'already-signed' } });
    // Nobody signs for days: the clock marks it and tells the leader, without anybody asking.
    await system.setClock('2031-08-01T01:00:00.000Z');
    const ofSigner = async (type: string): Promise<boolean> => (await system.store.readStream(`evaluation/${id}`)).some((e) => e.type === type && e.data['duty'] === 'cosign:s2');
    await until('the mark and the escalation', async () => (await ofSigner('OverdueMarked')) && ofSigner('DutyEscalated'));
    await system.as('audithead').post(at('requests/s2/sign'), now);
    expect(await system.as('office').ask('POST', at('publish'), { body: { text: '现将考核结果通报如下' } })).toMatchObject({ status: 409, body: { code: 'not-approved' } });
    // The third signer leaves in mid-round: the round says so, and goes on with whoever is named; that one is on leave.
    await system.as('sysadmin').ask('POST', '/accounts/p-disciplinehead/disable', { body: {} });
    const gone = async (): Promise<string | null | undefined> => (await round()).duties.find((d) => d.subject === 's3')?.gone;
    await until('the round says that the signer has left', async () => (await gone()) === 'person', 40_000);
    // The office is housed in one of the units: who signs for that is not for it to choose, but for another member unit.
    const instead = { by: { unitId: unit(DISCIPLINE), personId: 'p-disciplinedeputy' }, reason: '调离' };
    expect(await system.as('office').ask('POST', at('requests/s3/replace'), { body: instead })).toMatchObject({ status: 403, body: { code: 'own-work' } });
    await system.as('statistics').post(at('requests/s3/replace'), instead);
    expect(await gone()).toBeNull();
    expect(await system.as('disciplineclerk').ask('POST', at('requests/s3/sign'), { body: now })).toMatchObject({ status: 403, body: { code: 'not-in-round' } });
    await system.as('disciplinedeputy').post('/substitutions', { substituteId: 'p-disciplineclerk', from: '2031-08-01', until: '2031-08-31', reason: '年休假' });
    await until('the substitute signs', async () => (await system.as('disciplineclerk').ask('POST', at('requests/s3/sign'), { body: now })).status === 200, 15_000);
    await system.as('convenor').post(at('requests/approval/sign'), now);
    const { content } = await round();
    expect(content.signatures.find((s) => s.requestId === 's3')).toMatchObject({ personId: 'p-disciplineclerk', inPlaceOf: { personId: 'p-disciplinedeputy' } });
    const { entries } = await system.as('office').get<{ entries: { type: string; actor: object; data: { requestId?: string } }[] }>(`/proceedings/evaluation/${id}/timeline`);
    expect(entries.find((e) => e.type === 'ResultSigned' && e.data.requestId === 's3')?.actor).toMatchObject({ name: 'disciplineclerk', insteadOf: { personId: 'p-disciplinedeputy', name: 'disciplinedeputy' } });
    expect(entries.map((e) => e.type)).toContain('HolderLeft');
  });

  it('is published as a numbered circular, computes again to the last digit, and changes nothing by asking', async () => {
    const office = system.as('office');
    const drafted = await office.post<Reply>(at('publish'), { text: '现将考核结果通报如下' });
    const paper = (drafted.proceeding as unknown as { papers: { id: string }[] }).papers[0]!.id;
    await system.as('signer').post(`/proceedings/evaluation/${id}/papers/${paper}/sign`);
    const { text } = (drafted.proceeding as unknown as { papers: { text: string }[] }).papers[0]!;
    expect(text).toMatch(/复核裁定调整：市人力资源和社会保障局“按期完成”：计算[\d.]+分，裁定33\.335分（系统故障属实）/);
    const published = await round('hr');
    expect((published.content as unknown as { publications: { adjusted: object[] }[] }).publications[0]!.adjusted).toMatchObject([{ unitId: unit(HR), indicatorId: 'timely', points: '33.335' }]);
    expect(published).toMatchObject({ status: 'published', closed: { how: 'published' } });
    const rows = published.content.result!.rows;
    expect(rows).toHaveLength(12);
    expect(rows.every((r) => /^\d+\.\d\d$/.test(r.total))).toBe(true);
    for (const classId of ['departments', 'enterprises']) {
      const of = rows.filter((r) => r.classId === classId);
      expect(of.map((r) => Number(r.total))).toEqual(of.map((r) => Number(r.total)).sort((a, b) => b - a));
      expect(of[0]!.rank).toBe(1);
    }
    // The circular calls the classes as the scheme does, and no id of a program.
    const path = `/proceedings/evaluation/${id}/papers/${paper}/document`;
    await until('its number', async () => (await system.as('hr').fetch('GET', path)).status === 200);
    const words = await wordsOfDocx(await (await system.as('hr').fetch('GET', path)).arrayBuffer());
    for (const said of ['产改通报〔', '市直部门', '企业', '市人力资源和社会保障局']) expect(words).toContain(said);
    expect(words).not.toMatch(/departments|enterprises/);
    const again = await office.get<{ equal: boolean; compared: number; differences: object[] }>(at('recompute'));
    expect(again).toMatchObject({ equal: true, differences: [] });
    expect(again.compared).toBeGreaterThan(200);
    // A copy of the round with one digit changed is found out, with its place.
    const copied = (await system.store.readStream(`evaluation/${id}`)).map(({ type, schemaVersion, data, meta, agendaKey }) => ({ type, schemaVersion, data, meta, ...(agendaKey === undefined ? {} : { agendaKey }) }));
    const at3 = copied.findIndex((e) => e.type === 'ScoresVerified');
    const sheet = copied[at3]!.data['sheet'] as { total: string };
    const forged = copied.map((e, i) => (i === at3 ? { ...e, data: { ...e.data, sheet: { ...sheet, total: `${sheet.total.slice(0, -1)}${sheet.total.endsWith('9') ? '8' : '9'}` } } } : e));
    await system.store.append({ command: null, streams: [{ stream: 'evaluation/forged', expectedVersion: 0, headHash: null, events: forged }], guards: [] });
    const found = await office.get<{ equal: boolean; differences: { event: string; what: string }[] }>('/evaluations/forged/recompute');
    expect(found).toMatchObject({ equal: false });
    expect(found.differences[0]).toMatchObject({ event: `evaluation/forged@${at3 + 1}`, what: 'sheet' });
    // So does whoever computes everything again on the command line; the round that was published is whole.
    const report = await allScores(system);
    expect(report).toMatchObject({ equal: false, evaluations: 2 });
    expect(report.adjustments).toContainEqual(expect.objectContaining({ unitId: unit(HR), indicatorId: 'timely', points: '33.335' }));
    // An auditor reads which material, and which evidence, each signer saw.
    const saw = report.seen.filter((s) => s.event.startsWith(`evaluation/${id}@`));
    expect(saw.map((s) => [s.act, s.requestId, s.stale])).toEqual([['cosign', 's1', false], ['cosign', 's2', false], ['cosign', 's3', false], ['approve', 'approval', false]]);
    for (const s of saw) {
      expect(s).toMatchObject({ material: saw[0]!.material, hash: saw[0]!.hash, evidence: [expect.objectContaining({ unitId: unit(HR), name: '总结.pdf' }), expect.objectContaining({ unitId: unit(EDUCATION), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown })] });
      expect(s.versions).toContainEqual(expect.stringMatching(new RegExp(`^difficulty/${difficulty}@\\d+$`)));
    }

    expect(report.differences.every((d) => d.event.startsWith('evaluation/forged'))).toBe(true);
    expect(report.differences).toContainEqual(expect.objectContaining({ event: `evaluation/forged@${at3 + 1}`, what: 'sheet' }));

    const everything = async (): Promise<unknown> => {
      const { rows: events } = await system.pool.query(`select count(*)::int as n, max(position) as last from log.events where stream like 'evaluation/%' or stream like 'scheme/%' or stream like 'item/%' or stream like 'plan/%'`);
      const { rows: shown } = await system.pool.query(`select md5(string_agg(p::text, '|' order by p.known_from)) as of from read.proceeding p where proceeding_id = $1`, [id]);
      return { events, shown };
    };
    await until('its rows', async () => (await system.pool.query(`select from read.proceeding where proceeding_id = $1 and closed_how = 'published' and known_to = 'infinity'`, [id])).rowCount === 1);
    const before = await everything();
    const other = { ...aScheme(), grades: [{ name: '优秀', from: '50', quotaPercent: null }, { name: '合格', from: '0', quotaPercent: null }] };
    const asked = await office.post<{ rows: { before: { grade: string }; after: { grade: string; total: string } }[] }>(at('what-if'), { scheme: other });
    expect(asked.rows.some((r) => r.before.grade !== r.after.grade)).toBe(true);
    expect(await everything()).toEqual(before);
    expect(await system.as('hr').ask('GET', at('recompute'))).toMatchObject({ status: 403 });

    await until('the number', async () => (await system.pool.query(`select 1 from read.notice where proceeding = $1 and series = 'TB' and number is not null`, [`evaluation/${id}`])).rowCount === 1);
    expect(await system.as('watch').ask('POST', at('requests/s1/sign'), { body: { material: 2, hash: 'x' } })).toMatchObject({ status: 409, body: { code: 'proceeding-closed' } });
  });

  it('opens each point’s events to the unit itself, and to no other', async () => {
    const hr = unit(HR);
    const told = await system.as('hr').get<{ sheet: { total: string }; lines: { indicatorId: string; figures: { name: string; events: string[] }[] }[]; events: { ref: string; type: string }[] }>(at(`units/${hr}/score`));
    expect(told.lines.map((l) => l.indicatorId)).toEqual(['timely', 'targets', 'quality', 'innovation', 'red']);
    const refs = told.lines.flatMap((l) => l.figures.flatMap((f) => f.events));
    expect(new Set(told.events.map((e) => e.ref))).toEqual(new Set(refs));
    expect(told.events.some((e) => e.type === 'OverdueMarked')).toBe(true);
    expect(await system.as('education').ask('GET', at(`units/${hr}/score`))).toMatchObject({ status: 404 });
  });

  it('is exported for assessments of state-owned enterprises and honours of private ones', async () => {
    const table = async (purpose: string): Promise<string> => (await system.as('office').ask<string>('GET', at('export'), { query: { for: purpose } })).body;
    const [all, assessments, honours] = await Promise.all(['all', 'assessments', 'honours'].map(table));
    expect(all!.trim().split('\r\n')).toHaveLength(13);
    expect(all).toMatch(/复核裁定：按期完成 计算 [\d.]+，裁定 33\.335（系统故障属实）/);
    const bytes = await system.as('office').fetch('GET', `${at('export')}?for=honours&format=xlsx`).then((r) => r.arrayBuffer());
    const [sheet] = (await readWorkbook(new Uint8Array(bytes))).sheets;
    expect(sheet!.rows.map((r) => r.cells)).toEqual(honours!.replace('\ufeff', '').trim().split('\r\n').map((line) => line.split(',')));
    expect(STATE_OWNED.every((n) => assessments!.includes(n)) && PRIVATE.every((n) => !assessments!.includes(n))).toBe(true);
    expect(PRIVATE.every((n) => honours!.includes(n)) && STATE_OWNED.every((n) => !honours!.includes(n))).toBe(true);
  });

  it('is in the lists of those it concerns', async () => {
    await until('the list', async () => (await system.as('hr').get<{ rows: { id: string }[] }>('/proceedings', { kind: 'evaluation' })).rows.some((r) => r.id === id));
    expect((await system.as('office').get<{ rows: { id: string }[] }>('/proceedings', { kind: 'evaluation', status: 'published' })).rows.map((r) => r.id)).toContain(id);
  });

  it('is corrected as an act of its own once it is published, and the table says so meanwhile', async () => {
    const office = system.as('office');
    const paper = ((await round()) as unknown as { papers: { id: string }[] }).papers[0]!.id;
    expect(await system.as('signer').ask('POST', `/proceedings/evaluation/${id}/papers/${paper}/void`, { body: { reason: '名次有误' } })).toMatchObject({ status: 409, body: { code: 'correct-instead' } });
    expect(await system.as('hr').ask('POST', at('correct'), { body: { reason: '更正' } })).toMatchObject({ status: 403 });
    expect((await office.post<Reply>(at('correct'), { reason: '逾期认定已撤销' })).proceeding).toMatchObject({ closed: null, content: { publications: [{ paperId: paper, correction: { reason: '逾期认定已撤销' } }] } });
    const table = async (): Promise<string> => (await office.ask<string>('GET', at('export'), { query: { for: 'all' } })).body;
    expect(await table()).toContain(`更正中：原通报 ${paper} 待更正通报代替`);
    // Units hear of it, and go on seeing what was published.
    const shown = (await round('hr')).content as unknown as { publications: { rows: object[] }[] };
    expect(shown.publications.map((p) => p.rows.length)).toEqual([12]);
    await until('they are told', async () => (await system.pool.query(`select from read.notice where proceeding = $1 and kind = 'correctionOpened'`, [`evaluation/${id}`])).rowCount === 1);
    expect((await office.post<Reply>(at('cancel'), { reason: '经核原认定成立' })).proceeding).toMatchObject({ status: 'published', content: { publications: [{ correction: null }] } });
    expect(await table()).not.toContain('更正中');
    expect(await office.get(at('recompute'))).toMatchObject({ equal: true });
    // A lateness that the published result has counted is put right: the office is asked to correct the result, and counts it away.
    const ofHr = async (): Promise<string[]> => (await round()).content.units.find((u) => u.unitId === unit(HR))!.figures.find((f) => f.name === 'lateCount')!.events;
    const before = await ofHr();
    const [, itemId, version] = /^item\/(.+)@(\d+)$/.exec(before[0]!)!;
    const mark = (await system.store.readStream(`item/${itemId!}`)).find((e) => e.version === Number(version))!.data as { duty: string; arming: number };
    await office.post(`/items/${itemId!}/correct`, { duty: mark.duty, arming: mark.arming, basis: '系统时间有误' });
    const owed = async (): Promise<object[]> => (await round()).duties.filter((d) => d.id === 'recount');
    await until('the office is told', async () => (await owed()).length === 1);
    expect(await owed()).toMatchObject([{ kind: 'correct', owedBy: { unitId: unit(OFFICE) } }]);
    await until('its notice', async () => (await system.pool.query(`select from read.notice where proceeding = $1 and kind = 'countedFigureCorrected'`, [`evaluation/${id}`])).rowCount! >= 1);
    expect(await round()).toMatchObject({ status: 'published' });
    await office.post(at('correct'), { reason: '逾期认定已撤销' });
    expect(await owed()).toEqual([]);
    expect(await ofHr()).toHaveLength(before.length - 1);
    expect((await round()).content.units.find((u) => u.unitId === unit(HR))).toMatchObject({ stage: 'assessed' });
    await office.post(at('cancel'), { reason: '另行更正' });
  });

  it('goes no further than its end when its plan is withdrawn', async () => {
    const office = system.as('office');
    const body = {
      planId, title: '第二轮', period: { from: '2031-01-01', to: '2031-07-31' }, schemeId: 'annual', schemeVersion: 1, units: [{ unitId: unit(HR), classId: 'departments' }], memberUnitIds: [AUDIT, STATISTICS].map(unit),
      signing: { kind: 'any' }, signers: [{ unitId: unit(WATCH) }], approver: { unitId: unit(CONFERENCE) }, schedule: { selfDay: '2031-08-29', verifyDay: '2031-09-05', reviewWorkingDays: 3, signWorkingDays: 2 },
    };
    // What was published over a period is corrected, and not evaluated again.
    expect(await office.ask('POST', '/evaluations', { body: { ...body, period: { from: '2031-01-01', to: '2031-06-30' } } })).toMatchObject({ status: 409, body: { code: 'evaluated-already', fields: [{ field: 'units[0].unitId' }] } });
    const second = (await office.post<Reply>('/evaluations', body)).proceeding.id;
    // A scheme that turns out wrong does not hold up the round: it goes on by a newer version.
    await office.post('/schemes/annual', { name: '2031年度考核方案', scheme: { ...aScheme(), decimals: 1 }, basis: '联席会议 2031 年第 2 次会议纪要' });
    expect(await office.ask('POST', `/evaluations/${second}/correct-scheme`, { body: { schemeVersion: 9, reason: '更正' } })).toMatchObject({ status: 422, body: { code: 'scheme-unknown' } });
    expect(await system.as('hr').ask('POST', `/evaluations/${second}/correct-scheme`, { body: { schemeVersion: 2, reason: '更正' } })).toMatchObject({ status: 403 });
    expect((await office.post<{ proceeding: { content: object } }>(`/evaluations/${second}/correct-scheme`, { schemeVersion: 2, reason: '小数位数有误' })).proceeding.content).toMatchObject({ schemeVersion: 2 });
    await office.post(`/plans/${planId}/withdrawal`, { basis: '市委改革办〔2031〕12号', reason: '并入全市工作', preview: false });
    await system.as('convenor').post(`/plans/${planId}/withdrawal/rule`, { number: 1, grant: true, reason: '同意撤回' });
    expect(await office.ask('POST', '/evaluations', { body })).toMatchObject({ status: 409, body: { code: 'plan-withdrawn' } });
    const told = (): Promise<Reply['proceeding']> => office.get(`/proceedings/evaluation/${second}`);
    await until('its end', async () => (await told()).status === 'cancelled');
    expect(await told()).toMatchObject({ closed: { reason: '计划撤回（市委改革办〔2031〕12号）：并入全市工作 / the plan was withdrawn (市委改革办〔2031〕12号): 并入全市工作' } });
    expect(await system.as('hr').ask('POST', `/evaluations/${second}/units/${unit(HR)}/assess`, { body: { scores: [] } })).toMatchObject({ status: 409, body: { code: 'plan-withdrawn' } });
    // What was published before stays as it was told.
    expect(await round()).toMatchObject({ status: 'published' });
  });
});
