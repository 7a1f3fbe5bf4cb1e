import type { RunningSystem } from '../support/running-system';
import { listen } from '../support/event-stream';
import { until } from '../support/until';
import { aCity, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION, WATCH } from './the-city';

interface Row {
  itemId: string;
  number: string;
  category: string | null;
  light: string;
  status: string;
  unitIds: string[];
  deadline: string | null;
  before: { light: string; status: string } | null;
}
interface Ledger {
  total: number;
  rows: Row[];
}
interface Counts {
  total: number;
  byLight: { light: string; count: number }[];
  byStatus: { status: string; count: number }[];
  byCategory: { category: string | null; light: string; count: number }[];
  byUnit: { unitId: string; light: string; count: number }[];
}
interface Todo {
  rows: { itemId: string; duty: string; kind: string; unitId: string; due: string | null }[];
}

describe('lists, counts and live updates', () => {
  let system: RunningSystem;
  let planId = '';
  let position = '';
  const ledger = (query: Record<string, string | number | boolean | undefined> = {}, by = 'office'): Promise<Ledger> => system.as(by, 1).get<Ledger>('/ledger', { after: position, ...query });
  const counts = (query: Record<string, string> = {}, by = 'office'): Promise<Counts> => system.as(by, 1).get<Counts>('/dashboard', { after: position, ...query });

  /** By 4 July one unit is late, one has done its work, the others are under way. */
  beforeAll(async () => {
    system = await aCity();
    const [office, education, hr] = [system.as('office'), system.as('education'), system.as('hr')];
    planId = (await importFile(office, planFile('points-plan.txt'), 'points-plan.txt', { supervisingUnitId: system.unit(WATCH) })).plan.id;
    await settleAndIssue(office, planId);
    await education.command(`${planId}-2`, 'receive', { assignmentId: 'a2' });
    await system.setClock('2031-03-04T02:00:00.000Z');
    await hr.command(`${planId}-3`, 'receive', { assignmentId: 'a1' });
    await system.setClock('2031-07-04T02:00:00.000Z');
    ({ position } = await hr.command(`${planId}-3`, 'report', { assignmentId: 'a1', text: '办班两期', percent: 60, values: [] }));
    // What was due by now has been written by the workflows: every item has been acted on.
    await until('all items acted on', async () => {
      const { rows } = await system.pool.query<{ done: number }>(`select count(*)::int as done from loop.asks where open and next_due > '2031-07-04T02:00:00Z'`);
      return rows[0]?.done === 6;
    });
    ({ position } = await office.command(`${planId}-4`, 'urge', { assignmentId: 'a1', text: '请报进展' }));
  });
  afterAll(() => system?.stop());

  it('pages through the ledger without a gap or a repeat', async () => {
    const pages = await Promise.all([0, 2, 4, 6].map((offset) => ledger({ offset, limit: 2 })));
    expect(pages.map((p) => p.total)).toEqual([6, 6, 6, 6]);
    expect(pages.flatMap((p) => p.rows.map((r) => r.number))).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it.each([
    ['category', { category: '拓宽匠才成长通道' }, ['3', '4', '5']],
    ['full text, in any width', { text: '实训 ３个' }, ['5']],
    ['a word with a sign of the pattern language', { text: '%' }, ['4']],
    ['awaiting quantification', { awaitingQuantification: 'true', text: '压实' }, ['6']],
    ['a day', { dueBefore: '2031-06-30' }, ['2']],
    ['a first day', { dueFrom: '2031-06-30', dueBefore: '2031-10-20' }, ['2', '5']],
    ['lateness', { late: 'true' }, ['2', '4']],
    ['nothing that fits', { text: '没有这样的事项' }, []],
  ])('filters by %s', async (_, query, numbers) => {
    expect((await ledger(query)).rows.map((r) => r.number)).toEqual(numbers);
  });

  it('filters by unit, light and status, and sorts', async () => {
    const all = (await ledger()).rows;
    for (const unit of [OFFICE, HR, EDUCATION]) {
      const id = system.unit(unit);
      expect((await ledger({ unitId: id })).rows.map((r) => r.number)).toEqual(all.filter((r) => r.unitIds.includes(id)).map((r) => r.number));
    }
    expect((await ledger({ light: 'red,yellow' })).rows.every((r) => ['red', 'yellow'].includes(r.light))).toBe(true);
    const byDeadline = (await ledger({ sort: 'deadline' })).rows.map((r) => r.deadline);
    expect(byDeadline.slice(0, 2)).toEqual(['2031-06-30', '2031-10-20']);
    expect((await ledger({ sort: '-title' })).rows.map((r) => r.number)).toEqual([...(await ledger({ sort: 'title' })).rows.map((r) => r.number)].reverse());
  });

  it('counts exactly the rows behind each figure', async () => {
    const found = await counts({ planId });
    expect(found.total).toBe((await ledger({ planId })).total);
    for (const { light, count } of found.byLight) expect([light, (await ledger({ planId, light })).total]).toEqual([light, count]);
    for (const { status, count } of found.byStatus) expect([status, (await ledger({ planId, status })).total]).toEqual([status, count]);
    for (const { category, light, count } of found.byCategory) expect([category, (await ledger({ planId, light, category: category ?? '' })).total]).toEqual([category, count]);
    const units = new Map<string, number>();
    for (const { unitId, count } of found.byUnit) units.set(unitId, (units.get(unitId) ?? 0) + count);
    for (const [unitId, count] of units) expect([unitId, (await ledger({ planId, unitId })).total]).toEqual([unitId, count]);
    expect(found.byLight.map((l) => l.light)).toContain('red');
  });

  it('lists what changed since a day beside what it was, and nothing where nothing did', async () => {
    const then = (await ledger({ asOf: '2031-03-04' })).rows;
    const changed = await ledger({ changedSince: '2031-03-04' });
    const now = (await ledger()).rows;
    const different = now.filter((r) => then.every((t) => t.itemId !== r.itemId || t.light !== r.light || t.status !== r.status));
    expect(changed.rows.map((r) => r.itemId)).toEqual(different.map((r) => r.itemId));
    expect(different.length).toBeGreaterThan(0);
    for (const row of changed.rows) {
      const was = then.find((t) => t.itemId === row.itemId)!;
      expect(row.before).toEqual({ light: was.light, status: was.status });
    }
    expect((await ledger({ changedSince: '2031-07-04' })).total).toBe(0);
    // Before there was anything, all of it is new.
    const fresh = await ledger({ changedSince: '2031-03-02' });
    expect([fresh.total, fresh.rows.map((r) => r.before)]).toEqual([6, Array(6).fill(null)]);
    expect(await system.as('office').ask('GET', '/ledger', { query: { changedSince: '2031-02-30' } })).toMatchObject({ status: 400 });
  });

  it('counts at the ends of days exactly the rows of the lists of those days', async () => {
    const days = ['2031-03-03', '2031-03-04', '2031-06-30', '2031-07-04', '2031-10-20', '2031-12-31'];
    const { points } = await system.as('office').get<{ points: { day: string; total: number | null; completed: number | null; due: number; byLight: { light: string; count: number }[] }[] }>('/dashboard/trend', { planId, days: days.join(','), after: position });
    expect(points.map(({ day }) => day)).toEqual(days);
    for (const { day, total, completed, due, byLight } of points) {
      expect([day, due]).toEqual([day, (await ledger({ planId, dueBefore: day })).total]);
      const past = day <= '2031-07-04';
      expect([day, total, completed]).toEqual([day, ...(past ? [(await ledger({ planId, asOf: day })).total, (await ledger({ planId, asOf: day, status: 'completed' })).total] : [null, null])]);
      for (const { light, count } of byLight) expect([day, light, (await ledger({ planId, asOf: day, light })).total]).toEqual([day, light, count]);
    }
    expect((await system.as('union').get<{ points: { total: number }[] }>('/dashboard/trend', { days: '2031-07-04' })).points[0]!.total).toBe(0);
    for (const wrong of ['', '2031-02-30', 'x', Array.from({ length: 25 }, (_, i) => `2031-03-${String(i + 1).padStart(2, '0')}`).join(',')]) expect(await system.as('office').ask('GET', '/dashboard/trend', { query: { days: wrong } })).toMatchObject({ status: 400 });
  });

  it('shows a unit its own items, a supervising unit those that it supervises, and a stranger none', async () => {
    expect((await ledger({}, 'hr')).rows.map((r) => r.number)).toEqual((await ledger({ unitId: system.unit(HR) })).rows.map((r) => r.number));
    expect((await ledger({}, 'union')).rows).toEqual([]);
    expect((await counts({}, 'union')).total).toBe(0);
    expect((await ledger({}, 'watch')).total).toBe(6);
    expect((await counts({}, 'watch')).total).toBe(6);
  });

  it('knows each past day as it was known then', async () => {
    const before = await ledger({ asOf: '2031-03-03' });
    expect(before.rows.find((r) => r.number === '3')).toMatchObject({ status: 'awaitingReceipt' });
    expect((await ledger({ asOf: '2031-03-04' })).rows.find((r) => r.number === '3')).toMatchObject({ status: 'inProgress' });
    expect((await counts({ asOf: '2031-03-03' })).byLight).toEqual(expect.arrayContaining([{ light: 'grey', count: 5 }]));
    expect((await system.as('office').ask('GET', '/items/' + planId + '-3', { query: { asOf: '2031-03-03' } })).body).toMatchObject({ status: 'awaitingReceipt' });
    expect((await system.as('office').ask('GET', '/items/' + planId + '-3', { query: { asOf: '2031-03-02' } })).status).toBe(404);
    // Whatever is read of it, as it was known then.
    const asked = async (path: string, asOf: string) => system.as('office').ask('GET', path, { query: { asOf } });
    for (const path of [`/plans/${planId}`, `/plans/${planId}/amendments`, `/items/${planId}-3/deadline`]) {
      expect([path, (await asked(path, '2031-03-02')).status, (await asked(path, '2031-03-03')).status, (await asked(path, '2031-02-30')).status]).toEqual([path, 404, 200, 400]);
    }
    // Nothing was changed since: it is the same but for the moment that it is told of.
    expect((await asked('/roster', '2031-03-03')).body).toEqual({ ...(await system.as('office').get<object>('/roster')), asOf: '2031-03-03T15:59:59.999Z' });
  });

  it('tells a unit what it has to do, and all what is past its day', async () => {
    const mine = await system.as('education').get<Todo>('/todo', { after: position });
    expect(mine.rows.every((r) => r.unitId === system.unit(EDUCATION))).toBe(true);
    expect(mine.rows.map((r) => r.duty)).toContain('step:a2-1');
    const days = mine.rows.map((r) => r.due ?? '9999');
    expect([...days].sort()).toEqual(days);
    const overdue = await system.as('office').get<Todo>('/overdue', { after: position, planId });
    expect(overdue.rows.map((r) => `${r.itemId} ${r.duty}`)).toContain(`${planId}-2 step:a2-1`);
    expect(overdue.rows.every((r) => r.due !== null && r.due < '2031-07-04')).toBe(true);
    // Of the items that the unit reads; what it owes itself is asked for by its name.
    const read = new Set((await ledger({}, 'education')).rows.map((r) => r.itemId));
    const shared = await system.as('education').get<Todo>('/overdue', { after: position });
    expect(shared.rows.filter((r) => !read.has(r.itemId))).toEqual([]);
    const own = await system.as('education').get<Todo>('/overdue', { after: position, unitId: system.unit(EDUCATION) });
    expect(own.rows).toEqual(shared.rows.filter((r) => r.unitId === system.unit(EDUCATION)));
    expect(own.rows.length).toBeGreaterThan(0);
  });

  it('tells the office of what waits for a signature', async () => {
    const { rows } = await system.as('office').get<Todo>('/todo', { after: position });
    expect(rows.filter((r) => r.kind === 'sign').length).toBeGreaterThan(0);
  });

  it('tells of changes as they happen, and takes up where a listener stopped, on another process too', async () => {
    const office = system.as('office');
    const urge = (text: string, assignmentId: string): Promise<unknown> => office.command(`${planId}-1`, 'urge', { assignmentId, text });
    const seen = await listen(system.as('office'), (events) => events.length >= 1, { onOpen: async () => void (await urge('一', 'a5')) });
    expect(seen[0]).toMatchObject({ itemId: `${planId}-1`, type: 'AssignmentUrged' });
    await urge('二', 'a2');
    await urge('三', 'a3');
    const missed = await listen(system.as('office', 1), (events) => events.filter((e) => e.type === 'AssignmentUrged').length >= 2, { lastEventId: seen.at(-1)!.id });
    expect(missed.filter((e) => e.type === 'AssignmentUrged').map((e) => e.itemId)).toEqual([`${planId}-1`, `${planId}-1`]);
    expect(new Set(missed.map((e) => e.id)).size).toBe(missed.length);
    expect(missed.map((e) => e.id)).not.toContain(seen.at(-1)!.id);
  });

  it('keeps from a listener what it may not see', async () => {
    const events = await listen(system.as('education'), (e) => e.some((x) => x.itemId === `${planId}-2`), {
      after: position,
      onOpen: async () => {
        await system.as('office').command(`${planId}-1`, 'urge', { assignmentId: 'a4', text: '四' });
        await system.as('education').command(`${planId}-2`, 'report', { assignmentId: 'a2', text: '进展', values: [] });
      },
    });
    expect(new Set(events.map((e) => e.itemId))).toEqual(new Set([`${planId}-2`]));
  });

  it('says which unit the inbox is of, and why each notice came', async () => {
    const { rows, unitId } = await system.as('education').get<{ unitId: string; rows: { kind: string; why: string; whyWords: { zh: string; en: string }; readAt: string | null; noticeId: string }[] }>('/inbox', { after: position });
    expect(unitId).toBe(system.unit(EDUCATION));
    expect(rows.map((r) => r.kind)).toContain('assigned');
    for (const r of rows) expect(r.whyWords.zh.length).toBeGreaterThan(1);
    const one = rows.find((r) => r.kind === 'assigned' && r.noticeId.startsWith(`${planId}-2/`))!;
    const read = await system.as('education').command(`${planId}-2`, 'read-notice', { noticeId: one.noticeId.slice(`${planId}-2/`.length) });
    const again = await system.as('education').get<{ rows: { noticeId: string }[] }>('/inbox', { after: read.position, unread: 'true' });
    expect(again.rows.map((r) => r.noticeId)).not.toContain(one.noticeId);
  });

  it('refuses what is no day, no order and no position', async () => {
    for (const query of [{ asOf: '2031-02-30' }, { sort: 'colour' }, { limit: '501' }, { limit: '-1' }, { dueBefore: 'soon' }, { after: 'garbage' }]) {
      expect([query, (await system.as('office').ask('GET', '/ledger', { query })).status]).toEqual([query, 400]);
    }
  });

  it('has a name for each unit that it lists', async () => {
    const { units } = await system.as('office').get<{ units: { id: string; name: string }[] }>('/roster');
    const known = new Set(units.map((u) => u.id));
    for (const row of (await ledger()).rows) for (const id of row.unitIds) expect(known).toContain(id);
    expect(units.map((u) => u.name)).toContain(UNION);
  });

  it('tells an item’s timeline, agenda and light as they stood on a past day, and refuses what no address takes', async () => {
    const office = system.as('office');
    const item = `/items/${planId}-3`;
    type Timeline = { entries: { type: string }[] };
    const types = async (query: Record<string, string>): Promise<string[]> => (await office.get<Timeline>(`${item}/timeline`, query)).entries.map((e) => e.type);
    expect(await types({ asOf: '2031-03-04' })).not.toContain('ProgressReported');
    expect(await types({})).toContain('ProgressReported');
    for (const path of [`${item}/timeline`, item, `${item}/light`, `${item}/agenda`, `${item}/roll-up`, `/plans/${planId}`, `/plans/${planId}/amendments`, `/plans/${planId}/roll-up`, `/plans/${planId}/lower`]) {
      for (const asOf of ['2030-01-01', '0001-01-01']) expect([path, await office.ask('GET', `${path}?asOf=${asOf}`)]).toMatchObject([path, { status: 404, body: { code: 'not-yet-known', detail: { zh: expect.stringMatching(/自 20\d\d-\d\d-\d\d \d\d:\d\d 起才有记录/) as string }, fields: [{ field: 'asOf' }] } }]);
    }
    // Before the first day of the log an empty list would say that there was nothing.
    for (const path of ['/ledger', '/ledger/export', '/dashboard', '/todo', '/overdue', '/plans', '/roster', '/proceedings', '/coverage']) {
      for (const asOf of ['2031-03-02', '0001-01-01', '2029-12-31T10:00:00Z']) expect([path, await office.ask('GET', `${path}?asOf=${asOf}`)]).toMatchObject([path, { status: 400, body: { code: 'before-the-log', detail: { zh: expect.stringContaining('系统的记录自') as string }, fields: [{ field: 'asOf' }] } }]);
    }
    const agenda = (query: Record<string, string>) => office.get<{ now: string; entries: { at: string }[] }>(`${item}/agenda`, query);
    const then = await agenda({ asOf: '2031-03-04' });
    expect(then.now < '2031-03-05').toBe(true);
    expect(then.entries.some((e) => e.at < (then.entries.at(-1)?.at ?? '') && e.at < '2031-07-04')).toBe(true);
    expect((await agenda({})).entries.every((e) => e.at >= '2031-07-04')).toBe(true);
    type Light = { status: string; notices: { kind: string; sentAt: string; to: unknown[] }[] };
    const light = await office.get<Light>(`${item}/light`);
    expect(light.status).toBe('current');
    expect(light.notices.length).toBeGreaterThan(0);
    expect(light.notices.every((n) => n.to.length > 0 && n.sentAt <= '2031-07-05')).toBe(true);
    const before = await office.get<Light>(`${item}/light`, { asOf: '2031-03-03' });
    expect([before.status, before.notices.length < light.notices.length]).toEqual(['asOf', true]);
    for (const path of ['/ledger?ligth=red', `${item}/timeline?as_of=2031-03-04`, '/ledger?light=purple', `${item}?after=x`]) expect(await office.ask('GET', path)).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });
});
