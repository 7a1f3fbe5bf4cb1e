import type { EventStore } from '#libs/event-store/event-store';
import { PlanAmendments } from './amend-plan';
import { CarryOvers } from './carry-over';
import { ChecklistCommands } from './checklist-commands';
import type { Clock } from './clock';
import { Corrections, CORRECTIONS, correctionWork } from './corrections';
import { HAND_OVER, HandOvers } from './hand-over';
import { InspectionCommands } from './inspection-commands';
import type { ItemCommands } from './item-commands';
import { Jobs } from './job';
import { PlanArchives } from './plan-archive';
import type { PlanCommands } from './plan-commands';
import { PlanReviews } from './plan-reviews';
import { PLAN_WITHDRAWAL, PlanWithdrawals } from './plan-withdrawal';
import { Proceedings } from './proceedings';
import type { References } from './references';
import { ReportingRounds } from './reporting-rounds';
import { RulesCommands } from './rules-commands';
import { RulesPreviews } from './rules-preview';
import { YEAR_END, YearEnds } from './year-end';

/** What the office does over many items or for all of them, and the jobs that carry it out. */
export class Office {
  readonly rules: RulesCommands;
  readonly previews: RulesPreviews;
  readonly corrections: Corrections;
  readonly amendments: PlanAmendments;
  readonly carryOvers: CarryOvers;
  readonly yearEnds: YearEnds;
  readonly handOvers: HandOvers;
  readonly withdrawals: PlanWithdrawals;
  readonly archives: PlanArchives;
  readonly planReviews: PlanReviews;
  readonly jobs: Jobs;

  constructor(store: EventStore, references: References, clock: Clock, items: ItemCommands, plans: PlanCommands, proceedings: Proceedings = new Proceedings(store, references, clock)) {
    this.rules = new RulesCommands(store, references, clock);
    this.previews = new RulesPreviews(store, references, clock);
    this.corrections = new Corrections(this.previews, () => this.jobs);
    this.amendments = new PlanAmendments(store, references, clock, items, plans);
    this.carryOvers = new CarryOvers(store, references, clock, items, plans);
    this.yearEnds = new YearEnds(references, clock, items, this.carryOvers, () => this.jobs);
    this.handOvers = new HandOvers(store, references, clock, items, proceedings, new ReportingRounds(store, references, clock, items, plans, proceedings), () => this.jobs);
    const inspections = InspectionCommands.on({ store, references, clock, items, plans, proceedings, checklists: new ChecklistCommands(store, clock) });
    this.withdrawals = new PlanWithdrawals(store, references, clock, items, plans, proceedings, inspections, () => this.jobs);
    this.archives = new PlanArchives(store, clock, items, plans, proceedings);
    this.planReviews = new PlanReviews({ store, references, clock }, plans, proceedings);
    this.jobs = new Jobs(store, clock, { [CORRECTIONS]: correctionWork(items), [YEAR_END]: this.yearEnds.work, [HAND_OVER]: this.handOvers.work, [PLAN_WITHDRAWAL]: this.withdrawals.work });
  }
}
