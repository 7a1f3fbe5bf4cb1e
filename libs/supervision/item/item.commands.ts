import type { HandOver } from '../holding';
import type { OnBehalf } from '../on-behalf';
import type { Day } from '../time/day';
import type { ItemEventData, TakenIn } from './item.events';
import type { AssignmentRole, ItemNamed, Target } from './item.types';

export interface ReportedValue {
  targetId: string;
  /** Cumulative since the start of the target's period, in base units. */
  value: number;
  asOf: Day;
}

/** A step as it is given: with working days it is scheduled backwards, from its own day or the item's. */
export interface NamedStep {
  id: string;
  assignmentId: string;
  title: string;
  day: Day | null;
  evidenceRequired: boolean;
  workingDays?: number | null;
  /** Steps of the item that are finished before it begins. */
  after?: string[];
}

/** What can be asked of an item. Imperative names; one shape a command, checked for form at the edge. */
export type ItemCommand =
  | { type: 'receive'; assignmentId: string; onBehalf: OnBehalf | null }
  | { type: 'decline'; requestId: string; assignmentId: string; reason: string; proposedUnitId: string | null }
  | { type: 'namePerson'; assignmentId: string; personId: string }
  /** `round`: the reporting round whose form it stood in. */
  | { type: 'report'; assignmentId: string; stepId: string | null; text: string; percent: number | null; values: ReportedValue[]; noProgressReason: string | null; onBehalf: OnBehalf | null; evidenceIds?: string[]; round?: string }
  | { type: 'correctValue'; assignmentId: string; targetId: string; value: number; asOf: Day; reason: string }
  /** `sources`: who told the values, an assignment's id or ITEM/TARGET of a lower plan. */
  | { type: 'settleOverlap'; targetId: string; sources: string[]; how: 'once' | 'apart'; reason: string }
  | { type: 'attachEvidence'; assignmentId: string; stepId: string | null; evidenceId: string; name: string; mediaType: string; bytes: number; sha256: string }
  | { type: 'submit'; stepId: string; text: string; evidenceIds: string[]; onBehalf: OnBehalf | null }
  | { type: 'approve'; stepId: string }
  | { type: 'sendBack'; stepId: string; reason: string }
  | { type: 'verify'; stepId: string }
  | { type: 'return'; stepId: string; reason: string }
  | { type: 'recall'; stepId: string }
  | { type: 'addStep'; stepId: string; assignmentId: string; title: string; day: Day | null; evidenceRequired: boolean; workingDays?: number | null; after?: string[] }
  | { type: 'requestExtension'; requestId: string; stepId: string; day: Day; reason: string; onBehalf: OnBehalf | null }
  | { type: 'stateReason'; requestId: string; stepId: string; restUntil: Day; reason: string }
  | { type: 'object'; requestId: string; assignmentId: string; stepId: string; what: 'lateness' | 'return' | 'attribution'; reason: string; onBehalf: OnBehalf | null }
  | { type: 'rule'; requestId: string; grant: boolean; reason: string; day: Day | null; toUnitId: string | null; newAssignmentId: string }
  | { type: 'correct'; duty: string; arming: number; basis: string }
  | { type: 'transfer'; assignmentId: string; toUnitId: string; newAssignmentId: string; reason: string }
  /** All that a person or unit holds in the item: a part of one act over everything. */
  | HandOver
  | { type: 'suspend'; reason: string }
  | { type: 'resume'; reason: string }
  /** `basis`: the act on the whole plan by which it ends. */
  | { type: 'withdraw'; reason: string; basis?: string }
  | { type: 'reopen'; stepId: string; day: Day | null; reason: string }
  /** `forced`: sooner than policy allows after the last one, which the event then says. */
  | { type: 'urge'; assignmentId: string; text: string; forced?: boolean }
  | { type: 'quantify'; targets: Target[]; deadline: Day | null; steps: NamedStep[]; notNeeded: string | null }
  | { type: 'waiveTarget'; targetId: string; reason: string }
  | { type: 'signPaper'; paperId: string }
  | { type: 'voidPaper'; paperId: string; reason: string }
  | { type: 'answerPaper'; paperId: string; text: string; onBehalf: OnBehalf | null }
  | { type: 'readNotice'; noticeId: string }
  | { type: 'closeUnfulfilled'; reason: string }
  /** `toItemId`: the item that it goes on as; null where that gets its id when the next plan is issued. */
  | { type: 'carryOver'; toPlanId: string; toItemId?: string | null; reason: string }
  | { type: 'amend'; amendment: number; basis: string; title?: string; deadline?: Day | null; targets?: Target[]; dutyTemplate?: string | null; addUnits: { assignmentId: string; unitId: string; role: AssignmentRole; coordinator: boolean }[]; addGroups?: { groupId: string; role: AssignmentRole }[]; dropAssignments: string[]; drop: boolean; steps?: { stepId: string; day: Day }[]; goesOnIn?: ItemEventData['ItemClosed']['goesOnIn']; takesIn?: TakenIn; splitOff?: ItemNamed[] }
  /** The timer's command: nothing of its own, only what is due. */
  | { type: 'settle' };

export type ItemCommandType = ItemCommand['type'];
export type CommandOf<T extends ItemCommandType> = Extract<ItemCommand, { type: T }>;
