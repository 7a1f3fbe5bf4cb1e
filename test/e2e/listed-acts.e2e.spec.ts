import { Client } from 'pg';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';
import type { Reply, Told } from '../support/http-client';

interface Listed {
  act: string;
  path: string;
  body: Record<string, unknown>;
  refused: { code: string } | null;
}
type Found = Reply<Told & { fields?: { field: string }[] }>;

const OFFICE = '市产改办';
const HR = '市人社局';
const WATCH = '市委督查室';
const AUDIT = '市审计局';
const CONFERENCE = '市联席会议';
const LOGINS = ['office', 'deputy', 'signer', 'hr', 'head', 'audit', 'banner'] as const;
const REASON = { reason: '按要求办理' };
/** Refusals of what was typed: another unit, person, day or version would do. */
const OF_INPUT: ReadonlySet<string> = new Set(['malformed', 'unit-unknown', 'not-in-the-unit', 'person-unknown', 'scheme-unknown', 'date-invalid', 'value-invalid', 'not-found', 'own-work', 'signer-twice', 'score-invalid']);

/** What the list of acts says, held against the very commands: these are sent for real, to a log that takes nothing. */
describe('the acts that are listed of a proceeding', () => {
  let city: EveryKind;
  let owner: Client;
  /** Whatever was listed to anybody in any state, by its proceeding: what could be asked of it at all. */
  const known = new Map<string, Map<string, Listed>>();

  const unit = (name: string): string => city.system.unit(name);
  const post = <T = unknown>(login: string, path: string, body: object = {}): Promise<T> => city.system.as(login).post<T>(path, body);

  beforeAll(async () => {
    const more = [{ login: 'deputy', unit: OFFICE, roles: ['office' as const] }, { login: 'audit', unit: AUDIT, roles: ['evaluator' as const, 'signer' as const] }];
    city = await EveryKind.city({ worker: false, apis: 1, accounts: [...CITY_ACCOUNTS, ...more] });
    owner = new Client({ connectionString: city.system.database.ownerUrl });
    await owner.connect();
    await owner.query(`create function log.taken() returns trigger language plpgsql as $$ begin raise exception 'would be taken'; end $$`);
    await city.open();
  });
  afterAll(async () => {
    await owner?.end();
    await city?.system.stop();
  });

  /** Until it ends no event can be written: a command that would be taken ends in a 500, one that finds nothing to do does nothing, and one that is refused says why. */
  async function frozen(work: () => Promise<void>): Promise<void> {
    await owner.query('create trigger taken before insert on log.events for each row execute function log.taken()');
    await work().finally(() => owner.query('drop trigger taken on log.events'));
  }

  /** Proper bodies, so that nothing is refused for its form; several where the person chooses between them. */
  async function bodiesOf({ act, body, path }: Listed): Promise<object[]> {
    const by = { unitId: unit(AUDIT) };
    const fill: Record<string, object | object[]> = {
      approveInspection: { grant: true, text: '同意' }, giveInspectionNotice: { text: '定于近日督查' }, recordFinding: { unitId: unit(HR), text: '另一个问题', severity: 'minor', basis: '工作要点', demand: '补齐', workingDays: 5 },
      planInspectionVisit: { unitId: unit(HR), day: '2031-03-05', personId: 'p-head' }, recordInspectionVisit: { day: '2031-03-03', record: '已走访' }, moveInspectionVisit: { day: '2031-03-06', ...REASON }, reportInspection: { conclusion: '已督查', dropUnanswered: '不适用' },
      rescheduleInspection: { days: { from: '2031-03-03', to: '2031-03-10' }, ...REASON }, replaceInspector: { personId: 'p-inspector', byPersonId: 'p-watch', byUnitId: unit(WATCH), ...REASON }, mergeInspection: { intoId: 'nobody', ...REASON },
      amendFinding: { text: '台账不全', severity: 'major', basis: '工作要点' }, demandRectification: { demand: '补齐', workingDays: 5 }, replyRectification: { text: '已整改' }, strikeOffFinding: { text: '已核实' }, ruleOnEscalation: { ruling: 'order', text: '按要求整改' }, ruleOnFindingObjection: { upheld: false, basis: '经核属实' },
      assessSelf: { scores: [] }, verifyScores: { judged: ['quality', 'innovation'].map((indicatorId) => ({ indicatorId, score: '3', reason: '已核验' })) }, giveScoreFeedback: { unitIds: [unit(HR)] }, acceptScore: {}, requestScoreReview: { indicatorIds: ['quality'], evidence: [], ...REASON }, ruleScoreReview: { granted: false, ...REASON },
      replaceVerifier: ['verifier', 'reviewer'].map((role) => ({ role, toUnitId: unit(CONFERENCE), ...REASON })), substituteSigner: { by, ...REASON }, replaceSigner: { by, ...REASON }, dissentFromResult: { unitIds: [unit(HR)], ...REASON }, publishEvaluation: { text: '现予通报' }, correctEvaluationScheme: { schemeVersion: 2, ...REASON },
      coordinateDifficulty: { unitId: unit(HR), text: '会商', day: '2031-03-25' }, solveDifficulty: { solution: '已兑现', shared: false }, recordDifficultyDecision: { text: '同意', decisions: [] },
      holdMeeting: { day: '2031-03-03', presentUnitIds: [unit(OFFICE)] }, decideMatter: { text: '同意', decisions: [] }, recordMinutes: { text: '会议纪要' }, addMatter: { title: '其他事项' }, moveMeeting: { day: '2031-03-18', ...REASON },
      sendPlansAgain: { text: '已修改' }, ruleOnPlanReturn: { upheld: false, ...REASON }, namePlanReviewer: { personId: 'p-office', ...REASON },
      approveForm: {}, collectForm: {}, lockRound: {}, redrawRound: {}, draftBulletin: { text: '现予通报' },
      assignInstruction: { steps: [{ unitId: unit(HR), text: '补齐台账', day: '2031-03-25' }] }, giveFeedback: { text: '已办理' }, closeInstruction: { text: '已阅' }, instructFurther: { text: '请继续推进', steps: [] },
      ...Object.fromEntries(['addProgrammeEntry', 'changeProgrammeEntry'].map((one) => [one, { title: '专项督查', unitIds: [unit(HR)], from: '2031-05-06', to: '2031-05-16' }])), setInspectionBudget: { places: 365, ...REASON },
      reportSurveyedPlace: { day: '2031-03-03', personIds: [], text: '认定周期长', figures: [], stories: [], difficulties: [] }, correctSurveyFigure: { value: 7, asOf: '2031-02-28', ...REASON }, concludeSurvey: { text: '已形成报告' },
      recordVisit: { day: '2031-03-03', personIds: [], findings: '运行平稳', difficulties: [] }, endLink: { until: '2031-03-03', ...REASON }, linkReformUnit: { kind: 'contactUnit', unitId: unit(AUDIT), since: '2031-03-03' }, setOwnPlan: { title: '“一企一策”方案' }, changeReformUnit: { unitType: 'park', ...REASON }, removeReformUnit: { until: '2031-03-03', ...REASON },
      doStep: { text: '已办' }, nameStepPerson: { personId: 'p-hr' }, requestStepExtension: { day: '2031-04-20', ...REASON }, ruleStepExtension: { grant: false, ...REASON }, ruleOnLateness: { upheld: false, ...REASON }, acceptStep: {}, signProceedingPaper: {}, signResult: {}, drawResults: {},
    };
    if (act === 'rulePlans') fill[act] = (await plans(path)).map(({ planId, draftVersion }) => ({ rulings: [{ planId, draftVersion, how: 'return', ...REASON }] }));
    return [fill[act] ?? REASON].flat().map((filled) => ({ ...body, ...filled }));
  }

  async function plans(path: string): Promise<{ planId: string; draftVersion: number }[]> {
    const { content } = await city.system.as('office').get<{ content: { plans: { planId: string; draftVersion: number }[] } }>(`/proceedings/plan-review/${path.split('/')[2]}`);
    return content.plans;
  }

  /** How the command itself answers: taken, nothing to do, or why not. */
  async function answered(login: string, listed: Listed): Promise<'taken' | 'nothing' | Found> {
    const found: Found[] = [];
    for (const body of await bodiesOf(listed)) found.push(await city.system.as(login).ask('POST', listed.path, { body }));
    if (found.some(({ status }) => status === 500)) return 'taken';
    return found.some(({ status }) => status < 300) ? 'nothing' : found.at(-1)!;
  }

  /** Every act of every kind to everybody: nothing called possible is refused for how things stand, and nothing is left out that would be taken. */
  async function compared(): Promise<{ wrong: string[]; possible: number; refused: number }> {
    const wrong: string[] = [];
    let [possible, refused] = [0, 0];
    const each = Object.values(city.lives).filter((stream) => !stream.startsWith('item/'));
    const lists = new Map<string, Listed[]>();
    for (const stream of each) {
      const all = known.get(stream) ?? new Map<string, Listed>();
      for (const login of LOGINS) {
        const { status, body } = await city.system.as(login).ask<{ acts: Listed[] }>('GET', `/proceedings/${stream}/acts`);
        if (status !== 200 && status !== 404) wrong.push(`${login}: the acts of ${stream} end in ${status}`);
        const acts = status === 200 ? body.acts : [];
        lists.set(`${login} ${stream}`, acts);
        for (const act of acts) all.set(nameOf(act), act);
      }
      known.set(stream, all);
    }
    await frozen(async () => {
      for (const [whose, acts] of lists) {
        const [login, stream] = whose.split(' ') as [string, string];
        const listed = new Map(acts.map((act) => [nameOf(act), act]));
        for (const [name, any] of known.get(stream)!) {
          const told = listed.get(name);
          const act = told ?? any;
          const answer = await answered(login, act);
          if (answer === 'nothing') continue;
          if (answer !== 'taken' && answer.status >= 500) wrong.push(`${login}: ${name} ends in ${answer.status}`);
          if (told?.refused === null) {
            possible += 1;
            const ofInput = answer !== 'taken' && OF_INPUT.has(answer.body.code) && (answer.body.fields ?? []).length > 0;
            if (answer !== 'taken' && !ofInput) wrong.push(`${login}: ${name} is called possible, and is refused as ${answer.body.code}`);
          } else {
            refused += 1;
            if (answer === 'taken') wrong.push(`${login}: ${name} is ${told === undefined ? 'not listed' : `called ${told.refused!.code}`}, and would be taken`);
          }
        }
      }
    });
    return { wrong, possible, refused };
  }

  const nameOf = ({ act, path, body }: Listed): string => `${act} ${path} ${JSON.stringify(body)}`;
  const holds = async (): Promise<void> => {
    const { wrong, possible, refused } = await compared();
    expect(wrong).toEqual([]);
    expect(possible).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(50);
  };

  it('as everything is opened', holds);

  it('as work goes to and fro: a second return, a score that was told, a meeting held, a draft returned and disputed, a place surveyed, a reform unit linked', async () => {
    const [inspection, evaluation, meeting, review, difficulty, survey, reformUnit] = (['inspection', 'evaluation', 'meeting', 'plan-review', 'difficulty', 'survey', 'reform-unit'] as const).map((kind) => city.id(kind)) as [string, string, string, string, string, string, string];
    await post('office', `/surveys/${survey}/places/p1/report`, { day: '2031-03-03', personIds: ['p-office'], text: '认定周期长', figures: [{ metric: '技能人才总量', value: 5, unit: '人', reckoning: 'stock', asOf: '2031-02-28' }], stories: [], difficulties: [] });
    await post('office', `/reform-units/${reformUnit}/links`, { kind: 'contactUnit', unitId: unit(HR), since: '2031-03-03' });
    const f1 = `/inspections/${inspection}/findings/f1`;
    await post('hr', `${f1}/reply`, { text: '台账已补齐' });
    await post('head', `${f1}/return`, { reason: '仍缺记录' });
    await post('office', `/meetings/${meeting}/hold`, { day: '2031-03-03', presentUnitIds: [unit(OFFICE)] });
    await post('hr', `/evaluations/${evaluation}/units/${unit(HR)}/assess`, { scores: [] });
    await post('office', `/plan-reviews/${review}/rule`, { rulings: (await plans(`/plan-reviews/${review}`)).map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'return', reason: '未量化' })) });
    await post('office', `/difficulties/${difficulty}/carry-to-conference`, REASON);
    await post('hr', `/proceedings/difficulty/${difficulty}/steps/s1/request-extension`, { day: '2031-03-28', ...REASON });
    await holds();

    const objected = await post<{ proceeding: { content: { objections: { id: string }[] } } }>('hr', `${f1}/object`, { what: 'return', reason: '记录在附件中' });
    await post('deputy', `/inspections/${inspection}/objections/${objected.proceeding.content.objections.at(-1)!.id}/rule`, { upheld: false, basis: '附件中没有' });
    // Found anew later, it may be disputed anew.
    await city.system.setClock('2031-03-04T01:00:00.000Z');
    await post('hr', `${f1}/reply`, { text: '记录已补' });
    await post('head', `${f1}/return`, { reason: '记录不全' });
    const verify = `/evaluations/${evaluation}/units/${unit(HR)}/verify`;
    const judged = { judged: ['quality', 'innovation'].map((indicatorId) => ({ indicatorId, score: '3', reason: '已核验' })) };
    await post('audit', verify, judged);
    await post('office', `/evaluations/${evaluation}/feedback`, { unitIds: [unit(HR)] });
    const [plan] = await plans(`/plan-reviews/${review}`);
    await post('banner', `/plan-reviews/${review}/plans/${plan!.planId}/object`, { reason: '已量化' });
    await post('hr', `/proceedings/difficulty/${difficulty}/steps/s1/do`, { text: '已会商' });
    await holds();
  });

  it('as things come to an end', async () => {
    const [inspection, review, difficulty, survey, reformUnit] = (['inspection', 'plan-review', 'difficulty', 'survey', 'reform-unit'] as const).map((kind) => city.id(kind)) as [string, string, string, string, string];
    await post('office', `/surveys/${survey}/conclude`, { text: '已形成报告' });
    await post('office', `/reform-units/${reformUnit}/links/l1/end`, { until: '2031-03-04', reason: '职责调整' });
    await post('deputy', `/plan-reviews/${review}/return-objections/r1/rule`, { upheld: true, reason: '经核已量化' });
    await post('hr', `/inspections/${inspection}/findings/f1/reply`, { text: '记录已补齐' });
    await post('head', `/inspections/${inspection}/findings/f1/strike-off`, { text: '已核实' });
    await post('office', `/difficulties/${difficulty}/leave`, { reason: '企业已迁出' });
    await holds();
  });
});
