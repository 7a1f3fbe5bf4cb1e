import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { evidenceIdFor } from '#libs/commands/evidence/evidence-commands';
import { MEDIA_TYPES } from '#libs/commands/evidence/media-types';
import type { Identity } from '#libs/identity/identity';
import { evidenceSeen } from '#libs/supervision/proceeding/evidence';
import type { ProceedingEvidence } from '#libs/supervision/proceeding/evidence.events';
import type { Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { asOfMoment } from '../core/as-of';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile, OCTETS, TakesFile } from '../core/files';
import { KEY } from '../core/headers';
import { ATTACH_DESCRIPTION, PREVIEWED, sendBytes, SENT_AS, takenAsItIs, wellFormed } from '../items/evidence.bytes';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ReasonOnlyBody } from './followed-step.dto';
import { KIND_PARAM, kindNamed } from './kind-named';
import { ProceedingEvidenceAnswer, ProceedingEvidenceListBody } from './proceeding-evidence.dto';
import { proceedingKnownAt } from './proceeding-known-at';
import { ProceedingDesk, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Evidence (佐证材料) of proceedings of any kind: attached, listed, shown and fetched, by who sees that part of the proceeding. */
@ApiTags('proceedings')
@ApiBearerAuth()
@ApiProblems()
@ApiParam(KIND_PARAM)
@Controller('proceedings/:kind/:id/evidence')
export class ProceedingEvidenceController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {}

  @Post()
  @HttpCode(200)
  @Does('evidence.write')
  @ApiOperation({ summary: 'Attach evidence, to the whole or to what it shows; then it can be cited by its id', description: ATTACH_DESCRIPTION, operationId: 'attachProceedingEvidence' })
  @TakesFile('The bytes of the file, as they are', OCTETS, ...MEDIA_TYPES)
  @Ask.text('name', 'File name', { required: true, example: '整改现场.jpg' })
  @Ask.id('subject', 'What it belongs to: a finding, a visit, a followed step, a line of a form, a unit that is evaluated')
  @Ask.id('onBehalfOf', 'The unit without an account for which the office stores it (代录)')
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: ProceedingEvidenceAnswer })
  async attach(
    @Param('kind') name: string,
    @Param('id') id: string,
    @Query('name') fileName: string | undefined,
    @Query('subject') subject: string | undefined,
    @Query('onBehalfOf') onBehalfOf: string | undefined,
    @Req() request: Request,
    @SentBy() sent: Sent,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProceedingEvidenceAnswer> {
    const kind = kindNamed(name);
    // Whoever may not see it is told no more than that.
    await this.desk.read(kind, id, sent.identity);
    const place = { subject: subject ? wellFormed(subject, 'subject', 200) : null, name: wellFormed(fileName, 'name', 300) };
    const relation: RelationOf<unknown> = () => (onBehalfOf ? { unitId: wellFormed(onBehalfOf, 'onBehalfOf', 120), onBehalf: true } : {});
    const given = takenAsItIs(request);
    const evidenceId = evidenceIdFor(sent.sender);
    const answer = await this.desk.runBy(kind, id, 'evidence.write', sent, response, (actor, sender) => this.core.evidence.attachTo(kind, id, { ...place, ...given }, actor, sender), relation);
    const { state } = await this.core.proceedings.of(kind).load(id);
    const evidence = state?.evidence[evidenceId];
    if (!evidence) throw new Error(`evidence ${evidenceId} was accepted and is not in ${kind.name}/${id}`);
    return { ...answer, evidence };
  }

  @ProceedingRoute({ path: ':evidenceId/withdraw', operationId: 'withdrawProceedingEvidence', act: 'evidence.write', summary: 'Take evidence back that nothing cites yet; its bytes stay on record' }, ReasonOnlyBody)
  withdraw(@Param('kind') kind: string, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) response: Response): Promise<ProceedingAnswer> {
    return this.desk.run(kindNamed(kind), id, { type: 'withdrawProceedingEvidence', evidenceId, reason: body.reason }, 'evidence.write', sent, response);
  }

  @Get()
  @Does('evidence.read')
  @ApiOperation({ summary: 'Evidence that the reader may see, in the order in which it came; as known on any day', operationId: 'listProceedingEvidence' })
  @Ask.id('subject', 'What it belongs to, or what it was cited for')
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ProceedingEvidenceListBody })
  async list(@Param('kind') name: string, @Param('id') id: string, @Query('subject') subject: string | undefined, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<ProceedingEvidenceListBody> {
    const seen = await this.seen(name, id, identity, asOfMoment(asOf, this.core.clock.now()));
    const evidence = seen.filter((e) => subject === undefined || e.subject === subject || e.cited.includes(subject));
    return { kind: name, id, evidence: evidence.map((e) => ({ ...e, preview: PREVIEWED.includes(e.mediaType) })) };
  }

  @Get(':evidenceId')
  @Does('evidence.read')
  @ApiOperation({ summary: 'The bytes of evidence, as a download and nothing else', operationId: 'readProceedingEvidence' })
  @AnswersFile('The bytes, under the media type that they were stored as; text is always text/plain', ...SENT_AS)
  async read(@Param('kind') name: string, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const evidence = await this.one(name, id, evidenceId, identity);
    await sendBytes(response, evidence, await this.core.evidence.read(evidence), { kind: name, id, evidenceId });
  }

  @Get(':evidenceId/preview')
  @Does('evidence.read')
  @ApiOperation({ summary: 'A photograph as a page may show it; not found for other kinds of file', operationId: 'previewProceedingEvidence' })
  @AnswersFile('The photograph', ...PREVIEWED)
  async preview(@Param('kind') name: string, @Param('id') id: string, @Param('evidenceId') evidenceId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const evidence = await this.one(name, id, evidenceId, identity);
    if (!PREVIEWED.includes(evidence.mediaType)) throw rejected({ code: 'not-found', field: 'evidenceId' });
    await sendBytes(response, evidence, await this.core.evidence.read(evidence), { kind: name, id, evidenceId }, 'inline');
  }

  /** @param moment as known then; null: now */
  private async seen(name: string, id: string, identity: Identity, moment: Instant | null = null): Promise<ProceedingEvidence[]> {
    const kind = kindNamed(name);
    const { state, sight } = await this.desk.read(kind, id, identity);
    return evidenceSeen(kind, moment === null ? state : await proceedingKnownAt(this.core.store, kind, id, moment), sight);
  }

  private async one(name: string, id: string, evidenceId: string, identity: Identity): Promise<ProceedingEvidence> {
    const evidence = (await this.seen(name, id, identity)).find((e) => e.id === evidenceId);
    if (!evidence) throw rejected({ code: 'not-found', field: 'evidenceId' });
    return evidence;
  }
}
