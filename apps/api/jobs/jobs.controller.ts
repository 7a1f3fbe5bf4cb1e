import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { jobBody, JobBody } from './job.dto';

/** Work over many items, and how far it is. */
@ApiTags('jobs')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('jobs')
export class JobsController {
  constructor(private readonly core: Core) {}

  @Get(':jobId')
  @Does('plan.read')
  @ApiOperation({ summary: 'How far a job is: n of m, and what was refused', operationId: 'readJob' })
  @ApiResponse({ status: 200, type: JobBody })
  async job(@Param('jobId') jobId: string, @Caller() identity: Identity): Promise<JobBody> {
    const { state } = await this.core.office.jobs.load(jobId);
    // A job names items: it is the business of the unit that began it.
    if (!state || state.actor.kind !== 'person' || state.actor.unitId !== identity.unitId) throw rejected({ code: 'not-found', field: 'jobId' });
    return jobBody(state);
  }
}
