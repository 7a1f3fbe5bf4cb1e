import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { asDomain, policyStream, ROSTER_STREAM, STANDARD_POLICY } from '#libs/commands/references';
import { evolvePolicy, NO_POLICY, type PolicyEvent, type PolicyHistory } from '#libs/supervision/policy/policy.events';
import { variantsFor } from '#libs/supervision/policy/rules-variant';
import { traitsAt, traitsOf } from '#libs/supervision/roster/unit-traits';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { knownAt, notYet } from '../core/known-at';
import { GivesVersion, showVersion } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import type { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { GuidanceBody } from '../roster/guidance.dto';
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
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    const roster = await rosterAt(this.core, moment);
    showVersion(response, roster.version);
    return { ...rosterBody(roster), asOf: moment ?? now };
  }

  @Get('units/:unitId/guidance')
  @Does('roster.read')
  @ApiOperation({ summary: 'What is laid down for a unit by its kind, size, trade and region (分类指导): guidance, and where its rules differ, as known on any day', operationId: 'readGuidance' })
  @Ask.text('policyId', 'Policy; the standard one where none is given', { example: STANDARD_POLICY })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: GuidanceBody })
  async guidance(@Param('unitId') unitId: string, @Query('policyId') policyId: string = STANDARD_POLICY, @Query('asOf') asOf?: string): Promise<GuidanceBody> {
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    const at = moment ?? now;
    const unit = (await rosterAt(this.core, moment)).units[unitId];
    if (!unit) throw moment === null ? rejected({ code: 'not-found', field: 'unitId' }) : await this.notRegisteredYet(unitId);
    const stream = policyStream(policyId);
    const fold = (before: PolicyHistory | null, event: Parameters<typeof asDomain>[0]): PolicyHistory => evolvePolicy(before ?? NO_POLICY, asDomain<PolicyEvent>(event));
    const history = moment === null ? (await this.core.references.policies.refresh(stream)).state : await knownAt<PolicyHistory>(this.core.store, stream, moment, fold);
    const policy = history?.versions.filter((v) => v.effectiveFrom <= at).at(-1);
    if (!policy) throw rejected({ code: 'not-found', field: 'policyId' });
    const traits = traitsOf(traitsAt(unit, at));
    return { unitId, unit: unit.name, traits, policyId, policyVersion: policy.version, variants: variantsFor(policy, traits) };
  }

  private async notRegisteredYet(unitId: string): Promise<ProblemError> {
    const registered = (await this.core.store.readStream(ROSTER_STREAM)).find((e) => e.type === 'UnitRegistered' && e.data['unitId'] === unitId);
    return registered ? notYet(registered.recordedAt) : rejected({ code: 'not-found', field: 'unitId' });
  }
}
