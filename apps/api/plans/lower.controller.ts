import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { lowerPlans, takersOf } from '#libs/projections/queries/lower.query';
import { LOWER_STATES, notTakenUp } from '#libs/supervision/plan/plan.lower';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import type { Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { ListAnswer } from '../core/list-answer';
import { readOwnWrites } from '../core/read-own-writes';
import { LIGHTS } from '../core/shown';
import { ApiProblems } from '../problems/api-problems';
import { flagIn, pageOf, severalIn, wholeIn, type ListQuery } from '../reading/list.query';
import { rosterAt } from '../reading/roster.at';
import { LowerPlansBody, NotTakenUpBody } from './lower.dto';
import { PlanDesk } from './plan.desk';

/** Levels that an administration may have. */
const MOST_LEVELS = 20;

/** What an upper office sees of the plans below its own: who took up what, how far they are, and who took up nothing. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('plans')
export class LowerPlansController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Get(':planId/lower')
  @Does('plan.export')
  @ApiOperation({ summary: 'Plans that take this one up, at every level: how far they are, how many items of how many, figures, persons named and lights; as known on any day', operationId: 'listLowerPlans' })
  @ListAnswer(LowerPlansBody)
  @Ask.whole('level', 'Only plans of this level: 1 takes up this plan', MOST_LEVELS)
  @Ask.several('state', LOWER_STATES, 'How far they are; all but discarded drafts unless told')
  @Ask.id('unitId', 'Their office')
  @Ask.several('light', LIGHTS, 'Plans with an item of one of these lights')
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async lower(@Param('planId') planId: string, @Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { asOf, at } = await this.asked(planId, query, identity);
    const page = pageOf(query);
    const filter = { level: wholeIn(query, 'level', MOST_LEVELS), states: severalIn(query, 'state', LOWER_STATES), unitId: query['unitId'], lights: severalIn(query, 'light', LIGHTS) };
    return { asOf: at, ...page, ...(await lowerPlans(await this.core.reading(), planId, { asOf }, filter, page)) };
  }

  @Get(':planId/not-taken-up')
  @Does('plan.export')
  @ApiOperation({ summary: 'Units to which the plan was handed down, by name or as members of a group (各旗区), that have taken up nothing of it; as known on any day', operationId: 'listNotTakenUp' })
  @ListAnswer(NotTakenUpBody)
  @Ask.flag('members', 'Only members of groups that the plan names; false: only units that it names themselves')
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async notTakenUp(@Param('planId') planId: string, @Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { plan, asOf, at } = await this.asked(planId, query, identity);
    const page = pageOf(query);
    const members = flagIn(query, 'members');
    const { handedDown, takers } = await takersOf(await this.core.reading(), planId, { asOf });
    const all = notTakenUp(handedDown, takers, plan.officeUnitId, await rosterAt(this.core, asOf)).filter((u) => members === undefined || u.groupIds.length > 0 === members);
    return { asOf: at, total: all.length, ...page, rows: all.slice(page.offset, page.offset + page.limit) };
  }

  private async asked(planId: string, query: ListQuery, identity: Identity): Promise<{ plan: PlanState; asOf: Instant | null; at: Instant }> {
    const plan = await this.desk.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId: plan.officeUnitId, supervisingUnitId: plan.supervisingUnitId });
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    await this.desk.known(planId, query['asOf']);
    await readOwnWrites(this.core, query['after']);
    return { plan, asOf, at: asOf ?? now };
  }
}
