import type { OwnMoment, ProceedingDuty, ToldOne } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, endOfDay, latest, type Instant } from '../time/day';
import type { EvaluatedUnit, EvaluationState, OpenRequest } from './evaluation.state';
import { dutyToCorrect } from './corrections';
import { circularOf } from './publication';
import { awaited, isApproved } from './signing';

/** What each has to do by when, so that the round goes on. */
export function evaluationDuties(state: EvaluationState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const toCorrect = dutyToCorrect(state, span, roster);
  return state.closed ? toCorrect : [...courseOf(state, span, roster), ...toCorrect];
}

function courseOf(state: EvaluationState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const ofUnits = Object.values(state.units).flatMap((unit) => dutyOfUnit(state, unit, span, roster));
  if (ofUnits.length > 0 || Object.values(state.units).some((u) => u.stage === 'told')) return ofUnits;
  const office = (kind: string, arming: number, since: Instant): ProceedingDuty => {
    const rules = rulesOfUnit(span, roster, state.officeUnitId);
    return { id: kind, kind, arming, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since, day: span.calendar.addWorkingDays(dayOf(since), rules.outcomeWorkingDays), restUntil: null, rules, subject: null };
  };
  const attempts = Object.values(state.units).reduce((sum, u) => sum + u.attempt, 0);
  // What is to be counted anew is drawn up after that.
  if (state.result === null && state.corrected.length > 0) return [];
  if (state.result === null) return [office('draw', state.material + attempts + state.drops, state.movedAt)];
  // A circular that is drawn up is owed its signature.
  if (isApproved(state) && circularOf(state, 'drafted')) return [];
  // A result that is corrected is published again since its correction was opened.
  const since = latest(state.result.at, ...state.approvalsGiven.map((s) => s.at), state.publications.at(-1)?.correction?.at);
  if (isApproved(state)) return [office('publish', state.material + state.publications.length + state.drops, since)];
  return awaited(state).map((request) => dutyOfSigner(state, request, span, roster));
}

function dutyOfUnit(state: EvaluationState, unit: EvaluatedUnit, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const { unitId, stage, since, attempt } = unit;
  const duty = (kind: string, by: string, day: string, post: ToldOne['post'] = 'liaison', from: Instant = since): ProceedingDuty => {
    const rules = rulesOfUnit(span, roster, by);
    return { id: `${kind}:${unitId}`, kind, arming: attempt, owedBy: { unitId: by, personId: null, post }, since: from, day, restUntil: null, rules, ...(kind === 'assess' ? { reminders: rules.reminderWorkingDays } : {}), subject: unitId };
  };
  const within = (days: number): string => span.calendar.addWorkingDays(dayOf(since), days);
  const { selfDay, verifyDay } = state.schedule;
  switch (stage) {
    case 'assessing':
      // Who hands nothing in is scored all the same.
      return [duty('assess', unit.answeredBy, selfDay), duty('verify', unit.verifierUnitId, verifyDay, 'liaison', latest(since, endOfDay(selfDay)))];
    case 'assessed':
      return [duty('verify', unit.verifierUnitId, unit.sentBack === null ? verifyDay : within(rulesOfUnit(span, roster, unit.verifierUnitId).returnWorkingDays))];
    case 'verified':
      return [duty('feedback', state.officeUnitId, within(rulesOfUnit(span, roster, state.officeUnitId).outcomeWorkingDays), 'office')];
    case 'inReview':
      return [duty('review', unit.reviewerUnitId, within(rulesOfUnit(span, roster, unit.reviewerUnitId).rulingWorkingDays))];
    case 'told':
    case 'settled':
      return [];
  }
}

/** A new result, or another hand, is a new request with days of its own. */
function dutyOfSigner(state: EvaluationState, request: OpenRequest, span: RulesSpan, roster: Roster): ProceedingDuty {
  const { unitId, personId } = request.substitute ?? request;
  const kind = request.id in state.approvals ? 'approve' : 'cosign';
  const material = state.result!.material;
  const before = kind === 'approve' || state.signing.kind === 'sequence' ? state.signatures.filter((s) => s.material === material).map((s) => s.at) : [];
  const since = latest(state.result!.at, request.changedAt, ...before);
  const rules = rulesOfUnit(span, roster, unitId);
  const day = span.calendar.addWorkingDays(dayOf(since), state.schedule.signWorkingDays);
  return { id: `cosign:${request.id}`, kind, arming: material + request.changes, owedBy: { unitId, personId, post: personId === null ? 'signer' : 'responsible' }, since, day, restUntil: null, rules, subject: request.id };
}

/** A unit that asks for nothing by its last day has accepted: nobody has to say so. */
export function evaluationMoments(state: EvaluationState): OwnMoment[] {
  if (state.closed) return [];
  return Object.values(state.units)
    .filter((u) => u.stage === 'told' && u.reviewBy !== null)
    .map((u) => ({ duty: `window:${u.unitId}`, arming: u.attempt, rung: 'end', at: endOfDay(u.reviewBy!), event: { type: 'ReviewPeriodEnded', data: { unitId: u.unitId } } }));
}
