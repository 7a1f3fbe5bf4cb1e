import type { RecordedEvent } from '#libs/event-store/event';
import type { DomainEvent } from '#libs/supervision/event';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Rules } from '#libs/supervision/rules';
import { latest, type Instant } from '#libs/supervision/time/day';
import type { RulesBook } from './rules.book';

/** Told when the rows of a proceeding may have become others: from when on, and by which rules. */
export type ShowProceeding = (state: ProceedingState, at: Instant, rules: Rules) => void;

/** One proceeding along the log, with the changes of rules between its events, as an item's course. */
export class ProceedingCourse {
  state: ProceedingState | null = null;
  /** Version of the newest event in it. */
  version = 0;
  /** The newest moment so far: rows never go back. */
  at: Instant = '';
  /** How many changes of rules it has met. */
  met = 0;

  constructor(
    readonly kind: ProceedingKind<ProceedingState>,
    readonly id: string,
  ) {}

  /** Meets the changes of rules up to that many. */
  meet(book: RulesBook, count: number, show?: ShowProceeding): void {
    const { state } = this;
    for (; this.met < count; this.met++) {
      if (state === null || !book.concernsProceeding(this.met, state.policyId)) continue;
      this.at = latest(this.at, book.change(this.met).at);
      show?.(state, this.at, book.rules(state.policyId, this.met + 1));
    }
  }

  /** Takes in the next event, after the changes of rules before it; returns the state. */
  happen(event: RecordedEvent, book: RulesBook, show?: ShowProceeding): ProceedingState {
    this.meet(book, book.countBefore(event.cursor), show);
    this.state = evolveProceeding(this.kind, this.state, event as unknown as DomainEvent, this.id);
    this.version = event.version;
    this.at = latest(this.at, event.recordedAt);
    return this.state;
  }
}
