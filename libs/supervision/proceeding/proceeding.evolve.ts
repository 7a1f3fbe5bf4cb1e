import type { DomainEvent } from '../event';
import { foldAbsence } from './absence';
import { EVIDENCE, foldCitations, foldEvidence } from './evidence';
import { foldHandOver } from './hand-over';
import { foldObjections, OBJECTIONS } from './objections';
import type { PaperEvent } from './paper.events';
import { foldPapers, PAPERS } from './papers';
import type { CommonEvent, ProceedingKind, ProceedingState } from './proceeding';

/** Whether a common event type changes what a person acts on. */
export const COMMON: Readonly<Record<CommonEvent['type'], boolean>> = { ...PAPERS, ...EVIDENCE, ...OBJECTIONS, OverdueMarked: false, ReminderIssued: false, DutyEscalated: false, EntrySkipped: false, NoticeRead: false, HandedOver: true, HolderLeft: false, HolderBack: false };

/**
 * Folds one event into a proceeding; needs the event alone.
 *
 * An event that bears an agenda key has fired it, whatever its type.
 */
export function evolveProceeding<S extends ProceedingState>(kind: ProceedingKind<S>, before: S | null, event: DomainEvent, id: string): S {
  const at = event.meta.recordedAt;
  const version = (before?.version ?? 0) + 1;
  const folded = before === null ? begun(kind, event, id) : event.type in COMMON ? foldCommon(kind, before, event as CommonEvent) : kind.fold(before, event);
  const materialVersion = (COMMON as Record<string, boolean>)[event.type] || kind.material[event.type] ? version : (before?.materialVersion ?? version);
  return { ...folded, evidence: foldCitations(kind, folded.evidence, event), fired: firedBy(folded.fired, event), version, materialVersion, lastAt: at };
}

function begun<S extends ProceedingState>(kind: ProceedingKind<S>, event: DomainEvent, id: string): S {
  const at = event.meta.recordedAt;
  return { id, version: 0, materialVersion: 0, lastAt: at, openedAt: at, closed: null, fired: {}, overdue: {}, overdueBy: {}, readNotices: {}, absent: {}, papers: {}, evidence: {}, latenessObjections: {}, ...kind.begin(event, id) } as unknown as S;
}

function foldCommon<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, event: CommonEvent): S {
  switch (event.type) {
    case 'OverdueMarked':
      return { ...state, overdue: { ...state.overdue, [`${event.data.duty}/${event.data.arming}`]: event.meta.dueAt ?? event.meta.recordedAt }, overdueBy: { ...state.overdueBy, [`${event.data.duty}/${event.data.arming}`]: state.version + 1 } };
    case 'NoticeRead':
      return { ...state, readNotices: { ...state.readNotices, [`${event.data.noticeId}/${event.data.unitId}`]: event.meta.recordedAt } };
    case 'ProceedingPaperDrafted':
    case 'ProceedingPaperSigned':
    case 'ProceedingPaperVoided':
      return foldPaper(kind, { ...state, papers: foldPapers(state.papers, event) }, event);
    case 'ProceedingEvidenceAttached':
    case 'ProceedingEvidenceWithdrawn':
      return { ...state, evidence: foldEvidence(state.evidence, event) };
    case 'LatenessObjected':
    case 'LatenessObjectionRuled':
      return { ...state, latenessObjections: foldObjections(state.latenessObjections, event) };
    case 'HandedOver':
      return foldHandOver(kind, state, event);
    case 'HolderLeft':
    case 'HolderBack':
      return { ...state, absent: foldAbsence(state.absent, event.type, event.data, event.meta.recordedAt) };
    case 'ReminderIssued':
    case 'DutyEscalated':
    case 'EntrySkipped':
      return state;
  }
}

function foldPaper<S extends ProceedingState>(kind: ProceedingKind<S>, state: S, event: PaperEvent): S {
  return kind.onPaper ? kind.onPaper(state, event) : state;
}

/** `duty/arming/rung`: neither arming nor rung has a slash. */
function firedBy(fired: ProceedingState['fired'], event: DomainEvent): ProceedingState['fired'] {
  const { agendaKey } = event;
  if (agendaKey === undefined) return fired;
  const cut = agendaKey.lastIndexOf('/');
  const arming = agendaKey.slice(0, cut);
  return { ...fired, [arming]: { ...fired[arming], [agendaKey.slice(cut + 1)]: event.meta.recordedAt } };
}

export function proceedingOf<S extends ProceedingState>(kind: ProceedingKind<S>, id: string, events: readonly DomainEvent[]): S | null {
  let state: S | null = null;
  for (const event of events) state = evolveProceeding(kind, state, event, id);
  return state;
}
