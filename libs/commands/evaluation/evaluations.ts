import type { EventStore } from '#libs/event-store/event-store';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import type { Clock } from '../clock';
import type { ItemCommands } from '../item-commands';
import type { PlanCommands } from '../plan-commands';
import type { Proceedings } from '../proceedings';
import { EvaluationChecks } from './evaluation-checks';
import { EvaluationCommands } from './evaluation-commands';
import { SchemeCommands } from './scheme-commands';

/** Schemes, rounds, and what looks at both. */
export class Evaluations {
  readonly schemes: SchemeCommands;
  readonly rounds: EvaluationCommands;
  readonly checks: EvaluationChecks;

  constructor(store: EventStore, clock: Clock, items: ItemCommands, plans: PlanCommands, proceedings: Proceedings) {
    const roster = async (): Promise<Roster> => (await proceedings.references.roster()).state ?? EMPTY_ROSTER;
    this.schemes = new SchemeCommands(store, clock, () => this.rounds.figures.ofToday(plans, clock.now()), roster);
    this.rounds = new EvaluationCommands(store, proceedings, plans, items, this.schemes, clock);
    this.checks = new EvaluationChecks(store, this.rounds, roster, clock);
  }
}
