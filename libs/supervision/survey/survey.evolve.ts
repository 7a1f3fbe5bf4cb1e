import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { Instant } from '../time/day';
import { openPlaces, type SurveyEventData, type SurveyState } from './survey.events';

export function beginSurvey(event: DomainEvent): Omit<SurveyState, keyof Bookkeeping> {
  const data = event.data as SurveyEventData['SurveyOpened'];
  return { ...data, former: [], reports: {}, leftOut: {}, figures: [], completeSince: null, conclusion: null };
}

function complete(state: SurveyState, at: Instant): SurveyState {
  return openPlaces(state).length === 0 ? { ...state, completeSince: at } : state;
}

export function foldSurvey(state: SurveyState, event: DomainEvent): SurveyState {
  const at = event.meta.recordedAt;
  const version = state.version + 1;
  switch (event.type as keyof SurveyEventData) {
    case 'PlaceSurveyed': {
      const { placeId, figures, day, personIds, text, stories, difficultyIds } = event.data as SurveyEventData['PlaceSurveyed'];
      const reports = { ...state.reports, [placeId]: { day, personIds, text, stories, difficultyIds, recordedAt: at, event: version } };
      const recorded = figures.map(({ figureId, ...figure }) => ({ id: figureId, placeId, ...figure, event: version, corrected: [] }));
      return complete({ ...state, reports, figures: [...state.figures, ...recorded] }, at);
    }
    case 'PlaceLeftOut': {
      const { placeId, reason } = event.data as SurveyEventData['PlaceLeftOut'];
      return complete({ ...state, leftOut: { ...state.leftOut, [placeId]: reason } }, at);
    }
    case 'SurveyFigureCorrected': {
      const { figureId, value, asOf, reason } = event.data as SurveyEventData['SurveyFigureCorrected'];
      const figures = state.figures.map((f) => (f.id === figureId ? { ...f, value, asOf, event: version, corrected: [...f.corrected, { at, value: f.value, asOf: f.asOf, reason }] } : f));
      return { ...state, figures };
    }
    case 'SurveyConcluded': {
      const { text } = event.data as SurveyEventData['SurveyConcluded'];
      return { ...state, conclusion: text, closed: { at, how: 'concluded', reason: null } };
    }
    case 'SurveyCalledOff':
      return { ...state, closed: { at, how: 'calledOff', reason: (event.data as SurveyEventData['SurveyCalledOff']).reason } };
    default:
      return state;
  }
}
