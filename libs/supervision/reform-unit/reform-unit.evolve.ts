import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import { nextQuarter, quarterNamed } from './quarter';
import type { OwedVisit, ReformUnitEventData, ReformUnitState } from './reform-unit.events';

export function beginReformUnit(event: DomainEvent): Omit<ReformUnitState, keyof Bookkeeping> {
  const data = event.data as ReformUnitEventData['ReformUnitListed'];
  return { ...data, until: null, links: {}, visits: {}, owed: [], quarter: null, unlinkedSince: event.meta.recordedAt, gaps: 1 };
}

/** A link's visits that are still owed when it ends: those whose day has passed stay missed, the others are owed no more. */
function withoutLink(owed: readonly OwedVisit[], linkId: string, until: string): OwedVisit[] {
  return owed.filter((v) => v.linkId !== linkId || v.doneBy !== null || v.missed || v.day <= until).map((v) => (v.linkId === linkId && v.doneBy === null ? { ...v, missed: true } : v));
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
      return { ...state, unlinkedSince: null, links: { ...state.links, [linkId]: { id: linkId, ...rest, until: null, reason: null, former: [] } } };
    }
    case 'LinkEnded': {
      const { linkId, until, reason } = event.data as ReformUnitEventData['LinkEnded'];
      const link = state.links[linkId];
      const links = link ? { ...state.links, [linkId]: { ...link, until, reason } } : state.links;
      const left = Object.values(links).every((l) => l.until !== null);
      return { ...state, links, owed: withoutLink(state.owed, linkId, until), ...(left ? { unlinkedSince: at, gaps: state.gaps + 1 } : {}) };
    }
    case 'VisitsOwed': {
      const { quarter, visits } = event.data as ReformUnitEventData['VisitsOwed'];
      // What its own quarter and the next did not see is missed for ever.
      const kept = state.owed.map((v) => (v.doneBy === null && nextQuarter(quarterNamed(v.quarter)).name < quarter ? { ...v, missed: true } : v));
      return { ...state, quarter, owed: [...kept, ...visits.map((v) => ({ id: v.visitDueId, linkId: v.linkId, quarter, day: v.day, owedSince: event.meta.dueAt ?? at, doneBy: null, missed: false }))] };
    }
    case 'VisitRecorded': {
      const { visitId, onBehalf: _told, ...rest } = event.data as ReformUnitEventData['VisitRecorded'];
      // A visit fulfils what its link has owed longest.
      const first = state.owed.find((v) => v.linkId === rest.linkId && v.doneBy === null && !v.missed);
      const owed = first ? state.owed.map((v) => (v === first ? { ...v, doneBy: visitId } : v)) : state.owed;
      return { ...state, owed, visits: { ...state.visits, [visitId]: { id: visitId, ...rest, recordedAt: at } } };
    }
    case 'ReformUnitLeft': {
      const { until, reason } = event.data as ReformUnitEventData['ReformUnitLeft'];
      const owed = Object.keys(state.links).reduce<readonly OwedVisit[]>((all, linkId) => withoutLink(all, linkId, until), state.owed);
      const links = Object.fromEntries(Object.entries(state.links).map(([id, l]) => [id, l.until === null ? { ...l, until, reason } : l]));
      return { ...state, until, links, owed, unlinkedSince: null, closed: { at, how: 'left', reason } };
    }
    default:
      return state;
  }
}
