import { until } from '#libs/event-store/testing/events';
import type { DifficultyState } from '#libs/supervision/difficulty/difficulty';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import { listen } from '../support/event-stream';
import { projected } from '../support/projected';
import type { RunningSystem } from '../support/running-system';
import { aCity, EDUCATION, HR, importFile, planFile, settleAndIssue, UNION } from './the-city';

interface Reply {
  proceeding: ProceedingView & { content: Pick<DifficultyState, 'solution'> & { steps: { id: string; status: string; unitId: string; late: boolean }[] } };
  position: string;
  replayed: boolean;
}

/** A difficulty from the first word to its solution, on the running system: API, log, Temporal, read models. */
describe('a difficulty', () => {
  let system: RunningSystem;
  let planId: string;
  let id: string;
  const unit = (name: string): string => Object.values(system.roster.units).find((u) => u.name === name)!.id;
  beforeAll(async () => {
    system = await aCity();
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
  });
  afterAll(() => system?.stop());

  it('is raised by a unit, once, whoever repeats it', async () => {
    const body = { planId, title: '技能人才引进难', text: '企业反映补贴兑现慢', source: { kind: 'survey', ref: '走访' }, ofName: '某机械厂' };
    const first = await system.as('hr').ask<Reply>('POST', '/difficulties', { body, key: 'raise-one-difficulty' });
    expect(first).toMatchObject({ status: 200, body: { replayed: false, proceeding: { kind: 'difficulty', status: 'raised', planId } } });
    const again = await system.as('hr', 1).ask<Reply>('POST', '/difficulties', { body, key: 'raise-one-difficulty' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true } });
    id = first.body.proceeding.id;
    expect(again.body.proceeding.id).toBe(id);
    expect(await system.as('hr').ask('POST', '/difficulties', { body: { ...body, title: '别的' }, key: 'raise-one-difficulty' })).toMatchObject({ status: 409 });
    expect(await system.as('hr').ask('POST', '/difficulties', { body: { ...body, planId: 'none' } })).toMatchObject({ status: 404 });
    expect(await system.as('hr').ask('POST', '/difficulties', { body: { ...body, title: '' } })).toMatchObject({ status: 400, body: { fields: [{ field: 'title' }] } });
  });

  it('has a workflow of its own', async () => {
    await until('its workflow', async () => {
      const { rows } = await system.pool.query<{ version_seen: string; next_key: string }>(`select version_seen, next_key from loop.asks where stream = $1`, [`difficulty/${id}`]);
      return rows[0] !== undefined && Number(rows[0].version_seen) >= 1 && rows[0].next_key.startsWith('settle:');
    });
  });

  it('is in the lists of those it concerns, and nobody else’s', async () => {
    const list = async (who: string): Promise<string[]> => (await system.as(who).get<{ rows: { id: string }[] }>('/proceedings', { kind: 'difficulty' })).rows.map((r) => r.id);
    await until('the list', async () => (await list('office')).includes(id));
    expect(await list('hr')).toEqual([id]);
    expect(await list('education')).toEqual([]);
    expect(await system.as('education').ask('GET', `/proceedings/difficulty/${id}`)).toMatchObject({ status: 404 });
    const duties = await system.as('office').get<{ rows: { id: string; dutyKind: string }[] }>('/proceedings/duties');
    expect(duties.rows).toEqual([expect.objectContaining({ id, dutyKind: 'settle' })]);
    type Todo = { total: number; rows: { subject: string; itemId: string | null; proceeding: string | null; due: string | null; kind: string }[] };
    const todo = async (who: string, query: Record<string, string> = {}): Promise<Todo> => system.as(who).get<Todo>('/todo', query);
    const all = await todo('office', { limit: '500' });
    expect(all.rows.filter((r) => r.subject === 'proceeding')).toEqual([expect.objectContaining({ itemId: null, proceeding: `difficulty/${id}`, kind: 'settle' })]);
    expect(all.total).toBe(all.rows.length);
    const [ofItems, ofProceedings] = [await todo('office', { subject: 'item' }), await todo('office', { subject: 'proceeding' })];
    expect([ofItems.total, ofProceedings.total]).toEqual([all.total - 1, 1]);
    // Both in one order, whatever page is asked for.
    const pages = await Promise.all(all.rows.map(async (_, offset) => (await todo('office', { offset: String(offset), limit: '1' })).rows));
    expect(pages.flat()).toEqual(all.rows);
    expect((await todo('hr')).rows.filter((r) => r.subject === 'proceeding')).toEqual([]);
    expect(await system.as('office').ask('GET', '/todo', { query: { asOf: '2031-03-01' } })).toMatchObject({ status: 400, body: { code: 'before-the-log' } });
  });

  it('is coordinated by a unit, which is reminded by Temporal, done late and accepted', async () => {
    expect(await system.as('hr').ask('POST', `/difficulties/${id}/coordinate`, { body: { unitId: unit(EDUCATION), text: '会商', day: '2031-03-20' } })).toMatchObject({ status: 403 });
    const { proceeding } = await system.as('office').post<Reply>(`/difficulties/${id}/coordinate`, { unitId: unit(EDUCATION), text: '与人社部门会商，明确兑现时限', day: '2031-03-20' });
    expect(proceeding.duties.map((d) => [d.kind, d.owedBy.unitId, d.day])).toEqual([['do', unit(EDUCATION), '2031-03-20']]);
    await system.setClock('2031-03-20T16:00:00.000Z');
    await until('the mark', async () => (await system.store.readStream(`difficulty/${id}`)).some((e) => e.type === 'OverdueMarked' && e.data['duty'] === 'do:s1'));
    const done = await system.as('education').post<Reply>(`/proceedings/difficulty/${id}/steps/s1/do`, { text: '已印发兑现流程' });
    expect(done.proceeding.content.steps).toEqual([expect.objectContaining({ id: 's1', status: 'done', late: true })]);
    expect(await system.as('hr').ask('POST', `/proceedings/difficulty/${id}/steps/s1/accept`)).toMatchObject({ status: 403 });
    const changes = await listen(system.as('hr'), (events) => events.some((e) => e.type === 'StepTaken'), { onOpen: async () => void (await system.as('office').post(`/proceedings/difficulty/${id}/steps/s1/accept`)) });
    // Whoever begins to listen may still be told what came a moment before.
    expect(changes.filter((e) => e.type === 'StepTaken')).toEqual([expect.objectContaining({ proceeding: `difficulty/${id}` })]);
    const solved = await system.as('office').post<Reply>(`/difficulties/${id}/solve`, { solution: '补贴 15 个工作日内兑现' });
    expect(solved.proceeding).toMatchObject({ status: 'solved', content: { solution: '补贴 15 个工作日内兑现' } });
    expect(await system.as('office').ask('POST', `/difficulties/${id}/solve`, { body: { solution: '再次' } })).toMatchObject({ status: 409, body: { code: 'proceeding-closed' } });
  });

  it('can be read as it was, told in plain words, and found by who has the like', async () => {
    const then = await system.as('office').get<ProceedingView>(`/proceedings/difficulty/${id}`, { asOf: '2031-03-10' });
    expect(then).toMatchObject({ status: 'coordinated', closed: null });
    const toldTo = async (who: string): Promise<string[]> => (await system.as(who).get<{ entries: { zh: string }[] }>(`/proceedings/difficulty/${id}/timeline`)).entries.map((e) => e.zh);
    const course = ['提出困难问题', '交办', '报办结', '认可办结', '已解决'];
    // Who raised it reads how it went; that another unit's day passed is for that unit and the office.
    expect(await toldTo('hr')).toEqual(expect.arrayContaining(course));
    expect(await toldTo('hr')).not.toContain('逾期');
    for (const who of ['education', 'office']) expect([who, await toldTo(who)]).toEqual([who, expect.arrayContaining([...course, '逾期'])]);
    const { entries: named } = await system.as('office').get<{ entries: { type: string; actor: { name: string | null } }[] }>(`/proceedings/difficulty/${id}/timeline`);
    expect(named.find((e) => e.type === 'DifficultyRaised')?.actor.name).toBe('hr');
    await until('the case', async () => (await system.as('hr').get<{ total: number }>('/proceedings', { kind: 'difficulty', open: 'false', text: '兑现' })).total === 1);
    expect((await system.as('hr').get<{ total: number }>('/proceedings', { kind: 'difficulty', asOf: '2031-03-10', open: 'false' })).total).toBe(0);
  });

  it('has a circular drawn up on it, which waits for a signature, is numbered, told and read', async () => {
    const { proceeding } = await system.as('office').post<Reply>(`/proceedings/difficulty/${id}/circulars`, { unitIds: [unit(UNION), unit(HR)], text: '现将有关情况通报如下' });
    expect(proceeding.papers).toEqual([expect.objectContaining({ id: 'p1', status: 'drafted', series: 'TB' })]);
    type ToSign = { total: number; rows: { proceeding: string | null; paperId: string }[] };
    await until('the draft', async () => (await system.as('signer').get<ToSign>('/papers/to-sign')).rows.some((r) => r.proceeding === `difficulty/${id}` && r.paperId === 'p1'));
    expect((await system.as('hr').get<ToSign>('/papers/to-sign')).total).toBe(0);
    expect(await system.as('office').ask('POST', `/proceedings/difficulty/${id}/papers/p1/sign`)).toMatchObject({ status: 403 });
    const { entries: before } = await system.as('hr').get<{ entries: { type: string }[] }>(`/proceedings/difficulty/${id}/timeline`);
    expect(before.map((e) => e.type)).not.toContain('ProceedingPaperDrafted');
    const signed = await system.as('signer').post<Reply>(`/proceedings/difficulty/${id}/papers/p1/sign`);
    expect(signed.proceeding.papers).toEqual([expect.objectContaining({ id: 'p1', status: 'issued' })]);
    const noticeId = `difficulty/${id}/p1`;
    await until('its number', async () => (await system.pool.query(`select from read.notice where notice_id = $1 and series = 'TB' and number = 1`, [noticeId])).rowCount === 1);
    const [told] = (await system.as('union').get<{ total: number; rows: object[] }>('/inbox', { unread: 'true', limit: '1' })).rows;
    expect(told).toMatchObject({ noticeId, itemId: null, number: null, proceeding: `difficulty/${id}`, title: '技能人才引进难', kind: 'circular', series: 'TB', seriesNumber: 1 });
    // Who has it in the inbox reads it, though the proceeding itself is not theirs to see.
    expect(await system.as('union').ask('GET', `/proceedings/difficulty/${id}`)).toMatchObject({ status: 404 });
    expect(await system.as('union').ask('POST', `/proceedings/difficulty/${id}/read-notice`, { body: { noticeId } })).toMatchObject({ status: 200, body: { noticeId, readAt: expect.any(String) } });
    await until('the receipt', async () => (await system.pool.query('select from read.inbox where notice_id = $1 and unit_id = $2 and read_at is not null', [noticeId, unit(UNION)])).rowCount === 1);
    expect(await system.as('education').ask('POST', `/proceedings/difficulty/${id}/read-notice`, { body: { noticeId } })).toMatchObject({ status: 404 });
    expect((await system.as('signer').get<ToSign>('/papers/to-sign')).rows.filter((r) => r.proceeding !== null)).toEqual([]);
  });

  it('was told to each once, and the same by a rebuild', async () => {
    await projected(system.store);
    const { rows } = await system.pool.query(`select x.unit_id, n.kind from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 order by n.issued_at, n.kind`, [`difficulty/${id}`]);
    expect(rows).toEqual(expect.arrayContaining([{ unit_id: unit(EDUCATION), kind: 'assigned' }, { unit_id: unit(HR), kind: 'closed' }]));
    const keys = (await system.store.readStream(`difficulty/${id}`)).flatMap((e) => e.agendaKey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
