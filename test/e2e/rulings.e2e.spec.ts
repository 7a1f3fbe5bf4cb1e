import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { ItemView, StepView } from '#libs/supervision/item/item.view';
import type { HttpClient, Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, EDUCATION, HR, importFile, planFile, settleAndIssue, UNION, WATCH, type PlanReply } from './the-city';

interface Row {
  itemId: string;
  duty: string;
  light: string;
  due: string | null;
  kind: string;
}
interface InboxRow {
  noticeId: string;
  itemId: string;
  kind: string;
  why: string;
  text: string | null;
}
interface Entry {
  type: string;
  zh: string;
  en: string;
  reason: string | null;
  data: Record<string, unknown> | null;
  actor: { name: string | null; onBehalfOf: string | null };
}

/** What is asked of the office and ruled on, as each side then finds it: item page, lists, timeline, notices, inbox. Later steps stand on earlier ones. */
describe('what is asked and ruled', () => {
  let system: RunningSystem;
  let office: HttpClient, signer: HttpClient, hr: HttpClient, hrHead: HttpClient, hrLeader: HttpClient, education: HttpClient, union: HttpClient, watch: HttpClient, convenor: HttpClient;
  let planId = '';
  let position = '';
  const item = (number: string): string => `${planId}-${number}`;
  const read = (number: string, by = office): Promise<ItemView> => by.get<ItemView>(`/items/${item(number)}`);
  const step = async (number: string, stepId: string): Promise<StepView> => (await read(number)).steps.find((s) => s.id === stepId)!;
  /** Sends a command, and has the lists read what it wrote. */
  const act = async (by: HttpClient, number: string, command: string, body: unknown): Promise<ItemView> => {
    const answer = await by.command(item(number), command, body);
    position = answer.position;
    return answer.item;
  };
  const rows = async <T>(by: HttpClient, path: string, query: Record<string, string> = {}): Promise<T[]> => (await by.get<{ rows: T[] }>(path, { ...query, after: position })).rows;
  const overdue = async (number: string): Promise<string[]> => (await rows<Row>(office, '/overdue', { planId })).filter((r) => r.itemId === item(number)).map((r) => r.duty);
  const ledger = async (number: string): Promise<Record<string, unknown>> => (await rows<Record<string, unknown> & { itemId: string }>(office, '/ledger', { planId })).find((r) => r.itemId === item(number))!;
  const lit = async (light: string): Promise<number> => (await office.get<{ byLight: { light: string; count: number }[] }>('/dashboard', { planId, after: position })).byLight.find((b) => b.light === light)?.count ?? 0;
  const inbox = async (by: HttpClient, number: string, kind: string): Promise<InboxRow[]> => (await rows<InboxRow>(by, '/inbox')).filter((r) => r.itemId === item(number) && r.kind === kind);
  const timeline = async (number: string, by = office): Promise<Entry[]> => (await by.get<{ entries: Entry[] }>(`/items/${item(number)}/timeline`)).entries;
  const written = (number: string, type: string, more: (data: Record<string, unknown>) => boolean = () => true): Promise<unknown> =>
    until(`${type} in item ${number}`, async () => (await system.store.readStream(`item/${item(number)}`)).find((e) => e.type === type && more(e.data)));
  const refusal = async (by: HttpClient, number: string, command: string, body: unknown, told: Partial<Told>): Promise<void> => {
    const problem = await by.refused(item(number), command, body);
    expect(problem).toMatchObject(told);
    expect(problem.detail.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(problem.detail.en).toMatch(/^[A-Z0-9“][ -~–—’“”]+$/);
  };

  beforeAll(async () => {
    system = await aCity();
    [office, signer, hr, hrHead, hrLeader, education, union, watch, convenor] = (['office', 'signer', 'hr', 'hrhead', 'hrleader', 'education', 'union', 'watch', 'convenor'] as const).map((login) => system.as(login)) as [HttpClient, HttpClient, HttpClient, HttpClient, HttpClient, HttpClient, HttpClient, HttpClient, HttpClient];
    const { plan } = await importFile(office, planFile('points-plan.txt'), 'points-plan.txt', { supervisingUnitId: system.unit(WATCH) });
    planId = plan.id;
    const third = plan.items.find((i) => i.number === '3') as PlanReply['plan']['items'][number] & { leads: string[]; participants: string[]; units: string[] };
    await office.post(`/plans/${planId}/change-item`, { itemKey: third.key, leads: third.leads, participants: third.participants, units: third.units, deadline: '2031-06-30' });
    await settleAndIssue(office, planId);
    await act(hr, '3', 'receive', { assignmentId: 'a1' });
    await act(education, '3', 'receive', { assignmentId: 'a2' });
    await act(education, '2', 'receive', { assignmentId: 'a2' });
  });
  afterAll(() => system?.stop());

  describe('a reason stated for a delay', () => {
    it('is asked before the day, and refused: the rungs go on, and the unit is told', async () => {
      await system.setClock('2031-06-24T02:00:00.000Z');
      await refusal(hr, '2', 'state-reason', { stepId: 'a2-1', restUntil: '2031-07-31', reason: '不是本单位的' }, { status: 404 });
      const asked = (await act(education, '2', 'state-reason', { stepId: 'a2-1', restUntil: '2031-07-31', reason: '材料待上级核定' })).requests.at(-1)!;
      expect(asked).toMatchObject({ kind: 'reason', status: 'open', day: '2031-07-31', unitId: system.unit(EDUCATION) });
      expect((await read('2')).assignments[1]).toMatchObject({ paused: true });
      // The office is itself a lead of the item: it rules on what another unit asks all the same.
      expect(await inbox(office, '2', 'requested')).toMatchObject([{ why: 'ruling', text: '材料待上级核定' }]);
      expect((await rows<Row>(office, '/todo')).filter((r) => r.itemId === item('2') && r.kind === 'rule')).toHaveLength(1);
      await refusal(education, '2', 'rule', { requestId: asked.id, grant: true, reason: '自己同意' }, { status: 403 });
      await refusal(office, '2', 'rule', { requestId: asked.id, grant: false, reason: ' ' }, {});
      const refused = await act(office, '2', 'rule', { requestId: asked.id, grant: false, reason: '理由不充分' });
      expect(refused.requests.at(-1)).toMatchObject({ status: 'refused', ruledBy: 'p-office' });
      expect(refused.assignments[1]).toMatchObject({ paused: false });
      expect(await inbox(education, '2', 'ruled')).toMatchObject([{ text: '理由不充分', why: 'informed' }]);
      expect((await rows<Row>(office, '/todo')).filter((r) => r.itemId === item('2') && r.kind === 'rule')).toEqual([]);
      await refusal(office, '2', 'rule', { requestId: asked.id, grant: true, reason: '再裁一次' }, { status: 409, code: 'request-not-open' });
    });

    it('is accepted: the rungs rest until the day named, and lateness stays', async () => {
      const asked = (await act(education, '2', 'state-reason', { stepId: 'a2-1', restUntil: '2031-07-31', reason: '上级核定延后，附函' })).requests.at(-1)!;
      await act(office, '2', 'rule', { requestId: asked.id, grant: true, reason: '同意' });
      await system.setClock('2031-07-02T02:00:00.000Z');
      await written('2', 'OverdueMarked', (d) => d['stepId'] === 'a2-1');
      expect((await read('2')).assignments[1]).toMatchObject({ light: 'yellow', late: true });
      const { entries } = await education.get<{ entries: { key: string; at: string; act: string }[] }>(`/items/${item('2')}/agenda`);
      const rungs = entries.filter((e) => e.key.startsWith('step:a2-1/') && (e.act === 'remind' || e.act === 'draftPaper' || e.act === 'escalate'));
      expect(rungs.length).toBeGreaterThan(0);
      for (const rung of rungs) expect(rung.at >= '2031-07-31').toBe(true);
    });
  });

  describe('an objection to a lateness', () => {
    it('turns yellow and red as everybody reads it, and its papers are signed', async () => {
      await written('3', 'PaperDrafted', (d) => d['stepId'] === 'a1-1' && d['paper'] === 'yellowPaper');
      const yellow = (await read('3')).papers.find((p) => p.stepId === 'a1-1')!;
      await act(signer, '3', 'sign-paper', { paperId: yellow.id });
      expect(await inbox(hr, '3', 'yellowPaper')).toHaveLength(1);
      await until('both are overdue', async () => (await overdue('3')).length === 2);
      expect(await ledger('3')).toMatchObject({ light: 'yellow', late: true });
    });

    it('is made by the unit that it is about, once, and on the office’s desk', async () => {
      const object = { assignmentId: 'a1', stepId: 'a1-1', what: 'lateness', reason: '材料已于 6 月 28 日线下报送' };
      await refusal(education, '3', 'object', object, { status: 403 });
      await refusal(hr, '3', 'object', { ...object, what: 'return' }, { status: 404, code: 'not-found' });
      const asked = (await act(hr, '3', 'object', object)).requests.at(-1)!;
      expect(asked).toMatchObject({ kind: 'objection', status: 'open', disputed: { what: 'lateness', duty: 'step:a1-1' } });
      await refusal(hr, '3', 'object', object, { status: 409, code: 'request-open' });
      // An objection keeps no light back.
      expect((await read('3')).assignments[0]).toMatchObject({ light: 'yellow', paused: false });
      expect(await inbox(office, '3', 'requested')).toMatchObject([{ why: 'ruling', text: object.reason }]);
    });

    it('refused: everything stays as it was, and the unit reads why', async () => {
      const asked = (await read('3')).requests.find((r) => r.kind === 'objection')!;
      const view = await act(office, '3', 'rule', { requestId: asked.id, grant: false, reason: '未见报送记录' });
      expect(view.assignments[0]).toMatchObject({ light: 'yellow', late: true });
      expect(await inbox(hr, '3', 'ruled')).toMatchObject([{ text: '未见报送记录' }]);
      expect(await overdue('3')).toContain('step:a1-1');
    });

    it('upheld: the light is put right and stays to be seen, struck through; it leaves every count and the overdue list; all who were told are told', async () => {
      await system.setClock('2031-07-02T03:00:00.000Z');
      const before = { yellow: await lit('yellow') };
      const basis = '经核，6 月 28 日已线下报送';
      const objection = (a: string): object => ({ assignmentId: a, stepId: `${a}-1`, what: 'lateness', reason: '补充线下报送回执' });
      const asked = (await act(education, '3', 'object', objection('a2'))).requests.at(-1)!;
      await act(office, '3', 'rule', { requestId: asked.id, grant: true, reason: basis });
      // What was ruled on is not disputed again; the office puts it right of its own accord.
      await refusal(hr, '3', 'object', objection('a1'), { status: 409, code: 'request-not-open' });
      await act(office, '3', 'correct', { duty: 'step:a1-1', arming: 1, basis });
      const view = await read('3');
      expect(view).toMatchObject({ late: false });
      expect(view.assignments[0]).toMatchObject({ late: false });
      expect(['yellow', 'red', 'blue']).not.toContain(view.assignments[0]!.light);
      const lateness = view.steps.find((s) => s.id === 'a1-1')!.lateness;
      expect(lateness).toMatchObject([{ dueAt: '2031-06-30T16:00:00.000Z', overturned: { basis: '经核，6 月 28 日已线下报送', was: 'yellow' } }]);
      expect(await overdue('3')).toEqual([]);
      expect(await ledger('3')).toMatchObject({ late: false });
      expect(await lit('yellow')).toBe(before.yellow - 1);
      const why = await office.get<{ light: string; lateness: { overturned: unknown }[] }>(`/items/${item('3')}/light`);
      expect(why.lateness.filter((l) => l.overturned !== null)).toHaveLength(2);
      const corrected = await inbox(hr, '3', 'corrected');
      expect(corrected).toMatchObject([{ text: '经核，6 月 28 日已线下报送' }]);
      expect((await timeline('3')).filter((e) => e.type === 'LatenessOverturned')).toMatchObject([{ zh: '更正逾期', en: 'lateness overturned', reason: '经核，6 月 28 日已线下报送' }, {}]);
      // As of the moment before, the light is what it was.
      const then = await office.get<{ light: string }>(`/items/${item('3')}/light`, { asOf: '2031-07-02T02:59:00.000Z' });
      expect(then.light).toBe('yellow');
      // The work is still owed: it stands among what is to do.
      expect((await rows<Row>(hr, '/todo')).map((r) => r.duty)).toContain('step:a1-1');
    });

    it('another unit of the item reads neither request nor reason', async () => {
      const theirs = await read('3', education);
      expect(theirs.requests.every((r) => r.assignmentId === 'a2')).toBe(true);
      const entries = (await timeline('3', education)).filter((e) => e.type === 'RequestMade');
      expect(entries.map((e) => e.reason)).toContain(null);
    });
  });

  describe('a correction without an objection', () => {
    it('is made by the office with its basis, and not by the unit', async () => {
      const duty = 'step:a2-1';
      await refusal(education, '2', 'correct', { duty, arming: 1, basis: '自行更正' }, { status: 403 });
      await refusal(office, '2', 'correct', { duty, arming: 9, basis: '录入有误' }, { status: 404 });
      const view = await act(office, '2', 'correct', { duty, arming: 1, basis: '期限录入有误' });
      expect(view.assignments[1]).toMatchObject({ late: false });
      expect(await overdue('2')).not.toContain(duty);
      expect(await inbox(education, '2', 'corrected')).toMatchObject([{ text: '期限录入有误' }]);
    });
  });

  describe('a task that is declined', () => {
    it('refused, it comes back with its clock; granted, it goes on to another unit, which is told', async () => {
      const first = (await act(hr, '4', 'decline', { assignmentId: 'a1', reason: '职责不符', proposedUnitId: null })).requests.at(-1)!;
      expect((await ledger('4'))['paused']).toBe(false);
      expect((await read('4')).assignments[0]).toMatchObject({ paused: true });
      await refusal(hr, '4', 'receive', { assignmentId: 'nowhere' }, { status: 404, code: 'assignment-not-found' });
      await act(office, '4', 'rule', { requestId: first.id, grant: false, reason: '属于你局职责' });
      expect((await read('4')).assignments[0]).toMatchObject({ status: 'awaitingReceipt', paused: false });
      const second = (await act(hr, '4', 'decline', { assignmentId: 'a1', reason: '三定方案已调整', proposedUnitId: system.unit(UNION) })).requests.at(-1)!;
      const view = await act(office, '4', 'rule', { requestId: second.id, grant: true, reason: '同意改派' });
      const taken = view.assignments.find((a) => a.unitId === system.unit(UNION))!;
      expect(view.assignments[0]).toMatchObject({ status: 'declined' });
      expect(taken).toMatchObject({ status: 'awaitingReceipt', role: 'lead', coordinator: true });
      expect((await inbox(hr, '4', 'ruled')).map((r) => r.text)).toEqual(expect.arrayContaining(['属于你局职责', '同意改派']));
      expect(await inbox(union, '4', 'assigned')).toMatchObject([{ why: 'assignee', text: '同意改派' }]);
      expect(await ledger('4')).toMatchObject({ leadUnitIds: [system.unit(UNION)] });
      await act(union, '4', 'receive', { assignmentId: taken.id });
      // Who had it reads what it was, and is owed nothing by it.
      expect((await rows<Row>(hr, '/todo')).filter((r) => r.itemId === item('4'))).toEqual([]);
    });

    it('transferred by the office, the former unit is told as well', async () => {
      const lead = (await read('4')).assignments.find((a) => a.unitId === system.unit(UNION))!;
      const view = await act(office, '4', 'transfer', { assignmentId: lead.id, toUnitId: system.unit(EDUCATION), reason: '机构改革' });
      expect(view.assignments.find((a) => a.unitId === system.unit(EDUCATION))).toMatchObject({ status: 'awaitingReceipt', coordinator: true });
      expect(await inbox(education, '4', 'assigned')).toHaveLength(1);
      expect(await inbox(union, '4', 'transferred')).toMatchObject([{ why: 'informed', text: '机构改革' }]);
      await refusal(union, '4', 'report', { assignmentId: lead.id, text: '继续', values: [] }, { status: 409, code: 'assignment-closed' });
      await refusal(office, '4', 'transfer', { assignmentId: lead.id, toUnitId: system.unit(HR), reason: '再转' }, { status: 409, code: 'assignment-closed' });
    });
  });

  describe('figures that the paper does not give', () => {
    it('are owed, given once by the lead, and counted', async () => {
      expect(await ledger('6')).toMatchObject({ awaitingQuantification: true });
      // The office leads item 6.
      await refusal(hr, '6', 'quantify', { targets: [{ id: 't9', metric: '督导', comparison: '>=', value: 4, unit: '次', text: '4次' }], deadline: '2031-11-30', steps: [] }, { status: 404 });
      await refusal(office, '6', 'quantify', { targets: [], deadline: '2031-02-01', steps: [] }, { status: 422, code: 'date-in-the-past' });
      const view = await act(office, '6', 'quantify', { targets: [{ id: 't9', metric: '督导', comparison: '>=', value: 4, unit: '次', text: '不少于4次' }], deadline: '2031-11-28', steps: [{ id: 's1', assignmentId: 'a1', title: '半年督导', day: '2031-08-29', evidenceRequired: false }] });
      expect(view).toMatchObject({ awaitingQuantification: false, deadline: '2031-11-28' });
      expect(view.targets.find((t) => t.id === 't9')).toMatchObject({ value: 4, met: false });
      expect(view.steps.find((s) => s.title === '半年督导')).toMatchObject({ deadline: '2031-08-29' });
      expect(await ledger('6')).toMatchObject({ awaitingQuantification: false, deadline: '2031-11-28' });
      expect((await timeline('6')).map((e) => e.type)).toContain('ItemQuantified');
    });

    it('are waived with a reason, by another than who owes them', async () => {
      const target = (await read('3')).targets[0]!;
      await refusal(hr, '3', 'waive-target', { targetId: target.id, reason: '完不成' }, { status: 403 });
      await refusal(office, '6', 'waive-target', { targetId: 't9', reason: '自己的' }, { status: 403, code: 'own-work' });
      const view = await act(office, '3', 'waive-target', { targetId: target.id, reason: '统计口径调整' });
      expect(view.targets[0]).toMatchObject({ waived: '统计口径调整' });
    });
  });

  describe('approvals inside the unit', () => {
    let strict = '';
    it('are as many as the policy asks, by two persons, each by name and time; what is sent back comes back', async () => {
      await office.post('/policies/strict', { name: '严格督办规则', rules: { ...STANDARD_RULES, unitApprovals: 2 }, variants: [], basis: '联席会议纪要第 3 号' });
      const { plan } = await importFile(office, Buffer.from(`2031年青岚市专项工作要点\n一、要做的事\n1. 办好一件事。9月底前完成。（牵头单位：${HR}）\n`), 'one.txt', { policyId: 'strict' });
      strict = plan.id;
      const issued = await settleAndIssue(office, strict);
      const id = issued.plan.issueItems[0]!.itemId;
      await hr.command(id, 'receive', { assignmentId: 'a1' });
      const submit = { stepId: 'a1-1', text: '已办好', evidenceIds: [] };
      const sought = await hr.command(id, 'submit', submit);
      expect(sought.item.steps[0]).toMatchObject({ status: 'inApproval', approvals: 0 });
      expect(await hr.refused(id, 'approve', { stepId: 'a1-1' })).toMatchObject({ status: 403 });
      expect(await office.refused(id, 'verify', { stepId: 'a1-1' })).toMatchObject({ status: 409, code: 'step-not-submitted' });
      const waits = await hrHead.get<{ rows: Row[] }>('/todo', { after: sought.position });
      expect(waits.rows.filter((r) => r.itemId === id && r.kind === 'approve')).toHaveLength(1);
      expect((await hrHead.command(id, 'send-back', { stepId: 'a1-1', reason: '数字核实后再报' })).item.steps[0]).toMatchObject({ status: 'open' });
      await hr.command(id, 'submit', submit);
      expect((await hrHead.command(id, 'approve', { stepId: 'a1-1' })).item.steps[0]).toMatchObject({ status: 'inApproval', approvals: 1 });
      expect(await hrHead.refused(id, 'approve', { stepId: 'a1-1' })).toMatchObject({ status: 403, code: 'own-work' });
      const out = await hrLeader.command(id, 'approve', { stepId: 'a1-1' });
      expect(out.item.steps[0]).toMatchObject({ status: 'submitted', submissions: [{ personId: 'p-hr', outcome: 'pending' }] });
      const told = await office.get<{ rows: InboxRow[] }>('/inbox', { after: out.position });
      expect(told.rows.filter((r) => r.itemId === id && r.kind === 'submitted')).toMatchObject([{ why: 'verifier' }]);
      const { entries } = await hr.get<{ entries: Entry[] }>(`/items/${id}/timeline`);
      expect(entries.filter((e) => e.type === 'ApprovalGiven').map((e) => e.actor.name)).toEqual(['hrhead', 'hrleader']);
      expect(entries.find((e) => e.type === 'ApprovalSentBack')).toMatchObject({ reason: '数字核实后再报' });
      // The paper gives it no figures, which keeps it open until somebody says that it needs none.
      expect((await office.command(id, 'verify', { stepId: 'a1-1' })).item).toMatchObject({ status: 'inProgress', awaitingQuantification: true, assignments: [{ status: 'completed' }] });
      const done = await office.command(id, 'quantify', { targets: [], steps: [], notNeeded: '一次性工作，无须量化' });
      expect(done.item).toMatchObject({ status: 'completed', late: false });
      // Opened anew, it is open for everybody, and its workflow runs again.
      const again = await office.command(id, 'reopen', { stepId: 'a1-1', day: null, reason: '数字有误' });
      expect(again.item).toMatchObject({ status: 'inProgress', closed: null });
      const back = await hr.get<{ rows: InboxRow[] }>('/inbox', { after: again.position });
      expect(back.rows.filter((r) => r.itemId === id && r.kind === 'reopened')).toMatchObject([{ text: '数字有误' }]);
      const temporal = await system.temporalClient();
      const handle = temporal.workflow.getHandle(`${strict} · 1 · ${id}`);
      await until('its workflow runs again', async () => (await handle.describe()).status.name === 'RUNNING');
      expect(await office.refused(id, 'reopen', { stepId: 'a1-1', day: null, reason: '再来' })).toMatchObject({ status: 409, code: 'step-not-open' });
    });
  });

  describe('the course of an item', () => {
    it('suspended, it is paused everywhere; resumed, its days moved; both are told', async () => {
      await refusal(hr, '3', 'suspend', { reason: '想停一停' }, { status: 403 });
      await act(office, '3', 'suspend', { reason: '等待上级部署' });
      expect(await ledger('3')).toMatchObject({ status: 'suspended', paused: true });
      await refusal(hr, '3', 'report', { assignmentId: 'a1', text: '进展', values: [] }, { status: 409, code: 'item-suspended' });
      await refusal(office, '3', 'suspend', { reason: '再停' }, { status: 409, code: 'item-suspended' });
      await system.setClock('2031-07-09T02:00:00.000Z');
      await act(office, '3', 'resume', { reason: '部署已到' });
      expect(await ledger('3')).toMatchObject({ status: 'inProgress', paused: false });
      expect((await step('3', 'a1-1')).firstDeadline).toBe('2031-06-30');
      for (const by of [hr, education]) {
        expect(await inbox(by, '3', 'suspended')).toMatchObject([{ text: '等待上级部署' }]);
        expect(await inbox(by, '3', 'resumed')).toMatchObject([{ text: '部署已到' }]);
      }
      await refusal(office, '3', 'resume', { reason: '再恢复' }, { status: 409, code: 'item-not-suspended' });
    });

    it('urged within the interval, only the first is sent', async () => {
      await act(office, '3', 'urge', { assignmentId: 'a1', text: '请抓紧' });
      await refusal(office, '3', 'urge', { assignmentId: 'a1', text: '再催' }, { status: 429, code: 'urged-too-often' });
      expect(await inbox(hr, '3', 'urging')).toMatchObject([{ text: '请抓紧' }]);
      await system.setClock('2031-07-10T02:00:01.000Z');
      await act(office, '3', 'urge', { assignmentId: 'a1', text: '第二次催办' });
      expect(await inbox(hr, '3', 'urging')).toHaveLength(2);
    });

    it('withdrawn by a higher leader alone: grey, out of what is owed, told to all', async () => {
      await refusal(office, '3', 'withdraw', { reason: '政策取消' }, { status: 403 });
      await refusal(convenor, '3', 'withdraw', { reason: '' }, {});
      const view = await act(convenor, '3', 'withdraw', { reason: '上级政策取消' });
      expect(view).toMatchObject({ status: 'withdrawn', light: 'grey', closed: { how: 'withdrawn' } });
      expect(await ledger('3')).toMatchObject({ status: 'withdrawn', light: 'grey', closedHow: 'withdrawn' });
      expect((await rows<Row>(hr, '/todo')).filter((r) => r.itemId === item('3'))).toEqual([]);
      expect(await inbox(hr, '3', 'closed')).toMatchObject([{ text: '上级政策取消' }]);
      await refusal(office, '3', 'reopen', { stepId: 'a1-1', day: null, reason: '重启' }, { status: 409, code: 'item-closed' });
    });

    it('recorded on behalf of a unit that has nobody: from the office, with day, caller and scan', async () => {
      const scan = await office.ask<{ evidence: { id: string } }>('POST', `/items/${item('4')}/evidence`, { raw: Buffer.from('%PDF-1.4\n%%EOF\n'), query: { assignmentId: 'a3', name: '签收单.pdf', onBehalf: 'true' }, headers: { 'content-type': 'application/pdf' } });
      expect(scan.status).toBe(200);
      const onBehalf = { date: '2031-07-08', channel: 'phone', caller: '统计局联系人李某，电话', scanId: scan.body.evidence.id };
      await refusal(office, '4', 'receive', { assignmentId: 'a3', onBehalf: { ...onBehalf, date: '2031-07-30' } }, { status: 422, code: 'date-invalid' });
      await refusal(union, '4', 'receive', { assignmentId: 'a3', onBehalf }, {});
      const view = await act(office, '4', 'receive', { assignmentId: 'a3', onBehalf });
      expect(view.assignments[2]).toMatchObject({ receivedOnBehalf: true, receivedAt: '2031-07-08T04:00:00.000Z' });
      const entry = (await timeline('4')).find((e) => e.type === 'AssignmentReceived' && e.data?.['assignmentId'] === 'a3')!;
      expect(entry.actor.onBehalfOf).toBe(view.assignments[2]!.unitId);
      expect(JSON.stringify(entry.data)).toContain(onBehalf.scanId);
      await refusal(office, '4', 'receive', { assignmentId: 'a3', onBehalf }, { status: 409, code: 'already-received' });
    });
  });

  it('stands in the timeline, all of it', async () => {
    const types = new Set((await timeline('3')).map((e) => e.type));
    for (const type of ['RequestMade', 'RequestRefused', 'RequestGranted', 'LatenessOverturned', 'ItemSuspended', 'ItemResumed', 'TargetWaived', 'AssignmentUrged', 'ItemClosed']) expect(types).toContain(type);
  });
});
