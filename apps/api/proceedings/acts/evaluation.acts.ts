import { stoodInForAmong } from '#libs/identity/standing-in';
import type { EvaluationCommand } from '#libs/supervision/evaluation/evaluation.commands';
import { requestOf, type EvaluatedUnit, type EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import type { evaluationView } from '#libs/supervision/evaluation/evaluation.view';
import { conceived, NEW, when, WORDS, type Conceive, type Conceived } from './conceived';

type Seen = ReturnType<typeof evaluationView>;
type Act = Conceived<EvaluationState>;
/** What is computed for a command is not needed to say whether it would be taken. */
type Make = (act: string, by: Act['by'], route: string, command: { type: EvaluationCommand['type'] } & object, more?: Partial<Act>) => Act;

/** What could be asked of a round of evaluation: of each unit's score, of each signature, and of the round. */
export const conceiveEvaluation: Conceive<EvaluationState> = (view, state, identity) => {
  const seen = view.content as Seen;
  const make: Make = (act, by, route, command, more = {}) => conceived({ act, by, path: `/evaluations/${view.id}/${route}`, command, ...(command.type === 'cancelEvaluation' ? {} : { whilePlanStands: true }), ...more });
  const holder = (requestId: string) => (): { holderId: string | null } => {
    const request = requestOf(state, requestId);
    return { holderId: request ? stoodInForAmong(identity, [request.personId, request.substitute?.personId ?? null]) : null };
  };
  const asked = seen.requests.filter((r) => r.signed === null);
  return [
    ...seen.units.flatMap((u) => ofUnit(make, u)),
    ...asked.flatMap(({ id: requestId }) => ofRequest(make, requestId, seen.result, holder(requestId))),
    ...ofRound(make, seen, state),
  ];
};

function ofUnit(make: Make, { unitId, answeredBy, stage, attempt }: EvaluatedUnit): Act[] {
  const about = { about: 'unit', subject: unitId, unitId } as const;
  const own = { ...about, relation: () => ({ unitId: answeredBy }) };
  const at = (route: string): string => `units/${unitId}/${route}`;
  const unscored = stage === 'assessing' || stage === 'assessed';
  return [
    ...when(unscored && attempt <= 1, make('assessSelf', 'evaluation.assess', at('assess'), { type: 'assessSelf', unitId, scores: [] } as never, own)),
    ...when(unscored, make('verifyScores', 'evaluation.score', at('verify'), { type: 'verifyScores', unitId, judged: [], sheet: null } as never, about)),
    ...when(stage === 'told', make('acceptScore', 'evaluation.assess', at('accept'), { type: 'acceptScore', unitId } as never, own), make('requestScoreReview', 'evaluation.assess', at('request-review'), { type: 'requestReview', unitId, indicatorIds: [], reason: WORDS, evidence: [] } as never, own)),
    ...when(stage === 'inReview', make('ruleScoreReview', 'evaluation.score', at('rule-review'), { type: 'ruleReview', unitId, granted: false, reason: WORDS, judged: null, adjusted: [], sheet: null } as never, about)),
    // Who verifies until it is scored, who reviews until a review is ruled on: which of them is said by who asks.
    ...when(stage !== 'settled', make('replaceVerifier', 'evaluation.substitute', at('replace-verifier'), { type: 'replaceVerifier', unitId, role: unscored ? 'verifier' : 'reviewer', toUnitId: NEW, reason: WORDS } as never, about)),
  ];
}

/** A signature stands for the result that was seen: its number and its digest go with it. */
function ofRequest(make: Make, requestId: string, result: Seen['result'], holder: () => { holderId: string | null }): Act[] {
  const at = (route: string): string => `requests/${requestId}/${route}`;
  const about = { about: 'request', subject: requestId } as const;
  const by = { unitId: NEW, personId: null };
  const seen = result === null ? null : { material: result.material, hash: result.hash };
  return [
    ...when(
      seen !== null,
      make('signResult', 'evaluation.sign', at('sign'), { type: 'sign', requestId, seen } as never, { ...about, body: seen ?? {}, relation: holder }),
      make('dissentFromResult', 'evaluation.sign', at('dissent'), { type: 'dissent', requestId, seen, reason: WORDS, unitIds: [] } as never, { ...about, body: seen ?? {}, relation: holder }),
    ),
    make('substituteSigner', 'evaluation.substitute', at('substitute'), { type: 'substitute', requestId, by, reason: WORDS } as never, about),
    make('replaceSigner', 'evaluation.substitute', at('replace'), { type: 'replaceSigner', requestId, by, reason: WORDS } as never, about),
  ];
}

function ofRound(make: Make, { units, result, publications, schemeVersion }: Seen, { closed }: EvaluationState): Act[] {
  const office = 'evaluation.conduct';
  const published = publications.length > 0;
  const verified = units.filter((u) => u.stage === 'verified').map((u) => u.unitId);
  const figures = { units: [], items: [] };
  if (closed !== null) return [...when(published, make('correctEvaluation', office, 'correct', { type: 'correctResult', figures, reason: WORDS } as never))];
  return [
    ...when(verified.length > 0, make('giveScoreFeedback', office, 'feedback', { type: 'giveFeedback', unitIds: verified } as never)),
    ...when(result === null, make('drawResults', office, 'draw', { type: 'drawResults', rows: [], hash: '' } as never)),
    ...when(result !== null, make('publishEvaluation', office, 'publish', { type: 'publish', text: WORDS } as never)),
    make('takeFigures', office, 'take-figures', { type: 'takeFigures', figures, reason: WORDS } as never),
    make('correctEvaluationScheme', office, 'correct-scheme', { type: 'correctScheme', schemeVersion: schemeVersion + 1, classes: [], reason: WORDS } as never),
    make('cancelEvaluation', office, 'cancel', { type: 'cancelEvaluation', reason: WORDS } as never),
  ];
}
