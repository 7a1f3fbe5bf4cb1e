import { OFFICE } from '#libs/commands/testing/a-system';
import type { Draft } from '#libs/supervision/plan/draft';
import { aDraft, aDraftItem } from '#libs/commands/testing/a-plan';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import { exportDraftCsv } from '#libs/documents/export-draft';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

type Plan = { plan: { id: string; version: number; openDecisions: number } };

/** Units that nobody registered: settling them registers them. */
const draft = (): Draft => aDraft([aDraftItem('1', { deadline: '2026-12-31' }), aDraftItem('2', { deadline: '2026-11-30', leads: ['市未登记局'] })]);
const csv = (given: Draft): Uint8Array => exportDraftCsv({ plan: given.plan, items: given.items, decisions: given.decisions, answers: [], notUnderstood: [], reconciliation: [] });

describe('a command on what one has seen', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  let planId = '';
  const id = (name: string): string => api.system.units[name]!;
  const etag = async (path: string): Promise<string> => (await office.ask('GET', path)).headers.get('etag')!;
  const post = <T>(path: string, body: unknown, ifMatch?: string, key?: string): Promise<Reply<T>> => office.ask<T>('POST', path, { body, ...(ifMatch === undefined ? {} : { ifMatch }), ...(key === undefined ? {} : { key }) });
  const imported = async (): Promise<string> => (await office.ask<Plan>('POST', '/plans/import', { query: { fileName: 'p.csv', dryRun: 'false' }, raw: csv(draft()), headers: { 'content-type': 'application/octet-stream' } })).body.plan.id;
  /** The same command is refused on the version before, in words with the remedy, and accepted on the newest. */
  const guards = async (path: string, read: string, body: unknown, before: string): Promise<Reply<Plan>> => {
    const stale = await post<Told>(path, body, before);
    expectProblem(stale, { status: 412, code: 'stale' });
    expect(stale.body.detail).toMatchObject({ zh: expect.stringContaining('重新读取'), en: expect.stringContaining('read it again') });
    const seen = await etag(read);
    const done = await post<Plan>(path, body, seen);
    expect([path, done.status, done.body]).toMatchObject([path, expect.any(Number), {}]);
    expect([path, done.status < 300]).toEqual([path, true]);
    return done;
  };

  beforeAll(async () => {
    api = await apiInProcess('2026-03-02T01:00:00.000Z');
    office = (await api.signedIn('office-1', id(OFFICE), ['office'])).client;
  });
  afterAll(() => api?.close());

  it('is told the version to send it for, and whoever asks again with it is answered anew: lights turn while it stays', async () => {
    const tag = await etag('/roster');
    const again = await office.ask('GET', '/roster', { headers: { 'if-none-match': tag } });
    expect([again.status, again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([200, tag, 'private, no-store']);
  });

  it('a draft: changed, settled, issued, and issued plans: amended, ended', async () => {
    planId = await imported();
    const drafted = await etag(`/plans/${planId}`);
    const moved = await guards(`/plans/${planId}/period`, `/plans/${planId}`, { from: '2026-01-01', to: '2026-12-30' }, '"1"');
    expect(moved.headers.get('etag')).toBe(await etag(`/plans/${planId}`));
    await guards(`/plans/${planId}/change-item`, `/plans/${planId}`, { itemKey: 'i1', title: '另一题目' }, drafted);
    expectProblem(await post<Told>(`/plans/${planId}/settle-all`, { kind: 'unit-unresolved', optionId: 'register', preview: false }, drafted), { status: 412, code: 'stale' });
    expect(JSON.stringify(await office.get('/roster'))).not.toContain('市未登记局');
    await guards(`/plans/${planId}/settle-all`, `/plans/${planId}`, { kind: 'unit-unresolved', optionId: 'register', preview: false }, drafted);
    expect(JSON.stringify(await office.get('/roster'))).toContain('市未登记局');
    const before = await etag(`/plans/${planId}`);
    await guards(`/plans/${planId}/issue`, `/plans/${planId}`, {}, drafted);
    const amendment = { preview: false, basis: '联席会议纪要', changes: [{ itemId: `${planId}-1`, drop: false, title: '再改题目', withoutDeadline: false, withoutDuty: false, addUnits: [], dropAssignments: [] }] };
    await guards(`/plans/${planId}/amend`, `/plans/${planId}`, amendment, before);
    await guards(`/plans/${planId}/withdrawal`, `/plans/${planId}`, { preview: false, basis: '会议决定', reason: '不再需要' }, before);
    await guards(`/plans/${planId}/withdrawal/take-back`, `/plans/${planId}`, { number: 1, reason: '继续' }, before);
    api.system.clock.set('2027-01-05T01:00:00.000Z');
    await guards(`/plans/${planId}/year-end`, `/plans/${planId}`, { act: 'closeUnfulfilled', preview: false, reason: '年度结束' }, before);
  });

  it('a notice that a unit has read changes nothing of the plan', async () => {
    const seen = await etag(`/plans/${planId}`);
    const { state } = await api.core.plans.load(planId);
    const actor = { kind: 'person' as const, personId: 'p-reader', unitId: id('市总工会') };
    const read = await api.core.plans.decide(planId, () => [{ type: 'NoticeRead', data: { noticeId: 'n1', unitId: id('市总工会'), personId: 'p-reader' } }], actor, { scope: 'p-reader', commandId: 'read-it-1' }, {});
    expect([read.kind, (await api.core.plans.load(planId)).state!.version]).toEqual(['accepted', state!.version + 1]);
    expect((await post(`/plans/${planId}/withdrawal`, { preview: false, basis: '会议决定', reason: '不再需要' }, seen)).status).toBe(200);
  });

  it('a policy, the calendar, the roster, a scheme', async () => {
    const policy = (basis: string) => ({ name: '标准督办规则', rules: STANDARD_RULES, variants: [], basis: `会议纪要${basis}` });
    expect(await etag('/policies/standard')).toBe('"1"');
    expect((await post('/policies/standard', policy('一'), '"1"')).status).toBe(200);
    await guards('/policies/standard', '/policies/standard', policy('二'), '"1"');
    expect((await post('/policies/of-its-own', policy('一'), '"0"')).status).toBe(200);
    expectProblem(await post<Told>('/policies/of-its-own', policy('二'), '"0"'), { status: 412, code: 'stale' });
    const calendar = await office.get<{ versions: { days: object[]; publishedThrough: number }[] }>('/calendar');
    const seen = await etag('/calendar');
    const { days, publishedThrough } = calendar.versions[0]!;
    expect((await post('/calendar', { days, publishedThrough, basis: '国办通知' }, seen)).status).toBe(200);
    await guards('/calendar', '/calendar', { days, publishedThrough, basis: '国办再次通知' }, seen);
    const roster = await etag('/roster');
    expect((await post(`/roster/units/${id('市人社局')}/alias`, { alias: '人社' }, roster)).headers.get('etag')).toBe(await etag('/roster'));
    await guards(`/roster/units/${id('市人社局')}/rename`, '/roster', { name: '市人力资源局' }, roster);
    expect((await post('/schemes/annual', { name: '年度考核方案', scheme: aScheme(), basis: '会议纪要一' }, '"0"')).status).toBe(200);
    await guards('/schemes/annual', '/schemes/annual', { name: '年度考核方案', scheme: aScheme(), basis: '会议纪要二' }, '"0"');
  });

  it('a repeat is answered as it was, though what it was given on has moved since; another version under its key is another command', async () => {
    const seen = await etag('/roster');
    const body = { alias: '人社部门' };
    expect((await post(`/roster/units/${id('市人社局')}/alias`, body, seen, 'alias-as-seen')).status).toBe(200);
    const again = await post<{ replayed: boolean }>(`/roster/units/${id('市人社局')}/alias`, body, seen, 'alias-as-seen');
    expect([again.status, again.body.replayed, again.headers.get('idempotency-replayed')]).toEqual([200, true, 'true']);
    expectProblem(await post<Told>(`/roster/units/${id('市人社局')}/alias`, body, await etag('/roster'), 'alias-as-seen'), { status: 409, code: 'key-reused' });
  });

  it('two who saw the same: one is done, one is told', async () => {
    const seen = await etag('/roster');
    const both = await Promise.all(['甲名', '乙名'].map((alias) => post<Told>(`/roster/units/${id('市总工会')}/alias`, { alias }, seen)));
    expect(both.map((r) => r.status).sort()).toEqual([200, 412]);
  });

  it('a command that rests on no version says so, and a strange version is told', async () => {
    expectProblem(await office.ask<Told>('POST', `/items/${api.itemId}/submit/check`, { body: { stepId: 'a1-1', text: '报送', evidenceIds: [] }, ifMatch: '"1"' }), { status: 400, code: 'if-match' });
    expectProblem(await post<Told>(`/plans/${planId}/withdrawal`, { preview: false, basis: '会议决定', reason: '不再需要' }, 'newest'), { status: 400, code: 'if-match' });
    expectProblem(await post<Told>(`/plans/${planId}/archive`, {}, '"99999"'), { status: 412, code: 'stale' });
  });
});
