import type { Actor } from '#libs/supervision/actor';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemState } from '#libs/supervision/item/item.types';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { openAtYearEnd, type OpenAtYearEnd } from '#libs/supervision/plan/plan.year-end';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { latest, type Instant } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { CarryOvers, CarryTo } from './carry-over';
import type { Clock } from './clock';
import type { ItemCommands } from './item-commands';
import type { Jobs, JobWork } from './job';
import type { JobEntry, JobState } from './job.events';
import type { Outcome, Sender } from './outcome';
import type { References } from './references';

/** Kind of the jobs that close or carry over what a plan's year leaves open. */
export const YEAR_END = 'yearEnd';

/** What is done with the open items: 未完成, or 结转 into another plan. */
export type YearEndAct = { act: 'closeUnfulfilled'; reason: string } | ({ act: 'carryOver' } & CarryTo);

/** One item of a preview; `refusal` null where it would be done. */
export interface YearEndRow {
  itemId: string;
  number: string;
  title: string;
  refusal: Rejection | null;
}

/** An item as it is looked at; null where it had not begun. */
type KnownItem = (itemId: string) => Promise<ItemState | null>;

/** The end of a plan's year: what is open, and one act for many of it. */
export class YearEnds {
  constructor(
    private readonly references: References,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly carryOvers: CarryOvers,
    private readonly jobs: () => Jobs,
  ) {}

  /**
   * Items in the plan's order that were open at a moment, with targets reached and unmet.
   *
   * @param plan as known at that moment
   * @param known an item as known then; left out: as it now stands
   */
  async open(plan: PlanState, at: Instant = this.clock.now(), known?: KnownItem): Promise<OpenAtYearEnd[]> {
    const { rules } = await this.references.rules(plan.policyId);
    const rows: OpenAtYearEnd[] = [];
    for (const state of await this.states(plan, known)) {
      const row = openAtYearEnd(state, rules, at);
      if (row) rows.push(row);
    }
    return rows;
  }

  /** What an act would do to each of the named items, or to all that are open. */
  async preview(plan: PlanState, itemIds: string[] | null, act: YearEndAct, actor: Actor): Promise<YearEndRow[] | { rejected: Rejection }> {
    const chosen = await this.chosen(plan, itemIds);
    if ('rejected' in chosen) return chosen;
    const { rules } = await this.references.rules(plan.policyId);
    const rows: YearEndRow[] = [];
    for (const state of chosen) rows.push({ itemId: state.id, number: state.number, title: state.title, refusal: await this.refusal(state, act, actor, rules) });
    return rows;
  }

  /** Begins the job; its list is fixed by then. */
  begin(plan: PlanState, itemIds: string[] | null, act: YearEndAct, actor: Actor, sender: Sender): Promise<Outcome<JobState>> {
    const list = async (): Promise<JobEntry[] | { rejected: Rejection }> => {
      const chosen = await this.chosen(plan, itemIds);
      return 'rejected' in chosen ? chosen : chosen.map((s) => ({ key: s.id, data: { itemId: s.id } }));
    };
    const about = { planId: plan.id, ...act };
    return this.jobs().begin(YEAR_END, about, list, actor, sender, { ...about, itemIds });
  }

  readonly work: JobWork = (entry, job, sender) => {
    const itemId = String(entry.data['itemId']);
    const act = job.about as unknown as YearEndAct;
    if (act.act === 'closeUnfulfilled') return this.items.execute(itemId, { type: 'closeUnfulfilled', reason: act.reason }, job.actor, sender);
    const { toPlanId, deadline, withoutSteps, reason } = act;
    return this.carryOvers.carry(itemId, { toPlanId, deadline, ...(withoutSteps === undefined ? {} : { withoutSteps }), reason }, job.actor, sender);
  };

  private async refusal(state: ItemState, act: YearEndAct, actor: Actor, rules: Parameters<typeof decideItem>[2]['rules']): Promise<Rejection | null> {
    if (act.act === 'carryOver') return this.carryOvers.refusal(state.id, act, actor);
    const decided = decideItem(state, { type: 'closeUnfulfilled', reason: act.reason }, { now: latest(this.clock.now(), state.lastAt), actor, rules });
    return 'rejected' in decided ? decided.rejected : null;
  }

  private async chosen(plan: PlanState, itemIds: string[] | null): Promise<ItemState[] | { rejected: Rejection }> {
    const ended = notStanding(plan);
    if (ended) return ended;
    const all = await this.states(plan);
    if (itemIds === null) return all.filter((s) => s.closed === null);
    const known = new Map(all.map((s) => [s.id, s]));
    const wrong = itemIds.findIndex((id) => !known.has(id));
    if (wrong >= 0) return reject('not-found', { field: `itemIds[${wrong}]`, details: { id: itemIds[wrong] ?? null } });
    return [...new Set(itemIds)].map((id) => known.get(id)!);
  }

  private async states(plan: PlanState, known: KnownItem = async (id) => (await this.items.load(id)).state): Promise<ItemState[]> {
    const ids = itemIdsOf(plan);
    const found = new Map<string, ItemState>();
    await atOnce(ids, 16, async (id) => {
      const state = await known(id);
      if (state) found.set(id, state);
    });
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}
