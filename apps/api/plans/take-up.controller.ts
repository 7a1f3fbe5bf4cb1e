import { createHash } from 'node:crypto';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { decisionsFor } from '#libs/documents/draft/draft.decisions';
import { draftOfTakenUp, takeUp } from '#libs/supervision/plan/plan.take-up';
import { Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { KEY } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { knownUnits } from './known-units';
import { actorOf, PlanDesk } from './plan.desk';
import { PlanAnswer } from './plan-view.dto';
import { TakeUpBody } from './plan.dto';

/** 承接: items of a higher plan become a lower level's draft. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans')
export class TakeUpController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Post('take-up')
  @HttpCode(201)
  @Does('plan.import')
  @ApiOperation({ summary: 'Take up all or some items of a higher plan (承接) as a draft of one’s own', operationId: 'takeUpPlan' })
  @ApiResponse({ status: 201, description: 'The draft: its questions ask who answers for each item and how much of each figure is this level’s', type: PlanAnswer })
  @ApiHeader(KEY)
  async takeUp(@Body() body: TakeUpBody, @SentBy() sent: Sent): Promise<unknown> {
    const { identity, sender } = sent;
    const upper = await this.desk.load(body.upperPlanId);
    allow(identity, 'plan.read', { planId: upper.id });
    const roster = await this.desk.roster();
    const taker = { officeUnitId: identity.unitId, name: roster.units[identity.unitId]?.name ?? identity.unitId };
    const taken = takeUp(upper, await this.desk.items(upper), body.itemIds ?? null, taker, body.withSteps ?? false);
    if ('rejected' in taken) throw rejected(taken.rejected);
    const decisions = decisionsFor(taken.items, { known: knownUnits(roster), reconciliation: [], categoryCandidates: new Map(), year: taken.plan.year });
    const planId = `p${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 8)}`;
    const source = { name: upper.plan.title, sha256: createHash('sha256').update(JSON.stringify(taken.items)).digest('hex'), format: 'plan' };
    const parties = { officeUnitId: identity.unitId, supervisingUnitId: null, conferenceUnitId: null };
    return this.desk.answer(await this.core.plans.draft({ planId, draft: draftOfTakenUp(taken, decisions), ...parties, source, upper: taken.upper }, actorOf(identity), sender), sent);
  }
}
