import type { QualityFlag } from '../feedback/report.quality';
import type { Day, Instant } from '../time/day';

/** lead 牵头, participant 参与/配合, implementer 实施/责任 (the only unit of an item whose paper marks no role). */
export type AssignmentRole = 'lead' | 'participant' | 'implementer';

export interface Assignment {
  id: string;
  unitId: string;
  role: AssignmentRole;
  coordinator: boolean;
  /** The living group by which the unit came to it; undefined: by its own name. */
  groupId?: string;
  /** Version of the roster by which it ended: the unit left its groups or was dissolved. */
  left?: number;
  createdAt: Instant;
  /** Who gave the assignment to the unit: may not rule on an objection to it. Null: the system. */
  assignedBy: string | null;
  receivedAt: Instant | null;
  receivedBy: { personId: string | null; onBehalf: boolean } | null;
  responsiblePersonId: string | null;
  /** declined: handed to another unit; transferred likewise by the office. */
  status: 'active' | 'completed' | 'declined' | 'transferred' | 'dropped';
  /** The assignment in which the work goes on since it was transferred: what had been handed in is judged as this one's, what is returned of it goes there. */
  goesOnAs?: string;
  /**
   * Who took the work over by hand-over or as its successor, and by which event: what was told counts until that one tells anew.
   * `beside`: that one was at the item already, with what it had told of each target by then.
   */
  succeeded?: { by: string; event: number; beside?: Readonly<Record<string, number>> };
  arming: number;
  /** Rungs of the receipt rest until then, after a refused 申请改派. */
  rungsRestUntil: Instant | null;
  lastUrgedAt: Instant | null;
  /** Latest value by target, cumulative, with its as-of day. */
  values: Record<string, { value: number; asOf: Day }>;
  /** All that was told of each target, in the order of as-of days: the newest word on each day. */
  figures: Record<string, Figure[]>;
  /** The last report: what the next one is compared with; null before the first. */
  lastReport: LastReport | null;
  /** Pieces of evidence given since the last report, or since work was last accepted: what a report may rest on without naming it. */
  newEvidence: number;
}

/** A value that was told of a target, cumulative as of a day. */
export interface Figure {
  asOf: Day;
  value: number;
  /** Version of the event that told it. */
  event: number;
}

/** The newest report of an assignment, in the unit's words. */
export interface LastReport {
  at: Instant;
  /** What was done; where there was no progress, why. */
  text: string;
  percent: number | null;
  noProgress: boolean;
  /** What the rules found wanting in it. */
  flags: QualityFlag[];
}
