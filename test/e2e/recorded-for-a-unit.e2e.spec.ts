import { until } from '#libs/event-store/testing/events';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { ItemView } from '#libs/supervision/item/item.view';
import { kill9 } from '../faults/own-servers';
import type { RunningSystem } from '../support/running-system';
import { AnEvaluation, AUDIT, DISCIPLINE, judged, STATISTICS, type EvaluationReply } from './an-evaluation';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION, WATCH } from './the-city';

interface Timeline {
  entries: { type: string; at: string; recordedAt: string; actor: { name?: string; onBehalfOf?: unknown }; data?: Record<string, unknown> }[];
}

/** 代录: a unit with nobody registered tells the office by telephone, message or paper; the day stated, the scan and both names stay. */
describe('what the office records for a unit', () => {
  let system: RunningSystem;
  let planId: string;
  let education: string;
  let evaluation: AnEvaluation;
  const unit = (name: string): string => system.unit(name);
  const pdf = { raw: Buffer.from('%PDF-1.4\n%%EOF\n'), headers: { 'content-type': 'application/pdf' } };
  const told = (date: string, more: object = {}): object => ({ date, channel: 'phone', caller: '教育局联系人王某', scanId: null, ...more });
  const ask = (who: string, path: string, body: object): Promise<{ status: number; body: { code?: string } }> => system.as(who).ask('POST', path, { body });
  const entry = async (path: string, type: string): Promise<Timeline['entries'][number]> => (await system.as('office').get<Timeline>(`${path}/timeline`)).entries.findLast((e) => e.type === type)!;

  beforeAll(async () => {
    const staffed = [OFFICE, HR, UNION, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE];
    system = await aCity({
      units: [...staffed.map((name) => ({ name, staffed: true, ...(name === HR ? { aliases: ['市人社局'] } : {}) })), { name: EDUCATION, staffed: false }],
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'second', unit: OFFICE, roles: ['office'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
        { login: 'statistics', unit: STATISTICS, roles: ['evaluator'] },
        { login: 'discipline', unit: DISCIPLINE, roles: ['evaluator'] },
        { login: 'watch', unit: WATCH, roles: ['signer'] },
        { login: 'watchdeputy', unit: WATCH, roles: ['signer'] },
        { login: 'watchhead', unit: WATCH, roles: ['sectionHead'] },
        { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
      ],
    });
    education = unit(EDUCATION);
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
  });
  afterAll(() => system?.stop());

  it('a visit of a contact unit, with the difficulty that it brings up', async () => {
    const csv = Buffer.from(`企业名称,性质,批次,级别,挂钩联系单位\r\n第1机械厂,非公,第一批,市级,${EDUCATION}\r\n`);
    const listed = await system.as('office').ask<{ position: string }>('POST', '/reform-units/import', { raw: csv, query: { fileName: '名单.csv', planId }, headers: { 'content-type': 'application/octet-stream' } });
    const { rows } = await system.as('office').get<{ rows: { id: string }[] }>('/proceedings', { kind: 'reform-unit', after: listed.body.position });
    const factory = rows[0]!.id;
    await system.setClock('2031-04-15T01:00:00.000Z');
    const path = `/reform-units/${factory}/links/l1/visits`;
    const visit = { day: '2031-04-10', personIds: [], findings: '技能人才评价推进较慢', difficulties: [{ title: '评价名额少', text: '企业反映名额少' }] };
    expect(await ask('office', path, visit)).toMatchObject({ status: 403 });
    expect(await ask('hr', path, { ...visit, onBehalf: told('2031-04-11') })).toMatchObject({ status: 404 });
    expect(await ask('office', path, { ...visit, onBehalf: told('2031-04-16') })).toMatchObject({ status: 422, body: { code: 'date-invalid' } });
    expect(await ask('office', path, { ...visit, onBehalf: told('2031-04-11', { channel: 'paper' }) })).toMatchObject({ status: 422, body: { code: 'scan-missing' } });
    expect(await ask('office', path, { ...visit, onBehalf: told('2031-04-11', { scanId: 'nowhere' }) })).toMatchObject({ status: 422, body: { code: 'evidence-unknown' } });
    const scan = await system.as('office').ask<{ evidence: { id: string } }>('POST', `/proceedings/reform-unit/${factory}/evidence`, { ...pdf, query: { name: '走访记录.pdf', onBehalfOf: education } });
    expect(scan.status).toBe(200);
    const onBehalf = told('2031-04-11', { channel: 'paper', scanId: scan.body.evidence.id });
    expect(await ask('office', path, { ...visit, onBehalf })).toMatchObject({ status: 200 });
    const recorded = await entry(`/proceedings/reform-unit/${factory}`, 'VisitRecorded');
    expect(recorded).toMatchObject({ at: '2031-04-11T04:00:00.000Z', recordedAt: '2031-04-15T01:00:00.000Z', actor: { name: 'office' }, data: { onBehalf: { ...onBehalf, caller: '教育局联系人王某' } } });
    expect(JSON.stringify(recorded.actor)).toContain(education);
    // What names a person lies sealed in the log.
    expect(JSON.stringify(await system.store.readStream(`reform-unit/${factory}`))).not.toContain('王某');
  });

  it('an objection to a lateness of an item: in time by the day stated, ruled on by another person', async () => {
    const { rows } = await system.as('office').get<{ rows: { itemId: string }[] }>('/ledger', { unitId: education, limit: 50 });
    const items = await Promise.all(rows.map(({ itemId }) => system.as('office').get<ItemView>(`/items/${itemId}`)));
    const item = items.find((i) => i.steps.some((s) => s.deadline !== null && s.deadline < '2031-07-10' && i.assignments.find((a) => a.id === s.assignmentId)?.unitId === education))!;
    const step = item.steps.find((s) => s.deadline !== null && item.assignments.find((a) => a.id === s.assignmentId)?.unitId === education)!;
    const { id: itemId } = item;
    await system.setClock('2031-07-10T01:00:00.000Z');
    await until('the mark', async () => (await system.store.readStream(`item/${itemId}`)).some((e) => e.type === 'OverdueMarked' && e.data['stepId'] === step.id));
    await system.setClock('2031-07-14T01:00:00.000Z');
    const path = `/items/${itemId}/object`;
    const objection = { assignmentId: step.assignmentId, stepId: step.id, what: 'lateness', reason: '材料当日已送达' };
    expect(await ask('office', path, objection)).toMatchObject({ status: 403 });
    expect(await ask('hr', path, { ...objection, onBehalf: told('2031-07-11') })).toMatchObject({ status: 404 });
    expect(await ask('office', path, { ...objection, onBehalf: told('2031-07-09') })).toMatchObject({ status: 422, body: { code: 'date-invalid' } });
    expect(await ask('office', path, { ...objection, onBehalf: told('2031-07-11', { channel: 'paper' }) })).toMatchObject({ status: 422, body: { code: 'scan-missing' } });
    const scan = await system.as('office').ask<{ evidence: { id: string } }>('POST', `/items/${itemId}/evidence`, { ...pdf, query: { assignmentId: step.assignmentId, name: '异议书.pdf', onBehalf: 'true' } });
    const onBehalf = told('2031-07-11', { channel: 'paper', scanId: scan.body.evidence.id });
    const { item: objected } = await system.as('office').post<{ item: ItemView }>(path, { ...objection, onBehalf });
    const request = objected.requests.find((r) => r.kind === 'objection')!;
    expect(request).toMatchObject({ status: 'open', unitId: education, personId: 'p-office', told: 'paper', at: '2031-07-11T04:00:00.000Z', recordedAt: '2031-07-14T01:00:00.000Z' });
    expect(await entry(`/items/${itemId}`, 'RequestMade')).toMatchObject({ actor: { name: 'office', onBehalfOf: education }, data: { onBehalf: { ...onBehalf, caller: '教育局联系人王某' } } });
    expect(await ask('office', path, { ...objection, onBehalf })).toMatchObject({ status: 409, body: { code: 'request-open' } });
    const ruling = { requestId: request.id, grant: true, reason: '送达回执属实' };
    expect(await ask('office', `/items/${itemId}/rule`, ruling)).toMatchObject({ status: 403, body: { code: 'first-decider' } });
    const { item: ruled } = await system.as('second').post<{ item: ItemView }>(`/items/${itemId}/rule`, ruling);
    expect(ruled.requests.find((r) => r.id === request.id)).toMatchObject({ status: 'granted', ruledBy: 'p-second' });
  });

  it('a self-evaluation and a request for review, neither scored nor ruled on by who recorded it; a signer’s seat is handed over', async () => {
    await system.as('office').post('/schemes/annual', { name: '2031年度考核方案', scheme: aScheme(), basis: '联席会议纪要' });
    const opened = await system.as('office').post<EvaluationReply>('/evaluations', {
      planId, title: '2031年上半年考核', period: { from: '2031-01-01', to: '2031-06-30' }, schemeId: 'annual', schemeVersion: 1,
      units: [HR, EDUCATION].map((n) => ({ unitId: unit(n), classId: 'departments' })), memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit),
      signing: { kind: 'sequence' }, signers: [{ unitId: unit(WATCH), personId: 'p-watch' }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2031-07-16', verifyDay: '2031-07-31', reviewWorkingDays: 3, signWorkingDays: 2 },
    });
    evaluation = new AnEvaluation(system, opened.proceeding.id);
    const stream = `/proceedings/evaluation/${evaluation.id}`;
    const assess = evaluation.at(`units/${education}/assess`);
    const scores = [{ indicatorId: 'quality', score: '35', text: '自评' }];
    await system.setClock('2031-07-17T01:00:00.000Z');
    expect(await ask('office', assess, { scores })).toMatchObject({ status: 403 });
    expect(await ask('hr', assess, { scores, onBehalf: told('2031-07-16') })).toMatchObject({ status: 403 });
    // Before the round was opened nobody could say it.
    expect(await ask('office', assess, { scores, onBehalf: told('2031-07-11') })).toMatchObject({ status: 422, body: { code: 'date-invalid' } });
    const scan = await system.as('office').ask<{ evidence: { id: string } }>('POST', `${stream}/evidence`, { ...pdf, query: { name: '自评表.pdf', subject: education, onBehalfOf: education } });
    expect(scan.status).toBe(200);
    const own = await system.as('office').post<EvaluationReply>(assess, { scores, onBehalf: told('2031-07-16', { channel: 'paper', scanId: scan.body.evidence.id }) });
    // By the day stated it came on its last day, though it was recorded after it.
    expect(own.proceeding.content.units.find((u) => u.unitId === education)!.self).toMatchObject({ personId: 'p-office', late: false });
    expect(await entry(stream, 'SelfAssessed')).toMatchObject({ at: '2031-07-16T04:00:00.000Z', actor: { name: 'office' } });
    for (const name of [HR, EDUCATION]) await evaluation.verify(unit(name), '30');
    await system.as('office').post(evaluation.at('feedback'), { unitIds: [HR, EDUCATION].map(unit) });
    await system.as('hr').post(evaluation.at(`units/${unit(HR)}/accept`));
    const review = { indicatorIds: ['quality'], reason: '总结未计入', evidence: [] };
    await system.setClock('2031-07-18T01:00:00.000Z');
    expect(await ask('office', evaluation.at(`units/${education}/request-review`), review)).toMatchObject({ status: 403 });
    // Nor could it answer a score before it was told.
    expect(await ask('office', evaluation.at(`units/${education}/request-review`), { ...review, onBehalf: told('2031-07-16') })).toMatchObject({ status: 422, body: { code: 'date-invalid' } });
    await system.as('office').post(evaluation.at(`units/${education}/request-review`), { ...review, onBehalf: told('2031-07-17', { channel: 'message' }) });
    expect(await entry(stream, 'ReviewRequested')).toMatchObject({ at: '2031-07-17T04:00:00.000Z', actor: { name: 'office' }, data: { onBehalf: { channel: 'message' } } });
    await system.as(await evaluation.verifierOf(education, 'reviewerUnitId')).post(evaluation.at(`units/${education}/rule-review`), { granted: true, reason: '属实', ...judged('32') });

    const { position } = await system.as('office').post<{ position: string }>(evaluation.at('draw'));
    await system.as('office').get('/proceedings', { kind: 'evaluation', after: position });
    const terms = (to: string): object => ({ from: { unitId: unit(WATCH), personId: 'p-watch' }, to: { unitId: unit(WATCH), personId: to }, reason: '调离', basis: '调动通知' });
    expect(await ask('watch', '/hand-overs', terms('p-watchdeputy'))).toMatchObject({ status: 403 });
    expect(await ask('watchhead', '/hand-overs', terms('p-hr'))).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    expect(await system.as('watchhead').post('/hand-overs/preview', terms('p-watchdeputy'))).toMatchObject({ counts: [{ kind: 'evaluation', moves: 1, stays: 0 }], rows: [{ held: [{ kind: 'signer', stays: null }] }] });
    expect(await system.as('watchhead').post('/hand-overs', terms('p-watchdeputy'))).toMatchObject({ job: { status: 'ended' } });
    const now = await evaluation.seen();
    expect(await ask('watch', evaluation.at('requests/s1/sign'), now)).toMatchObject({ status: 403, body: { code: 'not-in-round' } });
    const signed = await system.as('watchdeputy').post<EvaluationReply>(evaluation.at('requests/s1/sign'), now);
    expect(signed.proceeding.content.signatures).toMatchObject([{ requestId: 's1', personId: 'p-watchdeputy', stale: false }]);
    // Both names stay.
    expect(await entry(stream, 'HandedOver')).toMatchObject({ data: { from: { personId: 'p-watch' }, to: { personId: 'p-watchdeputy' }, reason: '调离' } });
  });

  it('between its signature and its approval the worker is killed, twice: the mark and the approval are there once', async () => {
    const stream = `evaluation/${evaluation.id}`;
    const events = (type: string): Promise<Record<string, unknown>[]> => system.store.readStream(stream).then((all) => all.filter((e) => e.type === type).map((e) => e.data));
    const marks = async (): Promise<unknown[]> => (await events('OverdueMarked')).filter((d) => d['duty'] === 'cosign:approval');
    await kill9(system.worker);
    // The day of the approval goes by while nobody looks; the next worker finds it.
    await system.setClock('2031-07-25T01:00:00.000Z');
    await until('the mark', async () => (await marks()).length > 0, 60_000);
    await kill9(system.worker);
    const now = await evaluation.seen();
    const approve = { body: now, key: 'approve-the-result' };
    expect(await system.as('convenor').ask('POST', evaluation.at('requests/approval/sign'), approve)).toMatchObject({ status: 200, body: { replayed: false } });
    expect(await system.as('convenor', 1).ask('POST', evaluation.at('requests/approval/sign'), approve)).toMatchObject({ status: 200, body: { replayed: true } });
    await until('the workflow has seen it', async () => {
      const { rows } = await system.pool.query<{ next_key: string | null }>('select next_key from loop.asks where stream = $1', [stream]);
      return rows.length === 1 && !(rows[0]?.next_key ?? '').startsWith('cosign:approval');
    }, 60_000);
    expect(await marks()).toHaveLength(1);
    for (const [type, requestId] of [['ResultSigned', 's1'], ['ResultApproved', 'approval']] as const) expect((await events(type)).map((d) => d['requestId'])).toEqual([requestId]);
    const keys = (await system.store.readStream(stream)).flatMap((e) => e.agendaKey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    const { rows: told } = await system.pool.query('select 1 from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 group by x.notice_id, x.unit_id, x.post, x.person_id having count(*) > 1', [stream]);
    expect(told).toEqual([]);
  });
});
