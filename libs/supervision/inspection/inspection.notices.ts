import type { InspectionEvent } from './inspection.events';
import { accepterOf } from '../proceeding/acting';
import type { ProceedingNotice, ToldOne } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { REPORT_NOTICE, REPORT_SERIES } from '../series';
import { approverOf, inspectedUnits, leaderOf, reportedTo } from './inspection.parties';
import { wasTold, type InspectionState } from './inspection.types';

/** What an event of an inspection tells, and whom. Those inspected hear nothing before their notice. */
export function noticesOfInspection(event: InspectionEvent, state: InspectionState, roster: Roster): ProceedingNotice[] {
  const id = `v${state.version}`;
  const base = { id, text: null, deadline: null, subject: null };
  const to = (unitId: string, post: ToldOne['post'], why: ToldOne['why'], personId: string | null = null): ToldOne => ({ unitId, post, why, personId });
  const office = to(state.officeUnitId, 'office', 'informed');
  const leader = (): ToldOne => to(leaderOf(state).unitId, 'responsible', 'verifier', leaderOf(state).personId);
  const team = (): ToldOne[] => state.team.filter((m) => m.left === null).map((m) => to(m.unitId, 'responsible', 'assignee', m.personId));
  const finding = 'findingId' in event.data ? state.findings[event.data.findingId] : undefined;
  const unit = finding && to(finding.unitId, 'liaison', 'assignee');
  switch (event.type) {
    case 'InspectionOpened':
      return state.approval === 'pending' ? [{ ...base, kind: 'toApprove', to: [to(approverOf(state, roster) ?? state.officeUnitId, 'leader', 'ruling')], text: event.data.reason.text }] : [{ ...base, kind: 'teamNamed', to: team() }];
    case 'InspectionApproved':
      return [{ ...base, kind: 'approved', to: [office, ...team()], text: event.data.text }];
    case 'InspectionNotApproved':
      return [{ ...base, kind: 'notApproved', to: [office], text: event.data.reason }];
    case 'InspectionNoticed':
      return [{ ...base, id: 'inspection', kind: 'inspection', to: inspectedUnits(state.scope).map((u) => to(u, 'liaison', 'assignee')), text: event.data.text }];
    case 'InspectionRescheduled':
    case 'InspectionCancelled':
      return [{ ...base, kind: event.type === 'InspectionCancelled' ? 'closed' : 'rescheduled', to: [...team(), ...(state.noticed ? inspectedUnits(state.scope).map((u) => to(u, 'liaison', 'informed')) : [])], text: event.data.reason }];
    case 'InspectorReplaced':
      return [{ ...base, kind: 'teamNamed', to: [to(event.data.byUnitId, 'responsible', 'assignee', event.data.byPersonId)], text: event.data.reason }];
    case 'InspectionVisitPlanned':
    case 'InspectionVisitMoved': {
      const visit = state.visits[event.data.visitId];
      return visit ? [{ ...base, kind: 'visitPlanned', to: [...team().filter((m) => m.personId === visit.personId), ...(state.noticed ? [to(visit.unitId, 'liaison', 'informed')] : [])], deadline: visit.day, subject: visit.id }] : [];
    }
    case 'RectificationDemanded':
      // The notice itself is a paper, told when it is signed.
      return finding ? [{ ...base, kind: 'toSign', to: [to(accepterOf(state, finding.unitId, roster), 'signer', 'signing')], text: event.data.demand, subject: finding.id }] : [];
    case 'RectificationReplied':
      return finding ? [{ ...base, kind: 'submitted', to: [leader()], text: event.data.text, subject: finding.id }] : [];
    case 'RectificationReturned':
    case 'RectificationEscalated': {
      if (!finding || !unit) return [];
      const higher = event.type === 'RectificationEscalated' ? [to(event.data.toUnitId, 'leader', 'escalation')] : [];
      return [{ ...base, kind: 'returned', to: [unit, ...higher], text: event.data.reason, deadline: event.data.day, subject: finding.id }];
    }
    case 'EscalationRuled':
      return finding && unit ? [{ ...base, kind: 'ruled', to: [unit, leader(), office], text: event.data.text, deadline: event.data.day, subject: finding.id }] : [];
    case 'FindingStruckOff':
      return finding && unit ? [{ ...base, kind: 'struckOff', to: [{ ...unit, why: 'informed' }, office], text: event.data.text, subject: finding.id }] : [];
    case 'FindingWithdrawn':
      return finding && unit && wasTold(finding) ? [{ ...base, kind: 'withdrawn', to: [{ ...unit, why: 'informed' }, office, leader()], text: event.data.reason, subject: finding.id }] : [];
    case 'FindingObjected':
      return finding ? [{ ...base, kind: 'objected', to: [to(accepterOf(state, finding.unitId, roster), 'office', 'ruling')], text: event.data.reason, subject: event.data.objectionId }] : [];
    case 'FindingObjectionRuled': {
      const about = state.findings[state.objections[event.data.objectionId]?.findingId ?? ''];
      return about ? [{ ...base, kind: 'ruled', to: [to(about.unitId, 'liaison', 'informed'), leader(), office], text: event.data.basis, subject: event.data.objectionId }] : [];
    }
    case 'InspectionReported': {
      const higher = reportedTo(state, roster);
      const above = higher === null ? [] : [to(higher, 'leader', 'informed')];
      return [{ ...base, id: REPORT_NOTICE, series: REPORT_SERIES, kind: 'reported', to: [office, ...above], text: event.data.conclusion }];
    }
    case 'MergeOffered':
      return [{ ...base, kind: 'mergeOffered', to: [{ ...leader(), why: 'informed' }], deadline: event.data.to, subject: event.data.inspectionId }];
    case 'InspectionMerged':
      return [{ ...base, kind: 'closed', to: [office, ...team()], text: event.data.reason }];
    case 'InspectionClosed':
      return [{ ...base, kind: 'closed', to: [office, ...inspectedUnits(state.scope).map((u) => to(u, 'liaison', 'informed'))] }];
    case 'LookBackFellDue':
      return [{ ...base, kind: 'lookBackDue', to: [{ ...office, why: 'assignee' }, leader()], deadline: event.data.day }];
    default:
      return [];
  }
}
