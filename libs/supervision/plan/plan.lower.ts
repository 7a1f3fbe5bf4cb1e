import { underOneRoof, type Roster } from '../roster/roster';
import { settledItems } from './draft.settled';
import type { PlanState } from './plan.evolve';
import { liesWith } from './plan.review.state';

/** How far a plan that takes up a higher one has come, as the level above sees it. */
export const LOWER_STATES = ['draft', 'sent', 'returned', 'approved', 'issued', 'withdrawn', 'archived', 'discarded'] as const;
export type LowerState = (typeof LOWER_STATES)[number];

/** @returns `sent` as long as any level above has it; `approved` as long as the draft stands as it was approved */
export function lowerStateOf(plan: Pick<PlanState, 'status' | 'reviews' | 'officeUnitId' | 'draftVersion'>): LowerState {
  if (plan.status === 'issuing') return 'issued';
  if (plan.status !== 'draft') return plan.status;
  const last = plan.reviews.at(-1);
  if (last?.act === 'returned') return 'returned';
  if (liesWith(plan) !== plan.officeUnitId) return 'sent';
  return last?.act === 'approved' && last.draftVersion === plan.draftVersion ? 'approved' : 'draft';
}

/** What a draft takes up, as its answers leave it: items of the higher plan, those of its own that have a figure, and their figures. */
export function takenUpOf(plan: PlanState): { items: number; quantified: number; figures: number } {
  const items = settledItems(plan);
  return {
    items: new Set(items.flatMap((i) => i.upper?.itemId ?? [])).size,
    quantified: items.filter((i) => i.targets.length > 0).length,
    figures: items.reduce((n, i) => n + i.targets.length, 0),
  };
}

/** A unit that has a share in a plan: what was handed down to it. */
export interface HandedDown {
  unitId: string;
  /** Living groups (各旗区) by which it came to items; empty where the plan names it itself. */
  groupIds: string[];
  /** Items of the plan that it has a share in. */
  items: number;
}

/** Whether an office is the unit's own: itself, under its roof, or the office subordinate to it (东旗产改办 of 东旗). An enterprise below is another level. */
export function isOfUnit(roster: Roster, officeUnitId: string, unitId: string): boolean {
  const office = roster.units[officeUnitId];
  return underOneRoof(roster, officeUnitId, unitId) || (office?.unitClass === 'office' && office.parentId === unitId);
}

/**
 * Who has taken up nothing of a plan that was handed down to them, members of groups first.
 *
 * @param takers offices of plans that take it up, at whatever level
 * @param officeUnitId the plan's own office, which takes nothing up from itself
 */
export function notTakenUp(handedDown: readonly HandedDown[], takers: readonly string[], officeUnitId: string, roster: Roster): HandedDown[] {
  const name = (unitId: string): string => roster.units[unitId]?.name ?? unitId;
  return handedDown
    .filter(({ unitId }) => !underOneRoof(roster, unitId, officeUnitId) && !takers.some((office) => isOfUnit(roster, office, unitId)))
    .sort((a, b) => Number(b.groupIds.length > 0) - Number(a.groupIds.length > 0) || (name(a.unitId) < name(b.unitId) ? -1 : 1));
}
