import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { isRejected } from '#libs/supervision/item/decide/deciding';
import { decideItem } from '#libs/supervision/item/item.decide';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { carryInto, type CarriedIn } from '#libs/supervision/plan/plan.carry-over';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { recorded } from '#libs/supervision/recorded';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { rulesVersions, spanAt } from '#libs/supervision/rules';
import type { Settled } from '#libs/supervision/item/item.settle';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import type { Folded } from './fold-cache';
import { toNewEvent, type ItemCommands } from './item-commands';
import { once } from './once';
import { planGoesOn } from './plan-parts';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { Referred, References } from './references';

/** Where an item is carried over to. */
export interface CarryTo {
  toPlanId: string;
  /** Its new last day; null: to be given in the next plan. */
  deadline: Day | null;
  /** Its steps stay behind, though some are still to be done. */
  withoutSteps?: boolean;
  reason: string;
}

interface Decided {
  item: Folded<ItemState>;
  plan: Folded<PlanState>;
  referred: Referred;
  now: Instant;
  closing: Settled;
  into: CarriedIn;
}

/** 结转: in one append the item is closed, and the next plan has it with its history and first deadline. */
export class CarryOvers {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
  ) {}

  /** What keeps the item from being carried over; null where nothing does. */
  async refusal(itemId: string, to: CarryTo, actor: Actor): Promise<Rejection | null> {
    const decided = await this.decide(itemId, to, actor, undefined, undefined);
    return 'rejected' in decided ? decided.rejected : null;
  }

  async carry(itemId: string, to: CarryTo, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ItemState>> {
    return once<ItemState>(this.store, sender, { itemId, carryOver: { ...to }, ifMatch: ifMatch ?? null }, {
      attempt: async () => {
        const decided = await this.decide(itemId, to, actor, sender.commandId, ifMatch);
        if ('rejected' in decided) return { rejected: decided.rejected, state: decided.item };
        const { item, plan, referred, now, closing, into } = decided;
        const span = spanAt(referred.rules, now);
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, reason: to.reason, rules: rulesVersions(referred.rules, span) };
        const streams = [
          { stream: ITEM_STREAM + itemId, expectedVersion: item.version, headHash: item.headHash, events: closing.events.map(toNewEvent) },
          { stream: PLAN_STREAM + to.toPlanId, expectedVersion: plan.version, headHash: plan.headHash, events: [toNewEvent({ type: into.planEvent.type, data: into.planEvent.data, meta })] },
        ];
        if (into.toItemId !== null && into.issued !== null) {
          const issued = recorded<ItemEvent>({ type: 'ItemIssued', reason: to.reason, data: into.issued }, { now, actor, rules: referred.rules, span, command: sender.commandId });
          streams.push({ stream: ITEM_STREAM + into.toItemId, expectedVersion: 0, headHash: null, events: [toNewEvent(issued)] });
        }
        return { streams, guards: referred.guards };
      },
      result: async () => (await this.items.load(itemId)).state,
      moved: () => this.references.expire(),
    });
  }

  private async decide(itemId: string, to: CarryTo, actor: Actor, commandId: string | undefined, ifMatch: number | undefined): Promise<Decided | { rejected: Rejection; item: ItemState | null }> {
    const [item, plan] = await Promise.all([this.items.load(itemId), this.plans.load(to.toPlanId)]);
    const { state } = item;
    if (state === null) return { ...reject('not-found', { field: 'itemId' }), item: null };
    if (ifMatch !== undefined && ifMatch !== state.materialVersion) return { ...reject('stale', { details: { seen: ifMatch, now: state.materialVersion } }), item: state };
    if (plan.state === null) return { ...reject('not-found', { field: 'toPlanId' }), item: state };
    const referred = await this.references.rules(state.policyId);
    // An open item keeps its plan from being archived; under an archived plan a closed one stays as it was sealed.
    const sealed = state.closed === null ? null : await planGoesOn(this.store, state.planId);
    if (sealed !== null && 'rejected' in sealed) return { ...sealed, item: state };
    const now = [state.lastAt, plan.state.lastAt].reduce((a, b) => (b > a ? b : a), this.clock.now());
    const into = carryInto(plan.state, state, { deadline: to.deadline, withoutSteps: to.withoutSteps ?? false }, { roster: referred.rules.roster, calendar: spanAt(referred.rules, now).calendar, now });
    const command = { type: 'carryOver' as const, toPlanId: to.toPlanId, toItemId: 'rejected' in into ? null : into.toItemId, reason: to.reason };
    // Of two refusals the item's own tells more: it is closed, or its year is not over.
    const closing = decideItem(state, command, { now, actor, rules: referred.rules }, commandId);
    if (isRejected(closing)) return { ...closing, item: state };
    if ('rejected' in into) return { ...into, item: state };
    const guards = [...referred.guards, ...(sealed === null ? [] : [sealed.guard])];
    return { item, plan, referred: { ...referred, guards }, now, closing, into };
  }
}
