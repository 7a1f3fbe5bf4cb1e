import type { EventStore } from '#libs/event-store/event-store';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import type { Clock } from './clock';
import { ProceedingCommands } from './proceeding-commands';
import type { References } from './references';

/** The command handlers of all kinds of proceeding. */
export class Proceedings {
  readonly all: readonly ProceedingCommands<ProceedingState, { type: string }>[];

  constructor(
    store: EventStore,
    readonly references: References,
    clock: Clock,
  ) {
    this.all = PROCEEDING_KINDS.map((kind) => new ProceedingCommands(store, references, clock, kind as ProceedingKind));
  }

  /** The handler of a kind. */
  of<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>): ProceedingCommands<S, C> {
    const found = this.all.find((commands) => commands.kind.name === kind.name);
    if (!found) throw new Error(`no handler for ${kind.name}`);
    return found as unknown as ProceedingCommands<S, C>;
  }
}
