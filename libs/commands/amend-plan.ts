import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import { itemsNamed, type Amendment, type DecidedAmendment } from '#libs/supervision/plan/amendment';
import { amendPlan } from '#libs/supervision/plan/plan.amend';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { spanAt, rulesVersions } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { Clock } from './clock';
import type { Folded } from './fold-cache';
import { toNewEvent, type ItemCommands } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { Referred, References } from './references';

interface Decided {
  plan: Folded<PlanState>;
  items: Map<string, Folded<ItemState>>;
  referred: Referred;
  now: Instant;
  amendment: DecidedAmendment;
}

/** The command handler of amendments (调整通知): one append for the plan and all its items, numbered by the plan's stream. */
export class PlanAmendments {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
  ) {}

  /** What the amendment would change, and the number that it would get; nothing is written. */
  async preview(planId: string, amendment: Amendment, actor: Actor): Promise<DecidedAmendment | { rejected: Rejection }> {
    const decided = await this.decide(planId, amendment, actor, undefined);
    return 'rejected' in decided ? decided : decided.amendment;
  }

  /** Applies it whole or not at all. */
  async apply(planId: string, amendment: Amendment, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    return once<PlanState>(this.store, sender, { planId, amendment }, {
      attempt: async () => {
        const decided = await this.decide(planId, amendment, actor, sender.commandId);
        if ('rejected' in decided) return { rejected: decided.rejected, state: decided.plan };
        const { plan, items, referred, now } = decided;
        const { number, changes, items: amended } = decided.amendment;
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, reason: amendment.basis, rules: rulesVersions(referred.rules, spanAt(referred.rules, now)) };
        const head = { stream: PLAN_STREAM + planId, expectedVersion: plan.version, headHash: plan.headHash, events: [toNewEvent({ type: 'PlanAmended', data: { number, basis: amendment.basis, changes }, meta })] };
        const streams = amended.map(({ itemId, events }) => {
          const held = items.get(itemId);
          return { stream: ITEM_STREAM + itemId, expectedVersion: held?.version ?? 0, headHash: held?.headHash ?? null, events: events.map(toNewEvent) };
        });
        // An item that is only named, kept beside what was split off it, must not have moved either.
        const touched = new Set(amended.map((a) => a.itemId));
        const looked = [...items].filter(([id]) => !touched.has(id)).map(([id, f]) => ({ stream: ITEM_STREAM + id, version: f.version }));
        return { streams: [head, ...streams], guards: [...referred.guards, ...looked] };
      },
      result: async () => (await this.plans.load(planId)).state,
      moved: () => this.references.expire(),
    });
  }

  private async decide(planId: string, amendment: Amendment, actor: Actor, commandId: string | undefined): Promise<Decided | { rejected: Rejection; plan: PlanState | null }> {
    const plan = await this.plans.load(planId);
    if (plan.state === null) return { ...reject('not-found', { field: 'planId' }), plan: null };
    const added = [...plan.state.amendments.flatMap((a) => a.changes.filter((c) => c.kind === 'add').map((c) => c.itemId ?? '')), ...plan.state.carriedIn.map((c) => c.itemId)];
    const named = itemsNamed(amendment);
    const items = new Map<string, Folded<ItemState>>();
    await atOnce([...new Set([...named, ...added])].slice(0, 2_000), 16, async (id) => {
      const folded = await this.items.load(id);
      if (folded.state) items.set(id, folded);
    });
    const referred = await this.references.rules(plan.state.policyId);
    const states = new Map([...items].map(([id, f]) => [id, f.state!]));
    // Two machines' clocks differ a little: no stream's own time runs backwards.
    const now = [plan.state, ...named.map((id) => states.get(id))].reduce<Instant>((t, s) => (s && s.lastAt > t ? s.lastAt : t), this.clock.now());
    const decided = amendPlan(plan.state, states, amendment, { now, actor, rules: referred.rules, ...(commandId === undefined ? {} : { commandId }) });
    if ('rejected' in decided) return { ...decided, plan: plan.state };
    return { plan, items: new Map([...items].filter(([id]) => named.includes(id))), referred, now, amendment: decided };
  }
}
