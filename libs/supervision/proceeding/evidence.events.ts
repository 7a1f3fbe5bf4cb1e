import type { DomainEvent } from '../event';
import type { Instant } from '../time/day';

/**
 * Whose evidence is: a unit's own, or the team's that looks into what units do. Only its own side cites it.
 */
export type EvidenceSide = 'unit' | 'team';

/** A piece of evidence (佐证材料) of a proceeding: its bytes lie under their digest, and were there before this was written. */
export interface ProceedingEvidence {
  id: string;
  /** Whose it is; recorded by the office (代录), the unit for which that was done. */
  unitId: string;
  side: EvidenceSide;
  personId: string;
  /** What it belongs to within the proceeding: a finding, a step, a line of a form; null: to all of it. */
  subject: string | null;
  /** As it was made safe. */
  name: string;
  mediaType: string;
  bytes: number;
  /** Digest of the bytes, hex. */
  sha256: string;
  at: Instant;
  /** What was shown by it so far, by subject; empty where nothing cites it yet. */
  cited: string[];
  withdrawn: { at: Instant; personId: string; reason: string } | null;
}

/** Evidence of a proceeding, by its id. */
export type EvidenceById = Readonly<Record<string, ProceedingEvidence>>;

export type EvidenceEventData = {
  ProceedingEvidenceAttached: { evidenceId: string; unitId: string; side: EvidenceSide; personId: string; subject: string | null; name: string; mediaType: string; bytes: number; sha256: string };
  ProceedingEvidenceWithdrawn: { evidenceId: string; personId: string; reason: string };
};
export type EvidenceEvent = { [T in keyof EvidenceEventData]: DomainEvent<T, EvidenceEventData[T]> }[keyof EvidenceEventData];

export type EvidenceCommand =
  | { type: 'attachProceedingEvidence'; evidenceId: string; subject: string | null; name: string; mediaType: string; bytes: number; sha256: string }
  | { type: 'withdrawProceedingEvidence'; evidenceId: string; reason: string };

/** What an event shows by evidence. */
export interface Citation {
  evidenceIds: readonly string[];
  /** What is shown by it; null: nothing that has an id. */
  subject: string | null;
  /** Whether it then stands for this subject alone. Left out: it does not. */
  binds?: true;
  /** Named for the time being: it may still be taken back. */
  drafted?: true;
  /** Field of the command, for who sent it. */
  field?: string;
}
