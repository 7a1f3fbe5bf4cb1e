import type { DomainEvent } from '../event';
import type { ProceedingPaperKind, SeriesCode } from '../series';
import type { Day, Instant } from '../time/day';
import type { ToldOne } from './told';

/**
 * A paper of a proceeding (整改通知书, 通报): drawn up by whoever carries it on, issued by a signature (签发), numbered from then on. No
 * machine speaks in an office's name, and nobody hears of a draft.
 */
export interface ProceedingPaper {
  id: string;
  kind: ProceedingPaperKind;
  /** Series in which it is numbered when it is issued; null for one without a number. */
  series: SeriesCode | null;
  /** In whose name it goes out: a signer of this unit signs it. */
  issuerUnitId: string;
  to: ToldOne[];
  text: string | null;
  /** The day that it sets, last day inclusive. */
  deadline: Day | null;
  /** What it is about within the proceeding: a finding, a unit's form. */
  subject: string | null;
  draftedAt: Instant;
  status: 'drafted' | 'issued' | 'void';
  /** Moment at which it was issued or made void, whichever was last. */
  settledAt: Instant | null;
  /** Person that signed it; a void paper that was signed keeps its number. */
  signedBy: string | null;
}

export type Papers = Readonly<Record<string, ProceedingPaper>>;

/** Events of papers, which every kind of proceeding may have. */
export type PaperEventData = {
  ProceedingPaperDrafted: { paperId: string; paper: ProceedingPaperKind; series: SeriesCode | null; issuerUnitId: string; to: ToldOne[]; text: string | null; deadline: Day | null; subject: string | null };
  /** The series stands here again: who gives numbers needs this event alone. */
  ProceedingPaperSigned: { paperId: string; series: SeriesCode | null; personId: string };
  /** `personId` is null where the paper became void of itself. */
  ProceedingPaperVoided: { paperId: string; personId: string | null; reason: string };
};
export type PaperEvent = { [T in keyof PaperEventData]: DomainEvent<T, PaperEventData[T]> }[keyof PaperEventData];
