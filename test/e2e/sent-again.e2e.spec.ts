import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { Asked, ItemReply, Reply, Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, HR, planFile, settleAndIssue, WATCH, type PlanReply } from './the-city';

interface Answer {
  position: string;
  replayed: boolean;
}

/** Every kind of command, sent several times at once to two processes, and again when time has gone by. */
describe('a command that is sent again', () => {
  let system: RunningSystem;
  let planId: string;
  let itemId: string;

  beforeAll(async () => {
    system = await aCity({ worker: false });
  });
  afterAll(() => system?.stop());

  const send = <T>(login: string, api: number, path: string, asked: Asked): Promise<Reply<T>> => system.as(login, api).ask<T>('POST', path, asked);

  /** Six times at once, three on each process: all are accepted with one result, and one of them did it. */
  async function sixTimes<T extends Answer>(login: string, path: string, asked: Asked): Promise<T> {
    const replies = await Promise.all([0, 1, 0, 1, 0, 1].map((api) => send<T>(login, api, path, asked)));
    expect(replies.map((r) => [r.status, r.status < 300 ? '' : r.body])).toEqual(replies.map(() => [replies[0]!.status, '']));
    expect(replies.filter((r) => !r.body.replayed)).toHaveLength(1);
    expect(new Set(replies.map((r) => r.body.position)).size).toBe(1);
    return replies[0]!.body;
  }

  /** Later, on the other process: the first result again. */
  async function again<T extends Answer>(login: string, path: string, asked: Asked, first: Answer): Promise<T> {
    const reply = await send<T>(login, 1, path, asked);
    expect(reply).toMatchObject({ body: { replayed: true, position: first.position } });
    return reply.body;
  }

  async function another(login: string, path: string, asked: Asked): Promise<void> {
    for (const api of [0, 1]) expect(await send<Told>(login, api, path, asked)).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  }

  const file = (query: Record<string, string>): Asked => ({ raw: planFile('points-plan.txt'), key: 'import-once', query: { fileName: 'a.txt', supervisingUnitId: system.unit(WATCH), ...query }, headers: { 'content-type': 'application/octet-stream' } });

  it('import: one draft; another supervising unit, file name or policy is another command', async () => {
    const { plan, ...first } = await sixTimes<PlanReply>('office', '/plans/import', file({}));
    planId = plan.id;
    await again('office', '/plans/import', file({}), first);
    expect((await again<PlanReply>('office', '/plans/import', file({ policyId: 'standard' }), first)).plan.policyId).toBe('standard');
    await another('office', '/plans/import', file({ supervisingUnitId: system.unit(HR) }));
    await another('office', '/plans/import', file({ fileName: 'b.txt' }));
    expect(await system.pool.query(`select 1 from log.streams where stream like 'plan/%'`)).toMatchObject({ rowCount: 1 });
    expect(await send('office', 0, '/plans/import', { ...file({ policyId: 'nobody' }), key: 'import-nobody' })).toMatchObject({ status: 422, body: { code: 'policy-unknown', fields: [{ field: 'policyId' }] } });
  });

  it('settling names that are to be registered: one set of units, and the same answer when nothing is left open', async () => {
    const asked = { body: { kind: 'unit-unresolved', optionId: 'register', preview: false }, key: 'settle-units' };
    const first = await sixTimes('office', `/plans/${planId}/settle-all`, asked);
    await again('office', `/plans/${planId}/settle-all`, asked, first);
    await another('office', `/plans/${planId}/settle-all`, { ...asked, body: { ...asked.body, kind: 'role-unmarked', optionId: 'first-leads' } });
    const names = (await system.pool.query<{ name: string }>(`select data->>'name' as name from log.events where stream = 'roster' and type = 'UnitRegistered'`)).rows.map((r) => r.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('issue, and a receipt', async () => {
    const issued = await settleAndIssue(system.as('office'), planId);
    itemId = issued.plan.issueItems.find((i) => i.itemId.endsWith('-3'))!.itemId;
    const first = await sixTimes('hr', `/items/${itemId}/receive`, { body: { assignmentId: 'a1' }, key: 'receive-once' });
    await again('hr', `/items/${itemId}/receive`, { body: { assignmentId: 'a1' }, key: 'receive-once' }, first);
    await another('hr', `/items/${itemId}/decline`, { body: { assignmentId: 'a1', reason: '不属本单位职责' }, key: 'receive-once' });
  });

  it('a policy and a calendar that take effect at once: the moment is not what was sent', async () => {
    const rules = { body: { name: '督办规则', rules: { ...STANDARD_RULES, graceWorkingDays: 3 }, variants: [], basis: '会议纪要' }, key: 'set-policy-once' };
    const days = { body: { days: [...STATE_COUNCIL.days, { day: '2031-05-01', kind: 'holiday', name: '劳动节' }], publishedThrough: 2031, basis: '国办发明电' }, key: 'publish-once' };
    const policy = await sixTimes<Answer & { version: number; effectiveFrom: string }>('office', '/policies/standard', rules);
    const calendar = await sixTimes<Answer & { version: number; effectiveFrom: string }>('office', '/calendar', days);
    await system.setClock('2031-03-04T02:00:00.000Z');
    expect(await again('office', '/policies/standard', rules, policy)).toMatchObject({ version: policy.version, effectiveFrom: policy.effectiveFrom });
    expect(await again('office', '/calendar', days, calendar)).toMatchObject({ version: calendar.version, effectiveFrom: calendar.effectiveFrom });
    await another('office', '/policies/standard', { ...rules, body: { ...rules.body, effectiveFrom: '2031-03-05' } });
    await another('office', '/calendar', { ...days, body: { ...days.body, basis: '另一份' } });
  });

  it('an amendment', async () => {
    const asked = (basis: string): Asked => ({ body: { basis, preview: false, changes: [{ itemId, title: '改了的名称', addUnits: [], dropAssignments: [], withoutDeadline: false, drop: false }], adds: [], splits: [], merges: [] }, key: 'amend-once' });
    const first = await sixTimes('office', `/plans/${planId}/amend`, asked('调整通知1号'));
    await again('office', `/plans/${planId}/amend`, asked('调整通知1号'), first);
    await another('office', `/plans/${planId}/amend`, asked('调整通知2号'));
  });

  it('what found nothing to do is kept too: sent again it does not undo what came after', async () => {
    const name = (personId: string, key: string): Asked => ({ body: { assignmentId: 'a1', personId }, key });
    const path = `/items/${itemId}/name-person`;
    await sixTimes<ItemReply>('hrhead', path, name('p-hr', 'name-first'));
    const first = await sixTimes<ItemReply>('hrhead', path, name('p-hr', 'name-the-same'));
    await sixTimes<ItemReply>('hrhead', path, name('p-hrhead', 'name-the-other'));
    const { item } = await again<ItemReply>('hrhead', path, name('p-hr', 'name-the-same'), first);
    expect(item.assignments.find((a) => a.id === 'a1')).toMatchObject({ responsiblePersonId: 'p-hrhead' });
    await another('hrhead', path, name('p-hrhead', 'name-the-same'));
  });
});
