import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { Caller, Does } from '../auth/identity.decorators';
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
    const later = await this.desk.readable(planId, identity);
    const earlier = await this.desk.readable(earlierId, identity);
    return { planId, with: earlierId, ...(await this.desk.compared(earlier, later)) };
  }
}
