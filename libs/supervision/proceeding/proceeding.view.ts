import { spanAt, type Rules } from '../rules';
import type { Day, Instant } from '../time/day';
import { goneOf } from './absence';
import { evidenceSeen } from './evidence';
import type { ProceedingEvidence } from './evidence.events';
import type { FoundLateness, LatenessObjection } from './objection.events';
import { unitsShown } from './judging';
import { lastDayToObject } from './objections';
import { isOverturned } from './overturned';
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

/** A lateness as readers see it. */
export interface LatenessView extends Omit<FoundLateness, 'decidedBy'> {
  lastDayToObject: Day;
  /** Put right (更正): it counts no more. */
  overturned: boolean;
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
  /** Of all that falls due the first; for who sees a part, of what their units owe. */
  next: ProceedingEntry | null;
  /** Papers that the reader may see; drafts only who sees the whole. */
  papers: ProceedingPaper[];
  /** Evidence that the reader may see. */
  evidence: ProceedingEvidence[];
  /** Latenesses that figures count, those of the reader's units alone where they see no more; each with the last day to object. */
  latenesses: LatenessView[];
  /** Objections to them. */
  latenessObjections: LatenessObjection[];
  /** What is its own. */
  content: object;
}

/** Draws a proceeding as of now: what is due but not yet acted on is counted in. */
export function viewProceeding<S extends ProceedingState, C extends { type: string }>(kind: ProceedingKind<S, C>, folded: S, rules: Rules, now: Instant, sight: ProceedingSight): ProceedingView {
  const at = now > folded.lastAt ? now : folded.lastAt;
  const { state } = settleProceeding(kind as unknown as ProceedingKind<S>, folded, at, rules);
  const span = spanAt(rules, at);
  const mine = (unitId: string): boolean => sight.kind === 'all' || sight.unitIds.includes(unitId);
  const { duties, agenda } = outlookOfProceeding(kind as unknown as ProceedingKind<S>, state, span, rules.roster);
  const summary = kind.summary(state);
  const shown = duties.filter((d) => d.since <= at && (sight.kind === 'all' || sight.unitIds.includes(d.owedBy.unitId)));
  return {
    kind: kind.name,
    id: state.id,
    title: state.title,
    planId: state.planId,
    policyId: state.policyId,
    status: summary.status,
    overdue: duties.some((d) => state.overdue[`${d.id}/${d.arming}`] !== undefined),
    version: folded.materialVersion,
    openedAt: state.openedAt,
    actedUpTo: folded.lastAt,
    officeUnitId: state.officeUnitId,
    supervisingUnitId: state.supervisingUnitId,
    conferenceUnitId: state.conferenceUnitId,
    unitIds: unitsShown(summary, sight),
    closed: state.closed,
    duties: shown.map((d) => ({ id: d.id, kind: d.kind, arming: d.arming, owedBy: d.owedBy, since: d.since, day: d.day, overdue: state.overdue[`${d.id}/${d.arming}`] !== undefined, gone: goneOf(d.owedBy, state.absent, rules.roster), subject: d.subject })),
    // What comes that is nobody's of theirs is not theirs to know: an inspected unit hears of no look-back ahead of its notice.
    next: agenda.find((e) => sight.kind === 'all' || shown.some((d) => d.id === e.duty && d.arming === e.arming)) ?? null,
    papers: papersSeen(state.papers, sight),
    evidence: evidenceSeen(kind, state, sight),
    latenesses: (kind.latenesses?.(state) ?? []).filter((l) => mine(l.unitId)).map(({ decidedBy: _by, ...l }) => ({ ...l, lastDayToObject: lastDayToObject({ ...l, decidedBy: null }, span, rules.roster).last, overturned: isOverturned(state, l.id) })),
    latenessObjections: Object.values(state.latenessObjections).filter((o) => mine(o.unitId)),
    content: kind.view(state, sight),
  };
}
