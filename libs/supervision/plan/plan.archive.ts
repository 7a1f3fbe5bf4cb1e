import type { Actor } from '../actor';
import { reject, type Rejection } from '../rejection';
import { dayOf, type Instant } from '../time/day';
import type { ArchivedStream, NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';

/** Streams in one event. */
const LISTED = 500;

/** Kinds of proceeding that outlive a plan: who is on a roster stays on it. */
export const OUTLIVES_A_PLAN: ReadonlySet<string> = new Set(['reform-unit']);

/** What an archive is made of, as it was looked up. */
export interface ToArchive {
  streams: readonly ArchivedStream[];
  items: number;
  proceedings: number;
  /** Streams of the plan that are not closed. */
  open: readonly string[];
  /** Over the list of streams. */
  sha256: string;
}

/** 归档: at the plan's end, or once it is withdrawn, with everything under it closed. */
export function archivePlan(plan: PlanState, found: ToArchive, actor: Actor, now: Instant): NewPlanEvent[] | { rejected: Rejection } {
  if (plan.status === 'archived') return reject('plan-archived');
  if (plan.status !== 'issued' && plan.status !== 'withdrawn') return reject('plan-not-issued', { details: { status: plan.status } });
  if (actor.kind !== 'person' || actor.unitId !== plan.officeUnitId) return reject('not-the-office');
  const last = plan.plan.period?.to ?? null;
  if (plan.status === 'issued' && last !== null && dayOf(now) <= last) return reject('too-early', { details: { day: last } });
  const proposal = plan.withdrawals.find((w) => w.status === 'open');
  if (proposal) return reject('withdrawal-open', { details: { number: proposal.number } });
  if (found.open.length > 0) return reject('plan-open', { details: { count: found.open.length, first: found.open[0]! } });
  const events: NewPlanEvent[] = [];
  for (let i = 0; i < found.streams.length; i += LISTED) events.push({ type: 'ArchiveListed', data: { streams: found.streams.slice(i, i + LISTED) } });
  return [...events, { type: 'PlanArchived', data: { items: found.items, proceedings: found.proceedings, sha256: found.sha256, personId: actor.personId } }];
}
