import type { Channel } from '../on-behalf';
import type { Day, Instant } from '../time/day';

export type RequestKind = 'decline' | 'extension' | 'reason' | 'objection';

/** Something that waits for a ruling: a duty of the one who rules. */
export interface PendingRequest {
  id: string;
  kind: RequestKind;
  assignmentId: string;
  stepId: string | null;
  /** When it was made; recorded for the unit (代录) the day that it stated, which decides whether it was in time. */
  at: Instant;
  recordedAt: Instant;
  /** How the unit told it, where the office recorded it. */
  told: Channel | null;
  personId: string;
  insteadOf?: string;
  unitId: string;
  reason: string;
  /** extension: the day asked for; reason: rest until. */
  day: Day | null;
  /** decline: who should do it instead. */
  proposedUnitId: string | null;
  /** objection: what is disputed, and who decided it first (null: the system). */
  disputed: { what: 'lateness' | 'return' | 'attribution'; duty: string | null; arming: number | null; decidedBy: string | null } | null;
  askedInTime: boolean;
  /** lapsed: what it asked about was settled before a ruling. */
  status: 'open' | 'granted' | 'refused' | 'lapsed';
  ruledBy: string | null;
  ruledAt: Instant | null;
}
