import ExcelJS from 'exceljs';
import { Pool } from 'pg';
import { until } from '#libs/event-store/testing/events';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import type { ItemView } from '#libs/supervision/item/item.view';
import { COVERAGE_STANDINGS, type CoverageStanding } from '#libs/supervision/period-coverage/cell';
import { addDays } from '#libs/supervision/time/day';
import type { RunningSystem } from '../support/running-system';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION, WATCH } from './the-city';

jest.setTimeout(180_000);

type Counts = Record<CoverageStanding, number>;
interface Matrix {
  asOf: string;
  periods: { period: string }[];
  cells: ({ unitId: string; period: string } & Counts)[];
  units: ({ unitId: string } & Counts)[];
  total: Counts;
}
interface Cell {
  stream: string;
  event: number;
  itemId: string | null;
  unitId: string;
  stepId: string | null;
  duty: string;
  period: string;
  due: string | null;
  standing: CoverageStanding;
  lateWorkingDays: number | null;
}
interface Cells {
  total: number;
  rows: Cell[];
}

/** From a template chosen in the draft to the matrix of who reported what. */
describe('the coverage view', () => {
  let system: RunningSystem;
  let planId: string;
  let itemId: string;
  let round: string;
  const unit = (name: string): string => system.unit(name);
  const matrix = (who: string, query: Record<string, string> = {}): Promise<Matrix> => system.as(who).get<Matrix>('/coverage', query);
  const cells = (who: string, query: Record<string, string> = {}): Promise<Cells> => system.as(who).get<Cells>('/coverage/cells', { limit: '500', ...query });
  const standing = async (period: string, query: Record<string, string> = {}): Promise<string[]> => (await cells('office', { duty: 'monthly-figures', unitId: unit(HR), period, ...query })).rows.map((r) => r.standing);

  beforeAll(async () => {
    system = await aCity({
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'union', unit: UNION, roles: ['handler'] },
        { login: 'watch', unit: WATCH, roles: ['supervisor'] },
        { login: 'auditor', unit: CONFERENCE, roles: ['auditor'] },
        { login: 'sysadmin', unit: CONFERENCE, roles: ['systemAdmin'] },
      ],
    });
    const { plan } = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt', { supervisingUnitId: unit(WATCH) });
    planId = plan.id;
    const draft = plan.items.find((i) => [...i.leads, ...i.units].some((u) => u.includes('人社局')))!;
    const change = { itemKey: draft.key, leads: ['市人社局'], participants: [], units: [], deadline: null };
    const refused = await system.as('office').ask<{ code: string }>('POST', `/plans/${planId}/change-item`, { body: { ...change, dutyTemplate: 'unknown' } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'duty-template-unknown' } });
    await system.as('office').post(`/plans/${planId}/change-item`, { ...change, dutyTemplate: 'monthly-figures' });
    const issued = await settleAndIssue(system.as('office'), planId);
    itemId = issued.plan.issueItems.find((i) => i.key === draft.key)!.itemId;
    await until('the first period', async () => (await system.store.readStream(`item/${itemId}`)).some((e) => e.type === 'PeriodOpened'));
  });
  afterAll(() => system?.stop());

  it('has every period owed from the first day, by the template', async () => {
    const item = await system.as('hr').get<ItemView>(`/items/${itemId}`);
    expect(item).toMatchObject({ recurrence: 'monthly', dutyTemplate: 'monthly-figures' });
    const step = item.steps.find((s) => s.period === '2031-M03')!;
    // Three working days after 31 March.
    expect(step).toMatchObject({ asks: { template: 'monthly-figures' }, deadline: '2031-04-03' });
    await until('the matrix', async () => (await matrix('office', { duty: 'monthly-figures' })).total.notDue >= 10);
    const { periods, total } = await matrix('office', { duty: 'monthly-figures' });
    expect(periods[0]!.period).toBe('2031-M03');
    expect(total).toMatchObject({ inTime: 0, late: 0, missing: 0 });
  });

  it('tells in time, missing and late, each with its event', async () => {
    const item = await system.as('hr').get<ItemView>(`/items/${itemId}`);
    const [a] = item.assignments.filter((x) => x.unitId === unit(HR));
    await system.as('hr').post(`/items/${itemId}/receive`, { assignmentId: a!.id });
    await system.setClock('2031-04-02T02:00:00.000Z');
    const values = (day: string): object[] => item.targets.map((t) => ({ targetId: t.id, value: 5, asOf: day }));
    const submit = (period: string): object => ({ stepId: `${a!.id}-${period}`, text: '已报送', evidenceIds: [] });
    if (item.targets.length > 0) expect(await system.as('hr').ask('POST', `/items/${itemId}/submit`, { body: submit('2031-M03') })).toMatchObject({ status: 422, body: { code: 'figures-missing' } });
    await system.as('hr').post(`/items/${itemId}/report`, { assignmentId: a!.id, stepId: null, text: '三月份数据已汇总上报', percent: 20, values: values('2031-03-31') });
    const { position } = await system.as('hr').post<{ position: string }>(`/items/${itemId}/submit`, submit('2031-M03'));
    expect(await standing('2031-M03', { after: position })).toEqual(['inTime']);

    await system.setClock('2031-05-14T02:00:00.000Z');
    await until('the mark', async () => (await system.store.readStream(`item/${itemId}`)).some((e) => e.type === 'OverdueMarked' && e.data['stepId'] === `${a!.id}-2031-M04`));
    await until('the row', async () => (await standing('2031-M04'))[0] === 'missing');
    await system.as('hr').post(`/items/${itemId}/report`, { assignmentId: a!.id, stepId: null, text: '四月份数据已汇总上报', percent: 30, values: values('2031-04-30') });
    const late = await system.as('hr').post<{ position: string }>(`/items/${itemId}/submit`, submit('2031-M04'));
    const [cell] = (await cells('office', { duty: 'monthly-figures', unitId: unit(HR), period: '2031-M04', after: late.position })).rows;
    expect(cell).toMatchObject({ standing: 'late', stream: `item/${itemId}`, stepId: `${a!.id}-2031-M04` });
    expect(cell!.lateWorkingDays).toBeGreaterThan(0);
    expect((await system.store.readStream(cell!.stream))[cell!.event - 1]).toMatchObject({ type: 'StepSubmitted', data: { stepId: cell!.stepId } });
  });

  it('tells each past day as it was known then', async () => {
    expect(await standing('2031-M03', { asOf: '2031-03-20' })).toEqual(['notDue']);
    expect(await standing('2031-M03', { asOf: '2031-04-02' })).toEqual(['inTime']);
    const [{ due }] = (await cells('office', { duty: 'monthly-figures', unitId: unit(HR), period: '2031-M04' })).rows as [Cell];
    // On its last day a period may still be reported.
    expect(await standing('2031-M04', { asOf: due! })).toEqual(['notDue']);
    expect(await standing('2031-M04', { asOf: addDays(due!, 1) })).toEqual(['missing']);
    expect(await standing('2031-M04', { asOf: '2031-04-30' })).toEqual(['notDue']);
  });

  it('has the forms of rounds beside them', async () => {
    const body = { planId, title: '2031年5月调度', period: { from: '2031-05-01', to: '2031-05-31' }, day: '2031-05-20' };
    const opened = await system.as('office').post<{ proceeding: { id: string }; position: string }>('/reporting-rounds', body);
    round = opened.proceeding.id;
    const { rows } = await cells('office', { duty: 'reporting-round', after: opened.position });
    expect(rows.map((r) => r.unitId)).toContain(unit(HR));
    expect(rows.every((r) => r.standing === 'notDue' && r.period === '2031-M05' && r.stream === `reporting-round/${round}`)).toBe(true);
    await system.setClock('2031-05-22T02:00:00.000Z');
    expect((await matrix('office', { duty: 'reporting-round' })).total).toMatchObject({ missing: rows.length, notDue: 0 });
    const called = await system.as('office').post<{ position: string }>(`/reporting-rounds/${round}/call-off`, { reason: '与月报合并' });
    expect((await matrix('office', { duty: 'reporting-round', after: called.position })).total).toMatchObject({ excused: rows.length, missing: 0 });
    expect((await matrix('office', { duty: 'reporting-round', asOf: '2031-05-21' })).total).toMatchObject({ missing: rows.length });
  });

  it.each(['', '2031-04-10', '2031-05-21'])('counts what it lists, cell by cell (as of %p)', async (asOf) => {
    const of = { ...(asOf === '' ? {} : { asOf }) };
    const { cells: counts, units, total, periods } = await matrix('office', of);
    const sum = (x: Counts): number => COVERAGE_STANDINGS.reduce((n, s) => n + x[s], 0);
    const all = await cells('office', of);
    expect(sum(total)).toBe(all.total);
    expect(units.reduce((n, u) => n + sum(u), 0)).toBe(all.total);
    for (const c of counts) {
      expect(periods.map((p) => p.period)).toContain(c.period);
      for (const s of COVERAGE_STANDINGS) expect([c.unitId, c.period, s, all.rows.filter((r) => r.unitId === c.unitId && r.period === c.period && r.standing === s).length]).toEqual([c.unitId, c.period, s, c[s]]);
    }
    const one = counts[0]!;
    for (const s of COVERAGE_STANDINGS) expect((await cells('office', { ...of, unitId: one.unitId, period: one.period, standing: s })).total).toBe(one[s]);
  });

  it('shows a unit its own, the supervising unit what it supervises, the auditor all, the administrator nothing', async () => {
    const all = (await cells('office')).total;
    expect([...new Set((await cells('hr')).rows.map((r) => r.unitId))]).toEqual([unit(HR)]);
    expect((await cells('hr', { unitId: unit(OFFICE) })).total).toBe(0);
    expect((await cells('education')).rows.every((r) => r.unitId === unit(EDUCATION))).toBe(true);
    expect((await cells('watch')).total).toBe(all);
    expect((await cells('auditor')).total).toBe(all);
    expect(await system.as('sysadmin').ask('GET', '/coverage')).toMatchObject({ status: 403 });
    expect(await system.as('office').ask('GET', '/coverage/cells', { query: { standing: 'asleep' } })).toMatchObject({ status: 400 });
  });

  it('is exported: the cells as csv, units × periods as xlsx', async () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await system.as('office').fetch('GET', '/coverage/export', { query: { duty: 'monthly-figures' } })).arrayBuffer());
    expect((await system.as('office').fetch('GET', '/coverage/export')).headers.get('content-disposition')).toContain('coverage-2031-05-22.csv');
    expect(csv.startsWith('\uFEFF单位,')).toBe(true);
    expect(csv).toMatch(new RegExp(`${HR},.*2031-M04.*迟报`));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await (await system.as('office').fetch('GET', '/coverage/export', { query: { format: 'xlsx' } })).arrayBuffer());
    expect(book.worksheets.map((w) => w.name)).toEqual(['缺报一览', '明细']);
    expect(JSON.stringify(book.worksheets[0]!.getSheetValues())).toContain('2031-M05');
  });

  it('is what a replay of the log gives', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
    try {
      let report = await verifyReadModels(system.store, owner).catch(() => null);
      await until('the projector', async () => (report ??= await verifyReadModels(system.store, owner).catch(() => null)) !== null);
      expect(report).toMatchObject({ equal: true, differences: [] });
    } finally {
      await owner.end();
    }
  });
});
