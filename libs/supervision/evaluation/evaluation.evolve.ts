import { handsOf, standIn } from '../actor';
import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { EvaluationEventData, SignRequest } from './evaluation.events';
import { isCounted } from './corrections';
import { sameMaterial, sameValues } from './figures.compare';
import { merged, NO_HANDS, withHands } from './hands';
import { basisOf, correctionDropped, overtakenOf, withLast } from './published';
import { standingSelf } from './self.figures';
import { dayOf, latest } from '../time/day';
import { requestOf, type EvaluatedUnit, type EvaluationState, type OpenRequest, type Signature } from './evaluation.state';

function openRequests(requests: readonly SignRequest[], at: string): Record<string, OpenRequest> {
  return Object.fromEntries(requests.map((r) => [r.id, { ...r, substitute: null, former: [], changes: 0, changedAt: at }]));
}

export function beginEvaluation(event: DomainEvent): Omit<EvaluationState, keyof Bookkeeping> {
  const { units, requests, approvals, ...of } = event.data as EvaluationEventData['EvaluationOpened'];
  const at = event.meta.recordedAt;
  const begun = units.map((u): [string, EvaluatedUnit] => [
    u.unitId,
    { ...u, answeredBy: u.unitId, stage: 'assessing', since: at, figures: [], self: null, attempt: 1, sentBack: null, score: null, scoredBy: [], spokenBy: [], overtaken: [], reviewBy: null, review: null },
  ]);
  return { ...of, units: Object.fromEntries(begun), items: [], proceedings: [], requests: openRequests(requests, at), approvals: openRequests(approvals, at), result: null, results: [], material: 0, movedAt: at, signatures: [], approvalsGiven: [], dissents: [], publications: [], countings: 0, corrected: [], drops: 0, hands: NO_HANDS };
}

/** What somebody signed for has moved: the result falls, and with it what was signed on it. */
function withUnit(state: EvaluationState, unitId: string, at: string, change: (unit: EvaluatedUnit) => Partial<EvaluatedUnit>): EvaluationState {
  const unit = state.units[unitId];
  if (unit === undefined) return state;
  return { ...state, result: null, movedAt: latest(state.movedAt, at), units: { ...state.units, [unitId]: { ...unit, since: at, ...change(unit) } } };
}

function sentBack(at: string, reason: string): (unit: EvaluatedUnit) => Partial<EvaluatedUnit> {
  return (unit) => ({ stage: 'assessed', attempt: unit.attempt + 1, sentBack: { at, reason }, reviewBy: null, review: null });
}

function withRequest(state: EvaluationState, id: string, change: Partial<OpenRequest>): EvaluationState {
  const where = Object.hasOwn(state.requests, id) ? 'requests' : 'approvals';
  const request = state[where][id];
  return request === undefined ? state : { ...state, [where]: { ...state[where], [id]: { ...request, ...change } } };
}

export function foldEvaluation(before: EvaluationState, event: DomainEvent): EvaluationState {
  return withHands(foldOwn(before, event), event);
}

function foldOwn(state: EvaluationState, event: DomainEvent): EvaluationState {
  const at = event.meta.recordedAt;
  switch (event.type as keyof EvaluationEventData) {
    case 'FiguresTaken':
      return figuresTaken(state, event.data as EvaluationEventData['FiguresTaken'], at);
    case 'SelfAssessed': {
      const { unitId, personId, scores } = event.data as EvaluationEventData['SelfAssessed'];
      return withUnit(state, unitId, at, (unit) => ({ stage: 'assessed', self: { at, personId, scores, late: dayOf(event.meta.occurredAt) > state.schedule.selfDay, event: state.version + 1 }, spokenBy: merged(unit.spokenBy, handsOf(event.meta.actor)) }));
    }
    case 'ScoresVerified': {
      const { unitId, personId, judged, sheet } = event.data as EvaluationEventData['ScoresVerified'];
      return withUnit(state, unitId, at, (unit) => ({ stage: 'verified', score: { at, personId, ...standIn(event.meta.actor), judged, adjusted: [], sheet, lateness: standingSelf(state, unit)?.id ?? null }, scoredBy: merged(unit.scoredBy, handsOf(event.meta.actor)) }));
    }
    case 'FeedbackGiven': {
      const { unitId, day } = event.data as EvaluationEventData['FeedbackGiven'];
      return withUnit(state, unitId, at, () => ({ stage: 'told', reviewBy: day }));
    }
    case 'ScoreAccepted':
      return withUnit(state, (event.data as EvaluationEventData['ScoreAccepted']).unitId, at, (unit) => ({ stage: 'settled', spokenBy: merged(unit.spokenBy, handsOf(event.meta.actor)) }));
    case 'ReviewPeriodEnded':
      // What follows is owed from the moment itself, however late the timer ran.
      return withUnit(state, (event.data as EvaluationEventData['ReviewPeriodEnded']).unitId, event.meta.dueAt ?? at, () => ({ stage: 'settled' }));
    case 'ReviewRequested': {
      const { unitId, onBehalf: _told, ...review } = event.data as EvaluationEventData['ReviewRequested'];
      return withUnit(state, unitId, at, (unit) => ({ stage: 'inReview', review: { at, ...review, ruling: null }, spokenBy: merged(unit.spokenBy, handsOf(event.meta.actor)) }));
    }
    case 'ScoreOvertaken': {
      const { unitId, lateness } = event.data as EvaluationEventData['ScoreOvertaken'];
      return withUnit(state, unitId, at, (unit) => ({ ...sentBack(at, lateness)(unit), overtaken: [...unit.overtaken, ...overtakenOf(unit, at, lateness)] }));
    }
    case 'SchemeCorrected':
      return schemeCorrected(state, event.data as EvaluationEventData['SchemeCorrected'], at);
    case 'ReviewOvertaken': {
      const { unitId, reason } = event.data as EvaluationEventData['ReviewOvertaken'];
      return withUnit(state, unitId, at, (unit) => ({ ...sentBack(at, reason)(unit), overtaken: [...unit.overtaken, ...overtakenOf(unit, at, reason)] }));
    }
    case 'ReviewRuled': {
      const { unitId, personId, granted, reason, judged, adjusted = [], sheet } = event.data as EvaluationEventData['ReviewRuled'];
      return withUnit(state, unitId, at, (unit) => ({
        stage: 'settled',
        review: unit.review && { ...unit.review, ruling: { at, personId, ...standIn(event.meta.actor), granted, reason } },
        ...(judged && sheet ? { score: { at, personId, ...standIn(event.meta.actor), judged, adjusted, sheet, lateness: standingSelf(state, unit)?.id ?? null }, scoredBy: merged(unit.scoredBy, handsOf(event.meta.actor)) } : {}),
      }));
    }
    case 'ResultsDrawn': {
      const result = { ...(event.data as EvaluationEventData['ResultsDrawn']), at };
      return { ...state, result, results: [...state.results, result], material: result.material };
    }
    case 'ResultSigned':
      return { ...state, signatures: [...state.signatures, { ...(event.data as EvaluationEventData['ResultSigned']), at } satisfies Signature] };
    case 'ResultApproved':
      return { ...state, approvalsGiven: [...state.approvalsGiven, { ...(event.data as EvaluationEventData['ResultApproved']), at } satisfies Signature] };
    case 'ResultDissented': {
      const dissent = event.data as EvaluationEventData['ResultDissented'];
      const moved = dissent.unitIds.reduce((s, unitId) => withUnit(s, unitId, at, sentBack(at, dissent.reason)), state);
      return { ...moved, dissents: [...state.dissents, { ...dissent, at }] };
    }
    case 'SignerSubstituted': {
      const { requestId, by } = event.data as EvaluationEventData['SignerSubstituted'];
      return withRequest(state, requestId, { substitute: by, changes: requestOf(state, requestId)!.changes + 1, changedAt: at });
    }
    case 'SignerReplaced': {
      const { requestId, by } = event.data as EvaluationEventData['SignerReplaced'];
      const { unitId, personId, changes, former } = requestOf(state, requestId)!;
      return withRequest(state, requestId, { ...by, substitute: null, former: [...former, { unitId, personId }], changes: changes + 1, changedAt: at });
    }
    case 'VerifierReplaced': {
      const { unitId, role, toUnitId } = event.data as EvaluationEventData['VerifierReplaced'];
      const unit = state.units[unitId]!;
      return { ...state, units: { ...state.units, [unitId]: { ...unit, ...(role === 'verifier' ? { verifierUnitId: toUnitId } : { reviewerUnitId: toUnitId }) } } };
    }
    case 'EvaluationPublished': {
      const { paperId, adjusted = [] } = event.data as EvaluationEventData['EvaluationPublished'];
      return { ...state, closed: { at, how: 'published', reason: null }, publications: [...state.publications, { paperId, result: state.result!, adjusted, at, correction: null, basis: basisOf(state), corrected: [] }] };
    }
    case 'CountedFigureCorrected': {
      const found = { ...(event.data as EvaluationEventData['CountedFigureCorrected']), at };
      const noted = { ...state, corrected: [...state.corrected, found], publications: withLast(state, { corrected: [...(state.publications.at(-1)?.corrected ?? []), found] }) };
      // What was published stands until it is corrected; what is still being signed falls, with what was signed on it.
      return state.closed !== null || state.result === null ? noted : { ...noted, result: null, movedAt: latest(state.movedAt, at) };
    }
    case 'CorrectionOpened': {
      const { reason } = event.data as EvaluationEventData['CorrectionOpened'];
      return { ...state, closed: null, publications: withLast(state, { correction: { at, reason } }) };
    }
    case 'CorrectionDropped':
      return correctionDropped(state, at, (event.data as EvaluationEventData['CorrectionDropped']).reason);
    case 'EvaluationCancelled':
      return { ...state, closed: { at, how: 'cancelled', reason: (event.data as EvaluationEventData['EvaluationCancelled']).reason } };
    case 'EvaluationOpened':
      return state;
  }
}

/** Sheets of another scheme are none of this one: who was scored is scored again. */
function schemeCorrected(state: EvaluationState, { schemeVersion, reason }: EvaluationEventData['SchemeCorrected'], at: string): EvaluationState {
  const scored = Object.values(state.units).filter((u) => u.score !== null);
  const after = scored.reduce((s, { unitId }) => withUnit(s, unitId, at, (u) => ({ ...(u.stage === 'assessed' ? {} : sentBack(at, reason)(u)), score: null })), state);
  return { ...after, schemeVersion, result: null };
}

/**
 * Figures that changed after a unit was scored send its score back: it was given on others. Whatever else a signature stood for
 * (which events were counted, up to which version) makes the result fall: the same numbers are signed for anew.
 */
function figuresTaken(state: EvaluationState, taken: EvaluationEventData['FiguresTaken'], at: string): EvaluationState {
  const { units, items, proceedings = [], reason } = taken;
  const after = units.reduce((s, { unitId, figures }) => {
    const unit = s.units[unitId];
    if (unit === undefined) return s;
    if (unit.score === null || sameValues(figures, unit.figures)) return { ...s, units: { ...s.units, [unitId]: { ...unit, figures } } };
    // One whose review was overtaken just now is with its verifier already.
    const back = unit.stage === 'assessed' ? (): Partial<EvaluatedUnit> => ({}) : sentBack(at, reason ?? '');
    return withUnit(s, unitId, at, (u) => ({ ...back(u), figures }));
  }, state);
  const rest = { items, proceedings };
  const moved = { ...after, ...rest, countings: state.countings + 1, corrected: state.corrected.filter((c) => c.by.includes('@') && !isCounted(rest, c.by)) };
  return state.result === null || sameMaterial(state, taken) ? moved : { ...moved, result: null, movedAt: latest(state.movedAt, at) };
}
