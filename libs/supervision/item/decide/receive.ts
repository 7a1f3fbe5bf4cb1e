import { reject } from '../../rejection';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../item.commands';
import type { ItemState } from '../item.types';
import { requestAnew, requestMade } from './asking';
import { isRejected, missingReason, occurredAt, ownAssignment, rulesOf, sharesRoof, type DecideContext, type Decision } from './deciding';

/** 签收: by the unit, or by the office on its behalf with day, caller and scan. */
export function receive(state: ItemState, command: CommandOf<'receive'>, context: DecideContext): Decision {
  const a = ownAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  if (a.receivedAt !== null) return reject('already-received', { details: { at: a.receivedAt } });
  const at = occurredAt(command.onBehalf, a.id, state, context);
  if (isRejected(at)) return at;
  const personId = context.actor.kind === 'person' ? context.actor.personId : null;
  return [{ type: 'AssignmentReceived', occurredAt: at, data: { assignmentId: a.id, personId, onBehalf: command.onBehalf } }];
}

/** 申请改派: not ours. The clock rests until the ruling. */
export function decline(state: ItemState, command: CommandOf<'decline'>, context: DecideContext): Decision {
  const a = ownAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  const missing = missingReason(command.reason);
  if (missing) return missing;
  const wrong = requestAnew(state, command.requestId, a.id, null);
  if (wrong) return wrong;
  return [requestMade('decline', command.requestId, a.id, null, command.reason, context, { proposedUnitId: command.proposedUnitId, askedInTime: true })];
}

/** 责任到个人: a name on every assignment. */
export function namePerson(state: ItemState, command: CommandOf<'namePerson'>, context: DecideContext): Decision {
  const a = ownAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  if (a.responsiblePersonId === command.personId) return [];
  return [{ type: 'ResponsiblePersonNamed', data: { assignmentId: a.id, personId: command.personId } }];
}

/** 催办: a person's urging, no more often than policy allows unless it is forced; then the event says so. */
export function urge(state: ItemState, command: CommandOf<'urge'>, context: DecideContext): Decision {
  const a = state.assignments[command.assignmentId];
  if (!a) return reject('assignment-not-found', { field: 'assignmentId' });
  if (a.status !== 'active') return reject('assignment-closed', { field: 'assignmentId', details: { status: a.status } });
  if (sharesRoof(context, a.unitId)) return reject('own-work');
  const hours = rulesOf(context, a.unitId).urgingIntervalHours;
  const tooSoon = a.lastUrgedAt !== null && Date.parse(context.now) - Date.parse(a.lastUrgedAt) < hours * 3_600_000;
  if (tooSoon && command.forced !== true) return reject('urged-too-often', { details: { hours, last: a.lastUrgedAt!, day: dayOf(a.lastUrgedAt!) } });
  const staffed = context.rules.roster.units[a.unitId]?.staffed !== false;
  const to = staffed
    ? { unitId: a.unitId, post: 'liaison' as const, personId: a.responsiblePersonId, why: 'assignee' as const }
    : { unitId: state.officeUnitId, post: 'office' as const, personId: null, why: 'onBehalf' as const };
  return [{ type: 'AssignmentUrged', data: { assignmentId: a.id, text: command.text, to: [to], ...(tooSoon ? { forced: true as const } : {}) } }];
}
