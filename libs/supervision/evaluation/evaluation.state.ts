import type { ProceedingState } from '../proceeding/proceeding';
import type { UnitTraits } from '../roster/unit-traits';
import type { Day, Instant } from '../time/day';
import type { CountedStream, Dissent, EvaluationSchedule, EvidenceRef, Party, Redirection, SelfScore, Signed, SigningPolicy, SignRequest } from './evaluation.events';
import type { Adjusted, Figure, Judged, ResultRow, ScoreSheet, ToldAdjustment } from './sheet';

/**
 * Where a unit's score stands: 自评 open, handed in, verified (核验), told to the unit (反馈), under review (复核), settled.
 */
export type UnitStage = 'assessing' | 'assessed' | 'verified' | 'told' | 'inReview' | 'settled';

/** A part in a round: scoring or ruling on a review, co-signing, approving, drawing up the circular, signing it. */
export type HandRole = 'score' | 'cosign' | 'approve' | 'draft' | 'issue';

/** A review that ended without a ruling, as the figures that it was about were counted anew. */
export interface OvertakenReview {
  at: Instant;
  personId: string;
  indicatorIds: string[];
  reason: string;
  endedAt: Instant;
  /** Why the figures were counted anew. */
  because: string;
}

/** One unit that is evaluated. */
export interface EvaluatedUnit {
  unitId: string;
  /** Who answers for it: itself, or the unit that it was handed over to. It is evaluated under its own name. */
  answeredBy: string;
  classId: string;
  /** By which it belongs to its class, as they were when the round was opened. */
  traits: UnitTraits;
  verifierUnitId: string;
  reviewerUnitId: string;
  stage: UnitStage;
  /** Since when it stands there. */
  since: Instant;
  figures: Figure[];
  /** `late`: handed in after its day; what the office recorded (代录), by the day that was stated. `event`: version of the event. */
  self: { at: Instant; personId: string; scores: SelfScore[]; late: boolean; event: number } | null;
  /** Rises whenever its score is sent back, or its figures changed after they were scored. */
  attempt: number;
  sentBack: { at: Instant; reason: string } | null;
  score: { at: Instant; personId: string; insteadOf?: string; judged: Judged[]; /** By a granted review; gone when it is scored again. */ adjusted: Adjusted[]; sheet: ScoreSheet; /** The lateness of the self-evaluation that it was given on. */ lateness: string | null } | null;
  /** Persons who scored it: they rule on no review of it. */
  scoredBy: string[];
  /** Persons who handed in, accepted or objected for it, for themselves or by recording it (代录): they neither score it nor sign for it. */
  spokenBy: string[];
  overtaken: OvertakenReview[];
  /** Last day to ask for a review. */
  reviewBy: Day | null;
  review: { at: Instant; personId: string; indicatorIds: string[]; reason: string; evidence: EvidenceRef[]; ruling: { at: Instant; personId: string; insteadOf?: string; granted: boolean; reason: string } | null } | null;
}

/** A request for a signature as it stands now. */
export interface OpenRequest extends SignRequest {
  substitute: Party | null;
  /** Who was asked before: both names stay. */
  former: Party[];
  /** How often who is to sign was changed, and when last. */
  changes: number;
  changedAt: Instant;
}

export type Signature = Signed & { at: Instant };

/** The result that signatures stand for. */
export interface DrawnResult {
  material: number;
  hash: string;
  rows: ResultRow[];
  at: Instant;
}

/** A result that was published (通报), and what became of it. */
export interface Publication {
  paperId: string;
  result: DrawnResult;
  adjusted: ToldAdjustment[];
  at: Instant;
  /** Since when it is being corrected (更正), and why; its circular is void once the corrected one is issued. */
  correction: { at: Instant; reason: string } | null;
  basis: ScoredBasis;
  /** What was put right since it was published, counted by a correction or not. */
  corrected: PutRight[];
}

/** What a result is given on: every unit's score and what it rests on, and the versions counted. */
export interface ScoredBasis extends Pick<EvaluationState, 'schemeVersion' | 'items' | 'proceedings'> {
  units: Record<string, Pick<EvaluatedUnit, 'stage' | 'since' | 'figures' | 'sentBack' | 'score' | 'reviewBy' | 'review'>>;
}

/** Something that was counted and has been put right. `at`: since when it is owed to be counted. */
export interface PutRight {
  by: string;
  unitIds: string[];
  figures: string[];
  at: Instant;
}

/** An evaluation round (考核评价). */
export interface EvaluationState extends ProceedingState {
  /** Narrower than a proceeding's: an evaluation is always a plan's. */
  planId: string;
  period: { from: Day; to: Day };
  schemeId: string;
  schemeVersion: number;
  schedule: EvaluationSchedule;
  memberUnitIds: string[];
  redirected: Redirection[];
  units: Record<string, EvaluatedUnit>;
  items: { itemId: string; version: number }[];
  proceedings: CountedStream[];
  signing: SigningPolicy;
  requests: Record<string, OpenRequest>;
  approvals: Record<string, OpenRequest>;
  /** The newest result drawn up; null while something in it has moved since. */
  result: DrawnResult | null;
  /** Every result ever drawn up, the newest last: what a signature stood for is shown beside what is to be signed now. */
  results: DrawnResult[];
  /** How many were drawn up. */
  material: number;
  /** When the last score was settled, or the last result fell. */
  movedAt: Instant;
  /** Every signature ever given: whether it counts is asked of the result that it saw. */
  signatures: Signature[];
  approvalsGiven: Signature[];
  dissents: (Dissent & { at: Instant })[];
  /** Oldest first; the last is the one that stands. */
  publications: Publication[];
  /** How often figures were counted. */
  countings: number;
  /** What was put right since and is not counted yet. */
  corrected: PutRight[];
  /** How often the correction of what was published was dropped. */
  drops: number;
  /** Who had which part, ever. */
  hands: Record<HandRole, string[]>;
}

/** The bodies that nobody may score or sign for who is one of them: the unit, and the one that answers for it. */
export function bodiesOf({ unitId, answeredBy }: Pick<EvaluatedUnit, 'unitId' | 'answeredBy'>): string[] {
  return answeredBy === unitId ? [unitId] : [unitId, answeredBy];
}

/** The slot's or approval's request that somebody means. */
export function requestOf(state: EvaluationState, id: string): OpenRequest | undefined {
  if (Object.hasOwn(state.requests, id)) return state.requests[id];
  return Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
}
