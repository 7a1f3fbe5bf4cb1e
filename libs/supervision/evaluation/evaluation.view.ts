import type { ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import { bodiesOf, type EvaluatedUnit, type EvaluationState, type OpenRequest, type Signature } from './evaluation.state';
import { awaited, isApproved, isSigned, standing } from './signing';

/** Units that see a unit's score: itself, who answers for it, who verifies and who reviews it. */
export function handsIn(unit: EvaluatedUnit): string[] {
  return [...bodiesOf(unit), unit.verifierUnitId, unit.reviewerUnitId];
}

/** One word for where the round stands. */
export function evaluationStatus(state: EvaluationState): string {
  if (state.closed) return state.closed.how;
  if (state.result !== null) return isApproved(state) ? 'approved' : isSigned(state) ? 'inApproval' : 'inSigning';
  const stages = Object.values(state.units).map((u) => u.stage);
  if (stages.every((s) => s === 'settled')) return 'settled';
  if (stages.some((s) => s === 'assessing' || s === 'assessed')) return stages.every((s) => s === 'assessing') ? 'inSelfEvaluation' : 'inVerification';
  return 'inFeedback';
}

export function evaluationSummary(state: EvaluationState): ProceedingSummary {
  const parties = [...Object.values(state.requests), ...Object.values(state.approvals)].flatMap((r) => [r.unitId, ...(r.substitute === null ? [] : [r.substitute.unitId])]);
  const units = Object.values(state.units);
  return {
    status: evaluationStatus(state),
    unitIds: [...new Set([state.officeUnitId, ...units.flatMap((u) => [...bodiesOf(u), u.verifierUnitId, u.reviewerUnitId]), ...parties])],
    facts: { schemeId: state.schemeId, schemeVersion: state.schemeVersion, from: state.period.from, to: state.period.to, units: units.length, settled: units.filter((u) => u.stage === 'settled').length, material: state.material, dissents: state.dissents.length },
    text: state.title,
  };
}

function requestView(state: EvaluationState, request: OpenRequest): object {
  const given = standing(state, request);
  const { changedAt: _changedAt, changes: _changes, ...shown } = request;
  return { ...shown, signed: given === undefined ? null : { at: given.at, personId: given.personId, unitId: given.unitId, inPlaceOf: given.inPlaceOf } };
}

/** A signature whose result has moved on is shown, and counts for nothing. */
function signatureView(state: EvaluationState, signature: Signature): object {
  return { ...signature, stale: state.result === null || signature.material !== state.result.material };
}

/**
 * The round as somebody sees it: who sees all of it, everything; a unit its own score and those that it verifies or reviews. Ranks
 * and grades of the others are shown to units when they are published.
 */
export function evaluationView(state: EvaluationState, sight: ProceedingSight): object {
  const { period, schemeId, schemeVersion, schedule, memberUnitIds, redirected, signing, dissents, items } = state;
  const sees = (u: EvaluatedUnit): boolean => sight.kind === 'all' || handsIn(u).some((id) => sight.unitIds.includes(id));
  const all = sight.kind === 'all';
  const published = state.closed?.how === 'published';
  const rows = state.result?.rows ?? [];
  const own = rows.filter((r) => sight.kind === 'all' || bodiesOf(state.units[r.unitId]!).some((id) => sight.unitIds.includes(id)));
  return {
    period,
    schemeId,
    schemeVersion,
    schedule,
    signing,
    units: Object.values(state.units).filter(sees),
    result: state.result && { ...state.result, rows: published ? rows : own },
    requests: [...Object.values(state.requests), ...Object.values(state.approvals)].filter((r) => all || sight.unitIds.includes(r.unitId)).map((r) => requestView(state, r)),
    awaited: awaited(state).filter((r) => all || sight.unitIds.includes(r.unitId)).map((r) => r.id),
    publications: state.publications.map(({ paperId, at, correction, result, adjusted }) => ({ paperId, at, correction, material: result.material, rows: result.rows, adjusted })),
    signatures: all ? [...state.signatures, ...state.approvalsGiven].map((s) => signatureView(state, s)) : [],
    dissents: all ? dissents : [],
    memberUnitIds: all ? memberUnitIds : [],
    redirected: all ? redirected : [],
    items: all ? items : [],
    /** What was put right since and is not counted yet. */
    corrected: all ? state.corrected : [],
  };
}
