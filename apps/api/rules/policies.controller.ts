import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { policyStream } from '#libs/commands/references';
import { encodeToken } from '#libs/event-store/cursor';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { CommandOn, GivesVersion, showVersion, WritesNothing } from '../core/headers';
import { versionsAt } from '../core/versions-at';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { PolicyBody, proposedPolicy } from './policy.dto';
import { personOf, PolicyListBody, PolicyVersionsBody, RulesPreviewBody, VersionSetBody } from './rules-view.dto';

/** Policies (督办规则): whole versions, shown dry before they are set, in force in running items from their moment on. */
@ApiTags('rules')
@ApiBearerAuth()
@ApiProblems()
@Controller('policies')
export class PoliciesController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('policy.read')
  @ApiOperation({ summary: 'Every policy with its newest version; as known on any day', operationId: 'listPolicies' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: PolicyListBody })
  async list(@Query('asOf') asOf: string | undefined): Promise<PolicyListBody> {
    return { policies: await this.core.office.rules.policies(asOfMoment(asOf, this.core.clock.now())) };
  }

  @Get(':policyId')
  @Does('policy.read')
  @ApiOperation({ summary: 'All versions of a policy, newest first, each with its basis; as known on any day', operationId: 'readPolicy' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: PolicyVersionsBody })
  async versions(@Param('policyId') policyId: string, @Query('asOf') asOf: string | undefined, @Res({ passthrough: true }) response: Response): Promise<PolicyVersionsBody> {
    const all = await this.core.office.rules.policyVersions(known(policyId));
    if (all.length === 0) throw rejected({ code: 'not-found', field: 'policyId' });
    const { versions, at } = versionsAt(this.core, all, asOf);
    showVersion(response, versions[0]!.version);
    const inForce = versions.find((v) => v.data.effectiveFrom <= at)?.version;
    return {
      policyId,
      versions: versions.map(({ version, data: { effectiveFrom, basis, name, rules, variants }, setAt, actor }) => ({
        version, effectiveFrom, basis, setAt, setBy: personOf(actor), inForce: version === inForce, name, rules, variants,
      })),
    };
  }

  @Post(':policyId/preview')
  @HttpCode(200)
  @Does('policy.change')
  @ApiOperation({ summary: 'Show a policy dry: which deadlines move, which become overdue, which lights change, how many notices', operationId: 'previewPolicy' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: RulesPreviewBody })
  async preview(@Param('policyId') policyId: string, @Body() body: PolicyBody): Promise<unknown> {
    const proposed = proposedPolicy(body);
    const shown = await this.core.office.previews.preview({ kind: 'policy', policyId: known(policyId), ...proposed });
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  @Post(':policyId')
  @HttpCode(200)
  @Does('policy.change')
  @ApiOperation({ summary: 'Set the policy’s next version; a policy that is not there yet gets its first', operationId: 'setPolicy' })
  @CommandOn(({ policyId }) => policyStream(policyId!), 'the policy has a newer version')
  @ApiResponse({ status: 200, type: VersionSetBody })
  async set(@Param('policyId') policyId: string, @Body() body: PolicyBody, @SentBy() sent: Sent): Promise<VersionSetBody> {
    const actor = actingAs(sent.identity, 'policy.change');
    const proposed = proposedPolicy(body);
    const { state, cursor, replayed } = accepted(await this.core.office.rules.setPolicy(known(policyId), proposed, actor, sent.sender));
    sent.shows({ version: state.version, replayed });
    const last = state.versions.at(-1)!;
    return { version: last.version, effectiveFrom: last.effectiveFrom, position: encodeToken(cursor), replayed };
  }
}

function known(policyId: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(policyId)) return policyId;
  throw problem(400, 'malformed', '规则编号只能由小写字母、数字和连字符组成', 'A policy’s id has lower-case letters, digits and hyphens only', { fields: [{ field: 'policyId', zh: '格式不正确', en: 'has not the right form' }] });
}
