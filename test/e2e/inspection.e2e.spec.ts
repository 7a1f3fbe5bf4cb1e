import { until } from '#libs/event-store/testing/events';
import type { InspectionFigures } from '#libs/supervision/inspection/inspection.types';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import { projected } from '../support/projected';
import type { RunningSystem } from '../support/running-system';
import { aFinding, findingOf as of, Inspecting, type InspectionContent as Content, type InspectionReply as Reply } from './an-inspection';
import { aCity, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, WATCH } from './the-city';

/** A red item brings an inspection off the programme: from its approval to the look-back, on the running system. */
describe('an inspection', () => {
  let system: RunningSystem;
  let planId: string;
  let itemId: string;
  let id: string;
  let unitId: string;
  let unitLogin: string;
  const unit = (name: string): string => system.unit(name);
  const team = (): object[] => [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }, { personId: 'p-inspector', unitId: unit(WATCH), role: 'inspector' }];
  let act: Inspecting['act'];
  let signed: Inspecting['sign'];
  const finding = (text: string): object => aFinding(unitId, itemId, text);

  beforeAll(async () => {
    const base = [
      { login: 'office', unit: OFFICE, roles: ['office'] as const },
      { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] as const },
      { login: 'hr', unit: HR, roles: ['handler', 'liaison'] as const },
      { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] as const },
      { login: 'head', unit: WATCH, roles: ['teamLeader'] as const },
      { login: 'inspector', unit: WATCH, roles: ['inspector'] as const },
    ];
    system = await aCity({ accounts: base.map((a) => ({ ...a, roles: [...a.roles] })) });
    ({ act, sign: signed } = new Inspecting(system));
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt', { supervisingUnitId: unit(WATCH) });
    planId = drafted.plan.id;
    const issued = await settleAndIssue(system.as('office'), planId);
    const lead = [[unit(HR), 'hr'], [unit(EDUCATION), 'education']] as const;
    for (const { itemId: candidate } of issued.plan.issueItems) {
      const item = await system.as('office').get<{ item: { assignments: { unitId: string; role: string }[]; steps: { deadline: string | null }[] } } | { assignments: { unitId: string; role: string }[] }>(`/items/${candidate}`);
      const { assignments } = 'item' in item ? item.item : item;
      const found = lead.find(([u]) => assignments.some((a) => a.unitId === u && a.role === 'lead') && assignments.filter((a) => a.role !== 'participant').length === 1);
      if (!found) continue;
      [itemId, unitId, unitLogin] = [candidate, found[0], found[1]];
      break;
    }
    expect(itemId).toBeDefined();
  });
  afterAll(() => system?.stop());

  it('of an item is applied for, once, and waits for its approval; those inspected hear nothing', async () => {
    const body = { planId, title: '亮灯事项督查', reason: { kind: 'item', ref: itemId, text: '事项亮红灯' }, itemIds: [itemId], days: { from: '2031-03-10', to: '2031-03-14' }, team: team() };
    const opened = await system.as('office').ask<Reply>('POST', '/inspections', { body, key: 'open-one-inspection' });
    expect(opened).toMatchObject({ status: 200, body: { proceeding: { status: 'awaitingApproval', content: { approval: 'pending', scope: { itemIds: [itemId], unitIds: [unitId] } } } } });
    id = opened.body.proceeding.id;
    expect(await system.as('office', 1).ask('POST', '/inspections', { body, key: 'open-one-inspection' })).toMatchObject({ status: 200, body: { replayed: true, proceeding: { id } } });
    expect(await system.as('office').ask('POST', '/inspections', { body: { ...body, team: [{ personId: 'p-nobody', unitId: unit(WATCH), role: 'leader' }] } })).toMatchObject({ status: 422, body: { code: 'person-unknown' } });
    expect(await system.as('office').ask('POST', '/inspections', { body: { ...body, team: [{ personId: `p-${unitLogin}`, unitId: unit(WATCH), role: 'leader' }] } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit', fields: [{ field: 'team[0].personId' }] } });
    expect(await system.as('office').ask('POST', '/inspections', { body: { ...body, team: [{ personId: `p-${unitLogin}`, unitId, role: 'leader' }] } })).toMatchObject({ status: 403, body: { code: 'own-work' } });
    expect(await system.as('head').ask('POST', `/inspections/${id}/give-notice`, { body: { text: '督查通知' } })).toMatchObject({ status: 409, body: { code: 'inspection-not-approved' } });
    expect(await system.as(unitLogin).ask('GET', `/proceedings/inspection/${id}`)).toMatchObject({ status: 404 });
    expect((await act('signer', `${id}/approve`, { grant: true, text: '同意' })).proceeding).toMatchObject({ status: 'preparing' });
  });

  it('is looked after by a workflow, and so is the programme in which it has its place', async () => {
    await until('their workflows', async () => {
      const { rows } = await system.pool.query<{ stream: string }>(`select stream from loop.asks where stream in ($1, $2)`, [`inspection/${id}`, `programme/${planId}-2031`]);
      return rows.length === 2;
    });
    const year = await system.as('office').get<{ budgets: object[] }>('/programmes', { year: '2031' });
    expect(year.budgets).toEqual([{ unitId, places: null, boundBy: null, taken: 1, left: null, byOffice: [{ officeUnitId: system.unit(OFFICE), taken: 1, inspectionIds: [id] }] }]);
    expect(await system.as('office').ask('POST', `/programmes/${planId}-2031/budget`, { body: { places: 0, reason: '减轻基层负担' } })).toMatchObject({ status: 409, body: { code: 'budget-exhausted' } });
    await system.as('office').post(`/programmes/${planId}-2031/budget`, { places: 2, reason: '减轻基层负担' });
  });

  it('finds two things, whose notices are signed and numbered', async () => {
    await act('head', `${id}/give-notice`, { text: '定于 3 月 10 日至 14 日督查' });
    expect((await system.as(unitLogin).get<ProceedingView>(`/proceedings/inspection/${id}`)).status).toBe('underWay');
    await act('head', `${id}/visits`, { unitId, day: '2031-03-11', personId: 'p-inspector' });
    await system.setClock('2031-03-11T02:00:00.000Z');
    await act('inspector', `${id}/visits/v1/record`, { day: '2031-03-11', record: '查阅台账' });
    const both = await Promise.all([system.as('inspector').ask<Reply>('POST', `/inspections/${id}/findings`, { body: finding('台账不全') }), system.as('head', 1).ask<Reply>('POST', `/inspections/${id}/findings`, { body: finding('台账不全') })]);
    // Two inspectors write one finding at once: it is one.
    expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
    await act('inspector', `${id}/findings`, finding('培训未达标'));
    expect(await system.as(unitLogin).get<{ content: Content }>(`/proceedings/inspection/${id}`)).toMatchObject({ content: { findings: [] } });
    await signed('signer', id, 'p1');
    const after = await signed('signer', id, 'p2');
    expect([of(after, 'f1'), of(after, 'f2')]).toMatchObject([{ status: 'rectifying', day: '2031-03-18' }, { status: 'rectifying', day: '2031-03-18' }]);
    await until('their numbers', async () => {
      const { rows } = await system.pool.query<{ number: number | null }>(`select number from read.notice where proceeding = $1 and series = 'ZG' order by number`, [`inspection/${id}`]);
      return rows.length === 2 && rows[0]?.number === 1 && rows[1]?.number === 2;
    });
    expect((await act('head', `${id}/report`, { conclusion: '两个问题，限期整改', lookBackOn: '2031-04-15' })).proceeding.status).toBe('rectifying');
  });

  it('is closed with its last finding struck off, and its report says how things stood before and after', async () => {
    for (const [findingId, text] of [['f1', '台账已补齐'], ['f2', '已补训']] as const) {
      await act(unitLogin, `${id}/findings/${findingId}/reply`, { text });
      expect(await system.as(unitLogin).ask('POST', `/inspections/${id}/findings/${findingId}/strike-off`, { body: {} })).toMatchObject({ status: 403 });
      expect(of(await act('inspector', `${id}/findings/${findingId}/strike-off`, { text: '已核实' }), findingId)).toMatchObject({ status: 'struckOff', late: false });
    }
    const report = await system.as('office').get<{ figures: InspectionFigures; figuresAsReported: InspectionFigures; byUnit: object[] }>(`/inspections/${id}/report`);
    expect(report).toMatchObject({ figures: { open: 0, struckOff: 2, late: 0, repeated: 0 }, figuresAsReported: { open: 2, late: 0 }, byUnit: [{ unitId, findings: [{ findingId: 'f1' }, { findingId: 'f2', late: false, returns: 0 }] }] });
    expect(await system.as(unitLogin).ask('GET', `/inspections/${id}/report`)).toMatchObject({ status: 403 });
  });

  it('is looked back on, which finds one repeated, and takes the last place of the unit’s budget', async () => {
    await system.setClock('2031-04-15T01:30:00.000Z');
    await until('the look-back', async () => (await system.store.readStream(`inspection/${id}`)).some((e) => e.type === 'LookBackFellDue'));
    const body = { planId, title: '回头看', reason: { kind: 'lookBack', ref: id, text: '整改情况回头看' }, lookBackOf: id, days: { from: '2031-04-16', to: '2031-04-18' }, team: team() };
    const back = await system.as('office').post<Reply>('/inspections', body);
    const { id: backId } = back.proceeding;
    expect(back.proceeding.content.scope).toEqual({ itemIds: [itemId], unitIds: [unitId], reformUnitIds: [] });
    expect(await system.as('office').ask('POST', '/inspections', { body: { ...body, title: '再次回头看' } })).toMatchObject({ status: 409, body: { code: 'budget-exhausted' } });
    await act('signer', `${backId}/approve`, { grant: true, text: '同意' });
    await act('head', `${backId}/give-notice`, { text: '回头看通知' });
    const about = { unitId, itemId };
    const { findings: offered } = await system.as('inspector').get<{ findings: object[] }>(`/inspections/${backId}/earlier-findings`, about);
    expect(offered).toMatchObject([{ inspectionId: id, findingId: 'f2', text: '培训未达标', by: 'category' }, { inspectionId: id, findingId: 'f1', text: '台账不全', by: 'category' }]);
    expect(await system.as(unitLogin).ask('GET', `/inspections/${backId}/earlier-findings`, { query: about })).toMatchObject({ status: 403, body: { code: 'not-the-team' } });
    expect(of(await act('inspector', `${backId}/findings`, finding('台账又有缺失')), 'f1')).toMatchObject({ repeated: false, offered: [{ findingId: 'f2' }, { findingId: 'f1' }], repeatDecision: null });
    expect(await system.as('head').ask('POST', `/inspections/${backId}/report`, { body: { conclusion: '整改基本到位' } })).toMatchObject({ status: 409, body: { code: 'repeats-undecided' } });
    const found = await act('inspector', `${backId}/findings/f1/decide-repeat`, { repeatedOf: { inspectionId: id, findingId: 'f1' } });
    expect(of(found, 'f1')).toMatchObject({ repeated: true, earlier: { inspectionId: id, findingId: 'f1' } });
    expect(await system.as('inspector').ask('POST', `/inspections/${backId}/findings/f1/decide-repeat`, { body: {} })).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(of(await act('inspector', `${backId}/findings`, { ...finding('学时造假'), notRepeated: '性质不同' }), 'f2')).toMatchObject({ repeated: false, repeatDecision: { earlier: null, reason: '性质不同' } });
    await until('the list', async () => {
      const { rows } = await system.as('office').get<{ rows: { id: string; facts: object }[] }>('/proceedings', { kind: 'inspection', open: 'true' });
      return rows.some((r) => r.id === backId && JSON.stringify(r.facts).includes('"repeated":1'));
    });
    expect((await system.as('head').get<{ rows: { id: string }[] }>('/proceedings', { kind: 'inspection' })).rows.map((r) => r.id).sort()).toEqual([id, backId].sort());
  });

  it('issued no rung twice, and told each once', async () => {
    const keys = (await system.store.readStream(`inspection/${id}`)).flatMap((e) => e.agendaKey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    await projected(system.store);
    const { rows } = await system.pool.query<{ kind: string }>(`select n.kind from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 and x.unit_id = $2 order by n.issued_at`, [`inspection/${id}`, unitId]);
    expect(rows.filter((r) => r.kind === 'rectificationNotice')).toHaveLength(2);
    expect(rows.filter((r) => r.kind === 'inspection')).toHaveLength(1);
  });
});
