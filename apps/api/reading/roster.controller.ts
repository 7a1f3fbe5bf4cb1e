import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { asDomain, ROSTER_STREAM } from '#libs/commands/references';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster, type RosterEvent } from '#libs/supervision/roster/roster.events';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { knownAt } from '../core/known-at';
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
  @ApiOperation({ summary: 'All units and groups, as known on any day', operationId: 'readRoster' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: RosterBody })
  async roster(@Query('asOf') asOf?: string): Promise<RosterBody> {
    const moment = asOfMoment(asOf, this.core.clock.now());
    const state = moment === null ? (await this.core.references.roster()).state : await knownAt<Roster>(this.core.store, ROSTER_STREAM, moment, (before, event) => evolveRoster(before ?? EMPTY_ROSTER, asDomain<RosterEvent>(event)));
    return rosterBody(state ?? EMPTY_ROSTER);
  }
}
