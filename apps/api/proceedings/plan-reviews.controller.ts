import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PLAN_REVIEW, type PlanReviewState } from '#libs/supervision/plan-review/plan-review';
import { staffOf } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import * as dto from './plan-review.dto';
import { ProceedingDesk, type Carry } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Plans reported up level by level (计划报审): sent with a list, approved, passed on or returned, sent again. Read as proceedings of kind `plan-review`. */
@ApiTags('plan-reviews')
@ApiBearerAuth()
@ApiProblems()
@Controller('plan-reviews')
export class PlanReviewsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'sendPlans', act: 'planReview.send', summary: 'Send drafts to the office above, with a list and a covering text (报审). Until it rules they take no changes' }, dto.SendPlansBody)
  send(@Body() body: dto.SendPlansBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { planIds, toUnitId = null, title, text } = body;
    const { unitId } = sent.identity;
    return this.desk.openBy(PLAN_REVIEW, 'planReview.send', { planId: null, officeUnitId: unitId }, sent, res, (actor, sender) => this.core.office.planReviews.send(this.desk.newId(sent), { planIds, toUnitId, title, text }, unitId, actor, sender));
  }

  @ProceedingRoute({ path: ':id/send-again', operationId: 'sendPlansAgain', act: 'planReview.send', summary: 'Send again what was returned' }, dto.SendPlansAgainBody)
  sendAgain(@Param('id') id: string, @Body() body: dto.SendPlansAgainBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const again = { planIds: body.planIds ?? null, text: body.text };
    return this.desk.runBy(PLAN_REVIEW, id, 'planReview.send', sent, res, (actor, sender) => this.core.office.planReviews.sendAgain(id, again, actor, sender, sent.ifMatch), (state) => ({ unitId: state.fromUnitId }));
  }

  @ProceedingRoute({ path: ':id/take-back', operationId: 'takePlansBack', act: 'planReview.send', summary: 'Take drafts back from the office above: they may be changed again' }, dto.TakePlansBackBody)
  takeBack(@Param('id') id: string, @Body() body: dto.TakePlansBackBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const back = { planIds: body.planIds ?? null, reason: body.reason };
    return this.desk.runBy(PLAN_REVIEW, id, 'planReview.send', sent, res, (actor, sender) => this.core.office.planReviews.takeBack(id, back, actor, sender, sent.ifMatch), (state) => ({ unitId: state.fromUnitId }));
  }

  @ProceedingRoute({ path: ':id/name-reviewer', operationId: 'namePlanReviewer', act: 'planReview.rule', summary: 'Name who rules on the review in the office; who leaves hands it over, and both names stay' }, dto.NameReviewerBody)
  nameReviewer(@Param('id') id: string, @Body() { personId = null, reason }: dto.NameReviewerBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const reviews = this.core.proceedings.of(PLAN_REVIEW);
    const name: Carry<PlanReviewState> = async (actor, sender) => {
      const { state } = await reviews.load(id);
      if (state !== null && personId !== null) await staffOf(this.core, sender, personId, state.officeUnitId, 'personId');
      return reviews.execute(id, { type: 'nameReviewer', personId, reason }, actor, sender, sent.ifMatch);
    };
    return this.desk.runBy(PLAN_REVIEW, id, 'planReview.rule', sent, res, name, (s) => ({ unitId: s.officeUnitId }));
  }

  @ProceedingRoute({ path: ':id/plans/:planId/object', operationId: 'objectToPlanReturn', act: 'planReview.send', summary: 'Object (异议) to a return, within the days of the policy' }, dto.ObjectToReturnBody)
  object(@Param('id') id: string, @Param('planId') planId: string, @Body() { reason }: dto.ObjectToReturnBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(PLAN_REVIEW, id, { type: 'objectToReturn', planId, reason }, 'planReview.send', sent, res, (state) => ({ unitId: state.fromUnitId }));
  }

  @ProceedingRoute({ path: ':id/return-objections/:objectionId/rule', operationId: 'ruleOnPlanReturn', act: 'planReview.ruleObjection', summary: 'Rule on the objection: nobody who returned it. Upheld, the return is overturned and the draft is ruled on anew' }, dto.RuleOnReturnBody)
  ruleOnReturn(@Param('id') id: string, @Param('objectionId') objectionId: string, @Body() { upheld, reason }: dto.RuleOnReturnBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(PLAN_REVIEW, id, 'planReview.ruleObjection', sent, res, (actor, sender) => this.core.office.planReviews.ruleOnReturn(id, { objectionId, upheld, reason }, actor, sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/rule', operationId: 'rulePlans', act: 'planReview.rule', summary: 'Approve each, pass it on to the next level, or return it with a reason (审核)' }, dto.RulePlansBody)
  rule(@Param('id') id: string, @Body() body: dto.RulePlansBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const rulings = body.rulings.map(({ planId, draftVersion, how, reason = null, workingDays = null }) => ({ planId, draftVersion, how, reason, workingDays }));
    return this.desk.runBy(PLAN_REVIEW, id, 'planReview.rule', sent, res, (actor, sender) => this.core.office.planReviews.rule(id, { rulings, text: body.text ?? null }, actor, sender, sent.ifMatch), (state) => ({ unitId: state.officeUnitId }));
  }
}
