import type { ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import { bodiesOf, type EvaluatedUnit, type EvaluationState, type OpenRequest, type Signature, type UnitStage } from './evaluation.state';
import type { ResultRow } from './sheet';
import { awaited, isApproved, isSigned, standing } from './signing';

/** Stages at which a unit was told its score (反馈). */
const TOLD: ReadonlySet<UnitStage> = new Set(['told', 'inReview', 'settled']);

/** Whether the reader signs for the unit's score: asked for it by their unit, and one who signs. */
function signsFor(state: EvaluationState, { unitId }: EvaluatedUnit, sight: ProceedingSight): boolean {
  if (sight.kind === 'all') return true;
  const asked = ({ unitId: of, substitute, covers }: OpenRequest): boolean => covers.includes(unitId) && [of, substitute?.unitId].some((id) => id !== undefined && sight.unitIds.includes(id));
  return sight.judges === true && [...Object.values(state.requests), ...Object.values(state.approvals)].some(asked);
}

/** What the reader sees of a unit: its score too, as who verifies, reviews or signs for it, or as the unit itself once it was told; else no score; null: nothing. */
export function unitSeen(state: EvaluationState, unit: EvaluatedUnit, sight: ProceedingSight): EvaluatedUnit | null {
  if (sight.kind === 'all' || [unit.verifierUnitId, unit.reviewerUnitId].some((id) => sight.unitIds.includes(id)) || signsFor(state, unit, sight)) return unit;
  if (!bodiesOf(unit).some((id) => sight.unitIds.includes(id))) return null;
  return TOLD.has(unit.stage) ? unit : { ...unit, score: null };
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

/** Units that sign or approve, and those of named substitutes. */
export function partiesOf({ requests, approvals }: Pick<EvaluationState, 'requests' | 'approvals'>): string[] {
  return [...Object.values(requests), ...Object.values(approvals)].flatMap((r) => [r.unitId, ...(r.substitute === null ? [] : [r.substitute.unitId])]);
}

export function evaluationSummary(state: EvaluationState): ProceedingSummary {
  const units = Object.values(state.units);
  const unitIds = [...new Set([state.officeUnitId, ...units.flatMap((u) => [...bodiesOf(u), u.verifierUnitId, u.reviewerUnitId]), ...partiesOf(state)])];
  return {
    status: evaluationStatus(state),
    unitIds,
    facts: { schemeId: state.schemeId, schemeVersion: state.schemeVersion, from: state.period.from, to: state.period.to, units: units.length, settled: units.filter((u) => u.stage === 'settled').length, material: state.material, dissents: state.dissents.length },
    text: state.title,
    // How far others are, and who refused to sign, is for who signs for it.
    shared: { unitIds, facts: ['schemeId', 'schemeVersion', 'from', 'to', 'units'], text: state.title },
  };
}

/** Whether one of the units signs: that which was asked, or that of its named substitute. */
function isAsked({ unitId, substitute }: OpenRequest, unitIds: readonly string[]): boolean {
  return unitIds.includes(unitId) || (substitute !== null && unitIds.includes(substitute.unitId));
}

interface ChangedRow {
  unitId: string;
  before: Pick<ResultRow, 'total' | 'rank' | 'grade'> | null;
  now: Pick<ResultRow, 'total' | 'rank' | 'grade'> | null;
}

const placed = ({ total, rank, grade }: ResultRow): Pick<ResultRow, 'total' | 'rank' | 'grade'> => ({ total, rank, grade });

/** What of a result is otherwise in another, unit by unit. */
function changedRows(before: readonly ResultRow[], now: readonly ResultRow[]): ChangedRow[] {
  const row = (rows: readonly ResultRow[], unitId: string): ChangedRow['before'] => {
    const found = rows.find((r) => r.unitId === unitId);
    return found === undefined ? null : placed(found);
  };
  return [...new Set([...before, ...now].map((r) => r.unitId))]
    .map((unitId) => ({ unitId, before: row(before, unitId), now: row(now, unitId) }))
    .filter((r) => JSON.stringify(r.before) !== JSON.stringify(r.now));
}

/** The result that was signed on the request and holds no more, with what is otherwise now: of units that the reader sees alone. */
function signedBefore(state: EvaluationState, { id }: OpenRequest, sees: (unitId: string) => boolean) {
  const { result } = state;
  const last = [...state.signatures, ...state.approvalsGiven].findLast((s) => s.requestId === id);
  if (last === undefined || (result !== null && last.material === result.material)) return null;
  const signed = state.results.findLast((r) => r.material === last.material);
  const visible = (rows: readonly ResultRow[]): ResultRow[] => rows.filter((r) => sees(r.unitId));
  return { material: last.material, at: last.at, changed: signed === undefined || result === null ? [] : changedRows(visible(signed.rows), visible(result.rows)) };
}

function requestView(state: EvaluationState, request: OpenRequest, sees: (unitId: string) => boolean) {
  const given = standing(state, request);
  const { changedAt: _changedAt, changes: _changes, ...shown } = request;
  return { ...shown, signed: given === undefined ? null : { at: given.at, personId: given.personId, unitId: given.unitId, inPlaceOf: given.inPlaceOf }, signedBefore: signedBefore(state, request, sees) };
}

/** A signature whose result has moved on is shown, and counts for nothing. */
function signatureView(state: EvaluationState, signature: Signature) {
  return { ...signature, stale: state.result === null || signature.material !== state.result.material };
}

/**
 * The round as somebody sees it: who sees all of it, everything; a unit its own score once it was told and those that it verifies or
 * reviews. Ranks and grades are shown to units when they are published, and before to who signs for them.
 */
export function evaluationView(state: EvaluationState, sight: ProceedingSight) {
  const { period, schemeId, schemeVersion, schedule, memberUnitIds, redirected, signing, dissents, items } = state;
  const all = sight.kind === 'all';
  const published = state.closed?.how === 'published';
  const sees = (unitId: string): boolean => published || signsFor(state, state.units[unitId]!, sight);
  const rows = (state.result?.rows ?? []).filter((r) => sees(r.unitId));
  return {
    period,
    schemeId,
    schemeVersion,
    schedule,
    signing,
    units: Object.values(state.units).flatMap((u) => unitSeen(state, u, sight) ?? []),
    result: state.result === null || rows.length === 0 ? null : { ...state.result, rows },
    requests: [...Object.values(state.requests), ...Object.values(state.approvals)].filter((r) => all || isAsked(r, sight.unitIds)).map((r) => requestView(state, r, sees)),
    awaited: awaited(state).filter((r) => all || isAsked(r, sight.unitIds)).map((r) => r.id),
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
