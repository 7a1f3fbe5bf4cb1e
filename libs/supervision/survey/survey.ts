import type { NoticeKind } from '../notice-kind';
import type { DomainEvent } from '../event';
import type { ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import { decideSurvey, openSurvey } from './survey.decide';
import { openPlaces, type SurveyCommand, type SurveyEventData, type SurveyState } from './survey.events';
import { beginSurvey, foldSurvey } from './survey.evolve';
import { SURVEY_HAND_OVER } from './survey.hand-over';

export type { SurveyCommand, SurveyState } from './survey.events';

/** Each place by the survey's last day; then the office's conclusion. */
function duties(state: SurveyState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const { surveyorUnitId, officeUnitId, until, completeSince } = state;
  if (completeSince !== null) {
    const rules = rulesOfUnit(span, roster, officeUnitId);
    return [{ id: 'conclude', kind: 'conclude', arming: 1, owedBy: { unitId: officeUnitId, personId: null, post: 'office' }, since: completeSince, day: span.calendar.addWorkingDays(dayOf(completeSince), rules.outcomeWorkingDays), restUntil: null, rules, subject: null }];
  }
  const rules = rulesOfUnit(span, roster, surveyorUnitId);
  const post = surveyorUnitId === officeUnitId ? 'office' : 'liaison';
  return openPlaces(state).map((place) => ({ id: `place:${place.id}`, kind: 'survey', arming: 1, owedBy: { unitId: surveyorUnitId, personId: null, post }, since: state.openedAt, day: until, restUntil: null, rules, reminders: rules.reminderWorkingDays, subject: place.id }));
}

function notices(event: DomainEvent, state: SurveyState): ProceedingNotice[] {
  const placeUnits = state.places.map((p) => p.unitId);
  const one = (kind: NoticeKind, unitIds: readonly (string | null)[], text: string | null, subject: string | null = null): ProceedingNotice[] => {
    const to = [...new Set(unitIds)].filter((u): u is string => u !== null);
    return to.length === 0 ? [] : [{ id: `v${state.version}`, kind, to: to.map((unitId) => ({ unitId, post: unitId === state.officeUnitId ? 'office' : 'liaison', personId: null, why: 'informed' })), text, deadline: null, subject }];
  };
  switch (event.type as keyof SurveyEventData) {
    case 'SurveyOpened':
      return one('surveyOpened', [state.surveyorUnitId, ...placeUnits], state.text);
    case 'PlaceSurveyed': {
      const { placeId, text } = event.data as SurveyEventData['PlaceSurveyed'];
      const place = state.places.find((p) => p.id === placeId);
      return one('surveyed', [state.officeUnitId, place?.unitId ?? null], `${place?.name ?? ''} ${text}`.trim(), placeId);
    }
    case 'SurveyConcluded':
      return one('surveyConcluded', [state.surveyorUnitId, ...placeUnits], state.conclusion);
    case 'SurveyCalledOff':
      return one('surveyCalledOff', [state.surveyorUnitId, ...placeUnits], state.closed?.reason ?? null);
    default:
      return [];
  }
}

function summary(state: SurveyState): ProceedingSummary {
  const reports = Object.values(state.reports);
  const units = [state.officeUnitId, state.surveyorUnitId, ...state.former.map((f) => f.unitId), ...state.places.map((p) => p.unitId)];
  return {
    status: state.closed?.how ?? (state.completeSince === null ? 'underWay' : 'reported'),
    unitIds: [...new Set(units.filter((u): u is string => u !== null))],
    facts: {
      from: state.from,
      until: state.until,
      places: state.places.length,
      surveyed: reports.length,
      leftOut: Object.keys(state.leftOut).length,
      difficulties: reports.reduce((sum, r) => sum + r.difficultyIds.length, 0),
      figures: state.figures.length,
      stories: reports.reduce((sum, r) => sum + r.stories.length, 0),
    },
    text: [state.title, state.text, ...state.places.map((p) => p.name), ...reports.flatMap((r) => [r.text, ...r.stories.flatMap((s) => [s.title, s.text])]), state.conclusion ?? ''].join(' '),
  };
}

/** A place reads its own part, and how it ended; the whole is for the office and who surveys. */
export function surveyView(state: SurveyState, sight: ProceedingSight) {
  const { text, surveyorUnitId, officeUnitId, former, from, until, places, reports, leftOut, figures, conclusion } = state;
  const units = sight.kind === 'units' ? sight.unitIds : [];
  const whole = sight.kind === 'all' || units.some((u) => u === officeUnitId || u === surveyorUnitId || former.some((f) => f.unitId === u));
  const shown = places.filter((p) => whole || (p.unitId !== null && units.includes(p.unitId)));
  return {
    text, surveyorUnitId, former, from, until, conclusion,
    places: shown.map((p) => ({ ...p, report: reports[p.id] ?? null, leftOut: leftOut[p.id] ?? null, figures: figures.filter((f) => f.placeId === p.id) })),
  };
}

export const SURVEY: ProceedingKind<SurveyState, SurveyCommand> = {
  name: 'survey',
  words: { zh: '专题调研', en: 'survey' },
  material: { SurveyOpened: true, PlaceSurveyed: true, PlaceLeftOut: true, SurveyFigureCorrected: true, SurveyConcluded: true, SurveyCalledOff: true },
  eventWords: {
    SurveyOpened: { zh: '开展调研', en: 'opened' },
    PlaceSurveyed: { zh: '实地调研', en: 'place surveyed' },
    PlaceLeftOut: { zh: '不再前往', en: 'place left out' },
    SurveyFigureCorrected: { zh: '更正数据', en: 'figure corrected' },
    SurveyConcluded: { zh: '调研结束', en: 'concluded' },
    SurveyCalledOff: { zh: '取消调研', en: 'called off' },
  },
  // What a survey said may prove wrong at any time; the correction stays beside it.
  afterClose: new Set(['correctFigure']),
  begin: beginSurvey,
  fold: foldSurvey,
  open: openSurvey,
  decide: decideSurvey,
  consequences: () => [],
  duties,
  moments: () => [],
  handsOver: SURVEY_HAND_OVER,
  notices,
  summary,
  view: surveyView,
};
