import { isLateFinding } from '../inspection/inspection.figures';
import { isOpenFinding, type InspectionState } from '../inspection/inspection.types';
import { dayOf } from '../time/day';
import { isWithin, type Count, type Named, type Period } from './counting';

/** Findings by the day on which their rectification was ordered: what a unit was never told of counts nowhere. */
export function countFindings(state: InspectionState, named: readonly Named[], period: Period, count: Count): void {
  const of = (type: string, findingId: string, which: 'first' | 'last' = 'first'): Named | undefined => {
    const is = ({ event }: Named): boolean => event.type === type && (event.data as { findingId: string }).findingId === findingId;
    return which === 'first' ? named.find(is) : named.findLast(is);
  };
  for (const finding of Object.values(state.findings)) {
    const { id, unitId, status } = finding;
    const ordered = of('RectificationOrdered', id);
    if (status === 'overturned' || status === 'withdrawn' || !ordered || !isWithin(period, dayOf(ordered.event.meta.recordedAt))) continue;
    count(unitId, 'findings', ordered.ref);
    if (isOpenFinding(finding)) count(unitId, 'findingsOpen', ordered.ref);
    if (finding.repeated) count(unitId, 'findingsRepeated', (finding.repeatDecision?.earlier ? of('RepeatDecided', id, 'last') : of('FindingRecorded', id))!.ref);
    if (isLateFinding(finding, state)) count(unitId, 'findingsOverdue', latenessOf(id, named));
    else if (status === 'struckOff') count(unitId, 'findingsInTime', of('FindingStruckOff', id)!.ref);
  }
}

/** What shows that a rectification was late: the mark of its first day, or the reply that came after it. */
function latenessOf(findingId: string, named: readonly Named[]): string {
  const marked = named.find(({ event }) => event.type === 'OverdueMarked' && (event.data as { duty: string }).duty === `rectify:${findingId}`);
  const replied = named.findLast(({ event }) => event.type === 'RectificationReplied' && (event.data as { findingId: string }).findingId === findingId);
  return (marked ?? replied)!.ref;
}
