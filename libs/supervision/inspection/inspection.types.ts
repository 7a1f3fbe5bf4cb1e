import type { Holder } from '../holding';
import type { Channel } from '../on-behalf';
import type { ProceedingState } from '../proceeding/proceeding';
import type { OfferedMerge } from '../programme/programme.places';
import type { Day, Instant } from '../time/day';
import type { ChecklistItem } from './checklist';

/** What set an inspection off; `ref` is the id of the programme's entry, item, unit, reform unit's unit, light (`red`) or inspection looked back on. */
export interface InspectionReason {
  kind: 'programme' | 'item' | 'unit' | 'reformUnit' | 'light' | 'lookBack';
  ref: string | null;
  text: string;
}

/** By which it may take place: an entry of the year's programme, or an approval of its own (一事一报). */
export type InspectionBasis = { kind: 'programme'; entryId: string } | { kind: 'approval' };

export interface InspectionScope {
  itemIds: string[];
  /** Every unit inspected, those of the items among them. */
  unitIds: string[];
  /** Of these the reform units (重点改革单位). */
  reformUnitIds: string[];
}

export interface InspectionDays {
  from: Day;
  to: Day;
}

/** A member of the team. Who left stays named, with who came in their place. */
export interface TeamMember {
  personId: string;
  unitId: string;
  role: 'leader' | 'inspector';
  left: { at: Instant; reason: string; byPersonId: string } | null;
}

export interface InspectionVisit {
  id: string;
  unitId: string;
  /** Planned for this day. */
  day: Day;
  /** Who sees to it. */
  personId: string;
  status: 'planned' | 'done' | 'dropped';
  /** Rises when it is moved. */
  arming: number;
  plannedAt: Instant;
  done: { at: Instant; insteadOf?: string; day: Day; personIds: string[]; record: string; evidenceIds: string[] } | null;
}

export interface ChecklistAnswer {
  key: string;
  unitId: string;
  answer: 'yes' | 'partly' | 'no' | 'notApplicable';
  note: string | null;
  evidenceIds: string[];
  personId: string;
  /** The member in whose place a substitute did it; so below. */
  insteadOf?: string;
  at: Instant;
}

export type Severity = 'minor' | 'major' | 'serious';

/** What a rectification notice (整改通知书) demands; the paper itself is kept with the papers, and is nothing without a signature. */
export interface RectificationNotice {
  paperId: string;
  demand: string;
  /** From its issue to the day of rectification. */
  workingDays: number;
  draftedBy: string;
  insteadOf?: string;
  draftedAt: Instant;
  status: 'drafted' | 'issued' | 'void';
  signedBy: string | null;
  endedAt: Instant | null;
}

export interface RectificationReply {
  /** When it was given; recorded for the unit (代录) the day that it stated. */
  at: Instant;
  recordedAt: Instant;
  told: Channel | null;
  personId: string;
  insteadOf?: string;
  text: string;
  evidenceIds: string[];
  outcome: 'pending' | 'accepted' | 'returned';
  returned: { at: Instant; personId: string; reason: string } | null;
}

/**
 * - `recorded`: has no rectification notice, or a void one.
 * - `drafted`: its notice waits for a signature.
 * - `rectifying`: the unit has it, by a day. - `replied`: the reply waits for acceptance.
 * - `struckOff` 销号; `overturned`: an objection was upheld; `withdrawn`: by the inspecting side, with a reason.
 */
export type FindingStatus = 'recorded' | 'drafted' | 'rectifying' | 'replied' | 'struckOff' | 'overturned' | 'withdrawn';

/** A finding of another inspection, struck off since: where it concerns the same, the new one may be the old one come back. */
export interface EarlierFinding {
  inspectionId: string;
  findingId: string;
  /** When it was struck off. */
  since: Instant;
  /** By what the two concern the same: the item, the question of a checklist, the category (类别), or their words; `unit`: nothing was named to tell, and it is of the same unit. */
  by: 'item' | 'question' | 'category' | 'text' | 'unit';
}

/** What the team said of the earlier findings that it was offered: which one has come back, or why none has. */
export interface RepeatDecision {
  at: Instant;
  personId: string;
  insteadOf?: string;
  earlier: FindingName | null;
  reason: string;
}

/** A finding by its inspection and its id there. */
export interface FindingName {
  inspectionId: string;
  findingId: string;
}

export interface Finding {
  id: string;
  unitId: string;
  /** Who had it before, by hand-over: both names stay. */
  former: Holder[];
  itemId: string | null;
  /** Question of the checklist that it answers, and the category (类别): of its item, or as it was named. */
  question: string | null;
  category: string | null;
  text: string;
  severity: Severity;
  basis: string;
  evidenceIds: string[];
  /** The finding that has come back, of another inspection; `repeated` where that was within a year. */
  earlier: FindingName | null;
  repeated: boolean;
  /** Earlier findings that may have come back, as they were offered when it was recorded. */
  offered: EarlierFinding[];
  /** Null while that is open, and where nothing was offered. */
  repeatDecision: RepeatDecision | null;
  recordedBy: string;
  insteadOf?: string;
  recordedAt: Instant;
  /** Rises when it is amended. */
  revision: number;
  status: FindingStatus;
  /** Newest last. */
  notices: RectificationNotice[];
  /** Last day inclusive, as first set: late stays late. */
  day: Day | null;
  /** Day of this attempt after a return. */
  attemptDay: Day | null;
  attemptSince: Instant | null;
  /** Rises with a return. */
  arming: number;
  replies: RectificationReply[];
  escalations: number;
  /** 提级: what the higher unit has still to decide. */
  escalated: { at: Instant; toUnitId: string; reason: string } | null;
  /** What it decided so far. */
  escalationRulings: { at: Instant; ruling: EscalationRuling; day: Day | null; text: string; personId: string }[];
  /** Set when an objection to its lateness was upheld. */
  latenessOverturned: { at: Instant; basis: string } | null;
  ended: { at: Instant; personId: string | null; text: string } | null;
  /** Evidence of what the acceptance (整改验收) saw. */
  acceptanceEvidenceIds: string[];
}

/** `order`: to be put right as demanded; `extend`: by a later day; `stop`: no more, which withdraws the finding. */
export type EscalationRuling = 'order' | 'extend' | 'stop';

export interface FindingObjection {
  id: string;
  findingId: string;
  what: 'finding' | 'lateness' | 'return';
  reason: string;
  evidenceIds: string[];
  personId: string;
  /** In whose place, where a substitute made or recorded it. */
  insteadOf?: string;
  /** When it was made; recorded for the unit (代录) the day that it stated, which decides whether it was in time. */
  at: Instant;
  recordedAt: Instant;
  /** How the unit told it, where the office recorded it. */
  told: Channel | null;
  status: 'open' | 'upheld' | 'rejected' | 'lapsed';
  ruling: { at: Instant; personId: string; basis: string } | null;
}

/** Figures of a report: each counts findings. */
export interface InspectionFigures {
  findings: number;
  minor: number;
  major: number;
  serious: number;
  repeated: number;
  open: number;
  struckOff: number;
  late: number;
  overturned: number;
  withdrawn: number;
}

/** An inspection (督查): of items, units or reform units, with its team, visits, findings and their rectification. */
export interface InspectionState extends ProceedingState {
  planId: string;
  reason: InspectionReason;
  basis: InspectionBasis;
  appliedBy: { personId: string; insteadOf?: string; unitId: string | null };
  approval: 'notNeeded' | 'pending' | 'granted' | 'refused';
  /** Since when it may be told to those inspected. */
  clearedAt: Instant | null;
  /** Stream of the year's programme in which its place is kept. */
  programmeId: string;
  scope: InspectionScope;
  days: InspectionDays;
  /** How often the days were changed. */
  dayChanges: number;
  daysSetAt: Instant;
  team: TeamMember[];
  /** Substitutes who acted in a member's place: what the member may not decide afterwards, they may not either. */
  stoodIn: { personId: string; insteadOf: string }[];
  checklist: ChecklistItem[];
  /** By checklist key and unit. */
  answers: Record<string, ChecklistAnswer>;
  /** Questions that were left unanswered, by checklist key and unit, with the reason. */
  unanswered: Record<string, { at: Instant; personId: string; reason: string }>;
  noticed: { at: Instant; text: string } | null;
  visits: Record<string, InspectionVisit>;
  findings: Record<string, Finding>;
  objections: Record<string, FindingObjection>;
  reported: { at: Instant; personId: string; conclusion: string; figures: InspectionFigures; lookBackOn: Day | null } | null;
  lookBackOf: string | null;
  /** Since when the look-back is owed; null before its day. */
  lookBackDueAt: Instant | null;
  /** What came of its look-back: the inspection, or the reason why there is none; null while it is owed. */
  lookBack: { at: Instant; inspectionId: string | null; reason: string | null } | null;
  /** Rises when a look-back came to nothing. */
  lookBackArming: number;
  /** Inspections that were merged into this one, with what set each off, by which it could take place, and what it looked back on. */
  absorbed: { inspectionId: string; at: Instant; planId: string | null; reason: InspectionReason | null; basis: InspectionBasis | null; lookBackOf: string | null }[];
  mergedInto: string | null;
  /** Others that it could be merged with, as they were offered. */
  offers: OfferedMerge[];
}

const OPEN: ReadonlySet<FindingStatus> = new Set<FindingStatus>(['recorded', 'drafted', 'rectifying', 'replied']);

export function isOpenFinding(finding: Pick<Finding, 'status'>): boolean {
  return OPEN.has(finding.status);
}

/** Whether the unit has been told of it. */
export function wasTold(finding: Finding): boolean {
  return finding.notices.some((n) => n.status === 'issued');
}
