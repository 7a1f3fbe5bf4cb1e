import type { NewDomainEvent } from '../event';
import type { ProceedingContext, ProceedingKind, ProceedingSight } from '../proceeding/proceeding';
import { ruleReason } from '../rule-reason';
import { coverageOfRound } from './round.coverage';
import { decideRound, fallen, openRound } from './round.decide';
import { dutiesOfRound } from './round.duties';
import { EVIDENCE_OF_ROUND } from './round.evidence';
import { foldRound } from './round.evolve';
import { ROUND_HAND_OVER } from './round.hand-over';
import { latenessesOfRound } from './round.figures';
import { noticesOfRound } from './round.notices';
import type { RoundCommand, RoundEventData, RoundForm, RoundState } from './round.types';

function status(state: RoundState): string {
  if (state.closed) return state.closed.how;
  if (!state.locked) return 'collecting';
  return Object.values(state.papers).some((p) => p.status === 'drafted') ? 'awaitingSignature' : 'locked';
}

/** Units that went and forms that have nothing left fall away; with nothing left at all, or with the 通报 issued, the round is over. */
function consequences(state: RoundState, { rules }: Pick<ProceedingContext, 'now' | 'rules'>): NewDomainEvent[] {
  if (state.closed) return [];
  const { locked } = state;
  const issued = Object.values(state.papers).find((p) => p.status === 'issued' && locked !== null && p.draftedAt >= locked.at);
  if (locked) return issued ? [{ type: 'RoundReported', data: { paperId: issued.id } }] : [];
  const forms = Object.values(state.forms);
  const dropped = fallen(state, rules.roster).map((data): NewDomainEvent => ({ type: 'FormDropped', data }));
  if (dropped.length > 0) return dropped;
  // A round's forms are drawn after its first event.
  // What was handed over is drawn anew in another's form.
  return forms.length > 0 && forms.every((f) => f.status === 'dropped' && f.dropped?.because !== 'handedOver') ? [{ type: 'RoundCalledOff', data: { reason: ruleReason('nothing-to-report'), personId: null } }] : [];
}

/** What lists and pages show of a form beside its contents. */
function outline({ unitId, status: of, arming, version, lines, entries, sendings, returned, collected, urgedAt, dropped, approvals, attemptDay }: RoundForm) {
  const last = sendings.at(-1);
  return { unitId, status: of, arming, version, lines: lines.length, filled: lines.filter((l) => entries[l.id] !== undefined).length, sentAt: last?.at ?? null, late: last?.late ?? false, flags: last?.flags.length ?? 0, approvals: approvals.length, attemptDay, returned, collected, urgedAt, dropped };
}

/** Units that have not sent, or were returned and have not sent again. */
export function missingUnits(state: RoundState): string[] {
  return Object.values(state.forms).filter((f) => f.status === 'open' || f.status === 'inApproval').map((f) => f.unitId).sort();
}

function view(state: RoundState, sight: ProceedingSight) {
  const { period, day, forms, locked } = state;
  const seen = Object.values(forms).filter((f) => sight.kind === 'all' || sight.unitIds.includes(f.unitId));
  // The figures are the office's until the 通报 is issued.
  const told = sight.kind === 'all' || Object.values(state.papers).some((p) => p.signedBy !== null);
  return { period, day, forms: seen.map(outline), missing: sight.kind === 'all' ? missingUnits(state) : null, lockedAt: locked?.at ?? null, figures: told ? (locked?.figures ?? null) : null };
}

/** Reporting rounds (调度): forms that units fill, approve and send; collected and locked by the office; told in a 通报 with frozen figures. */
export const REPORTING_ROUND: ProceedingKind<RoundState, RoundCommand> = {
  name: 'reporting-round',
  words: { zh: '调度', en: 'reporting round' },
  material: {
    RoundOpened: true, FormDrawn: true, FormLinesDropped: true, FormDropped: true, FormSaved: true, FormApprovalSought: true, FormApproved: true, FormSentBack: true, FormSent: true,
    FormUrged: false, FormCollected: true, FormReturned: true, FormFiled: false, RoundLocked: true, RoundReported: true, RoundEnded: true, RoundCalledOff: true,
  } satisfies Record<keyof RoundEventData, boolean>,
  eventWords: {
    RoundOpened: { zh: '开始调度', en: 'opened' },
    FormDrawn: { zh: '生成报表', en: 'form drawn' },
    FormLinesDropped: { zh: '事项已结束，移出报表', en: 'lines fell away' },
    FormDropped: { zh: '不再报送', en: 'form fell away' },
    FormSaved: { zh: '填报', en: 'form saved' },
    FormApprovalSought: { zh: '提交本单位审批', en: 'sent for the unit’s approval' },
    FormApproved: { zh: '本单位审批通过', en: 'approved in the unit' },
    FormSentBack: { zh: '本单位退回', en: 'sent back in the unit' },
    FormSent: { zh: '报送', en: 'sent' },
    FormUrged: { zh: '催报', en: 'urged' },
    FormCollected: { zh: '收表', en: 'collected' },
    FormReturned: { zh: '退回重报', en: 'returned' },
    FormFiled: { zh: '进展已记入事项', en: 'filed in the items' },
    RoundLocked: { zh: '锁定', en: 'locked' },
    RoundReported: { zh: '已通报', en: 'reported in a circular' },
    RoundEnded: { zh: '结束，不发通报', en: 'ended without a circular' },
    RoundCalledOff: { zh: '取消调度', en: 'called off' },
  } satisfies Record<keyof RoundEventData, { zh: string; en: string }>,
  // A form that was sent just before the end is still followed by its items.
  afterClose: new Set(['fileForm']),
  begin(event) {
    const { title, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId, period, day } = event.data as RoundEventData['RoundOpened'];
    return { title, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId, period, day, forms: {}, filings: {}, locked: null };
  },
  fold: foldRound,
  open(command, context) {
    if (command.type !== 'openRound') throw new Error('a round begins by being opened');
    return openRound(command, context);
  },
  decide: decideRound,
  consequences,
  handsOver: ROUND_HAND_OVER,
  duties: dutiesOfRound,
  coverage: coverageOfRound,
  latenesses: latenessesOfRound,
  moments: () => [],
  notices: noticesOfRound,
  summary(state) {
    const forms = Object.values(state.forms);
    const count = (...of: RoundForm['status'][]): number => forms.filter((f) => of.includes(f.status)).length;
    return {
      status: status(state),
      unitIds: [...new Set([state.officeUnitId, ...forms.map((f) => f.unitId)])],
      facts: { day: state.day, from: state.period.from, to: state.period.to, forms: forms.length - count('dropped'), sent: count('sent'), collected: count('collected'), missing: count('open', 'inApproval') },
      text: state.title,
    };
  },
  evidence: EVIDENCE_OF_ROUND,
  view,
};
