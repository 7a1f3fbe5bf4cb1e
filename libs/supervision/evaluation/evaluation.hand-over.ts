import { holds, inPlaceOf, type HandedOverData, type Holder, type Holding } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver, ProceedingContext } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import type { Day, Instant } from '../time/day';
import { unfitParty } from './evaluation.sign-off';
import { bodiesOf, requestOf, type EvaluatedUnit, type EvaluationState, type OpenRequest } from './evaluation.state';
import { conflictOf } from './independence';

const SIGNER = 'signer:';
const SUBSTITUTE = 'substitute:';
const VERIFIER = 'verifier:';
const REVIEWER = 'reviewer:';
const EVALUATED = 'evaluated:';
const MEMBER = 'member';

type Moving = { day: Day | null } | { rejected: Rejection };

/**
 * Signatures are asked of persons or units; scoring, reviewing and being evaluated are units'. One who has signed holds the request all
 * the same: what was signed stays theirs, and a later result is asked of whoever came after them.
 */
function holdings(state: EvaluationState, holder: Holder): Holding[] {
  const requests = [...Object.values(state.requests), ...Object.values(state.approvals)];
  const held: Holding[] = [
    ...requests.filter((r) => holds(holder, r.unitId, r.personId)).map((r) => ({ id: SIGNER + r.id, kind: r.id in state.approvals ? 'approver' : 'signer', text: state.title })),
    ...requests.filter((r) => r.substitute !== null && holds(holder, r.substitute.unitId, r.substitute.personId)).map((r) => ({ id: SUBSTITUTE + r.id, kind: 'substitute', text: state.title })),
  ];
  if (holder.personId !== null) return held;
  for (const unit of Object.values(state.units)) {
    if (unit.verifierUnitId === holder.unitId) held.push({ id: VERIFIER + unit.unitId, kind: 'scorer', text: unit.unitId });
    if (unit.reviewerUnitId === holder.unitId) held.push({ id: REVIEWER + unit.unitId, kind: 'reviewer', text: unit.unitId });
    if (unit.answeredBy === holder.unitId) held.push({ id: EVALUATED + unit.unitId, kind: 'evaluatedUnit', text: unit.unitId });
  }
  return state.memberUnitIds.includes(holder.unitId) ? [...held, { id: MEMBER, kind: 'memberUnit', text: state.title }] : held;
}

/** The rules of conflict hold for whoever takes over as they did for whoever had it: for scoring nothing is waived. */
function move(state: EvaluationState, { id }: Holding, to: Holder, context: ProceedingContext): Moving {
  const [role, subject] = partsOf(id);
  const wrong = cannotTake(to, context);
  if (wrong) return { rejected: wrong };
  if (role === MEMBER) return { day: null };
  if (role === SIGNER || role === SUBSTITUTE) {
    const request = requestOf(state, subject);
    return request === undefined ? reject('not-in-round') : (unfitParty(state, request, to, context) ?? { day: null });
  }
  const unit = state.units[subject];
  if (unit === undefined) return reject('not-evaluated');
  const own = role === EVALUATED ? judgesOf(state, unit) : [...bodiesOf(unit), role === VERIFIER ? unit.reviewerUnitId : unit.verifierUnitId];
  const clash = own.find((unitId) => conflictOf(context.rules.roster, to.unitId, unitId) !== null);
  return clash === undefined ? { day: null } : reject('own-work', { details: { unitId: clash } });
}

/** Units that have a hand in the score of a unit: none of them can answer for it. */
function judgesOf(state: EvaluationState, unit: EvaluatedUnit): string[] {
  const signing = [...Object.values(state.requests), ...Object.values(state.approvals)].filter((r) => r.covers.includes(unit.unitId));
  return [unit.verifierUnitId, unit.reviewerUnitId, ...signing.flatMap((r) => (r.substitute === null ? [r.unitId] : [r.unitId, r.substitute.unitId]))];
}

function partsOf(id: string): [role: string, subject: string] {
  const cut = id.indexOf(':') + 1;
  return [cut === 0 ? id : id.slice(0, cut), id.slice(cut)];
}

function moved(state: EvaluationState, { from, to, moved: all }: HandedOverData, at: Instant): EvaluationState {
  return all.reduce((after, { id }) => taken(after, ...partsOf(id), from, to, at), state);
}

function taken(state: EvaluationState, role: string, subject: string, from: Holder, to: Holder, at: Instant): EvaluationState {
  const unit = state.units[subject];
  const withUnit = (change: Partial<EvaluatedUnit>): EvaluationState => (unit === undefined ? state : { ...state, units: { ...state.units, [subject]: { ...unit, ...change } } });
  switch (role) {
    case SIGNER:
      return withRequest(state, subject, (r) => ({ ...to, substitute: null, former: [...r.former, { unitId: r.unitId, personId: r.personId }] }), at);
    case SUBSTITUTE:
      return withRequest(state, subject, (r) => (r.substitute === null ? {} : { substitute: { ...to } }), at);
    case VERIFIER:
      return withUnit({ verifierUnitId: to.unitId });
    case REVIEWER:
      return withUnit({ reviewerUnitId: to.unitId });
    case EVALUATED:
      return withUnit({ answeredBy: to.unitId });
    case MEMBER:
      return { ...state, memberUnitIds: inPlaceOf(state.memberUnitIds, from.unitId, to.unitId) };
    default:
      return state;
  }
}

/** Another hand is a new request, with days of its own. */
function withRequest(state: EvaluationState, id: string, change: (request: OpenRequest) => Partial<OpenRequest>, at: Instant): EvaluationState {
  const where = Object.hasOwn(state.requests, id) ? 'requests' : 'approvals';
  const request = state[where][id];
  return request === undefined ? state : { ...state, [where]: { ...state[where], [id]: { ...request, ...change(request), changes: request.changes + 1, changedAt: at } } };
}

export const EVALUATION_HAND_OVER: HandsOver<EvaluationState> = { holdings, move, moved };
