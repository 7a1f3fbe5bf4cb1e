import type { NewDomainEvent } from '../../event';
import { personOf, says } from '../../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { reject, type Rejection } from '../../rejection';
import { livingUnit } from '../../roster/roster';
import { dayOf, type Day, type Instant } from '../../time/day';
import type { CommandOf, FoundEarlier, InspectionEventData } from '../inspection.events';
import { memberOf } from '../inspection.parties';
import type { Finding, InspectionState } from '../inspection.types';
import { findingIn } from './finding-in';
import { ownWork } from './setting-up';

/** The same day a year on; a finding that comes back by then is repeated. */
export function aYearAfter(day: Day): Day {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}

/** What comes back is the same unit's; what a dissolved unit had is its successor's. */
export function earlierProblem(earlier: FoundEarlier, unitId: string, { rules }: ProceedingContext): { rejected: Rejection } | null {
  return [earlier.unitId, livingUnit(rules.roster, earlier.unitId)].includes(unitId) ? null : reject('finding-not-found', { field: 'repeatedOf' });
}

export function repeatOf(earlier: FoundEarlier | null, recordedAt: Instant): Pick<InspectionEventData['RepeatDecided'], 'earlier' | 'repeated'> {
  if (earlier === null) return { earlier: null, repeated: false };
  const { inspectionId, findingId, since } = earlier;
  return { earlier: { inspectionId, findingId }, repeated: dayOf(recordedAt) <= aYearAfter(dayOf(since)) };
}

/** Earlier findings that may have come back are offered with the new one; who has said so at once which it is, is not asked. */
export function offeredRepeats(findingId: string, { earlier, candidates = [], notRepeated = null }: CommandOf<'recordFinding'>, personId: string): NewDomainEvent[] {
  if (earlier !== null || candidates.length === 0) return [];
  const offered: NewDomainEvent = { type: 'RepeatOffered', data: { findingId, candidates } };
  if (notRepeated === null || !says(notRepeated)) return [offered];
  return [offered, { type: 'RepeatDecided', data: { findingId, earlier: null, repeated: false, reason: notRepeated, personId } }];
}

/** Findings of which the team was offered earlier ones, and has not said whether one of them has come back. */
export function undecidedRepeats(state: InspectionState): Finding[] {
  return Object.values(state.findings).filter((f) => f.offered.length > 0 && f.repeatDecision === null && f.earlier === null && f.status !== 'withdrawn' && f.status !== 'overturned');
}

/** Said by the team until the report, and said anew where it was wrong; no needs its reason. */
export function decideRepeat(state: InspectionState, { findingId, earlier, reason }: CommandOf<'decideRepeat'>, context: ProceedingContext): ProceedingDecision {
  const finding = findingIn(state, findingId, 'recorded', 'drafted', 'rectifying', 'replied', 'struckOff');
  if ('rejected' in finding) return finding;
  if (!memberOf(state, context)) return reject('not-the-team');
  const problem = ownWork(finding.unitId, context) ?? (earlier && earlierProblem(earlier, finding.unitId, context));
  if (problem) return problem;
  if (state.reported) return reject('inspection-reported');
  if (earlier === null && !says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'RepeatDecided', data: { findingId, ...repeatOf(earlier, finding.recordedAt), reason, personId: personOf(context) } }];
}
