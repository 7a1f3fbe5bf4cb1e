import { LAST_DEADLINE } from '../calendar/calendar';
import { isOffice, isUnitNow, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { dayOf, isDay, type Day } from '../time/day';
import { openPlaces, type SurveyCommand, type SurveyEventData, type SurveyFigure, type SurveyState } from './survey.events';

type Of<T extends SurveyCommand['type']> = Extract<SurveyCommand, { type: T }>;

export function openSurvey(command: SurveyCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type !== 'openSurvey') throw new Error('a survey begins by being opened');
  const { type: _type, ...data } = command;
  const { roster } = context.rules;
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.text)) return reject('nothing-substantial', { field: 'text' });
  if (!isUnitNow(roster, data.surveyorUnitId)) return reject('unit-unknown', { field: 'surveyorUnitId', details: { name: data.surveyorUnitId } });
  const today = dayOf(context.now);
  if (!isDay(data.from) || data.from > LAST_DEADLINE) return reject('date-invalid', { field: 'from' });
  if (!isDay(data.until) || data.until < data.from || data.until > LAST_DEADLINE) return reject('date-invalid', { field: 'until', details: { from: data.from, to: LAST_DEADLINE } });
  if (data.until < today) return reject('date-in-the-past', { field: 'until', details: { day: data.until } });
  if (data.places.length === 0) return reject('nothing-substantial', { field: 'places' });
  const names = new Set<string>();
  for (const [i, { name, unitId }] of data.places.entries()) {
    if (!says(name)) return reject('nothing-substantial', { field: `places[${i}].name` });
    if (unitId !== null && !isUnitNow(roster, unitId)) return reject('unit-unknown', { field: `places[${i}].unitId`, details: { name: unitId } });
    const plain = name.normalize('NFKC').trim();
    if (names.has(plain)) return reject('name-taken', { field: `places[${i}].name`, details: { id: name } });
    names.add(plain);
  }
  return [{ type: 'SurveyOpened', data: { ...data, places: data.places.map((p, i) => ({ id: `p${i + 1}`, ...p })) } satisfies SurveyEventData['SurveyOpened'] }];
}

export function decideSurvey(state: SurveyState, command: SurveyCommand, context: ProceedingContext): ProceedingDecision {
  const personId = personOf(context);
  switch (command.type) {
    case 'openSurvey':
      throw new Error('a survey is opened once');
    case 'reportPlace':
      return report(state, command, context);
    case 'leaveOutPlace': {
      const place = openPlace(state, command.placeId);
      if ('rejected' in place) return place;
      if (!isOffice(state, context)) return reject('not-the-office');
      return says(command.reason) ? [{ type: 'PlaceLeftOut', reason: command.reason, data: { placeId: place.id, reason: command.reason, personId } }] : reject('reason-missing', { field: 'reason' });
    }
    case 'correctFigure':
      return correct(state, command, context);
    case 'conclude': {
      if (!isOffice(state, context)) return reject('not-the-office');
      const open = openPlaces(state);
      if (open.length > 0) return reject('places-open', { details: { count: open.length, first: open[0]!.name } });
      return says(command.text) ? [{ type: 'SurveyConcluded', data: { text: command.text, personId } }] : reject('nothing-substantial', { field: 'text' });
    }
    case 'callOff':
      if (!isOffice(state, context)) return reject('not-the-office');
      return says(command.reason) ? [{ type: 'SurveyCalledOff', reason: command.reason, data: { reason: command.reason, personId } }] : reject('reason-missing', { field: 'reason' });
  }
}

function openPlace(state: SurveyState, placeId: string): SurveyState['places'][number] | { rejected: Rejection } {
  const place = state.places.find((p) => p.id === placeId);
  if (!place) return reject('not-found', { field: 'placeId' });
  return openPlaces(state).includes(place) ? place : reject('place-settled', { field: 'placeId', details: { name: place.name } });
}

/** By who surveys, on a day that has come; what a place brought is said once, whole. */
function report(state: SurveyState, command: Of<'reportPlace'>, context: ProceedingContext): ProceedingDecision {
  const place = openPlace(state, command.placeId);
  if ('rejected' in place) return place;
  if (unitOf(context) !== state.surveyorUnitId) return reject('not-the-assignee', { details: { unitId: state.surveyorUnitId } });
  if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
  const today = dayOf(context.now);
  if (!isDay(command.day) || command.day < state.from || command.day > today) return reject('date-invalid', { field: 'day', details: { from: state.from, to: today } });
  for (const [i, story] of command.stories.entries()) {
    if (!says(story.title)) return reject('nothing-substantial', { field: `stories[${i}].title` });
    if (!says(story.text)) return reject('nothing-substantial', { field: `stories[${i}].text` });
  }
  for (const [i, figure] of command.figures.entries()) {
    const wrong = wrongFigure(figure, `figures[${i}].`, today);
    if (wrong) return wrong;
  }
  const { type: _type, figures, ...data } = command;
  const next = state.figures.length + 1;
  return [{ type: 'PlaceSurveyed', data: { ...data, figures: figures.map((f, i) => ({ figureId: `f${next + i}`, ...f })), personId: personOf(context) } }];
}

function correct(state: SurveyState, { figureId, value, asOf, reason }: Of<'correctFigure'>, context: ProceedingContext): ProceedingDecision {
  const figure = state.figures.find((f) => f.id === figureId);
  if (!figure) return reject('not-found', { field: 'figureId' });
  if (unitOf(context) !== state.surveyorUnitId && !isOffice(state, context)) return reject('not-the-assignee', { details: { unitId: state.surveyorUnitId } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const wrong = wrongFigure({ ...figure, value, asOf }, '', dayOf(context.now));
  if (wrong) return wrong;
  if (figure.value === value && figure.asOf === asOf) return [];
  return [{ type: 'SurveyFigureCorrected', reason, data: { figureId, value, asOf, reason, personId: personOf(context) } }];
}

function wrongFigure({ metric, value, unit, reckoning, asOf }: SurveyFigure, at: string, today: Day): { rejected: Rejection } | null {
  if (!says(metric)) return reject('nothing-substantial', { field: `${at}metric` });
  // 人, 次: a unit is one character long as often as not.
  if (unit.trim() === '') return reject('nothing-substantial', { field: `${at}unit` });
  if (!Number.isFinite(value) || value < 0) return reject('value-invalid', { field: `${at}value`, details: { value } });
  if (asOf === null) return reckoning === 'stock' ? reject('stock-without-day', { field: `${at}asOf`, details: { metric } }) : null;
  return isDay(asOf) && asOf <= today ? null : reject('date-invalid', { field: `${at}asOf`, details: { from: '2000-01-01', to: today } });
}
