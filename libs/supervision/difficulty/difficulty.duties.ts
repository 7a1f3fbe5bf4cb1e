import { dutiesOfSteps } from '../proceeding/followed-step.duties';
import type { ProceedingDuty } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import type { DifficultyState } from './difficulty.events';

/** The steps; else the conference's decision; else the office sees to it that somebody coordinates it, carries it on, or says that it is solved. */
export function dutiesOfDifficulty(state: DifficultyState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const owed = dutiesOfSteps(state, state.steps, span, roster);
  const office = { unitId: state.officeUnitId, personId: null, post: 'office' as const };
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  if (state.conference) {
    const { since, arming } = state.conference;
    const owedBy = state.conferenceUnitId === null ? office : { unitId: state.conferenceUnitId, personId: null, post: 'leader' as const };
    owed.push({ id: 'decide', kind: 'decide', arming, owedBy, since, day: span.calendar.addWorkingDays(dayOf(since), rules.suspensionReviewWorkingDays), restUntil: null, rules, subject: null });
  } else if (owed.length === 0) {
    const last = Object.keys(state.steps).length;
    const returns = Object.values(state.steps).reduce((sum, s) => sum + s.arming, 0);
    owed.push({ id: `settle:${last}:${returns}:${state.conferences}`, kind: 'settle', arming: 1, owedBy: office, since: state.restingSince, day: span.calendar.addWorkingDays(dayOf(state.restingSince), rules.outcomeWorkingDays), restUntil: null, rules, subject: null });
  }
  return owed;
}
