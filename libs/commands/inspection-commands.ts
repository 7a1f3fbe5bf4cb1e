import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { leadProblem } from '#libs/supervision/inspection/decide/setting-up';
import type { CommandOf, InspectionCommand } from '#libs/supervision/inspection/inspection.events';
import { looksBackOn } from '#libs/supervision/inspection/inspection.parties';
import type { FindingName, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { reject } from '#libs/supervision/rejection';
import { besideOf, joined, NOTHING, type Beside, type Refused } from './beside';
import type { ChecklistCommands } from './checklist-commands';
import type { Clock } from './clock';
import { EarlierFindings, type FindingAbout, type OfferedFinding } from './earlier-findings';
import { InspectionOpenings, type AskedInspection } from './inspection-opening';
import { InspectionPlaces } from './inspection-places';
import { InspectionScopes } from './inspection-scope';
import { InspectionYears } from './inspection-year';
import type { ItemCommands } from './item-commands';
import { OfficeProgrammes } from './office-programmes';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import { ReformRoster } from './reform-roster';
import type { References } from './references';

/** A finding as an inspector writes it: `repeatedOf` names the earlier one that has come back. */
export type AskedFinding = Omit<CommandOf<'recordFinding'>, 'earlier' | 'candidates'> & { repeatedOf: FindingName | null };

/** What the commands stand on. */
export interface On {
  store: EventStore;
  references: References;
  clock: Clock;
  items: ItemCommands;
  plans: PlanCommands;
  proceedings: Proceedings;
  checklists: ChecklistCommands;
}

/**
 * Commands on inspections that look into other streams or write them: the plan, its items, the year's programme with its budgets,
 * another inspection. Each is one transaction, so that two inspections never take one place, and none is half merged.
 */
export class InspectionCommands {
  private readonly inspections: ProceedingCommands<InspectionState, InspectionCommand>;

  private constructor(
    proceedings: Proceedings,
    private readonly references: References,
    private readonly openings: InspectionOpenings,
    readonly places: InspectionPlaces,
    readonly years: InspectionYears,
    private readonly earlier: EarlierFindings,
  ) {
    this.inspections = proceedings.of(INSPECTION);
  }

  /** With the handlers that it looks things up in. */
  static on({ store, references, clock, items, plans, proceedings, checklists }: On): InspectionCommands {
    const offices = new OfficeProgrammes(store, proceedings, plans);
    const places = new InspectionPlaces(proceedings, offices);
    const openings = new InspectionOpenings(proceedings, plans, new InspectionScopes(store, items, references, clock), checklists, new ReformRoster(store, proceedings), places);
    return new InspectionCommands(proceedings, references, openings, places, new InspectionYears(proceedings, offices), new EarlierFindings(store, references, clock, items, proceedings));
  }

  /** Opens an inspection and takes its place in the budgets of those inspected. @param policyId of its plan */
  open(id: string, policyId: string, asked: AskedInspection, actor: Actor, sender: Sender): Promise<Outcome<InspectionState>> {
    return this.inspections.openPrepared(id, policyId, { open: id, asked: { ...asked } as never }, () => this.openings.opening(id, asked, actor, sender.commandId), actor, sender);
  }

  /** Not approved it gives its place back. */
  approve(id: string, command: CommandOf<'approveInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, (state) => (command.grant ? NOTHING : this.comeToNothing(state, command.text, actor, sender)));
  }

  /** Told to those inspected while its plan stands. */
  giveNotice(id: string, command: CommandOf<'giveNotice'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, async (state) => {
      const plan = await this.openings.issuedPlan(state.planId);
      return 'rejected' in plan ? plan : { guards: [plan.guard], streams: [] };
    });
  }

  reschedule(id: string, command: CommandOf<'reschedule'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.inspections.executePrepared(id, { id, command: { ...command } as never, ifMatch: ifMatch ?? null }, async (state) => {
      if (state === null) return { command };
      const moved = await this.places.move(state, command.days, actor, sender.commandId);
      return 'rejected' in moved ? moved : { command: { ...command, offers: moved.offers }, ...moved.beside };
    }, actor, sender, ifMatch);
  }

  /** Called off before its notice it has hit nobody, and gives its place back. */
  cancel(id: string, command: CommandOf<'cancelInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, (state) => this.comeToNothing(state, command.reason, actor, sender));
  }

  /** 合并: both inspections and the programmes at once, where what opening asked for still holds. */
  merge(id: string, command: CommandOf<'mergeInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, async (state) => {
      const { state: into } = await this.inspections.load(command.intoId);
      if (into === null) return reject('not-found', { field: 'intoId' });
      if (into.id === id) return reject('merge-not-offered', { field: 'intoId' });
      if (into.officeUnitId !== state.officeUnitId && !(await this.directs(into, actor))) return reject('merge-other-office', { field: 'intoId' });
      const standing = await this.openings.standing([state, into]);
      if ('rejected' in standing) return standing;
      const { scope, checklist, lookBackOf, planId, reason, basis } = state;
      const absorbed = besideOf(await this.inspections.deciding(into.id, { type: 'absorbInspection', inspectionId: id, planId, reason, basis, scope, checklist, visits: plannedVisits(state), lookBackOf }, actor, sender.commandId));
      if ('rejected' in absorbed) return absorbed;
      const places = await this.places.merge(state, into, actor, sender.commandId);
      if ('rejected' in places) return places;
      const lookBacks = await this.lookBacks(state, { type: 'noteLookBack', inspectionId: into.id }, actor, sender);
      return 'rejected' in lookBacks ? lookBacks : joined(standing, absorbed, places, lookBacks);
    });
  }

  /** Whether the actor directs an inspection. */
  private async directs(state: InspectionState, actor: Actor): Promise<boolean> {
    const { rules } = await this.references.rules(state.policyId);
    return leadProblem(state, { now: state.lastAt, actor, rules }) === null;
  }

  /** Records a finding; one that has come back is looked up in its inspection, where it was struck off, and those that may have come back are offered. */
  recordFinding(id: string, asked: AskedFinding, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    const { repeatedOf, ...command } = asked;
    return this.inspections.executePrepared(id, { id, asked: { ...asked } as never, ifMatch: ifMatch ?? null }, async (state) => {
      const category = await this.earlier.categoryOf(command);
      if (state === null) return { command: { ...command, category, earlier: null } };
      if (repeatedOf === null) return { command: { ...command, category, earlier: null, candidates: (await this.earlierFindings(state, command)).map(({ inspectionId, findingId, since, by }) => ({ inspectionId, findingId, since, by })) } };
      const named = await this.earlier.named(state, repeatedOf);
      return 'rejected' in named ? named : { command: { ...command, category, earlier: named.earlier }, guards: named.guards };
    }, actor, sender, ifMatch);
  }

  /** Earlier findings of the unit that concern the same: what is being written may be one of them come back. */
  earlierFindings(inspection: InspectionState, about: FindingAbout): Promise<OfferedFinding[]> {
    return this.earlier.like(inspection, about);
  }

  /** Says whether a finding is an earlier one come back. */
  decideRepeat(id: string, asked: { findingId: string; repeatedOf: FindingName | null; reason: string }, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    const { repeatedOf, ...said } = asked;
    return this.inspections.executePrepared(id, { id, decideRepeat: { ...asked } as never, ifMatch: ifMatch ?? null }, async (state) => {
      const command = { type: 'decideRepeat' as const, ...said };
      if (state === null || repeatedOf === null) return { command: { ...command, earlier: null } };
      const named = await this.earlier.named(state, repeatedOf);
      return 'rejected' in named ? named : { command: { ...command, earlier: named.earlier }, guards: named.guards };
    }, actor, sender, ifMatch);
  }

  private along(id: string, command: InspectionCommand, actor: Actor, sender: Sender, ifMatch: number | undefined, beside: (state: InspectionState) => Beside | Refused | Promise<Beside | Refused>): Promise<Outcome<InspectionState>> {
    return this.inspections.executePrepared(id, { id, command: { ...command } as never, ifMatch: ifMatch ?? null }, async (state) => {
      const found = state === null ? NOTHING : await beside(state);
      return 'rejected' in found ? found : { command, ...found };
    }, actor, sender, ifMatch);
  }

  /** It gives up its place or what it was to carry out; what it was to look back on is owed a look-back as before. */
  private async comeToNothing(state: InspectionState, reason: string, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    const given = await this.places.giveUp(state, reason, actor, sender.commandId);
    if ('rejected' in given) return given;
    const gone = await this.lookBacks(state, { type: 'noteLookBackGone', inspectionId: state.id, reason }, actor, sender);
    return 'rejected' in gone ? gone : joined(given, gone);
  }

  /** Tells all that an inspection looks back on. */
  private async lookBacks(state: InspectionState, command: CommandOf<'noteLookBack' | 'noteLookBackGone'>, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    const told: Beside[] = [];
    for (const id of looksBackOn(state)) {
      const one = await this.openings.lookBack(id, command, actor, sender.commandId);
      if ('rejected' in one) return one;
      told.push(one);
    }
    return joined(...told);
  }
}

function plannedVisits({ visits }: InspectionState): CommandOf<'absorbInspection'>['visits'] {
  return Object.values(visits).filter((v) => v.status === 'planned').map(({ unitId, day, personId }) => ({ unitId, day, personId }));
}
