import type { NoticeKind } from '../notice-kind';
import type { DomainEvent } from '../event';
import type { ProceedingNotice, ToldOne } from '../proceeding/proceeding';
import type { Day } from '../time/day';
import type { EvaluationEventData } from './evaluation.events';
import { requestOf, type EvaluationState, type OpenRequest } from './evaluation.state';
import { awaited } from './signing';

function to(unitId: string, why: ToldOne['why'], post: ToldOne['post'] = 'liaison', personId: string | null = null): ToldOne {
  return { unitId, post, personId, why };
}

function asked(requests: readonly OpenRequest[]): ToldOne[] {
  return requests.map((r) => r.substitute ?? r).map(({ unitId, personId }) => to(unitId, 'signing', personId === null ? 'signer' : 'responsible', personId));
}

/** Units whose score was sent back with their verifiers; and, where the result fell, whoever had signed it. */
function concernedByFigures(state: EvaluationState, at: string): ToldOne[] {
  const back = Object.values(state.units).filter((u) => u.sentBack?.at === at && u.stage === 'assessed');
  const told = [...new Set(back.map((u) => u.answeredBy))].map((unitId) => to(unitId, 'assignee'));
  const verifiers = [...new Set(back.map((u) => u.verifierUnitId))].map((unitId) => to(unitId, 'verifier'));
  return [...told, ...verifiers, ...(state.result === null && state.movedAt === at ? signersOf(state) : [])];
}

/** Whoever signed the newest result. */
function signersOf(state: EvaluationState): ToldOne[] {
  const signed = [...state.signatures, ...state.approvalsGiven].filter((s) => s.material === state.material);
  return signed.map((s) => to(s.unitId, 'informed', 'responsible', s.personId));
}

/** Who is told of what; `state` is that after the event. */
export function evaluationNotices(event: DomainEvent, state: EvaluationState): ProceedingNotice[] {
  const id = `v${state.version}`;
  const notice = (kind: NoticeKind, recipients: ToldOne[], text: string | null = null, subject: string | null = null, deadline: Day | null = null): ProceedingNotice[] =>
    recipients.length === 0 ? [] : [{ id, kind, to: recipients, text, deadline, subject }];
  const everyUnit = (why: ToldOne['why'] = 'informed'): ToldOne[] => [...new Set(Object.values(state.units).map((u) => u.answeredBy))].map((unitId) => to(unitId, why));
  const office = to(state.officeUnitId, 'informed', 'office');
  switch (event.type as keyof EvaluationEventData) {
    case 'EvaluationOpened':
      return notice('evaluationOpened', everyUnit('assignee'), state.title, null, state.schedule.selfDay);
    case 'SelfAssessed': {
      const { unitId } = event.data as EvaluationEventData['SelfAssessed'];
      return notice('selfAssessed', [to(state.units[unitId]!.verifierUnitId, 'verifier')], null, unitId, state.schedule.verifyDay);
    }
    case 'ScoresVerified':
      return notice('scoresVerified', [office], null, (event.data as EvaluationEventData['ScoresVerified']).unitId);
    case 'FeedbackGiven': {
      const { unitId, day } = event.data as EvaluationEventData['FeedbackGiven'];
      return notice('scoreTold', [to(state.units[unitId]!.answeredBy, 'assignee')], state.units[unitId]!.score?.sheet.total ?? null, unitId, day);
    }
    case 'ReviewRequested': {
      const { unitId, reason } = event.data as EvaluationEventData['ReviewRequested'];
      return notice('reviewRequested', [to(state.units[unitId]!.reviewerUnitId, 'ruling')], reason, unitId);
    }
    case 'ReviewOvertaken': {
      const { unitId, reason } = event.data as EvaluationEventData['ReviewOvertaken'];
      return notice('reviewOvertaken', [to(state.units[unitId]!.answeredBy, 'assignee'), to(state.units[unitId]!.reviewerUnitId, 'informed')], reason, unitId);
    }
    case 'ScoreOvertaken': {
      const { unitId } = event.data as EvaluationEventData['ScoreOvertaken'];
      return notice('scoreSentBack', [to(state.units[unitId]!.answeredBy, 'assignee'), to(state.units[unitId]!.verifierUnitId, 'verifier')], null, unitId);
    }
    case 'CountedFigureCorrected':
      return notice('countedFigureCorrected', [office], null, (event.data as EvaluationEventData['CountedFigureCorrected']).by);
    case 'CorrectionOpened':
    case 'CorrectionDropped': {
      const { reason } = event.data as EvaluationEventData['CorrectionDropped'];
      return notice(event.type === 'CorrectionOpened' ? 'correctionOpened' : 'correctionDropped', [...everyUnit(), ...signersOf(state)], reason);
    }
    case 'SchemeCorrected': {
      const { reason } = event.data as EvaluationEventData['SchemeCorrected'];
      const verifiers = [...new Set(Object.values(state.units).map((u) => u.verifierUnitId))].map((unitId) => to(unitId, 'verifier'));
      return notice('schemeCorrected', [...everyUnit(), ...verifiers, ...signersOf(state)], reason);
    }
    case 'FiguresTaken': {
      const { reason } = event.data as EvaluationEventData['FiguresTaken'];
      return reason === null ? [] : notice('figuresTaken', concernedByFigures(state, event.meta.recordedAt), reason);
    }
    case 'ReviewRuled': {
      const { unitId, reason } = event.data as EvaluationEventData['ReviewRuled'];
      return notice('reviewRuled', [to(state.units[unitId]!.answeredBy, 'assignee'), to(state.units[unitId]!.verifierUnitId, 'informed')], reason, unitId);
    }
    case 'ResultsDrawn':
      return notice('signatureAsked', asked(awaited(state)), state.title);
    case 'ResultSigned': {
      const next = awaited(state);
      // Whoever was asked before is not asked again: only the next in a sequence, and the approver after the last signature.
      const isNew = state.signing.kind === 'sequence' || next.every((r) => r.id in state.approvals);
      return isNew ? notice('signatureAsked', asked(next), state.title) : [];
    }
    case 'ResultDissented': {
      const { unitIds, reason } = event.data as EvaluationEventData['ResultDissented'];
      const verifiers = [...new Set(unitIds.map((unitId) => state.units[unitId]!.verifierUnitId))];
      return notice('scoreSentBack', [office, ...verifiers.map((unitId) => to(unitId, 'verifier'))], reason, unitIds.join(','));
    }
    case 'SignerSubstituted':
    case 'SignerReplaced': {
      const request = requestOf(state, (event.data as EvaluationEventData['SignerReplaced']).requestId)!;
      return awaited(state).some((r) => r.id === request.id) ? notice('signatureAsked', asked([request]), state.title, request.id) : [];
    }
    case 'VerifierReplaced':
      return notice('scoringAsked', [to((event.data as EvaluationEventData['VerifierReplaced']).toUnitId, 'verifier')], null, (event.data as EvaluationEventData['VerifierReplaced']).unitId);
    case 'ResultApproved':
      return notice('resultApproved', [office]);
    case 'EvaluationCancelled':
      return notice('closed', everyUnit(), state.closed?.reason ?? null);
    default:
      return [];
  }
}
