import type { FollowedEventData, Steps } from '../proceeding/followed-step';
import type { AskedStep, FollowedCommand } from '../proceeding/followed-step.decide';
import type { ProceedingState } from '../proceeding/proceeding';
import type { Day, Instant } from '../time/day';

/** Kinds of meeting that are usual; a place names others in its own words (004: 领导小组会 2, 推进会 6, 办公室会 5). */
export const USUAL_MEETING_KINDS = ['联席会议', '领导小组会', '工作推进会', '办公室会', '专题会'] as const;

/** What a meeting decided in a matter (议定事项): each is a followed step, of the meeting or of the difficulty that the matter is. */
export type MeetingDecision = AskedStep & { stepId: string };

/** A matter on the agenda (议题): a difficulty that was carried to the conference, or another. */
export interface Matter {
  id: string;
  title: string;
  text: string;
  difficultyId: string | null;
  /** `settled`: all that was decided in it is accepted or dropped. */
  status: 'open' | 'decided' | 'settled' | 'withdrawn';
  outcome: string | null;
  decisions: MeetingDecision[];
}

/** A meeting (会议), above all of the joint conference: called with an agenda, held, what it decided followed until it is done. */
export interface MeetingState extends ProceedingState {
  /** In the place's own words: one of the usual kinds, or another. */
  meetingKind: string;
  /** 第 3 次. */
  number: string | null;
  /** The day that it is called for. */
  day: Day;
  place: string | null;
  memberUnitIds: string[];
  matters: Readonly<Record<string, Matter>>;
  steps: Steps;
  /** How often the day was moved. */
  moves: number;
  movedAt: Instant;
  held: { at: Instant; day: Day; presentUnitIds: string[]; personId: string } | null;
  /** 纪要. */
  minutes: { at: Instant; text: string; evidenceIds: string[] } | null;
}

export type MeetingEventData = FollowedEventData & {
  MeetingCalled: { title: string; meetingKind: string; number: string | null; day: Day; place: string | null; memberUnitIds: string[]; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  MatterAdded: { matterId: string; title: string; text: string; difficultyId: string | null };
  MatterWithdrawn: { matterId: string; reason: string };
  MeetingMoved: { day: Day; reason: string };
  MeetingHeld: { day: Day; presentUnitIds: string[]; personId: string };
  /** Of a difficulty, the steps stand in the difficulty under these ids. */
  MatterDecided: { matterId: string; text: string; decisions: MeetingDecision[]; personId: string };
  MatterSettled: { matterId: string };
  MinutesRecorded: { text: string; evidenceIds: string[]; personId: string };
  MeetingCancelled: { reason: string; personId: string };
  MeetingClosed: Record<string, never>;
};

export interface AskedMatter {
  title: string;
  text: string;
  difficultyId: string | null;
}

export type MeetingCommand =
  | FollowedCommand
  | ({ type: 'call'; matters: AskedMatter[] } & MeetingEventData['MeetingCalled'])
  | ({ type: 'addMatter' } & AskedMatter)
  | { type: 'withdrawMatter'; matterId: string; reason: string }
  | { type: 'move'; day: Day; reason: string }
  /** Recorded afterwards: `day` is the day on which it was held. */
  | { type: 'hold'; day: Day; presentUnitIds: string[] }
  /** `stepIds`: for a difficulty, the ids of the steps that the same command sets there. */
  | { type: 'decideMatter'; matterId: string; text: string; decisions: AskedStep[]; stepIds: string[] | null }
  /** Sent with the command of a difficulty that settled the last step of these matters, or closed what was still on the agenda. */
  | { type: 'followDifficulty'; settled: string[]; withdrawn: { matterId: string; reason: string } | null }
  | { type: 'recordMinutes'; text: string; evidenceIds: string[] }
  | { type: 'cancel'; reason: string };
