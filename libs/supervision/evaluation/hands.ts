import { handsOf, type Actor } from '../actor';
import type { DomainEvent } from '../event';
import type { PaperEvent } from '../proceeding/paper.events';
import { reject, type Rejection } from '../rejection';
import type { EvaluatedUnit, EvaluationState, HandRole } from './evaluation.state';

/** Parts in a round of which no hand plays two: whoever scored does not sign, whoever signed does not approve, and so on. */
export const HAND_ROLES: readonly HandRole[] = ['score', 'cosign', 'approve', 'draft', 'issue'];

export const NO_HANDS: EvaluationState['hands'] = { score: [], cosign: [], approve: [], draft: [], issue: [] };

const ROLE_OF: Readonly<Partial<Record<string, HandRole>>> = {
  ScoresVerified: 'score', ReviewRuled: 'score', ResultSigned: 'cosign', ResultDissented: 'cosign', ResultApproved: 'approve', ProceedingPaperDrafted: 'draft', ProceedingPaperSigned: 'issue',
};

/** Everybody whose hand an event is: the person, whom they stand in for, and the signer in whose place a substitute signed. */
function handsIn({ meta, data }: Pick<DomainEvent, 'meta' | 'data'>): string[] {
  const { inPlaceOf } = data as { inPlaceOf?: { personId: string | null } | null };
  return [...handsOf(meta.actor), ...(inPlaceOf?.personId == null ? [] : [inPlaceOf.personId])];
}

/** Keeps who had which part. A part once played is kept, also where the result or the paper has fallen since. */
export function withHands(state: EvaluationState, event: DomainEvent | PaperEvent): EvaluationState {
  // Who dissents from the approval had the approver's part.
  const { requestId } = event.data as { requestId?: string };
  const role = event.type === 'ResultDissented' && requestId !== undefined && Object.hasOwn(state.approvals, requestId) ? 'approve' : ROLE_OF[event.type];
  return role === undefined ? state : { ...state, hands: { ...state.hands, [role]: merged(state.hands[role], handsIn(event)) } };
}

export function merged(before: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...before, ...more])];
}

/** Refuses a hand that had another part in the round. */
export function otherPart(state: EvaluationState, role: HandRole, actor: Actor): { rejected: Rejection } | null {
  const hands = handsOf(actor);
  const had = HAND_ROLES.find((r) => r !== role && hands.some((hand) => state.hands[r].includes(hand)));
  return had === undefined ? null : reject('one-hand', { details: { had } });
}

/** Refuses a hand that spoke for the unit, for itself or by recording (代录) what it said: nobody judges what they handed in. */
export function spokeFor(unit: EvaluatedUnit, actor: Actor): { rejected: Rejection } | null {
  return handsOf(actor).some((hand) => unit.spokenBy.includes(hand)) ? reject('one-hand', { details: { had: 'speak' } }) : null;
}

/** Refuses a hand that judged the unit: it does not also record what the unit says to that. */
export function judgedIt(state: EvaluationState, unit: EvaluatedUnit, actor: Actor): { rejected: Rejection } | null {
  const covers = (requestId: string): boolean => [state.requests[requestId], state.approvals[requestId]].some((r) => r?.covers.includes(unit.unitId));
  const signed = [...state.signatures, ...state.approvalsGiven, ...state.dissents].filter((s) => covers(s.requestId)).flatMap((s) => [s.personId, ...(s.inPlaceOf?.personId == null ? [] : [s.inPlaceOf.personId])]);
  const had = [...unit.scoredBy, ...signed];
  return handsOf(actor).some((hand) => had.includes(hand)) ? reject('one-hand', { details: { had: 'score' } }) : null;
}
