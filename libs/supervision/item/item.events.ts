import type { DomainEvent, NewDomainEvent } from '../event';
import type { QualityFlag } from '../feedback/report.quality';
import type { Holder } from '../holding';
import type { Place, Recurrence, UpperItem } from '../plan/draft';
import type { Asks } from '../policy/duty-template';
import type { PaperKind } from '../policy/policy';
import type { OnBehalf } from '../on-behalf';
import type { Day, Instant } from '../time/day';
import type { AssignmentRole, DeadlineBasis, ItemClosure, ItemNamed, ItemOrigin, NamedGroup, OtherVerification, Recipient, Target, TargetRef } from './item.types';

export interface NewAssignment {
  id: string;
  unitId: string;
  role: AssignmentRole;
  coordinator: boolean;
  /** The living group by which the unit comes to it. */
  groupId?: string;
}

/** A living group as it is named. */
export type NewNamedGroup = Omit<NamedGroup, 'namedAt'>;

export interface NewStep {
  id: string;
  assignmentId: string;
  title: string;
  period: string | null;
  basis: DeadlineBasis | null;
  evidenceRequired: boolean;
  /** The step of another unit that it continues, with the account of its deadline. */
  continues?: string;
  /** The accepted step of whoever had the work before, which it does anew: that one stays as it was judged. */
  redoes?: string;
  /** The unit's own step for the same work, from before that was taken from it: what was late by then is not late again. */
  resumes?: string;
  /** Its own last day, where that of the step it continues had passed before its unit got the work. */
  day?: Day;
  /** What a template of a recurring duty asks for. */
  asks?: Asks;
  /** How long it takes, where it was scheduled. */
  workingDays?: number;
  /** Steps of the item that are finished before it begins. */
  after?: string[];
  /** From when to when it was scheduled (倒排工期): stays visible when its day moves. */
  planned?: { from: Day; to: Day };
}

/** What a change of the roster brings about: since when it holds, and the version of the roster that brought it. */
interface Followed {
  from: Instant;
  roster: number;
}

/** Set where something moved by a hand-over (交接) of all that its holder held. */
export interface ByHandOver {
  handOverId: string;
  from: Holder;
  to: Holder;
  reason: string;
  basis: string | null;
}

/** What an item that goes on takes in of items that are merged into it. */
export interface TakenIn {
  origins: ItemOrigin[];
  /** Its own figures, with those that go on in them. */
  figures: { targetId: string; from: TargetRef[] }[];
  /** The item of a higher plan that those took up, where it took up none itself. */
  upper?: UpperItem;
}

/** Marks and rungs name the duty, its arming and the rung; together with the stream they are the agenda key. */
interface Rung {
  duty: string;
  arming: number;
  rung: string;
}

/**
 * What can happen to an item, by type. Shapes are for ever: a changed one is a new schema version with an upcaster. A person is an
 * opaque id; whatever else names or describes a person is `Sealed`.
 */
export type ItemEventData = {
  ItemIssued: {
    planId: string;
    planNumber: string | null;
    /** Stream of the policy whose rules hold. */
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
    period: { from: Day; to: Day };
    deadline: Day | null;
    deadlineText: string | null;
    recurrence: Recurrence | null;
    /** Template of the policy by which each period opens. */
    dutyTemplate?: string;
    targets: Target[];
    assignments: NewAssignment[];
    steps: NewStep[];
    /** Groups whose roster was not known at issue: who they are is still to be decided. */
    openGroups: { name: string; role: AssignmentRole }[];
    /** Living groups that it names; their members of the day are among the assignments. */
    groups?: NewNamedGroup[];
    /** The office said before the issue that it needs no figure; without a day or a period there is still something to be quantified. */
    figuresNotNeeded?: true;
    /** The item that it goes on from, carried over (结转) or before a split or merge (the first of several): its first deadline stays visible. */
    carriedFrom: { itemId: string; firstDeadline: Day | null } | null;
    /** Set for an item made by a split or merge: all that it came from, with what those came from. */
    origins?: ItemOrigin[];
    /** The item of a higher plan that it takes up (承接). */
    upper?: UpperItem;
  };
  AssignmentReceived: { assignmentId: string; personId: string | null; onBehalf: OnBehalf | null };
  /** `handOver`: by which act, and who had it before. */
  ResponsiblePersonNamed: { assignmentId: string; personId: string; handOver?: ByHandOver };
  /** `flags`: what the rules found wanting in it, if anything. `round`: the reporting round whose form it stood in. `onBehalf`: how it came, where the office recorded it (代录). */
  ProgressReported: { assignmentId: string; stepId: string | null; text: string; percent: number | null; values: { targetId: string; value: number; asOf: Day }[]; noProgressReason: string | null; evidenceIds?: string[]; flags?: QualityFlag[]; round?: string; onBehalf?: OnBehalf };
  ValueCorrected: { assignmentId: string; targetId: string; value: number; asOf: Day; reason: string };
  /** Of values that several told of one target a person decided that they are one thing, or that they add up. */
  OverlapSettled: { targetId: string; sources: string[]; how: 'once' | 'apart'; reason: string };
  EvidenceAttached: { evidenceId: string; assignmentId: string; stepId: string | null; name: string; mediaType: string; bytes: number; sha256: string };
  ApprovalSought: { stepId: string; text: string; evidenceIds: string[]; personId: string };
  ApprovalGiven: { stepId: string; stage: number; personId: string };
  ApprovalSentBack: { stepId: string; personId: string; reason: string };
  StepAdded: { step: NewStep };
  /** `flags`, `onBehalf`: as with a report. */
  StepSubmitted: { stepId: string; attempt: number; text: string; evidenceIds: string[]; personId: string; flags?: QualityFlag[]; onBehalf?: OnBehalf };
  StepRecalled: { stepId: string; attempt: number; personId: string };
  /** `goesOn`: where the work has gone to another unit since it was handed in: the step in which that one puts it right, none where it has the same under way. */
  StepReturned: { stepId: string; attempt: number; personId: string; reason: string; attemptDay: Day; goesOn: { step: NewStep | null } | null };
  StepAccepted: { stepId: string; attempt: number; personId: string; late: boolean; submittedAt: string; deadline: Day | null; standingBasis: string | null };
  AssignmentCompleted: { assignmentId: string };
  RequestMade: {
    requestId: string;
    kind: 'decline' | 'extension' | 'reason' | 'objection';
    assignmentId: string;
    stepId: string | null;
    personId: string;
    unitId: string;
    reason: string;
    day: Day | null;
    proposedUnitId: string | null;
    disputed: { what: 'lateness' | 'return' | 'attribution'; duty: string | null; arming: number | null; decidedBy: string | null } | null;
    askedInTime: boolean;
    /** How an objection came, where the office recorded it (代录). */
    onBehalf?: OnBehalf;
  };
  RequestGranted: { requestId: string; personId: string; reason: string; day: Day | null };
  /** `restUntil`: no rung before it, so that none is sent for the days gone. */
  RequestRefused: { requestId: string; personId: string; reason: string; restUntil: string | null };
  /** What a request asked about was settled before anybody ruled on it. */
  RequestLapsed: { requestId: string; cause: 'stepDone' | 'stepCancelled' | 'assignmentClosed' | 'itemClosed' };
  /** A return that should not have been: the submission lies with its verifier again. */
  /** `ends`: the step in which who has the work now was to put it right. */
  ReturnOverturned: { stepId: string; basis: string; ends: string | null };
  LatenessOverturned: { duty: string; arming: number; basis: string };
  AssignmentTransferred: { assignmentId: string; reason: string; to: NewAssignment; steps: NewStep[]; how: 'declined' | 'transferred'; handOver?: ByHandOver };
  ItemSuspended: { reason: string };
  ItemResumed: { reason: string };
  /** `goesOn`: where another assignment has the work now: the step in which it is done anew. */
  ItemReopened: { reason: string; stepId: string; day: Day | null; goesOn: NewStep | null };
  /** `carriedTo`: where an item that was carried over goes on; without an item's id where that plan was a draft. */
  /** `basis`: the act on the whole plan that ended it (撤回). */
  ItemClosed: { how: ItemClosure; reason: string | null; carriedTo?: { planId: string; itemId: string | null }; basis?: string; /** Into what an amendment split or merged it. */ goesOnIn?: { by: 'split' | 'merge'; items: ItemNamed[] } };
  /** An item that was closed as unfulfilled goes on in the next plan: that it was not fulfilled stays. */
  UnfulfilledCarriedOver: { carriedTo: { planId: string; itemId: string | null }; reason: string };
  ItemQuantified: { targets: Target[]; deadline: Day | null; steps: NewStep[]; notNeeded: string | null };
  TargetWaived: { targetId: string; reason: string };
  OutcomeOpened: { unmet: string[] };
  ItemAmended: { amendment: number; basis: string; title?: string; deadline?: Day | null; targets?: Target[]; duty?: { template: string | null; recurrence: Recurrence | null }; addAssignments: NewAssignment[]; addGroups?: NewNamedGroup[]; addSteps: NewStep[]; dropAssignments: string[]; /** Days of steps of their own, beside the item's. */ steps?: { stepId: string; day: Day }[]; takesIn?: TakenIn; /** What was split off it. */ splitOff?: ItemNamed[] };
  AssignmentUrged: { assignmentId: string; text: string; to: Recipient[]; forced?: true };
  // What the clock brings about. Each carries its agenda key.
  /** Behind the schedule: the share last reported, and the share of the working days that had gone by. */
  BehindMarked: Rung & { stepId: string; percent: number; expectedPercent: number };
  DueSoonMarked: Rung & { stepId: string; deadline: Day };
  OverdueMarked: Rung & { stepId: string | null; deadline: Day | null };
  RedMarked: Rung & { stepId: string; deadline: Day };
  ReminderIssued: Rung & { to: Recipient[]; deadline: Day | null };
  PaperDrafted: Rung & { paperId: string; paper: PaperKind; stepId: string; assignmentId: string; to: Recipient[]; deadline: Day };
  DutyEscalated: Rung & { to: Recipient[]; deadline: Day | null };
  EntrySkipped: Rung & { reason: 'superseded' | 'moot' };
  PeriodOpened: Rung & { period: string; steps: NewStep[] };
  // What follows from the roster: groups live. Each carries its agenda key.
  /** Names whose roster was not known at issue are those of a group that has been formed since. */
  GroupResolved: Rung & Followed & { names: string[]; group: NewNamedGroup };
  MemberJoined: Rung & Followed & { groupId: string; assignment: NewAssignment; steps: NewStep[] };
  /** The unit left its groups, or was dissolved without a successor: its assignment ends. */
  MemberLeft: Rung & Followed & { assignmentId: string; cause: 'left' | 'dissolved' };
  /** What a unit held passes to its successor; to the office where there is none and nobody else is at it. `to` may be there already: then the steps join its own. */
  AssignmentPassedOn: Rung & Followed & { assignmentId: string; cause: 'left' | 'dissolved'; to: NewAssignment; steps: NewStep[] };
  PaperSigned: { paperId: string; personId: string };
  PaperVoided: { paperId: string; personId: string | null; reason: string };
  PaperAnswered: { paperId: string; personId: string; text: string; onBehalf?: OnBehalf };
  NoticeRead: { noticeId: string; personId: string; unitId: string };
};

export type ItemEventType = keyof ItemEventData;
export type ItemEvent = { [T in ItemEventType]: DomainEvent<T, ItemEventData[T]> }[ItemEventType];
export type NewItemEvent = { [T in ItemEventType]: NewDomainEvent<T, ItemEventData[T]> }[ItemEventType];

/**
 * Whether the event changes what a person acts on: these raise the version that `If-Match` and sign-offs are bound to. A
 * midnight reminder does not break somebody's edit.
 */
export const MATERIAL: Record<ItemEventType, boolean> = {
  ItemIssued: true,
  AssignmentReceived: true,
  ResponsiblePersonNamed: true,
  ProgressReported: true,
  ValueCorrected: true,
  OverlapSettled: true,
  EvidenceAttached: true,
  ApprovalSought: true,
  ApprovalGiven: true,
  ApprovalSentBack: true,
  StepAdded: true,
  StepSubmitted: true,
  StepRecalled: true,
  StepReturned: true,
  StepAccepted: true,
  AssignmentCompleted: true,
  RequestMade: true,
  RequestGranted: true,
  RequestRefused: true,
  RequestLapsed: true,
  ReturnOverturned: true,
  LatenessOverturned: true,
  AssignmentTransferred: true,
  ItemSuspended: true,
  ItemResumed: true,
  ItemReopened: true,
  ItemClosed: true,
  UnfulfilledCarriedOver: true,
  ItemQuantified: true,
  TargetWaived: true,
  OutcomeOpened: true,
  ItemAmended: true,
  AssignmentUrged: false,
  BehindMarked: false,
  DueSoonMarked: false,
  OverdueMarked: false,
  RedMarked: false,
  ReminderIssued: false,
  PaperDrafted: false,
  DutyEscalated: false,
  EntrySkipped: false,
  PeriodOpened: true,
  GroupResolved: true,
  MemberJoined: true,
  MemberLeft: true,
  AssignmentPassedOn: true,
  PaperSigned: true,
  PaperVoided: true,
  PaperAnswered: true,
  NoticeRead: false,
};
