import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { MeetingCommands } from '#libs/commands/meeting-commands';
import type { Act } from '#libs/identity/policy/acts';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import { Core } from '../core/core';
import type { Sent } from '../items/sent';
import { ProceedingDesk, type GivenOnBehalf, type RelationOf } from './proceeding.desk';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Brings commands that concern a difficulty and a meeting to both. */
@Injectable()
export class ConferenceDesk {
  readonly commands: MeetingCommands;

  constructor(
    core: Core,
    private readonly desk: ProceedingDesk,
  ) {
    this.commands = new MeetingCommands(core, core.proceedings);
  }

  /** A command of a difficulty, with what follows of it in the meetings that had it on their agenda. */
  ofDifficulty(id: string, command: DifficultyCommand, act: Act, sent: Sent, response: Response, relation?: RelationOf<DifficultyState>, told?: GivenOnBehalf): Promise<ProceedingAnswer> {
    return this.desk.runBy(DIFFICULTY, id, act, sent, response, async (actor) => this.commands.ofDifficulty(id, { ...command, ...(await this.desk.told(told, sent)) }, actor, sent.sender, sent.ifMatch), relation);
  }
}
