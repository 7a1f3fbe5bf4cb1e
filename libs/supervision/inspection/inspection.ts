import type { NewDomainEvent } from '../event';
import type { ProceedingContext, ProceedingDecision, ProceedingKind } from '../proceeding/proceeding';
import { answerChecklist, doVisit, dropLookBack, dropVisit, isThrough, moveVisit, noteLookBack, noteLookBackGone, planVisit, report } from './decide/fieldwork';
import { amendFinding, demandRectification, ordered, paperProblem, readdressed, recordFinding, withdrawFinding } from './decide/findings';
import { decideRepeat } from './decide/repetition';
import { disputedSince, object, rule } from './decide/objections';
import { replyRectification, ruleOnEscalation, sendBack, strikeOff } from './decide/rectification';
import { absorb, approve, cancel, giveNotice, merge, offerMerge, openInspection, replaceInspector, reschedule } from './decide/setting-up';
import { EVIDENCE_OF_INSPECTION } from './inspection.evidence';
import { foldPaperOf } from './finding.evolve';
import { dutiesOfInspection, momentsOfInspection } from './inspection.duties';
import { INSPECTION_EVENTS, type InspectionCommand, type InspectionEvent } from './inspection.events';
import { beginInspection, foldInspection } from './inspection.evolve';
import { figuresOf } from './inspection.figures';
import { INSPECTION_HAND_OVER } from './inspection.hand-over';
import { judgingsOfInspection } from './inspection.parties';
import { noticesOfInspection } from './inspection.notices';
import type { FindingObjection, InspectionState } from './inspection.types';
import { summaryOfInspection, unitsInspected, viewOfInspection } from './inspection.view';

function decide(state: InspectionState, command: InspectionCommand, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'openInspection':
      throw new Error('an inspection is opened once');
    case 'approveInspection':
      return approve(state, command, context);
    case 'reschedule':
      return reschedule(state, command, context);
    case 'giveNotice':
      return giveNotice(state, command, context);
    case 'replaceInspector':
      return replaceInspector(state, command, context);
    case 'planVisit':
      return planVisit(state, command, context);
    case 'moveVisit':
      return moveVisit(state, command, context);
    case 'doVisit':
      return doVisit(state, command, context);
    case 'dropVisit':
      return dropVisit(state, command, context);
    case 'answerChecklist':
      return answerChecklist(state, command, context);
    case 'recordFinding':
      return recordFinding(state, command, context);
    case 'decideRepeat':
      return decideRepeat(state, command, context);
    case 'amendFinding':
      return amendFinding(state, command, context);
    case 'withdrawFinding':
      return withdrawFinding(state, command, context);
    case 'demandRectification':
      return demandRectification(state, command, context);
    case 'replyRectification':
      return replyRectification(state, command, context);
    case 'strikeOff':
      return strikeOff(state, command, context);
    case 'returnRectification':
    case 'escalateRectification':
      return sendBack(state, command, context);
    case 'ruleOnEscalation':
      return ruleOnEscalation(state, command, context);
    case 'objectToFinding':
      return object(state, command, context);
    case 'ruleOnObjection':
      return rule(state, command, context);
    case 'reportInspection':
      return report(state, command, context);
    case 'absorbInspection':
      return absorb(state, command, context);
    case 'mergeInspection':
      return merge(state, command, context);
    case 'offerMerge':
      return offerMerge(state, command);
    case 'noteLookBack':
      return noteLookBack(state, command);
    case 'noteLookBackGone':
      return noteLookBackGone(state, command);
    case 'dropLookBack':
      return dropLookBack(state, command, context);
    case 'cancelInspection':
      return cancel(state, command, context);
  }
}

/** A signed notice orders the rectification; a draft to who gave its finding over is drawn up anew; and it closes of itself when nothing is open any more. */
function consequences(state: InspectionState, context: Pick<ProceedingContext, 'now' | 'rules'>): NewDomainEvent[] {
  const orders = [...ordered(state, context), ...readdressed(state, context)];
  if (orders.length > 0) return orders;
  return state.closed === null && isThrough(state) ? [{ type: 'InspectionClosed', data: { figures: figuresOf(state) } }] : [];
}

const entries = Object.entries(INSPECTION_EVENTS);

export const INSPECTION: ProceedingKind<InspectionState, InspectionCommand> = {
  name: 'inspection',
  words: { zh: '督查', en: 'inspection' },
  material: Object.fromEntries(entries.map(([type, { material }]) => [type, material])),
  eventWords: Object.fromEntries(entries.map(([type, { words }]) => [type, words])),
  // A look-back is announced by its own notice; what might be merged is the office's to weigh.
  unseen: new Set(['LookBackFellDue', 'LookBackOpened', 'LookBackDropped', 'LookBackFellThrough', 'MergeOffered'] satisfies (InspectionEvent['type'])[]),
  // A unit may object, within its days, to what a closed inspection found; and a look-back comes afterwards.
  afterClose: new Set(['objectToFinding', 'ruleOnObjection', 'noteLookBack', 'noteLookBackGone', 'dropLookBack']),
  begin: beginInspection,
  fold: (state, event) => foldInspection(state, event as InspectionEvent),
  onPaper: (state, event) => ({ ...state, findings: Object.fromEntries(Object.entries(state.findings).map(([id, f]) => [id, foldPaperOf(f, event)])) }),
  paperProblem,
  open(command, context) {
    if (command.type !== 'openInspection') throw new Error('an inspection begins by being opened');
    return openInspection(command, context);
  },
  decide,
  consequences,
  handsOver: INSPECTION_HAND_OVER,
  duties: dutiesOfInspection,
  moments: momentsOfInspection,
  notices: (event, state, roster) => noticesOfInspection(event as InspectionEvent, state, roster),
  over: unitsInspected,
  summary: summaryOfInspection,
  evidence: EVIDENCE_OF_INSPECTION,
  askedSince: (state, { type, data }) => {
    const { findingId, what } = data as { findingId?: string; what?: FindingObjection['what'] };
    const finding = state.findings[findingId ?? ''];
    if (!finding) return null;
    return type === 'FindingObjected' && what ? disputedSince(state, finding, what) : finding.attemptSince;
  },
  readsAll: (state, personId) => state.team.some((m) => m.personId === personId && m.left === null),
  judgings: judgingsOfInspection,
  view: viewOfInspection,
};
