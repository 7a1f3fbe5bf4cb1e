import type { ItemState, Target } from '../item/item.types';
import { EMPTY_ROSTER } from '../roster/roster';
import { reject, type Rejection } from '../rejection';
import type { Draft, DraftItem, DraftPlan, DraftStep } from './draft';
import { stepsInForce } from './draft.export';
import type { UpperPlan } from './plan.events';
import { itemIdsOf, type PlanState } from './plan.evolve';
import { notStanding } from './plan.withdraw';

/** The level that takes items up: the office whose plan it becomes. */
export interface Taker {
  officeUnitId: string;
  /** Name of the unit, for the new plan's title and issuer. */
  name: string;
}

/** A plan in the making whose items are those of a higher one, before its questions are asked. */
export interface TakenUp {
  plan: DraftPlan;
  items: DraftItem[];
  upper: UpperPlan;
}

/** Of the higher plan's items, as they now stand, those that can be taken up. @param items all that it has or had */
export function openToTakeUp(items: readonly ItemState[]): ItemState[] {
  return items.filter((i) => i.closed === null);
}

/** What an item asks for, without what was waived. */
export function targetsAsked({ targets, waivedTargets }: ItemState): Target[] {
  return targets.filter((t) => waivedTargets[t.id] === undefined);
}

/** The upper item's steps, for this level to change: done by whom it names, and scheduled backwards from its own day. */
function stepsOf(item: ItemState): DraftStep[] {
  return (stepsInForce(item, EMPTY_ROSTER).steps ?? []).map((step) => ({ ...step, unit: null, deadline: null }));
}

function draftItem(item: ItemState, key: string, withSteps: boolean): DraftItem {
  const { number, title, category, content, quote, place, deadline, deadlineText, recurrence, dutyTemplate } = item;
  const targets = targetsAsked(item).map(({ id, metric, comparison, value, unit, text, reckoning }) => ({ metric, comparison, value, unit, text, ...(reckoning === undefined ? {} : { reckoning }), upper: { targetId: id, value } }));
  const steps = withSteps ? stepsOf(item) : [];
  return {
    key, number, title, category, leads: [], participants: [], units: [], targets, deadline, deadlineText, recurrence,
    ...(dutyTemplate === null ? {} : { dutyTemplate }),
    ...(steps.length === 0 ? {} : { steps }),
    quote, content, place: place ?? { fromLine: 0, toLine: 0 }, upper: { planId: item.planId, itemId: item.id, deadline },
  };
}

/**
 * 承接: a lower level takes up all or some items of a plan as a draft of its own, which it refines, quantifies and shares out among its
 * own units. Each item and each figure stays tied to the one above, towards which it counts.
 *
 * @param items the higher plan's, as they now stand
 * @param chosen ids of the items that are taken up; null: all that are open (少而精 is the taker's choice)
 * @param withSteps whether the steps of the upper items come along
 */
export function takeUp(upper: PlanState, items: readonly ItemState[], chosen: readonly string[] | null, taker: Taker, withSteps = false): TakenUp | { rejected: Rejection } {
  const ended = notStanding(upper, 'upperPlanId');
  if (ended) return ended;
  if (upper.officeUnitId === taker.officeUnitId) return reject('upper-plan-own', { field: 'upperPlanId' });
  const own = new Set(itemIdsOf(upper));
  const byId = new Map(items.filter((i) => own.has(i.id)).map((i) => [i.id, i]));
  for (const [i, id] of (chosen ?? []).entries()) {
    const item = byId.get(id);
    if (!item) return reject('not-found', { field: `itemIds[${i}]` });
    if (item.closed) return reject('item-closed', { field: `itemIds[${i}]`, details: { how: item.closed.how } });
  }
  const taken = (chosen === null ? openToTakeUp([...byId.values()]) : [...new Set(chosen)].map((id) => byId.get(id)!));
  if (taken.length === 0) return reject('nothing-open', { field: 'itemIds' });
  const { title, year, period } = upper.plan;
  return {
    plan: { title: `${title}（${taker.name}承接）`, documentNumber: null, issuer: taker.name, year, period, issuedOn: null, categories: [...new Set(taken.flatMap((i) => (i.category === null ? [] : [i.category])))] },
    items: taken.map((item, i) => draftItem(item, `u${i + 1}`, withSteps)),
    upper: { planId: upper.id, officeUnitId: upper.officeUnitId },
  };
}

/** The draft with its questions, and a report of what was taken up. */
export function draftOfTakenUp({ plan, items }: TakenUp, decisions: Draft['decisions']): Draft {
  const count = (n: number): Draft['report']['found'] => ({ items: n, unnumbered: items.filter((i) => i.number === '').length, categories: plan.categories.length, units: 0, groups: 0, targets: items.reduce((sum, i) => sum + i.targets.length, 0), deadlines: items.filter((i) => i.deadline !== null).length });
  return {
    plan, items, decisions, notUnderstood: [],
    report: { format: 'plan', encoding: '', lines: 0, accounted: { item: 0, heading: 0, front: 0, prose: 0, note: 0, blank: 0, notUnderstood: 0 }, found: count(items.length), inferred: [], reconciliation: [] },
  };
}
