import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent, NewDomainEvent } from '#libs/supervision/event';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEventData } from '#libs/supervision/item/item.events';
import type { Draft } from '#libs/supervision/plan/draft';
import { answersThatHold } from '#libs/supervision/plan/draft.answers';
import { PLAN_STREAM, type NewPlanEvent, type PlanEvent, type UpperPlan } from '#libs/supervision/plan/plan.events';
import { evolvePlan, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { beginIssue, itemsToIssue } from '#libs/supervision/plan/plan.issue';
import type { PolicyRules } from '#libs/supervision/policy/policy';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { rulesOfUnit, spanAt } from '#libs/supervision/rules';
import { dayOf } from '#libs/supervision/time/day';
import { bodyHashOf } from './body-hash';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import type { Decided as OnAStream } from './proceeding-commands';
import { FilesRead, type SamePlan } from './same-file';
import { asDomain, policyStream, ROSTER_STREAM, STANDARD_POLICY, type References } from './references';

/** Draft items in one event, and items begun in one transaction: keeps both well below a second. */
const PART = 200;

/** A decision with what it was found by in other streams, and what it writes into them. */
type Decided = { events: NewPlanEvent[]; guards: { stream: string; version: number }[]; beside?: StreamAppend[] } | { rejected: Rejection };

/** What a person decides on a plan's stream: pure, from the state to events or a refusal. */
export type PlanDecision = (plan: PlanState) => NewPlanEvent[] | { rejected: Rejection };

export interface NewPlan {
  planId: string;
  draft: Draft;
  officeUnitId: string;
  supervisingUnitId: string | null;
  conferenceUnitId: string | null;
  policyId?: string;
  source: { name: string; sha256: string; format: string };
  /** The higher plan whose items it takes up. */
  upper?: UpperPlan;
  /** Refused where a plan of this office was read from the same bytes and still stands. */
  onceOnly?: boolean;
}

/** The command handler of plans: drafts, decisions, issue and amendment. */
export class PlanCommands {
  readonly plans: FoldCache<PlanState>;
  private readonly files: FilesRead;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
  ) {
    this.plans = new FoldCache(store, (state, e) => evolvePlan(state, asDomain<PlanEvent>(e), e.stream.slice(PLAN_STREAM.length)), { streams: 200 });
    this.files = new FilesRead(store, clock, async (planId) => (await this.load(planId)).state);
  }

  async load(planId: string): Promise<Folded<PlanState>> {
    return this.plans.refresh(PLAN_STREAM + planId);
  }

  /** Plans of the office that were read from the same bytes and still stand, the newest first. */
  async ofSameFile(sha256: string, officeUnitId: string): Promise<SamePlan[]> {
    return (await this.files.look(sha256, officeUnitId)).standing;
  }

  /** Puts an imported draft into the log as a plan's beginning. */
  async draft(plan: NewPlan, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    const { draft, planId } = plan;
    const { officeUnitId, supervisingUnitId, conferenceUnitId, source, upper, policyId = STANDARD_POLICY } = plan;
    const policy = await this.references.policies.refresh(policyStream(policyId));
    // A policy that is there stays.
    if (policy.state === null) return { kind: 'rejected', rejection: reject('policy-unknown', { field: 'policyId', details: { id: policyId } }).rejected, state: null };
    const head: NewPlanEvent = {
      type: 'PlanDrafted',
      data: { plan: draft.plan, officeUnitId, supervisingUnitId, conferenceUnitId, policyId, source, report: draft.report, notUnderstood: draft.notUnderstood, ...(draft.prose === undefined ? {} : { prose: draft.prose }), ...(upper === undefined ? {} : { upper }) },
    };
    const events: NewPlanEvent[] = [head];
    for (let i = 0; i < draft.items.length; i += PART) {
      const items = draft.items.slice(i, i + PART);
      const keys = new Set(items.map((it) => it.key));
      const decisions = draft.decisions.filter((d) => (d.itemKey === null ? i === 0 : keys.has(d.itemKey)));
      const fields = Object.fromEntries(Object.entries(draft.fields ?? {}).filter(([key]) => keys.has(key)));
      events.push({ type: 'DraftItemsRead', data: { items, decisions, ...(Object.keys(fields).length > 0 ? { fields } : {}) } });
    }
    // A sheet brings its answers along: they are the answers of who imports it.
    const answers = answersThatHold(draft, { roster: (await this.references.roster()).state ?? EMPTY_ROSTER, today: dayOf(this.clock.now()) });
    if (answers.length > 0) events.push({ type: 'DecisionsSettled', data: { settlements: answers, bulk: null } });
    const body = { planId, officeUnitId, supervisingUnitId, conferenceUnitId, policyId, source: { ...source } };
    return this.append(planId, null, actor, sender, body, async () => {
      const { standing, record } = await this.files.look(source.sha256, officeUnitId);
      const [same] = standing;
      if (plan.onceOnly && same) return reject('file-known', { field: 'again', details: { ...same } });
      return { events, guards: [], beside: [record(planId, actor, sender.commandId)] };
    });
  }

  /** Carries out a decision on an existing plan. */
  async decide(planId: string, decision: PlanDecision, actor: Actor, sender: Sender, body: unknown): Promise<Outcome<PlanState>> {
    return this.append(planId, decision, actor, sender, { planId, body: body as Json });
  }

  /**
   * Issues the plan: every item's stream begins, in parts, each under an id derived from the plan's, so that a repeat after a
   * crash does what is missing and nothing twice. `progress` is told after each part.
   */
  async issue(planId: string, actor: Actor, sender: Sender, progress: (done: number, of: number) => void = () => undefined): Promise<Outcome<PlanState>> {
    const stream = PLAN_STREAM + planId;
    const begun = await this.begin(planId, actor, sender);
    if (begun.kind !== 'accepted') return begun;
    let plan = begun.state;
    const ids = new Map(plan.issueItems.map((i) => [i.key, i.itemId]));
    // The items are of the moment at which issuing began, also where a later process finishes the work.
    const beganAt = plan.status === 'issuing' ? plan.lastAt : (plan.issuedAt ?? plan.lastAt);
    if (plan.status === 'issuing') {
      // By the roster of that moment too: a unit registered since must not change what a half-done issue means.
      const { spans, roster } = await this.references.rulesAt(plan.policyId, plan.issueRoster);
      const items = itemsToIssue(plan, roster, ids, beganAt, spanAt({ spans, roster }, beganAt).calendar);
      if ('rejected' in items) return { kind: 'rejected', rejection: items.rejected, state: plan };
      const span = spanAt({ spans, roster }, beganAt);
      const meta = { actor, occurredAt: beganAt, recordedAt: beganAt, command: sender.commandId, rules: { policy: span.policy.version, calendar: span.calendar.version, roster: roster.version } };
      for (let i = 0; i < items.length; i += PART) {
        const part = items.slice(i, i + PART);
        const streams = part.map((item) => ({
          stream: ITEM_STREAM + item.itemId,
          expectedVersion: 0,
          headHash: null,
          events: [toNewEvent({ type: 'ItemIssued', data: item.data satisfies ItemEventData['ItemIssued'], meta })],
        }));
        const id = `issue/${planId}/${i / PART}`;
        const done = await this.store.append({ command: { scope: 'system:issue', id, bodyHash: bodyHashOf({ planId, part: i / PART }) }, streams, guards: [] });
        if (done.kind === 'conflict') return { kind: 'busy' };
        progress(Math.min(i + PART, items.length), items.length);
      }
      const total = items.length;
      const end: Sender = { scope: 'system:issue', commandId: `issued/${planId}` };
      const ended = await this.append(planId, (p) => (p.status === 'issuing' ? [{ type: 'PlanIssued', data: { items: total } }] : []), actor, end, { planId });
      if (ended.kind !== 'accepted') return ended;
      plan = ended.state;
    }
    const folded = await this.plans.refresh(stream);
    return { kind: 'accepted', state: folded.state ?? plan, cursor: folded.cursor, replayed: begun.replayed };
  }

  private async begin(planId: string, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    return this.append(planId, async (plan) => this.beginning(plan), actor, sender, { planId, act: 'issue' });
  }

  /** Begins the issue by the roster as it is, and by the rule of the higher plan's policy where there is one. */
  private async beginning(plan: PlanState): Promise<Decided> {
    const roster = await this.references.roster();
    const rule = await this.ruleAbove(plan);
    const now = this.clock.now();
    const { calendar } = spanAt((await this.references.rules(plan.policyId)).rules, now);
    const decided = beginIssue(plan, { roster: roster.state ?? EMPTY_ROSTER, calendar, now }, rule.lowerPlans);
    return 'rejected' in decided ? decided : { events: decided, guards: [{ stream: ROSTER_STREAM, version: roster.version }, ...rule.guards] };
  }

  /** Whether the level above approves a plan before it is issued, or is told of it; null for a plan that takes up no other. */
  private async ruleAbove({ upper, officeUnitId }: PlanState): Promise<{ lowerPlans: PolicyRules['lowerPlans'] | null; guards: { stream: string; version: number }[] }> {
    if (upper === null) return { lowerPlans: null, guards: [] };
    const above = (await this.load(upper.planId)).state;
    if (above === null) throw new Error(`plan ${upper.planId} is taken up by another and is not in the log`);
    const { rules, guards } = await this.references.rules(above.policyId);
    return { lowerPlans: rulesOfUnit(spanAt(rules, this.clock.now()), rules.roster, officeUnitId).lowerPlans, guards: guards.filter((g) => g.stream !== ROSTER_STREAM) };
  }

  /** What a decision on a plan that is there would append, without appending it: for a command that writes several streams. */
  async deciding(planId: string, decision: PlanDecision, actor: Actor, commandId: string): Promise<OnAStream<PlanState>> {
    const folded = await this.plans.refresh(PLAN_STREAM + planId);
    const { state } = folded;
    if (state === null) return { rejected: { code: 'not-found', field: 'planId' }, state: null };
    const decided = decision(state);
    if ('rejected' in decided) return { ...decided, state: null };
    if (decided.length === 0) return { nothing: [{ stream: PLAN_STREAM + planId, version: folded.version }], after: state };
    const events = await this.recorded(decided, state, actor, commandId);
    const after = events.reduce<PlanState>((plan, e) => evolvePlan(plan, e as PlanEvent, planId), state);
    return { streams: [{ stream: PLAN_STREAM + planId, expectedVersion: folded.version, headHash: folded.headHash, events: events.map(toNewEvent) }], guards: [], after };
  }

  private async recorded(decided: readonly NewDomainEvent[], state: PlanState | null, actor: Actor, commandId: string): Promise<DomainEvent[]> {
    const clockNow = this.clock.now();
    // A plan's own time never runs backwards, whichever machine writes.
    const now = state !== null && state.lastAt > clockNow ? state.lastAt : clockNow;
    const roster = await this.references.roster();
    return decided.map((e) => ({ type: e.type, data: e.data, meta: { actor, occurredAt: now, recordedAt: now, command: commandId, rules: { policy: 0, calendar: 0, roster: roster.version }, ...(e.reason === undefined ? {} : { reason: e.reason }) } }));
  }

  /** @param begin what a plan that is not there yet begins with; then `decision` is null */
  private async append(planId: string, decision: ((plan: PlanState) => ReturnType<PlanDecision> | Promise<Decided>) | null, actor: Actor, sender: Sender, body: unknown, begin: (() => Promise<Decided>) | null = null): Promise<Outcome<PlanState>> {
    const stream = PLAN_STREAM + planId;
    return once<PlanState>(this.store, sender, body, {
      attempt: async () => {
        const folded = await this.plans.refresh(stream);
        const { state } = folded;
        const deciding = state === null ? begin?.() : decision?.(state);
        if (deciding === undefined) return { rejected: state === null ? { code: 'not-found' } : { code: 'name-taken', field: 'planId' }, state };
        const came = await deciding;
        if ('rejected' in came) return { ...came, state };
        const { events: decided, guards, beside = [] } = Array.isArray(came) ? { events: came, guards: [] } : came;
        if (decided.length === 0) return { nothing: [{ stream, version: folded.version }] };
        const events = (await this.recorded(decided, state, actor, sender.commandId)).map(toNewEvent);
        return { streams: [{ stream, expectedVersion: folded.version, headHash: folded.headHash, events }, ...beside], guards };
      },
      result: async (streams) => (await this.plans.refresh(streams.find((s) => s.startsWith(PLAN_STREAM)) ?? stream)).state,
      moved: () => this.references.expire(),
    });
  }
}
