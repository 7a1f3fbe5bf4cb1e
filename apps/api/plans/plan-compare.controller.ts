import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { comparePlans } from '#libs/supervision/plan/plan.compare';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ComparisonBody } from './plan-compare.dto';
import { PlanDesk } from './plan.desk';

/** A plan beside the one before it. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans')
export class PlanCompareController {
  constructor(private readonly desk: PlanDesk) {}

  @Get(':planId/compare')
  @Does('plan.read')
  @ApiOperation({ summary: 'What became of the items of an earlier plan in this one: carried on, changed, dropped without a word, new', operationId: 'comparePlans' })
  @ApiResponse({ status: 200, type: ComparisonBody })
  @Ask.id('with', 'The earlier plan', { required: true, example: 'p0c1d2e3f' })
  async compare(@Param('planId') planId: string, @Query('with') earlierId: string | undefined, @Caller() identity: Identity): Promise<ComparisonBody> {
    if (typeof earlierId !== 'string' || earlierId === '') throw rejected({ code: 'not-found', field: 'with' });
    const later = await this.readable(planId, identity);
    const earlier = await this.readable(earlierId, identity);
    const [before, after] = [await this.desk.exported(earlier), await this.desk.exported(later)];
    const issued = new Map(earlier.issueItems.map(({ key, itemId }) => [key, itemId] as const));
    return { planId, with: earlierId, ...comparePlans({ year: earlier.plan.year, items: before.items }, { year: later.plan.year, items: after.items }, issued) };
  }

  /** Who may read each of the two may see what differs. */
  private async readable(planId: string, identity: Identity): Promise<PlanState> {
    const state = await this.desk.load(planId);
    if (wasIssued(state)) allow(identity, 'plan.read', { planId });
    else allow(identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
    return state;
  }
}
