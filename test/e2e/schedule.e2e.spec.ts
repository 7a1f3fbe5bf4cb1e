import ExcelJS from 'exceljs';
import type { DraftItemSchedule } from '#libs/supervision/schedule/draft.preview';
import type { StepForecast, TakeOver } from '#libs/supervision/schedule/forecast';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, dryRun, EDUCATION, HR, importFile, UNION, type PlanReply } from './the-city';

jest.setTimeout(180_000);

/** Fourteen works of one year, all to be done by 30 November: written for the test. */
const WORKS = ['现场观摩', '技能竞赛', '政策宣讲', '工匠评选', '培训补贴', '职称评审', '校企合作', '建会入会', '集体协商', '困难帮扶', '创新工作室', '数据平台', '典型宣传', '总结评估'];
const CSV = ['序号,项目名称,工作内容,牵头单位,完成时限', ...WORKS.map((title, i) => `${i + 1},${title},开展${title}工作,${[HR, EDUCATION, UNION][i % 3]},2026年11月30日前`)].join('\n');

interface ScheduleReply {
  months: string[];
  draft: DraftItemSchedule[];
  items: { itemId: string; number: string; deadline: string | null; finish: string | null; steps: StepForecast[]; takeOver: TakeOver | null }[];
}

/** Backwards from 30 November across the October holiday; one slips, and its followers move. */
describe('schedules', () => {
  let system: RunningSystem;
  let planId: string;
  const as = (who: string): HttpClient => system.as(who);
  const schedule = (query: Record<string, string> = {}): Promise<ScheduleReply> => as('office').get<ScheduleReply>(`/plans/${planId}/schedule`, query);
  const first = async (query: Record<string, string> = {}) => (await schedule(query)).items.find((i) => i.number === '1')!;
  const STEPS = [
    { key: 'plan', title: '制定方案', workingDays: 8, after: [] },
    { key: 'do', title: '组织实施', workingDays: 30, after: ['plan'] },
    { key: 'close', title: '总结验收', workingDays: 5, after: ['do'] },
  ];

  beforeAll(async () => {
    system = await aCity({ now: '2026-09-01T01:00:00.000Z', apis: 1, worker: false });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'works.csv');
    planId = plan.id;
    await as('office').post(`/plans/${planId}/period`, { from: '2026-01-01', to: '2026-12-31' });
  });
  afterAll(() => system?.stop());

  it('proposes a schedule for each work, accepted in bulk by a person; each can be changed, and what cannot be is refused by field', async () => {
    const before = await schedule();
    expect(before.draft.map((i) => [i.template, i.steps.map((s) => s.title)])).toEqual(WORKS.map(() => ['three-parts', ['方案制定', '组织实施', '总结验收']]));
    const { preview } = await as('office').post<{ preview: DraftItemSchedule[] }>(`/plans/${planId}/accept-schedules`, { preview: true });
    expect(preview).toHaveLength(14);
    expect((await as('office').get<PlanReply['plan']>(`/plans/${planId}`)).items.every((i) => i.steps === undefined)).toBe(true);
    const { plan } = await as('office').post<PlanReply>(`/plans/${planId}/accept-schedules`, {});
    expect(plan.items.map((i) => i.steps?.length)).toEqual(WORKS.map(() => 3));
    const itemKey = plan.items[0]!.key;
    const circle = STEPS.map((s) => (s.key === 'plan' ? { ...s, after: ['close'] } : s));
    expect(await as('office').ask('POST', `/plans/${planId}/change-item`, { body: { itemKey, steps: circle } })).toMatchObject({ status: 422, body: { code: 'schedule-invalid', fields: [{ field: 'steps[0].after' }, { field: 'steps[1].after' }, { field: 'steps[2].after' }] } });
    for (const i of plan.items) await as('office').post(`/plans/${planId}/change-item`, { itemKey: i.key, steps: STEPS });
    const changed = (await schedule()).draft.find((i) => i.itemKey === itemKey)!;
    expect(changed.steps.map((s) => [s.planned.from, s.planned.to, s.shortWorkingDays])).toEqual([['2026-09-24', '2026-10-12', 0], ['2026-10-13', '2026-11-23', 0], ['2026-11-24', '2026-11-30', 0]]);
    expect(await as('hr').ask('POST', `/plans/${planId}/accept-schedules`, { body: {} })).toMatchObject({ status: 403 });
  });

  it('comes back from csv and xlsx as it was', async () => {
    const { items } = await as('office').get<PlanReply['plan']>(`/plans/${planId}`);
    for (const format of ['csv', 'xlsx']) {
      const bytes = new Uint8Array(await (await as('office').fetch('GET', `/plans/${planId}/export`, { query: { format } })).arrayBuffer());
      expect((await dryRun(as('office'), bytes, `plan.${format}`)).items.map((i) => i.steps)).toEqual(items.map((i) => i.steps));
    }
  });

  it('is issued backwards: 1 to 7 October and the Mid-Autumn Festival off, Saturday 10 October worked', async () => {
    await as('office').post(`/plans/${planId}/issue`);
    const { items, months } = await schedule();
    expect(items).toHaveLength(14);
    expect(months).toEqual(['2026-09', '2026-10', '2026-11']);
    expect(new Set(items.map((i) => i.steps[0]!.planned!.from))).toEqual(new Set(['2026-09-24']));
    const steps = items[0]!.steps;
    expect(steps.map((s) => [s.title, s.planned, s.deadline, s.after])).toEqual([
      ['制定方案', { from: '2026-09-24', to: '2026-10-12' }, '2026-10-12', []],
      ['组织实施', { from: '2026-10-13', to: '2026-11-23' }, '2026-11-23', ['a1-1']],
      ['总结验收', { from: '2026-11-24', to: '2026-11-30' }, '2026-11-30', ['a1-2']],
    ]);
    for (const s of items.flatMap((i) => i.steps)) expect([s.forecast, s.movedWorkingDays]).toEqual([s.planned, 0]);
  });

  it('one slips: its followers move by its working days, no deadline does, and the chart as known before says nothing of it', async () => {
    const { itemId } = await first();
    await system.setClock('2026-09-24T02:00:00.000Z');
    await as('hr').post(`/items/${itemId}/receive`, { assignmentId: 'a1' });
    await system.setClock('2026-10-10T02:00:00.000Z');
    for (const other of (await schedule()).items.filter((i) => i.itemId !== itemId)) {
      const who = ['hr', 'education', 'union'][(Number(other.number) - 1) % 3]!;
      await as(who).post(`/items/${other.itemId}/receive`, { assignmentId: 'a1' });
      await as(who).post(`/items/${other.itemId}/submit`, { stepId: 'a1-1', text: '方案已印发各县区并开始实施', evidenceIds: [] });
      await as('office').post(`/items/${other.itemId}/verify`, { stepId: 'a1-1' });
    }
    await system.setClock('2026-10-13T02:00:00.000Z');
    for (const other of (await schedule()).items.filter((i) => i.itemId !== itemId)) {
      const who = ['hr', 'education', 'union'][(Number(other.number) - 1) % 3]!;
      await as(who).post(`/items/${other.itemId}/report`, { assignmentId: 'a1', stepId: 'a1-2', text: '已按方案启动，首批覆盖9家企业', values: [] });
    }
    await system.setClock('2026-10-16T02:00:00.000Z');
    for (const other of (await schedule()).items.filter((i) => i.itemId !== itemId)) expect([other.finish, other.takeOver]).toEqual(['2026-11-30', null]);
    const { steps, finish, deadline } = await first();
    // The 13th to the 16th have gone by.
    expect(steps.map((s) => [s.forecast?.to, s.movedWorkingDays, s.lateWorkingDays, s.heldBy])).toEqual([['2026-10-16', 4, 4, []], ['2026-11-27', 4, 4, ['a1-1']], ['2026-12-04', 4, 4, ['a1-2']]]);
    expect(steps.map((s) => [s.deadline, s.light])).toEqual([['2026-10-12', 'red'], ['2026-11-23', 'green'], ['2026-11-30', 'green']]);
    expect([finish, deadline]).toEqual(['2026-12-04', '2026-11-30']);
    expect((await first({ asOf: '2026-10-12' })).steps.map((s) => s.movedWorkingDays)).toEqual([0, 0, 0]);
    const own = await as('hr').get<{ steps: StepForecast[] }>(`/items/${itemId}/schedule`);
    expect(own.steps).toEqual(steps);
  });

  it('what was sent and accepted is actual; what is begun says since when', async () => {
    const { itemId } = await first();
    await as('hr').post(`/items/${itemId}/submit`, { stepId: 'a1-1', text: '方案已经市政府常务会议审议通过', evidenceIds: [] });
    await as('office').post(`/items/${itemId}/verify`, { stepId: 'a1-1' });
    await system.setClock('2026-10-19T02:00:00.000Z');
    await as('hr').post(`/items/${itemId}/report`, { assignmentId: 'a1', stepId: 'a1-2', text: '已在三个县启动现场观摩，覆盖12家企业', values: [] });
    const { steps } = await first();
    expect(steps.map((s) => [s.actual, s.late])).toEqual([[{ from: '2026-09-24', to: '2026-10-16' }, true], [{ from: '2026-10-19', to: null }, false], [{ from: null, to: null }, false]]);
    expect(steps.map((s) => s.forecast)).toEqual([null, { from: '2026-10-19', to: '2026-11-27' }, { from: '2026-11-30', to: '2026-12-04' }]);
  });

  it('the office takes the forecast over as an amendment, shown before it is made; what was late stays late', async () => {
    const { itemId, takeOver } = await first();
    expect(takeOver).toEqual({ deadline: '2026-12-04', steps: [{ stepId: 'a1-2', day: '2026-11-27' }] });
    const change = { itemId, ...takeOver, withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false };
    const body = { basis: '专班〔2026〕9号', changes: [change] };
    const shown = await as('office').post<{ changes: { kind: string; before: string; after: string }[] }>(`/plans/${planId}/amend`, { ...body, preview: true });
    expect(shown.changes.map((c) => [c.kind, c.before, c.after])).toEqual([['deadline', '2026-11-30', '2026-12-04'], ['step', '组织实施：2026-11-23', '2026-11-27']]);
    expect((await first()).deadline).toBe('2026-11-30');
    await as('office').post(`/plans/${planId}/amend`, { ...body, preview: false });
    const after = await first();
    expect(after.steps.map((s) => [s.firstDeadline, s.deadline, s.movedWorkingDays, s.late])).toEqual([['2026-10-12', '2026-10-12', 4, true], ['2026-11-23', '2026-11-27', 0, false], ['2026-11-30', '2026-12-04', 0, false]]);
    expect(after.takeOver).toBeNull();
    expect(after.steps.map((s) => s.planned?.to)).toEqual(['2026-10-12', '2026-11-23', '2026-11-30']);
  });

  it('the responsibility list and the chart go out as files', async () => {
    await as('hr').post(`/items/${(await first()).itemId}/name-person`, { assignmentId: 'a1', personId: 'p-hr' });
    const { rows } = await as('office').get<{ rows: { number: string; step: string; unitId: string; personId: string | null; deadline: string; status: string }[] }>(`/plans/${planId}/responsibilities`);
    expect(rows).toHaveLength(42);
    expect(rows[1]).toMatchObject({ number: '1', step: '组织实施', unitId: system.unit(HR), personId: 'p-hr', deadline: '2026-11-27', status: 'open' });
    const csv = await (await as('office').fetch('GET', `/plans/${planId}/schedule/export`, { query: { format: 'csv', list: 'responsibilities' } })).text();
    expect(csv.split('\r\n')[2]).toBe(`1,现场观摩,组织实施,${HR},hr,2026-11-23,2026-11-27,办理中,绿,`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await (await as('office').fetch('GET', `/plans/${planId}/schedule/export`, { query: { format: 'xlsx' } })).arrayBuffer());
    expect(workbook.worksheets.map((s) => s.name)).toEqual(['进度推进表', '计划与实际', '责任清单']);
    const chart = workbook.getWorksheet('进度推进表')!;
    expect((chart.getRow(1).values as string[]).slice(6)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
    expect((chart.getRow(2).values as string[]).slice(6)).toEqual(['计24-末 实24-末', '计1-12 实1-16', '', '']);
    expect((chart.getRow(3).values as string[])[8]).toBe('计1-23 预1-27');
    // A unit sees the works that are its own.
    const own = await as('education').get<ScheduleReply>(`/plans/${planId}/schedule`);
    expect(own.items.map((i) => i.number)).toEqual(['2', '5', '8', '11', '14']);
  });

  describe('carried over into the next year', () => {
    let next: string;
    const carry = { act: 'carryOver', reason: '年度内未完成，转入下年度继续' };
    const nextYear = ['序号,项目名称,工作内容,牵头单位,完成时限', `1,新事项,开展新事项工作,${UNION},2027年11月30日前`].join('\n');
    const stepsOf = async (itemId: string) => (await as('office').get<{ steps: StepForecast[] }>(`/items/${itemId}/schedule`)).steps;

    beforeAll(async () => {
      await system.setClock('2027-01-05T01:00:00.000Z');
      ({ id: next } = (await importFile(as('office'), Buffer.from(nextYear), 'next.csv')).plan);
      await as('office').post(`/plans/${next}/period`, { from: '2027-01-01', to: '2027-12-31' });
    });

    it('what is still to be done goes along with its order, backwards from the new day; the preview names what that day leaves no room for', async () => {
      await as('office').post(`/plans/${next}/issue`);
      const { itemId } = await first();
      const preview = (deadline: string, more = {}) => as('office').post<{ rows: { refusal: { code: string; zh: string } | null }[] }>(`/plans/${planId}/year-end`, { ...carry, itemIds: [itemId], toPlanId: next, deadline, preview: true, ...more });
      const [tooSoon] = (await preview('2027-01-08')).rows;
      expect(tooSoon!.refusal).toMatchObject({ code: 'schedule-not-held', zh: expect.stringMatching(/“组织实施”.*更晚的期限.*withoutSteps/) });
      expect((await preview('2027-01-08', { withoutSteps: true })).rows).toMatchObject([{ refusal: null }]);
      expect(await as('office').ask('POST', `/items/${itemId}/carry-over`, { body: { toPlanId: next, deadline: '2027-01-08', reason: carry.reason } })).toMatchObject({ status: 422, body: { code: 'schedule-not-held' } });
      await as('office').command(itemId, 'carry-over', { toPlanId: next, deadline: '2027-06-30', reason: carry.reason });
      const [carried] = (await as('office').get<PlanReply['plan']>(`/plans/${next}`)).carriedIn;
      expect((await stepsOf(carried!.itemId)).map((s) => [s.title, s.deadline, s.workingDays, s.after])).toEqual([['组织实施', '2027-06-23', 30, []], ['总结验收', '2027-06-30', 5, ['a1-1']]]);
      expect((await as('hr').get<ScheduleReply>(`/plans/${next}/schedule`)).items.map((i) => [i.number, i.steps.length])).toEqual([['结转1', 2]]);
      // What was done last year is told there.
      expect((await stepsOf(itemId)).map((s) => s.actual.to)).toEqual(['2026-10-16', null, null]);
    });

    it('steps stay behind where the office says so, and in a draft they can be changed', async () => {
      const { items } = await schedule();
      const of = (number: string): string => items.find((i) => i.number === number)!.itemId;
      const { job } = await as('office').post<{ job: { id: string } }>(`/plans/${planId}/year-end`, { ...carry, itemIds: [of('2'), of('3')], toPlanId: next, deadline: '2027-01-29', withoutSteps: true, preview: false });
      expect(job).toMatchObject({ status: 'ended', done: 2, refused: [] });
      const carriedIn = (await as('office').get<PlanReply['plan']>(`/plans/${next}`)).carriedIn.slice(1);
      for (const { itemId } of carriedIn) expect((await stepsOf(itemId)).map((s) => [s.deadline, s.workingDays])).toEqual([['2027-01-29', null]]);

      const draft = (await importFile(as('office'), Buffer.from(nextYear), 'draft.csv')).plan.id;
      await as('office').post(`/plans/${draft}/period`, { from: '2027-01-01', to: '2027-12-31' });
      await as('office').command(of('4'), 'carry-over', { toPlanId: draft, deadline: '2027-03-31', reason: carry.reason });
      const inDraft = async () => (await as('office').get<PlanReply['plan']>(`/plans/${draft}`)).items.find((i) => i.number === '结转4')!;
      const { key, steps } = await inDraft();
      expect(steps).toEqual([expect.objectContaining({ key: 's1', title: '组织实施', unit: HR, workingDays: 30, after: [] }), expect.objectContaining({ key: 's2', title: '总结验收', unit: HR, workingDays: 5, after: ['s1'] })]);
      await as('office').post(`/plans/${draft}/change-item`, { itemKey: key, steps: steps!.map((s) => ({ ...s, workingDays: 10 })) });
      expect((await inDraft()).steps!.map((s) => s.workingDays)).toEqual([10, 10]);
      await as('office').post(`/plans/${draft}/issue`);
      const issued = (await as('office').get<ScheduleReply>(`/plans/${draft}/schedule`)).items.find((i) => i.number === '结转4')!;
      expect(issued.steps.map((s) => [s.title, s.planned?.to])).toEqual([['组织实施', '2027-03-17'], ['总结验收', '2027-03-31']]);
    });
  });
});
