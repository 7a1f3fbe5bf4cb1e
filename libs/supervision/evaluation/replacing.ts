import { isOffice } from '../proceeding/acting';
import type { ProceedingContext } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import type { EvaluationState } from './evaluation.state';
import { conflictOf } from './independence';

/**
 * Who replaces a verifier, reviewer or signer: the office, but where it is about the office's own body or one under its roof. That
 * falls to another member unit that stands apart, as scoring itself does. The event keeps who did it, and why.
 *
 * @param bodies whose score it is about
 */
export function mayNotReplace(state: EvaluationState, bodies: readonly string[], context: ProceedingContext): { rejected: Rejection } | null {
  const { actor, rules } = context;
  if (actor.kind !== 'person') return reject('not-the-office');
  const conflicts = (by: string): string | undefined => bodies.find((unitId) => conflictOf(rules.roster, by, unitId) !== null);
  const isMember = state.memberUnitIds.includes(actor.unitId) && conflicts(state.officeUnitId) !== undefined;
  if (!isOffice(state, context) && !isMember) return reject('not-the-office');
  const own = conflicts(actor.unitId);
  return own === undefined ? null : reject('own-work', { details: { unitId: own } });
}
