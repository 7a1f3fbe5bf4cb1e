import { handsOf } from '../actor';
import { personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import type { CommandOf, Seen } from './evaluation.commands';
import type { Party } from './evaluation.events';
import { bodiesOf, requestOf, type EvaluationState, type OpenRequest } from './evaluation.state';
import { unitProblem } from './evaluation.open';
import { recountOpen } from './corrections';
import { otherPart, spokeFor } from './hands';
import { clashes, conflictOf } from './independence';
import { mayNotReplace } from './replacing';
import { awaited, isSigned, standing } from './signing';

type Refused = { rejected: Rejection };

/** The request that the caller may answer now, or why they may not. */
function answerable(state: EvaluationState, requestId: string, seen: Seen, context: ProceedingContext): { request: OpenRequest; inPlaceOf: Party | null } | Refused {
  const request = requestOf(state, requestId);
  const { actor, rules } = context;
  if (request === undefined || actor.kind !== 'person') return reject('not-in-round');
  const hands = handsOf(actor);
  const is = (party: Party | null): boolean => party !== null && actor.unitId === party.unitId && (party.personId === null || hands.includes(party.personId));
  // The leading body decides itself: whom it names for the approval, and not who stands in for them by a general substitution.
  if (request.id in state.approvals && actor.insteadOf !== undefined) return reject('approval-not-delegable');
  const self = is(request);
  if (!self && !is(request.substitute)) return reject('not-in-round');
  // Who belongs to a unit that is no more signs for it no more: its part is handed over, or another is named.
  const dissolved = unitProblem(rules.roster, actor.unitId, 'requestId');
  if (dissolved) return dissolved;
  // A roof may have come about since the round was opened.
  const own = coveredBodies(state, request).find((unitId) => conflictOf(rules.roster, actor.unitId, unitId) !== null);
  if (own !== undefined) return reject('own-work', { details: { unitId: own } });
  const other = otherPart(state, request.id in state.approvals ? 'approve' : 'cosign', actor) ?? firstOf(request.covers, (unitId) => spokeFor(state.units[unitId]!, actor));
  if (other) return other;
  const recount = recountOpen(state);
  if (recount) return recount;
  if (state.result === null || state.result.material !== seen.material || state.result.hash !== seen.hash) return reject('sign-off-stale', { details: { seen: seen.material, now: state.result?.material ?? null } });
  const given = Object.values({ ...state.requests, ...state.approvals }).map((r) => standing(state, r));
  const before = standing(state, request) ?? (request.id in state.approvals ? undefined : given.find((s) => s !== undefined && s.requestId in state.requests && [s.personId, s.inPlaceOf?.personId].some((by) => by != null && hands.includes(by))));
  if (before) return reject('already-signed', { details: { at: before.at } });
  if (!awaited(state).some((r) => r.id === request.id)) return reject(isSigned(state) ? 'sign-off-closed' : 'not-your-turn');
  if (!self) return { request, inPlaceOf: { unitId: request.unitId, personId: request.personId } };
  return { request, inPlaceOf: actor.insteadOf === undefined ? null : { unitId: actor.unitId, personId: actor.insteadOf } };
}

function firstOf<T>(all: readonly string[], refusal: (one: string) => T | null): T | null {
  for (const one of all) {
    const refused = refusal(one);
    if (refused) return refused;
  }
  return null;
}

export function sign(state: EvaluationState, command: CommandOf<'sign'>, context: ProceedingContext): ProceedingDecision {
  const may = answerable(state, command.requestId, command.seen, context);
  if ('rejected' in may) return may;
  const { request, inPlaceOf } = may;
  const type = request.id in state.approvals ? 'ResultApproved' : 'ResultSigned';
  return [{ type, data: { requestId: request.id, ...command.seen, personId: personOf(context), unitId: unitOf(context)!, inPlaceOf } }];
}

/** A dissent (不同意) says whose scores it is about, and sends them back to their verifiers. */
export function dissent(state: EvaluationState, command: CommandOf<'dissent'>, context: ProceedingContext): ProceedingDecision {
  const may = answerable(state, command.requestId, command.seen, context);
  if ('rejected' in may) return may;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const unitIds = [...new Set(command.unitIds)];
  if (unitIds.length === 0) return reject('not-evaluated', { field: 'unitIds' });
  const stray = unitIds.findIndex((unitId) => !may.request.covers.includes(unitId));
  if (stray >= 0) return reject('not-evaluated', { field: `unitIds[${stray}]` });
  return [{ type: 'ResultDissented', data: { requestId: may.request.id, material: command.seen.material, personId: personOf(context), unitId: unitOf(context)!, inPlaceOf: may.inPlaceOf, reason: command.reason, unitIds } }];
}

/** During leave a substitute signs; both names are kept. Named by the signer's unit or the office. */
export function substitute(state: EvaluationState, command: CommandOf<'substitute'>, context: ProceedingContext): ProceedingDecision {
  const request = requestOf(state, command.requestId);
  if (request === undefined) return reject('not-in-round', { field: 'requestId' });
  const barred = unitOf(context) === request.unitId ? null : mayNotReplace(state, coveredBodies(state, request), context);
  if (barred) return barred;
  const wrong = wrongParty(state, request, command.by, context) ?? (says(command.reason) ? null : reject('reason-missing', { field: 'reason' }));
  if (wrong) return wrong;
  return [{ type: 'SignerSubstituted', data: { requestId: request.id, by: command.by, reason: command.reason } }];
}

/** A signer who leaves in mid-round: what they signed stays theirs, what they owe passes on. */
export function replaceSigner(state: EvaluationState, command: CommandOf<'replaceSigner'>, context: ProceedingContext): ProceedingDecision {
  const request = requestOf(state, command.requestId);
  if (request === undefined) return reject('not-in-round', { field: 'requestId' });
  const barred = mayNotReplace(state, coveredBodies(state, request), context);
  if (barred) return barred;
  const wrong = wrongParty(state, request, command.by, context) ?? (says(command.reason) ? null : reject('reason-missing', { field: 'reason' }));
  if (wrong) return wrong;
  return [{ type: 'SignerReplaced', data: { requestId: request.id, by: command.by, reason: command.reason } }];
}

/** Whom a signature is about: the units that it covers, and those that answer for them. */
function coveredBodies(state: EvaluationState, request: OpenRequest): string[] {
  return request.covers.flatMap((unitId) => bodiesOf(state.units[unitId]!));
}

function wrongParty(state: EvaluationState, request: OpenRequest, by: Party, context: ProceedingContext): Refused | null {
  const problem = unitProblem(context.rules.roster, by.unitId, 'by.unitId');
  if (problem) return problem;
  const given = standing(state, request);
  if (given) return reject('already-signed', { details: { at: given.at } });
  return unfitParty(state, request, by, context);
}

/** Why somebody cannot be asked for a signature: own work, or a hand that is asked already; null where they can. */
export function unfitParty(state: EvaluationState, request: OpenRequest, by: Party, { rules }: ProceedingContext): Refused | null {
  const own = coveredBodies(state, request).find((unitId) => conflictOf(rules.roster, by.unitId, unitId) !== null);
  if (own !== undefined) return reject('own-work', { field: 'by.unitId', details: { unitId: own } });
  const others = Object.values(request.id in state.approvals ? state.approvals : state.requests).filter((r) => r.id !== request.id);
  if (others.some((r) => clashes(r, by) || (r.substitute !== null && clashes(r.substitute, by)))) return reject('signer-twice', { field: 'by' });
  return null;
}
