import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { until } from '#libs/event-store/testing/events';
import { projectRoot } from '#libs/platform/project-root';
import type { BriefingFigure } from '#libs/supervision/briefing/counted-figures';
import type { Briefing } from '#libs/supervision/briefing/briefing';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { RolledUp } from '#libs/supervision/roll-up/roll-up';
import { dryRun, importFile, settleAndIssue, type PlanReply } from '../e2e/the-city';
import { wordsOfDocx } from '../support/docx-words';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { figure, rowOfPage, tableOfPage } from '../support/story-page';
import { COMMITTEE, firmList, FIRMS, GROUP, LINKED, LOGIN, MEETINGS, OFFICES, PUSH, theZone, UNLINKED, visitorOf, WATCH } from './qujing.city';
import { ECONOMY, FIELDS, HR, ORG, PUBLICITY, SOCIAL, STEPS, taskList, workList, WORKS } from './qujing.lists';
import { SLIPPING, Zone } from './qujing.zone';

jest.setTimeout(300_000);

interface Listed {
  total: number;
  rows: { id: string; title: string; status: string }[];
}
interface Difficulty {
  id: string;
  status: string;
  content: { source: { kind: string }; ofName: string | null; solution: string | null; steps: { id: string; unitId: string; status: string; day: string }[]; decisions: { meetingId: string; matterId: string; stepIds: string[] }[] };
}
type Proceeding<C> = { proceeding: C; position: string };

/** A zone that lived what its bulletin tells: works by the day, enterprises one by one, difficulties to the meeting, and the bulletin itself drawn up from events. */
describe('story 004: a bulletin, and the year that it tells of', () => {
  let system: RunningSystem;
  let zone: Zone;
  let office: HttpClient;
  const told: string[] = [];
  const tell = (when: string, what: string, answer: string): void => void told.push(rowOfPage(when, what, answer));
  const unit = (name: string): string => system.unit(name);
  const others = WORKS.map((_, i) => String(i + 1)).filter((n) => n !== SLIPPING);

  beforeAll(async () => {
    system = await theZone();
    zone = new Zone(system);
    office = system.as('office');
  });
  afterAll(() => system?.stop());

  describe('the paper and its lists', () => {
    it('the bulletin tells what was done; of the 26 and the 14 that it announces none is there, and the importer says so', async () => {
      const { items, narrative, report, notUnderstood } = await dryRun(office, readFileSync(join(projectRoot(), 'test', 'stories', 'papers', '004-qujing.txt')), '004-qujing.txt');
      const points = narrative!.measures.filter((m) => m.ordinal !== null);
      expect([items.length, points.length, narrative!.facts.length]).toEqual([0, 12, 14]);
      expect(narrative!.announced).toMatchObject([{ count: 26, found: 0, listedIn: '松塬开发区匠才培育责任清单' }, { count: 14, found: 0, listedIn: '松塬开发区匠才培育进度推进表' }]);
      expect(narrative!.lacks.filter((l) => l.what === 'lists').map((l) => l.zh)).toEqual(['提到“26项试点内容”，文中没有列出，见《松塬开发区匠才培育责任清单》', '提到“14项重点工作”，文中没有列出，见《松塬开发区匠才培育进度推进表》']);
      expect(report.reconciliation.filter((r) => !r.agrees).map((r) => [r.announced, r.found])).toEqual([[26, 0], [14, 0], [5, 0]]);
      expect(notUnderstood.at(-1)?.reason.zh).toMatch(/没有/);
      tell('—', 'the bulletin (快报) is read', `${points.length} points, ${narrative!.facts.length} figures, no tasks; announced and not there: ${narrative!.announced.map((a) => `${a.count} in 《${a.listedIn}》`).join(', ')}`);
    });

    it('the list of tasks (written for the story) is read and issued: 26 in 5 fields, each claimed by a unit and a person', async () => {
      const draft = await dryRun(office, taskList(), 'tasks.txt');
      expect(draft.plan.categories).toEqual(FIELDS);
      expect(draft.report.reconciliation.map((r) => [r.announced, r.found, r.agrees])).toEqual([[26, 26, true], [5, 5, true], [26, 26, true]]);
      expect(draft.items.every((i) => i.content.includes('本行为故事拟写'))).toBe(true);
      const { plan } = await importFile(office, taskList(), 'tasks.txt', { supervisingUnitId: unit(WATCH), conferenceUnitId: unit(COMMITTEE) });
      zone.tasks = plan.id;
      await office.post(`/plans/${plan.id}/period`, { from: '2020-09-01', to: '2021-06-30' });
      await settleAndIssue(office, plan.id);
      for (const i of draft.items) {
        const who = LOGIN[i.leads[0]!]!;
        await system.as(who).command(`${plan.id}-${i.number}`, 'receive', { assignmentId: 'a1' });
        await system.as(who).command(`${plan.id}-${i.number}`, 'name-person', { assignmentId: 'a1', personId: `p-${who}` });
      }
      const { rows } = await office.get<{ rows: { unitId: string; personId: string | null }[] }>(`/plans/${plan.id}/responsibilities`);
      expect(rows.map((r) => r.personId)).toEqual(draft.items.map((i) => `p-${LOGIN[i.leads[0]!]}`));
      tell('2020-09-02', 'the list of tasks (责任清单, written for the story) is issued', `${rows.length} tasks in ${FIELDS.length} fields, by ${new Set(rows.map((r) => r.unitId)).size} units, each with a person`);
    });
  });

  describe('works scheduled backwards (倒排工期)', () => {
    it('fourteen works to be done by 30 November lie across the October holiday and both make-up days', async () => {
      const { plan } = await importFile(office, workList(), 'works.csv', { supervisingUnitId: unit(WATCH), conferenceUnitId: unit(COMMITTEE) });
      zone.works = plan.id;
      await office.post(`/plans/${plan.id}/period`, { from: '2020-09-01', to: '2020-12-31' });
      for (const { key } of plan.items) await office.post(`/plans/${plan.id}/change-item`, { itemKey: key, steps: STEPS });
      await settleAndIssue(office, plan.id);
      const works = await zone.schedule();
      expect(works.map((w) => [w.number, w.deadline, w.steps.map((s) => s.planned)])).toEqual(WORKS.map((_, i) => [String(i + 1), '2020-11-30', [{ from: '2020-09-25', to: '2020-10-12' }, { from: '2020-10-13', to: '2020-11-23' }, { from: '2020-11-24', to: '2020-11-30' }]]));
      // Eight working days: 1 to 8 October are off, Sunday 27 September and Saturday 10 October are worked.
      const { versions } = await office.get<{ versions: { days: { day: string; kind: 'holiday' | 'workday' }[] }[] }>('/calendar');
      const special = versions[0]!.days.filter((d) => d.day >= '2020-09-25' && d.day <= '2020-10-12');
      expect([special.filter((d) => d.kind === 'workday').map((d) => d.day), special.filter((d) => d.kind === 'holiday').length]).toEqual([['2020-09-27', '2020-10-10'], 8]);
      for (const [i, { unit: lead }] of WORKS.entries()) {
        await system.as(LOGIN[lead]!).command(`${plan.id}-${i + 1}`, 'receive', { assignmentId: 'a1' });
        await office.command(`${plan.id}-${i + 1}`, 'quantify', { targets: [], deadline: null, steps: [], notNeeded: '以各节点按期完成为准' });
      }
      const bar = works[0]!.steps[0]!;
      tell('2020-09-02', 'the works (进度推进表, written for the story) are scheduled backwards from 30 November', `${works.length} works in ${works[0]!.steps.length} steps; the first: ${bar.workingDays} working days from ${bar.planned!.from} to ${bar.planned!.to}`);
    });

    it('one slips: its followers move by its working days and no deadline does; the others stay', async () => {
      await zone.on('2020-09-10');
      await zone.on('2020-09-17');
      await zone.on('2020-09-25');
      await zone.on('2020-10-12');
      await zone.carryOn(others, 1, '办法已经印发各企业');
      await zone.on('2020-10-13');
      await zone.begin(others, 2, '已按办法铺开，首批六家企业');
      await zone.on('2020-10-16');
      const slipped = await zone.work(SLIPPING);
      // The 13th to the 16th have gone by.
      expect(slipped.steps.map((s) => [s.deadline, s.forecast?.to, s.movedWorkingDays, s.heldBy])).toEqual([['2020-10-12', '2020-10-16', 4, []], ['2020-11-23', '2020-11-27', 4, ['a1-1']], ['2020-11-30', '2020-12-04', 4, ['a1-2']]]);
      expect([slipped.deadline, slipped.finish]).toEqual(['2020-11-30', '2020-12-04']);
      expect((await zone.schedule()).filter((w) => w.number !== SLIPPING).map((w) => w.finish)).toEqual(others.map(() => '2020-11-30'));
      expect((await zone.work(SLIPPING, { asOf: '2020-10-12' })).steps.map((s) => s.movedWorkingDays)).toEqual([0, 0, 0]);
      tell('2020-10-16', 'one slips', `its ${slipped.steps.length - 1} followers move by ${slipped.steps[1]!.movedWorkingDays} working days: ${slipped.finish} instead of ${slipped.deadline}; ${others.length} works stay`);
    });

    it('in December the chart shows planned and actual; what was late stays late', async () => {
      await zone.carryOn([SLIPPING], 1, '办法经管委会会议审议后印发');
      await zone.on('2020-10-19');
      await zone.begin([SLIPPING], 2, '办法印发后立即铺开，首批六家');
      await zone.on('2020-11-13');
      await zone.on('2020-11-23');
      await zone.carryOn(others, 2, '十二家企业全部铺开，做法已固定');
      await zone.on('2020-11-24');
      await zone.begin(others, 3, '开始收口，逐家核对');
      await zone.on('2020-11-27');
      await zone.carryOn([SLIPPING], 2, '十二家企业全部铺开，做法已固定');
      await zone.on('2020-11-30');
      await zone.carryOn(others, 3, '台账齐全，收口交账');
      await zone.begin([SLIPPING], 3, '开始收口，逐家核对');
      await zone.on('2020-12-04');
      await zone.carryOn([SLIPPING], 3, '台账齐全，收口交账');
      const slipped = await zone.work(SLIPPING);
      expect(slipped.steps.map((s) => [s.planned!.to, s.actual.to, s.lateWorkingDays, s.late])).toEqual([['2020-10-12', '2020-10-16', 4, true], ['2020-11-23', '2020-11-27', 4, true], ['2020-11-30', '2020-12-04', 4, true]]);
      const works = await zone.schedule();
      const late = works.filter((w) => w.steps.some((s) => s.late)).map((w) => w.number);
      expect([works.map((w) => w.status), late]).toEqual([WORKS.map(() => 'completed'), [SLIPPING]]);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(await (await office.fetch('GET', `/plans/${zone.works}/schedule/export`, { query: { format: 'xlsx' } })).arrayBuffer());
      const chart = workbook.getWorksheet('进度推进表')!;
      const rows = [1, 2, 3, 4].map((n) => (chart.getRow(n).values as string[]).slice(6));
      expect(rows).toEqual([['2020-09', '2020-10', '2020-11', '2020-12'], ['计25-末 实2-末', '计1-12 实1-16', '', ''], ['', '计13-末 实19-末', '计1-23 实1-27', ''], ['', '', '计24-30 实30-末', '实1-4']]);
      tell('2020-12-04', 'the chart by month: planned (计) and actual (实)', `the one that slipped: ${rows[2]!.filter((c) => c !== '').join(', ')}; ${works.length} works are completed, ${late.length} of them late`);
    });
  });

  describe('enterprises and what is hard for them', () => {
    const list = (kind: string, query: Record<string, string> = {}): Promise<Listed> => office.get<Listed>('/proceedings', { kind, limit: '100', ...query });
    const solve = async (ids: readonly string[], name: string): Promise<void> => {
      const who = LOGIN[name]!;
      for (const id of ids) {
        await system.as(who).post(`/proceedings/difficulty/${id}/steps/s1/do`, { text: '已会同企业办结' });
        await office.post(`/proceedings/difficulty/${id}/steps/s1/accept`);
        await office.post(`/difficulties/${id}/solve`, { solution: '由主管部门上门解决' });
      }
    };
    const coordinate = async (ids: readonly string[], name: string, day: string): Promise<void> => {
      for (const id of ids) await office.post(`/difficulties/${id}/coordinate`, { unitId: unit(name), text: '上门了解，提出办法', day });
    };

    it('twelve demonstration enterprises are on the roster, four without a link: a gap that the office owes to close', async () => {
      const looked = await office.ask<{ listed: number; rows: { name: string; gap: boolean }[] }>('POST', '/reform-units/import', { raw: firmList(), query: { fileName: '示范企业.csv', planId: zone.tasks, preview: 'true' }, headers: { 'content-type': 'application/octet-stream' } });
      expect(looked.body.rows.filter((r) => r.gap).map((r) => r.name)).toEqual(UNLINKED);
      const { position: after } = await office.post<{ position: string }>('/reform-units/import', undefined, { raw: firmList(), query: { fileName: '示范企业.csv', planId: zone.tasks }, headers: { 'content-type': 'application/octet-stream' } });
      const [all, gaps] = [await list('reform-unit', { after }), await list('reform-unit', { status: 'unlinked' })];
      expect([all.total, gaps.rows.map((r) => r.title).sort()]).toEqual([FIRMS.length, [...UNLINKED].sort()]);
      const { rows: owed } = await office.get<{ rows: { dutyKind: string; id: string }[] }>('/proceedings/duties', { kind: 'reform-unit' });
      expect(owed.filter((d) => d.dutyKind === 'link').map((d) => d.id).sort()).toEqual(gaps.rows.map((r) => r.id).sort());
      tell('2020-12-04', 'twelve demonstration enterprises (示范企业) are listed', `${all.total}, ${all.total - gaps.total} with a contact unit (挂钩联系单位), ${gaps.total} without: ${UNLINKED.join(', ')}; the office owes ${owed.filter((d) => d.dutyKind === 'link').length} links`);
    });

    it('visits and a survey bring up thirty difficulties', async () => {
      const firms = new Map((await list('reform-unit')).rows.map((r) => [r.title, r.id]));
      for (const firm of LINKED) {
        const difficulties = [1, 2, 3].map((n) => ({ title: `${firm}难题之${n}`, text: '企业在用工育人上遇到的难题', category: FIELDS[n]! }));
        await system.as(visitorOf(firm)).post(`/reform-units/${firms.get(firm)!}/links/l1/visits`, { day: '2020-12-04', personIds: [], findings: '到车间走访，听取意见', difficulties });
      }
      for (const [i, firm] of [...UNLINKED, ...UNLINKED.slice(0, 2)].entries()) await system.as('economy').post('/difficulties', { planId: zone.tasks, title: `${firm}来信反映之${i + 1}`, text: '企业来信反映的难题', source: { kind: 'survey', ref: '2020年企业调研' }, ofName: firm });
      await until('thirty difficulties', async () => (await list('difficulty')).total === 30);
      const rows = (await list('difficulty')).rows;
      const sources = await Promise.all(rows.map(async ({ id }) => (await office.get<Difficulty>(`/proceedings/difficulty/${id}`)).content.source.kind));
      expect([sources.filter((s) => s === 'visit').length, sources.filter((s) => s === 'survey').length]).toEqual([24, 6]);
      tell('2020-12-04', 'visits (走访) and a survey (调研) bring difficulties up', `${rows.length}: ${sources.filter((s) => s === 'visit').length} from ${LINKED.length} enterprises that are visited, ${sources.filter((s) => s === 'survey').length} from those without a link`);
    });

    it('twenty-seven are coordinated, done, accepted and solved', async () => {
      const ids = (await list('difficulty', { sort: 'title' })).rows.map((r) => r.id);
      const by = [HR, ECONOMY, SOCIAL];
      for (const [i, name] of by.entries()) await coordinate(ids.slice(9 * i, 9 * i + 9), name, '2021-03-31');
      await zone.on('2020-12-10');
      await zone.on('2021-03-11');
      for (const [i, name] of by.entries()) await solve(ids.slice(9 * i, 9 * i + 9), name);
      await until('the list', async () => (await list('difficulty', { status: 'solved' })).total === 27);
      const { rows } = await office.get<{ rows: { value: string; count: number }[] }>('/proceedings/counts', { kind: 'difficulty', by: 'status' });
      expect(rows).toEqual([{ value: 'solved', count: 27 }, { value: 'raised', count: 3 }]);
      const { overdue } = await office.get<{ overdue: boolean }>(`/proceedings/difficulty/${ids[0]!}`);
      expect(overdue).toBe(false);
      tell('2021-03-11', 'what departments can do, they do', `${rows[0]!.count} of ${ids.length} are solved, each done by its department and accepted by the office`);
    });

    it('three are taken to the meeting, whose decisions become steps with a unit and a day', async () => {
      const left = (await list('difficulty', { status: 'raised', sort: 'title' })).rows.map((r) => r.id);
      for (const id of left) await office.post(`/difficulties/${id}/carry-to-conference`, { reason: '涉及多个部门，一家办不了' });
      await zone.on('2021-04-15');
      const asked = [[HR, '拿出认定办法', '2021-04-30'], [SOCIAL, '开设夜校专班', '2021-05-10'], [ECONOMY, '落实技改场地', '2021-05-10'], [ORG, '派驻技术指导', '2021-06-30'], [HR, '兑现新录用补贴', '2021-06-30']] as const;
      const steps = asked.map(([name, text, day]) => ({ unitId: unit(name), text, day }));
      const decisions = [steps.slice(0, 2), steps.slice(2, 3), steps.slice(3)];
      const meeting = await zone.meet(GROUP, '2021-04-15', left.map((difficultyId, i) => ({ title: `难题之${i + 1}`, difficultyId, decisions: decisions[i]! })));
      const read = (id: string): Promise<Difficulty> => office.get<Difficulty>(`/proceedings/difficulty/${id}`);
      const decided = await Promise.all(left.map(read));
      expect(decided.map((d) => [d.content.decisions.map((x) => [x.meetingId, x.matterId, x.stepIds.length]), d.content.steps.map((s) => [s.unitId, s.day])])).toEqual(decisions.map((of, i) => [[[meeting, `m${i + 1}`, of.length]], of.map((s) => [s.unitId, s.day])]));
      const mine = await system.as('social').get<{ rows: { proceeding: string | null; due: string | null }[] }>('/todo', { subject: 'proceeding', after: zone.position });
      expect(mine.rows).toContainEqual(expect.objectContaining({ proceeding: `difficulty/${left[0]!}`, due: '2021-05-10' }));
      await zone.on('2021-04-22');
      for (const [i, stepId, who] of [[0, 's1', 'hr'], [0, 's2', 'social'], [1, 's1', 'economy']] as const) {
        await system.as(who).post(`/proceedings/difficulty/${left[i]!}/steps/${stepId}/do`, { text: '已按会议意见办结' });
        await office.post(`/proceedings/difficulty/${left[i]!}/steps/${stepId}/accept`);
      }
      const all = (await Promise.all(left.map(read))).flatMap((d) => d.content.steps.map((s) => s.status));
      const { content } = await office.get<{ status: string; content: { matters: { status: string }[] } }>(`/proceedings/meeting/${meeting}`);
      expect(content.matters.map((m) => m.status)).toEqual(['settled', 'settled', 'decided']);
      tell('2021-04-15', 'three are taken to the meeting of the leading group (领导小组会)', `${left.length} difficulties, ${steps.length} steps (议定事项) by ${new Set(steps.map((s) => s.unitId)).size} units; a week later ${all.filter((s) => s === 'accepted').length} are accepted, ${all.filter((s) => s === 'open').length} still to do`);
    });
  });

  describe('the bulletin, drawn up from events', () => {
    const period = { from: '2020-09-01', to: '2021-05-12' };
    let base: string;
    let attended: { stream: string; version: number };
    let issue: Briefing;
    let bytes: Buffer;
    const lecture = (): string => `${zone.tasks}-1`;
    const figures = async (): Promise<Map<string, BriefingFigure>> => new Map((await office.get<{ figures: BriefingFigure[] }>(`${base}/figures`, { ...period, planId: zone.tasks, after: zone.position })).figures.map((f) => [f.name, f]));
    const document = async (id: string, who = 'office'): Promise<Buffer> => Buffer.from(await (await system.as(who).fetch('GET', `${base}/${id}/document`)).arrayBuffer());
    const reached = async (query: Record<string, string> = {}): Promise<number | null> => (await office.get<{ targets: RolledUp[] }>(`/items/${lecture()}/roll-up`, query)).targets.find((t) => t.targetId === 't2')!.total;

    it('the thirteen meetings of the period are two, six and five, each of them an event', async () => {
      base = `/briefings/${unit('区匠才办')}`;
      // Called for the 12th, held then, and recorded a day later: it counts on the day on which it was held.
      await system.setClock('2021-05-12T02:00:00.000Z');
      const last = await zone.call(OFFICES, '2021-05-12', [{ title: '快报稿' }]);
      await system.setClock('2021-05-13T02:00:00.000Z');
      await zone.hold(last, '2021-05-12');
      await zone.minutes(last);
      const meetings = (await figures()).get('meetingsHeld')!;
      expect([meetings.text, meetings.parts.map((p) => p.text)]).toEqual(['召开会议13次', [`${PUSH}6次`, `${GROUP}2次`, `${OFFICES}5次`].sort()]);
      const events = await Promise.all(meetings.sources.map(async ({ stream, version }) => (await system.store.readStream(stream, version - 1))[0]!));
      expect(events.map((e) => [e.type, e.stream, e.data['day']]).sort()).toEqual(zone.meetings.map((m) => ['MeetingHeld', `meeting/${m.id}`, m.day]).sort());
      expect(zone.meetings.map(({ day, kind }) => ({ day, kind }))).toEqual(MEETINGS);
      tell('2021-05-13', 'figures of the period, each with its events', `${meetings.text}: ${meetings.parts.map((p) => p.text).join(', ')}; ${events.length} events`);
    });

    it('第10期（总第36期） is drawn up with whom it is reported and sent to; a figure without its events is refused', async () => {
      const publicity = system.as('publicity');
      const { position: after } = await publicity.command(lecture(), 'report', { assignmentId: 'a1', text: '先后开办车间微讲堂31场', values: [{ targetId: 't1', value: 31, asOf: '2021-05-12' }, { targetId: 't2', value: 20_400, asOf: '2021-05-12' }] });
      const { stream, version } = (await system.store.readStream(`item/${lecture()}`)).findLast((e) => e.type === 'ProgressReported')!;
      attended = { stream, version };
      expect(await reached({ after })).toBe(20_400);
      const of = await figures();
      const [meetings, raised, solved, carried] = ['meetingsHeld', 'difficultiesRaised', 'difficultiesSolved', 'difficultiesToConference'].map((name) => of.get(name)!) as [BriefingFigure, BriefingFigure, BriefingFigure, BriefingFigure];
      expect([raised.value, solved.value, carried.value]).toEqual([30, 27, 3]);
      await office.post(`${base}/set-up`, { name: '匠才快报', lists: { report: ['市委领导同志', '全国匠才培育推进小组办公室', '省委改革办'], send: ['各州市', '各成员单位'], issue: [], unitIds: [unit(ORG)], copies: 60 }, first: { year: 2021, issue: 10, total: 36 } });
      const sections = [
        { heading: '有人牵头', paragraphs: [{ text: '先后开办车间微讲堂31场，到场职工20400名。', sources: [attended] }] },
        { heading: '多路并进', paragraphs: [{ text: `${meetings.text}，其中${meetings.parts.map((p) => p.text).join('，')}。`, sources: meetings.sources }] },
        { heading: '逐件销号', paragraphs: [{ text: `${raised.text}，${solved.text}，${carried.text}。`, sources: [raised, solved, carried].flatMap((f) => f.sources) }] },
      ];
      const title = '有人牵头有表可查　逐家帮扶逐件销号';
      const bare = { period, planId: zone.tasks, title, sections: [{ heading: null, paragraphs: [{ text: meetings.text, sources: [] }] }] };
      expect(await office.ask('POST', base, { body: bare })).toMatchObject({ status: 422, body: { code: 'figure-without-source' } });
      const drafted = await office.post<{ briefing: Briefing }>(base, { period, planId: zone.tasks, title, sections });
      issue = (await office.post<{ briefing: Briefing }>(`${base}/${drafted.briefing.id}/publish`)).briefing;
      expect(issue.published).toMatchObject({ year: 2021, issue: 10, total: 36, day: '2021-05-13' });
      bytes = await document(issue.id);
      const words = await wordsOfDocx(bytes);
      for (const text of ['匠才快报', '2021年第10期（总第36期）', '召开会议13次，其中', '报：市委领导同志，全国匠才培育推进小组办公室，省委改革办。', '送：各州市，各成员单位。']) expect(words).toContain(text);
      expect((await document(issue.id, 'org')).equals(bytes)).toBe(true);
      const inbox = async (): Promise<{ kind: string; title: string }[]> => (await system.as('org').get<{ rows: { briefing: string | null; kind: string; title: string }[] }>('/inbox')).rows.filter((r) => r.briefing !== null);
      await until('the issue in the inbox', async () => (await inbox()).some((r) => r.kind === 'briefing' && r.title.startsWith('匠才快报2021年第10期（总第36期）')));
      // Every sentence opens the events behind it.
      const opened = (await system.as('org').get<{ briefings: Briefing[] }>(base)).briefings[0]!.sections.flatMap((s) => s.paragraphs.map((p) => p.sources.length));
      expect(opened).toEqual([1, 13, 60]);
      tell('2021-05-13', '第10期（总第36期） is published', `报 ${issue.published!.lists.report.length}, 送 ${issue.published!.lists.send.length}; three paragraphs rest on ${opened.join(', ')} events: ${raised.text}, ${solved.text}, ${carried.text}`);
    });

    it('after a correction the issue stays as it is, and a 更正 follows under the next number', async () => {
      await zone.on('2021-05-20');
      const { item, position: after } = await system.as('publicity').command(lecture(), 'correct-value', { assignmentId: 'a1', targetId: 't2', value: 18_600, asOf: '2021-05-12', reason: '两场到场职工重复登记' });
      expect((item as ItemView).targets.find((t) => t.id === 't2')).toMatchObject({ reached: 18_600, met: false });
      expect([await reached({ day: '2021-05-12', after }), await reached({ day: '2021-05-12', asOf: '2021-05-13' })]).toEqual([18_600, 20_400]);
      expect(await office.ask('POST', `${base}/${issue.id}/edit`, { body: { title: '改动', sections: [] } })).toMatchObject({ status: 409, body: { code: 'briefing-not-a-draft' } });
      const right = (await system.store.readStream(attended.stream)).find((e) => e.type === 'ValueCorrected')!;
      const corrects = { briefingId: issue.id, reason: '到场职工人数重复登记' };
      const sections = [{ heading: null, paragraphs: [{ text: '到场职工应为18600名。', sources: [{ stream: right.stream, version: right.version }] }] }];
      const drafted = await office.post<{ briefing: Briefing }>(base, { period, planId: zone.tasks, title: '到场职工人数', sections, corrects });
      const next = (await office.post<{ briefing: Briefing }>(`${base}/${drafted.briefing.id}/publish`)).briefing;
      expect(next.published).toMatchObject({ issue: 11, total: 37 });
      const words = await wordsOfDocx(await document(next.id));
      for (const text of ['2021年第11期（总第37期）', '更正：', '本期更正2021年第10期（总第36期）', '到场职工人数重复登记']) expect(words).toContain(text);
      expect((await document(issue.id)).equals(bytes)).toBe(true);
      await until('word of the correction', async () => (await system.as('org').get<{ rows: { kind: string; text: string | null }[] }>('/inbox')).rows.some((r) => r.kind === 'briefingCorrected' && r.text === '更正2021年第10期（总第36期）：到场职工人数重复登记'));
      const { briefings } = await system.as('org').get<{ briefings: Briefing[] }>(base);
      expect(briefings.find((b) => b.id === issue.id)).toMatchObject({ status: 'published', correctedBy: next.id, sections: issue.sections });
      const list = async (query: Record<string, string> = {}): Promise<[string, string | null][]> => (await system.as('org').get<{ rows: { id: string; correctedBy: string | null }[] }>('/briefings', query)).rows.map((r) => [r.id, r.correctedBy]);
      expect([await list(), await list({ asOf: '2021-05-13' })]).toEqual([[[next.id, null], [issue.id, next.id]], [[issue.id, null]]]);
      tell('2021-05-20', `a value is corrected (更正): ${figure(20_400)} were ${figure(18_600)}`, `第10期 stays, byte for byte, and says that 第${next.published!.issue}期（总第${next.published!.total}期） corrects it; as known on 2021-05-13 ${figure(await reached({ day: '2021-05-12', asOf: '2021-05-13' }))} still stand`);
    });
  });

  it('is what the page tells', () => {
    expect(told).toEqual(tableOfPage('stories/004-qujing.md', 'story'));
  });
});
