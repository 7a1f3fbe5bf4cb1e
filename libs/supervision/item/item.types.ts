import type { Place, Recurrence, UpperItem } from '../plan/draft';
import type { Day, Instant } from '../time/day';
import type { Assignment, AssignmentRole } from './assignment.types';
import type { Paper } from './paper.types';
import type { PendingRequest } from './request.types';
import type { Lateness, Pause, Step } from './step.types';
import type { Overlap, Target } from './target.types';

/** What an item is made of, each in its own place. */
export type { Assignment, AssignmentRole, Figure, LastReport } from './assignment.types';
export type { Paper, Recipient } from './paper.types';
export type { PendingRequest, RequestKind } from './request.types';
export type { DeadlineBasis, Lateness, NewDate, Pause, Step, StepMarks, Submission } from './step.types';
export type { Overlap, Target, TargetRef } from './target.types';

/** An item as it is named to readers of another. */
export interface ItemNamed {
  itemId: string;
  number: string;
  title: string;
}

/** An item that another came from, wholly or in part, as it then was called (调整通知). */
export interface ItemOrigin {
  itemId: string;
  /** With the title null where the event that tells it named the id alone. */
  number: string | null;
  title: string | null;
  firstDeadline: Day | null;
  /** It ended with that; false: it goes on beside what was split off. */
  ended: boolean;
  /** null: carried over from an earlier plan (结转), or told before splits and merges were. */
  by: 'split' | 'merge' | null;
  /** Number of the amendment; null with `by`. */
  amendment: number | null;
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
  /** The item of an earlier plan, or of before a split or merge, that it goes on from; of several the first, `origins` has them all. */
  carriedFrom: { itemId: string; firstDeadline: Day | null } | null;
  /** All items that it came from or took in, with theirs, the oldest first. */
  origins: ItemOrigin[];
  /** What was split off it while it went on. */
  splitOff: ItemNamed[];
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
  /** Overdue marks of duties without a step of their own and of papers' answers, by duty and arming, with the moment that each is of. */
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
  closed: { how: ItemClosure; at: Instant; reason: string | null; carriedTo?: { planId: string; itemId: string | null }; basis?: string; goesOnIn?: { by: 'split' | 'merge'; items: ItemNamed[] } } | null;
  /** Set when all work is accepted while targets are not met. */
  outcomeFrom: Instant | null;
  readNotices: Record<string, Instant>;
}
