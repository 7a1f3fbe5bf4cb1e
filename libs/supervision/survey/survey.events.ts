import type { Holder } from '../holding';
import type { Reckoning } from '../plan/draft';
import type { ProceedingState } from '../proceeding/proceeding';
import type { Day, Instant } from '../time/day';

/** Somewhere that is looked at: a league, a city, an enterprise. */
export interface SurveyPlace {
  id: string;
  name: string;
  /** The unit of the roster that it is, or that answers for it. */
  unitId: string | null;
}

/** A figure that was heard there. Kinds and reckonings stand apart: 人 is not 人次, and what there is on a day is not what a year gives. */
export interface SurveyFigure {
  metric: string;
  /** In base units: 406万 is 4060000. */
  value: number;
  unit: string;
  reckoning: Reckoning;
  /** Last day that it is true of; asked for of a stock, which says nothing without its day. */
  asOf: Day | null;
}

/** A figure that was recorded, with what it was before each correction. */
export interface RecordedFigure extends SurveyFigure {
  id: string;
  placeId: string;
  /** Version of the newest event that says so. */
  event: number;
  corrected: { at: Instant; value: number; asOf: Day | null; reason: string }[];
}

/** What somebody tells of there, as an example. */
export interface Story {
  title: string;
  text: string;
}

/** What a place brought. */
export interface PlaceReport {
  day: Day;
  personIds: string[];
  text: string;
  stories: Story[];
  difficultyIds: string[];
  recordedAt: Instant;
  event: number;
}

/** A survey (专题调研): one unit goes to several places and brings back what it found: difficulties, figures, examples. */
export interface SurveyState extends ProceedingState {
  text: string;
  surveyorUnitId: string;
  /** Who had it before, by hand-over. */
  former: Holder[];
  from: Day;
  /** Last day by which every place is reported on, inclusive. */
  until: Day;
  places: readonly SurveyPlace[];
  reports: Readonly<Record<string, PlaceReport>>;
  /** Places that were not gone to, with the reason. */
  leftOut: Readonly<Record<string, string>>;
  figures: readonly RecordedFigure[];
  /** When the last place was reported on or left out; null before. */
  completeSince: Instant | null;
  conclusion: string | null;
}

export type SurveyEventData = {
  SurveyOpened: { title: string; text: string; surveyorUnitId: string; from: Day; until: Day; places: SurveyPlace[]; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  PlaceSurveyed: { placeId: string; day: Day; personIds: string[]; text: string; stories: Story[]; figures: ({ figureId: string } & SurveyFigure)[]; difficultyIds: string[]; personId: string };
  PlaceLeftOut: { placeId: string; reason: string; personId: string };
  SurveyFigureCorrected: { figureId: string; value: number; asOf: Day | null; reason: string; personId: string };
  SurveyConcluded: { text: string; personId: string };
  SurveyCalledOff: { reason: string; personId: string };
};

export type SurveyCommand =
  | ({ type: 'openSurvey' } & Omit<SurveyEventData['SurveyOpened'], 'places'> & { places: Omit<SurveyPlace, 'id'>[] })
  /** `difficultyIds`: those that the same command raises. */
  | { type: 'reportPlace'; placeId: string; day: Day; personIds: string[]; text: string; stories: Story[]; figures: SurveyFigure[]; difficultyIds: string[] }
  | { type: 'leaveOutPlace'; placeId: string; reason: string }
  | { type: 'correctFigure'; figureId: string; value: number; asOf: Day | null; reason: string }
  | { type: 'conclude'; text: string }
  | { type: 'callOff'; reason: string };

/** Places that are neither reported on nor left out. */
export function openPlaces({ places, reports, leftOut }: Pick<SurveyState, 'places' | 'reports' | 'leftOut'>): SurveyPlace[] {
  return places.filter((p) => reports[p.id] === undefined && leftOut[p.id] === undefined);
}
