import type { Actor } from '#libs/supervision/actor';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionCommand } from '#libs/supervision/inspection/inspection.events';
import type { InspectionDays, InspectionState } from '#libs/supervision/inspection/inspection.types';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { offersOf, type OfferedMerge } from '#libs/supervision/programme/programme.places';
import type { ProgrammeCommand, ProgrammeState } from '#libs/supervision/programme/programme.types';
import { reject } from '#libs/supervision/rejection';
import { besideAfter, besideOf, joined, NOTHING, type Beside, type Refused } from './beside';
import type { BesideProgrammes, OfficeProgrammes } from './office-programmes';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';

type Frame = Pick<ProgrammeState, 'planId' | 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>;
type Place = Omit<Extract<ProgrammeCommand, { type: 'takePlace' }>, 'type' | 'others'>;
type Taken = { beside: Beside; offers: OfferedMerge[] };

/**
 * The places of inspections in the year's programmes, and the budgets of units that they are taken from, over all plans and offices.
 * What is decided here is written in one transaction with the inspection that it is about.
 */
export class InspectionPlaces {
  private readonly inspections: ProceedingCommands<InspectionState, InspectionCommand>;
  private readonly programmes: ProceedingCommands<ProgrammeState, ProgrammeCommand>;

  constructor(
    proceedings: Proceedings,
    private readonly offices: OfficeProgrammes,
  ) {
    this.inspections = proceedings.of(INSPECTION);
    this.programmes = proceedings.of(PROGRAMME);
  }

  /** Sets the year's programme up before any inspection. */
  openProgramme(plan: Frame, year: number, actor: Actor, sender: Sender): Promise<Outcome<ProgrammeState>> {
    const id = `${plan.planId}-${year}`;
    return this.programmes.openPrepared(id, plan.policyId, { programme: id }, async () => {
      const { state } = await this.programmes.load(id);
      return state === null ? { command: openingOf(plan, year, null) } : reject('name-taken', { field: 'year' });
    }, actor, sender);
  }

  /** Lays a bound down; not below what all offices took already. */
  setBudget(id: string, command: Extract<ProgrammeCommand, { type: 'setBudget' }>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ProgrammeState>> {
    return this.programmes.executePrepared(id, { id, command: { ...command } as never, ifMatch: ifMatch ?? null }, async (state) => {
      if (state === null) return { command };
      const { sameYear, guards } = await this.offices.beside(state.officeUnitId, id, state.year);
      return { command: { ...command, others: sameYear }, guards };
    }, actor, sender, ifMatch);
  }

  /** A place in the programme, which begins with the first inspection where nobody has set it up; and others that the inspection could be merged with. */
  async take(programmeId: string, frame: Frame, place: Place, actor: Actor, commandId: string): Promise<Taken | Refused> {
    const year = Number(place.from.slice(0, 4));
    const around = await this.offices.beside(frame.officeUnitId, programmeId, year);
    const { state } = await this.programmes.load(programmeId);
    const asked = { ...place, others: around.sameYear };
    const taken = besideAfter(state !== null
      ? await this.programmes.deciding(programmeId, { type: 'takePlace', ...asked }, actor, commandId)
      : await this.programmes.opening(programmeId, frame.policyId, openingOf(frame, year, asked), actor, commandId));
    if ('rejected' in taken) return taken;
    const offered = await this.offer(place.inspectionId, taken.after, around, actor, commandId);
    return { offers: offered.offers, beside: joined(taken.beside, offered.beside, { guards: around.guards, streams: [] }) };
  }

  async move(state: InspectionState, days: InspectionDays, actor: Actor, commandId: string): Promise<Taken | Refused> {
    const moved = besideAfter(await this.programmes.deciding(state.programmeId, { type: 'movePlace', inspectionId: state.id, ...days }, actor, commandId));
    if ('rejected' in moved) return moved;
    const around = await this.offices.beside(state.officeUnitId, state.programmeId, moved.after.year);
    const offered = await this.offer(state.id, moved.after, around, actor, commandId);
    return { offers: offered.offers, beside: joined(moved.beside, offered.beside) };
  }

  /** Before its notice it has hit nobody and gives its place back, afterwards only what it was to carry out of programmes, its own and those of inspections that were merged into it. */
  async giveUp(state: InspectionState, reason: string, actor: Actor, commandId: string): Promise<Beside | Refused> {
    const told = besideOf(await this.programmes.deciding(state.programmeId, { type: state.noticed ? 'reopenEntry' : 'freePlace', inspectionId: state.id, reason }, actor, commandId));
    if ('rejected' in told) return told;
    const absorbed = await Promise.all(state.absorbed.map(async (a) => (await this.inspections.load(a.inspectionId)).state?.programmeId));
    const parts = [told];
    for (const id of new Set(absorbed)) {
      if (id === undefined || id === state.programmeId) continue;
      const one = besideOf(await this.programmes.deciding(id, { type: 'reopenEntry', inspectionId: state.id, reason }, actor, commandId));
      if ('rejected' in one) return one;
      parts.push(one);
    }
    return joined(...parts);
  }

  /** One place of two, in one programme or between those of two plans, offices or years. */
  async merge(from: InspectionState, into: InspectionState, actor: Actor, commandId: string): Promise<Beside | Refused> {
    const on = async (id: string, command: ProgrammeCommand): Promise<Beside | Refused> => besideOf(await this.programmes.deciding(id, command, actor, commandId));
    if (from.programmeId === into.programmeId) return on(from.programmeId, { type: 'mergePlaces', fromId: from.id, intoId: into.id });
    const [own, { state: other }] = await Promise.all([this.programmes.load(from.programmeId), this.programmes.load(into.programmeId)]);
    if (own.state === null || other === null || !offersOf(own.state, from.id, [other]).some((o) => o.inspectionId === into.id)) return reject('merge-not-offered', { field: 'intoId' });
    const around = await this.offices.beside(into.officeUnitId, other.id, other.year);
    // The place that is given up counts no more.
    const others = around.sameYear.map((p) => (p.id === from.programmeId ? { ...p, places: Object.fromEntries(Object.entries(p.places).filter(([id]) => id !== from.id)) } : p));
    const away = await on(from.programmeId, { type: 'mergeAway', fromId: from.id, intoId: into.id, ...into.days });
    if ('rejected' in away) return away;
    const taken = await on(into.programmeId, { type: 'mergeIn', intoId: into.id, unitIds: own.state.places[from.id]!.unitIds, others });
    if ('rejected' in taken) return taken;
    const written = this.programmes.streamOf(from.programmeId);
    return joined(away, taken, { guards: around.guards.filter((g) => g.stream !== written), streams: [] });
  }

  /** What an inspection could be merged with now: nobody inspected was told of either. */
  async offered(inspection: InspectionState): Promise<(OfferedMerge & { inspection: InspectionState })[]> {
    const { state } = await this.programmes.load(inspection.programmeId);
    if (state === null || inspection.noticed || inspection.closed) return [];
    const around = await this.offices.beside(inspection.officeUnitId, state.id, state.year);
    return this.open(offersOf(state, inspection.id, [...around.sameYear, ...around.otherYears]));
  }

  /** Others that it could be merged with, as the year will be, and the word of it to each of them. */
  private async offer(id: string, year: ProgrammeState, around: BesideProgrammes, actor: Actor, commandId: string): Promise<Taken> {
    const own = year.places[id];
    const told: { offer: OfferedMerge; beside: Beside }[] = [];
    for (const { inspection: _there, ...offer } of own ? await this.open(offersOf(year, id, [...around.sameYear, ...around.otherYears])) : []) {
      const beside = besideOf(await this.inspections.deciding(offer.inspectionId, { type: 'offerMerge', inspectionId: id, unitIds: offer.unitIds, from: own!.from, to: own!.to }, actor, commandId));
      // One that has ended this moment is not on offer.
      if (!('rejected' in beside)) told.push({ offer, beside });
    }
    return { offers: told.map((t) => t.offer), beside: told.length === 0 ? NOTHING : joined(...told.map((t) => t.beside)) };
  }

  private async open(offers: readonly OfferedMerge[]): Promise<(OfferedMerge & { inspection: InspectionState })[]> {
    const found = await Promise.all(offers.map(async (offer) => ({ ...offer, inspection: (await this.inspections.load(offer.inspectionId)).state })));
    return found.flatMap(({ inspection, ...offer }) => (inspection === null || inspection.noticed || inspection.closed ? [] : [{ ...offer, inspection }]));
  }
}

function openingOf({ planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId }: Frame, year: number, place: Extract<ProgrammeCommand, { type: 'openProgramme' }>['place']): ProgrammeCommand {
  return { type: 'openProgramme', place, title: `${year} 年度督查计划`, year, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
}
