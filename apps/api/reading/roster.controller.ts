import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { GivesVersion, showVersion } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { RosterBody, rosterBody } from '../roster/roster.dto';
import { rosterAt } from './roster.at';

/** Units and groups (名册), read. */
@ApiTags('roster')
@ApiBearerAuth()
@ApiProblems()
@Controller('roster')
export class RosterController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('roster.read')
  @ApiOperation({ summary: 'All units and groups, as known on any day', operationId: 'readRoster' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: RosterBody })
  async roster(@Query('asOf') asOf: string | undefined, @Res({ passthrough: true }) response: Response): Promise<RosterBody> {
    const roster = await rosterAt(this.core, asOfMoment(asOf, this.core.clock.now()));
    showVersion(response, roster.version);
    return rosterBody(roster);
  }
}
