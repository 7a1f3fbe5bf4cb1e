import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import { dayOf, type Instant } from '../time/day';
import { allotted } from './allot';
import { nextQuarter, quarterNamed } from './quarter';
import type { OwedVisit, ReformUnitEventData, ReformUnitState } from './reform-unit.events';
import { dutyOfVisit } from './visits';

export function beginReformUnit(event: DomainEvent): Omit<ReformUnitState, keyof Bookkeeping> {
  const data = event.data as ReformUnitEventData['ReformUnitListed'];
  return { ...data, until: null, links: {}, visits: {}, owed: [], quarter: null, unlinkedSince: event.meta.recordedAt, gaps: 1, pending: {} };
}

/**
 * A link's visits that are still owed when it ends: those whose day has passed stay missed, the others are owed no more. What was found
 * overdue stays, whatever day the link is said to have ended on: late stays late.
 */
function withoutLink(owed: readonly OwedVisit[], linkId: string, until: string, overdue: ReformUnitState['overdue']): OwedVisit[] {
  const stays = (v: OwedVisit): boolean => v.doneBy !== null || v.missed || v.day <= until || overdue[dutyOfVisit(v)] !== undefined;
  return owed.filter((v) => v.linkId !== linkId || stays(v)).map((v) => (v.linkId === linkId && v.doneBy === null ? { ...v, missed: true } : v));
}

/** Without the link among those that are still to begin. */
function begun({ pending }: ReformUnitState, linkId: string): ReformUnitState['pending'] {
  return Object.fromEntries(Object.entries(pending).filter(([id]) => id !== linkId));
}

/** A gap begins when the last link ends that had begun; one that goes on is not begun anew. */
function gapAfter(state: ReformUnitState, at: Instant): Partial<ReformUnitState> {
  const left = Object.values(state.links).every((l) => l.until !== null || state.pending[l.id] !== undefined);
  return left && state.unlinkedSince === null ? { unlinkedSince: at, gaps: state.gaps + 1 } : {};
}

export function foldReformUnit(state: ReformUnitState, event: DomainEvent): ReformUnitState {
  const at = event.meta.recordedAt;
  switch (event.type as keyof ReformUnitEventData) {
    case 'ReformUnitChanged': {
      const { particulars } = event.data as ReformUnitEventData['ReformUnitChanged'];
      return { ...state, particulars, title: particulars.name };
    }
    case 'OwnPlanSet':
      return { ...state, ownPlan: event.data as ReformUnitEventData['OwnPlanSet'] };
    case 'LinkBegun': {
      const { linkId, ...rest } = event.data as ReformUnitEventData['LinkBegun'];
      const later = rest.since > dayOf(at);
      const links = { ...state.links, [linkId]: { id: linkId, ...rest, until: null, reason: null, former: [] } };
      return { ...state, links, ...(later ? { pending: { ...state.pending, [linkId]: rest.since } } : { unlinkedSince: null }) };
    }
    case 'LinkTookEffect':
      return { ...state, unlinkedSince: null, pending: begun(state, (event.data as ReformUnitEventData['LinkTookEffect']).linkId) };
    case 'LinkEnded': {
      const { linkId, until, reason } = event.data as ReformUnitEventData['LinkEnded'];
      const link = state.links[linkId];
      const links = link ? { ...state.links, [linkId]: { ...link, until, reason } } : state.links;
      const next = { ...state, links, owed: withoutLink(state.owed, linkId, until, state.overdue), pending: begun(state, linkId) };
      return { ...next, ...gapAfter(next, at) };
    }
    case 'VisitsOwed': {
      const { quarter, visits } = event.data as ReformUnitEventData['VisitsOwed'];
      // What its own quarter and the next did not see is missed for ever.
      const kept = state.owed.map((v) => (v.doneBy === null && nextQuarter(quarterNamed(v.quarter)).name < quarter ? { ...v, missed: true } : v));
      const owed = [...kept, ...visits.map((v) => ({ id: v.visitDueId, linkId: v.linkId, quarter, day: v.day, owedSince: event.meta.dueAt ?? at, doneBy: null, missed: false }))];
      return { ...state, quarter, owed: allotted(owed, state.visits) };
    }
    case 'VisitRecorded': {
      const { visitId, onBehalf: _told, ...rest } = event.data as ReformUnitEventData['VisitRecorded'];
      const visits = { ...state.visits, [visitId]: { id: visitId, ...rest, recordedAt: at } };
      return { ...state, owed: allotted(state.owed, visits), visits };
    }
    case 'ReformUnitLeft': {
      const { until, reason } = event.data as ReformUnitEventData['ReformUnitLeft'];
      const owed = Object.keys(state.links).reduce<readonly OwedVisit[]>((all, linkId) => withoutLink(all, linkId, until, state.overdue), state.owed);
      const links = Object.fromEntries(Object.entries(state.links).map(([id, l]) => [id, l.until === null ? { ...l, until, reason } : l]));
      return { ...state, until, links, owed, pending: {}, unlinkedSince: null, closed: { at, how: 'left', reason } };
    }
    default:
      return state;
  }
}
