import type { ItemState } from '#libs/supervision/item/item.types';
import { assignmentLight, itemLight, stepsOf, type Light } from '#libs/supervision/item/item.light';
import { settleItem } from '#libs/supervision/item/item.settle';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { InspectionScope } from '#libs/supervision/inspection/inspection.types';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { dayOf, type Day } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import type { ItemCommands } from './item-commands';
import type { References } from './references';

/** What is to be inspected, as somebody names it. */
export interface AskedScope {
  itemIds: string[];
  unitIds: string[];
  reformUnitIds: string[];
  /** All items of the plan that show this light, since a day where one is given (本季度全部红灯). */
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
        const now = this.clock.now() > state.lastAt ? this.clock.now() : state.lastAt;
        const shown = settleItem(state, now, rules).state;
        const lit = litUnits(shown, asked.light);
        if (lit.length === 0) continue;
        if (!itemIds.includes(itemId)) itemIds.push(itemId);
        guards.push({ stream: ITEM_STREAM + itemId, version });
        for (const unitId of lit) units.add(unitId);
      }
    }
    if (itemIds.length > MOST_ITEMS) return reject('value-invalid', { field: 'itemIds', details: { value: itemIds.length } });
    return { scope: { itemIds, unitIds: [...units], reformUnitIds: asked.reformUnitIds }, guards };
  }
}

/** Units that answer for an item: leads and implementers. Participants are named where they are to be inspected too. */
function answering(item: ItemState): string[] {
  return Object.values(item.assignments).filter((a) => (a.status === 'active' || a.status === 'completed') && a.role !== 'participant').map((a) => a.unitId);
}

/** Units whose own assignment shows the light, and has shown it since that day or later. */
function litUnits(item: ItemState, { colour, since }: { colour: Light; since: Day | null }): string[] {
  if (itemLight(item).light !== colour) return [];
  const began = (assignmentId: string): boolean => since === null || stepsOf(item, assignmentId).some((s) => dayOf((colour === 'red' ? s.marks.red : s.marks.overdue) ?? '1970-01-01T00:00:00.000Z') >= since);
  return Object.values(item.assignments).filter((a) => a.status === 'active' && assignmentLight(item, a).light === colour && began(a.id)).map((a) => a.unitId);
}
