import { standIn } from '../actor';
import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { InspectionEvent, InspectionEventData } from './inspection.events';
import type { InspectionState, InspectionVisit, TeamMember } from './inspection.types';
import { foldFinding } from './finding.evolve';

/** The state that opening makes. */
export function beginInspection(event: DomainEvent): Omit<InspectionState, keyof Bookkeeping> {
  const { team, ...data } = event.data as InspectionEventData['InspectionOpened'];
  const { actor, recordedAt } = event.meta;
  return {
    ...data,
    appliedBy: { personId: actor.kind === 'person' ? actor.personId : actor.name, ...standIn(actor), unitId: actor.kind === 'person' ? actor.unitId : null },
    approval: data.basis.kind === 'programme' ? 'notNeeded' : 'pending',
    clearedAt: data.basis.kind === 'programme' ? recordedAt : null,
    dayChanges: 0,
    daysSetAt: recordedAt,
    team: team.map((m) => ({ ...m, left: null })),
    stoodIn: [],
    answers: {},
    unanswered: {},
    noticed: null,
    visits: {},
    findings: {},
    objections: {},
    reported: null,
    lookBackDueAt: null,
    lookBack: null,
    lookBackArming: 1,
    absorbed: [],
    mergedInto: null,
    offers: [],
  };
}


/** Folds an event of its own. */
export function foldInspection(state: InspectionState, event: InspectionEvent): InspectionState {
  return withStandIn(folded(state, event), event);
}

/** Keeps who acted in a member's place. */
function withStandIn(state: InspectionState, { meta: { actor } }: InspectionEvent): InspectionState {
  if (actor.kind !== 'person' || actor.insteadOf === undefined) return state;
  const { personId, insteadOf } = actor;
  const known = state.stoodIn.some((s) => s.personId === personId && s.insteadOf === insteadOf);
  return known || !state.team.some((m) => m.personId === insteadOf) ? state : { ...state, stoodIn: [...state.stoodIn, { personId, insteadOf }] };
}

function folded(state: InspectionState, event: InspectionEvent): InspectionState {
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'InspectionOpened':
      throw new Error(`inspection ${state.id} is opened twice`);
    case 'InspectionApproved':
      return { ...state, approval: 'granted', clearedAt: at };
    case 'InspectionNotApproved':
      return { ...state, approval: 'refused', closed: { at, how: 'notApproved', reason: event.data.reason } };
    case 'InspectionRescheduled':
      return { ...state, days: event.data.days, dayChanges: state.dayChanges + 1, daysSetAt: at };
    case 'InspectionNoticed':
      return { ...state, noticed: { at, text: event.data.text } };
    case 'InspectorReplaced':
      return replaced(state, event.data, at);
    case 'InspectionVisitPlanned': {
      const { visitId, ...planned } = event.data;
      return { ...state, visits: { ...state.visits, [visitId]: { id: visitId, ...planned, status: 'planned', arming: 1, plannedAt: at, done: null } } };
    }
    case 'InspectionVisitMoved':
      return visit(state, event.data.visitId, (v) => ({ day: event.data.day, arming: v.arming + 1, plannedAt: at }));
    case 'InspectionVisitDone': {
      const { visitId, ...done } = event.data;
      return visit(state, visitId, () => ({ status: 'done', done: { at, ...standIn(event.meta.actor), ...done } }));
    }
    case 'InspectionVisitDropped':
      return visit(state, event.data.visitId, () => ({ status: 'dropped' }));
    case 'ChecklistAnswered':
      return { ...state, answers: { ...state.answers, [`${event.data.key}/${event.data.unitId}`]: { ...event.data, ...standIn(event.meta.actor), at } } };
    case 'ChecklistQuestionDropped': {
      const { key, unitId, reason, personId } = event.data;
      return { ...state, unanswered: { ...state.unanswered, [`${key}/${unitId}`]: { at, personId, reason } } };
    }
    case 'FindingObjected': {
      const { objectionId, onBehalf, ...made } = event.data;
      return { ...state, objections: { ...state.objections, [objectionId]: { id: objectionId, ...made, ...standIn(event.meta.actor), at: event.meta.occurredAt, recordedAt: at, told: onBehalf?.channel ?? null, status: 'open', ruling: null } } };
    }
    case 'FindingObjectionRuled': {
      const { objectionId, upheld, basis, personId } = event.data;
      const objection = state.objections[objectionId]!;
      return { ...state, objections: { ...state.objections, [objectionId]: { ...objection, status: upheld ? 'upheld' : 'rejected', ruling: { at, personId, basis } } } };
    }
    case 'InspectionReported':
      return { ...state, reported: { at, ...event.data } };
    case 'InspectionAbsorbed': {
      const { inspectionId, planId, reason, basis, scope, checklist, visits, lookBackOf } = event.data;
      const planned = visits.map(({ visitId, ...v }): [string, InspectionVisit] => [visitId, { id: visitId, ...v, status: 'planned', arming: 1, plannedAt: at, done: null }]);
      return { ...state, scope, checklist, visits: { ...state.visits, ...Object.fromEntries(planned) }, lookBackOf: state.lookBackOf ?? lookBackOf, absorbed: [...state.absorbed, { inspectionId, at, planId, reason, basis, lookBackOf }] };
    }
    case 'MergeOffered':
      return { ...state, offers: [...state.offers.filter((o) => o.inspectionId !== event.data.inspectionId), event.data] };
    case 'InspectionMerged':
      return { ...state, mergedInto: event.data.intoId, closed: { at, how: 'merged', reason: event.data.reason } };
    case 'InspectionCancelled':
      return { ...state, closed: { at, how: 'cancelled', reason: event.data.reason } };
    case 'InspectionClosed':
      return { ...state, closed: { at, how: 'closed', reason: null } };
    case 'LookBackFellDue':
      // Whenever the timer ran.
      return { ...state, lookBackDueAt: event.meta.dueAt ?? at };
    case 'LookBackOpened':
      return { ...state, lookBack: { at, inspectionId: event.data.inspectionId, reason: null } };
    case 'LookBackDropped':
      return { ...state, lookBack: { at, inspectionId: null, reason: event.data.reason } };
    case 'LookBackFellThrough':
      return { ...state, lookBack: null, lookBackArming: state.lookBackArming + 1, lookBackDueAt: state.lookBackDueAt === null ? null : at };
    default:
      return withLapsed({ ...state, findings: foldFinding(state.findings, event) }, event);
  }
}

/** An objection to what is withdrawn has no matter any more. */
function withLapsed(state: InspectionState, event: InspectionEvent): InspectionState {
  if (event.type !== 'FindingWithdrawn') return state;
  const { findingId } = event.data;
  const objections = Object.fromEntries(Object.entries(state.objections).map(([id, o]) => [id, o.findingId === findingId && o.status === 'open' ? { ...o, status: 'lapsed' as const } : o]));
  return { ...state, objections };
}

/** Who left stays in the list, and who came has what they had: the lead, and the visits still to be made. One who was there already has it beside their own. */
export function replaced(state: InspectionState, { personId, byPersonId, byUnitId, reason }: InspectionEventData['InspectorReplaced'], at: string): InspectionState {
  const leaving = state.team.find((m) => m.personId === personId && m.left === null);
  if (!leaving) return state;
  const there = state.team.find((m) => m !== leaving && m.left === null && m.personId === byPersonId);
  const others = state.team.map((m): TeamMember => (m === leaving ? { ...m, left: { at, reason, byPersonId } } : m === there && leaving.role === 'leader' ? { ...m, role: 'leader' } : m));
  const team: TeamMember[] = there ? others : [...others, { personId: byPersonId, unitId: byUnitId, role: leaving.role, left: null }];
  const visits = Object.fromEntries(Object.entries(state.visits).map(([id, v]) => [id, v.personId === personId && v.status === 'planned' ? { ...v, personId: byPersonId } : v]));
  return { ...state, team, visits };
}

function visit(state: InspectionState, id: string, change: (v: InspectionVisit) => Partial<InspectionVisit>): InspectionState {
  const before = state.visits[id];
  return before ? { ...state, visits: { ...state.visits, [id]: { ...before, ...change(before) } } } : state;
}

