import type { Channel, OnBehalf } from '../on-behalf';
import type { Day, Instant } from '../time/day';

/** A lateness that a proceeding holds against a unit, as figures count it: its unit may object to it. */
export interface FoundLateness {
  /** Unique in the proceeding, and another one for another deadline: `step:s1:2026-03-01`, `missing:u1`, `visit:l1:2026Q1:1`. */
  id: string;
  unitId: string;
  /** Done or sent, but late; or not at all. */
  what: 'late' | 'missing';
  /** The day that decided, last day inclusive. */
  day: Day;
  /** When the log recorded it: nobody could object before. */
  foundAt: Instant;
  /** The person who decided that it is one; null: the clock, or the rules. */
  decidedBy: string | null;
}

/** An objection (异议) of a unit to a lateness. Upheld, the lateness is overturned: it stays visible, and leaves every count. */
export interface LatenessObjection {
  id: string;
  /** The lateness that it disputes. */
  lateness: string;
  unitId: string;
  /** When it was made; recorded for the unit (代录) the day that it stated, which decides whether it was in time. */
  at: Instant;
  recordedAt: Instant;
  /** How the unit told it, where the office recorded it. */
  told: Channel | null;
  personId: string;
  insteadOf?: string;
  reason: string;
  evidenceIds: string[];
  /** Who decided first; null: the clock, or the rules. */
  decidedBy: string | null;
  status: 'open' | 'upheld' | 'rejected';
  ruling: { at: Instant; personId: string; insteadOf?: string; reason: string } | null;
}

export type ObjectionEventData = {
  /** `onBehalf`: how it came, where the office recorded it (代录). */
  LatenessObjected: { objectionId: string; lateness: string; unitId: string; personId: string; reason: string; evidenceIds: string[]; decidedBy: string | null; onBehalf?: OnBehalf };
  LatenessObjectionRuled: { objectionId: string; upheld: boolean; personId: string; reason: string };
};

export type ObjectionCommand =
  | { type: 'objectToLateness'; lateness: string; reason: string; evidenceIds: string[]; onBehalf?: OnBehalf | null }
  | { type: 'ruleOnLateness'; objectionId: string; upheld: boolean; reason: string };
