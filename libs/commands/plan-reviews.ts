import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { settledItems } from '#libs/supervision/plan/draft.settled';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { overturnReturn, ruleOnDraft, sendUp, takeDraftBack, wentOn, type DraftRuling } from '#libs/supervision/plan/plan.review';
import { isApprovedBy } from '#libs/supervision/plan/plan.review.gate';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { MOST_PLANS } from '#libs/supervision/plan-review/plan-review.decide';
import { PLAN_REVIEW, type ListedPlan, type PlanReviewCommand, type PlanReviewState, type PlanRuling } from '#libs/supervision/plan-review/plan-review';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { spanAt } from '#libs/supervision/rules';
import type { Clock } from './clock';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { together, type Deciding } from './together';

/** Plans above plans above plans: no administration has as many levels. */
const DEEPEST = 20;

/** What a lower office sends up. */
export interface ToSend {
  planIds: string[];
  /** The office that it is sent to; null: the next one above. */
  toUnitId: string | null;
  title: string;
  text: string;
}

/** What the office above says of one plan; `passOn`: approved here, and sent on to the next level. */
export interface RulingGiven {
  planId: string;
  draftVersion: number;
  how: 'approve' | 'passOn' | 'return';
  reason: string | null;
  workingDays: number | null;
}

/** An office above, with the plan by which it is. */
interface Above {
  unitId: string;
  plan: PlanState;
}

/**
 * 计划报审: drafts go up level by level. Each act is written into the review and into the plans that it concerns in one append; what is
 * said of a plan above is said in the reviews below through which it came, too.
 */
export class PlanReviews {
  private readonly reviews: ProceedingCommands<PlanReviewState, PlanReviewCommand>;

  constructor(
    private readonly log: { store: EventStore; references: References; clock: Clock },
    private readonly plans: PlanCommands,
    proceedings: Proceedings,
  ) {
    this.reviews = proceedings.of(PLAN_REVIEW);
  }

  send(id: string, sent: ToSend, fromUnitId: string, actor: Actor, sender: Sender): Promise<Outcome<PlanReviewState>> {
    return this.act(id, { send: sent, fromUnitId }, actor, sender, async (deciding) => {
      if (sent.planIds.length > MOST_PLANS) deciding.refuse({ code: 'list-too-long', field: 'planIds', details: { max: MOST_PLANS, count: sent.planIds.length } });
      const list: ListedPlan[] = [];
      let to: Above | null = null;
      for (const [i, planId] of sent.planIds.entries()) {
        const plan = await this.plan(deciding, planId, `planIds[${i}]`);
        const offices = await this.above(deciding, plan, fromUnitId);
        const next = offices[0];
        if (!next) return deciding.refuse(plan.upper === null ? { code: 'plan-has-no-upper', field: `planIds[${i}]`, details: { plan: planId } } : { code: 'level-above-unknown', field: 'toUnitId', details: { plan: planId } });
        const unitId: string = sent.toUnitId ?? next.unitId;
        // The sender's own may pass through an office between; what it sends on goes to a level that is above.
        const office: Above | undefined = offices.find((o) => o.unitId === unitId) ?? (plan.officeUnitId === fromUnitId ? { ...next, unitId } : undefined);
        if (!office || (to !== null && to.unitId !== office.unitId)) return deciding.refuse({ code: 'not-the-level-above', field: sent.toUnitId === null ? `planIds[${i}]` : 'toUnitId' });
        to ??= office;
        list.push(await this.listed(plan, fromUnitId, plan.reviews.findLast((r) => r.act === 'passedOn' && r.unitId === fromUnitId)?.reviewId ?? null));
      }
      if (to === null) return deciding.refuse({ code: 'nothing-substantial', field: 'planIds' });
      const { id: planId, policyId, supervisingUnitId, conferenceUnitId } = to.plan;
      const ended = notStanding(to.plan, 'planIds[0]');
      if (ended) deciding.refuse(ended.rejected);
      deciding.guard(PLAN_STREAM + planId, to.plan.version);
      await deciding.open(this.reviews, id, policyId, { type: 'sendPlans', title: sent.title, text: sent.text, planId, policyId, officeUnitId: to.unitId, supervisingUnitId, conferenceUnitId, fromUnitId, list });
      for (const { planId: sentId } of list) await this.sendUp(deciding, sentId, { reviewId: id, attempt: 1, fromUnitId, toUnitId: to.unitId }, actor, sender);
      for (const [via, planIds] of byVia(list)) await deciding.execute(this.reviews, via, { type: 'notePlansSentOn', planIds, reviewId: id });
    });
  }

  /** @param planIds those that are sent again; null: all that were returned */
  sendAgain(id: string, { planIds, text }: { planIds: string[] | null; text: string }, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<PlanReviewState>> {
    return this.act(id, { sendAgain: planIds, text, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const { fromUnitId, officeUnitId, plans } = await this.review(deciding, id);
      const wanted = planIds ?? Object.values(plans).filter((p) => p.status === 'returned').map((p) => p.planId);
      const list: ListedPlan[] = [];
      for (const [i, planId] of wanted.entries()) list.push(await this.listed(await this.plan(deciding, planId, `planIds[${i}]`), fromUnitId, plans[planId]?.via ?? null));
      const after = await deciding.execute(this.reviews, id, { type: 'sendPlansAgain', text, list }, ifMatch);
      for (const { planId } of list) await this.sendUp(deciding, planId, { reviewId: id, attempt: after.plans[planId]!.attempt, fromUnitId, toUnitId: officeUnitId }, actor, sender);
    });
  }

  rule(id: string, { text, rulings }: { text: string | null; rulings: RulingGiven[] }, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<PlanReviewState>> {
    return this.act(id, { rule: rulings, text, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const { officeUnitId, fromUnitId, plans } = await this.review(deciding, id);
      const ruled: PlanRuling[] = [];
      for (const [i, { how, ...given }] of rulings.entries()) {
        const plan = await this.plan(deciding, given.planId, `rulings[${i}].planId`);
        const last = how === 'approve' && plans[given.planId]?.onward === null && isLastWord(plan, officeUnitId);
        if (how !== 'return' && !last && (await this.above(deciding, plan, officeUnitId)).length === 0) deciding.refuse({ code: 'level-above-unknown', field: `rulings[${i}].how`, details: { plan: plan.id } });
        ruled.push({ ...given, how: how === 'return' ? 'returned' : last ? 'approved' : 'passedOn' });
      }
      const after = await deciding.execute(this.reviews, id, { type: 'rulePlans', text, rulings: ruled }, ifMatch);
      for (const { planId, how, draftVersion, reason } of ruled) {
        const { attempt, day } = after.plans[planId]!;
        const ruling: DraftRuling = { reviewId: id, attempt, unitId: officeUnitId, how, draftVersion, returned: how === 'returned' ? { toUnitId: fromUnitId, reason: reason ?? '', day: day! } : null };
        deciding.also(await this.plans.deciding(planId, (plan) => ruleOnDraft(plan, ruling, actor), actor, sender.commandId));
      }
      await this.settleBelow(deciding, ruled.filter((r) => r.how === 'approved').flatMap((r) => after.plans[r.planId] ?? []), id, officeUnitId);
    });
  }

  /** @param planIds those that are taken back; null: all that wait for a ruling or were returned */
  takeBack(id: string, { planIds, reason }: { planIds: string[] | null; reason: string }, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<PlanReviewState>> {
    return this.act(id, { takeBack: planIds, reason, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const { fromUnitId, plans } = await this.review(deciding, id);
      const wanted = planIds ?? Object.values(plans).filter((p) => p.status === 'sent' || p.status === 'returned').map((p) => p.planId);
      await deciding.execute(this.reviews, id, { type: 'takePlansBack', planIds: wanted, reason }, ifMatch);
      for (const planId of wanted) deciding.also(await this.plans.deciding(planId, (plan) => takeDraftBack(plan, { reviewId: id, unitId: fromUnitId, reason }, actor), actor, sender.commandId));
      for (const [via, ids] of byVia(wanted.map((planId) => plans[planId]!))) await deciding.execute(this.reviews, via, { type: 'notePlansBack', planIds: ids, reviewId: id });
    });
  }

  /** Rules on the sender's objection to a return; upheld, the draft lies again with the office that had returned it, or stays further down where it went on to. */
  ruleOnReturn(id: string, said: { objectionId: string; upheld: boolean; reason: string }, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<PlanReviewState>> {
    return this.act(id, { ruleOnReturn: said, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const { objections, officeUnitId } = await this.review(deciding, id);
      const objection = Object.hasOwn(objections, said.objectionId) ? objections[said.objectionId] : undefined;
      if (!objection) return deciding.refuse({ code: 'not-found', field: 'objectionId' });
      const { planId } = objection;
      const plan = await this.plan(deciding, planId, 'objectionId');
      const after = await deciding.execute(this.reviews, id, { type: 'ruleOnReturn', ...said, draftVersion: plan.draftVersion, wentOn: wentOn(plan, id) }, ifMatch);
      if (!said.upheld) return;
      const ruler = actor.kind === 'person' ? actor.unitId : officeUnitId;
      const overturned = { reviewId: id, attempt: after.plans[planId]!.attempt, unitId: ruler, toUnitId: officeUnitId, reason: said.reason };
      deciding.also(await this.plans.deciding(planId, (now) => overturnReturn(now, overturned, actor), actor, sender.commandId));
    });
  }

  private act(id: string, body: unknown, actor: Actor, sender: Sender, decide: (deciding: Deciding) => Promise<void>): Promise<Outcome<PlanReviewState>> {
    return together(this.log, { commands: this.reviews, id }, body, actor, sender, decide);
  }

  private async review(deciding: Deciding, id: string): Promise<PlanReviewState> {
    const { state } = await this.reviews.load(id);
    return state ?? deciding.refuse({ code: 'not-found', field: 'id' });
  }

  /** The plan as it stands; what is decided rests on it. */
  private async plan(deciding: Deciding, planId: string, field: string): Promise<PlanState> {
    const { state } = await this.plans.load(planId);
    if (state === null) return deciding.refuse({ code: 'not-found', field });
    deciding.guard(PLAN_STREAM + planId, state.version);
    return state;
  }

  /** The offices above a unit for a plan, the next one first, each with the plan by which it is above. */
  private async above(deciding: Deciding, plan: PlanState, unitId: string): Promise<Above[]> {
    const chain: Above[] = [];
    let { upper } = plan;
    for (let n = 0; upper !== null && n < DEEPEST; n++) {
      const higher: PlanState = await this.plan(deciding, upper.planId, 'planIds');
      chain.push({ unitId: upper.officeUnitId, plan: higher });
      upper = higher.upper;
    }
    return chain.slice(chain.findIndex((o) => o.unitId === unitId) + 1);
  }

  /** The line of the list, as the draft now stands. */
  private async listed(plan: PlanState, fromUnitId: string, via: string | null): Promise<ListedPlan> {
    const above = plan.upper === null ? null : (await this.plans.load(plan.upper.planId)).state;
    const items = settledItems(plan);
    return {
      planId: plan.id, title: plan.plan.title, officeUnitId: plan.officeUnitId, draftVersion: plan.draftVersion, via: plan.officeUnitId === fromUnitId ? null : via,
      items: new Set(items.flatMap((i) => i.upper?.itemId ?? [])).size, itemsAbove: above === null ? 0 : itemIdsOf(above).length, targets: items.reduce((n, i) => n + i.targets.length, 0),
    };
  }

  private async sendUp(deciding: Deciding, planId: string, sending: { reviewId: string; attempt: number; fromUnitId: string; toUnitId: string }, actor: Actor, sender: Sender): Promise<void> {
    const roster = await this.log.references.roster();
    const now = this.log.clock.now();
    const { policyId } = await this.plan(deciding, planId, 'planIds');
    const { calendar } = spanAt((await this.log.references.rules(policyId)).rules, now);
    deciding.also(await this.plans.deciding(planId, (plan) => sendUp(plan, sending, { roster: roster.state ?? EMPTY_ROSTER, calendar, now }, actor), actor, sender.commandId));
  }

  /** The last word is said in every review below through which the plans came. */
  private async settleBelow(deciding: Deciding, plans: readonly { planId: string; via: string | null }[], reviewId: string, unitId: string): Promise<void> {
    for (const [via, planIds] of byVia(plans)) {
      const below = await deciding.execute(this.reviews, via, { type: 'notePlansSettled', planIds, reviewId, unitId });
      await this.settleBelow(deciding, planIds.flatMap((id) => below.plans[id] ?? []), reviewId, unitId);
    }
  }
}

/** Plans by the review below through which they came. */
function byVia(plans: readonly { planId: string; via: string | null }[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { planId, via } of plans) if (via !== null) found.set(via, [...(found.get(via) ?? []), planId]);
  return found;
}

/** Whether an approval here may be the last one: the office of the higher plan has approved the draft, or is the one that does. */
function isLastWord(plan: PlanState, unitId: string): boolean {
  return plan.upper !== null && (plan.upper.officeUnitId === unitId || isApprovedBy(plan, plan.upper.officeUnitId));
}
