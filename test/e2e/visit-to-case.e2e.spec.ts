import { until } from '#libs/event-store/testing/events';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION } from './the-city';

interface Reply<C = Record<string, unknown>> {
  proceeding: ProceedingView & { content: C };
  position: string;
}
interface Listed {
  total: number;
  rows: { id: string; title: string; status: string; facts: Record<string, string | number | null> }[];
}
type Step = { id: string; status: string; late: boolean };

/** What a visit to a reform unit brings up, from the roster to a case that others find: API, log, Temporal, read models. */
describe('from a visit to a case', () => {
  let system: RunningSystem;
  let planId: string;
  let factory: string;
  let difficulty: string;
  let meeting: string;
  const unit = (name: string): string => Object.values(system.roster.units).find((u) => u.name === name)!.id;
  const list = (who: string, query: Record<string, string>): Promise<Listed> => system.as(who).get<Listed>('/proceedings', { kind: 'reform-unit', ...query });
  const names = (from: number, to: number): string => Array.from({ length: to - from + 1 }, (_, i) => `第${from + i}机械厂,非公,${from + i <= 14 ? '第一批' : '第二批'},市级,${from + i === 2 ? '' : HR}`).join('\r\n');
  const csv = (rows: string): Buffer => Buffer.from(`企业名称,性质,批次,级别,挂钩联系单位\r\n${rows}\r\n`);
  const importList = (rows: string, query: Record<string, string> = {}) =>
    system.as('office').ask<{ listed: number; position: string; rows: { gap: boolean; problems: unknown[] }[]; code?: string }>('POST', '/reform-units/import', { raw: csv(rows), query: { fileName: '名单.csv', planId, ...query }, headers: { 'content-type': 'application/octet-stream' } });
  beforeAll(async () => {
    system = await aCity();
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
  });
  afterAll(() => system?.stop());

  it('takes a list onto the roster after a look at it, whole or not at all', async () => {
    const looked = await importList(names(1, 14), { preview: 'true' });
    expect(looked).toMatchObject({ status: 200, body: { listed: 14, position: null } });
    expect(looked.body.rows.filter((r) => r.gap)).toHaveLength(1);
    expect((await list('office', {})).total).toBe(0);
    expect(await system.as('hr').ask('POST', '/reform-units/import', { raw: csv(names(1, 14)), query: { fileName: 'x.csv', planId }, headers: { 'content-type': 'application/octet-stream' } })).toMatchObject({ status: 403 });
    const wrong = await importList(`${names(1, 14)}\r\n第15机械厂,非公,第一批,市级,没有的单位`);
    expect(wrong).toMatchObject({ status: 422, body: { code: 'roster-list-invalid', fields: [{ field: 'line 16 contactUnits' }] } });
    const taken = await importList(names(1, 14));
    expect(taken).toMatchObject({ status: 200, body: { listed: 14 } });
    expect((await list('office', { after: taken.body.position })).total).toBe(14);
    // A line that says what the roster says changes nothing; one that says otherwise is named, and nothing is taken over.
    expect((await importList(names(13, 14))).body).toMatchObject({ listed: 0, left: 0, same: 2 });
    expect((await importList(names(14, 15), { preview: 'true' })).body).toMatchObject({ listed: 1, same: 1, rows: [{ act: 'same', problems: [] }, { act: 'list', problems: [] }] });
    const otherwise = `${names(15, 15)}\r\n第14机械厂,国有,第一批,市级,`;
    expect(await importList(otherwise)).toMatchObject({ status: 422, body: { code: 'roster-list-invalid', fields: [{ field: 'line 3 name', zh: expect.stringContaining('性质') }] } });
    expect((await importList(otherwise, { preview: 'true' })).body).toMatchObject({ listed: 1, rows: [{ act: 'list' }, { act: null, problems: [{ column: 'name' }] }] });
    expect((await list('office', {})).total).toBe(14);
    factory = (await list('office', { text: '第1机械厂' })).rows[0]!.id;
  });

  it('shows who has nobody as a gap, and to the contact unit what it owes', async () => {
    const gaps = await list('office', { status: 'unlinked' });
    expect(gaps.rows.map((r) => r.title)).toEqual(['第2机械厂']);
    const counts = await system.as('office').get<{ total: number; rows: unknown[] }>('/proceedings/counts', { kind: 'reform-unit', by: 'status' });
    expect(counts).toMatchObject({ total: 14, rows: [{ value: 'linked', count: 13 }, { value: 'unlinked', count: 1 }] });
    const office = await system.as('office').get<{ rows: { id: string; dutyKind: string }[] }>('/proceedings/duties', { kind: 'reform-unit' });
    expect(office.rows).toEqual([expect.objectContaining({ id: gaps.rows[0]!.id, dutyKind: 'link' })]);
    // Listed in March, of one visit a quarter none is owed before April.
    expect((await system.as('hr').get<{ total: number }>('/proceedings/duties', { kind: 'reform-unit' })).total).toBe(0);
    expect((await list('education', {})).total).toBe(0);
    await until('its workflow', async () => {
      const { rows } = await system.pool.query<{ next_key: string }>('select next_key from loop.asks where stream = $1', [`reform-unit/${factory}`]);
      return rows[0]?.next_key.startsWith('visits/1/2031Q2') ?? false;
    });
  });

  it('is visited by its contact unit, which brings a difficulty up', async () => {
    const body = { day: '2031-03-03', personIds: [], findings: '技能等级认定周期长', difficulties: [{ title: '第1机械厂技能认定慢', text: '认定周期超过半年', category: '素质提升' }] };
    expect(await system.as('education').ask('POST', `/reform-units/${factory}/links/l1/visits`, { body })).toMatchObject({ status: 404 });
    expect(await system.as('office').ask('POST', `/reform-units/${factory}/links/l1/visits`, { body })).toMatchObject({ status: 403 });
    const visited = await system.as('hr').ask<Reply<{ visits: { id: string; difficultyIds: string[] }[] }>>('POST', `/reform-units/${factory}/links/l1/visits`, { body, key: 'visit-the-factory' });
    expect(visited).toMatchObject({ status: 200, body: { proceeding: { duties: [], content: { visits: [{ id: 'v1', findings: '技能等级认定周期长' }] } } } });
    const again = await system.as('hr', 1).ask<Reply>('POST', `/reform-units/${factory}/links/l1/visits`, { body, key: 'visit-the-factory' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true } });
    difficulty = visited.body.proceeding.content.visits[0]!.difficultyIds[0]!;
    const raised = await system.as('hr').get<ProceedingView>(`/proceedings/difficulty/${difficulty}`);
    expect(raised).toMatchObject({ status: 'raised', planId, content: { source: { kind: 'visit', ref: `${factory}/v1` }, ofName: '第1机械厂', category: '素质提升' } });
    // Raised afterwards from the same visit: by who sees it.
    const later = { planId, title: '另一个问题', text: '走访后补报', source: { kind: 'visit', ref: `${factory}/v1` } };
    expect(await system.as('hr').ask('POST', '/difficulties', { body: later })).toMatchObject({ status: 200 });
    expect(await system.as('education').ask('POST', '/difficulties', { body: later })).toMatchObject({ status: 422, body: { code: 'source-unknown' } });
    expect(await system.as('hr').ask('POST', '/difficulties', { body: { ...later, source: { kind: 'visit', ref: `${factory}/v2` } } })).toMatchObject({ status: 422 });
  });

  it('a difficulty of an item is raised by who sees that item', async () => {
    const body = { planId, title: '经费不足', text: '培训经费未到位' };
    for (const source of [{ kind: 'item', ref: 'none' }, { kind: 'item', ref: null }, { kind: 'visit', ref: 'none/v1' }, { kind: 'visit', ref: 'v1' }]) {
      expect(await system.as('hr').ask('POST', '/difficulties', { body: { ...body, source } })).toMatchObject({ status: 422, body: { code: 'source-unknown' } });
    }
    const item = { kind: 'item', ref: `${planId}-1` };
    const who = await Promise.all(['hr', 'education', 'union'].map(async (login) => [(await system.as(login).ask('GET', `/items/${item.ref}`)).status, (await system.as(login).ask('POST', '/difficulties', { body: { ...body, source: item } })).status]));
    for (const [seen, raised] of who) expect(raised).toBe(seen === 200 ? 200 : 422);
    expect(new Set(who.map(([seen]) => seen))).toEqual(new Set([200, 404]));
  });

  it('is carried to a meeting and decided there, in both at once', async () => {
    const office = system.as('office');
    const call = { planId, conferenceUnitId: unit(CONFERENCE), title: '第 2 次联席会议', meetingKind: '联席会议', number: '第 2 次', day: '2031-03-05', memberUnitIds: [unit(HR), unit(EDUCATION)], matters: [{ title: '技能认定慢', difficultyId: difficulty }, { title: '二季度安排' }] };
    expect(await office.ask('POST', '/meetings', { body: call })).toMatchObject({ status: 409, body: { code: 'not-at-conference' } });
    await office.post(`/difficulties/${difficulty}/carry-to-conference`, { reason: '涉及人社、教育两部门' });
    expect(await system.as('hr').ask('POST', '/meetings', { body: call })).toMatchObject({ status: 403 });
    meeting = (await office.post<Reply>('/meetings', call)).proceeding.id;
    expect(await office.get(`/proceedings/difficulty/${difficulty}`)).toMatchObject({ status: 'atConference', content: { conference: { meetingId: meeting, matterId: 'm1' } } });
    await system.setClock('2031-03-05T02:00:00.000Z');
    await office.post(`/meetings/${meeting}/hold`, { day: '2031-03-05', presentUnitIds: [unit(HR), unit(EDUCATION), unit(CONFERENCE)] });
    expect(await office.ask('POST', `/difficulties/${difficulty}/record-decision`, { body: { text: '议定', decisions: [] } })).toMatchObject({ status: 409, body: { code: 'on-agenda' } });
    await office.post(`/meetings/${meeting}/matters/m1/decide`, { text: '压缩认定周期', decisions: [{ unitId: unit(EDUCATION), text: '会同人社部门压缩认定周期至 60 日', day: '2031-03-20' }] });
    await office.post(`/meetings/${meeting}/matters/m2/decide`, { text: '按计划推进', decisions: [] });
    await office.post(`/meetings/${meeting}/minutes`, { text: '会议议定一项' });
    const decided = await system.as('education').get<ProceedingView & { content: { decisions: unknown[]; steps: Step[] } }>(`/proceedings/difficulty/${difficulty}`);
    expect(decided).toMatchObject({ status: 'coordinated', content: { decisions: [{ meetingId: meeting, matterId: 'm1', stepIds: ['s1'] }], steps: [{ id: 's1', status: 'open' }] } });
    expect(await system.as('hr').get(`/proceedings/meeting/${meeting}`)).toMatchObject({ status: 'followed', content: { minutes: { text: '会议议定一项' }, matters: [{ status: 'decided', decisions: [{ stepId: 's1', day: '2031-03-20' }] }, { status: 'settled' }] } });
  });

  it('is done late and accepted, which closes the meeting; solved, it is found as a case by whoever works', async () => {
    await system.setClock('2031-03-20T16:00:00.000Z');
    await until('the mark', async () => (await system.store.readStream(`difficulty/${difficulty}`)).some((e) => e.type === 'OverdueMarked' && e.data['duty'] === 'do:s1'));
    await system.as('education').post(`/proceedings/difficulty/${difficulty}/steps/s1/do`, { text: '已印发办法' });
    const accepted = await system.as('office').post<Reply<{ steps: Step[] }>>(`/proceedings/difficulty/${difficulty}/steps/s1/accept`);
    expect(accepted.proceeding.content.steps).toEqual([expect.objectContaining({ status: 'accepted', late: true })]);
    expect(await system.as('office').get(`/proceedings/meeting/${meeting}`)).toMatchObject({ status: 'settled', closed: { how: 'settled' } });
    const solved = await system.as('office').post<Reply>(`/difficulties/${difficulty}/solve`, { solution: '第1机械厂认定周期压缩至 60 日，全市推开' });
    const cases = (who: string, query: Record<string, string> = {}) => system.as(who).get<{ total: number; rows: Record<string, unknown>[] }>('/difficulties/cases', { ...query, after: solved.position });
    // Somebody who sees nothing of the difficulty itself.
    expect(await system.as('union').ask('GET', `/proceedings/difficulty/${difficulty}`)).toMatchObject({ status: 404 });
    expect(await cases('union', { text: '认定', category: '素质提升' })).toMatchObject({ total: 1, rows: [{ id: difficulty, title: '某单位技能认定慢', solution: '某单位认定周期压缩至 60 日，全市推开' }] });
    expect((await cases('union', { text: '第1机械厂' })).total).toBe(0);
    expect((await cases('union', { category: '思想引领' })).total).toBe(0);
    expect(await system.as('sysadmin').ask('GET', '/difficulties/cases')).toMatchObject({ status: 403 });
  });

  it('grows from 14 to 41 and loses one: 14, 41 and 40 as of three days, each count its list’s', async () => {
    await system.setClock('2031-04-10T02:00:00.000Z');
    type Owed = { total: number; rows: { dutyKind: string; due: string }[] };
    const owed = (): Promise<Owed> => system.as('hr').get<Owed>('/proceedings/duties', { kind: 'reform-unit' });
    await until('the visits of the quarter', async () => (await owed()).total === 13);
    expect((await owed()).rows[0]).toMatchObject({ dutyKind: 'visit', due: '2031-06-30' });
    expect(await importList(names(15, 41))).toMatchObject({ status: 200, body: { listed: 27 } });
    await system.setClock('2031-05-12T02:00:00.000Z');
    await until('the list after the import', async () => (await list('office', { text: '第41机械厂' })).rows.length === 1);
    const gone = (await list('office', { text: '第41机械厂' })).rows[0]!.id;
    // By the list too: with the day and the reason. A day without a reason is refused.
    const leaving = (reason: string, query: object = {}) => system.as('office').ask<{ left: number; position: string }>('POST', '/reform-units/import', { raw: Buffer.from(`企业名称,退出日期,退出原因\r\n第41机械厂,2031-05-11,${reason}\r\n`), query: { fileName: '退出.csv', planId, ...query }, headers: { 'content-type': 'application/octet-stream' }, key: `leave-the-roster-${reason.length}-${Object.keys(query).length}` });
    expect(await leaving('')).toMatchObject({ status: 422, body: { fields: [{ field: 'line 2 leftReason' }] } });
    expect((await leaving('企业注销', { preview: 'true' })).body).toMatchObject({ left: 1, rows: [{ act: 'leave', until: '2031-05-11', leftReason: '企业注销' }] });
    const { body: left } = await leaving('企业注销');
    expect(left).toMatchObject({ listed: 0, left: 1, same: 0 });
    expect((await leaving('企业注销')).body).toMatchObject({ position: left.position });
    expect((await system.store.readStream(`reform-unit/${gone}`)).filter((e) => e.type === 'ReformUnitLeft')).toHaveLength(1);
    const total = async (query: Record<string, string>): Promise<number> => (await list('office', { after: left.position, ...query })).total;
    expect([await total({ on: '2031-03-31' }), await total({ on: '2031-04-30' }), await total({ on: '2031-05-11' }), await total({ on: '2031-05-12' })]).toEqual([14, 41, 41, 40]);
    expect([await total({ asOf: '2031-03-31' }), await total({ asOf: '2031-04-30', open: 'true' }), await total({ open: 'true' })]).toEqual([14, 41, 40]);
    expect((await list('office', { open: 'false' })).rows[0]?.facts).toMatchObject({ leftReason: '企业注销', until: '2031-05-11' });
    for (const by of ['batch', 'ownership', 'level']) {
      const { rows, total: all } = await system.as('office').get<{ total: number; rows: { value: string; count: number }[] }>('/proceedings/counts', { kind: 'reform-unit', by: `fact.${by}`, on: '2031-05-12' });
      expect(rows.reduce((sum, r) => sum + r.count, 0)).toBe(all);
      for (const { value, count } of rows) expect(await total({ on: '2031-05-12', fact: `${by}:${value}` })).toBe(count);
    }
    const batches = await system.as('office').get<{ rows: unknown[] }>('/proceedings/counts', { kind: 'reform-unit', by: 'fact.batch', on: '2031-05-12' });
    expect(batches.rows).toEqual([{ value: '第二批', count: 26 }, { value: '第一批', count: 14 }]);
    // Given out as a file it is the list that it is: read in again nothing changes.
    const link = { kind: 'instructor', unitId: unit(HR), personId: 'p-hr', since: '2031-05-12' };
    const linked = await system.as('office').post<Reply>(`/reform-units/${factory}/links`, link);
    const file = async (query: Record<string, string>): Promise<Buffer> => Buffer.from(await (await system.as('office').fetch('GET', '/reform-units/export', { query: { planId, after: linked.position, ...query } })).arrayBuffer());
    const text = (await file({ format: 'csv' })).toString('utf8');
    expect(text.split('\r\n').filter((line) => line !== '')).toHaveLength(42);
    expect(text).toMatch(/第1机械厂,企业,非公,,,,第一批,市级,2031-03-03,,市人力资源和社会保障局,hr（市人力资源和社会保障局）,2031-03-03、2031-05-12,,/);
    expect(text).toMatch(/第41机械厂,企业,非公,.*,2031-05-11,企业注销/);
    expect((await file({ format: 'csv', on: '2031-05-12' })).toString('utf8').split('\r\n').filter((line) => line !== '')).toHaveLength(41);
    for (const format of ['csv', 'xlsx']) {
      const again = await system.as('office').ask('POST', '/reform-units/import', { raw: await file({ format }), query: { fileName: `名单.${format}`, planId }, headers: { 'content-type': 'application/octet-stream' } });
      expect(again).toMatchObject({ status: 200, body: { listed: 0, left: 0, same: 41 } });
    }
    expect((await list('office', {})).total).toBe(41);
    // Listed again it is another time on the roster.
    expect(await system.as('office').ask('POST', '/reform-units', { body: { planId, name: '第41机械厂', since: '2031-05-12', links: [] } })).toMatchObject({ status: 200, body: { proceeding: { status: 'unlinked' } } });
  });

  it('counts difficulties by plan, unit and status as their lists do', async () => {
    for (const [by, filter] of [['planId', 'planId'], ['unitId', 'unitId'], ['status', 'status'], ['fact.category', 'fact']] as const) {
      const { rows } = await system.as('office').get<{ rows: { value: string | null; count: number }[] }>('/proceedings/counts', { kind: 'difficulty', by });
      expect(rows.length).toBeGreaterThan(0);
      for (const { value, count } of rows) {
        const query = { kind: 'difficulty', [filter]: filter === 'fact' ? `category:${value ?? ''}` : (value ?? '') };
        expect([by, value, (await system.as('office').get<Listed>('/proceedings', query)).total]).toEqual([by, value, count]);
      }
    }
    expect(await system.as('office').ask('GET', '/proceedings/counts', { query: { by: 'facts->>x' } })).toMatchObject({ status: 400 });
  });

  it('an instruction recorded for a leader goes to units, back to the leader, and is closed by them', async () => {
    const convenor = (await system.as('convenor').get<{ personId: string }>('/session')).personId;
    const body = { planId, title: '关于技能认定的批示', text: '请抓紧', about: { kind: 'difficulty', ref: difficulty }, leaderId: convenor, leaderUnitId: unit(CONFERENCE), steps: [{ unitId: unit(UNION), text: '报送落实情况', day: '2031-05-30' }] };
    expect(await system.as('union').ask('POST', '/instructions', { body })).toMatchObject({ status: 403 });
    expect(await system.as('office').ask('POST', '/instructions', { body: { ...body, about: { kind: 'item', ref: 'none' } } })).toMatchObject({ status: 422, body: { code: 'source-unknown' } });
    expect(await system.as('office').ask('POST', '/instructions', { body: { ...body, leaderId: 'nobody' } })).toMatchObject({ status: 422, body: { code: 'person-unknown' } });
    const { proceeding } = await system.as('office').post<Reply>('/instructions', body);
    const at = `/proceedings/instruction/${proceeding.id}`;
    expect(proceeding).toMatchObject({ status: 'withUnits', content: { recorded: true, leader: { personId: convenor } } });
    const asked = await system.as('union').post<Reply>(`${at}/steps/s1/request-extension`, { day: '2031-06-10', reason: '数据未齐' });
    expect(asked.proceeding.duties).toEqual([]);
    await system.as('office').post(`${at}/steps/s1/rule-extension`, { grant: true, reason: '同意' });
    await system.as('union').post(`${at}/steps/s1/do`, { text: '已报送' });
    await system.as('office').post(`${at}/steps/s1/accept`);
    await system.as('office').post(`/instructions/${proceeding.id}/feedback`, { text: '已办结' });
    const mine = await system.as('convenor').get<{ rows: { dutyKind: string }[] }>('/proceedings/duties', { kind: 'instruction' });
    await until('the leader’s duty', async () => (await system.as('convenor').get<{ rows: unknown[] }>('/proceedings/duties', { kind: 'instruction' })).rows.length === 1 || mine.rows.length === 1);
    expect(await system.as('union').ask('POST', `/instructions/${proceeding.id}/close`, { body: {} })).toMatchObject({ status: 403 });
    const closed = await system.as('convenor').post<Reply<{ steps: Step[] }>>(`/instructions/${proceeding.id}/close`, {});
    expect(closed.proceeding).toMatchObject({ status: 'read', content: { steps: [{ day: '2031-05-30', deadline: '2031-06-10', late: false }] } });
  });

  it('is shown the same by a replay, and nothing fired twice', async () => {
    for (const stream of [`reform-unit/${factory}`, `difficulty/${difficulty}`, `meeting/${meeting}`]) {
      const keys = (await system.store.readStream(stream)).flatMap((e) => e.agendaKey ?? []);
      expect(new Set(keys).size).toBe(keys.length);
    }
    expect(unit(OFFICE)).toBeDefined();
  });
});
