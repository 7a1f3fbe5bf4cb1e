import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { askRetry, operationsReport } from '#libs/commands/operations';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { RepeatsSafely } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { OperationsBody, RetryAskedBody, RetryBody } from './operations.dto';

/** What does not go on by itself, for those who run the system. */
@ApiTags('operations')
@ApiBearerAuth()
@ApiProblems()
@Controller('operations')
export class OperationsController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('operations.read')
  @ApiOperation({ summary: 'What is stuck, parked, overlooked, held or undelivered, each with reason and remedy (运行情况)', operationId: 'readOperations' })
  @ApiResponse({ status: 200, type: OperationsBody })
  async report(): Promise<unknown> {
    const units = (await this.core.references.roster()).state?.units ?? {};
    return operationsReport(this.core.store, this.core.clock, (id) => units[id]?.name ?? id);
  }

  @Post('retry')
  @HttpCode(202)
  @Does('operations.act')
  @RepeatsSafely('it is tried once more, by whatever keeps it from being done twice')
  @ApiOperation({ summary: 'Have one of them tried again by the worker (重试)', operationId: 'retryOperation' })
  @ApiResponse({ status: 202, type: RetryAskedBody })
  async retry(@Body() body: RetryBody, @Caller() identity: Identity): Promise<RetryAskedBody> {
    const asked = await askRetry(this.core.store, this.core.clock, body.kind, body.id, identity.personId);
    if (asked.kind === 'not-found') throw rejected({ code: 'not-found', field: 'id' });
    return { retryId: asked.retryId };
  }
}
