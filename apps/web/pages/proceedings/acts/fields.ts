import type { operations } from '../../../../../dist/web-client/schema';
import type { proceedingActs } from '../../../words/zh/proceeding-acts';

/** An act by its operation, as the API names it. */
export type ActName = keyof typeof proceedingActs.names;
type Label = keyof typeof proceedingActs.fields;
type Option = keyof typeof proceedingActs.options;

/** Where the choices of a field come from: the proceeding that is on the page, or the roster. */
export type Source = 'inspectedUnits' | 'checklist' | 'items' | 'team' | 'offers' | 'evaluatedUnits' | 'verifiedUnits' | 'indicators' | 'members' | 'difficulties' | 'waitingPlans' | 'returnedPlans' | 'units' | 'plans';

export type FieldKind =
  | 'words' | 'long' | 'line' | 'day' | 'number' | 'count' | 'evidence' | 'steps' | 'judged' | 'selfScores' | 'rulings' | 'decimal' | 'document'
  /** Persons of the reader’s own unit. */
  | 'colleagues'
  | { one: Source }
  | { many: Source }
  | { among: readonly Option[] }
  | { yes: Option; no: Option }
  /** A person of the unit that another field names, or of the unit that the act concerns. */
  | { personOf: string | null }
  /** Lines of which there may be several, each with these fields. */
  | { each: readonly FieldOf[] };

export interface FieldOf {
  /** As the command names it; a dot goes into what it holds. */
  name: string;
  kind: FieldKind;
  label: Label;
  optional?: true;
}

/** The fields that a command's body has, by the API's document. */
type BodyOf<Op extends ActName> = Op extends keyof operations ? (operations[Op] extends { requestBody: { content: { 'application/json': infer B } } } ? B : object) : object;
type NameIn<B> = { [K in keyof B & string]: K | `${K}.${string}` }[keyof B & string];

const needs = <N extends string>(name: N, kind: FieldKind, label: Label): FieldOf & { name: N } => ({ name, kind, label });
const may = <N extends string>(name: N, kind: FieldKind, label: Label): FieldOf & { name: N } => ({ name, kind, label, optional: true });

const REASON = needs('reason', 'words', 'reason');
const EVIDENCE = may('evidenceIds', 'evidence', 'evidenceIds');
const SEVERITY = needs('severity', { among: ['minor', 'major', 'serious'] }, 'severity');
const UPHELD = needs('upheld', { yes: 'upheld', no: 'rejected' }, 'upheld');
const DEMAND = [needs('demand', 'words', 'demand'), needs('workingDays', 'number', 'workingDays')] as const;
const DECISIONS = may('decisions', 'steps', 'decisions');
const STEPS = may('steps', 'steps', 'assigned');
const ENTRY = [needs('title', 'line', 'entryTitle'), needs('unitIds', { many: 'units' }, 'unitIds'), needs('from', 'day', 'entryFrom'), needs('to', 'day', 'entryTo')] as const;
const DAY_WENT = needs('day', 'day', 'visitDay');
const WENT = may('personIds', 'colleagues', 'colleagues');
const VALUE = [needs('value', 'decimal', 'value'), may('asOf', 'day', 'asOf')] as const;
const FIGURES = [needs('metric', 'line', 'metric'), VALUE[0], needs('unit', 'line', 'figureUnit'), needs('reckoning', { among: ['stock', 'cumulative', 'yearly', 'unsaid'] }, 'reckoning'), VALUE[1]] as const;
const TOLD = [needs('title', 'line', 'title'), needs('text', 'words', 'text')] as const;
const HEARD_OF = [...TOLD, may('category', 'line', 'category')] as const;
const LAST_DAY = needs('until', 'day', 'lastDay');
const BY = [needs('by.unitId', { one: 'units' }, 'by.unitId'), may('by.personId', { personOf: 'by.unitId' }, 'by.personId'), REASON] as const;

/** What a person types for each act, in the order of its form; an act without fields needs a look and no more. */
export const FIELDS: { readonly [Op in ActName]: readonly (FieldOf & { name: NameIn<BodyOf<Op>> })[] } = {
  approveInspection: [needs('grant', { yes: 'grant', no: 'refuse' }, 'grant'), needs('text', 'words', 'reason')],
  giveInspectionNotice: [needs('text', 'words', 'notice')],
  recordFinding: [needs('unitId', { one: 'inspectedUnits' }, 'unitId'), needs('text', 'words', 'finding'), SEVERITY, needs('basis', 'words', 'rule'), ...DEMAND, EVIDENCE, may('itemId', { one: 'items' }, 'itemId'), may('question', { one: 'checklist' }, 'question'), may('notRepeated', 'words', 'notRepeated')],
  answerInspectionChecklist: [needs('unitId', { one: 'inspectedUnits' }, 'unitId'), needs('key', { one: 'checklist' }, 'key'), needs('answer', { among: ['yes', 'partly', 'no', 'notApplicable'] }, 'answer'), may('note', 'words', 'note'), EVIDENCE],
  planInspectionVisit: [needs('unitId', { one: 'inspectedUnits' }, 'unitId'), needs('day', 'day', 'visitDay'), needs('personId', { one: 'team' }, 'inspector')],
  recordInspectionVisit: [needs('day', 'day', 'visitDay'), needs('record', 'words', 'record'), EVIDENCE],
  moveInspectionVisit: [needs('day', 'day', 'newDay'), REASON],
  dropInspectionVisit: [REASON],
  reportInspection: [needs('conclusion', 'words', 'conclusion'), may('lookBackOn', 'day', 'lookBackOn'), may('dropUnanswered', 'words', 'dropUnanswered')],
  rescheduleInspection: [needs('days.from', 'day', 'days.from'), needs('days.to', 'day', 'days.to'), REASON],
  replaceInspector: [needs('personId', { one: 'team' }, 'leaving'), needs('byUnitId', { one: 'units' }, 'byUnitId'), needs('byPersonId', { personOf: 'byUnitId' }, 'byPersonId'), REASON],
  mergeInspection: [needs('intoId', { one: 'offers' }, 'intoId'), REASON],
  dropLookBack: [REASON],
  cancelInspection: [REASON],
  amendFinding: [needs('text', 'words', 'finding'), SEVERITY, needs('basis', 'words', 'rule'), EVIDENCE],
  demandRectification: DEMAND,
  decideRepeatedFinding: [needs('reason', 'words', 'notRepeated')],
  replyRectification: [needs('text', 'words', 'rectified'), EVIDENCE],
  strikeOffFinding: [may('text', 'words', 'accepted'), EVIDENCE],
  returnRectification: [REASON],
  escalateRectification: [REASON],
  ruleOnEscalation: [needs('ruling', { among: ['order', 'extend', 'stop'] }, 'ruling'), may('day', 'day', 'later'), needs('text', 'words', 'reason')],
  objectToFinding: [REASON, EVIDENCE],
  ruleOnFindingObjection: [UPHELD, needs('basis', 'words', 'basis')],
  withdrawFinding: [REASON],
  assessSelf: [needs('scores', 'selfScores', 'scores')],
  verifyScores: [needs('judged', 'judged', 'judged')],
  giveScoreFeedback: [needs('unitIds', { many: 'verifiedUnits' }, 'unitIds')],
  acceptScore: [],
  requestScoreReview: [needs('indicatorIds', { many: 'indicators' }, 'indicatorIds'), REASON],
  ruleScoreReview: [needs('granted', { yes: 'yes', no: 'no' }, 'granted'), REASON, may('judged', 'judged', 'judged')],
  replaceVerifier: [needs('role', { among: ['verifier', 'reviewer'] }, 'role'), needs('toUnitId', { one: 'units' }, 'toUnitId'), REASON],
  signResult: [],
  dissentFromResult: [needs('unitIds', { many: 'evaluatedUnits' }, 'unitIds'), REASON],
  substituteSigner: BY,
  replaceSigner: BY,
  drawResults: [],
  publishEvaluation: [needs('text', 'words', 'circular')],
  takeFigures: [REASON],
  correctEvaluationScheme: [needs('schemeVersion', 'number', 'schemeVersion'), REASON],
  correctEvaluation: [REASON],
  cancelEvaluation: [REASON],
  coordinateDifficulty: [needs('unitId', { one: 'units' }, 'unitId'), needs('text', 'words', 'todo'), needs('day', 'day', 'day')],
  solveDifficulty: [needs('solution', 'words', 'solution'), needs('shared', { yes: 'share', no: 'keep' }, 'shared')],
  carryDifficultyToConference: [REASON],
  recordDifficultyDecision: [needs('text', 'words', 'decision'), DECISIONS],
  leaveDifficulty: [REASON],
  holdMeeting: [needs('day', 'day', 'heldDay'), needs('presentUnitIds', { many: 'members' }, 'presentUnitIds')],
  decideMatter: [needs('text', 'words', 'decision'), DECISIONS],
  recordMinutes: [needs('text', 'words', 'minutes'), EVIDENCE],
  addMatter: [needs('title', 'line', 'title'), may('text', 'words', 'text'), may('difficultyId', { one: 'difficulties' }, 'difficultyId')],
  withdrawMatter: [REASON],
  moveMeeting: [needs('day', 'day', 'newDay'), REASON],
  cancelMeeting: [REASON],
  rulePlans: [needs('rulings', 'rulings', 'rulings'), may('text', 'words', 'overall')],
  sendPlansAgain: [needs('planIds', { many: 'returnedPlans' }, 'planIds'), needs('text', 'words', 'text')],
  objectToPlanReturn: [REASON],
  ruleOnPlanReturn: [UPHELD, REASON],
  namePlanReviewer: [may('personId', { personOf: null }, 'reviewer'), REASON],
  takePlansBack: [needs('planIds', { many: 'waitingPlans' }, 'planIds'), REASON],
  approveForm: [],
  sendBackForm: [REASON],
  urgeForm: [],
  collectForm: [],
  returnForm: [REASON],
  lockRound: [],
  draftBulletin: [needs('text', 'long', 'circular')],
  redrawRound: [],
  endRound: [REASON],
  callOffRound: [REASON],
  assignInstruction: [needs('steps', 'steps', 'assigned')],
  giveFeedback: [needs('text', 'words', 'feedback')],
  closeInstruction: [may('text', 'words', 'closing')],
  instructFurther: [needs('text', 'words', 'words'), STEPS],
  addProgrammeEntry: ENTRY,
  changeProgrammeEntry: ENTRY,
  dropProgrammeEntry: [REASON],
  setInspectionBudget: [may('unitId', { one: 'units' }, 'onlyUnit'), may('places', 'count', 'places'), REASON],
  reportSurveyedPlace: [DAY_WENT, WENT, needs('text', 'long', 'placeReport'), may('figures', { each: FIGURES }, 'figures'), may('stories', { each: TOLD }, 'stories'), may('difficulties', { each: [...HEARD_OF, may('ofName', 'line', 'ofName')] }, 'difficulties')],
  concludeSurvey: [needs('text', 'long', 'surveyConclusion')],
  correctSurveyFigure: [...VALUE, REASON],
  leaveOutPlace: [REASON],
  callOffSurvey: [REASON],
  recordVisit: [DAY_WENT, WENT, needs('findings', 'words', 'record'), EVIDENCE, may('difficulties', { each: HEARD_OF }, 'difficulties')],
  linkReformUnit: [needs('kind', { among: ['contactUnit', 'instructor'] }, 'linkKind'), needs('unitId', { one: 'units' }, 'unitId'), may('personId', { personOf: 'unitId' }, 'linkPerson'), needs('since', 'day', 'since')],
  setOwnPlan: [needs('title', 'line', 'ownPlan'), may('planId', { one: 'plans' }, 'ownPlanId'), may('evidenceId', 'document', 'document')],
  changeReformUnit: [needs('unitType', { among: ['enterprise', 'park', 'cluster'] }, 'unitType'), ...(['ownership', 'trade', 'size', 'region', 'batch', 'level'] as const).map((name) => may(name, 'line', name)), may('unitId', { one: 'units' }, 'rosterUnit'), REASON],
  endLink: [LAST_DAY, REASON],
  removeReformUnit: [LAST_DAY, REASON],
  signProceedingPaper: [],
  voidProceedingPaper: [REASON],
  doStep: [needs('text', 'words', 'done'), EVIDENCE],
  nameStepPerson: [needs('personId', { personOf: null }, 'personId')],
  requestStepExtension: [needs('day', 'day', 'asked'), REASON],
  ruleStepExtension: [needs('grant', { yes: 'grant', no: 'refuse' }, 'grant'), may('day', 'day', 'grantedDay'), REASON],
  acceptStep: [],
  returnStep: [REASON],
  dropStep: [REASON],
  objectToLateness: [REASON, EVIDENCE],
  ruleOnLateness: [UPHELD, REASON],
};
