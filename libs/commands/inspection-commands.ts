import type { StreamAppend } from '#libs/event-store/append-request';
import type { Actor } from '#libs/supervision/actor';
import { CHECKLIST_STREAM, itemsOfTemplate, type ChecklistItem } from '#libs/supervision/inspection/checklist';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { CommandOf, InspectionCommand, InspectionEventData } from '#libs/supervision/inspection/inspection.events';
import { inspectedUnits, looksBackOn } from '#libs/supervision/inspection/inspection.parties';
import type { FindingName, InspectionDays, InspectionReason, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { triggerProblem } from '#libs/supervision/inspection/trigger';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { offersOf, type OfferedMerge } from '#libs/supervision/programme/programme.places';
import { programmeIdOf, type ProgrammeCommand, type ProgrammeState } from '#libs/supervision/programme/programme.types';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { ChecklistCommands } from './checklist-commands';
import type { EarlierFindings, FindingAbout, OfferedFinding } from './earlier-findings';
import type { AskedScope, InspectionScopes } from './inspection-scope';
import type { Try } from './once';
import type { BesideProgrammes, OfficeProgrammes } from './office-programmes';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import type { Decided, Guards, Prepared, ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { ReformRoster } from './reform-roster';

/** An inspection as somebody asks for it. */
export interface AskedInspection extends AskedScope {
  planId: string;
  title: string;
  reason: InspectionReason;
  /** Entry of the year's programme; null: off the programme, and then approved case by case. */
  entryId: string | null;
  days: InspectionDays;
  team: InspectionEventData['InspectionOpened']['team'];
  templateIds: string[];
  /** The inspection that it looks back on (回头看); its scope is taken where none is named. */
  lookBackOf: string | null;
}

/** A finding as an inspector writes it: `repeatedOf` names the earlier one that has come back. */
export type AskedFinding = Omit<CommandOf<'recordFinding'>, 'earlier' | 'candidates'> & { repeatedOf: FindingName | null };

type Refused = { rejected: Rejection };
/** Guards and events in streams beside the inspection's own. */
type Beside = Required<Pick<Prepared<never>, 'guards' | 'streams'>>;

const NOTHING: Beside = { guards: [], streams: [] };

function besideOf(tried: Try<unknown>): Beside | Refused {
  if ('rejected' in tried) return { rejected: tried.rejected };
  return 'nothing' in tried ? NOTHING : { guards: [...tried.guards], streams: [...tried.streams] };
}

function yearOf(decided: Decided<ProgrammeState>): { beside: Beside; year: ProgrammeState } | Refused {
  const beside = besideOf(decided);
  if ('rejected' in decided) return { rejected: decided.rejected };
  return 'rejected' in beside ? beside : { beside, year: decided.after };
}

function joined(...parts: readonly Beside[]): Beside {
  return { guards: parts.flatMap((p) => [...p.guards]), streams: parts.flatMap((p): readonly StreamAppend[] => p.streams) };
}

/**
 * Commands on inspections that look into other streams or write them: the plan, its items, the year's programme with its budgets,
 * another inspection. Each is one transaction, so that two inspections never take one place, and none is half merged.
 */
export class InspectionCommands {
  private readonly inspections: ProceedingCommands<InspectionState, InspectionCommand>;
  private readonly programmes: ProceedingCommands<ProgrammeState, ProgrammeCommand>;

  constructor(
    proceedings: Proceedings,
    private readonly plans: PlanCommands,
    private readonly scopes: InspectionScopes,
    private readonly checklists: ChecklistCommands,
    private readonly earlier: EarlierFindings,
    private readonly reformRoster: ReformRoster,
    private readonly offices: OfficeProgrammes,
  ) {
    this.inspections = proceedings.of(INSPECTION);
    this.programmes = proceedings.of(PROGRAMME);
  }

  /** Opens an inspection and takes its place in the budgets of those inspected. @param policyId of its plan */
  open(id: string, policyId: string, asked: AskedInspection, actor: Actor, sender: Sender): Promise<Outcome<InspectionState>> {
    return this.inspections.openPrepared(id, policyId, { open: id, asked: { ...asked } as never }, () => this.opening(id, asked, actor, sender.commandId), actor, sender);
  }

  private async opening(id: string, asked: AskedInspection, actor: Actor, commandId: string): Promise<Prepared<InspectionCommand> | Refused> {
    const plan = await this.issuedPlan(asked.planId);
    if ('rejected' in plan) return plan;
    const before = asked.lookBackOf === null ? null : await this.lookedBackOn(asked.lookBackOf, asked.planId);
    if (before !== null && 'rejected' in before) return before;
    const named = asked.itemIds.length + asked.unitIds.length + asked.reformUnitIds.length > 0 || asked.light !== null;
    const found = before !== null && !named ? { scope: before.state.scope, guards: [] } : await this.scopes.find(plan.state, asked);
    if ('rejected' in found) return found;
    const elsewhere = before === null ? null : await this.scopes.notLookedBackOn(before.state, found.scope);
    if (elsewhere) return elsewhere;
    const listed = await this.reformRoster.listed(asked.reformUnitIds, 'reformUnitIds');
    if ('rejected' in listed) return listed;
    // Where nothing is found there is nothing to inspect, whatever set it off.
    const untriggered = inspectedUnits(found.scope).length === 0 ? null : triggerProblem(asked.reason, { ...asked, scope: found.scope });
    if (untriggered) return untriggered;
    const checklist = await this.questions(asked.templateIds);
    if ('rejected' in checklist) return checklist;
    const { scope } = found;
    const { title, reason, days, team, lookBackOf, entryId, planId } = asked;
    const { policyId, officeUnitId, supervisingUnitId, conferenceUnitId } = plan.state;
    const frame = { planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
    const programmeId = programmeIdOf(planId, days.from);
    const place = { inspectionId: id, entryId, unitIds: inspectedUnits(scope), ...days };
    const around = await this.offices.beside(officeUnitId, programmeId, Number(days.from.slice(0, 4)));
    const taken = await this.place(programmeId, frame, { ...place, others: around.sameYear }, actor, commandId);
    if ('rejected' in taken) return taken;
    const basis = entryId === null ? { kind: 'approval' as const } : { kind: 'programme' as const, entryId };
    const merges = await this.offers(id, taken.year, around, actor, commandId);
    const command: InspectionCommand = { type: 'openInspection', offers: merges.offers, ...frame, title, reason, basis, programmeId, scope, days, team, checklist: checklist.items, lookBackOf };
    // What is looked back on hears of it in the same breath: nothing is owed for it any more.
    const told = before === null ? NOTHING : await this.lookBack(before.state.id, { type: 'noteLookBack', inspectionId: id }, actor, commandId);
    if ('rejected' in told) return told;
    return { command, ...joined(taken.beside, merges.beside, told, { guards: [...around.guards, plan.guard, ...found.guards, ...listed.guards, ...checklist.guards, ...(before?.guards ?? [])], streams: [] }) };
  }

  /** The place in the year's programme, which begins with the first inspection where nobody has set it up. */
  private async place(programmeId: string, frame: Pick<ProgrammeState, 'planId' | 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>, place: Omit<Extract<ProgrammeCommand, { type: 'takePlace' }>, 'type'>, actor: Actor, commandId: string): Promise<{ beside: Beside; year: ProgrammeState } | Refused> {
    const { state } = await this.programmes.load(programmeId);
    const decided = state !== null
      ? await this.programmes.deciding(programmeId, { type: 'takePlace', ...place }, actor, commandId)
      : await this.programmes.opening(programmeId, frame.policyId, openingOf(frame, Number(place.from.slice(0, 4)), place), actor, commandId);
    return yearOf(decided);
  }

  /** Others that it could be merged with, as the year will be, and the word of it to each of them. */
  private async offers(id: string, year: ProgrammeState, around: BesideProgrammes, actor: Actor, commandId: string): Promise<{ offers: OfferedMerge[]; beside: Beside }> {
    const own = year.places[id];
    const told: { offer: OfferedMerge; beside: Beside }[] = [];
    for (const offer of own ? offersOf(year, id, [...around.sameYear, ...around.otherYears]) : []) {
      const { state } = await this.inspections.load(offer.inspectionId);
      if (state === null || state.noticed || state.closed) continue;
      const beside = besideOf(await this.inspections.deciding(offer.inspectionId, { type: 'offerMerge', inspectionId: id, unitIds: offer.unitIds, from: own!.from, to: own!.to }, actor, commandId));
      // One that has ended this moment is not on offer.
      if (!('rejected' in beside)) told.push({ offer, beside });
    }
    return { offers: told.map((t) => t.offer), beside: joined(...told.map((t) => t.beside)) };
  }

  /** Sets the year's programme up before any inspection. */
  openProgramme(plan: Pick<PlanState, 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'> & { planId: string }, year: number, actor: Actor, sender: Sender): Promise<Outcome<ProgrammeState>> {
    const id = `${plan.planId}-${year}`;
    return this.programmes.openPrepared(id, plan.policyId, { programme: id }, async () => {
      const { state } = await this.programmes.load(id);
      return state === null ? { command: openingOf(plan, year, null) } : reject('name-taken', { field: 'year' });
    }, actor, sender);
  }

  /** Not approved it gives its place back. */
  approve(id: string, command: CommandOf<'approveInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, (state) => (command.grant ? NOTHING : this.comeToNothing(state, command.text, actor, sender)));
  }

  /** Told to those inspected while its plan stands. */
  giveNotice(id: string, command: CommandOf<'giveNotice'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, async (state) => {
      const plan = await this.issuedPlan(state.planId);
      return 'rejected' in plan ? plan : { guards: [plan.guard], streams: [] };
    });
  }

  reschedule(id: string, command: CommandOf<'reschedule'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.inspections.executePrepared(id, { id, command: { ...command } as never, ifMatch: ifMatch ?? null }, async (state) => {
      if (state === null) return { command };
      const moved = yearOf(await this.programmes.deciding(state.programmeId, { type: 'movePlace', inspectionId: id, ...command.days }, actor, sender.commandId));
      if ('rejected' in moved) return moved;
      const around = await this.offices.beside(state.officeUnitId, state.programmeId, moved.year.year);
      const merges = await this.offers(id, moved.year, around, actor, sender.commandId);
      return { command: { ...command, offers: merges.offers }, ...joined(moved.beside, merges.beside) };
    }, actor, sender, ifMatch);
  }

  /** Called off before its notice it has hit nobody, and gives its place back. */
  cancel(id: string, command: CommandOf<'cancelInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, (state) => this.comeToNothing(state, command.reason, actor, sender));
  }

  /** 合并: both inspections and the programme at once. */
  merge(id: string, command: CommandOf<'mergeInspection'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<InspectionState>> {
    return this.along(id, command, actor, sender, ifMatch, async (state) => {
      const { state: into } = await this.inspections.load(command.intoId);
      if (into === null) return reject('not-found', { field: 'intoId' });
      if (into.officeUnitId !== state.officeUnitId || into.id === id) return reject('merge-not-offered', { field: 'intoId' });
      const absorbed = besideOf(await this.inspections.deciding(into.id, { type: 'absorbInspection', inspectionId: id, scope: state.scope, checklist: state.checklist, visits: plannedVisits(state), lookBackOf: state.lookBackOf }, actor, sender.commandId));
      if ('rejected' in absorbed) return absorbed;
      const places = await this.mergedPlaces(state, into, actor, sender);
      if ('rejected' in places) return places;
      const lookBacks = await this.lookBacks(state, { type: 'noteLookBack', inspectionId: into.id }, actor, sender);
      return 'rejected' in lookBacks ? lookBacks : joined(absorbed, places, lookBacks);
    });
  }

  /** One place of two, in one programme or between those of two plans or years. */
  private async mergedPlaces(from: InspectionState, into: InspectionState, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    if (from.programmeId === into.programmeId) return this.onProgramme(from, { type: 'mergePlaces', fromId: from.id, intoId: into.id }, actor, sender);
    const [own, { state: other }] = await Promise.all([this.programmes.load(from.programmeId), this.programmes.load(into.programmeId)]);
    if (own.state === null || other === null || !offersOf(own.state, from.id, [other]).some((o) => o.inspectionId === into.id)) return reject('merge-not-offered', { field: 'intoId' });
    const around = await this.offices.beside(into.officeUnitId, other.id, other.year);
    // The place that is given up counts no more.
    const others = around.sameYear.map((p) => (p.id === from.programmeId ? { ...p, places: Object.fromEntries(Object.entries(p.places).filter(([id]) => id !== from.id)) } : p));
    const away = await this.onProgramme(from, { type: 'mergeAway', fromId: from.id, intoId: into.id }, actor, sender);
    if ('rejected' in away) return away;
    const taken = await this.onProgramme(into, { type: 'mergeIn', intoId: into.id, unitIds: own.state.places[from.id]!.unitIds, others }, actor, sender);
    if ('rejected' in taken) return taken;
    const written = this.programmes.streamOf(from.programmeId);
    return joined(away, taken, { guards: around.guards.filter((g) => g.stream !== written), streams: [] });
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

  /** Before its notice it has hit nobody and gives its place back, afterwards only what it was to carry out of the programme; what it was to look back on is owed a look-back as before. */
  private async comeToNothing(state: InspectionState, reason: string, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    const freed = await this.onProgramme(state, { type: state.noticed ? 'reopenEntry' : 'freePlace', inspectionId: state.id, reason }, actor, sender);
    if ('rejected' in freed) return freed;
    const elsewhere = await this.reopenedElsewhere(state, reason, actor, sender);
    if ('rejected' in elsewhere) return elsewhere;
    const gone = await this.lookBacks(state, { type: 'noteLookBackGone', inspectionId: state.id, reason }, actor, sender);
    return 'rejected' in gone ? gone : joined(freed, elsewhere, gone);
  }

  /** What it was to carry out of other programmes, by inspections that were merged into it, is planned again there. */
  private async reopenedElsewhere(state: InspectionState, reason: string, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    const absorbed = await Promise.all(state.absorbed.map(async (a) => (await this.inspections.load(a.inspectionId)).state?.programmeId));
    const told: Beside[] = [];
    for (const id of new Set(absorbed)) {
      if (id === undefined || id === state.programmeId) continue;
      const one = besideOf(await this.programmes.deciding(id, { type: 'reopenEntry', inspectionId: state.id, reason }, actor, sender.commandId));
      if ('rejected' in one) return one;
      told.push(one);
    }
    return joined(...told);
  }

  /** Tells all that an inspection looks back on. */
  private async lookBacks(state: InspectionState, command: CommandOf<'noteLookBack' | 'noteLookBackGone'>, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    const told: Beside[] = [];
    for (const id of looksBackOn(state)) {
      const one = await this.lookBack(id, command, actor, sender.commandId);
      if ('rejected' in one) return one;
      told.push(one);
    }
    return joined(...told);
  }

  private async lookBack(id: string, command: CommandOf<'noteLookBack' | 'noteLookBackGone'>, actor: Actor, commandId: string): Promise<Beside | Refused> {
    return besideOf(await this.inspections.deciding(id, command, actor, commandId));
  }

  private async onProgramme(state: InspectionState, command: ProgrammeCommand, actor: Actor, sender: Sender): Promise<Beside | Refused> {
    return besideOf(await this.programmes.deciding(state.programmeId, command, actor, sender.commandId));
  }

  private async issuedPlan(planId: string): Promise<{ state: PlanState; guard: Guards[number] } | Refused> {
    const { state, version } = await this.plans.load(planId);
    if (state === null) return reject('not-found', { field: 'planId' });
    return notStanding(state, 'planId') ?? { state, guard: { stream: PLAN_STREAM + planId, version } };
  }

  /** 回头看 comes once what was found is struck off. */
  private async lookedBackOn(inspectionId: string, planId: string): Promise<{ state: InspectionState; guards: Guards } | Refused> {
    const { state, version } = await this.inspections.load(inspectionId);
    if (state === null || state.planId !== planId) return reject('not-found', { field: 'lookBackOf' });
    if (state.closed?.how !== 'closed') return reject('findings-open', { field: 'lookBackOf' });
    return { state, guards: [{ stream: this.inspections.streamOf(inspectionId), version }] };
  }

  private async questions(templateIds: readonly string[]): Promise<{ items: ChecklistItem[]; guards: Guards } | Refused> {
    const items: ChecklistItem[] = [];
    const guards: Guards[number][] = [];
    for (const [i, id] of [...new Set(templateIds)].entries()) {
      const { state, version } = await this.checklists.load(id);
      if (state === null || state.retired) return reject('not-found', { field: `templateIds[${i}]` });
      items.push(...itemsOfTemplate(state));
      guards.push({ stream: CHECKLIST_STREAM + id, version });
    }
    return { items, guards };
  }
}

function plannedVisits({ visits }: InspectionState): CommandOf<'absorbInspection'>['visits'] {
  return Object.values(visits).filter((v) => v.status === 'planned').map(({ unitId, day, personId }) => ({ unitId, day, personId }));
}

function openingOf({ planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId }: Pick<ProgrammeState, 'planId' | 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>, year: number, place: Extract<ProgrammeCommand, { type: 'openProgramme' }>['place']): ProgrammeCommand {
  return { type: 'openProgramme', place, title: `${year} 年度督查计划`, year, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
}
