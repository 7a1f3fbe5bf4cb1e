import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { sharedCases } from '#libs/projections/queries/shared-case.query';
import { DIFFICULTY, type DifficultyCommand } from '#libs/supervision/difficulty/difficulty';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { ListAnswer } from '../core/list-answer';
import { readOwnWrites } from '../core/read-own-writes';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { pagingOf, type ListQuery } from '../reading/list.query';
import { ConferenceDesk } from './conference.desk';
import * as dto from './difficulty.dto';
import { ReasonOnlyBody } from './followed-step.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import { SharedCasesBody, type ProceedingAnswer } from './proceeding-view.dto';
import { SourceCheck } from './source.check';

/** Difficulties (困难问题): raised, coordinated, carried to the joint conference, solved. Read as proceedings of kind `difficulty`, whose steps have their own routes. */
@ApiTags('difficulties')
@ApiBearerAuth()
@ApiProblems()
@Controller('difficulties')
export class DifficultiesController {
  constructor(
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
    private readonly conference: ConferenceDesk,
    private readonly sources: SourceCheck,
    private readonly core: Core,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'raiseDifficulty', act: 'difficulty.raise', summary: 'Raise a difficulty, from an item, a visit or a survey' }, dto.RaiseDifficultyBody)
  async raise(@Body() body: dto.RaiseDifficultyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    const { title, text, source, ofUnitId = null } = body;
    const ref = source.ref ?? null;
    if (source.kind === 'item') await this.sources.item(ref, sent.identity, 'source.ref');
    if (source.kind === 'visit') await this.sources.visit(ref, sent.identity, 'source.ref');
    const { state: roster } = await this.core.references.roster();
    const known = ofUnitId === null ? undefined : roster?.units[ofUnitId];
    if (ofUnitId !== null && !known) throw rejected({ code: 'unit-unknown', field: 'ofUnitId', details: { name: ofUnitId } });
    const command: DifficultyCommand = { type: 'raise', title, text, category: body.category ?? null, source: { kind: source.kind, ref }, ofUnitId, ofName: body.ofName ?? known?.name ?? null, ...of };
    return this.desk.open(DIFFICULTY, command, 'difficulty.raise', of, sent, res);
  }

  @Get('cases')
  @Does('difficulty.cases')
  @ApiOperation({ summary: 'Solved difficulties that are shared as cases, without who had them: by category and words', operationId: 'listCases' })
  @ListAnswer(SharedCasesBody)
  @Ask.text('category', 'Category (类别); empty: those without one')
  @Ask.text('text', 'Words that must all be found in title and solution')
  @Ask.offset()
  @Ask.limit()
  @Ask.after()
  async cases(@Query() query: ListQuery): Promise<unknown> {
    await readOwnWrites(this.core, query['after']);
    const { offset, limit } = pagingOf({ ...query, sort: 'solved' }, ['solved'], 'solved');
    return { offset, limit, ...(await sharedCases(await this.core.reading(), { category: query['category'], text: query['text'] }, { offset, limit })) };
  }

  @ProceedingRoute({ path: ':id/coordinate', operationId: 'coordinateDifficulty', act: 'difficulty.coordinate', summary: 'Have a unit coordinate it by a day (交办)' }, dto.CoordinateBody)
  coordinate(@Param('id') id: string, @Body() body: dto.CoordinateBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'coordinate', ...body }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/carry-to-conference', operationId: 'carryDifficultyToConference', act: 'difficulty.coordinate', summary: 'Carry it to the joint conference (提交联席会议)' }, ReasonOnlyBody)
  carry(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'carryToConference', reason: body.reason }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/record-decision', operationId: 'recordDifficultyDecision', act: 'difficulty.decide', summary: 'Record what the conference decided (议定事项); each decision becomes a followed step' }, dto.RecordDecisionBody)
  recordDecision(@Param('id') id: string, @Body() body: dto.RecordDecisionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(DIFFICULTY, id, { type: 'recordDecision', ...body, meetingId: null, matterId: null }, 'difficulty.decide', sent, res);
  }

  @ProceedingRoute({ path: ':id/solve', operationId: 'solveDifficulty', act: 'difficulty.coordinate', summary: 'Say that it is solved, and how' }, dto.SolveBody)
  solve(@Param('id') id: string, @Body() body: dto.SolveBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.conference.ofDifficulty(id, { type: 'solve', solution: body.solution, shared: body.shared ?? true }, 'difficulty.coordinate', sent, res);
  }

  @ProceedingRoute({ path: ':id/leave', operationId: 'leaveDifficulty', act: 'difficulty.coordinate', summary: 'End it unsolved, with the reason' }, ReasonOnlyBody)
  leave(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.conference.ofDifficulty(id, { type: 'leave', reason: body.reason }, 'difficulty.coordinate', sent, res);
  }
}

