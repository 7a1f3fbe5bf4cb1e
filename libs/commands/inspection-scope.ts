import type { EventStore } from '#libs/event-store/event-store';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { everMarked, litUnits, unitsTurnedSince } from '#libs/supervision/item/item.lit';
import { settleItem } from '#libs/supervision/item/item.settle';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { inspectedUnits } from '#libs/supervision/inspection/inspection.parties';
import type { InspectionScope, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { EMPTY_ROSTER, livingUnit } from '#libs/supervision/roster/roster';
import type { Rules } from '#libs/supervision/rules';
import { latest, type Day } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import type { ItemCommands } from './item-commands';
import { asDomain, type References } from './references';

/** What is to be inspected, as somebody names it. */
export interface AskedScope {
  itemIds: string[];
  unitIds: string[];
  reformUnitIds: string[];
  /** All items of the plan that show this light; with a day, those that turned so since, recovered or not (本季度全部红灯). */
  light: { colour: 'yellow' | 'red'; since: Day | null } | null;
}

export interface FoundScope {
  scope: InspectionScope;
  guards: { stream: string; version: number }[];
}

/** Items that one inspection takes: more are no inspection but a campaign, and a transaction has its bounds. */
const MOST_ITEMS = 200;

/** Works out whom an inspection hits: units by name, and those who answer for its items. */
export class InspectionScopes {
  constructor(
    private readonly store: EventStore,
    private readonly items: ItemCommands,
    private readonly references: References,
    private readonly clock: Clock,
  ) {}

  async find(plan: PlanState, asked: AskedScope): Promise<FoundScope | { rejected: Rejection }> {
    const guards: FoundScope['guards'] = [];
    const units = new Set([...asked.unitIds, ...asked.reformUnitIds]);
    const itemIds = [...new Set(asked.itemIds)];
    for (const [i, itemId] of itemIds.entries()) {
      const { state, version } = await this.items.load(itemId);
      if (state === null || state.planId !== plan.id) return reject('not-found', { field: `itemIds[${i}]` });
      guards.push({ stream: ITEM_STREAM + itemId, version });
      for (const unitId of answering(state)) units.add(unitId);
    }
    if (asked.light !== null) {
      const { rules } = await this.references.rules(plan.policyId);
      for (const itemId of itemIdsOf(plan)) {
        const { state, version } = await this.items.load(itemId);
        if (state === null) continue;
        const lit = await this.lit(state, asked.light, rules);
        if (lit.length === 0) continue;
        if (!itemIds.includes(itemId)) itemIds.push(itemId);
        guards.push({ stream: ITEM_STREAM + itemId, version });
        for (const unitId of lit) units.add(livingUnit(rules.roster, unitId));
      }
    }
    if (itemIds.length > MOST_ITEMS) return reject('value-invalid', { field: 'itemIds', details: { value: itemIds.length } });
    return { scope: { itemIds, unitIds: [...units], reformUnitIds: asked.reformUnitIds }, guards };
  }

  /**
   * What keeps a scope from looking back on an inspection (回头看): a unit at fault there that it leaves out, or none of those inspected at
   * all; null where nothing does. A unit that is no more is looked for in its successor, and not at all where it has none.
   */
  async notLookedBackOn(before: Pick<InspectionState, 'findings' | 'scope'>, scope: InspectionScope): Promise<{ rejected: Rejection } | null> {
    const roster = (await this.references.roster()).state ?? EMPTY_ROSTER;
    const { units } = roster;
    const hit = new Set(inspectedUnits(scope));
    const left = (unitIds: readonly string[]): string[] => [...new Set(unitIds.map((u) => livingUnit(roster, u)))].filter((u) => units[u]?.until === null && !hit.has(u));
    const atFault = Object.values(before.findings).filter((f) => f.status === 'struckOff').map((f) => f.unitId);
    const inspected = inspectedUnits(before.scope);
    const missing = atFault.length > 0 ? left(atFault) : inspected.some((u) => hit.has(livingUnit(roster, u))) ? [] : left(inspected);
    return missing.length === 0 ? null : reject('look-back-scope', { field: 'unitIds', details: { units: missing.map((u) => units[u]!.name).join('、') } });
  }

  /** Units of an item that show the light; with a day, that turned so since. */
  private async lit(item: ItemState, { colour, since }: NonNullable<AskedScope['light']>, rules: Rules): Promise<string[]> {
    const { state: now } = settleItem(item, latest(this.clock.now(), item.lastAt), rules);
    if (since === null || !everMarked(now)) return litUnits(now, colour);
    const course = await this.store.readStream(ITEM_STREAM + item.id);
    return unitsTurnedSince(course.map((event) => asDomain<ItemEvent>(event)), now, colour, since);
  }
}

/** Units that answer for an item: leads and implementers. Participants are named where they are to be inspected too. */
function answering(item: ItemState): string[] {
  return Object.values(item.assignments).filter((a) => (a.status === 'active' || a.status === 'completed') && a.role !== 'participant').map((a) => a.unitId);
}
