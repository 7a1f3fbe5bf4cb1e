import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { unsoundScheme } from '#libs/commands/evaluation/scheme-commands';
import { encodeToken } from '#libs/event-store/cursor';
import { SCHEME_STREAM } from '#libs/supervision/evaluation/scheme';
import { FIGURES } from '#libs/supervision/evaluation/figure.names';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { actingAs } from '../auth/acting';
import { CommandOn, GivesVersion, showVersion, WritesNothing } from '../core/headers';
import { versionsAt } from '../core/versions-at';
import { personOf, VersionSetBody } from '../rules/rules-view.dto';
import { FigureNamesBody, SchemeListBody, SchemePreviewAnswer, SchemeVersionsBody } from './evaluation-view.dto';
import { proposedScheme, SchemeBody, schemeOf, SchemePreviewBody } from './scheme.dto';

/** Schemes (考核方案): whole versions, tried on current data before they are set. */
@ApiTags('evaluations')
@ApiBearerAuth()
@ApiProblems()
@Controller('schemes')
export class SchemesController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('scheme.read')
  @ApiOperation({ summary: 'Every scheme with its newest version; as known on any day', operationId: 'listSchemes' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: SchemeListBody })
  async list(@Query('asOf') asOf: string | undefined): Promise<SchemeListBody> {
    return { schemes: await this.core.evaluations.schemes.all(asOfMoment(asOf, this.core.clock.now())) };
  }

  @Get('figures')
  @Does('scheme.read')
  @ApiOperation({ summary: 'The figures that a formula may name', operationId: 'listFigures' })
  @ApiResponse({ status: 200, type: FigureNamesBody })
  figures(): FigureNamesBody {
    return { figures: Object.entries(FIGURES).map(([name, { opens, ...meaning }]) => ({ name, ...meaning, opens: [...opens] })) };
  }

  @Get(':schemeId')
  @Does('scheme.read')
  @ApiOperation({ summary: 'All versions of a scheme, newest first; as known on any day', operationId: 'readScheme' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: SchemeVersionsBody })
  async versions(@Param('schemeId') schemeId: string, @Query('asOf') asOf: string | undefined, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const all = await this.core.evaluations.schemes.versions(known(schemeId));
    if (all.length === 0) throw rejected({ code: 'not-found', field: 'schemeId' });
    const { versions } = versionsAt(this.core, all, asOf);
    showVersion(response, versions[0]!.version);
    return { schemeId, versions: versions.map(({ actor, ...v }) => ({ ...v, setBy: personOf(actor) })) };
  }

  @Post(':schemeId/preview')
  @HttpCode(200)
  @Does('scheme.change')
  @ApiOperation({ summary: 'Try a scheme on current data (试算): what its formulas give for each unit, and which units belong to no one class; sets nothing', operationId: 'previewScheme' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: SchemePreviewAnswer })
  async preview(@Param('schemeId') schemeId: string, @Body() body: SchemePreviewBody): Promise<unknown> {
    known(schemeId);
    const scheme = schemeOf(body.scheme);
    const unsound = unsoundScheme(scheme);
    if (unsound) throw rejected(unsound.rejected);
    const { state: plan } = await this.core.plans.load(body.planId);
    if (plan === null) throw rejected({ code: 'not-found', field: 'planId' });
    const shown = await this.core.evaluations.checks.dryRun(scheme, plan, body.units.map(({ unitId, classId }) => ({ unitId, classId: classId ?? null })), body.period);
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  @Post(':schemeId')
  @HttpCode(200)
  @Does('scheme.change')
  @ApiOperation({ summary: 'Set the scheme’s next version; a scheme that is not there yet gets its first', operationId: 'setScheme' })
  @CommandOn(({ schemeId }) => SCHEME_STREAM + schemeId, 'the scheme has a newer version')
  @ApiResponse({ status: 200, type: VersionSetBody })
  async set(@Param('schemeId') schemeId: string, @Body() body: SchemeBody, @SentBy() sent: Sent): Promise<VersionSetBody> {
    const { state, cursor, replayed } = accepted(await this.core.evaluations.schemes.set(known(schemeId), proposedScheme(body), actingAs(sent.identity, 'scheme.change'), sent.sender));
    const last = state.versions.at(-1)!;
    sent.shows({ version: last.version, replayed });
    return { version: last.version, effectiveFrom: last.effectiveFrom, position: encodeToken(cursor), replayed };
  }
}

function known(schemeId: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(schemeId)) return schemeId;
  throw problem(400, 'malformed', '方案编号只能由小写字母、数字和连字符组成', 'A scheme’s id has lower-case letters, digits and hyphens only', { fields: [{ field: 'schemeId', zh: '格式不正确', en: 'has not the right form' }] });
}
