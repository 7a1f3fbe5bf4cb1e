import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { YearEndAct } from '#libs/commands/year-end';
import type { Identity } from '#libs/identity/identity';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersOneOf } from '../core/one-of';
import { itemAsOf } from '../items/item-known-at';
import { SentBy, type Sent } from '../items/sent';
import { JobAnswer } from '../jobs/job.dto';
import { runJob } from '../jobs/job.run';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { OnPlan, PlanDesk } from './plan.desk';
import { OpenAtYearEndBody, YearEndBody, YearEndPreviewBody } from './year-end.dto';

/** The end of a plan's year: 未完成 and 结转. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId/year-end')
export class YearEndController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Get()
  @Does('plan.export')
  @ApiOperation({ summary: 'What is open, with targets reached and unmet; as known on any day', operationId: 'readYearEnd' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: OpenAtYearEndBody })
  async open(@Param('planId') planId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { officeUnitId, supervisingUnitId } = await this.desk.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId, supervisingUnitId });
    const { state, at, past } = await this.desk.known(planId, asOf);
    const items = await this.core.office.yearEnds.open(state, at, past ? (itemId) => itemAsOf(this.core.store, itemId, at) : undefined);
    return { planId, asOf: at, periodEnd: state.plan.period?.to ?? null, items };
  }

  @Post()
  @HttpCode(200)
  @Does('closeUnfulfilled')
  @ApiOperation({ summary: 'Close as unfulfilled (未完成) or carry over (结转) many items: shown item by item with preview, else a job', operationId: 'actAtYearEnd' })
  @OnPlan
  @AnswersOneOf('The job; with preview what it would do with each item', [JobAnswer, YearEndPreviewBody])
  async act(@Param('planId') planId: string, @Body() body: YearEndBody, @SentBy() sent: Sent): Promise<JobAnswer | YearEndPreviewBody> {
    const plan = await this.desk.load(planId);
    const { identity, sender } = sent;
    allow(identity, body.act, { planId, officeUnitId: plan.officeUnitId });
    const act = actOf(body);
    if (act.act === 'carryOver') {
      const { state: next } = await this.core.plans.load(act.toPlanId);
      if (!next) throw rejected({ code: 'not-found', field: 'toPlanId' });
      allow(identity, 'plan.amend', { planId: next.id, officeUnitId: next.officeUnitId });
    }
    const actor = actingAs(identity, body.act);
    const itemIds = body.itemIds ?? null;
    if (!body.preview) return runJob(this.core, await this.core.office.yearEnds.begin(plan, itemIds, act, actor, sender));
    const rows = await this.core.office.yearEnds.preview(plan, itemIds, act, actor);
    if ('rejected' in rows) throw rejected(rows.rejected);
    return { rows: rows.map((r) => ({ ...r, refusal: r.refusal === null ? null : { code: r.refusal.code, ...rejected(r.refusal).problem.detail } })) };
  }
}

function actOf(body: YearEndBody): YearEndAct {
  const { act, reason } = body;
  if (act === 'closeUnfulfilled') return { act, reason };
  if (body.toPlanId) return { act, reason, toPlanId: body.toPlanId, deadline: body.deadline ?? null, ...(body.withoutSteps ? { withoutSteps: true } : {}) };
  throw problem(400, 'malformed', '结转须指明转入的计划', 'Carrying over needs the plan that takes the items up', { fields: [{ field: 'toPlanId', zh: '不能为空', en: 'must not be empty' }] });
}
