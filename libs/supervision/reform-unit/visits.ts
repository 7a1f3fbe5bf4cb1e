import type { FoundLateness } from '../proceeding/objection.events';
import { isOverturned } from '../proceeding/overturned';
import type { OwedVisit, ReformUnitState } from './reform-unit.events';

type Known = Pick<ReformUnitState, 'overdue' | 'visits' | 'links' | 'fired' | 'lastAt' | 'latenessObjections'>;

/** A lateness of a visit, for as long as it is owed by that day. */
export function latenessOfVisit(visit: Pick<OwedVisit, 'id'>): string {
  return `visit:${visit.id}`;
}

/** The duty of an owed visit, with its arming: by it the log says that its day went by. */
export function dutyOfVisit(visit: Pick<OwedVisit, 'id'>): string {
  return `visit:${visit.id}/1`;
}

function wasMissed(visit: OwedVisit, { overdue }: Pick<Known, 'overdue'>): boolean {
  return visit.missed || (visit.doneBy === null && overdue[dutyOfVisit(visit)] !== undefined);
}

/** Made on a day after its own. */
function wasLate(visit: OwedVisit, { visits }: Pick<Known, 'visits'>): boolean {
  return visit.doneBy !== null && (visits[visit.doneBy]?.day ?? visit.day) > visit.day;
}

/** Not made by its day, unless an objection to that was upheld. */
export function isMissed(visit: OwedVisit, state: Known): boolean {
  return wasMissed(visit, state) && !isOverturned(state, latenessOfVisit(visit));
}

/** Made after its day, unless an objection to that was upheld. */
export function isLateVisit(visit: OwedVisit, state: Known): boolean {
  return wasLate(visit, state) && !isOverturned(state, latenessOfVisit(visit));
}

/** Visits that were missed or made late, for the units linked to object to. */
export function latenessesOfVisits(state: Known & Pick<ReformUnitState, 'owed'>): FoundLateness[] {
  return state.owed.flatMap((visit): FoundLateness[] => {
    const link = state.links[visit.linkId];
    if (link === undefined || (!wasMissed(visit, state) && !wasLate(visit, state))) return [];
    const key = dutyOfVisit(visit);
    const made = visit.doneBy === null ? undefined : state.visits[visit.doneBy]?.recordedAt;
    const foundAt = state.fired[key]?.['overdue'] ?? state.overdue[key] ?? made ?? state.lastAt;
    return [{ id: latenessOfVisit(visit), unitId: link.unitId, what: visit.doneBy === null ? 'missing' : 'late', day: visit.day, foundAt, decidedBy: null }];
  });
}
