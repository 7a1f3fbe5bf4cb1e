import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#libs/supervision/plan/draft';
import type { LightExplanation } from '#libs/supervision/item/item.explain';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { OpenAtYearEnd } from '#libs/supervision/plan/plan.year-end';
import type { RolledUp } from '#libs/supervision/roll-up/roll-up';
import { projectRoot } from '#libs/platform/project-root';
import { aCity, dryRun, importFile, settleAndIssue, type PlanReply } from '../e2e/the-city';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem, TestAccount } from '../support/running-system';
import { figure, rowOfPage, tableOfPage } from '../support/story-page';
import { until } from '../support/until';

jest.setTimeout(240_000);

const [OFFICE, WATCH, EDUCATION, HR, UNION, PUBLICITY] = ['市匠才办', '市委督查室', '市委教体工委', '市人力资源和社会保障局', '市总工会', '市委宣传部'] as const;
const GROUP = '市协调小组其他成员单位';
const ACCOUNTS: TestAccount[] = [
  { login: 'office', unit: OFFICE, roles: ['office'] },
  { login: 'watch', unit: WATCH, roles: ['supervisor', 'handler'] },
  { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
  { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
  { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
  { login: 'publicity', unit: PUBLICITY, roles: ['handler', 'liaison'] },
];

/** Next year's plan is announced by nobody: its two points are written for this test. */
const NEXT_YEAR = '2023年青岚市匠才培育工作要点\n一、接着做\n1. 续办班前课堂，全年60场。11月底前完成。（牵头单位：市总工会）\n2. 续评看家能手10名。10月底前完成。（牵头单位：市人力资源和社会保障局）\n';

interface Roster {
  units: { id: string; name: string }[];
  groups: { id: string; name: string; members: { unitId: string }[] }[];
}
interface JobReply {
  job: { status: string; done: number; of: number; refused: unknown[] };
  position: string;
}

/** A year of a city whose points have several leads, from its paper to what is carried over. The paper is invented, with the structure of a real one. */
describe('Anqing: one year by several leads', () => {
  let system: RunningSystem;
  let office: HttpClient, education: HttpClient, hr: HttpClient;
  let draft: Draft;
  let planId = '';
  let nextId = '';
  let units: Map<string, string>;
  const told: string[] = [];
  const tell = (when: string, what: string, answer: string): void => void told.push(rowOfPage(when, what, answer));

  const item = (number: number): string => `${planId}-${number}`;
  const read = (number: number, by = office): Promise<ItemView> => by.get<ItemView>(`/items/${item(number)}`);
  const everyItem = (): Promise<ItemView[]> => Promise.all(Array.from({ length: 18 }, (_, i) => read(i + 1)));
  const name = (unitId: string): string => units.get(unitId) ?? unitId;
  const shareOf = (view: ItemView, unit: string): ItemView['assignments'][number] => view.assignments.find((a) => name(a.unitId) === unit)!;
  const several = (views: ItemView[]): ItemView[] => views.filter((v) => v.assignments.filter((a) => a.role === 'lead').length > 1);
  const upOf = async (number: number, query: Record<string, string> = {}): Promise<RolledUp> => (await office.get<{ targets: RolledUp[] }>(`/items/${item(number)}/roll-up`, query)).targets.find((t) => t.targetId === 't1')!;

  /** Reports a value of the point's first figure, received first where that is due. */
  async function report(by: HttpClient, unit: string, number: number, value: number, asOf: string, text: string): Promise<string> {
    const { id: assignmentId, receivedAt } = shareOf(await read(number, by), unit);
    if (receivedAt === null) await by.command(item(number), 'receive', { assignmentId });
    return (await by.command(item(number), 'report', { assignmentId, text, values: [{ targetId: 't1', value, asOf }] })).position;
  }

  beforeAll(async () => {
    const names = [OFFICE, WATCH, EDUCATION, HR, UNION, PUBLICITY];
    system = await aCity({ now: '2022-06-08T01:00:00.000Z', units: names.map((each) => ({ name: each, staffed: true })), accounts: ACCOUNTS });
    [office, education, hr] = [system.as('office'), system.as('education'), system.as('hr')];
  });
  afterAll(() => system?.stop());

  describe('the paper', () => {
    const paper = readFileSync(join(projectRoot(), 'test', 'stories', 'papers', '003-anqing.txt'));

    it('has 18 points by 28 units and a group, 11 of them with several leads', async () => {
      draft = await dryRun(office, paper, '003-anqing.txt');
      const { found } = draft.report;
      const leads = draft.items.filter((i) => i.leads.length > 1);
      expect(found).toEqual({ items: 18, unnumbered: 0, categories: 6, units: 28, groups: 1, targets: 7, deadlines: 0 });
      expect(leads.map((i) => i.number)).toEqual(['4', '6', '7', '8', '9', '10', '11', '12', '14', '15', '18']);
      expect(draft.items.filter((i) => i.participants.includes(GROUP)).map((i) => i.number)).toEqual(['17', '18']);
      expect(draft.notUnderstood).toEqual([]);
      tell('2022-06-08', 'the paper (工作要点) is read', `${found.items} points in ${found.categories} sections, ${found.units} units and ${found.groups} group, ${leads.length} points with several leads, ${found.targets} counted figures, ${found.deadlines} dates`);
    });

    it('leaves dates and the group open; the office answers in bulk', async () => {
      const { plan } = await importFile(office, paper, '003-anqing.txt', { supervisingUnitId: system.unit(WATCH) });
      planId = plan.id;
      const asked = (kind: string): number => plan.decisions.filter((d) => d.kind === kind).length;
      expect(await office.ask('POST', `/plans/${planId}/issue`)).toMatchObject({ status: 409, body: { code: 'decisions-open' } });
      expect(plan.decisions.find((d) => d.kind === 'group-without-roster')).toMatchObject({ blocking: false });
      await office.post(`/plans/${planId}/settle-all`, { kind: 'no-deadline', optionId: 'period-end', preview: false });
      tell('2022-06-08', 'the office answers what the paper leaves open', `${asked('no-deadline')} points without a date get the year’s last day, ${asked('unit-unresolved')} units are registered, ${asked('group-without-roster')} group waits for its roster`);
    });

    it('is issued: each lead has a share of its own, one of them coordinates', async () => {
      await settleAndIssue(office, planId);
      const { units: registered } = await office.get<Roster>('/roster');
      units = new Map(registered.map((u) => [u.id, u.name]));
      const views = await everyItem();
      for (const [i, view] of views.entries()) {
        const of = (role: string): string[] => view.assignments.filter((a) => a.role === role).map((a) => name(a.unitId));
        expect([view.number, of('lead'), of('participant')]).toEqual([draft.items[i]!.number, draft.items[i]!.leads, draft.items[i]!.participants.filter((p) => p !== GROUP)]);
        expect(view.assignments.filter((a) => a.coordinator)).toHaveLength(1);
        expect(view.deadline).toBe('2022-12-31');
      }
      const shares = views.flatMap((v) => v.assignments);
      expect(new Set(shares.map((a) => a.unitId)).size).toBe(28);
      expect(views.filter((v) => v.openGroups.length > 0).map((v) => [v.number, v.openGroups])).toEqual(['17', '18'].map((number) => [number, [{ name: GROUP, role: 'participant' }]]));
      tell('2022-06-08', 'the plan is issued (下发)', `${views.length} items, ${shares.length} assignments, ${several(views).length} items with several leads of whom one coordinates; 17 and 18 wait for the group`);
    });
  });

  describe('a decision on the roster (名册)', () => {
    it('resolves 17 and 18: all members but the units that the point names itself', async () => {
      await system.setClock('2022-06-15T01:00:00.000Z');
      const members = [...units].filter(([, each]) => each !== OFFICE && each !== WATCH).map(([id]) => id);
      expect(members).toHaveLength(28);
      await office.post('/roster/groups', { name: GROUP, memberIds: members });
      const joined = (view: ItemView): string[] => view.assignments.filter((a) => a.groupId !== null).map((a) => a.unitId);
      for (const number of [17, 18]) await until(`the members in ${number}`, async () => (await read(number)).openGroups.length === 0 && joined(await read(number)).length > 25, 60_000);
      const [seventeen, eighteen] = [await read(17), await read(18)];
      expect(joined(seventeen).sort()).toEqual(members.filter((id) => id !== system.unit(UNION)).sort());
      expect(joined(eighteen).sort()).toEqual(members.filter((id) => id !== system.unit(UNION) && id !== system.unit(PUBLICITY)).sort());
      expect(shareOf(eighteen, PUBLICITY)).toMatchObject({ role: 'lead', groupId: null });
      expect(shareOf(seventeen, PUBLICITY)).toMatchObject({ role: 'participant', status: 'awaitingReceipt' });
      const receipt = seventeen.duties.find((d) => d.kind === 'receive' && name(d.owedBy.unitId) === PUBLICITY)!;
      expect(receipt.since).toBe('2022-06-15T01:00:00.000Z');
      tell('2022-06-15', `${GROUP} is formed with ${members.length} members`, `${joined(seventeen).length} join 17 (not 市总工会), ${joined(eighteen).length} join 18 (not 市总工会, 市委宣传部); receipt (签收) is owed from that day`);
    });

    it('tells a member, in its inbox and its list', async () => {
      const publicity = system.as('publicity');
      await until('the notice', async () => (await publicity.get<{ rows: { itemId: string; kind: string }[] }>('/inbox')).rows.some((n) => n.itemId === item(17) && n.kind === 'assigned'), 60_000);
      const { rows } = await publicity.get<{ rows: { itemId: string }[] }>('/todo', { limit: '200' });
      expect(rows.map((r) => r.itemId)).toEqual(expect.arrayContaining([item(17), item(18)]));
    });
  });

  describe('two leads and one training', () => {
    it('do not double 4万人次: the value counts once and is shown as undecided', async () => {
      await system.setClock('2022-11-01T02:00:00.000Z');
      await report(education, EDUCATION, 8, 35_400, '2022-10-31', '补贴性技能轮训累计35400人次，与市人社局同一批班次');
      const after = await report(hr, HR, 8, 35_400, '2022-10-31', '截至10月底补贴性技能轮训35400人次');
      const up = await upOf(8, { after });
      expect(up).toMatchObject({ own: 35_400, total: 35_400, undecided: [{ sources: ['a1', 'a2'], why: 'sameItem' }] });
      expect((await read(8)).targets[0]).toMatchObject({ value: 40_000, unit: '人次', reached: 35_400, met: false });
      tell('2022-11-01', 'both leads of 8 report one training', `${up.sources.map((s) => figure(s.value)).join(' and ')} are told, ${figure(up.total)} of ${figure(40_000)} 人次 count, ${up.undecided.length} question is shown`);
    });

    it('until a person decides: not a lead, the office, with a reason that stays', async () => {
      const body = { targetId: 't1', sources: ['a1', 'a2'], how: 'once', reason: '同一批班次，名册一致' };
      expect(await hr.refused(item(8), 'settle-overlap', body)).toMatchObject({ status: 403 });
      const { position } = await office.command(item(8), 'settle-overlap', body);
      const up = await upOf(8, { after: position });
      expect(up).toMatchObject({ own: 35_400, total: 35_400, undecided: [] });
      const { entries } = await office.get<{ entries: { type: string; reason: string | null }[] }>(`/items/${item(8)}/timeline`);
      expect(entries.filter((e) => e.type === 'OverlapSettled')).toMatchObject([{ reason: '同一批班次，名册一致' }]);
      tell('2022-11-01', 'the office decides: one training (同一批班次)', `${figure(up.total)} stay ${figure(up.total)}, no question is left`);
    });

    it('and what two leads did apart adds up, once that is decided', async () => {
      await report(hr, HR, 9, 7_000, '2022-10-31', '新增技能能手7000人');
      const after = await report(system.as('union'), UNION, 9, 5_400, '2022-10-31', '工会系统新增技能能手5400人');
      expect(await upOf(9, { after })).toMatchObject({ total: 7_000, undecided: [{ why: 'sameItem' }] });
      expect((await read(9)).targets[0]).toMatchObject({ reached: 7_000, met: false });
      const { item: view } = await office.command(item(9), 'settle-overlap', { targetId: 't1', sources: ['a1', 'a2'], how: 'apart', reason: '两家名册不重' });
      expect(view.targets[0]).toMatchObject({ value: 12_000, reached: 12_400, met: true });
      tell('2022-11-01', 'both leads of 9 report people of their own; the office decides: apart', `${figure(7_000)} before the decision, ${figure(view.targets[0]!.reached)} of ${figure(view.targets[0]!.value)} 人 after it`);
    });
  });

  describe('the last day', () => {
    it('what those who take part did is accepted by the coordinating lead', async () => {
      await system.setClock('2022-12-30T02:00:00.000Z');
      const onBehalf = { date: '2022-12-29', channel: 'phone', caller: '该单位联系人，电话', scanId: null };
      for (const a of (await read(8)).assignments.filter((each) => each.role === 'participant')) {
        const [by, more] = name(a.unitId) === UNION ? [system.as('union'), {}] : [office, { onBehalf }];
        await by.command(item(8), 'receive', { assignmentId: a.id, ...more });
        await by.command(item(8), 'submit', { stepId: `${a.id}-1`, text: '已配合完成', evidenceIds: [], ...more });
        await education.command(item(8), 'verify', { stepId: `${a.id}-1` });
      }
      expect((await read(8)).assignments.filter((a) => a.status === 'completed')).toHaveLength(8);
    });

    it('38,600 stand, and nothing is closed before the day is over', async () => {
      await report(education, EDUCATION, 8, 38_600, '2022-12-30', '补贴性技能轮训累计38600人次');
      const after = await report(hr, HR, 8, 38_600, '2022-12-30', '全年补贴性技能轮训累计38600人次');
      await system.setClock('2022-12-31T10:00:00.000Z');
      const up = await upOf(8, { day: '2022-12-31', after });
      expect(up).toMatchObject({ total: 38_600, undecided: [] });
      const view = await read(8);
      expect(view).toMatchObject({ light: 'blue', targets: [{ reached: 38_600, met: false }] });
      const early = await office.refused(item(8), 'close-unfulfilled', { reason: '未完成' });
      expect(early).toMatchObject({ status: 409, code: 'too-early', detail: { zh: '2022-12-31 之后方可办理' } });
      tell('2022-12-31', 'the last day', `${figure(up.total)} of ${figure(view.targets[0]!.value)} 人次 stand, light ${view.light}; closing is refused: ${early.detail.zh}`);
    });

    it('at its end both leads are late, and the light says why (亮灯说明)', async () => {
      await system.setClock('2023-01-03T02:00:00.000Z');
      const why = await office.get<LightExplanation>(`/items/${item(8)}/light`);
      const open = why.causes.filter((c) => c.light !== 'green');
      expect(open.map((c) => [name(c.unitId), c.deadline.day, c.since])).toEqual([[EDUCATION, '2022-12-31', '2022-12-31T16:00:00.000Z'], [HR, '2022-12-31', '2022-12-31T16:00:00.000Z']]);
      expect(open.every((c) => c.rule === 'pastDeadline')).toBe(true);
      expect(why).toMatchObject({ light: 'yellow', late: true });
      const page = await office.fetch('GET', `/items/${item(8)}/light/document`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
      tell('2023-01-03', 'why the light of 8 has its colour', `${why.light} since the end of ${open[0]!.deadline.day!}: ${open.map((c) => name(c.unitId)).join(', ')}`);
    });

    it('each lead states its reason, which is ruled on and erases no lateness', async () => {
      for (const [by, unit, reason] of [[education, EDUCATION, '两所学校停课，四期班顺延'], [hr, HR, '年末企业停产检修，剩余班次顺延']] as const) {
        const stepId = `${shareOf(await read(8), unit).id}-1`;
        const { item: asked } = await by.command(item(8), 'state-reason', { stepId, restUntil: '2023-01-31', reason });
        await office.command(item(8), 'rule', { requestId: asked.requests.find((r) => r.status === 'open')!.id, grant: true, reason: '情况属实' });
      }
      const view = await read(8);
      expect(view.requests.map((r) => [r.kind, r.status])).toEqual([['reason', 'granted'], ['reason', 'granted']]);
      expect(view.late).toBe(true);
      tell('2023-01-03', 'both leads state their reasons (正当理由)', `${view.requests.filter((r) => r.status === 'granted').length} are accepted; late stays late`);
    });
  });

  describe('what is left', () => {
    it('is listed with what was reached and who is open', async () => {
      const { items } = await office.get<{ items: OpenAtYearEnd[] }>(`/plans/${planId}/year-end`);
      const eight = items.find((i) => i.itemId === item(8))!;
      expect(eight).toMatchObject({ late: true, unmet: 1, targets: [{ reached: 38_600, met: false }] });
      expect(eight.openUnitIds.map(name)).toEqual([EDUCATION, HR]);
    });

    it('is closed unfulfilled (未完成) with its explanation, which whoever had a part reads', async () => {
      const reason = '年度4万人次，实际38600人次，缺口1400人次因停课停产未能开班';
      const { job, position } = await office.post<JobReply>(`/plans/${planId}/year-end`, { act: 'closeUnfulfilled', itemIds: [item(8)], reason, preview: false });
      expect(job).toMatchObject({ status: 'ended', done: 1, of: 1, refused: [] });
      const view = await read(8);
      expect(view).toMatchObject({ status: 'closedUnfulfilled', late: true, closed: { how: 'closedUnfulfilled', reason } });
      const ledger = await office.get<{ rows: { itemId: string }[] }>('/ledger', { planId, status: 'closedUnfulfilled', after: position });
      expect(ledger.rows.map((r) => r.itemId)).toEqual([item(8)]);
      await until('the leads are told', async () => (await hr.get<{ rows: { itemId: string; kind: string; text: string | null }[] }>('/inbox')).rows.some((n) => n.itemId === item(8) && n.kind === 'closed' && n.text === reason));
      tell('2023-01-03', '8 is closed as unfulfilled, with the reason', `status ${view.status}, late; ${ledger.rows.length} row under it in the ledger (台账)`);
    });

    it('is carried over (结转) into next year’s plan, and stays unfulfilled in this one', async () => {
      const drafted = await importFile(office, Buffer.from(NEXT_YEAR), 'next.txt');
      nextId = (await settleAndIssue(office, drafted.plan.id)).plan.id;
      const act = { act: 'carryOver', itemIds: [item(8)], toPlanId: nextId, deadline: '2023-03-31', reason: '缺口结转下一年度' };
      const preview = await office.post<{ rows: { refusal: unknown }[] }>(`/plans/${planId}/year-end`, { ...act, preview: true });
      expect(preview.rows).toMatchObject([{ itemId: item(8), refusal: null }]);
      const { job } = await office.post<JobReply>(`/plans/${planId}/year-end`, { ...act, preview: false });
      expect(job).toMatchObject({ status: 'ended', done: 1, refused: [] });
      const next = await office.get<PlanReply['plan']>(`/plans/${nextId}`);
      expect(next.carriedIn.map((c) => c.from.itemId)).toEqual([item(8)]);
      const carried = await office.get<ItemView>(`/items/${next.carriedIn[0]!.itemId}`);
      expect(carried).toMatchObject({ number: '结转8', status: 'awaitingReceipt', deadline: '2023-03-31', firstDeadline: '2022-12-31', carriedFrom: { itemId: item(8) }, targets: [{ value: 40_000, unit: '人次' }] });
      expect(carried.assignments.map((a) => [name(a.unitId), a.role])).toEqual([[EDUCATION, 'lead'], [HR, 'lead']]);
      const before = await read(8);
      expect(before).toMatchObject({ status: 'closedUnfulfilled', closed: { carriedTo: { planId: nextId, itemId: carried.id } } });
      expect(await office.refused(item(8), 'carry-over', { toPlanId: nextId, deadline: '2023-03-31', reason: '再次结转' })).toMatchObject({ status: 409, code: 'item-closed' });
      await education.command(carried.id, 'receive', { assignmentId: carried.assignments[0]!.id });
      tell('2023-01-03', '8 is carried over into the plan of 2023', `${carried.number} by ${carried.assignments.length} leads, due ${carried.deadline!}, first deadline ${carried.firstDeadline!}; in the plan of 2022 it stays ${before.status}`);
    });

    it('the roll-up of the old year still says what stood on its last day', async () => {
      expect(await upOf(8, { day: '2022-12-31' })).toMatchObject({ total: 38_600 });
      expect(await upOf(8, { day: '2022-10-31' })).toMatchObject({ total: 35_400 });
    });
  });

  it('is what the page tells', () => {
    expect(told).toEqual(tableOfPage('stories/003-anqing.md', 'story'));
  });
});
