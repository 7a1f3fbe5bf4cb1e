import type { FollowedEventData, Steps } from '../proceeding/followed-step';
import type { AskedStep, FollowedCommand } from '../proceeding/followed-step.decide';
import type { ProceedingState } from '../proceeding/proceeding';
import type { Instant } from '../time/day';

/** What an instruction is about; the reference was checked when it was given. */
export interface InstructionSubject {
  kind: 'item' | 'plan' | 'unit' | 'difficulty' | 'other';
  ref: string | null;
}

/** What a leader wrote further, and the steps that were given out on it. */
export interface FurtherInstruction {
  at: Instant;
  text: string;
  round: number;
  stepIds: string[];
}

/** An instruction (批示件): what a leader wrote, shared out to units with days, fed back to the leader, who closes it or instructs further. */
export interface InstructionState extends ProceedingState {
  text: string;
  about: InstructionSubject;
  /** Whose it is; `recorded`: written down by the office for them (代录). */
  leader: { personId: string; unitId: string };
  recorded: boolean;
  steps: Steps;
  /** Rises with each further instruction. */
  round: number;
  further: FurtherInstruction[];
  feedback: { at: Instant; text: string; round: number } | null;
  /** Newest moment at which something was done: from then on the office owes its feedback. */
  restingSince: Instant;
}

export type InstructionEventData = FollowedEventData & {
  InstructionGiven: { title: string; text: string; about: InstructionSubject; leader: { personId: string; unitId: string }; recorded: boolean; planId: string | null; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null };
  FurtherInstructed: { text: string; personId: string; recorded: boolean };
  FeedbackGiven: { text: string; personId: string };
  InstructionClosed: { text: string | null; personId: string; recorded: boolean };
};

export type InstructionCommand =
  | FollowedCommand
  | ({ type: 'instruct'; steps: AskedStep[] } & Omit<InstructionEventData['InstructionGiven'], 'recorded'>)
  /** More is given to units under the same instruction. */
  | { type: 'assign'; steps: AskedStep[] }
  | { type: 'giveFeedback'; text: string }
  | { type: 'instructFurther'; text: string; steps: AskedStep[] }
  /** The leader has read the feedback (阅结). */
  | { type: 'close'; text: string | null };
