import { until } from '#libs/event-store/testing/events';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';
import { aCity, CONFERENCE, HR, importFile, settleAndIssue, UNION, WATCH, type PlanReply } from './the-city';

const PLAN = Buffer.from(`2031年青岚市匠才培育工作要点\n一、要做的事\n1. 培训职工100人次以上。11月底前完成。（牵头单位：${HR}）\n2. 建会入会50家。11月底前完成。（牵头单位：${UNION}）\n`);
const WORDS = { basis: '市委改革办〔2031〕12号', reason: '任务并入全市工作要点' };

interface Row {
  kind: string;
  id: string;
  ends: string;
  refusal: { code: string; zh: string; en: string } | null;
}
interface Told {
  noticeId: string;
  kind: string;
  readAt: string | null;
}
type Withdrawn = PlanReply & { job: { id: string; status: string; done: number; of: number } | null };

/** A plan from its import to its archive: withdrawn as a whole in the middle of its year. */
describe('the end of a plan', () => {
  let system: RunningSystem;
  let planId: string;
  let round: string;
  let difficulty: string;
  const items = (): string[] => [`${planId}-1`, `${planId}-2`];
  const told = async (who: string, id: string): Promise<Told> => {
    const find = async (): Promise<Told | undefined> => (await system.as(who).get<{ rows: Told[] }>('/inbox')).rows.find((r) => r.noticeId === `plan/${planId}/${id}`);
    await until(`${id} in the inbox`, async () => (await find()) !== undefined);
    return (await find())!;
  };
  const events = async (stream: string): Promise<string[]> => (await system.store.readStream(stream)).map((e) => e.type);

  beforeAll(async () => {
    system = await aCity();
  });
  afterAll(() => system?.stop());

  it('names its leading body when it is imported, or while it is a draft', async () => {
    const office = system.as('office');
    const bad = await office.ask('POST', '/plans/import', { raw: PLAN, query: { fileName: 'plan.txt', conferenceUnitId: 'nobody' }, headers: { 'content-type': 'application/octet-stream' } });
    expect(bad).toMatchObject({ status: 422, body: { code: 'unit-unknown', fields: [{ field: 'conferenceUnitId' }] } });
    const drafted = await importFile(office, PLAN, 'plan.txt', { conferenceUnitId: system.unit(CONFERENCE) });
    planId = drafted.plan.id;
    expect(drafted.plan).toMatchObject({ conferenceUnitId: system.unit(CONFERENCE), supervisingUnitId: null });
    expect(await office.ask('POST', `/plans/${planId}/parties`, { body: { conferenceUnitId: 'nobody' } })).toMatchObject({ status: 422, body: { code: 'unit-unknown' } });
    const set = await office.post<PlanReply>(`/plans/${planId}/parties`, { supervisingUnitId: system.unit(WATCH), conferenceUnitId: system.unit(CONFERENCE) });
    expect(set.plan).toMatchObject({ supervisingUnitId: system.unit(WATCH), conferenceUnitId: system.unit(CONFERENCE) });
    expect(await system.as('hr').ask('POST', `/plans/${planId}/parties`, { body: {} })).toMatchObject({ status: 403 });
    await settleAndIssue(office, planId);
    expect((await system.store.readStream(`item/${planId}-1`))[0]!.data).toMatchObject({ conferenceUnitId: system.unit(CONFERENCE), supervisingUnitId: system.unit(WATCH) });
    expect(await office.ask('POST', `/plans/${planId}/parties`, { body: {} })).toMatchObject({ status: 409, body: { code: 'plan-not-draft' } });
    const opened = await office.post<{ proceeding: ProceedingView }>('/reporting-rounds', { planId, title: '3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-31' });
    round = opened.proceeding.id;
    const raised = await system.as('hr').post<{ proceeding: ProceedingView }>('/difficulties', { planId, title: '补贴兑现慢', text: '企业反映补贴兑现慢', source: { kind: 'item', ref: `${planId}-1` } });
    difficulty = raised.proceeding.id;
  });

  it('is shown part by part before its withdrawal is proposed; a unit proposes none', async () => {
    const { rows } = await system.as('office').post<{ rows: Row[] }>(`/plans/${planId}/withdrawal`, { ...WORDS, preview: true });
    expect(rows.map((r) => [r.kind, r.id, r.ends, r.refusal])).toEqual([['difficulty', difficulty, 'runsOn', null], ['reporting-round', round, 'calledOff', null], ...items().map((id) => ['item', id, 'withdrawn', null])]);
    expect((await system.as('office').get<{ status: string; withdrawals: unknown[] }>(`/plans/${planId}`)).withdrawals).toEqual([]);
    expect(await system.as('hr').ask('POST', `/plans/${planId}/withdrawal`, { body: { ...WORDS, preview: false } })).toMatchObject({ status: 403 });
    expect(await system.as('office').ask('POST', `/plans/${planId}/withdrawal`, { body: { basis: '', reason: '', preview: false } })).toMatchObject({ status: 400 });
  });

  it('is proposed in error, and the office takes that back: nobody rules on it then', async () => {
    await system.as('office').post<Withdrawn>(`/plans/${planId}/withdrawal`, { ...WORDS, basis: '误填', preview: false });
    const back = { number: 1, reason: '依据有误' };
    expect(await system.as('convenor').ask('POST', `/plans/${planId}/withdrawal/take-back`, { body: back })).toMatchObject({ status: 403 });
    const taken = await system.as('office').post<Withdrawn>(`/plans/${planId}/withdrawal/take-back`, back, { key: 'take-it-back' });
    expect(await told('convenor', 'withdrawal.1.takenBack')).toMatchObject({ kind: 'takenBack', why: 'informed', text: '依据有误' });
    expect(taken).toMatchObject({ replayed: false, plan: { status: 'issued', withdrawals: [{ number: 1, status: 'takenBack', takenBack: { personId: 'p-office', reason: '依据有误' }, ruling: null }] } });
    expect(await system.as('office', 1).post<Withdrawn>(`/plans/${planId}/withdrawal/take-back`, back, { key: 'take-it-back' })).toMatchObject({ replayed: true });
    expect(await system.as('convenor').ask('POST', `/plans/${planId}/withdrawal/rule`, { body: { number: 1, grant: true, reason: '同意撤回' } })).toMatchObject({ status: 409, body: { code: 'withdrawal-not-open' } });
  });

  it('is withdrawn by a leader alone, who saw what was proposed', async () => {
    const proposed = await system.as('office').post<Withdrawn>(`/plans/${planId}/withdrawal`, { ...WORDS, preview: false }, { key: 'propose-withdrawal' });
    expect(proposed).toMatchObject({ job: null, plan: { status: 'issued', withdrawals: [{ number: 1, status: 'takenBack' }, { number: 2, ...WORDS, status: 'open' }] } });
    expect(await system.as('office', 1).post<Withdrawn>(`/plans/${planId}/withdrawal`, { ...WORDS, preview: false }, { key: 'propose-withdrawal' })).toMatchObject({ replayed: true });
    const asked = await told('convenor', 'withdrawal.2');
    expect(asked).toMatchObject({ kind: 'requested', itemId: null, proceeding: null, planId, title: expect.stringContaining('匠才培育') as string, why: 'ruling', text: `申请撤回计划（${WORDS.basis}）：${WORDS.reason}`, readAt: null });
    const read = { noticeId: asked.noticeId };
    expect(await system.as('hr').ask('POST', `/plans/${planId}/read-notice`, { body: read })).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await system.as('convenor').post(`/plans/${planId}/read-notice`, read)).toMatchObject({ noticeId: asked.noticeId, replayed: false });
    await until('that it was read', async () => (await told('convenor', 'withdrawal.2')).readAt !== null);
    await until('the list', async () => (await system.as('convenor').get<{ rows: { planId: string; withdrawalOpen: number | null }[] }>('/plans')).rows.some((p) => p.planId === planId && p.withdrawalOpen === 2));
    const ruling = { number: 2, grant: true, reason: '同意撤回' };
    expect(await system.as('office').ask('POST', `/plans/${planId}/withdrawal/rule`, { body: ruling })).toMatchObject({ status: 403 });
    expect(await system.as('convenor').ask('POST', `/plans/${planId}/withdrawal/rule`, { body: { ...ruling, number: 3 } })).toMatchObject({ status: 409, body: { code: 'withdrawal-not-open' } });
    const replies = await Promise.all([0, 1, 0, 1].map((api) => system.as('convenor', api).ask<Withdrawn>('POST', `/plans/${planId}/withdrawal/rule`, { body: ruling, key: 'rule-withdrawal' })));
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(replies.map((r) => r.body.job!.id)).size).toBe(1);
    expect(replies.filter((r) => !r.body.replayed)).toHaveLength(1);
    expect(replies[0]!.body.plan).toMatchObject({ status: 'withdrawn', withdrawals: [{ status: 'takenBack' }, { status: 'granted', ruling: { personId: 'p-convenor', reason: '同意撤回' } }] });
  });

  it('tells who proposed it what was decided; that they read it opens nothing again', async () => {
    const ruled = await told('office', 'withdrawal.2.ruled');
    expect(ruled).toMatchObject({ kind: 'ruled', why: 'informed', text: '准予撤回：同意撤回' });
    await system.as('office').post(`/plans/${planId}/read-notice`, { noticeId: ruled.noticeId });
    await until('that it was read', async () => (await told('office', 'withdrawal.2.ruled')).readAt !== null);
    await until('the end of its items', async () => (await system.as('office').get<ItemView>(`/items/${items()[0]}`)).closed !== null);
    expect(await system.as('office').refused(items()[0]!, 'reopen', { stepId: 'a1-1', day: null, reason: '继续办理' })).toMatchObject({ status: 409, code: 'plan-withdrawn' });
  });

  it('ends what ran under it, tells the units once, and leaves what is not the plan’s alone', async () => {
    const office = system.as('office');
    for (const id of items()) await until(`the end of ${id}`, async () => (await office.get<ItemView>(`/items/${id}`)).closed !== null);
    for (const id of items()) {
      expect(await office.get<ItemView>(`/items/${id}`)).toMatchObject({ status: 'withdrawn', light: 'grey', closed: { how: 'withdrawn', reason: WORDS.reason, basis: WORDS.basis } });
      expect((await events(`item/${id}`)).filter((t) => t === 'ItemClosed')).toHaveLength(1);
    }
    expect(await office.get<ProceedingView>(`/proceedings/reporting-round/${round}`)).toMatchObject({ status: 'calledOff', closed: { reason: '计划撤回（市委改革办〔2031〕12号）：任务并入全市工作要点 / the plan was withdrawn (市委改革办〔2031〕12号): 任务并入全市工作要点' } });
    expect(await office.get<ProceedingView>(`/proceedings/difficulty/${difficulty}`)).toMatchObject({ closed: null });
    await until('the notice', async () => (await system.as('hr').get<{ rows: { kind: string; itemId: string | null }[] }>('/inbox')).rows.filter((n) => n.kind === 'closed' && n.itemId === `${planId}-1`).length === 1);
    await until('an empty list', async () => (await system.as('hr').get<{ rows: unknown[] }>('/todo')).rows.length === 0);
    expect(await system.as('hr').refused(`${planId}-1`, 'receive', { assignmentId: 'a1' })).toMatchObject({ status: 409, code: 'item-closed' });
    // Whoever could read the plan reads it still.
    await until('its row', async () => (await system.as('hr').get<{ rows: { planId: string; status: string }[] }>('/plans')).rows.some((p) => p.planId === planId && p.status === 'withdrawn'));
    expect(await system.as('hr').get<{ status: string }>(`/plans/${planId}`)).toMatchObject({ status: 'withdrawn' });
    expect(await office.ask('POST', '/reporting-rounds', { body: { planId, title: '4月调度', period: { from: '2031-04-01', to: '2031-04-30' }, day: '2031-04-30' } })).toMatchObject({ status: 409, body: { code: 'plan-withdrawn' } });
    expect(await office.ask('POST', `/plans/${planId}/amend`, { body: { basis: '调整', preview: true, changes: [{ itemId: `${planId}-1`, withoutDeadline: false, addUnits: [], dropAssignments: [], drop: true }] } })).toMatchObject({ status: 409, body: { code: 'plan-withdrawn' } });
  });

  it('is archived when nothing is open any more, as a package that is held against the log', async () => {
    const office = system.as('office');
    expect(await office.ask('GET', `/plans/${planId}/archive`)).toMatchObject({ status: 404 });
    expect(await office.ask('POST', `/plans/${planId}/archive`)).toMatchObject({ status: 409, body: { code: 'plan-open', detail: { zh: expect.stringContaining('还有 1 项未办结') as string } } });
    await office.post(`/difficulties/${difficulty}/leave`, { reason: '随计划撤回转由财政局办理' });
    expect(await system.as('hr').ask('POST', `/plans/${planId}/archive`)).toMatchObject({ status: 403 });
    expect(await office.post<PlanReply>(`/plans/${planId}/archive`, undefined, { key: 'archive-the-plan' })).toMatchObject({ plan: { status: 'archived', archive: { items: 2, proceedings: 2 } } });
    const archive = await system.as('convenor').get<{ sha256: string; intact: boolean; differing: string[]; streams: { stream: string }[] }>(`/plans/${planId}/archive`);
    expect(archive).toMatchObject({ intact: true, differing: [], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(archive.streams.map((s) => s.stream)).toEqual([`plan/${planId}`, `difficulty/${difficulty}`, ...items().map((id) => `item/${id}`), `reporting-round/${round}`]);
    expect(await office.ask('POST', `/plans/${planId}/archive`)).toMatchObject({ status: 409, body: { code: 'plan-archived' } });
  });
});
