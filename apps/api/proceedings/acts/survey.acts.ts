import type { surveyView } from '#libs/supervision/survey/survey';
import { openPlaces, type SurveyCommand, type SurveyState } from '#libs/supervision/survey/survey.events';
import { conceived, DAY, WORDS, type Conceive, type Conceived } from './conceived';

type Seen = ReturnType<typeof surveyView>;
type Act = Conceived<SurveyState>;

/** What could be asked of a survey: of each place by who surveys and by the office, of each figure at any time, and of the whole. */
export const conceiveSurvey: Conceive<SurveyState> = ({ id, closed, content }, { surveyorUnitId, reports, leftOut }) => {
  const { places } = content as Seen;
  const make = (act: string, by: Act['by'], route: string, command: SurveyCommand, more: Partial<Act> = {}): Act => conceived({ act, by, path: `/surveys/${id}/${route}`, command, ...more });
  const surveyor = { relation: () => ({ unitId: surveyorUnitId }) };
  const corrections = places
    .flatMap((place) => place.figures.map((figure) => ({ figure, unitId: place.unitId })))
    .map(({ figure: { id: figureId, value, asOf }, unitId }) => make('correctSurveyFigure', 'survey.report', `figures/${figureId}/correct`, { type: 'correctFigure', figureId, value: value + 1, asOf, reason: WORDS }, { about: 'figure', subject: figureId, unitId, ...surveyor }));
  if (closed !== null) return corrections;
  return [
    ...openPlaces({ places, reports, leftOut }).flatMap(({ id: placeId, unitId }) => {
      const of = { about: 'place', subject: placeId, unitId } as const;
      return [
        make('reportSurveyedPlace', 'survey.report', `places/${placeId}/report`, { type: 'reportPlace', placeId, day: DAY, personIds: [], text: WORDS, stories: [], figures: [], difficultyIds: [] }, { ...of, ...surveyor }),
        make('leaveOutPlace', 'survey.keep', `places/${placeId}/leave-out`, { type: 'leaveOutPlace', placeId, reason: WORDS }, of),
      ];
    }),
    ...corrections,
    make('concludeSurvey', 'survey.keep', 'conclude', { type: 'conclude', text: WORDS }),
    make('callOffSurvey', 'survey.keep', 'call-off', { type: 'callOff', reason: WORDS }),
  ];
};
