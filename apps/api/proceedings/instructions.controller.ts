import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import { INSTRUCTION, type InstructionCommand } from '#libs/supervision/instruction/instruction';
import { knownPersons } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import * as dto from './instruction.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';
import { SourceCheck } from './source.check';

/** Instructions (批示件): given by a leader or recorded for one, followed at units, fed back, read and closed. Read as proceedings of kind `instruction`. */
@ApiTags('instructions')
@ApiBearerAuth()
@ApiProblems()
@Controller('instructions')
export class InstructionsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
    private readonly sources: SourceCheck,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'giveInstruction', act: 'instruction.give', summary: 'Give an instruction about an item, a plan, a unit or a difficulty; the office records one for a leader (代录)' }, dto.InstructBody)
  async give(@Body() body: dto.InstructBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { identity } = sent;
    const { title, text, steps } = body;
    const of = await this.frame.ofPlanOrOffice(body, identity);
    const about = { kind: body.about.kind, ref: body.about.ref ?? null };
    await this.subject(about, identity);
    await knownPersons(this.core, sent.sender, body.leaderId == null ? [] : [body.leaderId], 'leaderId');
    const leader = { personId: body.leaderId ?? identity.personId, unitId: body.leaderUnitId ?? identity.unitId };
    await this.unit(leader.unitId, 'leaderUnitId');
    const command: InstructionCommand = { type: 'instruct', title, text, about, leader, steps, ...of };
    return this.desk.open(INSTRUCTION, command, 'instruction.give', of, sent, res);
  }

  @ProceedingRoute({ path: ':id/assign', operationId: 'assignInstruction', act: 'instruction.keep', summary: 'Give more of it out to units, with days' }, dto.AssignStepsBody)
  assign(@Param('id') id: string, @Body() body: dto.AssignStepsBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(INSTRUCTION, id, { type: 'assign', ...body }, 'instruction.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/feedback', operationId: 'giveFeedback', act: 'instruction.keep', summary: 'Feed back to the leader what came of it' }, dto.FeedbackBody)
  feedback(@Param('id') id: string, @Body() body: dto.FeedbackBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(INSTRUCTION, id, { type: 'giveFeedback', text: body.text }, 'instruction.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/further', operationId: 'instructFurther', act: 'instruction.close', summary: 'Instruct further, by the leader whose it is or recorded for them' }, dto.InstructFurtherBody)
  further(@Param('id') id: string, @Body() body: dto.InstructFurtherBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(INSTRUCTION, id, { type: 'instructFurther', ...body }, 'instruction.close', sent, res);
  }

  @ProceedingRoute({ path: ':id/close', operationId: 'closeInstruction', act: 'instruction.close', summary: 'Read the feedback and close it (阅结)' }, dto.CloseInstructionBody)
  close(@Param('id') id: string, @Body() body: dto.CloseInstructionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(INSTRUCTION, id, { type: 'close', text: body.text ?? null }, 'instruction.close', sent, res);
  }

  private async subject(about: { kind: string; ref: string | null }, identity: Identity): Promise<void> {
    const { kind, ref } = about;
    if (kind === 'item') await this.sources.item(ref, identity, 'about.ref');
    if (kind === 'difficulty') await this.sources.proceeding('difficulty', ref, identity, 'about.ref');
    if (kind === 'unit') await this.unit(ref ?? '', 'about.ref');
    if (kind === 'plan' && (ref === null || (await this.core.plans.load(ref)).state?.status !== 'issued')) throw rejected({ code: 'source-unknown', field: 'about.ref', details: { ref: ref ?? '' } });
  }

  private async unit(unitId: string, field: string): Promise<void> {
    const { state } = await this.core.references.roster();
    if (!state || !Object.hasOwn(state.units, unitId)) throw rejected({ code: 'unit-unknown', field, details: { name: unitId } });
  }
}
