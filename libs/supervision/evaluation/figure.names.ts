import type { Words } from '../proceeding/proceeding';

/** What a figure counts in: the items and proceedings of the evaluation's plan, and (`evaluation`) the round itself, up to when the score is given. */
export type FigureSource = 'item' | 'inspection' | 'difficulty' | 'followedStep' | 'reportingRound' | 'reformUnit' | 'evaluation';

/** A figure that a formula may name. */
export interface FigureMeaning extends Words {
  /** What one of it is; a share has none. */
  unit: Words;
  of: FigureSource;
  /** Types of the events that it opens: each one counted is one of these. Of a share, those of both counts. */
  opens: readonly string[];
}

const ASSIGNED = ['ItemIssued', 'ItemAmended', 'AssignmentTransferred', 'MemberJoined', 'AssignmentPassedOn', 'HandedOver', 'OutcomeOpened', 'GroupResolved'] as const;
const TARGETED = ['ItemIssued', 'ItemAmended', 'ItemQuantified'] as const;

const TASK: Words = { zh: '项', en: 'assignments' };
const STEP: Words = { zh: '个', en: 'steps' };
const TIME: Words = { zh: '次', en: 'times' };
const PAPER: Words = { zh: '份', en: 'papers' };
const TARGET: Words = { zh: '项', en: 'targets' };
const PERIOD: Words = { zh: '期', en: 'periods' };
const FINDING: Words = { zh: '个', en: 'findings' };
const DIFFICULTY: Words = { zh: '个', en: 'difficulties' };
const FORM: Words = { zh: '份', en: 'forms' };
const VISIT: Words = { zh: '次', en: 'visits' };
const SHARE: Words = { zh: '0 至 1', en: '0 to 1' };

/**
 * Every figure that a formula may name, over the evaluation's period, of one unit: the one place that says what each means. All are
 * whole numbers but the rates, which are 1 where nothing was due: what was not asked for was not missed.
 */
export const FIGURES = {
  assignments: { zh: '承办任务数', en: 'assignments held in the period: not those completed before it', unit: TASK, of: 'item', opens: ASSIGNED },
  completed: { zh: '办结任务数', en: 'of those, completed by the end of the period', unit: TASK, of: 'item', opens: ['AssignmentCompleted', ...ASSIGNED] },
  completionRate: { zh: '办结率', en: 'share of assignments completed', unit: SHARE, of: 'item', opens: ['AssignmentCompleted', ...ASSIGNED] },
  accepted: { zh: '审核通过的步骤数', en: 'steps accepted in the period', unit: STEP, of: 'item', opens: ['StepAccepted'] },
  acceptedOnTime: { zh: '按期完成的步骤数', en: 'steps accepted that were sent in time', unit: STEP, of: 'item', opens: ['StepAccepted'] },
  onTimeRate: { zh: '按期率', en: 'share sent in time of steps accepted or late', unit: SHARE, of: 'item', opens: ['StepAccepted', 'OverdueMarked'] },
  lateCount: { zh: '逾期次数', en: 'latenesses that stand', unit: TIME, of: 'item', opens: ['OverdueMarked'] },
  redCount: { zh: '红灯次数', en: 'red lights that stand', unit: TIME, of: 'item', opens: ['RedMarked'] },
  returnedCount: { zh: '退回次数', en: 'returns that stand', unit: TIME, of: 'item', opens: ['StepReturned'] },
  missingReports: { zh: '定期任务缺报次数', en: 'periods of recurring duties not reported in time', unit: PERIOD, of: 'item', opens: ['OverdueMarked'] },
  periodsInTime: { zh: '定期任务按期报送次数', en: 'periods of recurring duties reported in time and accepted', unit: PERIOD, of: 'item', opens: ['StepAccepted'] },
  periodsInTimeRate: { zh: '定期任务按期报送率', en: 'share of periods reported in time', unit: SHARE, of: 'item', opens: ['StepAccepted', 'OverdueMarked'] },
  papersIssued: { zh: '督办文书数', en: 'papers issued to it (督办单、约谈)', unit: PAPER, of: 'item', opens: ['PaperSigned'] },
  extensionsGranted: { zh: '获准延期次数', en: 'extensions granted', unit: TIME, of: 'item', opens: ['RequestGranted'] },
  targetsSet: { zh: '量化指标数', en: 'targets of the items that it leads, as set at the end of the period', unit: TARGET, of: 'item', opens: TARGETED },
  targetsMet: { zh: '完成的量化指标数', en: 'targets met, of those, by the end of the period', unit: TARGET, of: 'item', opens: ['ProgressReported', 'ValueCorrected', ...TARGETED] },
  targetRate: { zh: '指标完成率', en: 'share of targets met', unit: SHARE, of: 'item', opens: ['ProgressReported', 'ValueCorrected', ...TARGETED] },

  findings: { zh: '督查发现问题数', en: 'findings that stand, whose rectification was ordered in the period', unit: FINDING, of: 'inspection', opens: ['RectificationOrdered'] },
  findingsOpen: { zh: '未销号问题数', en: 'of those, still to be put right at the end of the period', unit: FINDING, of: 'inspection', opens: ['RectificationOrdered'] },
  findingsOverdue: { zh: '整改逾期问题数', en: 'findings found late in the period: overdue on a day in it, or answered late in it', unit: FINDING, of: 'inspection', opens: ['OverdueMarked', 'RectificationReplied'] },
  findingsRepeated: { zh: '重复出现问题数', en: 'of those, come back within a year', unit: FINDING, of: 'inspection', opens: ['FindingRecorded', 'RepeatDecided'] },
  findingsInTime: { zh: '按期整改问题数', en: 'findings struck off (销号) in the period and put right in time', unit: FINDING, of: 'inspection', opens: ['FindingStruckOff'] },
  findingsInTimeRate: { zh: '按期整改率', en: 'share put right in time of findings struck off in time or late', unit: SHARE, of: 'inspection', opens: ['FindingStruckOff', 'OverdueMarked', 'RectificationReplied'] },

  difficultiesRaised: { zh: '提出困难问题数', en: 'difficulties that it raised', unit: DIFFICULTY, of: 'difficulty', opens: ['DifficultyRaised'] },
  difficultiesSolved: { zh: '协调解决困难问题数', en: 'difficulties solved in the period by a step of its own that was accepted', unit: DIFFICULTY, of: 'difficulty', opens: ['DifficultySolved'] },

  decisionsDue: { zh: '批示、会议议定和协调事项数', en: 'steps from instructions, meetings and difficulties whose day lies in the period', unit: STEP, of: 'followedStep', opens: ['StepSet'] },
  decisionsInTime: { zh: '按期办结的上述事项数', en: 'such steps accepted in the period and done in time', unit: STEP, of: 'followedStep', opens: ['StepTaken'] },
  decisionsLate: { zh: '逾期的上述事项数', en: 'such steps found late in the period: overdue on a day in it, or done late in it', unit: STEP, of: 'followedStep', opens: ['OverdueMarked', 'StepDone'] },
  decisionsInTimeRate: { zh: '上述事项按期办结率', en: 'share done in time of those accepted in time or late', unit: SHARE, of: 'followedStep', opens: ['StepTaken', 'OverdueMarked', 'StepDone'] },

  formsOwed: { zh: '应报调度报表数', en: 'forms owed in rounds that were locked in the period', unit: FORM, of: 'reportingRound', opens: ['RoundLocked'] },
  formsInTime: { zh: '按期报送报表数', en: 'of those, sent in time', unit: FORM, of: 'reportingRound', opens: ['FormSent'] },
  formsLate: { zh: '迟报报表数', en: 'of those, sent late', unit: FORM, of: 'reportingRound', opens: ['FormSent'] },
  formsMissing: { zh: '缺报报表数', en: 'of those, missing at the lock', unit: FORM, of: 'reportingRound', opens: ['RoundLocked'] },
  formsFlagged: { zh: '有疑点的报表数', en: 'of those sent, with a line that the rules flag (重复填报、有指标无数字、无佐证、内容空泛)', unit: FORM, of: 'reportingRound', opens: ['FormSent'] },
  formsInTimeRate: { zh: '报表按期报送率', en: 'share of forms owed that were sent in time', unit: SHARE, of: 'reportingRound', opens: ['FormSent', 'RoundLocked'] },

  visitsOwed: { zh: '应走访次数', en: 'visits to reform units owed by a day in the period, made or missed', unit: VISIT, of: 'reformUnit', opens: ['VisitsOwed'] },
  visitsInTime: { zh: '按期走访次数', en: 'of those, made in time', unit: VISIT, of: 'reformUnit', opens: ['VisitRecorded'] },
  visitsLate: { zh: '逾期走访次数', en: 'of those, made late by the end of the period', unit: VISIT, of: 'reformUnit', opens: ['VisitRecorded'] },
  visitsMissed: { zh: '漏访次数', en: 'of those, not made by the end of the period', unit: VISIT, of: 'reformUnit', opens: ['VisitsOwed'] },
  visitsInTimeRate: { zh: '按期走访率', en: 'share of visits owed that were made in time', unit: SHARE, of: 'reformUnit', opens: ['VisitRecorded', 'VisitsOwed'] },

  selfAssessmentLate: { zh: '自评逾期', en: '1 where its self-evaluation (自评) in this round came after its day', unit: TIME, of: 'evaluation', opens: ['SelfAssessed'] },
  selfAssessmentMissing: { zh: '未报自评', en: '1 where it handed in no self-evaluation in this round by its day', unit: TIME, of: 'evaluation', opens: ['OverdueMarked'] },
} as const satisfies Record<string, FigureMeaning>;

export type FigureName = keyof typeof FIGURES;
export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

/** Figures that are divided out of others: nothing of nothing is whole. */
export const RATES: readonly { name: FigureName; of: FigureName; among: readonly FigureName[] }[] = [
  { name: 'completionRate', of: 'completed', among: ['assignments'] },
  { name: 'onTimeRate', of: 'acceptedOnTime', among: ['acceptedOnTime', 'lateCount'] },
  { name: 'targetRate', of: 'targetsMet', among: ['targetsSet'] },
  { name: 'periodsInTimeRate', of: 'periodsInTime', among: ['periodsInTime', 'missingReports'] },
  { name: 'findingsInTimeRate', of: 'findingsInTime', among: ['findingsInTime', 'findingsOverdue'] },
  { name: 'decisionsInTimeRate', of: 'decisionsInTime', among: ['decisionsInTime', 'decisionsLate'] },
  { name: 'formsInTimeRate', of: 'formsInTime', among: ['formsOwed'] },
  { name: 'visitsInTimeRate', of: 'visitsInTime', among: ['visitsOwed'] },
];

/** Figures that are counted beforehand; the rates are divided out of them, and those of the round itself come about while it runs. */
export const COUNTED: readonly FigureName[] = FIGURE_NAMES.filter((name) => FIGURES[name].of !== 'evaluation' && !RATES.some((r) => r.name === name));
