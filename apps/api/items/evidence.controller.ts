import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { evidenceIdFor } from '#libs/commands/evidence/evidence-commands';
import { MEDIA_TYPES } from '#libs/commands/evidence/media-types';
import type { Identity } from '#libs/identity/identity';
import { seesAssignment } from '#libs/identity/reading';
import type { Evidence } from '#libs/supervision/item/item.types';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile, OCTETS, TakesFile } from '../core/files';
import { CommandHeaders } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ATTACH_DESCRIPTION, PREVIEWED, sendBytes, SENT_AS, takenAsItIs, wellFormed } from './evidence.bytes';
import { EvidenceAnswer, EvidenceListBody } from './evidence.dto';
import { ItemDesk } from './item.desk';
import { SentBy, type Sent } from './sent';

/** Evidence (佐证材料), read only through the item that it belongs to. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems()
@Controller('items/:itemId/evidence')
export class EvidenceController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  @Post()
  @HttpCode(200)
  @Does('evidence.write')
  @ApiOperation({
    summary: 'Attach evidence to an assignment, and to a step of it',
    description: ATTACH_DESCRIPTION,
    operationId: 'attachEvidence',
  })
  @TakesFile('The bytes of the file, as they are', OCTETS, ...MEDIA_TYPES)
  @Ask.id('assignmentId', 'Assignment of the item', { required: true, example: 'a1' })
  @Ask.id('stepId', 'Step of the assignment', { example: 'a1-1' })
  @Ask.text('name', 'File name', { required: true, example: '培训名册.pdf' })
  @Ask.flag('onBehalf', 'Set when the office stores it for a unit without an account (代录)')
  @CommandHeaders('refused with 412 when the item has changed since')
  @ApiResponse({ status: 200, type: EvidenceAnswer })
  async attach(
    @Param('itemId') itemId: string,
    @Query('assignmentId') assignmentId: string | undefined,
    @Query('stepId') stepId: string | undefined,
    @Query('name') name: string | undefined,
    @Query('onBehalf') onBehalf: string | undefined,
    @Req() request: Request,
    @SentBy() sent: Sent,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EvidenceAnswer> {
    // Whoever may not see the item is told no more than that.
    await this.desk.read(itemId, sent.identity);
    const place = { assignmentId: wellFormed(assignmentId, 'assignmentId', 120), stepId: stepId ? wellFormed(stepId, 'stepId', 120) : null, name: wellFormed(name, 'name', 300) };
    const { mediaType, bytes } = takenAsItIs(request);
    const evidenceId = evidenceIdFor(sent.sender);
    const command = { type: 'attachEvidence' as const, evidenceId, assignmentId: place.assignmentId, stepId: place.stepId, name: place.name, mediaType, bytes: 0, sha256: '', ...(onBehalf === 'true' ? { onBehalf: true } : {}) };
    // On behalf the office stores what belongs to a report that it records: who may do the one may do the other.
    const act = onBehalf === 'true' ? 'report' : 'attachEvidence';
    const answer = await this.desk.run(itemId, command, sent, response, (actor, { sender, ifMatch }) => this.core.evidence.attach(itemId, { ...place, mediaType, bytes }, actor, sender, ifMatch), act);
    const { state } = await this.core.items.load(itemId);
    const evidence = state?.evidence[evidenceId];
    if (!evidence) throw new Error(`evidence ${evidenceId} was accepted and is not in item ${itemId}`);
    return { ...answer, evidence };
  }

  @Get()
  @Does('evidence.read')
  @ApiOperation({ summary: 'Evidence of the assignments that the reader may see, in the order in which it came; as known on any day', operationId: 'listEvidence' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: EvidenceListBody })
  async list(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<EvidenceListBody> {
    const { known, seen } = await this.desk.readAsOf(itemId, asOf, identity);
    const evidence = Object.values(known.evidence).filter((e) => seesAssignment(seen, e.assignmentId));
    return { itemId, evidence: evidence.map((e) => ({ ...e, preview: PREVIEWED.includes(e.mediaType) })) };
  }

  @Get(':evidenceId')
  @Does('evidence.read')
  @ApiOperation({ summary: 'The bytes of evidence, as a download and nothing else', operationId: 'readEvidence' })
  @AnswersFile('The bytes, under the media type that they were stored as; text is always text/plain', ...SENT_AS)
  async read(@Param('itemId') itemId: string, @Param('evidenceId') evidenceId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const evidence = await this.one(itemId, evidenceId, identity);
    const bytes = await this.core.evidence.read(evidence);
    await sendBytes(response, evidence, bytes, { itemId, evidenceId });
  }

  @Get(':evidenceId/preview')
  @Does('evidence.read')
  @ApiOperation({ summary: 'A photograph as a page may show it; not found for other kinds of file', operationId: 'previewEvidence' })
  @AnswersFile('The photograph', ...PREVIEWED)
  async preview(@Param('itemId') itemId: string, @Param('evidenceId') evidenceId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const evidence = await this.one(itemId, evidenceId, identity);
    if (!PREVIEWED.includes(evidence.mediaType)) throw rejected({ code: 'not-found', field: 'evidenceId' });
    await sendBytes(response, evidence, await this.core.evidence.read(evidence), { itemId, evidenceId }, 'inline');
  }

  private async one(itemId: string, evidenceId: string, identity: Identity): Promise<Evidence> {
    const { state, seen } = await this.desk.read(itemId, identity);
    const evidence = Object.hasOwn(state.evidence, evidenceId) ? state.evidence[evidenceId] : undefined;
    if (!evidence || !seesAssignment(seen, evidence.assignmentId)) throw rejected({ code: 'not-found', field: 'evidenceId' });
    return evidence;
  }
}
