import type { DomainEvent, NewDomainEvent } from '../event';
import type { OtherVerification } from '../item/item.types';
import type { Day } from '../time/day';
import type { DraftDecision, DraftItem, DraftPlan, DraftStep, ImportReport, NotUnderstood, ProseLine } from './draft';
import type { ItemFields } from './field.source';

/** One change of a numbered amendment, as it is shown: before beside after. */
export interface AmendmentChange {
  itemId: string | null;
  /** `figureEnds`: a figure of an item that is split or merged away goes on in none. `tieEnds`: a figure that counted towards one of the plan above does so no more. */
  kind: 'add' | 'drop' | 'figureEnds' | 'tieEnds' | 'title' | 'deadline' | 'targets' | 'duty' | 'step' | 'addUnit' | 'dropUnit' | 'split' | 'merge';
  before: string | null;
  after: string | null;
  /** The item leaves the plan by it. */
  endsItem?: boolean;
}

/** The plan of a higher level that a plan takes items up from, and the office that approves it there. */
export interface UpperPlan {
  planId: string;
  officeUnitId: string;
}

/** A stream of an archived plan as it then stood: its version, and the hash of the event at it, which stands for all before. */
export interface ArchivedStream {
  stream: string;
  version: number;
  hash: string;
}

/** What a person changes of an item of a draft. */
export type DraftItemChange = Partial<Pick<DraftItem, 'number' | 'title' | 'category' | 'leads' | 'participants' | 'units' | 'targets' | 'deadline' | 'recurrence' | 'dutyTemplate' | 'content' | 'steps'>>;

export type PlanEventData = {
  PlanDrafted: {
    plan: DraftPlan;
    officeUnitId: string;
    supervisingUnitId: string | null;
    conferenceUnitId: string | null;
    policyId: string;
    source: { name: string; sha256: string; format: string };
    report: ImportReport;
    notUnderstood: NotUnderstood[];
    /** What of the paper stands in neither: its head, headings and prose, so that who checks the draft sees all of it. */
    prose?: ProseLine[];
    /** The higher plan whose items it takes up (承接). */
    upper?: UpperPlan;
  };
  /** The draft's items, in parts so that no event grows without bound. */
  DraftItemsRead: { items: DraftItem[]; decisions: DraftDecision[]; /** By key of the item; what was taken up or carried over has none. */ fields?: Record<string, ItemFields>; /** 结转: they came from an earlier plan, where they are closed, and not from the file. */ carriedOver?: true };
  DecisionsSettled: { settlements: { decisionId: string; optionId: string; value: string | null }[]; bulk: { kind: string; optionId: string } | null };
  /** Only what is given changes. `asked`: questions that the change brings up or puts otherwise; `withdrawn`: those that it answers. Either loses the answer that it had. */
  DraftItemChanged: { itemKey: string; change: DraftItemChange; asked?: DraftDecision[]; withdrawn?: string[] };
  /** A person added an item that the reading had missed, behind the one of the key `after`; null: it is the first. */
  DraftItemAdded: { item: DraftItem; after: string | null; asked?: DraftDecision[]; withdrawn?: string[] };
  /** Many items by one act, likewise; `dropped`: keys of those that are not followed up any more. */
  DraftItemsChanged: { items: { itemKey: string; change: DraftItemChange }[]; dropped: string[]; asked?: DraftDecision[]; withdrawn?: string[] };
  /** The newest change of items was taken back: the draft stands again as it was at `draftVersion`. */
  DraftChangeUndone: { draftVersion: number };
  /** A person accepted the schedules that templates of the policy propose, in parts so that no event grows without bound. */
  DraftScheduled: { items: { itemKey: string; template: string; steps: DraftStep[] }[] };
  DraftItemDropped: { itemKey: string; reason: string };
  VerificationArranged: { otherVerification: OtherVerification };
  /** Who supervises the plan and which body leads; null: none. */
  PlanPartiesSet: { supervisingUnitId: string | null; conferenceUnitId: string | null };
  PlanPeriodSet: { period: { from: Day; to: Day }; year: number };
  IssueBegun: { items: { key: string; itemId: string }[] };
  PlanIssued: { items: number };
  PlanAmended: { number: number; basis: string; changes: AmendmentChange[] };
  /** 结转: items of earlier plans that begin anew in this one after its issue. */
  ItemsCarriedIn: { items: { itemId: string; number?: string; from: { planId: string; itemId: string } }[] };
  PlanDraftDiscarded: { reason: string };
  /** 报审: the draft lies with `toUnitId` from here on, as it stood at `draftVersion`; `attempt` counts within the review. */
  PlanSentUp: { reviewId: string; attempt: number; fromUnitId: string; toUnitId: string; draftVersion: number; personId: string };
  /** 退回修改: it goes back to who sent it in that review. */
  PlanReturned: { reviewId: string; attempt: number; unitId: string; toUnitId: string; draftVersion: number; reason: string; day: Day; personId: string };
  /** An objection to the return was upheld by `unitId`: as it now stands it lies with `toUnitId`, which had returned it, or where it had gone on to. */
  PlanReturnOverturned: { reviewId: string; attempt: number; unitId: string; toUnitId: string; draftVersion: number; reason: string; personId: string };
  /** 审核同意并转报: approved at this level, which sends it on to the level above. */
  PlanPassedOn: { reviewId: string; attempt: number; unitId: string; draftVersion: number; personId: string };
  /** 审核同意: the last word; its office may issue it as it stood at `draftVersion`. */
  PlanApproved: { reviewId: string; attempt: number; unitId: string; draftVersion: number; personId: string };
  /** Taken back by who sent it in that review. */
  PlanSendingTakenBack: { reviewId: string; unitId: string; draftVersion: number; reason: string; personId: string };
  /** The office asks that the plan be withdrawn as a whole (撤回); it goes on until a leader has ruled. */
  PlanWithdrawalProposed: { number: number; basis: string; reason: string; personId: string; unitId: string };
  /** The office takes its own proposal back before it was ruled on. */
  PlanWithdrawalTakenBack: { number: number; reason: string; personId: string; unitId: string };
  PlanWithdrawalRefused: { number: number; reason: string; personId: string };
  /** From here on nothing new is begun under the plan; a job ends what runs. */
  PlanWithdrawn: { number: number; basis: string; reason: string; personId: string; jobId: string };
  /** Streams of the plan's archive, in parts so that no event grows without bound. */
  ArchiveListed: { streams: ArchivedStream[] };
  /** Somebody read a notice of the plan; of several readings by a unit the first one holds. */
  NoticeRead: { noticeId: string; unitId: string; personId: string };
  /** 归档: everything of the plan is closed. `sha256` is over the whole list of streams. */
  PlanArchived: { items: number; proceedings: number; sha256: string; personId: string };
};
export type PlanEventType = keyof PlanEventData;
export type PlanEvent = { [T in PlanEventType]: DomainEvent<T, PlanEventData[T]> }[PlanEventType];
export type NewPlanEvent = { [T in PlanEventType]: NewDomainEvent<T, PlanEventData[T]> }[PlanEventType];

export const PLAN_STREAM = 'plan/';
