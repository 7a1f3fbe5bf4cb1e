import type { CoverageCell, CoverageExcuse } from '../period-coverage/cell';
import { periodNamed } from '../item/item.period';
import type { RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import { isOverturned } from '../proceeding/overturned';
import { countingForms, countingSending, dayOfForm, latenessOfMissing } from './round.figures';
import type { RoundForm, RoundState } from './round.types';

/** Why a form that fell away is not held against its unit. */
const EXCUSES: Readonly<Record<NonNullable<RoundForm['dropped']>['because'], CoverageExcuse>> = { unitDissolved: 'dropped', nothingLeft: 'closed', handedOver: 'handedOn' };

/** What each unit of a round owes, and how it stands; by the same sending as the round's figures. */
export function coverageOfRound(state: RoundState, span: RulesSpan): CoverageCell[] {
  return countingForms(state).map((form) => cellOf(state, form, span));
}

function cellOf(state: RoundState, form: RoundForm, span: RulesSpan): CoverageCell {
  const { unitId } = form;
  const { from, to } = state.period;
  const sending = countingSending(form);
  const cell: CoverageCell = { unitId, part: unitId, stepId: null, period: periodNamed(from, to), from, to, due: dayOfForm(state, form), state: 'owed', reportedAt: sending?.at ?? null, lateWorkingDays: null, excuse: null, event: form.event };
  if (sending) {
    const told = { ...cell, due: state.day, event: sending.event };
    return sending.late ? { ...told, state: 'late', lateWorkingDays: Math.max(0, span.calendar.workingDaysBetween(state.day, dayOf(sending.at))) } : { ...told, state: 'inTime' };
  }
  if (form.status === 'dropped') return { ...cell, state: 'excused', excuse: form.dropped === null ? 'closed' : EXCUSES[form.dropped.because] };
  if (isOverturned(state, latenessOfMissing(unitId))) return { ...cell, state: 'excused', excuse: 'corrected' };
  if (state.closed?.how === 'calledOff') return { ...cell, state: 'excused', excuse: 'calledOff' };
  return cell;
}
