import { reject, type Rejection } from '../../rejection';
import type { Finding, FindingStatus, InspectionState } from '../inspection.types';

/** The finding, in one of the states in which this can be done with it. */
export function findingIn(state: InspectionState, findingId: string, ...statuses: FindingStatus[]): Finding | { rejected: Rejection } {
  const finding = Object.hasOwn(state.findings, findingId) ? state.findings[findingId] : undefined;
  if (!finding) return reject('finding-not-found', { field: 'findingId' });
  return statuses.includes(finding.status) ? finding : reject('finding-not-so', { field: 'findingId', details: { status: finding.status } });
}
