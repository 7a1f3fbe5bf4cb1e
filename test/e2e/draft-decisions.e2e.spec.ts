import type { DraftDecision } from '#libs/supervision/plan/draft';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, dryRun, importFile, type PlanReply } from './the-city';

const PAPER = `# 2031年青岚市改革工作要点

## 一、重点任务

1. 加强甲工作。培训100人，9月底前完成。（牵头单位：人力社保局）

1. 加强乙工作。开展宣讲20场，10月底前完成。（牵头单位：市教育局）

2. 加强丙工作。2019年5月底前建成5家。（牵头单位：市教育局）

3. 加强丁工作。抓好落实。
`;

jest.setTimeout(60_000);

interface Changes {
  preview: { id: string }[];
  changes: { itemKey: string | null; itemNumber: string | null; field: string; before: string | null; after: string | null }[];
}

interface Rehearsed {
  notices: number;
  assumptions: { en: string }[];
  units: { unitId: string; months: Record<string, number>; total: number }[];
  peaks: { day: string; notices: number; units: number }[];
  list: { day: string; unitId: string }[];
  toSign: { rung: string }[];
}

describe('what a person decides about a draft', () => {
  let system: RunningSystem;
  let office: HttpClient;

  beforeAll(async () => {
    system = await aCity();
    office = system.as('office');
  });
  afterAll(() => system?.stop());

  it('is shown before, takes effect at the issue, and teaches the roster', async () => {
    const { plan } = await importFile(office, Buffer.from(PAPER), 'paper.txt');
    const asked = (kind: string): DraftDecision => plan.decisions.find((d) => d.kind === kind)!;
    expect(plan.decisions.filter((d) => d.blocking).map((d) => d.kind).sort()).toEqual(['deadline-past', 'duplicate-number', 'no-unit', 'unit-unresolved']);
    const similar = asked('unit-unresolved').options.find((o) => o.id.startsWith('unit:'))!;
    const settlements = [
      { decisionId: asked('unit-unresolved').id, optionId: similar.id },
      { decisionId: asked('duplicate-number').id, optionId: 'merge' },
      { decisionId: asked('deadline-past').id, optionId: 'set', value: '2031-11-30' },
      { decisionId: asked('no-unit').id, optionId: 'assign', value: '从未听说的单位' },
    ];
    const refused = await office.ask('POST', `/plans/${plan.id}/settle`, { body: { settlements } });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('settlements[3].value');
    settlements[3]!.value = '市教育局';

    const shown = await office.post<Changes>(`/plans/${plan.id}/settle`, { settlements, preview: true });
    expect(shown.preview).toHaveLength(4);
    expect(shown.changes.map((c) => [c.itemNumber, c.field])).toEqual(expect.arrayContaining([['1', 'mergedInto'], ['2', 'deadline'], ['3', 'assignee'], [null, 'alias']]));
    expect((await office.get<PlanReply['plan']>(`/plans/${plan.id}`)).settled).toEqual({});

    const settled = await office.post<PlanReply>(`/plans/${plan.id}/settle`, { settlements });
    expect(settled.plan.openBlocking).toBe(0);
    // The file of the draft is what would be issued, of the issued plan what is in force: with what was decided, and imported again without a question.
    const file = async (): Promise<Buffer> => Buffer.from(String((await office.ask('GET', `/plans/${plan.id}/export`, { query: { format: 'csv' } })).body));
    const draft = await dryRun(office, await file(), 'export.csv');
    const rows = (of: typeof draft) => of.items.map((i) => [i.number, i.title, i.leads, i.units, i.deadline, i.targets.length]);
    expect(draft.decisions.filter((d) => d.blocking)).toEqual([]);
    expect(rows(draft).map((r) => [r[0], r[3], r[4]])).toEqual([['1', [], '2031-09-30'], ['2', [], '2031-11-30'], ['3', ['市教育局'], null]]);
    const issued = await office.post<PlanReply>(`/plans/${plan.id}/issue`);
    const inForce = await dryRun(office, await file(), 'export.csv');
    expect(rows(inForce)).toEqual(rows(draft));
    expect(inForce.items.map((i) => i.key)).toEqual(issued.plan.issueItems.map((i) => i.itemId));
    expect(issued.plan).toMatchObject({ status: 'issued', openBlocking: 0 });
    expect(issued.plan.issueItems).toHaveLength(3);
    const items = await Promise.all(issued.plan.issueItems.map(({ itemId }) => office.get<object>(`/items/${itemId}`)));
    const texts = items.map((i) => JSON.stringify(i));
    expect(texts[0]).toContain('宣讲');
    expect(texts[1]).toContain('2031-11-30');

    // The next paper that calls the unit so is not asked about.
    const next = await importFile(office, Buffer.from(PAPER), 'next.txt');
    expect(next.plan.decisions.map((d) => d.kind)).not.toContain('unit-unresolved');
  });

  it('is rehearsed before it is issued: a year of notices, and nothing of it is written', async () => {
    const { plan } = await importFile(office, Buffer.from(PAPER), 'rehearsed.txt');
    const before = await system.store.head(`plan/${plan.id}`);
    const rehearse = (body: object): Promise<{ status: number; body: Rehearsed }> => office.ask<Rehearsed>('POST', `/plans/${plan.id}/rehearse`, { body });
    const { body: year } = await rehearse({ people: 'received' });
    // The item whose day was past is late from its issue on.
    expect(year).toMatchObject({ from: '2031-03-03', until: '2031-12-31', people: 'received', items: plan.items.length });
    expect(year.assumptions.map((a) => a.en).join()).toContain('name no unit');
    expect(year.units.reduce((n, u) => n + u.total, 0)).toBe(year.notices);
    expect(year.toSign.map((t) => t.rung)).toContain('redPaper');
    // Every count opens its list: of a unit and month, of a day, and none unless one is asked for.
    expect(year.list).toEqual([]);
    const [most] = year.units;
    const [month, count] = Object.entries(most!.months)[0]!;
    const { body: ofMonth } = await rehearse({ people: 'received', unitId: most!.unitId, of: month });
    expect(ofMonth.list).toHaveLength(count);
    expect(ofMonth.list.every((n) => n.unitId === most!.unitId && n.day.startsWith(month))).toBe(true);
    const { body: ofDay } = await rehearse({ people: 'received', of: year.peaks[0]!.day });
    expect([ofDay.list.length, new Set(ofDay.list.map((n) => n.unitId)).size]).toEqual([year.peaks[0]!.notices, year.peaks[0]!.units]);
    const { body: typical } = await rehearse({ people: 'typical', until: '2031-10-31' });
    expect(typical.notices).toBeGreaterThan(0);
    expect(typical.notices).toBeLessThan(year.notices);
    expect(await rehearse({ people: 'typical', until: '2031-03-01' })).toMatchObject({ status: 422, body: { code: 'date-in-the-past' } });
    expect(await rehearse({ people: 'everybody' })).toMatchObject({ status: 400 });
    expect(await system.as('hr').ask('POST', `/plans/${plan.id}/rehearse`, { body: { people: 'nobody' } })).toMatchObject({ status: 403 });
    expect((await system.store.head(`plan/${plan.id}`)).version).toBe(before.version);
  });
});
