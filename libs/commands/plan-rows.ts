import type { ItemState } from '#libs/supervision/item/item.types';
import type { Draft, DraftItem } from '#libs/supervision/plan/draft';
import { rowsInForce, rowsOfDraft } from '#libs/supervision/plan/draft.export';
import type { ComparedPlan } from '#libs/supervision/plan/plan.compare';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { namesAsRegistered } from '#libs/supervision/roster/registered-name';
import type { Roster } from '#libs/supervision/roster/roster';
import type { ItemCommands } from './item-commands';

/** Every item that the plan has or had, as it now stands. */
export async function itemsOfPlan(items: Pick<ItemCommands, 'load'>, plan: PlanState): Promise<ItemState[]> {
  const found: ItemState[] = [];
  for (const itemId of itemIdsOf(plan)) {
    const { state } = await items.load(itemId);
    if (state) found.push(state);
  }
  return found;
}

/** A plan's rows: a draft's as it would be issued, an issued one's as they are in force. */
async function rowsOfPlan(items: Pick<ItemCommands, 'load'>, plan: PlanState, roster: Roster): Promise<DraftItem[]> {
  return wasIssued(plan) ? rowsInForce(await itemsOfPlan(items, plan), roster) : rowsOfDraft(plan, roster);
}

/** What is compared with an earlier plan: one that is in the log, or what a file holds. */
export type Later = PlanState | Draft;

/** What `comparePlans` takes, for an earlier plan and a later one. A unit's other name is no other unit. */
export async function toCompare(items: Pick<ItemCommands, 'load'>, earlier: PlanState, later: Later, roster: Roster): Promise<{ earlier: ComparedPlan; later: ComparedPlan; idOf: ReadonlyMap<string, string> }> {
  const before = await rowsOfPlan(items, earlier, roster);
  const after = 'id' in later ? await rowsOfPlan(items, later, roster) : rowsOfDraft({ ...later, settled: {}, carriedOver: [] }, roster);
  const registered = namesAsRegistered(roster);
  const named = (rows: readonly DraftItem[]): DraftItem[] => rows.map((row) => ({ ...row, leads: row.leads.map(registered), participants: row.participants.map(registered), units: row.units.map(registered) }));
  const idOf = new Map(earlier.issueItems.map(({ key, itemId }) => [key, itemId] as const));
  return { earlier: { year: earlier.plan.year, items: named(before) }, later: { year: later.plan.year, items: named(after) }, idOf };
}
