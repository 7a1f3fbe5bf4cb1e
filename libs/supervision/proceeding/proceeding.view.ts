import { spanAt, type Rules } from '../rules';
import type { Day, Instant } from '../time/day';
import { goneOf } from './absence';
import { evidenceSeen } from './evidence';
import type { ProceedingEvidence } from './evidence.events';
import { outlookOfProceeding } from './proceeding.agenda';
import type { ProceedingPaper } from './paper.events';
import { papersSeen } from './papers';
import type { ProceedingDuty, ProceedingEntry, ProceedingKind, ProceedingSight, ProceedingState } from './proceeding';
import { settleProceeding } from './proceeding.settle';

/** A duty as readers see it. */
export interface ProceedingDutyView {
  id: string;
  kind: string;
  arming: number;
  owedBy: ProceedingDuty['owedBy'];
  since: Instant;
  day: Day | null;
  overdue: boolean;
  /** Nobody can be expected to do it: the person has left, or the unit is dissolved. Another is to be named. */
  gone: 'person' | 'unit' | null;
  subject: string | null;
}

/** A proceeding as its readers see it: derived whole from the state, nothing stored twice. */
export interface ProceedingView {
  kind: string;
  id: string;
  title: string;
  planId: string | null;
  policyId: string;
  status: string;
  overdue: boolean;
  /** Material version: the ETag. */
  version: number;
  openedAt: Instant;
  actedUpTo: Instant;
  officeUnitId: string;
  supervisingUnitId: string | null;
  conferenceUnitId: string | null;
  unitIds: string[];
  closed: ProceedingState['closed'];
  duties: ProceedingDutyView[];
  next: ProceedingEntry | null;
  /** Papers that the reader may see; drafts only who sees the whole. */
  papers: ProceedingPaper[];
  /** Evidence that the reader may see. */
  evidence: ProceedingEvidence[];
  /** What is its own. */
  content: object;
}

/** Draws a proceeding as of now: what is due but not yet acted on is counted in. */
export function viewProceeding<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, folded: S, rules: Rules, now: Instant, sight: ProceedingSight): ProceedingView {
  const at = now > folded.lastAt ? now : folded.lastAt;
  const { state } = settleProceeding(kind as unknown as ProceedingKind<S>, folded, at, rules);
  const { duties, agenda } = outlookOfProceeding(kind as unknown as ProceedingKind<S>, state, spanAt(rules, at), rules.roster);
  const { status, unitIds } = kind.summary(state);
  const shown = duties.filter((d) => d.since <= at && (sight.kind === 'all' || sight.unitIds.includes(d.owedBy.unitId)));
  return {
    kind: kind.name,
    id: state.id,
    title: state.title,
    planId: state.planId,
    policyId: state.policyId,
    status,
    overdue: duties.some((d) => state.overdue[`${d.id}/${d.arming}`] !== undefined),
    version: folded.materialVersion,
    openedAt: state.openedAt,
    actedUpTo: folded.lastAt,
    officeUnitId: state.officeUnitId,
    supervisingUnitId: state.supervisingUnitId,
    conferenceUnitId: state.conferenceUnitId,
    unitIds,
    closed: state.closed,
    duties: shown.map((d) => ({ id: d.id, kind: d.kind, arming: d.arming, owedBy: d.owedBy, since: d.since, day: d.day, overdue: state.overdue[`${d.id}/${d.arming}`] !== undefined, gone: goneOf(d.owedBy, state.absent, rules.roster), subject: d.subject })),
    next: agenda[0] ?? null,
    papers: papersSeen(state.papers, sight),
    evidence: evidenceSeen(kind, state, sight),
    content: kind.view(state, sight),
  };
}
