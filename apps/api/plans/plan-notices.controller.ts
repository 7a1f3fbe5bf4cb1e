import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { readNoticeOfPlan } from '#libs/supervision/plan/plan.notices';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { toldOwnId } from '../core/told';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { NoticeReadAnswer, PlanNoticeBody } from '../proceedings/papers.dto';

/** Notices of a plan as a whole. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId')
export class PlanNoticesController {
  constructor(private readonly core: Core) {}

  @Post('read-notice')
  @HttpCode(200)
  @Does('readNotice')
  @ApiOperation({ summary: 'Mark a notice of the plan as read', operationId: 'readPlanNotice' })
  @ApiResponse({ status: 200, type: NoticeReadAnswer })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Unique id of the command, the same for a retry' })
  async read(@Param('planId') planId: string, @Body() { noticeId }: PlanNoticeBody, @SentBy() { identity, sender }: Sent, @Res({ passthrough: true }) res: Response): Promise<NoticeReadAnswer> {
    allow(identity, 'readNotice', {});
    const own = await toldOwnId(this.core, PLAN_STREAM + planId, noticeId, identity.unitId);
    const actor = actingAs(identity, 'readNotice');
    const { state, cursor, replayed } = accepted(await this.core.plans.decide(planId, (plan) => readNoticeOfPlan(plan, own, actor), actor, sender, { readNotice: own }));
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return { noticeId, readAt: state.readNotices[`${own}/${identity.unitId}`]!, position: encodeToken(cursor), replayed };
  }
}
