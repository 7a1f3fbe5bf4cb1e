import { isLateFinding } from '../inspection/inspection.figures';
import { isOpenFinding, type InspectionState } from '../inspection/inspection.types';
import { dayOfEvent } from './as-of';
import { holderAt, isWithin, momentOf, type Count, type Named, type Period } from './counting';

/**
 * Findings by the day on which their rectification was ordered: what a unit was never told of counts nowhere. Late by what shows it,
 * struck off by its own day; of the unit that had them then.
 */
export function countFindings(state: InspectionState, named: readonly Named[], period: Period, count: Count): void {
  const of = (type: string, findingId: string, which: 'first' | 'last' = 'first'): Named | undefined => {
    const is = ({ event }: Named): boolean => event.type === type && (event.data as { findingId: string }).findingId === findingId;
    return which === 'first' ? named.find(is) : named.findLast(is);
  };
  for (const finding of Object.values(state.findings)) {
    const { id, unitId, status } = finding;
    const ordered = of('RectificationOrdered', id);
    if (status === 'overturned' || status === 'withdrawn' || !ordered) continue;
    const holder = (then: Named): string => holderAt(named, `finding:${id}`, unitId, momentOf(then.event));
    const within = (then: Named): boolean => isWithin(period, dayOfEvent(then.event));
    if (within(ordered)) {
      count(holder(ordered), 'findings', ordered.ref);
      if (isOpenFinding(finding)) count(unitId, 'findingsOpen', ordered.ref);
      if (finding.repeated) count(holder(ordered), 'findingsRepeated', (finding.repeatDecision?.earlier ? of('RepeatDecided', id, 'last') : of('FindingRecorded', id))!.ref);
    }
    if (isLateFinding(finding, state)) {
      const shown = latenessOf(id, named);
      if (within(shown)) count(holder(shown), 'findingsOverdue', shown.ref);
    } else if (status === 'struckOff') {
      const struckOff = of('FindingStruckOff', id)!;
      if (within(struckOff)) count(holder(of('RectificationReplied', id, 'last') ?? struckOff), 'findingsInTime', struckOff.ref);
    }
  }
}

/** What shows that a rectification was late: the mark of its first day, or the reply that came after it. */
function latenessOf(findingId: string, named: readonly Named[]): Named {
  const marked = named.find(({ event }) => event.type === 'OverdueMarked' && (event.data as { duty: string }).duty === `rectify:${findingId}`);
  const replied = named.findLast(({ event }) => event.type === 'RectificationReplied' && (event.data as { findingId: string }).findingId === findingId);
  return (marked ?? replied)!;
}
