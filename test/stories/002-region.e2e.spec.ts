import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import type { Briefing } from '#libs/supervision/briefing/briefing';
import type { ToldGroup } from '#libs/supervision/briefing/told-figures';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RolledUp } from '#libs/supervision/roll-up/roll-up';
import { approvedAndIssued, dryRun, importFile, settleAndIssue, type PlanReply } from '../e2e/the-city';
import { wordsOfDocx } from '../support/docx-words';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { rowOfPage, tableOfPage } from '../support/story-page';
import { until } from '../support/until';
import { CITIES, CITY_OFFICES, FIELDS, GONE, HR, JOINED, MARK, MEMBER_GROUP, MEMBERS, OFFICE, rowsOfTheYear, theRegion, UNION } from './region.rows';

jest.setTimeout(240_000);

interface Place {
  id: string;
  name: string;
  report: { stories: { title: string; text: string }[]; difficultyIds: string[] } | null;
}
interface SurveyReply {
  proceeding: ProceedingView & { content: { places: Place[]; surveyorUnitId: string } };
  position: string;
}
interface Ledger {
  total: number;
  rows: { itemId: string; number: string }[];
}

const LOGINS: Record<string, string> = { [UNION]: 'union', 自治区党委宣传部: 'publicity', 自治区教育厅: 'education', 自治区科技厅: 'science', [HR]: 'hr', 自治区国资委: 'assets', [GONE]: 'gone', [JOINED]: 'joined' };
const YEAR = { from: '2025-01-01', to: '2025-12-31' };

/** A region's year: measures that its paper announces and does not list, members that change, surveys, and a report that mixes nothing. */
describe('story 002: twenty-one measures, members that change', () => {
  let system: RunningSystem;
  let office: HttpClient;
  let planId = '';
  let surveyId = '';
  let difficulties: string[] = [];
  let may: Briefing;
  const told: string[] = [];
  const tell = (when: string, what: string, answer: string): void => void told.push(rowOfPage(when, what, answer));
  const unit = (name: string): string => system.unit(name);
  const as = (name: string): HttpClient => system.as(LOGINS[name] ?? name);
  const item = (number: number): string => `${planId}-${number}`;
  const read = (number: number, query: Record<string, string> = {}): Promise<ItemView> => office.get<ItemView>(`/items/${item(number)}`, query);
  const ledgerOf = (name: string, query: Record<string, string> = {}): Promise<Ledger> => office.get<Ledger>('/ledger', { planId, unitId: unit(name), limit: '100', ...query });
  const namesIn = (view: ItemView): string[] => view.assignments.filter((a) => a.status !== 'transferred' && a.status !== 'dropped').map((a) => Object.values(system.roster.units).find((u) => u.id === a.unitId)!.name);
  const paper = readFileSync(join(projectRoot(), 'test', 'stories', 'papers', '002-region.txt'));

  /** What a member reports of a measure: received first where that is due. */
  async function report(name: string, number: number, text: string, values: { targetId: string; value: number; asOf: string }[]): Promise<string> {
    const a = (await as(name).get<ItemView>(`/items/${item(number)}`)).assignments.find((x) => x.unitId === unit(name) && x.status !== 'transferred')!;
    if (a.receivedAt === null) await as(name).command(item(number), 'receive', { assignmentId: a.id });
    return (await as(name).command(item(number), 'report', { assignmentId: a.id, text, values })).position;
  }
  /** Hands in the quarter's cases. */
  async function handIn(name: string, period: string): Promise<string> {
    const view = await as(name).get<ItemView>(`/items/${item(21)}`);
    const a = view.assignments.find((x) => x.unitId === unit(name) && x.status !== 'transferred')!;
    if (a.receivedAt === null) await as(name).command(item(21), 'receive', { assignmentId: a.id });
    const step = view.steps.find((s) => s.assignmentId === a.id && s.period === period)!;
    return (await as(name).command(item(21), 'submit', { stepId: step.id, text: `${period}典型做法两篇`, evidenceIds: [] })).position;
  }
  /** Who owed the quarters, and how each stands. */
  async function quarters(query: Record<string, string> = {}): Promise<Record<string, string[]>> {
    const { cells } = await office.get<{ cells: { unitId: string; period: string; inTime: number; late: number; missing: number; excused: number; notDue: number }[] }>('/coverage', { planId, ...query });
    const found: Record<string, string[]> = {};
    for (const c of cells) (found[c.unitId] ??= []).push(`${c.period}:${(['inTime', 'late', 'missing', 'excused', 'notDue'] as const).find((s) => c[s] > 0)}`);
    return found;
  }

  beforeAll(async () => {
    system = await theRegion();
    office = system.as('office');
  });
  afterAll(() => system?.stop());

  describe('the paper', () => {
    it('tells of a year: what it announces is reported as announced and not there, and it makes no plan', async () => {
      const draft = await dryRun(office, paper, '002-region.txt');
      expect([draft.items, draft.report.reconciliation.map((r) => [r.announced, r.found, r.agrees])]).toEqual([[], [[21, 0, false], [6, 0, false], [27, 0, false]]]);
      const { announced, lacks } = draft.narrative!;
      expect(announced[0]).toMatchObject({ count: 21, found: 0, listedIn: expect.stringContaining('2025年') });
      expect(lacks.map((l) => l.what)).toEqual(['items', 'units', 'deadlines', 'targets', 'lists', 'lists']);
      expect(draft.notUnderstood.map((n) => n.reason.zh)).toContain('此处句子中断，后文缺失');
      expect(await office.ask('POST', '/plans/import', { raw: paper, query: { fileName: '002-region.txt' }, headers: { 'content-type': 'application/octet-stream' } })).toMatchObject({ status: 422 });
      tell('2025-01-08', 'the paper (报道) is read', `${announced[0]!.count} measures in 6 fields announced, ${announced[0]!.found} listed; no plan is made of it`);
    });

    it('and its figures by unit and reckoning: what there was at the end of 2024 is no figure of the year', async () => {
      const { facts } = (await dryRun(office, paper, '002-region.txt')).narrative!;
      const stock = facts.filter((f) => f.reckoning === 'stock');
      expect(stock.map((f) => [f.value, f.unit, f.asOf])).toEqual([[40, '个', '2024-12-31'], [4_060_000, '人次', '2024-12-31'], [1_210_000, '人次', '2024-12-31']]);
      const yearly = facts.filter((f) => f.reckoning === 'yearly');
      expect(yearly.map((f) => `${f.value}${f.unit}`)).toEqual(expect.arrayContaining(['40600家', '97次']));
      tell('2025-01-08', 'its figures', `${facts.length}: ${stock.length} of what there is (截至2024年底), ${yearly.length} of a year, the others as they are told`);
    });
  });

  describe('the plan', () => {
    it('goes on with rows written for the story: twenty-one measures are shared among the members', async () => {
      await office.post('/roster/groups', { name: MEMBER_GROUP, memberIds: MEMBERS.map(unit) });
      const { plan } = await importFile(office, rowsOfTheYear(), '2025年工作要点（测试自拟）.csv');
      planId = plan.id;
      expect(plan.items.every((i) => i.content.includes(MARK))).toBe(true);
      await office.post(`/plans/${planId}/period`, YEAR);
      // What the titles do not say: how many enterprises a year, and what the office itself has to count.
      const key = (number: string): string => plan.items.find((i) => i.number === number)!.key;
      await office.post(`/plans/${planId}/change-item`, { itemKey: key('10'), targets: [{ metric: '参赛企业', comparison: '>=', value: 40_000, unit: '家', reckoning: 'yearly' }] });
      const issued = (await settleAndIssue(office, planId)).plan;
      expect([issued.status, plan.items.length, new Set(plan.items.map((i) => i.category))]).toEqual(['issued', 21, new Set(FIELDS)]);
      const views = await Promise.all(plan.items.map((_, i) => read(i + 1)));
      expect(new Set(views.flatMap(namesIn))).toEqual(new Set([...MEMBERS, OFFICE]));
      expect((await read(6)).targets).toMatchObject([{ value: 4_200_000, unit: '人次', reckoning: 'stock' }]);
      expect((await read(8)).targets[0]).not.toHaveProperty('reckoning');
      const shares = views.flatMap((v) => v.assignments);
      tell('2025-01-08', 'rows written for the story are issued (下发)', `${views.length} measures in ${FIELDS.length} fields, ${shares.length} assignments among ${MEMBERS.length} members and the office`);
    });

    it('a city takes one up and counts persons: that stays beside the figure, and never in it', async () => {
      const city = system.as('city1');
      const { plan } = await city.post<PlanReply>('/plans/take-up', { upperPlanId: planId, itemIds: [item(8)] });
      const [own] = plan.items;
      await city.post(`/plans/${plan.id}/change-item`, { itemKey: own!.key, targets: [{ metric: '参训职工', comparison: '>=', value: 3_000, unit: '人', upper: { targetId: 't1', value: 45_000 } }] });
      for (const [kind, optionId] of [['no-unit', 'issuer'], ['upper-share', 'whole']]) await city.post(`/plans/${plan.id}/settle-all`, { kind, optionId, preview: false });
      const issued = await approvedAndIssued(city, office, plan.id);
      const lower = issued.plan.issueItems[0]!.itemId;
      await city.command(lower, 'receive', { assignmentId: 'a1' });
      const { position: after } = await city.command(lower, 'report', { assignmentId: 'a1', text: '已培训2600人', values: [{ targetId: 't1', value: 2_600, asOf: '2025-01-08' }] });
      const up = (await office.get<{ targets: RolledUp[] }>(`/items/${item(8)}/roll-up`, { after })).targets.find((t) => t.itemId === item(8))!;
      expect(up).toMatchObject({ total: null, keptApart: [{ unit: '人', value: 2_600 }] });
    });
  });

  it('the members hand in their cases for the first quarter', async () => {
    await system.setClock('2025-03-26T01:00:00.000Z');
    let after = '';
    for (const name of MEMBERS) after = await handIn(name, '2025-Q1');
    // What does not come from the office's own house is accepted by the office.
    for (const name of MEMBERS.filter((n) => n !== UNION)) {
      const { assignments, steps } = await read(21);
      const own = assignments.find((a) => a.unitId === unit(name))!.id;
      ({ position: after } = await office.command(item(21), 'verify', { stepId: steps.find((s) => s.assignmentId === own && s.period === '2025-Q1')!.id }));
    }
    const seen = await quarters({ after });
    for (const name of MEMBERS) expect(seen[unit(name)]).toContain('2025-Q1:inTime');
  });

  describe('surveys in three cities', () => {
    const brought = (i: number): object => ({
      day: `2025-05-${12 + i}`, personIds: [], text: `${CITIES[i]}的企业普遍反映技能认定周期长`,
      figures: [
        { metric: `${CITIES[i]}技能人才总量`, value: [620_000, 480_000, 210_000][i], unit: '人次', reckoning: 'stock', asOf: '2024-12-31' },
        { metric: `${CITIES[i]}职工大会`, value: [97, 41, 12][i], unit: '次', reckoning: 'yearly' },
      ],
      stories: [{ title: `${CITIES[i]}的班前十分钟`, text: '班前讲一个故障，下班改一处毛病' }],
      difficulties: [{ title: `${CITIES[i]}技能认定周期长`, text: '认定要等半年以上', category: '成长通道' }, ...(i === 0 ? [{ title: '小微企业请不起老师', text: '单独开班成本高', ofName: '松州某机械厂' }] : [])],
    });

    it('bring back difficulties, figures and examples; a stock without its day is refused', async () => {
      await system.setClock('2025-04-21T01:00:00.000Z');
      const places = CITIES.map((name, i) => ({ name, unitId: unit(CITY_OFFICES[i]!) }));
      const opened = await office.post<SurveyReply>('/surveys', { planId, title: '深化改革专项调研', text: '了解技能认定和小微企业培训', surveyorUnitId: unit(UNION), from: '2025-05-12', until: '2025-05-30', places });
      surveyId = opened.proceeding.id;
      expect(opened.proceeding.duties).toMatchObject(CITIES.map(() => ({ kind: 'survey', day: '2025-05-30', owedBy: { unitId: unit(UNION) } })));
      await system.setClock('2025-05-16T01:00:00.000Z');
      const undated = { ...brought(0), figures: [{ metric: '技能人才总量', value: 620_000, unit: '人次', reckoning: 'stock' }] };
      expect(await as(UNION).ask('POST', `/surveys/${surveyId}/places/p1/report`, { body: undated })).toMatchObject({ status: 422, body: { code: 'stock-without-day', fields: [{ field: 'figures[0].asOf' }] } });
      expect(await as(HR).ask('POST', `/surveys/${surveyId}/places/p1/report`, { body: brought(0) })).toMatchObject({ status: 404 });
      let reply = opened;
      for (const i of CITIES.keys()) reply = await as(UNION).post<SurveyReply>(`/surveys/${surveyId}/places/p${i + 1}/report`, brought(i));
      const { places: seen } = reply.proceeding.content;
      difficulties = seen.flatMap((p) => p.report!.difficultyIds);
      expect(difficulties).toHaveLength(4);
      expect(await office.get(`/proceedings/difficulty/${difficulties[1]}`)).toMatchObject({ planId, content: { ofName: '松州某机械厂', ofUnitId: unit(CITY_OFFICES[0]!), source: { kind: 'survey', ref: `${surveyId}/p1` } } });
      // A city reads its own part, and not the others'.
      expect((await system.as('clerk').get<SurveyReply['proceeding']>(`/proceedings/survey/${surveyId}`)).content.places.map((p) => p.name)).toEqual([CITIES[1]]);
      const listed = await office.get<{ total: number; rows: { facts: Record<string, number> }[] }>('/proceedings', { kind: 'survey', after: reply.position });
      expect(listed).toMatchObject({ total: 1, rows: [{ facts: { places: 3, surveyed: 3, difficulties: 4, figures: 6, stories: 3 } }] });
      const { facts } = listed.rows[0]!;
      tell('2025-05-16', 'the union surveys three cities (专题调研)', `${facts['difficulties']} difficulties, ${facts['figures']} figures and ${facts['stories']} examples; a stock without its day is refused`);
    });

    it('what smaller enterprises cannot do alone is given to the member that looks after them', async () => {
      const { position: after } = await office.post<SurveyReply>(`/difficulties/${difficulties[1]}/coordinate`, { unitId: unit(GONE), text: '组织小微企业合办培训班', day: '2025-08-29' });
      const { proceeding } = await office.post<SurveyReply>(`/surveys/${surveyId}/conclude`, { text: '认定周期长是共性问题，小微企业培训需要合办' });
      expect(proceeding).toMatchObject({ status: 'concluded', duties: [] });
      expect((await as(GONE).get<{ rows: { id: string }[] }>('/proceedings/duties', { kind: 'difficulty', after })).rows.map((r) => r.id)).toEqual([difficulties[1]]);
    });
  });

  describe('May', () => {
    it('the bulletin of May names who did what', async () => {
      const after = await report(GONE, 5, '小微企业讲堂已办11场', [{ targetId: 't1', value: 11, asOf: '2025-05-15' }]);
      expect(Object.keys(await quarters({ after })).sort()).toEqual(MEMBERS.map(unit).sort());
      const base = `/briefings/${unit(OFFICE)}`;
      await office.post(`${base}/set-up`, { name: '改革工作简报', lists: { report: ['自治区党委'], send: [MEMBER_GROUP], issue: [], unitIds: MEMBERS.map(unit), copies: 60 } });
      const { told: groups } = await office.get<{ told: ToldGroup[] }>(`${base}/figures`, { ...YEAR, to: '2025-05-16', planId, after });
      const lectures = groups.flatMap((g) => g.figures).find((f) => f.itemId === item(5))!;
      const content = { title: '5月进展', sections: [{ paragraphs: [{ text: `${GONE}：${lectures.text}。`, sources: lectures.sources }] }] };
      const drafted = await office.post<{ briefing: Briefing }>(base, { planId, period: { from: '2025-05-01', to: '2025-05-16' }, ...content });
      may = (await office.post<{ briefing: Briefing }>(`${base}/${drafted.briefing.id}/publish`)).briefing;
      expect(may.published).toMatchObject({ issue: 1 });
    });
  });

  describe('June', () => {
    it('one member is dissolved and one joins: a preview, then everything passes in one act', async () => {
      await system.setClock('2025-06-10T01:00:00.000Z');
      const terms = { from: { unitId: unit(GONE) }, to: { unitId: unit(JOINED) }, reason: '机构改革，职责划入', basis: '自治区机构改革方案' };
      const shown = await office.post<{ counts: { kind: string; moves: number; stays: number }[] }>('/hand-overs/preview', terms);
      const byKind = (kind: string): number => shown.counts.find((c) => c.kind === kind)?.moves ?? 0;
      expect(shown.counts.every((c) => c.stays === 0)).toBe(true);
      expect([byKind('item'), byKind('difficulty')]).toEqual([6, 1]);
      expect(await as(HR).ask('POST', '/hand-overs', { body: terms })).toMatchObject({ status: 403 });
      const { id } = await office.post<{ id?: string; job: { id: string; status: string } }>('/hand-overs', terms).then(async () => (await office.get<{ rows: { id: string }[] }>('/hand-overs')).rows[0]!);
      await until('the hand-over ends', async () => (await office.get<{ ended: object | null }>(`/hand-overs/${id}`)).ended !== null, 60_000);
      expect(await office.get(`/hand-overs/${id}`)).toMatchObject({ ended: { moved: 7, stayed: 0 }, from: { unitId: unit(GONE) }, to: { unitId: unit(JOINED) } });
      const left = await office.post<{ count: number }>(`/roster/units/${unit(GONE)}/dissolve`, { successorId: unit(JOINED), preview: true });
      expect(left.count).toBe(0);
      await office.post(`/roster/units/${unit(GONE)}/dissolve`, { successorId: unit(JOINED), preview: false });
      const { groups } = await office.get<{ groups: { id: string; name: string }[] }>('/roster');
      await office.post(`/roster/groups/${groups.find((g) => g.name === MEMBER_GROUP)!.id}/join`, { unitId: unit(JOINED) });
      expect(namesIn(await read(5))).toContain(JOINED);
      expect(namesIn(await read(5))).not.toContain(GONE);
      await until('the list of who joined', async () => (await as(JOINED).get<{ rows: { id: string }[] }>('/proceedings/duties', { kind: 'difficulty' })).rows[0]?.id === difficulties[1]);
      expect((await office.get<{ rows: unknown[] }>('/hand-overs/offered')).rows).toEqual([]);
      tell('2025-06-10', `${GONE} is dissolved, ${JOINED} joins`, `one act moves ${byKind('item')} measures and ${byKind('difficulty')} difficulty; nothing is left with ${GONE}`);
    });

    it('both names stay; May as known in May names the old one, everywhere', async () => {
      const { entries } = await office.get<{ entries: { type: string }[] }>(`/items/${item(5)}/timeline`);
      expect(entries.map((e) => e.type)).toContain('AssignmentTransferred');
      const then = await read(5, { asOf: '2025-05-31' });
      expect(namesIn(then)).toContain(GONE);
      expect(namesIn(then)).not.toContain(JOINED);
      expect(then.targets[0]).toMatchObject({ reached: 11 });
      expect((await read(5)).targets[0]).toMatchObject({ reached: 11 });
      const ledger = async (name: string, query: Record<string, string> = {}): Promise<number> => (await ledgerOf(name, query)).total;
      await until('the ledger follows', async () => (await ledger(JOINED)) === 6);
      const known = [await ledger(GONE, { asOf: '2025-05-31' }), await ledger(JOINED, { asOf: '2025-05-31' }), await ledger(JOINED)];
      expect(known).toEqual([6, 0, 6]);
      expect(Object.keys(await quarters({ asOf: '2025-05-31' }))).toContain(unit(GONE));
      const given = await office.fetch('GET', `/briefings/${unit(OFFICE)}/${may.id}/document`);
      expect(await wordsOfDocx(await given.arrayBuffer())).toContain(`${GONE}：小微企业讲堂累计11场（截至2025年5月15日）。`);
      tell('2025-06-10', 'May, as known in May', `${known[0]} measures of ${GONE}, ${known[1]} of ${JOINED}; today ${known[2]} of ${JOINED}`);
    });

    it('who joined owes the cases from then on; the quarter before stays with who handed it in', async () => {
      await system.setClock('2025-06-27T01:00:00.000Z');
      let after = '';
      for (const name of [...MEMBERS.filter((n) => n !== GONE), JOINED]) after = await handIn(name, '2025-Q2');
      const seen = await quarters({ after });
      expect(seen[unit(GONE)]).toEqual(['2025-Q1:inTime', '2025-Q2:excused']);
      expect(seen[unit(JOINED)]).toContain('2025-Q2:inTime');
      expect(seen[unit(JOINED)]!.some((q) => q.startsWith('2025-Q1'))).toBe(false);
      tell('2025-06-27', 'cases of the quarters (典型做法)', `${GONE}: the first in time (按时), the second not counted (不计); ${JOINED}: from the second on`);
    });
  });

  describe('the year’s report', () => {
    let groups: ToldGroup[] = [];

    it('is offered what was told, in groups of one unit and one reckoning each: nothing is added up across them', async () => {
      await system.setClock('2025-12-29T01:00:00.000Z');
      await report(HR, 6, '年度统计尚未发布，仍为上年底数', [{ targetId: 't1', value: 4_060_000, asOf: '2024-12-31' }]);
      await report(UNION, 7, '圆梦课堂资助24000人', [{ targetId: 't1', value: 24_000, asOf: '2025-12-20' }]);
      await report(HR, 8, '全年培训48600人次', [{ targetId: 't1', value: 48_600, asOf: '2025-12-20' }]);
      const after = await report(UNION, 10, '带动企业40600家', [{ targetId: 't1', value: 40_600, asOf: '2025-12-20' }]);
      ({ told: groups } = await office.get<{ told: ToldGroup[] }>(`/briefings/${unit(OFFICE)}/figures`, { ...YEAR, planId, after }));
      const of = (reckoning: string, kind: string): string[] => groups.find((g) => g.reckoning === reckoning && g.unit === kind)?.figures.map((f) => f.text) ?? [];
      expect(of('stock', '人次')).toEqual(['全区技能人才406万人次（截至2024年12月31日）', ...CITIES.map((c, i) => `${c}技能人才总量${[62, 48, 21][i]}万人次（截至2024年12月31日）`)]);
      expect(of('cumulative', '人次')).toEqual(['技能培训累计4.86万人次（截至2025年12月20日）']);
      expect(of('cumulative', '人')).toEqual(['职工提升学历累计2.4万人（截至2025年12月20日）']);
      expect(of('yearly', '家')).toEqual(['参赛企业年度4.06万家（截至2025年12月20日）']);
      expect(of('yearly', '次')).toHaveLength(3);
      // One figure each, of its own kind: no value is the sum of two others.
      const values = groups.flatMap((g) => g.figures.map((f) => f.value));
      for (const wrong of [4_060_000 + 48_600, 4_060_000 + 24_000, 48_600 + 24_000, 48_600 + 2_600]) expect(values).not.toContain(wrong);
      expect((await read(6)).targets[0]).toMatchObject({ reached: 4_060_000, met: false });
    });

    it('keeps 406万人次 (截至2024年底) apart from 人 and from figures of the year, each tracing to its event', async () => {
      const base = `/briefings/${unit(OFFICE)}`;
      const paragraph = (reckoning: string, kind: string): { text: string; sources: unknown[] } => {
        const figures = groups.find((g) => g.reckoning === reckoning && g.unit === kind)!.figures;
        return { text: `${figures.map((f) => f.text).join('，')}。`, sources: figures.flatMap((f) => f.sources) };
      };
      const { content } = await office.get<SurveyReply['proceeding']>(`/proceedings/survey/${surveyId}`);
      const stories = content.places.map((p) => ({ text: `${p.name}：${p.report!.stories[0]!.text}。`, sources: [] }));
      const sections = [
        { heading: '现有情况', paragraphs: [paragraph('stock', '人次')] },
        { heading: '全年进展', paragraphs: [paragraph('cumulative', '人次'), paragraph('cumulative', '人'), paragraph('yearly', '家')] },
        { heading: '各地做法', paragraphs: stories },
      ];
      const unsourced = { title: '年度报告', sections: [{ paragraphs: [{ text: '技能人才总量406万人次。', sources: [] }] }] };
      expect(await office.ask('POST', base, { body: { planId, period: YEAR, ...unsourced } })).toMatchObject({ status: 422, body: { code: 'figure-without-source' } });
      const { briefing } = await office.post<{ briefing: Briefing }>(base, { planId, period: YEAR, title: '2025年改革工作年度报告', sections });
      const published = (await office.post<{ briefing: Briefing }>(`${base}/${briefing.id}/publish`)).briefing;
      for (const { stream, version } of published.sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sources))) {
        expect(['ProgressReported', 'PlaceSurveyed']).toContain((await system.store.readStream(stream, version - 1))[0]?.type);
      }
      const given = await office.fetch('GET', `${base}/${briefing.id}/document`);
      const lines = (await wordsOfDocx(await given.arrayBuffer())).split('\n');
      const line = (word: string): string => lines.filter((l) => l.includes(word)).join('|');
      expect(line('406万人次')).toContain('截至2024年12月31日');
      for (const apart of ['2.4万人', '4.86万人次', '4.06万家']) expect(line('406万人次')).not.toContain(apart);
      for (const city of CITIES) expect(line(`${city}：`)).toContain('班前');
      const { year, issue, total } = published.published!;
      tell('2025-12-29', 'the year’s report (年度报告)', `${year}年第${issue}期（总第${total}期）: 406万人次（截至2024年12月31日） in a paragraph of its own; 4.86万人次, 2.4万人 and 4.06万家 each in another`);
    });

    it('a survey’s figure that was wrong is corrected beside what it said; the report stays', async () => {
      const { proceeding } = await as(UNION).post<SurveyReply>(`/surveys/${surveyId}/figures/f1/correct`, { value: 618_000, asOf: '2024-12-31', reason: '核减重复登记' });
      const [f1] = (proceeding.content.places[0] as unknown as { figures: { value: number; corrected: object[] }[] }).figures;
      expect(f1).toMatchObject({ value: 618_000, corrected: [{ value: 620_000, reason: '核减重复登记' }] });
      const { briefings } = await office.get<{ briefings: Briefing[] }>(`/briefings/${unit(OFFICE)}`);
      expect(JSON.stringify(briefings)).toContain('松州市技能人才总量62万人次');
      tell('2025-12-29', 'a figure of the survey proves wrong', `松州市: 62万 becomes 61.8万, with the reason and what it said; the report stays as it was published`);
    });
  });

  it('the page tells what was found', () => {
    expect(tableOfPage('stories/002-region.md', 'story')).toEqual(told);
  });
});
