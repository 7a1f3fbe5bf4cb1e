import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { exportDraftCsv, exportDraftXlsx } from '#libs/documents/export-draft';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import { plansKnown } from '#libs/projections/queries/plans.query';
import { discardDraft } from '#libs/supervision/plan/plan.decide';
import { wasSentTo } from '#libs/supervision/plan/plan.review.gate';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { ListAnswer } from '../core/list-answer';
import { Core } from '../core/core';
import { AnswersFile, CSV, XLSX } from '../core/files';
import { GivesVersion, KEY, showVersion } from '../core/headers';
import { readOwnWrites } from '../core/read-own-writes';
import { ReasonBody } from '../items/item-command.dto';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { actorOf, OnPlan, PlanDesk } from './plan.desk';
import { PlanAnswer, PlanBody, PlansBody } from './plan-view.dto';
import { ItemFieldsBody } from './draft-view.dto';

/** Plans: from a file to a draft, from a draft to running items. */
@ApiTags('plans')
@ApiExtraModels(ItemFieldsBody)
@ApiBearerAuth()
@ApiProblems()
@Controller('plans')
export class PlansController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Get()
  @Does('plan.read')
  @ApiOperation({ summary: 'All plans, as known on any day', operationId: 'listPlans' })
  @ListAnswer(PlansBody)
  @Ask.asOf()
  @Ask.after()
  async list(@Query('after') after: string | undefined, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const rows = await plansKnown(await this.core.reading(), asOfMoment(asOf, this.core.clock.now()));
    const shown = rows.filter((p) => (wasIssued(p) ? may(identity, 'plan.read', { planId: p.planId }) : may(identity, 'plan.settle', { planId: p.planId, officeUnitId: p.officeUnitId })).allowed);
    return { rows: shown.map(({ knownFrom: _from, knownTo: _to, ...plan }) => plan) };
  }

  @Get(':planId')
  @Does('plan.read')
  @ApiOperation({ summary: 'The plan with its draft, report and open questions, as known on any day', operationId: 'readPlan' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: PlanBody })
  async plan(@Param('planId') planId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const { state, at } = await this.desk.known(planId, asOf);
    // What is not issued, was not then, or never was, is the office's, and that of the level to which it was sent.
    if (wasIssued(state) || wasSentTo(state, identity.unitId)) allow(identity, 'plan.read', { planId });
    else allow(identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
    showVersion(response, state.version);
    return this.desk.view(state, at);
  }

  @Get(':planId/export')
  @Does('plan.export')
  @ApiOperation({ summary: 'The plan as CSV or xlsx: a draft as it would be issued, an issued plan as it is in force; with what is asked, answered and was not understood. It imports again unchanged', operationId: 'exportPlan' })
  @AnswersFile('The plan’s file, as a download', CSV, XLSX)
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; csv unless told')
  async export(@Param('planId') planId: string, @Query('format') format: string | undefined, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const state = await this.desk.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId: state.officeUnitId, supervisingUnitId: state.supervisingUnitId });
    const xlsx = format === 'xlsx';
    const shown = await this.desk.exported(state);
    const bytes = xlsx ? await exportDraftXlsx(shown) : exportDraftCsv(shown);
    res.setHeader('Content-Disposition', `attachment; filename="plan-${planId}.${xlsx ? 'xlsx' : 'csv'}"`);
    res.type(xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8').send(Buffer.from(bytes));
  }

  @Post(':planId/discard')
  @HttpCode(200)
  @Does('plan.discard')
  @ApiOperation({ summary: 'Discard a draft', operationId: 'discardDraft' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  discard(@Param('planId') planId: string, @Body() body: ReasonBody, @SentBy() sent: Sent): Promise<unknown> {
    return this.desk.decide(planId, 'plan.discard', sent, { reason: body.reason }, (plan) => discardDraft(plan, body.reason));
  }

  @Post(':planId/issue')
  @HttpCode(200)
  @Does('plan.issue')
  @ApiOperation({ summary: 'Issue the plan (下发): every item becomes a running workflow', operationId: 'issuePlan' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  async issue(@Param('planId') planId: string, @SentBy() sent: Sent): Promise<unknown> {
    const state = await this.desk.load(planId);
    allow(sent.identity, 'plan.issue', { planId, officeUnitId: state.officeUnitId });
    return this.desk.answer(await this.core.plans.issue(planId, actorOf(sent.identity), sent.sender), sent);
  }
}
