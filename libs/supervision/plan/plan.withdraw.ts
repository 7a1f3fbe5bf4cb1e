import type { Actor } from '../actor';
import { handsOf } from '../actor';
import { reject, type Rejection } from '../rejection';
import { says } from '../text/says';
import type { NewPlanEvent } from './plan.events';
import type { PlanState, Withdrawal } from './plan.evolve';

type Decision = NewPlanEvent[] | { rejected: Rejection };

/** Why nothing new is begun under the plan; null where it stands: issued, and neither withdrawn nor archived. */
export function notStanding(plan: Pick<PlanState, 'status'>, field?: string): { rejected: Rejection } | null {
  const at = field === undefined ? {} : { field };
  switch (plan.status) {
    case 'issued':
      return null;
    case 'withdrawn':
    case 'discarded':
      return reject('plan-withdrawn', at);
    case 'archived':
      return reject('plan-archived', at);
    case 'draft':
    case 'issuing':
      return reject('plan-not-issued', { ...at, details: { status: plan.status } });
  }
}

/** Whether it was ever issued: then whoever reads plans may read of it. */
export function wasIssued(plan: { status: string }): boolean {
  return plan.status === 'issued' || plan.status === 'withdrawn' || plan.status === 'archived';
}

/** The office proposes to withdraw the plan as a whole: it does not decide that (终止 needs a higher leader). */
export function proposeWithdrawal(plan: PlanState, { basis, reason }: { basis: string; reason: string }, actor: Actor): Decision {
  const ended = notStanding(plan);
  if (ended) return ended;
  if (actor.kind !== 'person' || actor.unitId !== plan.officeUnitId) return reject('not-the-office');
  if (!says(basis)) return reject('reason-missing', { field: 'basis' });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const open = plan.withdrawals.find((w) => w.status === 'open');
  if (open) return reject('withdrawal-open', { details: { number: open.number } });
  return [{ type: 'PlanWithdrawalProposed', reason, data: { number: plan.withdrawals.length + 1, basis, reason, personId: actor.personId, unitId: actor.unitId } }];
}

/** The office takes its open proposal back: nobody rules on it then, and it may propose anew. */
export function takeWithdrawalBack(plan: PlanState, { number, reason }: { number: number; reason: string }, actor: Actor): Decision {
  const ended = notStanding(plan);
  if (ended) return ended;
  if (actor.kind !== 'person' || actor.unitId !== plan.officeUnitId) return reject('not-the-office');
  if (!plan.withdrawals.some((w) => w.number === number && w.status === 'open')) return reject('withdrawal-not-open', { field: 'number', details: { number } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'PlanWithdrawalTakenBack', reason, data: { number, reason, personId: actor.personId, unitId: actor.unitId } }];
}

/** The proposal that somebody may rule on: it is open, and not their own. */
export function proposalToRule(plan: PlanState, number: number, actor: Actor): Withdrawal | { rejected: Rejection } {
  const ended = notStanding(plan);
  if (ended) return ended;
  const proposal = plan.withdrawals.find((w) => w.number === number && w.status === 'open');
  if (!proposal) return reject('withdrawal-not-open', { field: 'number', details: { number } });
  return handsOf(actor).includes(proposal.proposedBy.personId) ? reject('own-proposal') : proposal;
}

/** A higher leader rules. @param jobId of the job that ends what runs, where it is granted */
export function ruleWithdrawal(plan: PlanState, ruling: { number: number; grant: boolean; reason: string }, actor: Actor, jobId: string): Decision {
  const proposal = proposalToRule(plan, ruling.number, actor);
  if ('rejected' in proposal) return proposal;
  if (!says(ruling.reason)) return reject('reason-missing', { field: 'reason' });
  const { number, basis } = proposal;
  const { reason } = ruling;
  const personId = actor.kind === 'person' ? actor.personId : actor.name;
  if (!ruling.grant) return [{ type: 'PlanWithdrawalRefused', reason, data: { number, reason, personId } }];
  return [{ type: 'PlanWithdrawn', reason, data: { number, basis, reason, personId, jobId } }];
}
