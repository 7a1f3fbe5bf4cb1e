import type { ReformUnitEventData, ReformUnitState } from '../reform-unit/reform-unit.events';
import { isLateVisit, isMissed, latenessOfVisit } from '../reform-unit/visits';
import { isOverturned } from '../proceeding/overturned';
import { endOfDay } from '../time/day';
import { holderAt, isWithin, momentOf, type Count, type Named, type Period } from './counting';

/** Visits that links owed, by the day of each; what is still to come by its day is not counted, nor what was found missed by mistake. */
export function countVisits(state: ReformUnitState, named: readonly Named[], period: Period, count: Count): void {
  for (const visit of state.owed) {
    const present = state.links[visit.linkId]?.unitId;
    const missed = isMissed(visit, state);
    const corrected = visit.doneBy === null && isOverturned(state, latenessOfVisit(visit));
    if (present === undefined || !isWithin(period, visit.day) || corrected || (visit.doneBy === null && !missed)) continue;
    const owed = named.find(({ event }) => event.type === 'VisitsOwed' && (event.data as ReformUnitEventData['VisitsOwed']).visits.some((v) => v.visitDueId === visit.id))!.ref;
    const made = named.find(({ event }) => event.type === 'VisitRecorded' && (event.data as ReformUnitEventData['VisitRecorded']).visitId === visit.doneBy);
    // Missed by whoever had the link when the day went by, made in time by whoever made it.
    const late = made !== undefined && isLateVisit(visit, state);
    const unitId = holderAt(named, `link:${visit.linkId}`, present, made === undefined || late ? endOfDay(visit.day) : momentOf(made.event));
    count(unitId, 'visitsOwed', owed);
    if (made === undefined) count(unitId, 'visitsMissed', owed);
    else count(unitId, late ? 'visitsLate' : 'visitsInTime', made.ref);
  }
}
