import type { EventStore } from '#libs/event-store/event-store';
import type { DomainEvent } from '#libs/supervision/event';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Instant } from '#libs/supervision/time/day';
import { knownThen } from '../core/known-at';

/** A proceeding as the log knew it at a moment. @throws ProblemError 404 where it had not begun */
export function proceedingKnownAt(store: EventStore, kind: ProceedingKind, id: string, moment: Instant): Promise<ProceedingState> {
  return knownThen<ProceedingState>(store, `${kind.name}/${id}`, moment, (before, event) => evolveProceeding(kind, before, event as unknown as DomainEvent, id));
}
