import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '#libs/event-store/testing/events';
import { projectRoot } from '#libs/platform/project-root';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { InspectionFigures } from '#libs/supervision/inspection/inspection.types';
import type { ItemView } from '#libs/supervision/item/item.view';
import { reckon } from '../faults/reckoning';
import type { Told } from '../support/http-client';
import { RunningSystem } from '../support/running-system';
import { allScores, AnEvaluation, AUDIT, DISCIPLINE, judged, STATISTICS, type EvaluationReply } from './an-evaluation';
import { aFinding, findingOf, Inspecting, type InspectionReply } from './an-inspection';
import { CONFERENCE, importFile, settleAndIssue, WATCH } from './the-city';

const OFFICE = '市产改办';
const UNION = '市总工会';
const SCIENCE = '市科技局';
const HR = '市人社局';
const PARTY_ORGANISATION = '市委组织部';
/** What is evaluated, in two classes. */
const PARTY = [PARTY_ORGANISATION, '市委宣传部', UNION, '市妇联', '市工商联', '市文联'];
const GOVERNMENT = [SCIENCE, HR, '市国资委', '市教体局', '市卫健委', '市住建局'];

/** Items that one unit implements alone, and the days that the office gives them. The first turns red in the quarter before. */
const DEADLINES = [
  { number: '5', unit: PARTY_ORGANISATION, day: '2023-09-22' },
  { number: '18', unit: SCIENCE, day: '2023-10-20' },
  { number: '41', unit: HR, day: '2023-10-20' },
] as const;

/** The scheme that other tests use, with what inspections found as a penalty. */
function theScheme(): Scheme {
  const scheme = aScheme();
  const [first] = scheme.classes;
  const rectified = { id: 'rectified', name: '督查整改扣分', kind: 'penalty' as const, points: '6', formula: 'findings * 0.5 + findingsOverdue * 2.25', doubledWhen: null };
  const of = (id: string, name: string): Scheme['classes'][number] => ({ ...first!, id, name, indicators: [...first!.indicators, rectified] });
  return { ...scheme, classes: [of('party', '党群部门'), of('government', '政府部门')] };
}

/** Streams that a workflow has yet to see to: one that it has not begun with, or not seen whole, or whose moment has come. */
const DUE = `
  select from log.streams s left join loop.asks a using (stream)
  where (s.stream like 'item/%' or s.stream like 'inspection/%' or s.stream like 'programme/%' or s.stream like 'evaluation/%')
    and (a.stream is null or (a.open and (a.version_seen <> s.version or a.next_due <= $1))) limit 1`;

interface Point {
  indicatorId: string;
  figures: { name: string; value: string; events: string[] }[];
}

/** The supervisor's half of a year on the plan of Ordos, end to end: red by time, inspected, put right in time and late, evaluated, signed, published, computed again. */
describe('a year of supervision', () => {
  let system: RunningSystem;
  let planId: string;
  /** 典型案例征集: what the office itself owes by the plan every quarter. */
  let cases: string;
  let inspection: string;
  let evaluation: AnEvaluation;
  let act: Inspecting['act'];
  let sign: Inspecting['sign'];
  const unit = (name: string): string => system.unit(name);
  const item = (number: string): string => `${planId}-${number}`;
  const office = (): ReturnType<RunningSystem['as']> => system.as('office');
  const happened = async (type: string, duty: string): Promise<number> => (await system.store.readStream(`inspection/${inspection}`)).filter((e) => e.type === type && e.data['duty'] === duty).length;

  /** To a moment by which everything due has happened. */
  const pass = async (at: string): Promise<void> => {
    await system.setClock(at);
    await until(`what is due by ${at}`, async () => (await system.pool.query(DUE, [at])).rowCount === 0, 60_000);
  };

  beforeAll(async () => {
    system = await RunningSystem.start({
      now: '2023-09-11T01:00:00.000Z',
      units: [
        { name: UNION, staffed: true },
        { name: OFFICE, staffed: true, housedIn: UNION },
        ...[...PARTY, ...GOVERNMENT, AUDIT, STATISTICS, DISCIPLINE, WATCH, CONFERENCE].filter((name) => name !== UNION).map((name) => ({ name, staffed: true })),
      ],
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer'] },
        { login: 'science', unit: SCIENCE, roles: ['handler', 'liaison'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'organisation', unit: PARTY_ORGANISATION, roles: ['handler', 'liaison'] },
        { login: 'head', unit: WATCH, roles: ['teamLeader'] },
        { login: 'inspector', unit: WATCH, roles: ['inspector'] },
        { login: 'watch', unit: WATCH, roles: ['signer'] },
        { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
        { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
        { login: 'audithead', unit: AUDIT, roles: ['signer'] },
        { login: 'auditdeputy', unit: AUDIT, roles: ['signer'] },
        { login: 'statistics', unit: STATISTICS, roles: ['evaluator'] },
        { login: 'discipline', unit: DISCIPLINE, roles: ['evaluator'] },
        { login: 'disciplinehead', unit: DISCIPLINE, roles: ['signer'] },
      ],
    });
    ({ act, sign } = new Inspecting(system));
  });
  afterAll(() => system?.stop());

  it('begins with the plan of Ordos: fifty items, each with its workflow', async () => {
    const paper = readFileSync(join(projectRoot(), 'libs', 'documents', 'samples', 'ordos-2022.csv'));
    const { plan } = await importFile(office(), paper, 'ordos-2022.csv', { supervisingUnitId: unit(WATCH), conferenceUnitId: unit(CONFERENCE) });
    planId = plan.id;
    await office().post(`/plans/${planId}/period`, { from: '2022-12-08', to: '2024-12-31' });
    for (const { number, unit: name, day } of DEADLINES) {
      const { key } = plan.items.find((i) => i.number === number)!;
      await office().post(`/plans/${planId}/change-item`, { itemKey: key, leads: [], participants: [], units: [name], deadline: day });
    }
    const { plan: issued } = await settleAndIssue(office(), planId);
    expect(issued).toMatchObject({ status: 'issued', supervisingUnitId: unit(WATCH) });
    cases = issued.issueItems.find((i) => i.key === plan.items.find((d) => d.title === '典型案例征集')!.key)!.itemId;
    expect(issued.issueItems.filter(({ itemId }) => /-\d+$/.test(itemId)).length).toBeGreaterThanOrEqual(50);
    for (const [login, number] of [['organisation', '5'], ['science', '18'], ['hr', '41']] as const) await system.as(login).command(item(number), 'receive', { assignmentId: 'a1' });
  });

  it('turns items red by time alone, in two quarters', async () => {
    await pass('2023-10-25T01:00:00.000Z');
    for (const { number } of DEADLINES) {
      expect((await office().get<ItemView>(`/items/${item(number)}`)).light).toBe('red');
      expect((await system.store.readStream(`item/${item(number)}`)).filter((e) => e.type === 'RedMarked')).toMatchObject([{ meta: { actor: { kind: 'system' } } }]);
    }
  });

  it('inspects what is red since this quarter, approved case by case before those inspected hear of it', async () => {
    const members = [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }, { personId: 'p-inspector', unitId: unit(WATCH), role: 'inspector' }];
    const body = { planId, title: '四季度红灯事项督查', reason: { kind: 'light', ref: 'red', text: '本季度全部红灯' }, light: { colour: 'red', since: '2023-10-01' }, days: { from: '2023-10-26', to: '2023-10-31' }, team: members };
    // What the office itself owes is red as well, and is not spared.
    const { proceeding } = await office().post<InspectionReply>('/inspections', body);
    inspection = proceeding.id;
    expect(proceeding).toMatchObject({ status: 'awaitingApproval', content: { approval: 'pending', scope: { itemIds: [item('18'), item('41'), cases], unitIds: [unit(SCIENCE), unit(HR), unit(OFFICE)] } } });
    expect(await system.as('head').ask('POST', `/inspections/${inspection}/give-notice`, { body: { text: '督查通知' } })).toMatchObject({ status: 409, body: { code: 'inspection-not-approved' } });
    expect(await system.as('hr').ask('GET', `/proceedings/inspection/${inspection}`)).toMatchObject({ status: 404 });
    expect((await act('convenor', `${inspection}/approve`, { grant: true, text: '同意' })).proceeding.status).toBe('preparing');
    expect((await act('head', `${inspection}/give-notice`, { text: '定于 10 月 26 日至 31 日督查' })).proceeding.status).toBe('underWay');
    expect(await system.as('hr').get<InspectionReply['proceeding']>(`/proceedings/inspection/${inspection}`)).toMatchObject({ status: 'underWay' });
    expect(await system.as('organisation').ask('GET', `/proceedings/inspection/${inspection}`)).toMatchObject({ status: 404 });
  });

  it('visits both units, and demands two rectifications by notices that are signed and numbered', async () => {
    await act('head', `${inspection}/visits`, { unitId: unit(SCIENCE), day: '2023-10-26', personId: 'p-inspector' });
    await act('head', `${inspection}/visits`, { unitId: unit(HR), day: '2023-10-27', personId: 'p-inspector' });
    await pass('2023-10-27T02:00:00.000Z');
    await act('inspector', `${inspection}/visits/v1/record`, { day: '2023-10-26', record: '查阅台账，走访两家企业' });
    await act('inspector', `${inspection}/visits/v2/record`, { day: '2023-10-27', record: '查阅帮扶名册' });
    await act('inspector', `${inspection}/findings`, aFinding(unit(SCIENCE), item('18'), '科技创新活动未建台账'));
    await act('inspector', `${inspection}/findings`, aFinding(unit(HR), item('41'), '帮扶名册缺失'));
    await sign('signer', inspection, 'p1');
    const told = await sign('signer', inspection, 'p2');
    for (const id of ['f1', 'f2']) expect(findingOf(told, id)).toMatchObject({ status: 'rectifying', day: '2023-11-03' });
    await until('their numbers', async () => {
      const { rows } = await system.pool.query<{ number: number | null }>(`select number from read.notice where proceeding = $1 and series = 'ZG' order by number`, [`inspection/${inspection}`]);
      return rows.length === 2 && rows.every((r, i) => r.number === i + 1);
    });
    await act('head', `${inspection}/report`, { conclusion: '两个问题，限期整改' });
  });

  it('strikes one off in time; the other comes back, climbs its ladder and is put right late; only then it closes', async () => {
    await act('science', `${inspection}/findings/f1/reply`, { text: '台账已建立' });
    const struck = await act('inspector', `${inspection}/findings/f1/strike-off`, { text: '已核实' });
    expect(struck.proceeding).toMatchObject({ status: 'rectifying', closed: null });
    expect(findingOf(struck, 'f1')).toMatchObject({ status: 'struckOff', late: false });
    await act('hr', `${inspection}/findings/f2/reply`, { text: '名册已补' });
    expect(findingOf(await act('head', `${inspection}/findings/f2/return`, { reason: '缺签收栏' }), 'f2')).toMatchObject({ status: 'rectifying', arming: 2, late: false });
    expect(await system.as('head').ask('POST', `/inspections/${inspection}/cancel`, { body: { reason: '不再督查' } })).toMatchObject({ status: 409, body: { code: 'findings-open' } });
    // Nobody does anything for three weeks: the unit is reminded, then it climbs to its leader, the office, the joint conference.
    for (const day of ['2023-11-02', '2023-11-06', '2023-11-10', '2023-11-24']) await pass(`${day}T02:00:00.000Z`);
    const told = (await system.store.readStream(`inspection/${inspection}`)).filter((e) => e.data['duty'] === 'rectify:f2').flatMap((e) => ((e.data['to'] ?? []) as { unitId: string; post: string }[]).map((to) => [e.type, to.unitId, to.post]));
    expect(told.slice(0, 4)).toEqual([
      ['ReminderIssued', unit(HR), 'liaison'],
      ['DutyEscalated', unit(HR), 'leader'],
      ['DutyEscalated', unit(OFFICE), 'office'],
      ['DutyEscalated', unit(CONFERENCE), 'leader'],
    ]);
    expect(await happened('OverdueMarked', 'rectify:f2')).toBe(1);
    expect(await happened('OverdueMarked', 'rectify:f1')).toBe(0);
    const again = await act('hr', `${inspection}/findings/f2/reply`, { text: '签收栏已补' });
    expect(again.proceeding).toMatchObject({ closed: null });
    const { proceeding } = await act('inspector', `${inspection}/findings/f2/strike-off`, { text: '已核实' });
    expect(proceeding).toMatchObject({ status: 'closed', closed: { how: 'closed' }, content: { figures: { findings: 2, struckOff: 2, late: 1, open: 0 } } });
    const report = await office().get<{ figures: InspectionFigures; figuresAsReported: InspectionFigures }>(`/inspections/${inspection}/report`);
    expect(report).toMatchObject({ figures: { open: 0, late: 1 }, figuresAsReported: { open: 2, late: 0 }, byUnit: expect.arrayContaining([expect.objectContaining({ unitId: unit(HR), findings: [expect.objectContaining({ findingId: 'f2', late: true, returns: 1 })] })]) as object });
  });

  it('evaluates twelve units in two classes by what the year says, what was inspected among it', async () => {
    await pass('2024-01-08T01:00:00.000Z');
    await office().post('/schemes/annual', { name: '2023年度考核方案', scheme: theScheme(), basis: '联席会议 2023 年第 4 次会议纪要' });
    const { proceeding } = await office().post<EvaluationReply>('/evaluations', {
      planId, title: '2023年度考核', period: { from: '2023-01-01', to: '2023-12-31' }, schemeId: 'annual', schemeVersion: 1,
      units: [...PARTY.map((name) => ({ unitId: unit(name), classId: 'party' })), ...GOVERNMENT.map((name) => ({ unitId: unit(name), classId: 'government' }))],
      memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit),
      signing: { kind: 'sequence' }, signers: [{ unitId: unit(WATCH) }, { unitId: unit(AUDIT), personId: 'p-audithead' }, { unitId: unit(DISCIPLINE) }], approver: { unitId: unit(CONFERENCE) },
      schedule: { selfDay: '2024-01-12', verifyDay: '2024-01-26', reviewWorkingDays: 3, signWorkingDays: 2 },
    });
    evaluation = new AnEvaluation(system, proceeding.id);
    const figure = (name: string, of: string): object | undefined => proceeding.content.units.find((u) => u.unitId === unit(of))!.figures.find((f) => f.name === name);
    const log = await system.store.readStream(`inspection/${inspection}`);
    const ref = (type: string, key: 'duty' | 'findingId', value: string): string => `inspection/${inspection}@${log.find((e) => e.type === type && e.data[key] === value)!.version}`;
    expect(figure('findings', SCIENCE)).toMatchObject({ value: '1', events: [ref('RectificationOrdered', 'findingId', 'f1')] });
    expect(figure('findingsInTime', SCIENCE)).toMatchObject({ value: '1', events: [ref('FindingStruckOff', 'findingId', 'f1')] });
    expect(figure('findingsOverdue', SCIENCE)).toMatchObject({ value: '0' });
    expect(figure('findings', HR)).toMatchObject({ value: '1', events: [ref('RectificationOrdered', 'findingId', 'f2')] });
    expect(figure('findingsOverdue', HR)).toMatchObject({ value: '1', events: [ref('OverdueMarked', 'duty', 'rectify:f2')] });
    expect(figure('findings', PARTY_ORGANISATION)).toMatchObject({ value: '0' });
    // Its red was in the year, though not in the quarter that was inspected.
    expect(figure('redCount', PARTY_ORGANISATION)).toMatchObject({ value: expect.stringMatching(/^[1-9]/) as string });
  });

  it('scores them by others, tells them, and rules on the one review that is asked for', async () => {
    await pass('2024-01-15T01:00:00.000Z');
    const evaluated = [...PARTY, ...GOVERNMENT].map(unit);
    for (const [i, unitId] of evaluated.entries()) await evaluation.verify(unitId, `${28 + i}.125`);
    await office().post(evaluation.at('feedback'), { unitIds: evaluated });
    const hr = unit(HR);
    await system.as('hr').post(evaluation.at(`units/${hr}/request-review`), { indicatorIds: ['quality'], reason: '帮扶名册已补齐，未计入', evidence: [] });
    expect(await office().ask('POST', evaluation.at('draw'))).toMatchObject({ status: 409, body: { code: 'scores-open' } });
    await pass('2024-01-19T01:00:00.000Z');
    expect(await evaluation.count('ReviewPeriodEnded')).toBe(11);
    await system.as(await evaluation.verifierOf(hr, 'reviewerUnitId')).post(evaluation.at(`units/${hr}/rule-review`), { granted: true, reason: '属实，补计', ...judged('38.5') });
    expect((await evaluation.told()).status).toBe('settled');
  });

  it('has it signed in sequence: a dissent sends a score back, who signed before signs anew, and a substitute signs under both names', async () => {
    const science = unit(SCIENCE);
    await office().post(evaluation.at('draw'));
    const old = await evaluation.seen();
    await system.as('watch').post(evaluation.at('requests/s1/sign'), old);
    await system.as('audithead').post(evaluation.at('requests/s2/dissent'), { ...old, reason: '质量分与台账不符', unitIds: [science] });
    await evaluation.verify(science, '25.005');
    await office().post(evaluation.at('feedback'), { unitIds: [science] });
    await system.as('science').post(evaluation.at(`units/${science}/accept`));
    await office().post(evaluation.at('draw'));
    const now = await evaluation.seen();
    expect(now.material).toBe(2);
    expect((await evaluation.told()).content.awaited).toEqual(['s1']);
    const { status, body: stale } = await system.as('watch').ask<Told>('POST', evaluation.at('requests/s1/sign'), { body: old });
    expect([status, stale.code, stale.detail.zh, stale.detail.en]).toEqual([409, 'sign-off-stale', expect.stringContaining('第 1 稿'), expect.stringContaining('no. 1')]);
    await system.as('watch').post(evaluation.at('requests/s1/sign'), now);
    await system.as('audithead').post(evaluation.at('requests/s2/substitute'), { by: { unitId: unit(AUDIT), personId: 'p-auditdeputy' }, reason: '公出' });
    await system.as('auditdeputy').post(evaluation.at('requests/s2/sign'), now);
    await system.as('disciplinehead').post(evaluation.at('requests/s3/sign'), now);
    expect(await office().ask('POST', evaluation.at('publish'), { body: { text: '现将考核结果通报如下' } })).toMatchObject({ status: 409, body: { code: 'not-approved' } });
    await system.as('convenor').post(evaluation.at('requests/approval/sign'), now);
    const { content } = await evaluation.told();
    expect(content.signatures.map((s) => [s.requestId, s.personId, s.material, s.stale])).toEqual(expect.arrayContaining([['s1', 'p-watch', 1, true], ['s1', 'p-watch', 2, false], ['s2', 'p-auditdeputy', 2, false], ['s3', 'p-disciplinehead', 2, false]]));
    expect(content.signatures.find((s) => s.requestId === 's2')).toMatchObject({ inPlaceOf: { personId: 'p-audithead' } });
    expect(content.dissents).toEqual([expect.objectContaining({ reason: '质量分与台账不符' })]);
    const { entries } = await office().get<{ entries: { type: string; actor: object; data: { requestId?: string } }[] }>(`/proceedings/evaluation/${evaluation.id}/timeline`);
    expect(entries.find((e) => e.type === 'ResultSigned' && e.data.requestId === 's2')?.actor).toMatchObject({ name: 'auditdeputy', insteadOf: { name: 'audithead' } });
  });

  it('publishes it as a numbered circular; each unit opens its points down to the finding', async () => {
    const drafted = await office().post<{ proceeding: { papers: { id: string }[] } }>(evaluation.at('publish'), { text: '现将考核结果通报如下' });
    await system.as('signer').post(`/proceedings/evaluation/${evaluation.id}/papers/${drafted.proceeding.papers[0]!.id}/sign`);
    const { status, content } = await evaluation.told();
    expect(status).toBe('published');
    for (const classId of ['party', 'government']) {
      const rows = content.result!.rows.filter((r) => r.classId === classId);
      expect(rows).toHaveLength(6);
      expect(rows.map((r) => Number(r.total))).toEqual(rows.map((r) => Number(r.total)).sort((a, b) => b - a));
    }
    await until('the number', async () => (await system.pool.query(`select 1 from read.notice where proceeding = $1 and series = 'TB' and number = 1`, [`evaluation/${evaluation.id}`])).rowCount === 1);
    const mine = await system.as('hr').get<{ lines: Point[]; events: { ref: string; type: string }[] }>(evaluation.at(`units/${unit(HR)}/score`));
    const point = mine.lines.find((l) => l.indicatorId === 'rectified')!;
    expect(point).toMatchObject({ points: '2.75' });
    const opened = point.figures.flatMap((f) => f.events).map((ref) => mine.events.find((e) => e.ref === ref)!.type);
    expect(opened.sort()).toEqual(['OverdueMarked', 'RectificationOrdered']);
    const late = await system.as('hr').get<InspectionReply['proceeding']>(`/proceedings/inspection/${inspection}`);
    expect(late.content.findings.map((f) => [f.id, f.unitId, f.late])).toEqual([['f2', unit(HR), true]]);
  });

  it('computes again from the log to the last digit, and everything that is kept is what was written', async () => {
    expect(await office().get(evaluation.at('recompute'))).toMatchObject({ equal: true, differences: [] });
    expect(await allScores(system)).toMatchObject({ equal: true, evaluations: 1, inspections: 1, differences: [] });
    await pass('2024-01-19T02:00:00.000Z');
    expect(await reckon(system, [], [])).toMatchObject({ chainsWhole: true, differences: [], keysTwice: 0 });
  });
});
