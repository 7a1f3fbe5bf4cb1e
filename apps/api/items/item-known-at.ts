import { asDomain } from '#libs/commands/references';
import type { EventStore } from '#libs/event-store/event-store';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Instant } from '#libs/supervision/time/day';
import { knownAt, knownThen } from '../core/known-at';

/** The item as the log knew it at a moment; null where it had not begun. */
export function itemAsOf(store: EventStore, itemId: string, moment: Instant): Promise<ItemState | null> {
  return knownAt<ItemState>(store, ITEM_STREAM + itemId, moment, (before, event) => evolveItem(before, asDomain<ItemEvent>(event), itemId));
}

/** The item as the log knew it at a moment. @throws ProblemError 404 where it had not begun */
export function itemKnownAt(store: EventStore, itemId: string, moment: Instant): Promise<ItemState> {
  return knownThen<ItemState>(store, ITEM_STREAM + itemId, moment, (before, event) => evolveItem(before, asDomain<ItemEvent>(event), itemId));
}
