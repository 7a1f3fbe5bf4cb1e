import { standIn, type Actor } from '../actor';
import type { PaperEvent } from '../proceeding/paper.events';
import type { Instant } from '../time/day';
import type { InspectionEvent, InspectionEventData } from './inspection.events';
import type { Finding, RectificationNotice, RectificationReply } from './inspection.types';

type Findings = Readonly<Record<string, Finding>>;

function recorded({ findingId, personId, ...data }: InspectionEventData['FindingRecorded'], at: Instant, actor: Actor): Finding {
  return {
    id: findingId,
    ...data,
    former: [],
    offered: [],
    repeatDecision: null,
    recordedBy: personId,
    ...standIn(actor),
    recordedAt: at,
    revision: 1,
    status: 'recorded',
    notices: [],
    day: null,
    attemptDay: null,
    attemptSince: null,
    arming: 0,
    replies: [],
    escalations: 0,
    escalated: null,
    escalationRulings: [],
    latenessOverturned: null,
    ended: null,
    acceptanceEvidenceIds: [],
  };
}

/** What signing or voiding its paper changes in a finding. */
export function foldPaperOf(finding: Finding, event: PaperEvent): Finding {
  const at = event.meta.recordedAt;
  const notice = (change: Partial<RectificationNotice>): RectificationNotice[] => finding.notices.map((n) => (n.paperId === event.data.paperId ? { ...n, ...change, endedAt: at } : n));
  switch (event.type) {
    case 'ProceedingPaperDrafted':
      return finding;
    case 'ProceedingPaperSigned':
      return { ...finding, notices: notice({ status: 'issued', signedBy: event.data.personId }) };
    case 'ProceedingPaperVoided': {
      // Of several the newest counts: an amended finding has its draft drawn up anew.
      const last = finding.notices.at(-1)?.paperId === event.data.paperId;
      return { ...finding, notices: notice({ status: 'void' }), ...(last && finding.status === 'drafted' ? { status: 'recorded' } : {}) };
    }
  }
}

/** The newest reply, changed. */
function reply(finding: Finding, change: Partial<RectificationReply>): RectificationReply[] {
  return finding.replies.map((r, i) => (i === finding.replies.length - 1 ? { ...r, ...change } : r));
}

/** Folds what happens to a finding; needs the event alone. */
export function foldFinding(findings: Findings, event: InspectionEvent): Record<string, Finding> {
  const at = event.meta.recordedAt;
  if (event.type === 'FindingRecorded') return { ...findings, [event.data.findingId]: recorded(event.data, at, event.meta.actor) };
  const before = 'findingId' in event.data ? findings[event.data.findingId] : undefined;
  if (!before) return { ...findings };
  return { ...findings, [before.id]: { ...before, ...changed(before, event, at) } };
}

function changed(f: Finding, event: InspectionEvent, at: Instant): Partial<Finding> {
  switch (event.type) {
    case 'FindingAmended': {
      const { revision, text, severity, basis, evidenceIds } = event.data;
      return { revision, text, severity, basis, evidenceIds };
    }
    case 'RepeatOffered':
      return { offered: event.data.candidates };
    case 'RepeatDecided': {
      const { earlier, repeated, reason, personId } = event.data;
      return { earlier, repeated, repeatDecision: { at, personId, ...standIn(event.meta.actor), earlier, reason } };
    }
    case 'FindingWithdrawn':
      return { status: 'withdrawn', ended: { at, personId: event.data.personId, text: event.data.reason } };
    case 'RectificationDemanded': {
      const { paperId, demand, workingDays, personId } = event.data;
      // Drawn up anew for another unit it is still the draft of who drew it up first.
      const last = f.notices.at(-1);
      const instead = last?.draftedBy === personId && last.insteadOf !== undefined ? { insteadOf: last.insteadOf } : standIn(event.meta.actor);
      return { status: 'drafted', notices: [...f.notices, { paperId, demand, workingDays, draftedBy: personId, ...instead, draftedAt: at, status: 'drafted', signedBy: null, endedAt: null }] };
    }
    case 'RectificationOrdered':
      return { status: 'rectifying', day: event.data.day, attemptSince: at, arming: 1 };
    case 'RectificationReplied': {
      const { personId, text, evidenceIds, onBehalf } = event.data;
      return { status: 'replied', replies: [...f.replies, { at: event.meta.occurredAt, recordedAt: at, told: onBehalf?.channel ?? null, personId, ...standIn(event.meta.actor), text, evidenceIds, outcome: 'pending', returned: null }] };
    }
    case 'RectificationReturned':
    case 'RectificationEscalated': {
      const { personId, reason, day } = event.data;
      return {
        status: 'rectifying',
        attemptDay: day,
        attemptSince: at,
        arming: f.arming + 1,
        ...(event.type === 'RectificationEscalated' ? { escalations: f.escalations + 1, escalated: { at, toUnitId: event.data.toUnitId, reason } } : {}),
        replies: reply(f, { outcome: 'returned', returned: { at, personId, reason } }),
      };
    }
    case 'EscalationRuled': {
      const { ruling, day, text, personId } = event.data;
      const anew = day === null ? {} : { attemptDay: day, attemptSince: at, arming: f.arming + 1 };
      return { escalated: null, escalationRulings: [...f.escalationRulings, { at, ruling, day, text, personId }], ...anew };
    }
    case 'FindingStruckOff':
      return { status: 'struckOff', ended: { at, personId: event.data.personId, text: event.data.text }, acceptanceEvidenceIds: event.data.evidenceIds, replies: reply(f, { outcome: 'accepted' }) };
    case 'FindingOverturned':
      return { status: 'overturned', ended: { at, personId: null, text: event.data.basis } };
    case 'RectificationLatenessOverturned':
      return { latenessOverturned: { at, basis: event.data.basis } };
    case 'RectificationReturnOverturned':
      return { status: 'replied', attemptSince: at, replies: reply(f, { outcome: 'pending', returned: null }) };
    default:
      return {};
  }
}
