import type { DomainEvent } from '../event';
import type { OnBehalf } from '../on-behalf';
import type { ProceedingState, Words } from '../proceeding/proceeding';
import type { Day } from '../time/day';
import type { ChecklistItem } from './checklist';
import type { OfferedMerge } from '../programme/programme.places';
import type { ChecklistAnswer, EarlierFinding, EscalationRuling, FindingName, FindingObjection, InspectionBasis, InspectionDays, InspectionFigures, InspectionReason, InspectionScope, Severity } from './inspection.types';

type Frame = Pick<ProceedingState, 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'> & { planId: string };

/** The events of an inspection. Names and shapes are for ever. */
export type InspectionEventData = {
  InspectionOpened: Frame & {
    title: string;
    reason: InspectionReason;
    basis: InspectionBasis;
    programmeId: string;
    scope: InspectionScope;
    days: InspectionDays;
    team: { personId: string; unitId: string; role: 'leader' | 'inspector' }[];
    checklist: ChecklistItem[];
    lookBackOf: string | null;
  };
  InspectionApproved: { personId: string; text: string };
  InspectionNotApproved: { personId: string; reason: string };
  InspectionRescheduled: { days: InspectionDays; reason: string; personId: string };
  InspectionNoticed: { text: string; personId: string };
  InspectorReplaced: { personId: string; byPersonId: string; byUnitId: string; reason: string };
  InspectionVisitPlanned: { visitId: string; unitId: string; day: Day; personId: string };
  InspectionVisitMoved: { visitId: string; day: Day; reason: string };
  InspectionVisitDone: { visitId: string; day: Day; personIds: string[]; record: string; evidenceIds: string[] };
  InspectionVisitDropped: { visitId: string; reason: string };
  ChecklistAnswered: Pick<ChecklistAnswer, 'key' | 'unitId' | 'answer' | 'note' | 'evidenceIds' | 'personId'>;
  /** A question that is left unanswered for a unit, with the reason. */
  ChecklistQuestionDropped: { key: string; unitId: string; reason: string; personId: string };
  FindingRecorded: {
    findingId: string;
    unitId: string;
    itemId: string | null;
    question: string | null;
    category: string | null;
    text: string;
    severity: Severity;
    basis: string;
    evidenceIds: string[];
    earlier: FindingName | null;
    repeated: boolean;
    personId: string;
  };
  /** Earlier findings of the unit that concern the same: the team says whether one of them has come back. */
  RepeatOffered: { findingId: string; candidates: EarlierFinding[] };
  /** `earlier`: which has come back, `repeated` where that was within a year; null: none of those offered, for the reason. */
  RepeatDecided: { findingId: string; earlier: FindingName | null; repeated: boolean; reason: string; personId: string };
  FindingAmended: { findingId: string; revision: number; text: string; severity: Severity; basis: string; evidenceIds: string[]; personId: string };
  FindingWithdrawn: { findingId: string; reason: string; personId: string };
  /** What is asked for; its paper is drawn up beside it. */
  RectificationDemanded: { findingId: string; paperId: string; demand: string; workingDays: number; personId: string };
  /** The paper was signed: the unit has it until the end of that day. */
  RectificationOrdered: { findingId: string; paperId: string; day: Day };
  /** `onBehalf`: how it came, where the office recorded it (代录). */
  RectificationReplied: { findingId: string; text: string; evidenceIds: string[]; personId: string; onBehalf?: OnBehalf };
  RectificationReturned: { findingId: string; reason: string; day: Day; personId: string };
  /** Returned, and brought before a higher unit. */
  RectificationEscalated: { findingId: string; reason: string; day: Day; toUnitId: string; personId: string };
  /** What the higher unit decided: to be put right as demanded, with more time (`day`), or no more. */
  EscalationRuled: { findingId: string; ruling: EscalationRuling; day: Day | null; text: string; personId: string };
  /** 销号: the rectification was accepted. */
  FindingStruckOff: { findingId: string; text: string; evidenceIds: string[]; personId: string };
  FindingObjected: Pick<FindingObjection, 'findingId' | 'what' | 'reason' | 'evidenceIds' | 'personId'> & { objectionId: string; onBehalf?: OnBehalf };
  FindingObjectionRuled: { objectionId: string; upheld: boolean; basis: string; personId: string };
  /** 更正: what an upheld objection puts right. The original stays visible, and leaves every count. */
  FindingOverturned: { findingId: string; objectionId: string; basis: string };
  RectificationLatenessOverturned: { findingId: string; objectionId: string; basis: string };
  RectificationReturnOverturned: { findingId: string; objectionId: string; basis: string };
  InspectionReported: { conclusion: string; figures: InspectionFigures; lookBackOn: Day | null; personId: string };
  /** `visits`: those that the other had planned; `lookBackOf`: what it looked back on. */
  /** With what set the other off and by which it could take place, since that is told: the merged one is held for both. */
  InspectionAbsorbed: { inspectionId: string; planId: string | null; reason: InspectionReason | null; basis: InspectionBasis | null; scope: InspectionScope; checklist: ChecklistItem[]; visits: { visitId: string; unitId: string; day: Day; personId: string }[]; lookBackOf: string | null };
  /** Another would hit the same units in the same days, `from` to `to`: the two could be merged. */
  MergeOffered: OfferedMerge;
  InspectionMerged: { intoId: string; reason: string; personId: string };
  InspectionCancelled: { reason: string; personId: string };
  InspectionClosed: { figures: InspectionFigures };
  LookBackFellDue: { day: Day };
  /** The inspection that looks back on this one is there. */
  LookBackOpened: { inspectionId: string };
  /** It came to nothing: a look-back is owed as before. */
  LookBackFellThrough: { inspectionId: string; reason: string };
  LookBackDropped: { reason: string; personId: string };
};

export type InspectionEventType = keyof InspectionEventData;

export const INSPECTION_EVENTS: Readonly<Record<InspectionEventType, { material: boolean; words: Words }>> = {
  InspectionOpened: { material: true, words: { zh: '发起督查', en: 'opened' } },
  InspectionApproved: { material: true, words: { zh: '批准督查', en: 'approved' } },
  InspectionNotApproved: { material: true, words: { zh: '不予批准', en: 'not approved' } },
  InspectionRescheduled: { material: true, words: { zh: '调整督查时间', en: 'rescheduled' } },
  InspectionNoticed: { material: true, words: { zh: '下发督查通知', en: 'notice given' } },
  InspectorReplaced: { material: true, words: { zh: '更换督查人员', en: 'inspector replaced' } },
  InspectionVisitPlanned: { material: true, words: { zh: '安排走访', en: 'visit planned' } },
  InspectionVisitMoved: { material: true, words: { zh: '调整走访时间', en: 'visit moved' } },
  InspectionVisitDone: { material: true, words: { zh: '完成走访', en: 'visit made' } },
  InspectionVisitDropped: { material: true, words: { zh: '取消走访', en: 'visit dropped' } },
  ChecklistQuestionDropped: { material: true, words: { zh: '不再填写督查清单事项', en: 'question dropped' } },
  ChecklistAnswered: { material: true, words: { zh: '填写督查清单', en: 'checklist answered' } },
  FindingRecorded: { material: true, words: { zh: '记录问题', en: 'finding recorded' } },
  RepeatOffered: { material: false, words: { zh: '提示可能重复发生', en: 'earlier findings offered' } },
  RepeatDecided: { material: true, words: { zh: '认定是否重复发生', en: 'repetition decided' } },
  FindingAmended: { material: true, words: { zh: '修改问题', en: 'finding amended' } },
  FindingWithdrawn: { material: true, words: { zh: '撤销问题', en: 'finding withdrawn' } },
  RectificationDemanded: { material: true, words: { zh: '提出整改要求', en: 'rectification demanded' } },
  RectificationOrdered: { material: true, words: { zh: '责令整改', en: 'rectification ordered' } },
  RectificationReplied: { material: true, words: { zh: '整改回复', en: 'rectification replied' } },
  RectificationReturned: { material: true, words: { zh: '整改退回', en: 'rectification returned' } },
  RectificationEscalated: { material: true, words: { zh: '整改提级', en: 'rectification escalated' } },
  EscalationRuled: { material: true, words: { zh: '提级裁决', en: 'escalation ruled on' } },
  FindingStruckOff: { material: true, words: { zh: '问题销号', en: 'finding struck off' } },
  FindingObjected: { material: true, words: { zh: '提出异议', en: 'objection made' } },
  FindingObjectionRuled: { material: true, words: { zh: '裁定异议', en: 'objection ruled on' } },
  FindingOverturned: { material: true, words: { zh: '问题更正', en: 'finding overturned' } },
  RectificationLatenessOverturned: { material: true, words: { zh: '整改逾期更正', en: 'lateness overturned' } },
  RectificationReturnOverturned: { material: true, words: { zh: '整改退回更正', en: 'return overturned' } },
  InspectionReported: { material: true, words: { zh: '出具督查报告', en: 'reported' } },
  InspectionAbsorbed: { material: true, words: { zh: '并入另一督查', en: 'another inspection merged into it' } },
  MergeOffered: { material: false, words: { zh: '可合并督查', en: 'merge offered' } },
  InspectionMerged: { material: true, words: { zh: '合并督查', en: 'merged into another' } },
  InspectionCancelled: { material: true, words: { zh: '取消督查', en: 'cancelled' } },
  InspectionClosed: { material: true, words: { zh: '督查办结', en: 'closed' } },
  LookBackFellDue: { material: false, words: { zh: '应开展回头看', en: 'look-back fell due' } },
  LookBackOpened: { material: true, words: { zh: '已开展回头看', en: 'look-back opened' } },
  LookBackFellThrough: { material: true, words: { zh: '回头看未开展', en: 'look-back came to nothing' } },
  LookBackDropped: { material: true, words: { zh: '不再回头看', en: 'look-back dropped' } },
};

/** An earlier finding as it was looked up: whose it was, and when it was struck off. */
export type FoundEarlier = FindingName & { unitId: string; since: string };

export type InspectionCommand =
  /** `offers`: others that it could be merged with, as they were looked up; so below. */
  | ({ type: 'openInspection'; offers?: OfferedMerge[] } & InspectionEventData['InspectionOpened'])
  | { type: 'approveInspection'; grant: boolean; text: string }
  | { type: 'reschedule'; days: InspectionDays; reason: string; offers?: OfferedMerge[] }
  /** In-process: another was opened or moved into its days. */
  | ({ type: 'offerMerge' } & OfferedMerge)
  | { type: 'giveNotice'; text: string }
  | { type: 'replaceInspector'; personId: string; byPersonId: string; byUnitId: string; reason: string }
  | { type: 'planVisit'; unitId: string; day: Day; personId: string }
  | { type: 'moveVisit'; visitId: string; day: Day; reason: string }
  | { type: 'doVisit'; visitId: string; day: Day; personIds: string[]; record: string; evidenceIds: string[] }
  | { type: 'dropVisit'; visitId: string; reason: string }
  | { type: 'answerChecklist'; key: string; unitId: string; answer: ChecklistAnswer['answer']; note: string | null; evidenceIds: string[] }
  | {
      type: 'recordFinding';
      unitId: string;
      itemId: string | null;
      question: string | null;
      category: string | null;
      text: string;
      severity: Severity;
      basis: string;
      evidenceIds: string[];
      demand: string;
      workingDays: number;
      /** The finding that has come back, as it was looked up. */
      earlier: FoundEarlier | null;
      /** Earlier findings that may have come back, as they were looked up, and why none of them has. */
      candidates?: EarlierFinding[];
      notRepeated?: string | null;
    }
  /** Says of what was offered which one has come back, or why none has. */
  | { type: 'decideRepeat'; findingId: string; earlier: FoundEarlier | null; reason: string }
  | { type: 'amendFinding'; findingId: string; revision: number; text: string; severity: Severity; basis: string; evidenceIds: string[] }
  | { type: 'withdrawFinding'; findingId: string; reason: string }
  /** Another notice where the last one was voided. */
  | { type: 'demandRectification'; findingId: string; demand: string; workingDays: number }
  | { type: 'replyRectification'; findingId: string; text: string; evidenceIds: string[] }
  | { type: 'strikeOff'; findingId: string; text: string; evidenceIds: string[] }
  | { type: 'returnRectification'; findingId: string; reason: string }
  | { type: 'escalateRectification'; findingId: string; reason: string }
  /** `day`: until when, where it is given more time. */
  | { type: 'ruleOnEscalation'; findingId: string; ruling: EscalationRuling; day: Day | null; text: string }
  /** `onBehalf`: how it came, where the office records it for a unit without an account; so of a reply. */
  | { type: 'objectToFinding'; findingId: string; what: FindingObjection['what']; reason: string; evidenceIds: string[]; onBehalf?: OnBehalf | null }
  | { type: 'ruleOnObjection'; objectionId: string; upheld: boolean; basis: string }
  /** `dropUnanswered`: why the questions that nobody answered are dropped; null where none is left. */
  | { type: 'reportInspection'; conclusion: string; lookBackOn: Day | null; dropUnanswered: string | null }
  | { type: 'absorbInspection'; inspectionId: string; planId: string; reason: InspectionReason; basis: InspectionBasis; scope: InspectionScope; checklist: ChecklistItem[]; visits: { unitId: string; day: Day; personId: string }[]; lookBackOf: string | null }
  /** In-process: an inspection that looks back on this one was opened, or came to nothing. */
  | { type: 'noteLookBack'; inspectionId: string }
  | { type: 'noteLookBackGone'; inspectionId: string; reason: string }
  | { type: 'dropLookBack'; reason: string }
  | { type: 'mergeInspection'; intoId: string; reason: string }
  | { type: 'cancelInspection'; reason: string };

export type CommandOf<T extends InspectionCommand['type']> = Extract<InspectionCommand, { type: T }>;

export type InspectionEvent = { [T in InspectionEventType]: DomainEvent<T, InspectionEventData[T]> }[InspectionEventType];
