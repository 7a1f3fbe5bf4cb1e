import { dayOf } from '../time/day';
import { isOpenFinding, type Finding, type InspectionFigures, type InspectionState } from './inspection.types';

/**
 * Whether a rectification was late: its first day passed without a reply, or the reply that counts came after it. Late stays late,
 * unless an objection to it was upheld.
 */
export function isLateFinding(finding: Finding, state: Pick<InspectionState, 'overdue'>): boolean {
  if (finding.latenessOverturned || finding.day === null) return false;
  const counting = finding.replies.findLast((r) => r.outcome !== 'returned');
  if (counting && dayOf(counting.at) > finding.day) return true;
  // Recorded by the office after the day though told in time: the mark was for want of an entry.
  if (counting && counting.told !== null && finding.arming === 1) return false;
  return state.overdue[`rectify:${finding.id}/1`] !== undefined || missedAnew(finding, state);
}

/** A later attempt that was given days beyond the first one, and has missed them too. */
function missedAnew(finding: Finding, state: Pick<InspectionState, 'overdue'>): boolean {
  return finding.status === 'rectifying' && finding.attemptDay !== null && finding.day !== null && finding.attemptDay >= finding.day && state.overdue[`rectify:${finding.id}/${finding.arming}`] !== undefined;
}

/** The figures of a report: what was overturned or withdrawn counts nowhere else. */
export function figuresOf(state: Pick<InspectionState, 'findings' | 'overdue'>): InspectionFigures {
  const all = Object.values(state.findings);
  const standing = all.filter((f) => f.status !== 'overturned' && f.status !== 'withdrawn');
  const count = (of: readonly Finding[], is: (f: Finding) => boolean): number => of.filter(is).length;
  return {
    findings: standing.length,
    minor: count(standing, (f) => f.severity === 'minor'),
    major: count(standing, (f) => f.severity === 'major'),
    serious: count(standing, (f) => f.severity === 'serious'),
    repeated: count(standing, (f) => f.repeated),
    open: count(standing, isOpenFinding),
    struckOff: count(standing, (f) => f.status === 'struckOff'),
    late: count(standing, (f) => isLateFinding(f, state)),
    overturned: count(all, (f) => f.status === 'overturned'),
    withdrawn: count(all, (f) => f.status === 'withdrawn'),
  };
}
