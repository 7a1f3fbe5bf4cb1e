import type { ItemEvent } from '../item/item.events';
import type { AssignmentRole, ItemState, Target } from '../item/item.types';
import type { Day } from '../time/day';
import type { AmendmentChange } from './plan.events';
import type { NewItem } from './plan.new-item';

/** Items that one amendment touches: what fits into one append. */
export const MOST_AMENDED = 200;

/** Changes of one item; what is left out stays. A deadline of null takes it away. */
export interface ItemChange {
  itemId: string;
  title?: string;
  deadline?: Day | null;
  targets?: Target[];
  /** Template of its recurring duty; null: it recurs no more. */
  dutyTemplate?: string | null;
  addUnits: { unitId: string; role: AssignmentRole }[];
  /** Living groups whose members join, now and later. */
  addGroups?: { groupId: string; role: AssignmentRole }[];
  dropAssignments: string[];
  /** Steps that get a day of their own: so the office takes a forecast over. */
  steps?: { stepId: string; day: Day }[];
}

/** A numbered amendment (调整通知) as it is asked for. */
export interface Amendment {
  basis: string;
  changes: ItemChange[];
  drops: string[];
  adds: NewItem[];
  /** One item becomes several; it goes on beside them, or is dropped. */
  splits: { itemId: string; keep: boolean; into: NewItem[] }[];
  /** Several items become one: one of them, or a new one. */
  merges: { itemIds: string[]; into: { itemId: string } | { item: NewItem } }[];
}

/** What an item gets of the amendment: the events, and the state after them. */
export interface AmendedItem {
  itemId: string;
  before: ItemState | null;
  after: ItemState;
  events: ItemEvent[];
}

export interface DecidedAmendment {
  number: number;
  changes: AmendmentChange[];
  items: AmendedItem[];
}

/** The items that an amendment names, without those that it begins. */
export function itemsNamed(amendment: Amendment): string[] {
  const merged = amendment.merges.flatMap((m) => [...m.itemIds, ...('itemId' in m.into ? [m.into.itemId] : [])]);
  return [...new Set([...amendment.changes.map((c) => c.itemId), ...amendment.drops, ...amendment.splits.map((s) => s.itemId), ...merged])];
}
