import type { Day } from '../time/day';
import type { ClassRule } from './classing';
import type { CountedStream, EvaluationSchedule, EvidenceRef, FiguresOf, Party, SelfScore, SigningPolicy } from './evaluation.events';
import type { AskedSigner } from './independence';
import type { Adjusted, Judged, ResultRow, ScoreSheet } from './sheet';

/** Figures counted from the log, with the versions of the streams that they rest on. */
export interface CountedFigures {
  units: FiguresOf[];
  items: { itemId: string; version: number }[];
  proceedings?: CountedStream[];
}

/** What the signer saw: the number of the result and the hash of what it stands on. */
export interface Seen {
  material: number;
  hash: string;
}

/** What is computed (figures, sheets, rows, hashes) comes with the command: the domain does no arithmetic, and keeps what it was given. */
export type EvaluationCommand =
  | {
      type: 'openEvaluation';
      title: string;
      planId: string;
      policyId: string;
      officeUnitId: string;
      supervisingUnitId: string | null;
      conferenceUnitId: string | null;
      period: { from: Day; to: Day };
      schemeId: string;
      schemeVersion: number;
      /** Of that version of the scheme. */
      classes: ClassRule[];
      /** Without a class named, where their traits put them; without a verifier named, the member units share the work in turn. */
      units: { unitId: string; classId: string | null; verifierUnitId: string | null }[];
      /** Who may take over a role that would fall to the unit's own body. */
      memberUnitIds: string[];
      signing: SigningPolicy;
      signers: AskedSigner[];
      approver: Party;
      schedule: EvaluationSchedule;
      figures: CountedFigures;
    }
  | { type: 'assessSelf'; unitId: string; scores: SelfScore[] }
  | { type: 'verifyScores'; unitId: string; judged: Judged[]; sheet: ScoreSheet }
  | { type: 'giveFeedback'; unitIds: string[] }
  | { type: 'acceptScore'; unitId: string }
  | { type: 'requestReview'; unitId: string; indicatorIds: string[]; reason: string; evidence: EvidenceRef[] }
  | { type: 'ruleReview'; unitId: string; granted: boolean; reason: string; judged: Judged[] | null; adjusted: Adjusted[]; sheet: ScoreSheet | null }
  | { type: 'takeFigures'; figures: CountedFigures; reason: string }
  /** After the publication: counted anew, and issued again under a corrected circular. */
  | { type: 'correctResult'; figures: CountedFigures; reason: string }
  /** Something that was counted has been put right since: by the event that did it, for units whose figures it moves. */
  | { type: 'noteCorrected'; by: string; unitIds: string[]; figures: string[] }
  /** `classes`: of the version by which the round goes on. */
  | { type: 'correctScheme'; schemeVersion: number; classes: ClassRule[]; reason: string }
  | { type: 'drawResults'; rows: ResultRow[]; hash: string }
  | { type: 'sign'; requestId: string; seen: Seen }
  | { type: 'dissent'; requestId: string; seen: Seen; reason: string; unitIds: string[] }
  | { type: 'substitute'; requestId: string; by: Party; reason: string }
  | { type: 'replaceSigner'; requestId: string; by: Party; reason: string }
  | { type: 'replaceVerifier'; unitId: string; role: 'verifier' | 'reviewer'; toUnitId: string; reason: string }
  | { type: 'publish'; text: string }
  | { type: 'cancelEvaluation'; reason: string };

export type CommandOf<T extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: T }>;
