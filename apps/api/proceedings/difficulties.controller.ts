import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import { knownPersons } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import * as dto from './difficulty.dto';
import { DoStepBody, NameStepPersonBody, ReasonOnlyBody, SendBackStepBody } from './followed-step.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Difficulties (困难问题): raised, coordinated, carried to the joint conference, solved. Read as proceedings of kind `difficulty`. */
@ApiTags('difficulties')
@ApiBearerAuth()
@ApiProblems()
@Controller('difficulties')
export class DifficultiesController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'raiseDifficulty', act: 'difficulty.raise', summary: 'Raise a difficulty, from an item, a visit or a survey' }, dto.RaiseDifficultyBody)
  async raise(@Body() body: dto.RaiseDifficultyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    const { title, text, source } = body;
    const command: DifficultyCommand = { type: 'raise', title, text, source: { kind: source.kind, ref: source.ref ?? null }, ofUnitId: body.ofUnitId ?? null, ofName: body.ofName ?? null, ...of };
    return this.desk.open(DIFFICULTY, command, 'difficulty.raise', of, sent, res);
  }

  @ProceedingRoute({ path: ':id/coordinate', operationId: 'coordinateDifficulty', act: 'difficulty.coordinate', summary: 'Have a unit coordinate it by a day (交办)' }, dto.CoordinateBody)
  coordinate(@Param('id') id: string, @Body() body: dto.CoordinateBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'coordinate', ...body }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/steps/:stepId/name-person', operationId: 'nameDifficultyStepPerson', act: 'namePerson', summary: 'Name who answers for the unit’s step (责任人)' }, NameStepPersonBody)
  async namePerson(@Param('id') id: string, @Param('stepId') stepId: string, @Body() body: NameStepPersonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await knownPersons(this.core.accounts, [body.personId], 'personId');
    return this.desk.run(DIFFICULTY, id, { type: 'nameStepPerson', stepId, personId: body.personId }, 'namePerson', sent, res, (state) => ({ unitId: state.steps[stepId]?.unitId ?? '' }));
  }

  @ProceedingRoute({ path: ':id/steps/:stepId/do', operationId: 'doDifficultyStep', act: 'step.do', summary: 'Report the unit’s step as done' }, DoStepBody)
  doStep(@Param('id') id: string, @Param('stepId') stepId: string, @Body() body: DoStepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const relation: RelationOf<DifficultyState> = (state) => ({ unitId: state.steps[stepId]?.unitId ?? '', ...(body.onBehalf ? { onBehalf: true } : {}) });
    return this.desk.run(DIFFICULTY, id, { type: 'doStep', stepId, text: body.text, evidenceIds: body.evidenceIds ?? [] }, 'step.do', sent, res, relation);
  }

  @ProceedingRoute({ path: ':id/steps/:stepId/accept', operationId: 'acceptDifficultyStep', act: 'step.accept', summary: 'Accept what was reported as done' })
  accept(@Param('id') id: string, @Param('stepId') stepId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'takeStep', stepId }, 'step.accept', sent, res);
  }

  @ProceedingRoute({ path: ':id/steps/:stepId/return', operationId: 'returnDifficultyStep', act: 'step.accept', summary: 'Return it, with what is missing' }, SendBackStepBody)
  sendBack(@Param('id') id: string, @Param('stepId') stepId: string, @Body() body: SendBackStepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'sendBackStep', stepId, reason: body.reason }, 'step.accept', sent, res);
  }

  @ProceedingRoute({ path: ':id/carry-to-conference', operationId: 'carryDifficultyToConference', act: 'difficulty.coordinate', summary: 'Carry it to the joint conference (提交联席会议)' }, ReasonOnlyBody)
  carry(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'carryToConference', reason: body.reason }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/record-decision', operationId: 'recordDifficultyDecision', act: 'difficulty.decide', summary: 'Record what the conference decided (议定事项); each decision becomes a followed step' }, dto.RecordDecisionBody)
  recordDecision(@Param('id') id: string, @Body() body: dto.RecordDecisionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'recordDecision', ...body }, 'difficulty.decide', sent, res);
  }

  @ProceedingRoute({ path: ':id/solve', operationId: 'solveDifficulty', act: 'difficulty.coordinate', summary: 'Say that it is solved, and how' }, dto.SolveBody)
  solve(@Param('id') id: string, @Body() body: dto.SolveBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'solve', solution: body.solution }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/leave', operationId: 'leaveDifficulty', act: 'difficulty.coordinate', summary: 'End it unsolved, with the reason' }, ReasonOnlyBody)
  leave(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'leave', reason: body.reason }, 'difficulty.coordinate', sent, res);
  }
}

