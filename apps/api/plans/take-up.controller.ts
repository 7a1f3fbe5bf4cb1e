import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { decisionsFor } from '#libs/documents/draft/draft.decisions';
import type { Identity } from '#libs/identity/identity';
import { reckoningOf } from '#libs/supervision/plan/draft';
import { draftOfTakenUp, openToTakeUp, takeUp, targetsAsked } from '#libs/supervision/plan/plan.take-up';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { Caller, Does } from '../auth/identity.decorators';
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
import { ToTakeUpBody } from './to-take-up.dto';

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

  @Get(':planId/to-take-up')
  @Does('plan.read')
  @ApiOperation({ summary: 'What of the plan can be taken up: its open items as they now stand, added and carried-in ones too', operationId: 'listItemsToTakeUp' })
  @ApiOkResponse({ type: ToTakeUpBody })
  async offered(@Param('planId') planId: string, @Caller() identity: Identity): Promise<ToTakeUpBody> {
    const upper = await this.desk.readable(planId, identity);
    const items = notStanding(upper) ? [] : openToTakeUp(await this.desk.items(upper));
    return {
      planId,
      items: items.map((item) => {
        const { id, number, title, deadline } = item;
        return { itemId: id, number, title, deadline, targets: targetsAsked(item).map((t) => ({ id: t.id, metric: t.metric, comparison: t.comparison, value: t.value, unit: t.unit, reckoning: reckoningOf(t) })) };
      }),
    };
  }

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
