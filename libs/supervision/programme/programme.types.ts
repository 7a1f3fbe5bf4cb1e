import type { ProceedingState, Words } from '../proceeding/proceeding';
import type { Day, Instant } from '../time/day';

/** An inspection that is planned for the year (年度督查计划). */
export interface ProgrammeEntry {
  id: string;
  title: string;
  unitIds: string[];
  from: Day;
  to: Day;
  /** Rises when its days change. */
  arming: number;
  setAt: Instant;
  /** `taken` once every unit of it has its inspection. */
  status: 'planned' | 'taken' | 'dropped';
  /** The inspection of each unit that has one. */
  covered: Readonly<Record<string, string>>;
}

/** What an inspection takes of the year: a place in the budget of each unit that it hits, in these days. */
export interface InspectionPlace {
  inspectionId: string;
  entryId: string | null;
  unitIds: string[];
  from: Day;
  to: Day;
  freed: { at: Instant; reason: string } | null;
}

/** The year's programme of a plan and the budget of inspections of each unit: every inspection has its place here, on the programme or off it. */
export interface ProgrammeState extends ProceedingState {
  planId: string;
  year: number;
  entries: Record<string, ProgrammeEntry>;
  places: Record<string, InspectionPlace>;
  /** Inspections of one unit in the year; null: no bound. */
  budget: number | null;
  /** Where a unit's differs. */
  budgets: Record<string, number>;
}

type Frame = Pick<ProceedingState, 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'> & { planId: string };
type Place = Omit<InspectionPlace, 'freed'>;

export type ProgrammeEventData = {
  ProgrammeOpened: Frame & { title: string; year: number };
  ProgrammeEntrySet: { entryId: string; title: string; unitIds: string[]; from: Day; to: Day; personId: string };
  ProgrammeEntryDropped: { entryId: string; reason: string; personId: string };
  /** `unitId` null: every unit without a figure of its own; `places` null: no bound, or no figure of its own. */
  InspectionBudgetSet: { unitId: string | null; places: number | null; reason: string; personId: string };
  InspectionPlaceTaken: Place;
  InspectionPlaceMoved: Omit<Place, 'entryId'>;
  /** `intoId`: the inspection that it was merged into, which now carries out its entry. */
  InspectionPlaceFreed: { inspectionId: string; reason: string; intoId: string | null };
  /** An inspection was called off after its notice: its units are planned again, though the place in their budgets stays taken. */
  ProgrammeEntryReopened: { entryId: string; inspectionId: string; reason: string };
  ProgrammeEnded: { year: number };
};

export const PROGRAMME_EVENTS: Readonly<Record<keyof ProgrammeEventData, { material: boolean; words: Words }>> = {
  ProgrammeOpened: { material: true, words: { zh: '建立年度督查计划', en: 'programme opened' } },
  ProgrammeEntrySet: { material: true, words: { zh: '列入督查计划', en: 'entry set' } },
  ProgrammeEntryDropped: { material: true, words: { zh: '取消计划项目', en: 'entry dropped' } },
  InspectionBudgetSet: { material: true, words: { zh: '设定督查次数', en: 'budget set' } },
  InspectionPlaceTaken: { material: true, words: { zh: '占用督查次数', en: 'place taken' } },
  InspectionPlaceMoved: { material: true, words: { zh: '督查安排变更', en: 'place moved' } },
  InspectionPlaceFreed: { material: true, words: { zh: '退回督查次数', en: 'place freed' } },
  ProgrammeEntryReopened: { material: true, words: { zh: '计划项目重新待办', en: 'entry to be carried out again' } },
  ProgrammeEnded: { material: true, words: { zh: '年度督查计划结束', en: 'programme ended' } },
};

/** What counts of a programme: its places and the bounds that it sets. */
export type Counted = Pick<ProgrammeState, 'officeUnitId' | 'places' | 'budget' | 'budgets'>;

/** The programmes of all other plans and offices in the same year: a unit's budget counts over all of them. One that sets no bound for this one comes without its bounds. */
export type Others = { others?: readonly Counted[] };

export type ProgrammeCommand =
  | ({ type: 'openProgramme'; place: (Place & Others) | null } & ProgrammeEventData['ProgrammeOpened'])
  /** `entryId` null: a new one. */
  | { type: 'setEntry'; entryId: string | null; title: string; unitIds: string[]; from: Day; to: Day }
  | { type: 'dropEntry'; entryId: string; reason: string }
  | ({ type: 'setBudget'; unitId: string | null; places: number | null; reason: string } & Others)
  | ({ type: 'takePlace' } & Place & Others)
  | { type: 'movePlace'; inspectionId: string; from: Day; to: Day }
  | { type: 'freePlace'; inspectionId: string; reason: string }
  /** Called off after its notice: it has not carried out what was planned. */
  | { type: 'reopenEntry'; inspectionId: string; reason: string }
  | { type: 'mergePlaces'; fromId: string; intoId: string }
  /** The same between programmes of two plans or years: what one gives up, the other takes over. `from`, `to`: the days in which it now takes place. */
  | { type: 'mergeAway'; fromId: string; intoId: string; from: Day; to: Day }
  | ({ type: 'mergeIn'; intoId: string; unitIds: string[] } & Others);

/** The programme of a plan and a year. */
export function programmeIdOf(planId: string, day: Day): string {
  return `${planId}-${day.slice(0, 4)}`;
}
