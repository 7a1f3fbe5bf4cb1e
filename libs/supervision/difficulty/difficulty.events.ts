import type { FollowedEventData, Steps } from '../proceeding/followed-step';
import type { FollowedCommand, AskedStep } from '../proceeding/followed-step.decide';
import type { ProceedingState } from '../proceeding/proceeding';
import type { Day, Instant } from '../time/day';

/** Where a difficulty was heard of. What a reference names is checked by who raises it: the item or visit is there, and theirs to see. */
export interface DifficultySource {
  kind: 'item' | 'visit' | 'survey' | 'other';
  /** Id of the item; reform unit and visit joined by a slash; otherwise words. */
  ref: string | null;
}

/** What a meeting decided of it. */
export interface ConferenceDecision {
  meetingId: string | null;
  matterId: string | null;
  text: string;
  at: Instant;
  stepIds: string[];
}

/** A difficulty (困难问题): raised, coordinated by a unit with a deadline, carried to the joint conference where that is not enough. */
export interface DifficultyState extends ProceedingState {
  text: string;
  /** 类别, in the plan's own words. */
  category: string | null;
  source: DifficultySource;
  /** Unit, or reform unit, that has the difficulty; in words where it is no unit of the roster. */
  ofUnitId: string | null;
  ofName: string | null;
  raisedBy: { personId: string; unitId: string | null };
  steps: Steps;
  /** Set while the conference has it; with the meeting on whose agenda it stands, once it does. */
  conference: { since: Instant; reason: string; arming: number; meetingId: string | null; matterId: string | null } | null;
  conferences: number;
  decisions: ConferenceDecision[];
  /** Moment of the newest material event: from then on nobody has it but the office. */
  restingSince: Instant;
  /** How it was solved, for who looks for a case like theirs; `shared` where the office lets others find it. */
  solution: string | null;
  shared: boolean;
  /** Names of who had it, which a shared case leaves out. */
  names: string[];
}

export type DifficultyEventData = FollowedEventData & {
  DifficultyRaised: { title: string; text: string; category: string | null; source: DifficultySource; ofUnitId: string | null; ofName: string | null; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  CarriedToConference: { reason: string };
  PutOnAgenda: { meetingId: string; matterId: string };
  TakenOffAgenda: { meetingId: string; reason: string };
  ConferenceDecided: { text: string; personId: string; meetingId: string | null; matterId: string | null; stepIds: string[] };
  /** `names`: how the roster calls who had it, aliases too; a shared case says none of them. */
  DifficultySolved: { solution: string; shared: boolean; personId: string; names?: string[] };
  DifficultyLeft: { reason: string; personId: string };
};

export type DifficultyCommand =
  | FollowedCommand
  | ({ type: 'raise' } & DifficultyEventData['DifficultyRaised'])
  /** The office has a unit coordinate it by a day. */
  | { type: 'coordinate'; unitId: string; text: string; day: Day }
  | { type: 'carryToConference'; reason: string }
  /** Sent with the meeting's own command, never alone. */
  | { type: 'putOnAgenda'; meetingId: string; matterId: string }
  | { type: 'takeOffAgenda'; meetingId: string; reason: string }
  /** What the conference decided; each decision becomes a followed step. With a meeting: sent with that meeting's own command. */
  | { type: 'recordDecision'; text: string; decisions: AskedStep[]; meetingId: string | null; matterId: string | null }
  | { type: 'solve'; solution: string; shared: boolean }
  | { type: 'leave'; reason: string };
