import { until } from '#libs/event-store/testing/events';
import { BrakeCommands } from '#libs/commands/brake-commands';
import { SetClock } from '#libs/commands/clock';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { HttpClient, Reply } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, HR, importFile, settleAndIssue, UNION, type PlanReply } from './the-city';

interface JobReply {
  job: { id: string; status: string; done: number; of: number; refused: unknown[] };
  position: string;
  replayed: boolean;
}

const plan = (year: number, items: number): Buffer =>
  Buffer.from(`${year}年青岚市匠才培育工作要点\n一、要做的事\n${Array.from({ length: items }, (_, i) => `${i + 1}. 第${i + 1}件事，培训职工${i + 1}00人次以上。11月底前完成。（牵头单位：${i % 2 === 0 ? HR : UNION}）`).join('\n')}\n`);

/** How a year ends, and what is sent many times at once to two processes of the API. */
describe('the end of the year', () => {
  let system: RunningSystem;
  let office: HttpClient, hr: HttpClient, union: HttpClient;
  let planId = '';
  let nextId = '';
  const item = (n: number): string => `${planId}-${n}`;
  const read = (n: number, by = office): Promise<ItemView> => by.get<ItemView>(`/items/${item(n)}`);
  const count = async (sql: string, values: unknown[] = []): Promise<number> => Number((await system.pool.query<{ n: string }>(`select count(*) as n from log.events where ${sql}`, values)).rows[0]?.n);

  /** The same request, six times at once, to both processes in turn: one did it, the others say that they repeat it. */
  async function atOnce<T>(path: string, body: unknown, key: string): Promise<T[]> {
    const replies = await Promise.all(Array.from({ length: 6 }, (_, i) => system.as('office', i % 2).ask<T>('POST', path, { body, key })));
    expect(replies.filter((r) => r.status !== 200).map((r) => r.body)).toEqual([]);
    const first = replies.filter((r: Reply<T>) => !(r.body as { replayed: boolean }).replayed);
    expect(first).toHaveLength(1);
    return replies.map((r) => r.body);
  }

  beforeAll(async () => {
    system = await aCity();
    [office, hr, union] = (['office', 'hr', 'union'] as const).map((login) => system.as(login)) as [HttpClient, HttpClient, HttpClient];
  });
  afterAll(() => system?.stop());

  it('a plan issued six times at once is issued once', async () => {
    planId = (await importFile(office, plan(2031, 6), 'plan.txt')).plan.id;
    await office.post(`/plans/${planId}/settle-all`, { kind: 'role-unmarked', optionId: 'first-leads', preview: false });
    const bodies = await atOnce<PlanReply>(`/plans/${planId}/issue`, undefined, 'issue-it');
    for (const { plan: issued } of bodies) expect(issued).toMatchObject({ status: 'issued', issueItems: expect.arrayContaining([{ key: expect.anything(), itemId: item(1) }]) });
    expect(await count(`type = 'ItemIssued' and stream like $1`, [`item/${planId}-%`])).toBe(6);
    expect(await count(`type = 'PlanIssued' and stream = $1`, [`plan/${planId}`])).toBe(1);
    for (let n = 1; n <= 6; n++) await (n % 2 === 1 ? hr : union).command(item(n), 'receive', { assignmentId: 'a1' });
  });

  it('nothing is closed before the year is over, told item by item in both languages', async () => {
    const body = { act: 'closeUnfulfilled', reason: '年度内未完成', preview: true };
    const { rows } = await office.post<{ rows: { refusal: { code: string; zh: string; en: string } | null }[] }>(`/plans/${planId}/year-end`, body);
    expect(rows).toHaveLength(6);
    for (const { refusal } of rows) expect(refusal).toMatchObject({ code: 'too-early', zh: '2031-12-31 之后方可办理', en: 'Only after 2031-12-31' });
    expect(await office.refused(item(1), 'close-unfulfilled', { reason: '年度内未完成' })).toMatchObject({ status: 409, code: 'too-early' });
    expect(await hr.ask('POST', `/plans/${planId}/year-end`, { body: { ...body, preview: false } })).toMatchObject({ status: 403 });
  });

  it('after it, what is open stands there with what was reached, and the office owes its closing', async () => {
    await hr.command(item(1), 'report', { assignmentId: 'a1', text: '已培训', values: [{ targetId: 't1', value: 60, asOf: '2031-03-02' }] });
    await system.setClock('2032-01-05T02:00:00.000Z');
    const open = await office.get<{ periodEnd: string; items: { itemId: string; light: string; late: boolean; unmet: number; targets: { reached: number | null }[] }[] }>(`/plans/${planId}/year-end`);
    expect(open.periodEnd).toBe('2031-12-31');
    expect(open.items).toHaveLength(6);
    expect(open.items.find((i) => i.itemId === item(1))).toMatchObject({ light: 'red', late: true, unmet: 1, targets: [{ reached: 60 }] });
    const { rows } = await office.get<{ rows: { itemId: string; kind: string }[] }>('/todo');
    expect(rows.filter((r) => r.kind === 'closeYear').map((r) => r.itemId)).toEqual(expect.arrayContaining([item(1), item(6)]));
  });

  it('shows what was open as known on any day before, and refuses a day on which there was no plan', async () => {
    type Open = { asOf: string; items: { itemId: string; light: string; late: boolean; targets: { reached: number | null }[] }[] };
    const asOf = (day: string): Promise<Open> => office.get<Open>(`/plans/${planId}/year-end?asOf=${day}`);
    const [begun] = (await system.store.readStream(`plan/${planId}`)).map((e) => e.recordedAt);
    const first = await asOf(begun!.slice(0, 10));
    expect(first.items).toHaveLength(6);
    expect(first.items.find((i) => i.itemId === item(1))).toMatchObject({ late: false });
    const lastDay = await asOf('2031-11-29');
    expect(lastDay.asOf).toBe('2031-11-29T15:59:59.999Z');
    expect(lastDay.items.map((i) => i.late)).toEqual([false, false, false, false, false, false]);
    expect((await asOf('2031-12-01')).items.map((i) => i.late)).toEqual([true, true, true, true, true, true]);
    expect(await office.ask('GET', `/plans/${planId}/year-end?asOf=2020-01-01`)).toMatchObject({ status: 404, body: { code: 'not-yet-known' } });
    expect(await hr.ask('GET', `/plans/${planId}/year-end?asOf=2031-12-01`)).toMatchObject({ status: 403 });
  });

  it('closed unfulfilled: a fact that stays, told to the unit, out of what is owed; six times at once is one job', async () => {
    const bodies = await atOnce<JobReply>(`/plans/${planId}/year-end`, { act: 'closeUnfulfilled', itemIds: [item(1), item(2)], reason: '年度内未完成', preview: false }, 'close-two');
    expect(new Set(bodies.map((b) => b.job.id)).size).toBe(1);
    expect(bodies.map((b) => b.job)).toContainEqual(expect.objectContaining({ status: 'ended', done: 2, of: 2, refused: [] }));
    for (const n of [1, 2]) {
      expect(await read(n)).toMatchObject({ status: 'closedUnfulfilled', late: true, closed: { how: 'closedUnfulfilled', reason: '年度内未完成' } });
      expect(await count(`type = 'ItemClosed' and stream = $1`, [`item/${item(n)}`])).toBe(1);
    }
    const { position } = bodies.find((b) => b.job.status === 'ended')!;
    const ledger = await office.get<{ rows: { itemId: string; closedHow: string | null }[] }>('/ledger', { planId, status: 'closedUnfulfilled', after: position });
    expect(ledger.rows.map((r) => [r.itemId, r.closedHow])).toEqual([[item(1), 'closedUnfulfilled'], [item(2), 'closedUnfulfilled']]);
    const told = await hr.get<{ rows: { itemId: string; kind: string; text: string | null }[] }>('/inbox', { after: position });
    expect(told.rows.filter((r) => r.itemId === item(1) && r.kind === 'closed')).toMatchObject([{ text: '年度内未完成' }]);
    const todo = await hr.get<{ rows: { itemId: string }[] }>('/todo', { after: position });
    expect(todo.rows.map((r) => r.itemId)).not.toContain(item(1));
    expect(await hr.refused(item(1), 'report', { assignmentId: 'a1', text: '迟到的进展', values: [] })).toMatchObject({ status: 409, code: 'item-closed', detail: { zh: expect.stringContaining('不能再办理'), en: expect.stringContaining('nothing more') } });
    const { entries } = await office.get<{ entries: { type: string; reason: string | null }[] }>(`/items/${item(1)}/timeline`);
    expect(entries.find((e) => e.type === 'ItemClosed')).toMatchObject({ reason: '年度内未完成' });
  });

  describe('carried over', () => {
    const to = (deadline: string | null): { toPlanId: string; deadline: string | null; reason: string } => ({ toPlanId: nextId, deadline, reason: '结转下一年度' });

    it('into a draft, six times at once: it is there once', async () => {
      nextId = (await importFile(office, plan(2032, 2), 'next.txt')).plan.id;
      await atOnce(`/items/${item(3)}/carry-over`, to(null), 'carry-three');
      expect(await read(3)).toMatchObject({ status: 'carriedOver', closed: { how: 'carriedOver', carriedTo: { planId: nextId } } });
      const draft = await office.get<PlanReply['plan']>(`/plans/${nextId}`);
      expect(draft.items.filter((i) => i.carriedFrom)).toMatchObject([{ number: '结转3', carriedFrom: { itemId: item(3), firstDeadline: '2031-11-30' } }]);
    });

    it('keeps the draft from being discarded, and not a copy of it that is imported again', async () => {
      const csv = new Uint8Array(await (await office.fetch('GET', `/plans/${nextId}/export`)).arrayBuffer());
      const copy = await importFile(office, csv, 'copy.csv');
      expect(copy.plan.items.filter((i) => i.carriedFrom)).toHaveLength(1);
      expect(await office.ask('POST', `/plans/${nextId}/discard`, { body: { reason: '不要了' } })).toMatchObject({ status: 409, body: { code: 'not-empty' } });
      expect((await office.post<PlanReply>(`/plans/${copy.plan.id}/discard`, { reason: '重复导入' })).plan.status).toBe('discarded');
    });

    it('into the issued plan it runs at once, with its first deadline', async () => {
      await settleAndIssue(office, nextId);
      const bodies = await atOnce<JobReply>(`/plans/${planId}/year-end`, { act: 'carryOver', ...to('2032-06-30'), preview: false }, 'carry-rest');
      expect(bodies.map((b) => b.job)).toContainEqual(expect.objectContaining({ status: 'ended', done: 3, of: 3, refused: [] }));
      const next = await office.get<PlanReply['plan']>(`/plans/${nextId}`);
      expect(next.carriedIn.map((c) => c.from.itemId)).toEqual([item(4), item(5), item(6)]);
      // What was carried over counts once: in the plan in which it goes on.
      const listed = async (id: string): Promise<number> => (await office.get<{ rows: { itemId: string }[] }>('/ledger?current=true&limit=500')).rows.filter(({ itemId }) => itemId === id).length;
      await until('one row for it', async () => (await listed(item(4))) === 0 && (await listed(next.carriedIn[0]!.itemId)) === 1);
      const carried = await office.get<ItemView>(`/items/${next.carriedIn[0]!.itemId}`);
      expect(carried).toMatchObject({ status: 'awaitingReceipt', number: '结转4', deadline: '2032-06-30', firstDeadline: '2031-11-30', late: false, carriedFrom: { itemId: item(4) } });
      const { position } = await union.command(carried.id, 'receive', { assignmentId: 'a1' });
      const { rows } = await union.get<{ rows: { itemId: string; kind: string }[] }>('/inbox', { after: position });
      expect(rows.filter((r) => r.itemId === carried.id && r.kind === 'assigned')).toHaveLength(1);
      expect((await office.get<{ items: unknown[] }>(`/plans/${planId}/year-end`)).items).toEqual([]);
      expect((await office.get<{ items: unknown[] }>(`/plans/${planId}/year-end?asOf=2031-12-31`)).items).toHaveLength(6);
    });
  });

  it('notices that are held are let out once, however often and wherever it is asked; the repeats answer as the first did', async () => {
    const clock = new SetClock('2032-01-05T02:00:00.000Z');
    await new BrakeCommands(system.store, clock).hold('rate', clock.now(), { count: 60 });
    const suspended = `${nextId}-1`;
    const { position } = await office.command(suspended, 'suspend', { reason: '等待部署' });
    const held = await office.get<{ count: number; units: { notices: { noticeId: string }[] }[] }>('/operations/brake', { after: position });
    expect(held.count).toBeGreaterThan(0);
    const skip = [held.units[0]!.notices[0]!.noticeId];
    const bodies = await atOnce<{ released: number; skipped: number }>('/operations/brake/release', { seen: held.count, skip }, 'let-them-out');
    expect(new Set(bodies.map(({ released, skipped }) => `${released} ${skipped}`)).size).toBe(1);
    expect(bodies[0]!.released + bodies[0]!.skipped).toBe(held.count);
    expect(await count(`type = 'NoticesReleased'`)).toBe(1);
  });
});
