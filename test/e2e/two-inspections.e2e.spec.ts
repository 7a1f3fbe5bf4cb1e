import { until } from '#libs/event-store/testing/events';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';
import { aFinding, findingOf as of, Inspecting, type InspectionReply as Reply } from './an-inspection';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION, WATCH } from './the-city';

/** Two inspections would hit one unit in the same days: merged into one, carried on by who takes a seat over, to the end of its look-back. */
describe('two inspections of one unit', () => {
  let system: RunningSystem;
  let planId: string;
  let wide: string;
  let narrow: string;
  let inspecting: Inspecting;
  const unit = (name: string): string => system.unit(name);
  const ask = (who: string, path: string, body: object = {}): Promise<{ status: number; body: { code?: string; fields?: { field: string }[] } }> => system.as(who).ask('POST', `/inspections/${path}`, { body });
  const read = (who = 'office'): Promise<ProceedingView & { content: { scope: { unitIds: string[] }; absorbed: object[]; team: object[]; visits: object[]; unanswered: object[]; lookBack: object | null; offers: object[] } }> => system.as(who).get(`/proceedings/inspection/${narrow}`);
  const owed = async (kind: string): Promise<ProceedingView['duties'][number] | undefined> => (await read()).duties.find((d) => d.kind === kind);
  const merges = (who: string, id: string): Promise<{ offers: object[] }> => system.as(who).get(`/inspections/${id}/merges`);
  const finding = (text: string): object => ({ ...aFinding(unit(HR), '', text), itemId: null, category: '台账' });

  beforeAll(async () => {
    system = await aCity({
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'head', unit: WATCH, roles: ['teamLeader'] },
        { login: 'inspector', unit: UNION, roles: ['inspector'] },
        { login: 'newcomer', unit: UNION, roles: ['inspector'] },
        { login: 'section', unit: UNION, roles: ['sectionHead'] },
        { login: 'chief', unit: WATCH, roles: ['leader'] },
        { login: 'mayor', unit: CONFERENCE, roles: ['leader'] },
        { login: 'deputy', unit: CONFERENCE, roles: ['leader'] },
        { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
        { login: 'security', unit: OFFICE, roles: ['securityAdmin'] },
      ],
    });
    inspecting = new Inspecting(system);
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt', { supervisingUnitId: unit(WATCH) });
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
    const list = { name: '台账', items: [{ text: '台账是否齐全', basis: '工作要点' }, { text: '是否逐月更新', basis: '工作要点' }] };
    expect(await system.as('hr').ask('POST', '/checklists', { body: list })).toMatchObject({ status: 403 });
    const { template } = await system.as('office').post<{ template: { id: string } }>('/checklists', list);
    const opening = (title: string, unitIds: string[], days: object, leader: [string, string], more: object = {}): object => ({
      planId, title, reason: { kind: 'unit', ref: unit(HR), text: '多次逾期' }, unitIds, days, team: [{ personId: leader[0], unitId: unit(leader[1]), role: 'leader' }, { personId: 'p-inspector', unitId: unit(UNION), role: 'inspector' }], ...more,
    });
    const opened = async (body: object): Promise<string> => (await system.as('office').post<Reply>('/inspections', body)).proceeding.id;
    wide = await opened(opening('两单位督查', [HR, EDUCATION].map(unit), { from: '2031-03-10', to: '2031-03-14' }, ['p-newcomer', UNION], { templateIds: [template.id] }));
    narrow = await opened(opening('人社专项督查', [unit(HR)], { from: '2031-03-12', to: '2031-03-18' }, ['p-head', WATCH]));
  });
  afterAll(() => system?.stop());

  it('are offered to be one, to those who see them whole', async () => {
    expect(await merges('head', narrow)).toEqual({ offers: [{ inspectionId: wide, officeUnitId: unit(OFFICE), title: '两单位督查', status: 'awaitingApproval', unitIds: [unit(HR)], from: '2031-03-10', to: '2031-03-14' }] });
    expect(await merges('newcomer', wide)).toMatchObject({ offers: [{ inspectionId: narrow, unitIds: [unit(HR)] }] });
    expect(await system.as('hr').ask('GET', `/inspections/${wide}/merges`)).toMatchObject({ status: 404 });
  });

  it('become one when both are approved, and by who leads the one that ends', async () => {
    const body = { intoId: narrow, reason: '同一单位，同一时段' };
    expect(await ask('newcomer', `${wide}/merge`, body)).toMatchObject({ status: 409, body: { code: 'inspection-not-approved' } });
    await inspecting.act('signer', `${wide}/approve`, { grant: true, text: '同意' });
    expect(await ask('newcomer', `${wide}/merge`, body)).toMatchObject({ status: 409, body: { code: 'inspection-not-approved' } });
    await inspecting.act('signer', `${narrow}/approve`, { grant: true, text: '同意' });
    expect(await ask('inspector', `${wide}/merge`, body)).toMatchObject({ status: 403, body: { code: 'not-the-team' } });
    expect(await ask('hr', `${wide}/merge`, body)).toMatchObject({ status: 403 });
    expect(await ask('newcomer', `${wide}/merge`, { ...body, intoId: wide })).toMatchObject({ status: 409, body: { code: 'merge-not-offered' } });
    expect(await ask('newcomer', `${wide}/merge`, { ...body, intoId: 'none' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    const merged = await system.as('newcomer').ask<Reply>('POST', `/inspections/${wide}/merge`, { body, key: 'merge-them-once' });
    expect(merged).toMatchObject({ status: 200, body: { proceeding: { closed: { how: 'merged' } } } });
    expect(await system.as('newcomer', 1).ask('POST', `/inspections/${wide}/merge`, { body, key: 'merge-them-once' })).toMatchObject({ status: 200, body: { replayed: true } });
    const { content } = await read();
    expect(content.scope.unitIds.sort()).toEqual([HR, EDUCATION].map(unit).sort());
    expect(content.absorbed).toMatchObject([{ inspectionId: wide }]);
    expect(await merges('head', narrow)).toEqual({ offers: [] });
    // The office sees the year whole; a unit that was told nothing yet learns nothing by counting.
    const year = await system.as('office').get<{ budgets: { unitId: string; taken: number; left: number | null }[]; places: object[]; programmes: object[] }>('/programmes', { year: '2031' });
    expect(year.budgets.map((b) => [b.unitId, b.taken]).sort()).toEqual([HR, EDUCATION].map((n) => [unit(n), 1]).sort());
    expect(year.programmes).toMatchObject([{ planId, programmeId: `${planId}-2031`, budget: null }]);
    expect(year.places).toContainEqual(expect.objectContaining({ inspectionId: narrow, title: '人社专项督查', planId, freed: null }));
    expect(await system.as('hr').get('/programmes', { year: '2031' })).toMatchObject({ programmes: [], entries: [], places: [], budgets: [{ unitId: unit(HR), taken: 0, byOffice: [] }] });
    expect(await system.as('office').ask('GET', '/programmes', { query: { year: '31' } })).toMatchObject({ status: 400, body: { code: 'malformed', fields: [{ field: 'year' }] } });
  });

  it('a seat is handed over with its visits, and both names stay', async () => {
    await inspecting.act('head', `${narrow}/give-notice`, { text: '定于 3 月 12 日至 18 日督查' });
    expect(await system.as('hr').get('/programmes', { year: '2031' })).toMatchObject({ places: [], budgets: [{ unitId: unit(HR), taken: 1, byOffice: [{ inspectionIds: [narrow] }] }] });
    const { position } = await inspecting.act('head', `${narrow}/visits`, { unitId: unit(HR), day: '2031-03-12', personId: 'p-inspector' });
    const terms = (to: string): object => ({ from: { unitId: unit(UNION), personId: 'p-inspector' }, to: { unitId: unit(UNION), personId: to }, reason: '岗位调整' });
    await system.as('office').get('/proceedings', { kind: 'inspection', after: position });
    expect(await system.as('head').ask('POST', '/hand-overs', { body: terms('p-newcomer') })).toMatchObject({ status: 403 });
    expect(await system.as('section').ask('POST', '/hand-overs', { body: terms('p-hr') })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    const shown = await system.as('section').post<{ counts: object[]; rows: { id: string; held: object[] }[] }>('/hand-overs/preview', terms('p-newcomer'));
    expect(shown.rows.find((r) => r.id === narrow)?.held).toMatchObject([{ kind: 'teamMember', stays: null }, { kind: 'visit', text: '2031-03-12', stays: null }]);
    expect(await system.as('section').post('/hand-overs', terms('p-newcomer'))).toMatchObject({ job: { status: 'ended' } });
    expect((await read()).content).toMatchObject({ team: [{ personId: 'p-head', left: null }, { personId: 'p-inspector', left: { byPersonId: 'p-newcomer', reason: '岗位调整' } }, { personId: 'p-newcomer', left: null }], visits: [{ personId: 'p-newcomer' }] });
    expect((await owed('visit'))?.owedBy).toMatchObject({ personId: 'p-newcomer' });
    await system.setClock('2031-03-12T02:00:00.000Z');
    expect(await ask('inspector', `${narrow}/visits/v1/record`, { day: '2031-03-12', record: '查阅台账' })).toMatchObject({ status: 403, body: { code: 'not-the-team' } });
    await inspecting.act('newcomer', `${narrow}/visits/v1/record`, { day: '2031-03-12', record: '查阅台账' });
    expect(await system.as('section').ask('POST', '/hand-overs', { body: terms('p-newcomer') })).toMatchObject({ status: 422, body: { code: 'nothing-open' } });
  });

  it('an escalated rectification is ruled on by the higher unit, and nobody of the team', async () => {
    await inspecting.act('newcomer', `${narrow}/findings`, finding('台账不全'));
    await inspecting.sign('signer', narrow, 'p1');
    const path = `${narrow}/findings/f1`;
    const rule = { ruling: 'extend', day: '2031-04-11', text: '确需时日' };
    await inspecting.act('hr', `${path}/reply`, { text: '正在补' });
    expect(await ask('chief', `${path}/rule-on-escalation`, rule)).toMatchObject({ status: 409 });
    expect(await ask('hr', `${path}/escalate`, { reason: '未整改' })).toMatchObject({ status: 403 });
    const escalated = await inspecting.act('newcomer', `${path}/escalate`, { reason: '未见实质整改' });
    expect(of(escalated, 'f1')).toMatchObject({ status: 'rectifying', escalated: { toUnitId: unit(WATCH) } });
    expect((await owed('decide'))?.owedBy).toMatchObject({ unitId: unit(WATCH), post: 'leader' });
    expect(await ask('head', `${path}/rule-on-escalation`, rule)).toMatchObject({ status: 403 });
    expect(await ask('signer', `${path}/rule-on-escalation`, rule)).toMatchObject({ status: 403, body: { code: 'not-the-approver' } });
    expect(await ask('chief', `${path}/rule-on-escalation`, { ...rule, day: null })).toMatchObject({ status: 422, body: { code: 'date-invalid' } });
    expect(await ask('chief', `${path}/rule-on-escalation`, { ...rule, day: '2031-03-13' })).toMatchObject({ status: 422, body: { code: 'date-not-later' } });
    expect(await ask('chief', `${path}/rule-on-escalation`, { ...rule, text: '' })).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const ruled = await inspecting.act('chief', `${path}/rule-on-escalation`, rule);
    expect(of(ruled, 'f1')).toMatchObject({ attemptDay: '2031-04-11', escalated: null, escalationRulings: [{ ruling: 'extend', day: '2031-04-11', personId: 'p-chief' }] });
    expect(await ask('chief', `${path}/rule-on-escalation`, rule)).toMatchObject({ status: 409, body: { code: 'request-not-open' } });
    expect(await owed('decide')).toBeUndefined();
  });

  it('questions that nobody answered are dropped with a reason, each by name', async () => {
    const { checklist } = (await read()).content as unknown as { checklist: { key: string }[] };
    await inspecting.act('newcomer', `${narrow}/answer-checklist`, { key: checklist[0]!.key, unitId: unit(HR), answer: 'no' });
    const body = { conclusion: '台账需补齐', lookBackOn: '2031-05-12' };
    expect(await ask('newcomer', `${narrow}/report`, body)).toMatchObject({ status: 403, body: { code: 'not-the-team' } });
    expect(await ask('head', `${narrow}/report`, body)).toMatchObject({ status: 409, body: { code: 'questions-open' } });
    const reported = await inspecting.act('head', `${narrow}/report`, { ...body, dropUnanswered: '与本次督查重点无关' });
    const { unanswered } = reported.proceeding.content as unknown as { unanswered: object[] };
    expect(unanswered).toHaveLength(3);
    for (const dropped of unanswered) expect(dropped).toMatchObject({ personId: 'p-head', reason: '与本次督查重点无关' });
  });

  it('a leader who leaves is told of as gone, and so is one to whom the reading of an instruction falls; who comes back is there again', async () => {
    const given = await system.as('office').post<{ proceeding: ProceedingView }>('/instructions', { planId, title: '关于台账的批示', text: '请抓紧补齐', about: { kind: 'unit', ref: unit(HR) }, leaderId: 'p-mayor', leaderUnitId: unit(CONFERENCE), steps: [] });
    const instruction = `/proceedings/instruction/${given.proceeding.id}`;
    await system.as('office').post(`/instructions/${given.proceeding.id}/feedback`, { text: '正在补齐' });
    await inspecting.act('hr', `${narrow}/findings/f1/reply`, { text: '台账已补齐' });
    const goneFrom = async (path: string, kind: string): Promise<string | null | undefined> => (await system.as('office').get<ProceedingView>(path)).duties.find((d) => d.kind === kind)?.gone;
    expect([await goneFrom(instruction, 'read'), (await owed('accept'))?.gone]).toEqual([null, null]);
    for (const person of ['p-mayor', 'p-head']) await system.as('sysadmin').post(`/accounts/${person}/disable`);
    await until('both are said to have left', async () => (await goneFrom(instruction, 'read')) === 'person' && (await owed('accept'))?.gone === 'person', 60_000);
    // Its own unit's leader hears of it, and the office.
    const told = async (unitId: string): Promise<string[]> => (await system.pool.query<{ kind: string }>(`select n.kind from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 and x.unit_id = $2`, [`inspection/${narrow}`, unitId])).rows.map((r) => r.kind);
    await until('the office is told', async () => (await told(unit(OFFICE))).includes('holderLeft') && (await told(unit(WATCH))).includes('holderLeft'));
    // The reading goes to a colleague, the lead of the inspection to who had been in the team before.
    const { position } = await inspecting.act('office', `${narrow}/replace-inspector`, { personId: 'p-head', byPersonId: 'p-inspector', byUnitId: unit(UNION), reason: '调离' });
    expect((await owed('accept'))?.gone).toBeNull();
    expect((await owed('accept'))?.owedBy).toMatchObject({ personId: 'p-inspector' });
    await system.as('office').get('/proceedings', { kind: 'instruction', after: position });
    const terms = { from: { unitId: unit(CONFERENCE), personId: 'p-mayor' }, to: { unitId: unit(CONFERENCE), personId: 'p-deputy' }, reason: '调离' };
    expect(await system.as('office').post('/hand-overs', terms)).toMatchObject({ job: { status: 'ended' } });
    expect(await goneFrom(instruction, 'read')).toBeNull();
    expect((await system.as('deputy').post<{ proceeding: ProceedingView }>(`/instructions/${given.proceeding.id}/close`)).proceeding.closed).toMatchObject({ how: 'read' });
  });

  it('a look-back is owed from its day on, until it is dropped with a reason', async () => {
    expect((await inspecting.act('newcomer', `${narrow}/findings/f1/strike-off`, { text: '已核实' })).proceeding.closed).toMatchObject({ how: 'closed' });
    await system.setClock('2031-05-12T01:30:00.000Z');
    await until('the look-back', async () => (await owed('openLookBack')) !== undefined);
    expect(await ask('hr', `${narrow}/look-back/drop`, { reason: '不必' })).toMatchObject({ status: 403 });
    expect(await ask('newcomer', `${narrow}/look-back/drop`, { reason: '不必了' })).toMatchObject({ status: 403, body: { code: 'not-the-team' } });
    expect(await ask('office', `${narrow}/look-back/drop`, { reason: '' })).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const dropped = await inspecting.act('office', `${narrow}/look-back/drop`, { reason: '已纳入年度评价' });
    expect(dropped.proceeding.content).toMatchObject({ lookBack: { inspectionId: null, reason: '已纳入年度评价' } });
    expect(await owed('openLookBack')).toBeUndefined();
    expect(await ask('office', `${narrow}/look-back/drop`, { reason: '已纳入年度评价' })).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
