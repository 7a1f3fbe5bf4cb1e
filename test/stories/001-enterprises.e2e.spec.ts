import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { EligibilityRow, Fact } from '#libs/commands/eligibility';
import { projectRoot } from '#libs/platform/project-root';
import { FIGURES } from '#libs/supervision/evaluation/figure.names';
import type { ItemView } from '#libs/supervision/item/item.view';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { StepForecast } from '#libs/supervision/schedule/forecast';
import { AnEvaluation, AUDIT, judged, STATISTICS, type EvaluationReply } from '../e2e/an-evaluation';
import { approvedAndIssued, dryRun, importFile, type PlanReply } from '../e2e/the-city';
import { duban } from '../support/duban-cli';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { rowOfPage, tableOfPage } from '../support/story-page';
import { until } from '../support/until';
import { CONFERENCE, ENTERPRISES, GUIDANCE, HR, LOGIN, OFFICE, PERSONS, PRIVATE, ROUTE, schemeByKind, STATE_OWNED, TAKEN, tasksOfTheYear, theRegionOfEnterprises, UNION } from './enterprises.region';

jest.setTimeout(240_000);

type Row = Omit<EligibilityRow, 'facts'> & { facts: (Fact & { zh: string })[] };
interface Eligibility {
  rows: Row[];
  uncounted: { name: string }[];
  events: { ref: string; type: string; at: string }[];
  asOf: string;
}
interface Reply<C = Record<string, unknown>> {
  proceeding: ProceedingView & { content: C };
  position: string;
}
type Enterprise = (typeof ENTERPRISES)[number];

/** On the list of reform units, and no unit of the roster. */
const COOPERATIVE = '南坡合作社';
const YEAR = { from: '2023-01-01', to: '2023-12-31' };

/** A year of two enterprises, one of the state and one private: plans of their own, help from outside, and what is said of them in the end. */
describe('story 001: enterprises that answer for themselves', () => {
  let system: RunningSystem;
  let office: HttpClient;
  let planId = '';
  let evaluation: AnEvaluation;
  const own: Record<string, PlanReply['plan']> = {};
  const reformUnits: Record<string, string> = {};
  /** By day: steps of the enterprises' own plans that are due on it. */
  const timetable = new Map<string, { name: Enterprise; itemId: string; stepId: string }[]>();
  const told: string[] = [];
  const tell = (when: string, what: string, answer: string): void => void told.push(rowOfPage(when, what, answer));
  const unit = (name: string): string => system.unit(name);
  const as = (name: string): HttpClient => system.as((LOGIN as Record<string, string>)[name] ?? name);
  const item = (number: number): string => `${planId}-${number}`;
  const read = (number: number): Promise<ItemView> => office.get<ItemView>(`/items/${item(number)}`);
  const eligibility = (query: Record<string, string> = {}, who = office): Promise<Eligibility> => who.get<Eligibility>('/eligibility', { planId, ...YEAR, ...query });
  const factOf = (rows: readonly Row[], name: string): Fact => rows[0]!.facts.find((f) => f.name === name)!;

  /** The clock at a day's morning; until then the enterprises keep the timetables of their own plans, and the office accepts each step. */
  async function on(day: string): Promise<void> {
    for (const due of [...timetable.keys()].sort().filter((d) => d <= day)) {
      await system.setClock(`${due}T01:00:00.000Z`);
      for (const { name, itemId, stepId } of timetable.get(due)!) {
        await as(name).command(itemId, 'submit', { stepId, text: '按进度完成，材料附后', evidenceIds: [] });
        await office.command(itemId, 'verify', { stepId });
      }
      timetable.delete(due);
    }
    await system.setClock(`${day}T02:00:00.000Z`);
  }

  async function send(name: Enterprise, number: number, text: string, value: number | null, asOf: string): Promise<void> {
    const a = (await read(number)).assignments[0]!;
    await as(name).command(item(number), 'report', { assignmentId: a.id, text, values: value === null ? [] : [{ targetId: 't1', value, asOf }] });
    await as(name).command(item(number), 'submit', { stepId: `${a.id}-1`, text, evidenceIds: [] });
  }

  beforeAll(async () => {
    system = await theRegionOfEnterprises();
    office = system.as('office');
  });
  afterAll(() => system?.stop());

  describe('the opinion', () => {
    it('gives measures in order, for whom, and no tasks: it makes no plan', async () => {
      const paper = readFileSync(join(projectRoot(), 'test', 'stories', 'papers', '001-opinion.txt'));
      const { items, narrative, plan } = await dryRun(office, paper, '001-opinion.txt');
      const { measures, lacks, facts } = narrative!;
      const concerning = (words: string): number => measures.filter((m) => m.concerns === words).length;
      expect([items, facts, measures.flatMap((m) => m.ordinal ?? []).length]).toEqual([[], [], 12]);
      expect([concerning('国有企业'), concerning('非公有制企业')]).toEqual([7, 3]);
      expect(lacks.map((l) => l.what)).toEqual(['items', 'units', 'deadlines', 'targets']);
      tell('2023-01-04', `the opinion (实施意见, ${plan.documentNumber}) is read`, `12 measures in order; ${concerning('国有企业')} for 国有企业, ${concerning('非公有制企业')} for 非公有制企业; no tasks, units, days or figures`);
    });

    it('is laid down by kind: guidance and rules of a state-owned and of a private enterprise differ', async () => {
      await office.post('/policies/standard', { name: '标准督办规则', rules: STANDARD_RULES, variants: GUIDANCE, basis: '岭匠办发〔2022〕7号' });
      const guidance = (name: string): Promise<{ variants: { name: string; guidance: string; differences: object }[] }> => office.get(`/roster/units/${unit(name)}/guidance`);
      const [state, own_] = await Promise.all(ENTERPRISES.map(guidance));
      expect(state!.variants).toMatchObject([{ name: '国有企业', differences: { receiptWorkingDays: 2 }, guidance: expect.stringContaining('党建考核') }]);
      expect(own_!.variants).toMatchObject([{ name: '非公有制企业', guidance: expect.stringContaining('评选表彰') }]);
      tell('2023-01-04', 'guidance by kind (分类指导)', `${STATE_OWNED}: ${state!.variants.map((v) => v.name).join()}; ${PRIVATE}: ${own_!.variants.map((v) => v.name).join()}`);
    });
  });

  describe('plans of their own', () => {
    it('tasks written for the story are issued; each enterprise signs for its own by the days of its kind', async () => {
      const { plan } = await importFile(office, tasksOfTheYear(), '2023年任务（测试自拟）.csv');
      planId = plan.id;
      await office.post(`/plans/${planId}/period`, YEAR);
      await office.post(`/plans/${planId}/issue`);
      const receipt = async (number: number): Promise<string> => (await read(number)).duties.find((d) => d.kind === 'receive')!.day!;
      expect([await receipt(1), await receipt(2)]).toEqual(['2023-01-06', '2023-01-09']);
      for (const name of ENTERPRISES) for (const number of TAKEN[name]) await as(name).command(item(number), 'receive', { assignmentId: 'a1' });
    });

    it('each has a timetable and a route map (一企一策), approved by the office above, and a named person for each task', async () => {
      for (const name of ENTERPRISES) {
        const { plan } = await as(name).post<PlanReply>('/plans/take-up', { upperPlanId: planId, itemIds: TAKEN[name].map(item) });
        for (const { key } of plan.items) await as(name).post(`/plans/${plan.id}/change-item`, { itemKey: key, steps: ROUTE });
        for (const [kind, optionId] of [['no-unit', 'issuer'], ['upper-share', 'whole']]) await as(name).post(`/plans/${plan.id}/settle-all`, { kind, optionId, preview: false });
        await as(name).post(`/plans/${plan.id}/period`, YEAR);
        await as(name).post(`/plans/${plan.id}/verification`, { unitId: unit(OFFICE) });
        own[name] = (await approvedAndIssued(as(name), office, plan.id)).plan;
        for (const [i, { itemId }] of own[name].issueItems.entries()) {
          await as(name).command(itemId, 'receive', { assignmentId: 'a1' });
          await as(name).post(`/items/${itemId}/name-person`, { assignmentId: 'a1', personId: `p-${PERSONS[name][i]!}` });
        }
        const { items } = await as(name).get<{ items: { itemId: string; steps: StepForecast[] }[] }>(`/plans/${own[name].id}/schedule`);
        for (const { itemId, steps } of items) for (const { stepId, deadline } of steps) timetable.set(deadline!, [...(timetable.get(deadline!) ?? []), { name, itemId, stepId }]);
      }
      const lower = async (): Promise<{ rows: { unitId: string; persons: { assignments: number; named: number; gaps: unknown[] } | null }[] }> => office.get(`/plans/${planId}/lower`);
      await until('every task has its person', async () => (await lower()).rows.filter((r) => r.persons?.named === 2).length === 2);
      for (const row of (await lower()).rows) expect(row.persons).toEqual({ assignments: 2, named: 2, gaps: [] });

      const { items, months } = await as(STATE_OWNED).get<{ months: string[]; items: { number: string; steps: StepForecast[] }[] }>(`/plans/${own[STATE_OWNED]!.id}/schedule`);
      const route = items.find((i) => i.number === '1')!.steps;
      expect(route.map((s) => [s.title, s.planned?.to, s.after])).toEqual([['制定方案', expect.any(String), []], ['组织实施', expect.any(String), ['a1-1']], ['总结评估', '2023-10-31', ['a1-2']]]);
      expect(months.at(-1)).toBe('2023-11');
      const { rows } = await as(PRIVATE).get<{ rows: { step: string; personId: string }[] }>(`/plans/${own[PRIVATE]!.id}/responsibilities`);
      expect(new Set(rows.map((r) => r.personId))).toEqual(new Set(PERSONS[PRIVATE].map((p) => `p-${p}`)));
      tell('2023-01-04', 'each enterprise’s own plan (一企一策)', `${ENTERPRISES.length} plans approved; ${route.length} steps after one another to ${route.at(-1)!.planned!.to} in the first; a person for each of ${(await lower()).rows.reduce((n, r) => n + r.persons!.named, 0)} tasks, none without`);
    });

    it('each has a contact unit and an instructor; one that is linked with nobody is a gap', async () => {
      for (const name of ENTERPRISES) {
        const body = { planId, name, since: '2023-01-04', particulars: { unitType: 'enterprise', ownership: name === PRIVATE ? '非公' : '国有', batch: '第一批', level: '自治区级', unitId: unit(name) }, ownPlan: { title: own[name]!.plan.title, planId: own[name]!.id }, links: [] };
        const { proceeding } = await office.post<Reply>('/reform-units', body);
        expect(proceeding.status).toBe('unlinked');
        reformUnits[name] = proceeding.id;
        await office.post(`/reform-units/${proceeding.id}/links`, { kind: 'contactUnit', unitId: unit(HR), since: '2023-01-04' });
        expect(await office.ask('POST', `/reform-units/${proceeding.id}/links`, { body: { kind: 'instructor', unitId: unit(UNION), since: '2023-01-04' } })).toMatchObject({ status: 422, body: { code: 'person-unknown' } });
        const linked = await office.post<Reply<{ links: { kind: string; unitId: string; personId: string | null }[] }>>(`/reform-units/${proceeding.id}/links`, { kind: 'instructor', unitId: unit(UNION), personId: 'p-instructor', since: '2023-01-04' });
        expect(linked.proceeding).toMatchObject({ status: 'linked', content: { links: [{ kind: 'contactUnit', unitId: unit(HR) }, { kind: 'instructor', personId: 'p-instructor' }] } });
      }
      const { position: after } = await office.post<Reply>('/reform-units', { planId, name: COOPERATIVE, since: '2023-01-04', particulars: { unitType: 'enterprise', ownership: '民营' }, links: [] });
      expect(await office.get('/proceedings', { kind: 'reform-unit', status: 'unlinked', after })).toMatchObject({ total: 1, rows: [{ title: COOPERATIVE }] });
    });
  });

  it('a visit brings up a difficulty, which is coordinated and solved, and others find it as a case', async () => {
    await on('2023-03-14');
    const visit = { day: '2023-03-14', personIds: [], findings: '技能等级自主评价缺考评员', difficulties: [{ title: '缺考评员', text: '自主评价无人可请', category: '素质提升' }] };
    const visited = await as('hr').post<Reply<{ visits: { difficultyIds: string[] }[] }>>(`/reform-units/${reformUnits[PRIVATE]}/links/l1/visits`, visit);
    const id = visited.proceeding.content.visits[0]!.difficultyIds[0]!;
    await office.post(`/difficulties/${id}/coordinate`, { unitId: unit(HR), text: '选派考评员', day: '2023-03-31' });
    await as('hr').post(`/proceedings/difficulty/${id}/steps/s1/do`, { text: '已选派考评员3名' });
    await office.post(`/proceedings/difficulty/${id}/steps/s1/accept`);
    const solved = await office.post<Reply<{ solution: string; ofUnitId: string; steps: { late: boolean }[] }>>(`/difficulties/${id}/solve`, { solution: '由人社部门选派考评员，三个工作日内到岗', shared: true });
    expect(solved.proceeding).toMatchObject({ status: 'solved', content: { ofUnitId: unit(PRIVATE), steps: [{ late: false }] } });
    const cases = await as(STATE_OWNED).get<{ rows: { solution: string }[] }>('/difficulties/cases', { text: '考评员', after: solved.position });
    expect(cases.rows).toHaveLength(1);
    tell('2023-03-14', `a visit (走访) to ${PRIVATE}`, `1 difficulty, given to ${HR}, ${solved.proceeding.status}; found as a case by ${STATE_OWNED}`);
  });

  describe('what is held against an enterprise', () => {
    let before: Eligibility;

    it('a task that was not sent by its day counts against it, and the figure opens its events', async () => {
      await on('2023-07-04');
      before = await until('its day is marked as passed', async () => {
        const found = await eligibility({ for: 'honours' });
        return factOf(found.rows, 'lateCount').value === '0' ? undefined : found;
      });
      expect(before.rows.map((r) => r.name)).toEqual([PRIVATE]);
      const late = factOf(before.rows, 'lateCount');
      expect(late).toMatchObject({ value: '1', putRight: [], events: [expect.stringMatching(new RegExp(`^item/${item(2)}@`))] });
      expect(before.events.find((e) => e.ref === late.events[0])).toMatchObject({ type: 'OverdueMarked' });
      tell('2023-07-04', `${PRIVATE}: facts for honours (非公)`, `逾期次数 ${late.value}, opened: ${before.events.find((e) => e.ref === late.events[0])!.type} of task 2`);
    });

    it('the enterprise reads its own facts and no other’s, objects, and another rules', async () => {
      const mine = await eligibility({}, system.as('dairyclerk'));
      expect(mine.rows.map((r) => r.name)).toEqual([PRIVATE]);
      expect(await system.as('dairyclerk').ask('GET', '/eligibility', { query: { planId, unitId: unit(STATE_OWNED) } })).toMatchObject({ status: 403 });
      expect(await system.as('audit').ask('GET', '/eligibility', { query: { planId } })).toMatchObject({ status: 403 });
      const objected = await as(PRIVATE).command(item(2), 'object', { assignmentId: 'a1', stepId: 'a1-1', what: 'lateness', reason: '6月29日已书面报送，因平台检修未录入' });
      const requestId = (objected.item.requests as { id: string; kind: string }[]).find((r) => r.kind === 'objection')!.id;
      expect(await as(PRIVATE).refused(item(2), 'rule', { requestId, grant: true, reason: '属实' })).toMatchObject({ status: 403 });
      await on('2023-07-05');
      await office.command(item(2), 'rule', { requestId, grant: true, reason: '收文登记显示6月29日送达' });
      await send(PRIVATE, 2, '已开展集体协商2次', 2, '2023-06-29');
      await office.command(item(2), 'verify', { stepId: 'a1-1' });
    });

    it('it is visibly corrected: the figure counts no more, what it said and why it does not any more stay beside it', async () => {
      const after = await eligibility({ for: 'honours' });
      const late = factOf(after.rows, 'lateCount');
      const [right] = late.putRight;
      expect(late).toMatchObject({ value: '0', events: [], putRight: [{ event: factOf(before.rows, 'lateCount').events[0], basis: '收文登记显示6月29日送达' }] });
      expect(after.events.filter((e) => e.ref === right!.event || e.ref === right!.by).map((e) => e.type).sort()).toEqual(['LatenessOverturned', 'OverdueMarked']);
      // Three steps of its own plan, and this one.
      expect(factOf(after.rows, 'acceptedOnTime').value).toBe('4');
      // As known on the day before, it stands as it stood.
      expect(factOf((await eligibility({ for: 'honours', asOf: '2023-07-04' })).rows, 'lateCount')).toMatchObject({ value: '1', putRight: [] });
      const bytes = Buffer.from(await (await office.fetch('GET', '/eligibility/export', { query: { planId, ...YEAR, for: 'honours' } })).arrayBuffer());
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as unknown as ArrayBuffer);
      const corrected = book.getWorksheet('更正')!.getSheetValues().slice(2).map((row) => (row as unknown[]).slice(1).join('|'));
      expect(corrected.filter((line) => line.includes('逾期次数'))).toEqual([expect.stringMatching(new RegExp(`^${PRIVATE}\\|逾期次数\\|0\\|2023-07-05 更正：原计入 1，现不计（收文登记显示6月29日送达；item/.* → item/.*）$`))]);
      tell('2023-07-05', 'it objects (异议), the objection is upheld', `逾期次数 ${late.value}; beside it: 更正 on ${right!.at.slice(0, 10)}, ${right!.basis}; as known on 2023-07-04 it is 1`);
    });
  });

  describe('the end of the year', () => {
    it('each is scored in the class of its kind, by others than its own house', async () => {
      await on('2023-10-27');
      await send(STATE_OWNED, 1, '首席技师制度已印发并聘任12人', null, '2023-10-27');
      await office.command(item(1), 'verify', { stepId: 'a1-1' });
      await on('2023-11-28');
      await send(STATE_OWNED, 3, '全年培训640人次', 640, '2023-11-27');
      await send(PRIVATE, 4, '全年培训280人次', 280, '2023-11-27');
      for (const number of [3, 4]) await office.command(item(number), 'verify', { stepId: 'a1-1' });
      await on('2024-01-08');
      const tried = await office.post<{ unclassed: unknown[] }>('/schemes/annual/preview', { scheme: schemeByKind(), planId, period: YEAR, units: [...ENTERPRISES, HR].map((name) => ({ unitId: unit(name) })) });
      expect(tried.unclassed).toMatchObject([{ unitId: unit(HR), classIds: [] }]);
      await office.post('/schemes/annual', { name: '2023年度企业评价方案', scheme: schemeByKind(), basis: '联席会议纪要' });
      const body = {
        planId, title: '2023年度企业评价', period: YEAR, schemeId: 'annual', schemeVersion: 1, units: ENTERPRISES.map((name) => ({ unitId: unit(name), verifierUnitId: unit(AUDIT) })),
        memberUnitIds: [AUDIT, STATISTICS].map(unit), signing: { kind: 'all' }, signers: [{ unitId: unit(STATISTICS) }], approver: { unitId: unit(CONFERENCE) }, schedule: { selfDay: '2024-01-12', verifyDay: '2024-01-26', reviewWorkingDays: 3, signWorkingDays: 2 },
      };
      const { proceeding } = await office.post<EvaluationReply>('/evaluations', body);
      evaluation = new AnEvaluation(system, proceeding.id);
      const classOf = (name: string): string => proceeding.content.units.find((u) => u.unitId === unit(name))!.classId;
      expect(ENTERPRISES.map(classOf)).toEqual(['stateOwned', 'private']);
      await system.setClock('2024-01-15T01:00:00.000Z');
      for (const name of ENTERPRISES) await system.as('audit').post(evaluation.at(`units/${unit(name)}/verify`), judged(name === PRIVATE ? '25' : '36.5'));
      await office.post(evaluation.at('feedback'), { unitIds: ENTERPRISES.map(unit) });
      await system.setClock('2024-01-19T01:00:00.000Z');
      await until('the windows', async () => (await evaluation.count('ReviewPeriodEnded')) === 2);
      await office.post(evaluation.at('draw'));
      await system.as('statistics').post(evaluation.at('requests/s1/sign'), await evaluation.seen());
      await system.as('convenor').post(evaluation.at('requests/approval/sign'), await evaluation.seen());
      const drafted = await office.post<{ proceeding: { papers: { id: string }[] } }>(evaluation.at('publish'), { text: '现将评价结果通报如下' });
      await system.as('signer').post(`/proceedings/evaluation/${evaluation.id}/papers/${drafted.proceeding.papers[0]!.id}/sign`);
      const { status, content } = await evaluation.told();
      expect(status).toBe('published');
      tell('2024-01-19', 'the year is scored by the scheme of each kind', ENTERPRISES.map((name) => `${name} as ${classOf(name)}: ${content.result!.rows.find((r) => r.unitId === unit(name))!.total}`).join('; '));
    });

    it('the facts go to assessments for the one and to honours for the other; each figure opens its events, of the types that it says', async () => {
      const [assessed, honoured] = [await eligibility({ for: 'assessments' }), await eligibility({ for: 'honours' })];
      expect([assessed, honoured].map((e) => e.rows.map((r) => [r.name, r.unitClass]))).toEqual([[[STATE_OWNED, 'stateOwnedEnterprise']], [[PRIVATE, 'privateEnterprise']]]);
      for (const { rows, events } of [assessed, honoured]) {
        const typeOf = new Map(events.map((e) => [e.ref, e.type]));
        for (const fact of rows[0]!.facts) {
          for (const ref of fact.events) expect([fact.name, FIGURES[fact.name].opens]).toEqual([fact.name, expect.arrayContaining([typeOf.get(ref)])]);
          if (!fact.name.endsWith('Rate')) expect([fact.name, fact.events.length > 0]).toEqual([fact.name, fact.value !== '0']);
        }
        expect(rows[0]!.results).toMatchObject([{ evaluationId: evaluation.id, rank: 1 }]);
        expect(typeOf.get(rows[0]!.results[0]!.event)).toBe('EvaluationPublished');
        expect(rows[0]!.reformUnit).toMatchObject({ contactUnitIds: [unit(HR)], instructors: 1, ownPlan: expect.any(String) });
        expect(rows[0]!.planIds).toEqual([planId, own[rows[0]!.name as Enterprise]!.id].sort());
      }
      // Of whom nothing could be counted is named where it would belong.
      expect([assessed, honoured].map((e) => e.uncounted.map((u) => u.name))).toEqual([[], [COOPERATIVE]]);
      // Targets met: the private one's training fell short, in the region's plan and in its own.
      const met = (e: Eligibility): string[] => ['targetsMet', 'targetsSet'].map((name) => factOf(e.rows, name).value);
      const opened = (e: Eligibility): number => new Set(e.rows[0]!.facts.flatMap((f) => f.events)).size;
      tell('2024-01-19', 'duban export eligibility', [`assessments (国企): ${assessed.rows[0]!.name}, ${assessed.rows[0]!.facts.length} facts, ${opened(assessed)} events, ${assessed.rows[0]!.results[0]!.grade}`, `honours (非公): ${honoured.rows[0]!.name}, ${honoured.rows[0]!.facts.length} facts, ${opened(honoured)} events, ${honoured.rows[0]!.results[0]!.grade}`].join('; '));
      expect([met(assessed)[0], met(honoured)[0]]).toEqual(['1', '1']);
    });

    it('the command line tells the same, and writes it as a table', async () => {
      const printed = JSON.parse(await duban(system, 'export', 'eligibility', planId, '--for', 'honours', '--from', YEAR.from, '--to', YEAR.to, '--format', 'json')) as Eligibility;
      const { rows } = await eligibility({ for: 'honours' });
      const bare = (all: readonly Row[]): unknown => all.map((r) => ({ ...r, facts: r.facts.map(({ name, value, events, putRight }) => ({ name, value, events, putRight })) }));
      expect(bare(printed.rows)).toEqual(bare(rows));
      const csv = await duban(system, 'export', 'eligibility', planId, '--for', 'all', '--unit', PRIVATE, '--format', 'csv');
      const line = csv.split('\n').find((l) => l.includes('逾期次数'))!;
      expect(line).toContain('更正：原计入 1，现不计');
      expect(csv).not.toContain(STATE_OWNED);
      await expect(duban(system, 'export', 'eligibility', planId, '--for', 'friends')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('assessments') });
    });
  });

  it('the page tells what was found', () => {
    expect(tableOfPage('stories/001-enterprises.md', 'story')).toEqual(told);
  });
});
