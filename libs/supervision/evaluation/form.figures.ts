import { isOverturned } from '../proceeding/overturned';
import { latenessOfForm, latenessOfMissing } from '../reporting-round/round.figures';
import type { RoundState } from '../reporting-round/round.types';
import { dayOfEvent } from './as-of';
import { eventRef, isWithin, type Count, type Named, type Period } from './counting';

/** Forms of a round that was locked in the period, as its frozen figures have them; one that was called off before has asked for nothing. */
export function countForms(state: RoundState, stream: string, named: readonly Named[], period: Period, count: Count): void {
  const { locked } = state;
  const locking = named.find(({ event }) => event.type === 'RoundLocked');
  if (locked === null || locking === undefined || !isWithin(period, dayOfEvent(locking.event))) return;
  const lock = locking.ref;
  for (const { unitId, standing, event } of locked.figures.units) {
    // What was found missing by mistake was not asked for, as far as figures go: nobody knows when it came.
    if (standing === 'dropped' || (standing === 'missing' && isOverturned(state, latenessOfMissing(unitId)))) continue;
    count(unitId, 'formsOwed', lock);
    if (event === null) {
      count(unitId, 'formsMissing', lock);
      continue;
    }
    const sent = eventRef(stream, event);
    const sending = state.forms[unitId]?.sendings.find((s) => s.event === event);
    const late = standing === 'late' && !isOverturned(state, latenessOfForm(unitId, sending?.arming ?? 1));
    count(unitId, late ? 'formsLate' : 'formsInTime', sent);
    if (sending?.flags.some((line) => line.flags.length > 0)) count(unitId, 'formsFlagged', sent);
  }
}
