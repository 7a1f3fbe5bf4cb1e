import { namedEvidence } from '../proceeding/evidence';
import type { ProceedingSight, ProceedingSummary } from '../proceeding/proceeding';
import { figuresOf, isLateFinding } from './inspection.figures';
import { inspectedUnits, leaderOf } from './inspection.parties';
import { isOpenFinding, wasTold, type Finding, type InspectionState } from './inspection.types';

/** `awaitingApproval`, `preparing`, `underWay`, `rectifying`, or how it ended. */
export function statusOfInspection(state: InspectionState): string {
  if (state.closed) return state.closed.how;
  if (state.approval === 'pending') return 'awaitingApproval';
  if (!state.noticed) return 'preparing';
  return state.reported ? 'rectifying' : 'underWay';
}

/** Units with a finding, and those that handed one over: it stays in their lists. */
function everAtFault(state: InspectionState): string[] {
  return Object.values(state.findings).flatMap((f) => (wasTold(f) ? [f.unitId, ...f.former.map((h) => h.unitId)] : []));
}

/** Units that are inspected or have a finding, told of it or not. */
export function unitsInspected(state: InspectionState): string[] {
  return [...inspectedUnits(state.scope), ...Object.values(state.findings).map((f) => f.unitId)];
}

/** Units that inspect. */
function inspecting(state: InspectionState): string[] {
  const applied = state.appliedBy.unitId === null ? [] : [state.appliedBy.unitId];
  return [...new Set([state.officeUnitId, ...applied, ...state.team.map((m) => m.unitId)])];
}

/** Units that find it in their lists: those inspected only from their notice on. */
function concerned(state: InspectionState): string[] {
  return [...new Set([...inspecting(state), ...(state.noticed ? [...inspectedUnits(state.scope), ...everAtFault(state)] : [])])];
}

const item = (itemId: string): string => `item/${itemId}`;

/** The item that set it off. */
function namedBy({ kind, ref }: InspectionState['reason']): string[] {
  return kind === 'item' && ref !== null ? [item(ref)] : [];
}

/** Items of findings, each for the units that were told of it. */
function toldOf(state: InspectionState): string[] {
  return Object.values(state.findings).flatMap((f) => (f.itemId === null || !wasTold(f) ? [] : [f.unitId, ...f.former.map((h) => h.unitId)].map((unitId) => `${item(f.itemId!)}@${unitId}`)));
}

export function summaryOfInspection(state: InspectionState): ProceedingSummary {
  const { findings, open, repeated, late } = figuresOf(state);
  const { reason, days, lookBackOf } = state;
  const texts = Object.values(state.findings).map((f) => f.text);
  return {
    status: statusOfInspection(state),
    unitIds: concerned(state),
    facts: { findings, openFindings: open, repeated, late, reason: reason.kind, from: days.from, to: days.to, leader: leaderOf(state).personId, lookBackOf, visits: Object.keys(state.visits).length },
    text: [state.title, reason.text, ...texts].join(' '),
    about: [...namedBy(reason), ...state.scope.itemIds.map(item), ...Object.values(state.findings).flatMap(({ itemId }) => (itemId === null ? [] : [item(itemId)]))],
    // Who else is inspected, and what was found there, is not for those inspected.
    shared: { unitIds: inspecting(state), facts: ['reason', 'from', 'to', 'leader'], text: [state.title, reason.text].join(' '), about: [...namedBy(reason), ...toldOf(state)] },
  };
}

/** A unit sees its own findings from their notice on; drafts and what was withdrawn before are the team's. */
function shown(finding: Finding, sight: ProceedingSight): boolean {
  return sight.kind === 'all' || ([finding.unitId, ...finding.former.map((h) => h.unitId)].some((u) => sight.unitIds.includes(u)) && wasTold(finding));
}

/** What is its own, as somebody may see it. */
export function viewOfInspection(state: InspectionState, sight: ProceedingSight) {
  const all = sight.kind === 'all';
  const mine = (unitId: string): boolean => all || sight.unitIds.includes(unitId);
  const { reason, basis, approval, days, team, checklist, noticed, reported, lookBackOf, absorbed, mergedInto } = state;
  const findings = Object.values(state.findings).filter((f) => shown(f, sight));
  const seen = new Set(findings.map((f) => f.id));
  return {
    reason,
    basis,
    approval,
    programmeId: state.programmeId,
    scope: all ? state.scope : { itemIds: [], unitIds: state.scope.unitIds.filter(mine), reformUnitIds: state.scope.reformUnitIds.filter(mine) },
    days,
    team,
    stoodIn: all ? state.stoodIn : [],
    checklist: all || noticed ? checklist : [],
    answers: all ? Object.values(state.answers) : [],
    unanswered: all ? Object.entries(state.unanswered).map(([question, dropped]) => ({ question, ...dropped })) : [],
    noticed,
    visits: Object.values(state.visits).filter((v) => all || (noticed && mine(v.unitId))).map((v) => (all ? v : { ...v, done: null })),
    findings: findings.map((f) => ({ ...f, late: isLateFinding(f, state), notices: all ? f.notices : f.notices.filter((n) => n.status === 'issued'), offered: all ? f.offered : [], repeatDecision: all ? f.repeatDecision : null })),
    objections: Object.values(state.objections).filter((o) => seen.has(o.findingId)),
    figures: all ? figuresOf(state) : null,
    reported: all ? reported : null,
    lookBackOf: all ? lookBackOf : null,
    lookBack: all ? state.lookBack : null,
    absorbed: all ? absorbed : [],
    mergedInto: all ? mergedInto : null,
    offers: all ? state.offers : [],
  };
}

/** 督查报告 as data: drawn up whole from what the events say, at whatever moment. */
export function reportOfInspection(state: InspectionState): object {
  const findings = Object.values(state.findings);
  const visited = Object.values(state.visits).filter((v) => v.done).map((v) => v.unitId);
  const units = [...new Set([...inspectedUnits(state.scope), ...visited, ...findings.map((f) => f.unitId)])];
  const byUnit = units.map((unitId) => {
    const own = findings.filter((f) => f.unitId === unitId);
    return {
      unitId,
      visits: Object.values(state.visits).filter((v) => v.unitId === unitId && v.done).map((v) => ({ visitId: v.id, day: v.done!.day, personIds: v.done!.personIds, record: v.done!.record, evidence: namedEvidence(state, v.done!.evidenceIds) })),
      answers: Object.values(state.answers).filter((a) => a.unitId === unitId).map(({ evidenceIds, ...answer }) => ({ ...answer, evidence: namedEvidence(state, evidenceIds) })),
      figures: figuresOf({ findings: Object.fromEntries(own.map((f) => [f.id, f])), overdue: state.overdue }),
      findings: own.map((f) => ({
        findingId: f.id, itemId: f.itemId, text: f.text, severity: f.severity, basis: f.basis, evidence: namedEvidence(state, f.evidenceIds), status: f.status, question: f.question, category: f.category, repeated: f.repeated, earlier: f.earlier, offered: f.offered, repeatDecision: f.repeatDecision,
        day: f.day, late: isLateFinding(f, state), returns: f.replies.filter((r) => r.outcome === 'returned').length, escalations: f.escalations, escalationRulings: f.escalationRulings, open: isOpenFinding(f), ended: f.ended,
        replies: f.replies.map(({ at, recordedAt, told, text, evidenceIds, outcome }) => ({ at, recordedAt, told, text, outcome, evidence: namedEvidence(state, evidenceIds) })), acceptance: namedEvidence(state, f.acceptanceEvidenceIds),
      })),
    };
  });
  const { id, title, planId, reason, basis, approval, days, team, scope, noticed, reported, closed, lookBackOf } = state;
  return { inspectionId: id, title, planId, status: statusOfInspection(state), reason, basis, approval, days, team, scope, noticed, conclusion: reported?.conclusion ?? null, reportedAt: reported?.at ?? null, figuresAsReported: reported?.figures ?? null, figures: figuresOf(state), byUnit, closed, lookBackOf };
}
