import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import { matterIdOf } from '#libs/supervision/meeting/meeting.decide';
import { MEETING, type MeetingCommand, type MeetingState } from '#libs/supervision/meeting/meeting';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { together, type Deciding } from './together';

type Call = Extract<MeetingCommand, { type: 'call' }>;

/**
 * Commands of meetings and difficulties that concern both. A difficulty stands on an agenda and an agenda names the difficulty; what is
 * decided in the one is decided in the other: each such command writes both streams in one append.
 */
export class MeetingCommands {
  private readonly meetings: ProceedingCommands<MeetingState, MeetingCommand>;
  private readonly difficulties: ProceedingCommands<DifficultyState, DifficultyCommand>;

  constructor(
    private readonly log: { store: EventStore; references: References },
    proceedings: Proceedings,
  ) {
    this.meetings = proceedings.of(MEETING);
    this.difficulties = proceedings.of(DIFFICULTY);
  }

  /** Calls a meeting: every difficulty on its agenda is put there in its own stream too. */
  call(id: string, command: Call, actor: Actor, sender: Sender): Promise<Outcome<MeetingState>> {
    return this.ofMeeting(id, command, actor, sender, async (deciding) => {
      await deciding.open(this.meetings, id, command.policyId, command);
      for (const [i, { difficultyId }] of command.matters.entries()) await this.putOnAgenda(deciding, difficultyId, id, matterIdOf(i), `matters[${i}].difficultyId`);
    });
  }

  addMatter(id: string, command: Extract<MeetingCommand, { type: 'addMatter' }>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<MeetingState>> {
    return this.ofMeeting(id, command, actor, sender, async (deciding) => {
      const { matters } = await deciding.execute(this.meetings, id, command, ifMatch);
      await this.putOnAgenda(deciding, command.difficultyId, id, matterIdOf(Object.keys(matters).length - 1), 'difficultyId');
    });
  }

  /** Takes a matter off the agenda; its difficulty waits for another meeting. */
  withdrawMatter(id: string, command: Extract<MeetingCommand, { type: 'withdrawMatter' }>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<MeetingState>> {
    return this.ofMeeting(id, command, actor, sender, async (deciding) => {
      const { matters } = await deciding.execute(this.meetings, id, command, ifMatch);
      await this.takeOff(deciding, matters[command.matterId]?.difficultyId ?? null, id, command.reason);
    });
  }

  /** Cancels a meeting: every difficulty on its agenda waits for another one. */
  cancel(id: string, command: Extract<MeetingCommand, { type: 'cancel' }>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<MeetingState>> {
    return this.ofMeeting(id, command, actor, sender, async (deciding) => {
      const { matters } = await deciding.execute(this.meetings, id, command, ifMatch);
      for (const { status, difficultyId } of Object.values(matters)) if (status === 'open') await this.takeOff(deciding, difficultyId, id, command.reason);
    });
  }

  /** Decides a matter. A difficulty's decisions become steps of the difficulty; the meeting notes which. */
  decideMatter(id: string, command: Omit<Extract<MeetingCommand, { type: 'decideMatter' }>, 'stepIds'>, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<MeetingState>> {
    const { matterId, text, decisions } = command;
    return this.ofMeeting(id, command, actor, sender, async (deciding) => {
      const { state } = await this.meetings.load(id);
      const matter = state && Object.hasOwn(state.matters, matterId) ? state.matters[matterId] : undefined;
      let stepIds: string[] | null = null;
      if (matter?.status === 'open' && matter.difficultyId !== null && state?.held) {
        const difficulty = await deciding.execute(this.difficulties, matter.difficultyId, { type: 'recordDecision', text, decisions, meetingId: id, matterId });
        stepIds = difficulty.decisions.at(-1)?.stepIds ?? [];
      }
      await deciding.execute(this.meetings, id, { ...command, stepIds }, ifMatch);
    });
  }

  /** A command of a difficulty that a meeting has, or had, on its agenda: what follows of it there happens with it. */
  ofDifficulty(id: string, command: DifficultyCommand, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<DifficultyState>> {
    return together(this.log, { commands: this.difficulties, id }, { command, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const before = (await this.difficulties.load(id)).state?.conference;
      const state = await deciding.execute(this.difficulties, id, command, ifMatch);
      const follow = new Map<string, Extract<MeetingCommand, { type: 'followDifficulty' }>>();
      const of = (meetingId: string): Extract<MeetingCommand, { type: 'followDifficulty' }> => {
        const known = follow.get(meetingId) ?? { type: 'followDifficulty', settled: [], withdrawn: null };
        follow.set(meetingId, known);
        return known;
      };
      if (state.closed && before?.meetingId && before.matterId) of(before.meetingId).withdrawn = { matterId: before.matterId, reason: state.solution ?? state.closed.reason ?? '' };
      for (const { meetingId, matterId, stepIds } of state.decisions) {
        const settled = stepIds.every((s) => state.steps[s]?.status === 'accepted' || state.steps[s]?.status === 'dropped');
        if (settled && meetingId !== null && matterId !== null) of(meetingId).settled.push(matterId);
      }
      for (const [meetingId, command_] of follow) {
        // A meeting that has closed has all its matters settled.
        const meeting = (await this.meetings.load(meetingId)).state;
        if (meeting && meeting.closed === null) await deciding.execute(this.meetings, meetingId, command_);
      }
    });
  }

  private ofMeeting(id: string, command: { type: string }, actor: Actor, sender: Sender, decide: (deciding: Deciding) => Promise<void>): Promise<Outcome<MeetingState>> {
    return together(this.log, { commands: this.meetings, id }, command, actor, sender, decide);
  }

  private async putOnAgenda(deciding: Deciding, difficultyId: string | null, meetingId: string, matterId: string, field: string): Promise<void> {
    if (difficultyId === null) return;
    const { state } = await this.difficulties.load(difficultyId);
    if (!state) deciding.refuse({ code: 'source-unknown', field, details: { ref: difficultyId } });
    await deciding.execute(this.difficulties, difficultyId, { type: 'putOnAgenda', meetingId, matterId });
  }

  private async takeOff(deciding: Deciding, difficultyId: string | null, meetingId: string, reason: string): Promise<void> {
    if (difficultyId !== null) await deciding.execute(this.difficulties, difficultyId, { type: 'takeOffAgenda', meetingId, reason });
  }
}
