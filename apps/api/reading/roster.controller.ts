import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { RosterBody, rosterBody } from '../roster/roster.dto';

/** Units and groups (名册), read. */
@ApiTags('roster')
@ApiBearerAuth()
@ApiProblems()
@Controller('roster')
export class RosterController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('roster.read')
  @ApiOperation({ summary: 'All units and groups', operationId: 'readRoster' })
  @ApiResponse({ status: 200, type: RosterBody })
  async roster(): Promise<RosterBody> {
    const { state } = await this.core.references.roster();
    return rosterBody(state ?? EMPTY_ROSTER);
  }
}
