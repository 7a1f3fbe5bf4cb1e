import type { OnBehalf } from '../on-behalf';
import type { UnitTraits } from '../roster/unit-traits';
import type { Day } from '../time/day';
import type { DecimalText } from './scheme';
import type { Adjusted, Figure, Judged, ResultRow, ScoreSheet, ToldAdjustment } from './sheet';

/** How the co-signatures (会签) of a round have to come together. */
export type SigningPolicy =
  | { kind: 'all' }
  | { kind: 'any' }
  | { kind: 'quorum'; of: number }
  /** One after the other, as listed. */
  | { kind: 'sequence' }
  /** So many of each group; signers name theirs. */
  | { kind: 'byGroup'; groups: { name: string; of: number }[] };

/** Who is to sign. Without a person: whoever signs for the unit. */
export interface Party {
  unitId: string;
  personId: string | null;
}

/**
 * One signature that is asked for. A signer whose own body is among the units does not cover it: for those units another member unit
 * signs, under the same slot, and the slot is signed when all its requests are.
 */
export interface SignRequest extends Party {
  id: string;
  slot: string;
  group: string | null;
  /** Units whose scores the signature stands for. */
  covers: string[];
}

/** A role that would have fallen to the unit's own body, and who has it instead. */
export interface Redirection {
  role: 'verifier' | 'reviewer' | 'signer' | 'approver';
  unitId: string;
  from: string;
  to: string;
  because: 'own-work' | 'one-roof';
}

/** Evidence that a unit points to, with the hash of its bytes as it was seen. */
export interface EvidenceRef {
  /** The item that it lies in; null: the round itself. */
  itemId: string | null;
  evidenceId: string;
  name: string;
  sha256: string;
}

export interface SelfScore {
  indicatorId: string;
  score: DecimalText;
  text: string;
  evidence: EvidenceRef[];
}

export interface EvaluationSchedule {
  /** Last day of the self-evaluation, and of the verification of scores. */
  selfDay: Day;
  verifyDay: Day;
  /** Working days to ask for a review after the feedback, and for each signature. */
  reviewWorkingDays: number;
  signWorkingDays: number;
}

/** A stream beside the items, and the version up to which it was counted. */
export interface CountedStream {
  stream: string;
  version: number;
}

/** Figures as of stated versions of the streams: counted again, they are the same. */
export interface FiguresOf {
  unitId: string;
  figures: Figure[];
}

export interface Dissent {
  requestId: string;
  material: number;
  personId: string;
  unitId: string;
  /** The one for whom a substitute refuses: both names are kept. */
  inPlaceOf: Party | null;
  reason: string;
  /** Whose scores are sent back. */
  unitIds: string[];
}

/** A signature, with what was seen: a newer result is another matter. */
export interface Signed {
  requestId: string;
  material: number;
  hash: string;
  personId: string;
  unitId: string;
  /** The one for whom a substitute signs: both names are kept. */
  inPlaceOf: Party | null;
}

export type EvaluationEventData = {
  EvaluationOpened: {
    title: string;
    planId: string;
    policyId: string;
    officeUnitId: string;
    supervisingUnitId: string | null;
    conferenceUnitId: string | null;
    period: { from: Day; to: Day };
    schemeId: string;
    schemeVersion: number;
    /** `traits`: by which each belongs to its class; they stay with the round, whatever becomes of the unit. */
    units: { unitId: string; classId: string; traits: UnitTraits; verifierUnitId: string; reviewerUnitId: string }[];
    memberUnitIds: string[];
    signing: SigningPolicy;
    requests: SignRequest[];
    approvals: SignRequest[];
    redirected: Redirection[];
    schedule: EvaluationSchedule;
  };
  /** `items` and `proceedings`: the version of each stream up to which was counted. */
  FiguresTaken: { units: FiguresOf[]; items: { itemId: string; version: number }[]; proceedings?: CountedStream[]; reason: string | null };
  /** `onBehalf`: how it came, where the office recorded it (代录). */
  SelfAssessed: { unitId: string; personId: string; scores: SelfScore[]; onBehalf?: OnBehalf };
  ScoresVerified: { unitId: string; personId: string; attempt: number; judged: Judged[]; sheet: ScoreSheet };
  FeedbackGiven: { unitId: string; day: Day };
  ScoreAccepted: { unitId: string; personId: string; onBehalf?: OnBehalf };
  ReviewRequested: { unitId: string; personId: string; indicatorIds: string[]; reason: string; evidence: EvidenceRef[]; onBehalf?: OnBehalf };
  /** A scheme by which the round cannot be scored is corrected for it: every score is given again by that version. */
  SchemeCorrected: { schemeVersion: number; reason: string };
  /** An open review whose figures were counted anew ends: the score is given again, and may be objected to again. */
  ReviewOvertaken: { unitId: string; reason: string };
  /** Granted: what was judged anew, what counts in place of what a formula gave, and the sheet that follows. */
  ReviewRuled: { unitId: string; personId: string; granted: boolean; reason: string; judged: Judged[] | null; adjusted?: Adjusted[]; sheet: ScoreSheet | null };
  /** A score that was given on a lateness of the self-evaluation that was overturned since is given again. */
  ScoreOvertaken: { unitId: string; lateness: string };
  ReviewPeriodEnded: { unitId: string };
  /** `hash`: SHA-256 over what signatures stand for: rows, sheets, what persons gave, and the hashes of the evidence. */
  ResultsDrawn: { material: number; hash: string; rows: ResultRow[] };
  ResultSigned: Signed;
  ResultDissented: Dissent;
  SignerSubstituted: { requestId: string; by: Party; reason: string };
  SignerReplaced: { requestId: string; by: Party; reason: string };
  VerifierReplaced: { unitId: string; role: 'verifier' | 'reviewer'; toUnitId: string; reason: string };
  ResultApproved: Signed;
  /** The circular (通报) that carries the result was signed. */
  EvaluationPublished: { paperId: string; material: number; rows: ResultRow[]; /** What reviews put in place of computed points; left out where nothing. */ adjusted?: ToldAdjustment[]; /** The circular that this one corrects and replaces. */ replaces?: string };
  /** A published result is taken up again (更正): figures are counted anew, and what they change is scored and signed again. */
  CorrectionOpened: { paperId: string; reason: string };
  /** Something that was counted has been put right since (更正): the office is to count anew, or to correct what it published. `by`: the event that did it, or the lateness of the round's own. */
  CountedFigureCorrected: { by: string; unitIds: string[]; figures: string[] };
  /** It stands as it was published. */
  CorrectionDropped: { reason: string };
  EvaluationCancelled: { reason: string };
};
