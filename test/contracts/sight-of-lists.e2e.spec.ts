import { aDraft, aDraftItem } from '#libs/commands/testing/a-plan';
import { OFFICE, person } from '#libs/commands/testing/a-system';
import type { Role } from '#libs/identity/roles';
import { projector } from '#libs/projections/projector';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { CLOCK } from '#libs/supervision/actor';
import { arrangeVerification } from '#libs/supervision/plan/plan.decide';
import type { HttpClient } from '../support/http-client';
import { projected } from '../support/projected';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';

const [UNION, HR, FINANCE, WATCH, AUDIT] = ['市总工会', '市人社局', '市财政局', '市督查室', '市审计局'];
const EVERY_ROW = { limit: 500 };

interface Rows<R> {
  total: number;
  rows: R[];
}
interface DutyRow {
  itemId: string;
  duty: string;
  kind: string;
  unitId: string;
  personId: string | null;
  due: string | null;
}
interface DutyView {
  id: string;
  kind: string;
  owedBy: { unitId: string; personId: string | null };
  since: string;
  day: string | null;
}
interface Counts {
  total: number;
  byLight: { light: string; count: number }[];
  byStatus: { status: string; count: number }[];
  byUnit: { unitId: string; light: string; count: number }[];
}

/** Two plans: one with a supervising unit, another verifier and a standing authorisation, one without. Read by people of every kind. */
describe('what each person finds in lists', () => {
  let api: ApiInProcess;
  let following: ReturnType<typeof projector>;
  const people = new Map<string, HttpClient>();
  const now = '2026-03-02T01:00:00.000Z';
  const standingUntil = '2026-05-31';

  const unit = (name: string): string => api.system.units[name]!;
  const all = async (): Promise<string[]> => (await people.get('office')!.get<Rows<{ itemId: string }>>('/ledger', EVERY_ROW)).rows.map((r) => r.itemId);
  let sent = 0;
  const act = async (itemId: string, command: ItemCommand, by: string, personId = `p-${by}`): Promise<void> => {
    const done = await api.system.items.execute(itemId, command, person(unit(by), personId), { scope: personId, commandId: `c-${sent++}` });
    if (done.kind !== 'accepted') throw new Error(`${itemId} ${command.type}: ${done.kind === 'rejected' ? done.rejection.code : done.kind}`);
  };
  const settleAll = async (): Promise<void> => {
    for (const id of ['plan1-1', 'large-1', 'large-2', 'large-3', 'large-4', 'bare-1', 'bare-2']) await api.system.items.execute(id, { type: 'settle' }, CLOCK, null);
    await projected(api.system.store);
  };

  async function plan(planId: string, supervisingUnitId: string | null, standing: boolean, items: Parameters<typeof aDraft>[0]): Promise<void> {
    const sender = (what: string): { scope: string; commandId: string } => ({ scope: 'p-office', commandId: `${planId}-${what}` });
    const by = person(unit(OFFICE), 'p-office');
    const source = { name: 'test.txt', sha256: '0'.repeat(64), format: 'txt' };
    const { plans } = api.system;
    await plans.draft({ planId, draft: aDraft(items), officeUnitId: unit(OFFICE), supervisingUnitId, conferenceUnitId: null, source }, by, sender('draft'));
    const verification = { unitId: unit(AUDIT!), standing: { personIds: ['p-standing', 'p-standinginspector'], until: standingUntil, basis: '联席会议纪要' } };
    if (standing) await plans.decide(planId, (state) => arrangeVerification(state, verification), by, sender('verification'), verification);
    expect((await plans.issue(planId, by, sender('issue'))).kind).toBe('accepted');
  }

  beforeAll(async () => {
    api = await apiInProcess(now, [FINANCE!, WATCH!, AUDIT!]);
    following = projector(api.system.store, (error) => {
      throw error;
    });
    void following.run();
    const roles: [string, string, (Role | { role: Role; planId: string })[]][] = [
      ['office', OFFICE, ['office']], ['leader', STRANGERS_UNIT, ['leader']],
      ['union', UNION!, ['handler']], ['hr', HR!, ['liaison']], ['finance', FINANCE!, ['unitLeader']],
      ['watch', WATCH!, ['supervisor']], ['watchhandler', WATCH!, ['handler']], ['audit', AUDIT!, ['handler']], ['auditsupervisor', AUDIT!, ['supervisor']],
      ['stranger', STRANGERS_UNIT, ['handler']], ['standing', STRANGERS_UNIT, ['handler']], ['standinginspector', STRANGERS_UNIT, ['inspector']],
      ['largeoffice', STRANGERS_UNIT, [{ role: 'office', planId: 'large' }]], ['bareteam', STRANGERS_UNIT, [{ role: 'teamLeader', planId: 'bare' }]],
      ['largeinspector', HR!, ['handler', { role: 'inspector', planId: 'large' }]],
      ['officesigner', OFFICE, ['signer']], ['bareofficesigner', OFFICE, [{ role: 'signer', planId: 'bare' }]], ['strangersigner', STRANGERS_UNIT, ['signer', 'evaluator', 'approver']],
      ['watchapprover', WATCH!, ['approver']], ['largeevaluator', HR!, [{ role: 'evaluator', planId: 'large' }]], ['unionevaluator', UNION!, ['evaluator', 'handler']],
    ];
    for (const [login, name, held] of roles) people.set(login, (await api.signedIn(login, unit(name), held)).client);
    await plan('large', unit(WATCH!), true, [
      aDraftItem('1', { deadline: '2026-03-31', leads: [UNION!], participants: [HR!, FINANCE!] }),
      aDraftItem('2', { deadline: '2026-04-15', leads: [HR!, FINANCE!] }),
      aDraftItem('3', { recurrence: 'monthly', leads: [WATCH!] }),
      aDraftItem('4', { deadline: '2026-12-31', leads: [FINANCE!] }),
    ]);
    await plan('bare', null, false, [aDraftItem('1', { deadline: '2026-03-20', leads: [FINANCE!] }), aDraftItem('2', { leads: [UNION!] })]);
    await act('large-1', { type: 'receive', assignmentId: 'a1', onBehalf: null }, UNION!);
    await act('large-1', { type: 'receive', assignmentId: 'a2', onBehalf: null }, HR!);
    await act('large-1', { type: 'namePerson', assignmentId: 'a2', personId: 'p-hr' }, HR!);
    await projected(api.system.store);
    for (const day of ['2026-03-26', '2026-04-02', '2026-04-20']) {
      api.system.clock.set(`${day}T02:00:00.000Z`);
      await settleAll();
    }
    await act('large-1', { type: 'submit', stepId: 'a1-1', text: '完成', evidenceIds: [], onBehalf: null }, UNION!);
    await act('large-1', { type: 'requestExtension', requestId: 'r1', stepId: 'a2-1', day: '2026-06-30', reason: '汛期', onBehalf: null }, HR!, 'p-hr');
    await act('bare-1', { type: 'transfer', assignmentId: 'a1', toUnitId: unit(HR!), newAssignmentId: 'a2', reason: '职能调整' }, OFFICE, 'p-office');
    await act('large-4', { type: 'transfer', assignmentId: 'a1', toUnitId: unit(UNION!), newAssignmentId: 'a2', reason: '职能调整' }, OFFICE, 'p-office');
    await projected(api.system.store);
  });
  afterAll(async () => {
    await following?.stop();
    await api?.close();
  });

  it('is in the ledger exactly what can be opened, and is counted so', async () => {
    const items = await all();
    expect(items).toHaveLength(7);
    const found: Record<string, number> = {};
    for (const [login, client] of people) {
      const { rows, total } = await client.get<Rows<{ itemId: string }>>('/ledger', EVERY_ROW);
      const opened: string[] = [];
      for (const id of items) if ((await client.ask('GET', `/items/${id}`)).status === 200) opened.push(id);
      expect([login, rows.map((r) => r.itemId).sort()]).toEqual([login, opened.sort()]);
      expect([login, total]).toEqual([login, opened.length]);
      const counts = await client.get<Counts>('/dashboard');
      expect([login, counts.total]).toEqual([login, total]);
      for (const { light, count } of counts.byLight) expect([light, (await client.get<Rows<object>>('/ledger', { light })).total]).toEqual([light, count]);
      for (const { unitId, light, count } of counts.byUnit) expect((await client.get<Rows<object>>('/ledger', { unitId, light })).total).toBe(count);
      found[login] = total;
    }
    // Each kind of right shows something, and not everything: a policy that says none or all would not pass.
    expect(found).toMatchObject({ office: 7, leader: 7, watch: 4, watchhandler: 4, audit: 4, auditsupervisor: 4, stranger: 0, standing: 4, standinginspector: 4, largeoffice: 4, bareteam: 2, finance: 4, union: 4, officesigner: 7, bareofficesigner: 2, strangersigner: 0, watchapprover: 4, largeevaluator: 4, unionevaluator: 4 });
  });

  it('is overdue exactly what is past its day on the pages of the items', async () => {
    const items = await all();
    const seen = new Map<string, number>();
    for (const [login, client] of people) {
      const expected: unknown[] = [];
      for (const id of items) {
        const { status, body } = await client.ask<{ duties: DutyView[] }>('GET', `/items/${id}`);
        if (status !== 200) continue;
        for (const d of body.duties) if (d.day !== null && d.day < '2026-04-20' && d.since <= api.system.clock.now()) expected.push([id, d.id, d.owedBy.unitId, d.owedBy.personId]);
      }
      const { rows, total } = await client.get<Rows<DutyRow>>('/overdue', EVERY_ROW);
      expect([login, rows.map((r) => [r.itemId, r.duty, r.unitId, r.personId]).sort()]).toEqual([login, expected.sort()]);
      expect([login, total]).toEqual([login, expected.length]);
      seen.set(login, total);
    }
    expect(seen.get('largeoffice')).toBeGreaterThan(seen.get('watch')!);
    expect(seen.get('bareteam')).toBeGreaterThan(0);
    expect(seen.get('stranger')).toBe(0);
  });

  it('is to do what the unit owes, and what a person may verify under the standing authorisation', async () => {
    const kinds = async (login: string): Promise<string[]> => [...new Set((await people.get(login)!.get<Rows<DutyRow>>('/todo', EVERY_ROW)).rows.map((r) => `${r.kind} ${r.itemId}`))].sort();
    expect(await kinds('standing')).toEqual(['verify large-1']);
    expect(await kinds('stranger')).toEqual([]);
    expect(await kinds('watch')).toEqual(expect.arrayContaining(['verify large-1']));
    expect(await kinds('office')).toEqual(expect.arrayContaining(['rule large-1', 'sign large-1']));
    expect((await people.get('office')!.get<Rows<DutyRow>>('/todo', { ...EVERY_ROW, kind: 'rule' })).rows.map((r) => r.itemId)).toEqual(['large-1']);
  });

  it('hides who is responsible in another unit’s share', async () => {
    const person = async (login: string): Promise<unknown> => (await people.get(login)!.get<Rows<DutyRow>>('/overdue', EVERY_ROW)).rows.find((r) => r.itemId === 'large-1' && r.duty === 'step:a2-1')?.personId;
    expect(await Promise.all(['hr', 'office', 'finance'].map(person))).toEqual(['p-hr', 'p-hr', null]);
  });

  it('comes in pages without a gap or a repeat, in every order', async () => {
    const office = people.get('office')!;
    for (const path of ['/overdue', '/todo']) {
      for (const sort of ['due', '-due', 'since', '-number', 'title']) {
        const whole = await office.get<Rows<DutyRow>>(path, { ...EVERY_ROW, sort });
        const pages: DutyRow[] = [];
        for (let offset = 0; offset < whole.total; offset += 3) pages.push(...(await office.get<Rows<DutyRow>>(path, { sort, offset, limit: 3 })).rows);
        expect([path, sort, pages]).toEqual([path, sort, whole.rows]);
        expect(whole.rows).toHaveLength(whole.total);
      }
    }
    const due = (await office.get<Rows<DutyRow>>('/overdue', { ...EVERY_ROW, sort: '-due' })).rows.map((r) => r.due);
    expect(due).toEqual([...due].sort().reverse());
    expect((await office.ask('GET', '/todo', { query: { sort: 'colour' } })).status).toBe(400);
    expect((await office.ask('GET', '/overdue', { query: { limit: '501' } })).status).toBe(400);
  });

  it('is narrowed by plan, unit, kind, light and words', async () => {
    const office = people.get('office')!;
    const { rows } = await office.get<Rows<DutyRow & { planId: string; light: string; title: string }>>('/overdue', EVERY_ROW);
    const same = async (query: Record<string, string>, keep: (r: (typeof rows)[number]) => boolean): Promise<void> => {
      const found = await office.get<Rows<object>>('/overdue', { ...EVERY_ROW, ...query });
      expect([query, found.rows]).toEqual([query, rows.filter(keep)]);
      expect(found.total).toBe(found.rows.length);
    };
    await same({ planId: 'bare' }, (r) => r.planId === 'bare');
    await same({ unitId: unit(FINANCE!) }, (r) => r.unitId === unit(FINANCE!));
    await same({ kind: 'receive,quantify' }, (r) => ['receive', 'quantify'].includes(r.kind));
    await same({ light: 'red' }, (r) => r.light === 'red');
    await same({ text: '事项２' }, (r) => r.title === '事项2');
    await same({ text: '没有' }, () => false);
  });

  it('is found by a sole character, a pair and a longer word alike', async () => {
    const titles = async (text: string): Promise<number> => (await people.get('office')!.get<Rows<object>>('/ledger', { text })).total;
    expect(await titles('财')).toBe(2);
    expect(await titles('财政')).toBe(2);
    expect(await titles('财政局')).toBe(2);
    expect(await titles('政财')).toBe(0);
    expect(await titles('市财政局 1')).toBe(1);
    expect(await titles('事局政')).toBe(0);
  });

  it('was on a past day what it was then', async () => {
    const paths = ['/ledger', '/todo', '/overdue', '/dashboard', '/plans'];
    const ask = async (query: Record<string, string>): Promise<unknown[]> =>
      Promise.all([...people].flatMap(([login, client]) => paths.map(async (path) => {
        const { asOf: _asOf, now: _now, ...answer } = await client.get<Record<string, unknown>>(path, { ...(path === '/dashboard' || path === '/plans' ? {} : { limit: '500' }), ...query });
        return [login, path, answer];
      })));
    const moment = api.system.clock.now();
    const before = await ask({});
    api.system.clock.set('2026-05-06T02:00:00.000Z');
    await settleAll();
    await act('large-4', { type: 'receive', assignmentId: 'a2', onBehalf: null }, UNION!);
    await plan('later', null, false, [aDraftItem('9', { deadline: '2026-07-31', leads: [HR!] })]);
    await projected(api.system.store);
    expect(await ask({})).not.toEqual(before);
    expect(await ask({ asOf: moment })).toEqual(before);
    expect(await people.get('office')!.ask('GET', '/plans', { query: { asOf: '2026-03-01' } })).toMatchObject({ status: 400, body: { code: 'before-the-log' } });
    for (const path of paths) expect((await people.get('office')!.ask('GET', path, { query: { asOf: '2026-02-30' } })).status).toBe(400);
  });

  it('counts on a past day exactly the rows of the lists of that day', async () => {
    for (const asOf of ['2026-03-02', '2026-03-26', '2026-04-02', '2026-04-19']) {
      for (const client of people.values()) {
        const counts = await client.get<Counts>('/dashboard', { asOf });
        expect(counts.total).toBe((await client.get<Rows<object>>('/ledger', { asOf })).total);
        for (const { status, count } of counts.byStatus) expect((await client.get<Rows<object>>('/ledger', { asOf, status })).total).toBe(count);
        for (const { unitId, light, count } of counts.byUnit) expect((await client.get<Rows<object>>('/ledger', { asOf, unitId, light })).total).toBe(count);
      }
    }
  });

  it('ends with the standing authorisation', async () => {
    const sees = async (login: string): Promise<unknown[]> => {
      const client = people.get(login)!;
      const [ledger, overdue, page] = [await client.get<Rows<object>>('/ledger'), await client.get<Rows<object>>('/overdue'), await client.ask('GET', '/items/large-1')];
      return [ledger.total, overdue.total > 0, page.status];
    };
    api.system.clock.set(`${standingUntil}T10:00:00.000Z`);
    for (const login of ['standing', 'standinginspector']) expect([login, await sees(login)]).toEqual([login, [4, true, 200]]);
    api.system.clock.set('2026-06-01T00:00:00.000Z');
    for (const login of ['standing', 'standinginspector']) expect([login, await sees(login)]).toEqual([login, [0, false, 404]]);
    expect((await people.get('standing')!.get<Rows<object>>('/ledger', { asOf: '2026-05-06' })).total).toBe(0);
    expect((await sees('watch'))[0]).toBe(4);
  });

  it('lets the auditor read of every item that something was done, and not what was said', async () => {
    const auditor = (await api.signedIn('auditor', unit(STRANGERS_UNIT), ['auditor'])).client;
    for (const id of await all()) {
      const { entries } = await auditor.get<{ entries: { type: string; actor: { personId: string | null }; reason: unknown; data: unknown; hash: string }[] }>(`/items/${id}/timeline`);
      const whole = await people.get('office')!.get<{ entries: { type: string; hash: string }[] }>(`/items/${id}/timeline`);
      expect(entries.map((e) => [e.type, e.hash])).toEqual(whole.entries.map((e) => [e.type, e.hash]));
      expect(entries.filter((e) => e.data !== null || e.reason !== null)).toEqual([]);
      for (const path of ['', '/agenda', '/deadline', '/light']) expect((await auditor.ask('GET', `/items/${id}${path}`)).status).toBe(403);
    }
    expect((await people.get('stranger')!.ask('GET', '/items/large-1/timeline')).status).toBe(404);
    expect((await auditor.ask('GET', '/items/no-such-item/timeline')).status).toBe(404);
  });
});
