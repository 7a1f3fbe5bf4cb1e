import { CLOCK, type Actor } from '../actor';
import type { DomainEvent } from '../event';
import type { ProceedingKind, ProceedingState } from '../proceeding/proceeding';
import { decideProceeding, openProceeding, type CommonCommand } from '../proceeding/proceeding.decide';
import { proceedingOf } from '../proceeding/proceeding.evolve';
import type { RejectionCode } from '../rejection';
import type { Rules } from '../rules';
import { moment } from './given';
import { rulesWith } from './world';

/** What came of a command. */
export interface Came<S> {
  rejected: RejectionCode | null;
  types: string[];
  events: DomainEvent[];
  state: S;
}

/** A proceeding on its way: what happened so far. */
export class Course<S extends ProceedingState, C extends { type: string }> {
  constructor(
    readonly kind: ProceedingKind<S, C>,
    readonly rules: Rules,
    readonly events: readonly DomainEvent[],
    readonly state: S,
  ) {}

  /** Given one that was opened. */
  static opened<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, at: string, actor: Actor, command: C, rules: Rules = rulesWith()): Course<S, C> {
    const decided = openProceeding(kind, 'x1', command, { now: moment(at), actor, rules });
    if ('rejected' in decided) throw new Error(`not opened: ${JSON.stringify(decided.rejected)}`);
    return new Course(kind, rules, decided.events, decided.state);
  }

  /** Given also that this was done; it must have been accepted. */
  and(at: string, actor: Actor, command: C | CommonCommand): Course<S, C> {
    const came = this.when(at, actor, command);
    if (came.rejected !== null) throw new Error(`the given ${command.type} was rejected: ${came.rejected}`);
    return new Course(this.kind, this.rules, [...this.events, ...came.events], came.state);
  }

  /** Given also that time went by up to the moment and the timer ran. */
  until(at: string): Course<S, C> {
    return this.and(at, CLOCK, { type: 'settle' });
  }

  /** When the command comes: what it brings about, or why not. What is folded anew from the events must be the same. */
  when(at: string, actor: Actor, command: C | CommonCommand): Came<S> {
    const decided = decideProceeding(this.kind, this.state, command, { now: moment(at), actor, rules: this.rules });
    if ('rejected' in decided) return { rejected: decided.rejected.code, types: [], events: [], state: this.state };
    const replayed = proceedingOf(this.kind, this.state.id, JSON.parse(JSON.stringify([...this.events, ...decided.events])) as DomainEvent[]);
    if (JSON.stringify(replayed) !== JSON.stringify(decided.state)) throw new Error(`a replay gives another state after ${command.type}`);
    return { rejected: null, types: decided.events.map((e) => e.type), events: decided.events, state: decided.state };
  }
}
