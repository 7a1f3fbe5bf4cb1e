import type { QualityFlag } from '../feedback/report.quality';
import type { Comparison, Place, Recurrence, UpperItem, UpperTarget } from '../plan/draft';
import type { Asks } from '../policy/duty-template';
import type { PaperKind } from '../policy/policy';
import type { Channel } from '../on-behalf';
import type { Day, Instant } from '../time/day';

/** lead 牵头, participant 参与/配合, implementer 实施/责任 (the only unit of an item whose paper marks no role). */
export type AssignmentRole = 'lead' | 'participant' | 'implementer';

export interface Target {
  id: string;
  metric: string;
  comparison: Comparison;
  value: number;
  unit: string;
  text: string;
  /** The target of the upper item towards which it counts. */
  upper?: UpperTarget;
}

/**
 * A living group that an item names (各高校, 市协调小组其他成员单位): who joins it gets the item's duties from then on, whose membership
 * ends hands over.
 */
export interface NamedGroup {
  groupId: string;
  /** As the paper or the amendment has it. */
  name: string;
  role: AssignmentRole;
  /** Units that the item has beside the group: "other members" leave them out. */
  except: string[];
  namedAt: Instant;
}

/** A pause of the clock; `annulled` where it gives no days back: its request was refused, or a new date already counts it. */
export interface Pause {
  from: Instant;
  to: Instant | null;
  cause: 'suspension' | 'decline' | 'extension' | 'reason';
  annulled: boolean;
}

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

/** A lateness that was found: a fact, unless overturned. One for each deadline, however often the step is armed anew. */
export interface Lateness {
  duty: string;
  arming: number;
  /** The moment at which the deadline passed, or at which a step past it was opened anew. */
  dueAt: Instant;
  /** How many new dates the step had been given by then: each date makes late once. */
  datesBefore: number;
  recordedAt: Instant;
  /** Set when an objection was upheld or an error corrected: shown struck through, out of every count. */
  overturned: { at: Instant; basis: string } | null;
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

/**
 * What a person decided about values told by several of one target: they are one thing told several times (once), or different things
 * that add up (apart).
 */
export interface Overlap {
  targetId: string;
  /** Who told them: an assignment's id, or ITEM/TARGET of an item of a lower plan. */
  sources: string[];
  how: 'once' | 'apart';
  reason: string;
  personId: string;
  at: Instant;
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

export interface Paper {
  id: string;
  kind: PaperKind;
  assignmentId: string;
  stepId: string;
  arming: number;
  draftedAt: Instant;
  status: 'drafted' | 'issued' | 'void';
  /** Issued or voided at. */
  settledAt: Instant | null;
  signedBy: string | null;
  answer: { at: Instant; personId: string; text: string } | null;
  to: Recipient[];
}

/** A unit (and post in it) that a notice goes to, and why it does. */
export interface Recipient {
  unitId: string;
  post: 'liaison' | 'leader' | 'responsible' | 'office' | 'signer';
  personId: string | null;
  why: 'assignee' | 'escalation' | 'verifier' | 'ruling' | 'signing' | 'supervision' | 'onBehalf' | 'informed';
}

export type ItemClosure = 'completed' | 'withdrawn' | 'dropped' | 'closedUnfulfilled' | 'carriedOver';

export interface Evidence {
  id: string;
  assignmentId: string;
  stepId: string | null;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  at: Instant;
}

/** Who accepts the leads' work where the usual verifier shares their roof. */
export interface OtherVerification {
  unitId: string | null;
  /** One standing authorisation of the joint conference: persons, end date, basis. */
  standing: { personIds: string[]; until: Day; basis: string } | null;
}

export interface ItemState {
  id: string;
  version: number;
  /** Version after the newest event that changes what a reader acts on; reminders do not. */
  materialVersion: number;
  lastAt: Instant;
  planId: string;
  planNumber: string | null;
  policyId: string;
  number: string;
  title: string;
  category: string | null;
  content: string;
  quote: string;
  place: Place | null;
  officeUnitId: string;
  supervisingUnitId: string | null;
  conferenceUnitId: string | null;
  otherVerification: OtherVerification;
  unitApprovals: 0 | 1 | 2 | null;
  period: { from: Day; to: Day };
  issuedAt: Instant;
  deadline: Day | null;
  firstDeadline: Day | null;
  /** The item of an earlier plan, or of before a split or merge, that it goes on from. */
  carriedFrom: { itemId: string; firstDeadline: Day | null } | null;
  /** The item of a higher plan that it takes up (承接). */
  upper: UpperItem | null;
  deadlineText: string | null;
  recurrence: Recurrence | null;
  /** Template of the policy by which each period opens; null: by the cadence alone. */
  dutyTemplate: string | null;
  /** Since when it recurs as it does: no period opens that ended before. */
  recurringSince: Instant;
  openGroups: { name: string; role: AssignmentRole }[];
  groups: NamedGroup[];
  targets: Target[];
  waivedTargets: Record<string, string>;
  /** Decisions about values told by several, the newest last. */
  overlaps: Overlap[];
  /** The office found that it needs no figures. */
  figuresNotNeeded: boolean;
  /** It has its figures, or needs none, and a day, or recurs (item.quantified.ts). */
  quantified: boolean;
  /** Since when it waits for what it lacks: the issue, or the amendment that took something away. */
  quantifyFrom: Instant;
  assignments: Record<string, Assignment>;
  steps: Record<string, Step>;
  requests: Record<string, PendingRequest>;
  papers: Record<string, Paper>;
  evidence: Record<string, Evidence>;
  lateness: Lateness[];
  /** Overdue marks of duties without a step of their own. */
  overdueDuties: Record<string, Instant>;
  /** Fired rungs by duty and arming, with the moment of their real issue. */
  fired: Record<string, Record<string, Instant>>;
  periodsOpened: string[];
  /** Versions of the events that periods rest on, by step and by key (evolve/period-events.ts). */
  periodEvents: Readonly<Record<string, number>>;
  suspended: { at: Instant; reason: string; arming: number } | null;
  suspensions: number;
  /** The suspensions so far: the days of every duty move by their working days. */
  pauses: Pause[];
  /** The last reopening: what the end of the plan's period asks for counts from here. */
  reopenedAt: Instant | null;
  reopenings: number;
  closed: { how: ItemClosure; at: Instant; reason: string | null; carriedTo?: { planId: string; itemId: string | null }; basis?: string } | null;
  /** Set when all work is accepted while targets are not met. */
  outcomeFrom: Instant | null;
  readNotices: Record<string, Instant>;
}
