import type { QualityFlag } from '../feedback/report.quality';
import type { ReportedValue } from '../item/item.commands';
import type { AssignmentRole } from '../item/item.types';
import type { Comparison } from '../plan/draft';
import type { ProceedingState } from '../proceeding/proceeding';
import type { OnBehalf } from '../on-behalf';
import type { Rejection } from '../rejection';
import type { Day, Instant } from '../time/day';
import type { DecidedOverlap, ItemStanding, RoundFigures } from './figure.types';

/** A target on a line, with how far the unit had come when the form was drawn. */
export interface LineTarget {
  targetId: string;
  metric: string;
  comparison: Comparison;
  /** What is asked for, in base units. */
  value: number;
  unit: string;
  /** The unit's own newest value; null before the first. */
  reported: number | null;
  asOf: Day | null;
  /** First day that a value may be true of; left out where any may. */
  from?: Day;
}

/** One assignment of a unit on its form, filled in beforehand with what the log knew when the form was drawn. */
export interface RoundLine {
  /** Unique in the round: item and assignment. */
  id: string;
  itemId: string;
  assignmentId: string;
  number: string;
  title: string;
  role: AssignmentRole;
  /** Steps that are still to be delivered, with their days. */
  steps: { stepId: string; title: string; day: Day | null }[];
  targets: LineTarget[];
  /** Last share reported, in percent. */
  percent: number | null;
  last: { at: Instant; text: string; noProgress: boolean } | null;
}

/** What a unit says of a line: progress in words and figures, or why there is none (无新进展). */
export interface Entry {
  stepId: string | null;
  text: string;
  percent: number | null;
  values: ReportedValue[];
  noProgressReason: string | null;
  /** Evidence attached in the round for this line; left out where there is none. */
  evidenceIds?: string[];
}

export type LineEntry = Entry & { lineId: string };

/** An entry as last saved. */
export interface SavedEntry extends Entry {
  at: Instant;
  personId: string;
  /** Version of the form that it came with. */
  version: number;
}

/** Recorded by the office for a unit without an account (代录). */
export type FormOnBehalf = OnBehalf;

/** A form as it went out: what counts. */
export interface Sending {
  arming: number;
  /** When it was sent: lateness is judged by it; on behalf the day that was told, at its end. */
  at: Instant;
  recordedAt: Instant;
  /** Version of the event in the round's stream: figures are traced to it. */
  event: number;
  personId: string;
  insteadOf?: string;
  entries: LineEntry[];
  flags: { lineId: string; flags: QualityFlag[] }[];
  onBehalf: FormOnBehalf | null;
  late: boolean;
}

export type LineGone = 'itemClosed' | 'itemSuspended' | 'assignmentClosed' | 'itemMissing';

/** One unit's form. */
export interface RoundForm {
  unitId: string;
  lines: RoundLine[];
  entries: Readonly<Record<string, SavedEntry>>;
  /** Rises with whatever changes the form: its ETag. */
  version: number;
  status: 'open' | 'inApproval' | 'sent' | 'collected' | 'dropped';
  /** Version of the event that it rests on while nothing of it counts: drawn, returned, fallen away, or the end of the round. */
  event: number;
  /** Rises with a return. */
  arming: number;
  /** Since when the present arming, and the last day of an attempt after a return. */
  since: Instant;
  attemptDay: Day | null;
  soughtBy: { personId: string; insteadOf?: string; at: Instant } | null;
  /** With the one in whose place a substitute approved. */
  approvals: { personId: string; insteadOf?: string; at: Instant }[];
  /** How often it was sought or sent back: approvals are duties of their own each time. */
  seekings: number;
  sendings: Sending[];
  returned: { at: Instant; personId: string; reason: string } | null;
  collected: { at: Instant; personId: string } | null;
  /** When the office last urged it. */
  urgedAt: Instant | null;
  dropped: { at: Instant; because: 'unitDissolved' | 'nothingLeft' } | { at: Instant; because: 'handedOver'; toUnitId: string } | null;
}

/** What became of a sent form's lines in their items. */
export interface Filing {
  reported: string[];
  refused: { lineId: string; code: string }[];
}

/** A reporting round (调度): one form a unit for all its open items, collected and locked by the office, told in a 通报. */
export interface RoundState extends ProceedingState {
  period: { from: Day; to: Day };
  /** Last day to send, inclusive. */
  day: Day;
  forms: Readonly<Record<string, RoundForm>>;
  /** By unit/arming. Kept beside the forms: a form that is locked never changes. */
  filings: Readonly<Record<string, Filing>>;
  locked: { at: Instant; personId: string; figures: RoundFigures } | null;
}

export type RoundEventData = {
  RoundOpened: { title: string; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null; period: { from: Day; to: Day }; day: Day };
  /** One event a unit, so that none grows without bound; again where lines join a form. */
  FormDrawn: { unitId: string; lines: RoundLine[] };
  FormLinesDropped: { unitId: string; lines: { lineId: string; because: LineGone }[] };
  FormDropped: { unitId: string; because: 'unitDissolved' | 'nothingLeft' };
  FormSaved: { unitId: string; entries: LineEntry[]; personId: string };
  FormApprovalSought: { unitId: string; personId: string };
  FormApproved: { unitId: string; stage: number; personId: string };
  FormSentBack: { unitId: string; personId: string; reason: string };
  /** What counts: the entries as they went out, with what the rules found wanting in each. The items follow. */
  FormSent: { unitId: string; arming: number; personId: string; entries: LineEntry[]; flags: { lineId: string; flags: QualityFlag[] }[]; onBehalf: FormOnBehalf | null; late: boolean };
  /** 催报: the office asks for a form that is not in; to whom it waits for. */
  FormUrged: { unitId: string; personId: string; awaits: 'unit' | 'approval' };
  FormCollected: { unitId: string; arming: number; personId: string };
  FormReturned: { unitId: string; arming: number; personId: string; reason: string; day: Day };
  /** The items have taken the form's lines, or refused them. */
  FormFiled: { unitId: string; arming: number; reported: string[]; refused: { lineId: string; code: string }[] };
  RoundLocked: { personId: string; figures: RoundFigures };
  RoundReported: { paperId: string };
  /** Locked, and no 通报 is issued. */
  RoundEnded: { reason: string; personId: string };
  /** `personId` is null where nothing was left to report on. */
  RoundCalledOff: { reason: string; personId: string | null };
};

/** What was looked up in the items before a form goes out. */
export interface Looked {
  gone: { lineId: string; because: LineGone }[];
  /** Lines that their items would refuse as they stand, each with the words of the refusal. */
  refused: ({ lineId: string } & Pick<Rejection, 'code' | 'details'>)[];
  /** Pieces of evidence by line that the item was given since its last report. */
  evidence: Readonly<Record<string, number>>;
}

export type RoundCommand =
  | ({ type: 'openRound'; forms: { unitId: string; lines: RoundLine[] }[] } & RoundEventData['RoundOpened'])
  /** What the items say now: lines that are gone fall away, new ones join forms that are still open. */
  | { type: 'redraw'; forms: { unitId: string; lines: RoundLine[] }[]; gone: { lineId: string; because: LineGone }[] }
  /** `seen`: version of the form that the sender saw. */
  | { type: 'saveForm'; unitId: string; entries: LineEntry[]; seen: number | null }
  | { type: 'sendForm'; unitId: string; seen: number | null; onBehalf: FormOnBehalf | null; looked: Looked }
  | { type: 'approveForm'; unitId: string; looked: Looked }
  | { type: 'sendBackForm'; unitId: string; reason: string }
  | { type: 'urgeForm'; unitId: string }
  | { type: 'collectForm'; unitId: string }
  | { type: 'returnForm'; unitId: string; reason: string }
  | { type: 'fileForm'; unitId: string; arming: number; filing: Filing }
  | { type: 'lockRound'; standing: ItemStanding[]; decided: DecidedOverlap[] }
  | { type: 'draftBulletin'; text: string }
  | { type: 'endRound'; reason: string }
  | { type: 'callOff'; reason: string };

export type RoundCommandOf<T extends RoundCommand['type']> = Extract<RoundCommand, { type: T }>;
