import { actingUnit } from '../../actor';
import { reject, type Rejection } from '../../rejection';
import type { ItemEventData, NewItemEvent } from '../item.events';
import type { ItemState, RequestKind } from '../item.types';
import { personOf, type DecideContext } from './deciding';

/** Refuses a second open request on the same duty, and an id that another request has. */
export function requestAnew(state: ItemState, requestId: string, assignmentId: string, stepId: string | null): { rejected: Rejection } | null {
  if (state.requests[requestId]) return reject('name-taken', { field: 'requestId' });
  const open = Object.values(state.requests).find(
    (r) => r.status === 'open' && r.kind !== 'objection' && r.assignmentId === assignmentId && (r.stepId === null || stepId === null || r.stepId === stepId),
  );
  return open ? reject('request-open', { details: { id: open.id, kind: open.kind } }) : null;
}

/** The event by which a unit asks for a ruling. */
export function requestMade(
  kind: RequestKind,
  requestId: string,
  assignmentId: string,
  stepId: string | null,
  reason: string,
  context: DecideContext,
  more: Partial<ItemEventData['RequestMade']>,
): NewItemEvent {
  const data = { requestId, kind, assignmentId, stepId, personId: personOf(context), unitId: actingUnit(context.actor) ?? '', reason, day: null, proposedUnitId: null, disputed: null, askedInTime: true, ...more };
  return { type: 'RequestMade', reason, data };
}
