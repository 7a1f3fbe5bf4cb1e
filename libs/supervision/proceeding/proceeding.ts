import type { DomainEvent, NewDomainEvent } from '../event';
import type { Owed, Rung } from '../duty/ladder';
import type { HandedOverData, Holder, Holding } from '../holding';
import type { Actor } from '../actor';
import type { CoverageCell } from '../period-coverage/cell';
import type { Rejection } from '../rejection';
import type { NoticeKind } from '../notice-kind';
import type { Roster } from '../roster/roster';
import type { Rules, RulesSpan } from '../rules';
import type { SeriesCode } from '../series';
import type { Day, Instant } from '../time/day';
import type { Absent, AbsenceEventData } from './absence.events';
import type { Citation, EvidenceById, EvidenceEventData } from './evidence.events';
import type { FoundLateness, LatenessObjection, ObjectionEventData } from './objection.events';
import type { PaperEvent, PaperEventData, Papers, ProceedingPaper } from './paper.events';
import type { ToldOne } from './told';

export type { ToldOne } from './told';

/**
 * A proceeding (督办程序) is whatever is supervised beside items: an inspection, an evaluation, a reporting round, a difficulty, an
 * instruction. Each is a stream of its own with duties, a course and an end, and for as long as it is open a workflow looks after it.
 * What is alike in all of them stands here; what one is about stands in its own folder, as a {@link ProceedingKind}.
 */
export interface ProceedingState {
  id: string;
  version: number;
  /** Version of the newest event that changes what a person acts on: the ETag. */
  materialVersion: number;
  lastAt: Instant;
  title: string;
  /** The plan that it belongs to; null where it belongs to none. */
  planId: string | null;
  policyId: string;
  officeUnitId: string;
  supervisingUnitId: string | null;
  conferenceUnitId: string | null;
  openedAt: Instant;
  closed: { at: Instant; how: string; reason: string | null } | null;
  /** Real issue of every mark and rung, by duty/arming and rung. */
  fired: Record<string, Record<string, Instant>>;
  /** Moments at which duties passed their day, by duty/arming: late stays late. */
  overdue: Record<string, Instant>;
  /** Versions of the events that said so, by duty/arming. */
  overdueBy: Record<string, number>;
  /** Notices that were read, by notice/unit. */
  readNotices: Record<string, Instant>;
  /** Those to whom something falls by name and who have left. */
  absent: Absent;
  /** Papers drawn up in it, by their id; none is ever forgotten. */
  papers: Papers;
  /** Evidence that was attached in it, by its id; what was withdrawn too. */
  evidence: EvidenceById;
  /** Objections of units to latenesses, by their id. */
  latenessObjections: Readonly<Record<string, LatenessObjection>>;
}

/** What somebody owes in a proceeding. */
export interface ProceedingDuty extends Owed {
  /** In words of the glossary: `rectify`, `accept`, `sign`, `score`, `report`, `rule`, … */
  kind: string;
  owedBy: { unitId: string; personId: string | null; post: ToldOne['post'] };
  /** Reminders before the day, in working days, farthest first; one day before where none are named. */
  reminders?: readonly number[];
  /** What it is about within the proceeding, for readers: a finding, a signature, a unit's form. */
  subject: string | null;
}

/** Something that falls due: a mark or rung of a duty, or a moment of the proceeding's own. */
export interface ProceedingEntry extends Rung {
  act: 'markOverdue' | 'remind' | 'escalate' | 'own';
  kind: string;
  subject: string | null;
}

/** A moment of a proceeding's own that no person brings about: a stage that ends, a look-back that falls due. */
export interface OwnMoment {
  /** With arming and rung the agenda key. */
  duty: string;
  arming: number;
  rung: string;
  at: Instant;
  /** What then happens; its data need not name the duty. */
  event: NewDomainEvent;
}

/** Events that every proceeding may have, beside its own. */
export type CommonEventData = {
  OverdueMarked: { duty: string; arming: number; rung: string; stepId: string | null; deadline: Day | null };
  ReminderIssued: { duty: string; arming: number; rung: string; to: ToldOne[]; deadline: Day | null };
  DutyEscalated: { duty: string; arming: number; rung: string; to: ToldOne[]; deadline: Day | null };
  EntrySkipped: { duty: string; arming: number; rung: string; reason: 'superseded' | 'moot' };
  NoticeRead: { noticeId: string; unitId: string; personId: string };
  HandedOver: HandedOverData;
} & AbsenceEventData &
  PaperEventData &
  EvidenceEventData &
  ObjectionEventData;
export type CommonEvent = { [T in keyof CommonEventData]: DomainEvent<T, CommonEventData[T]> }[keyof CommonEventData];

/** What a decision may look at beside the state: the moment, who acts, and the rules. */
export interface ProceedingContext {
  now: Instant;
  actor: Actor;
  rules: Rules;
}

export type ProceedingDecision = NewDomainEvent[] | { rejected: Rejection };

/** A notice that an event of a proceeding gives rise to. What is signed is no notice of a kind's own but a paper. */
export interface ProceedingNotice {
  /** Unique in the proceeding, and the same on every replay. */
  id: string;
  kind: NoticeKind;
  to: ToldOne[];
  text: string | null;
  deadline: Day | null;
  /** What it is about within the proceeding. */
  subject: string | null;
  /** The series in which it is numbered, where it is. */
  series?: SeriesCode | null;
}

/** How a proceeding shows in lists: plain figures and names, derived from the state alone. */
export interface ProceedingSummary {
  status: string;
  /** Units that it concerns: they find it in their lists. */
  unitIds: string[];
  /** Whatever else lists show and filter by; small. */
  facts: Record<string, string | number | boolean | null>;
  /** Text that full-text search looks through. */
  text: string;
  /** Items and difficulties that it is about, by their streams (`item/i1`): it is found from there. Left out: none. */
  about?: readonly string[];
  /** What of this is shown to who sees a part of it alone, beside their own units; left out: all of it. `about`: `item/i1@u1` is shown to the unit u1. */
  shared?: { readonly unitIds: readonly string[]; readonly facts: readonly string[]; readonly text: string; readonly about?: readonly string[] };
}

/** A unit that decides on another's work in a proceeding: accepts it, or rules on what the other asks or disputes. */
export interface Judging {
  by: string;
  of: string;
}

/** Whose eyes a proceeding is shown to: everything, or as one of these units; `judges`: by one who judges or signs for them. */
export type ProceedingSight = { readonly kind: 'all' } | { readonly kind: 'units'; readonly unitIds: readonly string[]; readonly judges?: boolean };

/** A sentence in both languages. */
export interface Words {
  zh: string;
  en: string;
}

/** What a kind says of hand-over (交接). A kind without it has nothing that moves: what its duties name is listed, and stays. */
export interface HandsOver<S> {
  /** Everything open that is held by the person or unit; of a closed proceeding nothing. */
  holdings(state: S, holder: Holder): Holding[];
  /** Whether it may go to the new holder, and their own last day where the present one has passed; null: the day stays. */
  move(state: S, holding: Holding, to: Holder, context: ProceedingContext): { day: Day | null } | { rejected: Rejection };
  /** Folds what moved; needs the event alone. */
  moved(state: S, data: HandedOverData, at: Instant): S;
}

/** What a kind says of evidence in it. One without it has evidence for its followed steps, if any. */
export interface KeepsEvidence<S> {
  /** What evidence may belong to, each with the unit that answers for it. */
  subjects(state: S): Readonly<Record<string, string>>;
  /** What an event cites, by the event alone; undefined for what the kernel knows of itself. */
  cites?(event: Pick<NewDomainEvent, 'type' | 'data'>): Citation[] | undefined;
  /** Whether the actor belongs to those who look into what the units do: they cite each other's evidence. */
  isTeam?(state: S, context: ProceedingContext): boolean;
}

/** One kind of proceeding: what is its own. */
export interface ProceedingKind<S extends ProceedingState = ProceedingState, C extends { type: string } = { type: string }> {
  /** `inspection`; its streams are `inspection/<id>`. */
  readonly name: string;
  /** Name in both languages, for lists, notices and the workflow. */
  readonly words: Words;
  /** Its own event types, each with whether it changes what a person acts on. */
  readonly material: Readonly<Record<string, boolean>>;
  /** Types of its own that only who sees the whole is told of. */
  readonly unseen?: ReadonlySet<string>;
  /** Plain words for each of its event types, for the timeline. */
  readonly eventWords: Readonly<Record<string, Words>>;
  /** Commands that a closed one still takes; `settle` always. */
  readonly afterClose: ReadonlySet<C['type']>;
  /** The state that the first event makes; what every proceeding has is filled in by the kernel. */
  begin(event: DomainEvent, id: string): Omit<S, keyof Bookkeeping>;
  /** Folds an event of its own; needs the event alone. */
  fold(state: S, event: DomainEvent): S;
  /** What a paper's drafting, signing or voiding changes in its own state; `papers` holds it already. */
  onPaper?(state: S, event: PaperEvent): S;
  /** What keeps somebody from signing or voiding a paper of its own, beyond what holds for every paper; null where nothing does. */
  paperProblem?(state: S, paper: ProceedingPaper, act: 'signPaper' | 'voidPaper', context: ProceedingContext): { rejected: Rejection } | null;
  /** What keeps the office from drawing up a circular on it; null where nothing does. */
  circularProblem?(state: S, context: ProceedingContext): { rejected: Rejection } | null;
  /** Opens one: events of a stream that is not there yet. */
  open(command: C, context: ProceedingContext, id: string): ProceedingDecision;
  decide(state: S, command: C, context: ProceedingContext): ProceedingDecision;
  /** What follows of itself, in one round. */
  consequences(state: S, context: Pick<ProceedingContext, 'now' | 'rules'>): NewDomainEvent[];
  /** Every duty that stands open; of a closed one only what may still be owed. */
  duties(state: S, span: RulesSpan, roster: Roster): ProceedingDuty[];
  moments(state: S, span: RulesSpan, roster: Roster): OwnMoment[];
  notices(event: DomainEvent, state: S, roster: Roster): ProceedingNotice[];
  summary(state: S): ProceedingSummary;
  /** What its units owe by periods, for the coverage view; left out: nothing. */
  coverage?(state: S, span: RulesSpan): CoverageCell[];
  /** Every lateness that figures hold against a unit, also one that was overturned: its unit may object. Left out: it finds none, or has objections of its own. */
  latenesses?(state: S): FoundLateness[];
  /** Whether somebody reads all of it whose unit alone would show them a part: a member of an inspection's team. Left out: nobody. */
  readsAll?(state: S, personId: string): boolean;
  /** What persons and units hold in it, and how that moves (交接). */
  readonly handsOver?: HandsOver<S>;
  /** Its evidence, where that belongs to more than followed steps. */
  readonly evidence?: KeepsEvidence<S>;
  /** Its followed steps, where it has such: they are done, accepted and extended by commands that are alike in all kinds. */
  steps?(state: S): Readonly<Record<string, { readonly unitId: string; readonly personId: string | null; readonly armedAt: Instant }>>;
  /** Units that it is held over, whether they are told yet or not: who judges reads nothing of what is held over their own house. Left out: none. */
  over?(state: S): string[];
  /** Units whose judges it asks to score, to sign or to approve, beside its office, its supervising unit, the leading body and who issues its papers. */
  serving?(state: S): string[];
  /** Who decides in it on whose work, beside followed steps and objections to a lateness. */
  judgings?(state: S, roster: Roster): Judging[];
  /** Since when what the event answers was asked for, where that is no followed step: what the office records for a unit (代录) was not said before. */
  askedSince?(state: S, event: NewDomainEvent): Instant | null;
  /** What is its own, as somebody may see it: plain data, nothing stored twice. */
  view(state: S, sight: ProceedingSight): object;
}

/** What the kernel keeps of a proceeding by itself. */
export type Bookkeeping = Pick<ProceedingState, 'id' | 'version' | 'materialVersion' | 'lastAt' | 'openedAt' | 'closed' | 'fired' | 'overdue' | 'overdueBy' | 'readNotices' | 'absent' | 'papers' | 'evidence' | 'latenessObjections'>;
