import { didIt, handsOf, standIn } from '../actor';
import type { DomainEvent } from '../event';
import type { FoundLateness } from '../proceeding/objection.events';
import { accepterOf, personOf, says, unitOf } from '../proceeding/acting';
import { dayAfterReturn } from '../proceeding/given-days';
import { isOverturned } from '../proceeding/overturned';
import type { ProceedingContext, ProceedingDecision, ProceedingDuty } from '../proceeding/proceeding';
import { reject } from '../rejection';
import { underOneRoof, type Roster } from '../roster/roster';
import { rulesOfUnit, spanAt, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import type { PlanReviewCommand, PlanReviewEventData, PlanReviewState, ReturnObjection, ReviewedPlan } from './plan-review.events';

type CommandOf<T extends PlanReviewCommand['type']> = Extract<PlanReviewCommand, { type: T }>;

/** Its returns so far: the arming of what is owed for sending it again. */
export function returnsOf({ rulings }: ReviewedPlan): ReviewedPlan['rulings'] {
  return rulings.filter((r) => r.how === 'returned');
}

/** 异议: the sender disputes a return, within the days of the policy; once for each. */
export function objectToReturn(state: PlanReviewState, { planId, reason }: CommandOf<'objectToReturn'>, context: ProceedingContext): ProceedingDecision {
  const plan = Object.hasOwn(state.plans, planId) ? state.plans[planId] : undefined;
  if (unitOf(context) !== state.fromUnitId) return reject('not-the-office');
  if (!plan) return reject('not-in-review', { field: 'planId', details: { plan: planId } });
  if (plan.status !== 'returned') return reject('plan-ruled-on', { field: 'planId', details: { plan: planId, status: plan.status } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const last = returnsOf(plan).at(-1)!;
  const before = Object.values(state.objections).find((o) => o.planId === planId && o.arming === returnsOf(plan).length);
  if (before) return before.status === 'open' ? reject('request-open') : reject('request-not-open', { field: 'planId', details: { status: before.status } });
  const span = spanAt(context.rules, context.now);
  const days = rulesOfUnit(span, context.rules.roster, state.fromUnitId).objectionWorkingDays;
  const until = span.calendar.addWorkingDays(dayOf(last.at), days);
  if (dayOf(context.now) > until) return reject('objection-too-late', { details: { last: until, days } });
  const objectionId = `r${Object.keys(state.objections).length + 1}`;
  return [{ type: 'PlanReturnObjected', reason, data: { objectionId, planId, arming: returnsOf(plan).length, reason, personId: personOf(context) } satisfies PlanReviewEventData['PlanReturnObjected'] }];
}

/** By the office that returned it, in another person; by nobody who returned it or objected, nor by a body under the sender's roof. Upheld, it lies again with that office, which rules on it anew; gone further down it stays there, and the sender has days of its own. */
export function ruleOnReturn(state: PlanReviewState, { objectionId, upheld, reason, draftVersion, wentOn }: CommandOf<'ruleOnReturn'>, context: ProceedingContext): ProceedingDecision {
  const objection = Object.hasOwn(state.objections, objectionId) ? state.objections[objectionId] : undefined;
  if (!objection) return reject('not-found', { field: 'objectionId' });
  if (objection.status !== 'open') return reject('request-not-open', { details: { status: objection.status } });
  const { actor, rules } = context;
  const ruling = returnsOf(state.plans[objection.planId]!)[objection.arming - 1]!;
  if (didIt(handsOf(actor), ruling) || didIt(handsOf(actor), objection)) return reject('first-decider');
  if (actor.kind === 'person' && underOneRoof(rules.roster, actor.unitId, state.fromUnitId)) return reject('own-work', { details: { unitId: state.fromUnitId } });
  const ruler = accepterOf(state, state.fromUnitId, rules.roster);
  if (unitOf(context) !== ruler) return reject('not-the-verifier', { details: { unitId: ruler } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const day = upheld && wentOn ? dayAfterReturn(state.fromUnitId, ruling.day, context) : null;
  return [{ type: 'PlanReturnObjectionRuled', reason, data: { objectionId, planId: objection.planId, upheld, reason, draftVersion, day, personId: personOf(context) } satisfies PlanReviewEventData['PlanReturnObjectionRuled'] }];
}

export function foldObjection(state: PlanReviewState, event: DomainEvent): PlanReviewState {
  const at = event.meta.recordedAt;
  if (event.type === 'PlanReturnObjected') {
    const { objectionId, ...made } = event.data as PlanReviewEventData['PlanReturnObjected'];
    const objection: ReturnObjection = { id: objectionId, ...made, ...standIn(event.meta.actor), at, status: 'open', ruling: null };
    return { ...state, objections: { ...state.objections, [objectionId]: objection } };
  }
  const { objectionId, upheld, reason, personId, planId, draftVersion, day } = event.data as PlanReviewEventData['PlanReturnObjectionRuled'];
  const before = state.objections[objectionId]!;
  const objections = { ...state.objections, [objectionId]: { ...before, status: upheld ? ('upheld' as const) : ('rejected' as const), ruling: { at, personId, ...standIn(event.meta.actor), reason } } };
  if (!upheld) return { ...state, objections };
  const wrong = struckThrough(state.plans[planId]!, before.arming, { at, basis: reason, day });
  // What was late towards a wrong return is no longer late; that it was marked stays in the log.
  const { [`sendAgain:${planId}/${before.arming}`]: _mark, ...overdue } = state.overdue;
  if (day === null) return { ...liesAbove(state, wrong, draftVersion, at), overdue, objections };
  return { ...state, plans: { ...state.plans, [planId]: { ...wrong, since: at, day } }, overdue, objections };
}

/** The return stays visible. */
function struckThrough(plan: ReviewedPlan, arming: number, overturned: NonNullable<ReviewedPlan['rulings'][number]['overturned']>): ReviewedPlan {
  const wrong = returnsOf(plan)[arming - 1]!;
  return { ...plan, rulings: plan.rulings.map((r) => (r === wrong ? { ...r, overturned } : r)) };
}

/** The draft lies where it was returned from, as a sending of its own: that office has its days again. */
function liesAbove(state: PlanReviewState, plan: ReviewedPlan, draftVersion: number, at: string): PlanReviewState {
  const { planId } = plan;
  const number = state.sendings.length + 1;
  const before = state.sendings.find((s) => s.number === plan.sending)!;
  return {
    ...state,
    plans: { ...state.plans, [planId]: { ...plan, status: 'sent', since: at, day: null, sending: number, draftVersion } },
    sendings: [...state.sendings, { ...before, number, at, planIds: [planId] }],
  };
}

/** An objection to what was sent again or taken back has no matter any more. */
export function lapsed(state: PlanReviewState, planIds: readonly string[]): PlanReviewState['objections'] {
  return Object.fromEntries(Object.entries(state.objections).map(([id, o]) => [id, o.status === 'open' && planIds.includes(o.planId) ? { ...o, status: 'lapsed' as const } : o]));
}

/** Each open objection is owed a ruling. */
export function rulingsOwed(state: PlanReviewState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  return Object.values(state.objections).filter((o) => o.status === 'open').map((o): ProceedingDuty => {
    const unitId = accepterOf(state, state.fromUnitId, roster);
    const rules = rulesOfUnit(span, roster, unitId);
    return { id: `objection:${o.id}`, kind: 'rule', arming: 1, owedBy: { unitId, personId: null, post: unitId === state.officeUnitId ? 'office' : 'liaison' }, since: o.at, day: span.calendar.addWorkingDays(dayOf(o.at), rules.rulingWorkingDays), restUntil: null, rules, subject: o.planId };
  });
}

/** Attempts that were not sent by their day, each by the return that asked for them; of a return that was overturned, the days to bring the draft up again. */
export function latenessesOfReview(state: PlanReviewState): FoundLateness[] {
  return Object.values(state.plans).flatMap((plan) =>
    returnsOf(plan).flatMap((ruling, i): FoundLateness[] => {
      const [duty, day] = ruling.overturned === null ? [`sendAgain:${plan.planId}`, ruling.day] : [`bringUp:${plan.planId}`, ruling.overturned.day];
      const key = `${duty}/${i + 1}`;
      const foundAt = state.overdue[key];
      if (foundAt === undefined || day === null) return [];
      const waits = plan.status === 'returned' && i + 1 === returnsOf(plan).length;
      return [{ id: `${duty}:${i + 1}`, unitId: state.fromUnitId, what: waits ? 'missing' : 'late', day, foundAt: state.fired[key]?.['overdue'] ?? foundAt, decidedBy: null }];
    }),
  );
}

/** Whether an attempt of the plan came after its day or has not come yet, unless that was put right. */
export function isLate(plan: ReviewedPlan, state: PlanReviewState): boolean {
  const ofPlan = (id: string): boolean => ['sendAgain', 'bringUp'].some((duty) => id.startsWith(`${duty}:${plan.planId}:`));
  return latenessesOfReview(state).some((l) => ofPlan(l.id) && !isOverturned(state, l.id));
}
