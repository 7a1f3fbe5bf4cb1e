import type { Actor } from '#libs/supervision/actor';
import { CHECKLIST_STREAM, itemsOfTemplate, type ChecklistItem } from '#libs/supervision/inspection/checklist';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { CommandOf, InspectionCommand, InspectionEventData } from '#libs/supervision/inspection/inspection.events';
import { inspectedUnits } from '#libs/supervision/inspection/inspection.parties';
import type { InspectionDays, InspectionReason, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { triggerProblem } from '#libs/supervision/inspection/trigger';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { programmeIdOf } from '#libs/supervision/programme/programme.types';
import { reject } from '#libs/supervision/rejection';
import { besideOf, joined, NOTHING, type Beside, type Refused } from './beside';
import type { ChecklistCommands } from './checklist-commands';
import type { InspectionPlaces } from './inspection-places';
import type { AskedScope, FoundScope, InspectionScopes } from './inspection-scope';
import type { PlanCommands } from './plan-commands';
import type { Guards, Prepared, ProceedingCommands } from './proceeding-commands';
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

type LookedBackOn = { state: InspectionState; guards: Guards };

/** What must be so for an inspection to be: its plan stands, what set it off is there, whom it hits is found, and its place is free. */
export class InspectionOpenings {
  private readonly inspections: ProceedingCommands<InspectionState, InspectionCommand>;

  constructor(
    proceedings: Proceedings,
    private readonly plans: PlanCommands,
    private readonly scopes: InspectionScopes,
    private readonly checklists: ChecklistCommands,
    private readonly reformRoster: ReformRoster,
    private readonly places: InspectionPlaces,
  ) {
    this.inspections = proceedings.of(INSPECTION);
  }

  /** The command that opens it, with its place in the programme and what others are told of it. */
  async opening(id: string, asked: AskedInspection, actor: Actor, commandId: string): Promise<Prepared<InspectionCommand> | Refused> {
    const plan = await this.issuedPlan(asked.planId);
    if ('rejected' in plan) return plan;
    const before = asked.lookBackOf === null ? null : await this.lookedBackOn(asked.lookBackOf, asked.planId);
    if (before !== null && 'rejected' in before) return before;
    const found = await this.scope(asked, plan.state, before);
    if ('rejected' in found) return found;
    const checklist = await this.questions(asked.templateIds);
    if ('rejected' in checklist) return checklist;
    const { scope } = found;
    const { title, reason, days, team, lookBackOf, entryId, planId } = asked;
    const { policyId, officeUnitId, supervisingUnitId, conferenceUnitId } = plan.state;
    const frame = { planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
    const programmeId = programmeIdOf(planId, days.from);
    const place = await this.places.take(programmeId, frame, { inspectionId: id, entryId, unitIds: inspectedUnits(scope), ...days }, actor, commandId);
    if ('rejected' in place) return place;
    const basis = entryId === null ? { kind: 'approval' as const } : { kind: 'programme' as const, entryId };
    const command: InspectionCommand = { type: 'openInspection', offers: place.offers, ...frame, title, reason, basis, programmeId, scope, days, team, checklist: checklist.items, lookBackOf };
    // What is looked back on hears of it in the same breath: nothing is owed for it any more.
    const told = before === null ? NOTHING : await this.lookBack(before.state.id, { type: 'noteLookBack', inspectionId: id }, actor, commandId);
    if ('rejected' in told) return told;
    return { command, ...joined(place.beside, told, { guards: [plan.guard, ...found.guards, ...checklist.guards, ...(before?.guards ?? [])], streams: [] }) };
  }

  /** A merge asks of both what opening asks: their plans stand, and reform units are on a roster. */
  async standing(inspections: readonly InspectionState[]): Promise<Beside | Refused> {
    const guards: Guards[number][] = [];
    for (const { planId, scope } of inspections) {
      const plan = await this.issuedPlan(planId);
      if ('rejected' in plan) return plan;
      const listed = await this.reformRoster.listed(scope.reformUnitIds, 'scope.reformUnitIds');
      if ('rejected' in listed) return listed;
      guards.push(plan.guard, ...listed.guards);
    }
    return { guards, streams: [] };
  }

  /** The plan, where it was issued and stands. */
  async issuedPlan(planId: string): Promise<{ state: PlanState; guard: Guards[number] } | Refused> {
    const { state, version } = await this.plans.load(planId);
    if (state === null) return reject('not-found', { field: 'planId' });
    return notStanding(state, 'planId') ?? { state, guard: { stream: PLAN_STREAM + planId, version } };
  }

  /** Tells an inspection what comes of its look-back. */
  async lookBack(id: string, command: CommandOf<'noteLookBack' | 'noteLookBackGone'>, actor: Actor, commandId: string): Promise<Beside | Refused> {
    return besideOf(await this.inspections.deciding(id, command, actor, commandId));
  }

  /** Whom it hits, with what set it off among them. */
  private async scope(asked: AskedInspection, plan: PlanState, before: LookedBackOn | null): Promise<FoundScope | Refused> {
    const named = asked.itemIds.length + asked.unitIds.length + asked.reformUnitIds.length > 0 || asked.light !== null;
    const found = before !== null && !named ? { scope: before.state.scope, guards: [] } : await this.scopes.find(plan, asked);
    if ('rejected' in found) return found;
    const elsewhere = before === null ? null : await this.scopes.notLookedBackOn(before.state, found.scope);
    if (elsewhere) return elsewhere;
    const listed = await this.reformRoster.listed(asked.reformUnitIds, 'reformUnitIds');
    if ('rejected' in listed) return listed;
    // Where nothing is found there is nothing to inspect, whatever set it off.
    const untriggered = inspectedUnits(found.scope).length === 0 ? null : triggerProblem(asked.reason, { ...asked, scope: found.scope });
    return untriggered ?? { scope: found.scope, guards: [...found.guards, ...listed.guards] };
  }

  /** 回头看 comes once what was found is struck off. */
  private async lookedBackOn(inspectionId: string, planId: string): Promise<LookedBackOn | Refused> {
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
