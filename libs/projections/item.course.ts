import type { RecordedEvent } from '#libs/event-store/event';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import { latest, type Instant } from '#libs/supervision/time/day';
import type { RulesBook } from './rules.book';

export function asItemEvent(event: RecordedEvent): ItemEvent {
  return event as unknown as ItemEvent;
}

/** Told when the rows of an item may have become others: from when on, and by which rules. */
export type Show = (state: ItemState, at: Instant, rules: Rules) => void;

/**
 * One item along the log: its own events and the changes of rules between them, in the log's order. Rows that depend on rules
 * change at the moment of the rules' event, and not when somebody next touches the item.
 */
export class ItemCourse {
  readonly id: string;
  state: ItemState | null = null;
  /** The newest moment so far: clocks of two streams may differ, rows never go back. */
  at: Instant = '';
  /** How many changes of rules it has met. */
  met = 0;

  constructor(stream: string) {
    this.id = stream.slice(ITEM_STREAM.length);
  }

  /** Meets the changes of rules up to that many. */
  meet(book: RulesBook, count: number, show?: Show): void {
    const { state } = this;
    for (; this.met < count; this.met++) {
      if (state === null || !book.concerns(this.met, state)) continue;
      this.at = latest(this.at, book.change(this.met).at);
      show?.(state, this.at, book.rules(state.policyId, this.met + 1));
    }
  }

  /** Takes in the item's next event, after the changes of rules before it; returns the state. */
  happen(event: RecordedEvent, book: RulesBook, show?: Show): ItemState {
    const before = book.countBefore(event.cursor);
    if (before > this.met) this.meet(book, before, show);
    this.state = evolveItem(this.state, asItemEvent(event), this.id);
    if (event.recordedAt > this.at) this.at = event.recordedAt;
    return this.state;
  }
}
