import type { ProceedingKind } from '../proceeding/proceeding';
import type { EvaluationCommand } from './evaluation.commands';
import { decideEvaluation } from './evaluation.decide';
import { evaluationDuties, evaluationMoments } from './evaluation.duties';
import { beginEvaluation, foldEvaluation } from './evaluation.evolve';
import { EVIDENCE_OF_EVALUATION } from './evaluation.evidence';
import { EVALUATION_HAND_OVER } from './evaluation.hand-over';
import { evaluationNotices } from './evaluation.notices';
import { openEvaluation } from './evaluation.open';
import { bodiesOf, type EvaluationState } from './evaluation.state';
import { withHands } from './hands';
import { ownCorrections } from './corrections';
import { scoresOvertaken } from './overtaken';
import { latenessesOfSelf } from './self.figures';
import { circularPaperProblem, circularProblem, publicationFollows } from './publication';
import { evaluationSummary, evaluationView, partiesOf } from './evaluation.view';

/** Evaluation rounds (考核评价): 自评 → 核验 → 反馈 → 复核申请 → 会签 → 审定 → 通报. */
export const EVALUATION: ProceedingKind<EvaluationState, EvaluationCommand> = {
  name: 'evaluation',
  words: { zh: '考核评价', en: 'evaluation' },
  material: {
    EvaluationOpened: true, FiguresTaken: true, SelfAssessed: true, ScoresVerified: true, FeedbackGiven: true, ScoreAccepted: true, ReviewRequested: true, ReviewRuled: true, ReviewOvertaken: true, ScoreOvertaken: true, SchemeCorrected: true,
    ReviewPeriodEnded: true, ResultsDrawn: true, ResultSigned: true, ResultDissented: true, SignerSubstituted: true, SignerReplaced: true, VerifierReplaced: true,
    ResultApproved: true, EvaluationPublished: true, CorrectionOpened: true, CorrectionDropped: true, CountedFigureCorrected: false, EvaluationCancelled: true,
  },
  eventWords: {
    EvaluationOpened: { zh: '启动考核', en: 'opened' },
    FiguresTaken: { zh: '提取数据', en: 'figures counted' },
    SelfAssessed: { zh: '自评', en: 'self-evaluation' },
    ScoresVerified: { zh: '核验评分', en: 'scores verified' },
    FeedbackGiven: { zh: '反馈得分', en: 'score told' },
    ScoreAccepted: { zh: '确认无异议', en: 'score accepted' },
    ReviewRequested: { zh: '复核申请', en: 'review requested' },
    ReviewRuled: { zh: '复核裁定', en: 'review ruled on' },
    SchemeCorrected: { zh: '更正考核方案', en: 'scheme corrected' },
    ReviewOvertaken: { zh: '数据重新提取，复核申请终结', en: 'review ended: figures counted anew' },
    ScoreOvertaken: { zh: '逾期认定已撤销，重新核验', en: 'sent back: a lateness that it rested on was overturned' },
    ReviewPeriodEnded: { zh: '复核申请期满', en: 'time to ask for a review ended' },
    ResultsDrawn: { zh: '汇总结果', en: 'results drawn up' },
    ResultSigned: { zh: '会签', en: 'co-signed' },
    ResultDissented: { zh: '不同意，退回重核', en: 'dissent: sent back' },
    SignerSubstituted: { zh: '委托代签', en: 'substitute named' },
    SignerReplaced: { zh: '更换会签人', en: 'signer replaced' },
    VerifierReplaced: { zh: '更换核验单位', en: 'verifier replaced' },
    ResultApproved: { zh: '审定', en: 'approved' },
    EvaluationPublished: { zh: '通报', en: 'published' },
    CorrectionOpened: { zh: '启动结果更正', en: 'correction opened' },
    CountedFigureCorrected: { zh: '所计数据已更正，待重新提取', en: 'a figure that was counted has been corrected' },
    CorrectionDropped: { zh: '终止更正，维持原结果', en: 'correction dropped: the result stands' },
    EvaluationCancelled: { zh: '终止考核', en: 'cancelled' },
  },
  afterClose: new Set(['correctResult', 'noteCorrected']),
  begin: beginEvaluation,
  fold: foldEvaluation,
  open(command, context) {
    if (command.type !== 'openEvaluation') throw new Error('a round begins by being opened');
    return openEvaluation(command, context);
  },
  decide: decideEvaluation,
  onPaper: withHands,
  paperProblem: circularPaperProblem,
  circularProblem,
  consequences: (state) => [...scoresOvertaken(state), ...ownCorrections(state), ...publicationFollows(state)],
  latenesses: latenessesOfSelf,
  // A score is answered since it was told.
  askedSince: (state, { type, data }) => (type === 'ScoreAccepted' || type === 'ReviewRequested' ? (state.units[(data as { unitId: string }).unitId]?.since ?? null) : null),
  handsOver: EVALUATION_HAND_OVER,
  duties: evaluationDuties,
  moments: evaluationMoments,
  notices: evaluationNotices,
  serving: (state) => [...Object.values(state.units).flatMap((u) => [u.verifierUnitId, u.reviewerUnitId]), ...partiesOf(state)],
  over: (state) => Object.values(state.units).flatMap(bodiesOf),
  summary: evaluationSummary,
  view: evaluationView,
  evidence: EVIDENCE_OF_EVALUATION,
};
