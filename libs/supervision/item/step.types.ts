import type { QualityFlag } from '../feedback/report.quality';
import type { Channel } from '../on-behalf';
import type { Asks } from '../policy/duty-template';
import type { Day, Instant } from '../time/day';

/** Where a step's deadline comes from: the paper's date, or working days from a start. */
export type DeadlineBasis = { kind: 'date'; day: Day } | { kind: 'budget'; from: Day; workingDays: number };

/**
 * A day set after the first one, which stays visible beside it: 延期 by a ruling, 调整 by an amendment (null: taken away),
 * 重新办理 with a day of its own, 转办 (also to a unit's successor, or to one that joined a group) to a unit that got the work after its day.
 */
export interface NewDate {
  day: Day | null;
  by: 'extension' | 'amendment' | 'reopening' | 'transfer';
  requestId: string | null;
  grantedAt: Instant;
}

/** A pause of the clock; `annulled` where it gives no days back: its request was refused, or a new date already counts it. */
export interface Pause {
  from: Instant;
  to: Instant | null;
  cause: 'suspension' | 'decline' | 'extension' | 'reason';
  annulled: boolean;
}

/** 更正: since when a lateness counts no more, why, and the colour that it had brought by then. */
export interface Overturned {
  at: Instant;
  basis: string;
  was: 'yellow' | 'red';
}

/** A lateness that was found: a fact, unless overturned. One for each deadline, however often the step is armed anew, or the work goes to and fro. */
export interface Lateness {
  duty: string;
  arming: number;
  /** The moment at which the deadline passed, or at which a step past it was opened anew. */
  dueAt: Instant;
  /** How many new dates the step had been given by then: each date makes late once. */
  datesBefore: number;
  recordedAt: Instant;
  /** Set when an objection was upheld or an error corrected: shown struck through, out of every count. */
  overturned: Overturned | null;
}

/** What the clock has marked in the present arming. */
export interface StepMarks {
  /** The last reported share fell behind the schedule by more than policy tolerates. */
  behind: Instant | null;
  dueSoon: Instant | null;
  overdue: Instant | null;
  red: Instant | null;
}

export interface Submission {
  attempt: number;
  /** When it was sent: lateness is judged by it. On behalf of a unit it may lie before the recording. */
  at: Instant;
  /** Since when it waits for its verifier, whose days count from here. */
  pendingSince: Instant;
  personId: string | null;
  /** In whose place a substitute sent it. */
  insteadOf?: string;
  text: string;
  evidenceIds: string[];
  /** What the rules found wanting in it. */
  flags: QualityFlag[];
  /** How the unit told it, where the office recorded it (代录): `at` is the day stated, `pendingSince` that of the recording. */
  told: { channel: Channel; scanId: string | null } | null;
  outcome: 'pending' | 'accepted' | 'returned' | 'recalled';
}

export interface Step {
  id: string;
  assignmentId: string;
  title: string;
  /** The period of a recurring duty (2026-Q2), else null. */
  period: string | null;
  basis: DeadlineBasis | null;
  /** Days set after the first one, in order; the last one holds. */
  extensions: NewDate[];
  openedAt: Instant;
  evidenceRequired: boolean;
  /** What a template of a recurring duty asks for; undefined where none does. */
  asks?: Asks;
  /** Working days that it takes, and the steps before it, where it was scheduled. */
  workingDays?: number;
  after?: string[];
  /** As it was first scheduled; what moved since stands in `extensions`. */
  planned?: { from: Day; to: Day };
  /** The unit's own step for the same work, from before that was taken from it, and how many dates this one had when it began. */
  resumes?: { stepId: string; dates: number };
  /** The accepted step of whoever had the work before, which this one does anew. */
  redoes?: string;
  /** Returned after the work had gone to another: the step in which that one puts it right, null where it had the same under way. */
  goesOnAs?: string | null;
  /** The first word of work on it: a report, or the submission itself. */
  begunAt: Instant | null;
  status: 'open' | 'submitted' | 'done' | 'cancelled';
  attempt: number;
  /** Rises on return, granted extension, amended date, resume and reopen. */
  arming: number;
  /** Since when the present arming, or the date that it runs towards, is known: nothing of it falls due earlier. */
  armedAt: Instant;
  /** Start of the present attempt, and its own last day after a return. */
  attemptOpenedAt: Instant;
  attemptDay: Day | null;
  /** Who returned it last: may not rule on an objection to the return. */
  returnedBy: string | null;
  /** Approvals inside the unit, of the present attempt. */
  approvals: { personId: string; insteadOf?: string; at: Instant }[];
  /** Set while the report waits for the unit's own approvals. */
  inApproval: { text: string; evidenceIds: string[]; personId: string; insteadOf?: string; at: Instant } | null;
  submissions: Submission[];
  /** How often the step has come to lie with its verifier. */
  handIns: number;
  marks: StepMarks;
  pauses: Pause[];
  /** Rungs are not sent before this moment: after a refused request, the grace; after an accepted reason, the day named. */
  rungsRestUntil: Instant | null;
  /** Judged at acceptance. */
  completedLate: boolean;
  /** Last progress as a share in percent, and how often one was reported. */
  percent: number | null;
  percentReports: number;
  percentAt: Instant | null;
}
