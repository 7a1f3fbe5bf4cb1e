import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { statusOfInspection, summaryOfInspection } from '#libs/supervision/inspection/inspection.view';
import { budgetOf, placesOf, type UnitBudget } from '#libs/supervision/programme/programme.places';
import type { InspectionPlace, ProgrammeEntry, ProgrammeState } from '#libs/supervision/programme/programme.types';
import type { OfficeProgrammes } from './office-programmes';
import type { Proceedings } from './proceedings';

type OfProgramme = { programmeId: string; planId: string };

/** How a unit stands in a year. `left` null: no bound. */
export interface StandingBudget extends UnitBudget {
  left: number | null;
}

/** An office's year of inspections over its plans. */
export interface OfficeYear {
  year: number;
  officeUnitId: string;
  programmes: (OfProgramme & { title: string; open: boolean; budget: number | null; bounds: { unitId: string; places: number }[] })[];
  entries: (OfProgramme & ProgrammeEntry)[];
  places: (OfProgramme & InspectionPlace & { title: string; status: string })[];
  /** Of every unit that its plans inspect, mean to inspect or bound; counted over all plans and offices. */
  budgets: StandingBudget[];
}

/** Questions about a year of inspections. */
export class InspectionYears {
  constructor(
    private readonly proceedings: Proceedings,
    private readonly offices: OfficeProgrammes,
  ) {}

  programmes(year: number): Promise<ProgrammeState[]> {
    return this.offices.ofYear(year);
  }

  /** @param own the office's programmes that are shown; its budgets count over all there are */
  async ofOffice(officeUnitId: string, year: number, own: readonly ProgrammeState[]): Promise<OfficeYear> {
    const { sameYear: all } = await this.offices.beside(officeUnitId, '', year);
    const units = new Set(own.flatMap((p) => [...placesOf(p).flatMap((x) => x.unitIds), ...Object.values(p.entries).filter((e) => e.status !== 'dropped').flatMap((e) => e.unitIds), ...Object.keys(p.budgets)]));
    const places = own.flatMap((p) => Object.values(p.places).map((place) => ({ ...of(p), ...place })));
    return {
      year,
      officeUnitId,
      programmes: own.map((p) => ({ ...of(p), title: p.title, open: p.closed === null, budget: p.budget, bounds: Object.entries(p.budgets).map(([unitId, most]) => ({ unitId, places: most })) })),
      entries: own.flatMap((p) => Object.values(p.entries).map((entry) => ({ ...of(p), ...entry }))),
      places: await Promise.all(places.map(async (place) => ({ ...place, ...(await this.named(place.inspectionId)) }))),
      budgets: [...units].sort().map((unitId) => standing(budgetOf(nothing(officeUnitId), unitId, all))),
    };
  }

  /** How a unit itself knows its year to stand: inspections that it was told of, and the bound. What it was not told of yet it does not learn by counting. */
  async asToldTo(unitId: string, year: number): Promise<StandingBudget> {
    const programmes = await this.offices.ofYear(year);
    const told = await Promise.all(programmes.map(async (p) => {
      const known = await Promise.all(placesOf(p).filter((x) => x.unitIds.includes(unitId)).map(async (x) => ((await this.isTold(x.inspectionId, unitId)) ? [x] : [])));
      return { ...p, places: Object.fromEntries(known.flat().map((x) => [x.inspectionId, x])) };
    }));
    return standing(budgetOf(nothing(unitId), unitId, told));
  }

  private async isTold(inspectionId: string, unitId: string): Promise<boolean> {
    const { state } = await this.proceedings.of(INSPECTION).load(inspectionId);
    return state?.noticed != null && summaryOfInspection(state).unitIds.includes(unitId);
  }

  private async named(inspectionId: string): Promise<{ title: string; status: string }> {
    const { state } = await this.proceedings.of(INSPECTION).load(inspectionId);
    return state === null ? { title: '', status: '' } : { title: state.title, status: statusOfInspection(state) };
  }
}

function of({ id, planId }: ProgrammeState): OfProgramme {
  return { programmeId: id, planId };
}

function standing(budget: UnitBudget): StandingBudget {
  return { ...budget, left: budget.places === null ? null : Math.max(0, budget.places - budget.taken) };
}

/** A programme without anything in it, from whose office's side others are counted. */
function nothing(officeUnitId: string): Pick<ProgrammeState, 'officeUnitId' | 'places' | 'budget' | 'budgets'> {
  return { officeUnitId, places: {}, budget: null, budgets: {} };
}
