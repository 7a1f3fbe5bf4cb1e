import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Outcome } from '#libs/commands/outcome';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { AnswersOneOf } from '../core/one-of';
import { SentBy, type Sent } from '../items/sent';
import { runJob } from '../jobs/job.run';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { ArchiveBody, ProposeWithdrawalBody, RuleWithdrawalBody, TakeWithdrawalBackBody, WithdrawalAnswer, WithdrawalPreviewBody, withdrawalRows } from './plan-end.dto';
import { OnPlan, PlanDesk } from './plan.desk';
import { PlanAnswer } from './plan-view.dto';

/** The end of a plan as a whole: withdrawn (撤回), archived (归档). */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId')
export class PlanEndController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Post('withdrawal')
  @HttpCode(200)
  @Does('plan.proposeWithdrawal')
  @ApiOperation({ summary: 'Propose to withdraw the plan as a whole (撤回): with preview what would become of each part. A leader rules on it', operationId: 'proposeWithdrawal' })
  @AnswersOneOf('The withdrawal; with preview what it would do with each item', [WithdrawalAnswer, WithdrawalPreviewBody])
  @OnPlan
  async propose(@Param('planId') planId: string, @Body() body: ProposeWithdrawalBody, @SentBy() sent: Sent): Promise<unknown> {
    const plan = await this.desk.load(planId);
    allow(sent.identity, 'plan.proposeWithdrawal', { planId, officeUnitId: plan.officeUnitId });
    const actor = actingAs(sent.identity, 'plan.proposeWithdrawal');
    const words = { basis: body.basis, reason: body.reason };
    if (!body.preview) return this.answer(await this.core.office.withdrawals.propose(planId, words, actor, sent.sender), sent);
    const rows = await this.core.office.withdrawals.preview(plan, words, actor);
    if ('rejected' in rows) throw rejected(rows.rejected);
    return withdrawalRows(rows);
  }

  @Post('withdrawal/take-back')
  @HttpCode(200)
  @Does('plan.proposeWithdrawal')
  @ApiOperation({ summary: 'Take the office’s open proposal back before it is ruled on', operationId: 'takeWithdrawalBack' })
  @ApiResponse({ status: 200, type: WithdrawalAnswer })
  @OnPlan
  async takeBack(@Param('planId') planId: string, @Body() { number, reason }: TakeWithdrawalBackBody, @SentBy() sent: Sent): Promise<unknown> {
    const plan = await this.desk.load(planId);
    allow(sent.identity, 'plan.proposeWithdrawal', { planId, officeUnitId: plan.officeUnitId });
    return this.answer(await this.core.office.withdrawals.takeBack(planId, { number, reason }, actingAs(sent.identity, 'plan.proposeWithdrawal'), sent.sender), sent);
  }

  @Post('withdrawal/rule')
  @HttpCode(200)
  @Does('plan.ruleWithdrawal')
  @ApiOperation({ summary: 'A higher leader rules on the proposal; granted, a job ends what runs under the plan', operationId: 'ruleWithdrawal' })
  @ApiResponse({ status: 200, type: WithdrawalAnswer })
  @OnPlan
  async rule(@Param('planId') planId: string, @Body() { number, grant, reason }: RuleWithdrawalBody, @SentBy() sent: Sent): Promise<unknown> {
    await this.desk.load(planId);
    allow(sent.identity, 'plan.ruleWithdrawal', { planId });
    const actor = actingAs(sent.identity, 'plan.ruleWithdrawal');
    const { withdrawals } = this.core.office;
    if (!grant) return this.answer(await withdrawals.refuse(planId, { number, reason }, actor, sent.sender), sent);
    const done = await runJob(this.core, await withdrawals.grant(planId, { number, reason }, actor, sent.sender));
    const after = await this.desk.load(planId);
    sent.shows({ version: after.version, replayed: done.replayed });
    return { plan: this.desk.view(after), ...done };
  }

  @Post('archive')
  @HttpCode(200)
  @Does('plan.archive')
  @ApiOperation({ summary: 'Archive the plan (归档): at its end or once withdrawn, with everything under it closed; sealed by one hash', operationId: 'archivePlan' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  async archive(@Param('planId') planId: string, @SentBy() sent: Sent): Promise<unknown> {
    const plan = await this.desk.load(planId);
    allow(sent.identity, 'plan.archive', { planId, officeUnitId: plan.officeUnitId });
    return this.desk.answer(await this.core.office.archives.archive(planId, actingAs(sent.identity, 'plan.archive'), sent.sender), sent);
  }

  @Get('archive')
  @Does('plan.export')
  @ApiOperation({ summary: 'The archive: its streams with versions and hashes, held against the log as it is now', operationId: 'readArchive' })
  @ApiResponse({ status: 200, type: ArchiveBody })
  async archived(@Param('planId') planId: string, @Caller() identity: Identity): Promise<unknown> {
    const plan = await this.desk.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId: plan.officeUnitId, supervisingUnitId: plan.supervisingUnitId });
    if (plan.archive === null) throw rejected({ code: 'not-found' });
    const differing = await this.core.office.archives.missing(plan);
    const { at, personId, sha256 } = plan.archive;
    return { planId, at, personId, sha256, intact: differing.length === 0, differing, streams: plan.archived };
  }

  private answer(outcome: Outcome<PlanState>, sent: Sent): unknown {
    const { state, cursor, replayed } = accepted(outcome);
    sent.shows({ version: state.version, replayed });
    return { plan: this.desk.view(state), job: null, position: encodeToken(cursor), replayed };
  }
}
