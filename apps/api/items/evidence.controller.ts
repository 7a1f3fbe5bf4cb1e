import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { evidenceIdFor, MOST_EVIDENCE_BYTES } from '#libs/commands/evidence/evidence-commands';
import { EvidenceTooLarge } from '#libs/commands/evidence/streams';
import { MEDIA_TYPES } from '#libs/commands/evidence/media-types';
import type { Identity } from '#libs/identity/identity';
import { seesAssignment } from '#libs/identity/reading';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { EvidenceAnswer } from './evidence.dto';
import { ItemDesk } from './item.desk';
import { SentBy, type Sent } from './sent';

/** Evidence (佐证材料), read only through the item that it belongs to. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems()
@Controller('items/:itemId/evidence')
export class EvidenceController {
  private readonly log = new Logger('evidence');

  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  @Post()
  @HttpCode(200)
  @Does('evidence.write')
  @ApiOperation({
    summary: 'Attach evidence to an assignment, and to a step of it',
    description: `本系统不处理国家秘密：不得上传涉密文件。Never send classified files. At most 20 MB; ${MEDIA_TYPES.join(', ')}. The bytes must be of the kind that Content-Type says; application/octet-stream is judged by the name’s ending.`,
    operationId: 'attachEvidence',
  })
  @ApiConsumes('application/octet-stream', ...MEDIA_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiQuery({ name: 'assignmentId', required: true })
  @ApiQuery({ name: 'stepId', required: false })
  @ApiQuery({ name: 'name', required: true, description: 'File name', example: '培训名册.pdf' })
  @ApiQuery({ name: 'onBehalf', required: false, enum: ['true', 'false'], description: 'Set when the office stores it for a unit without an account (代录)' })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Unique id of the command, the same for a retry' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'ETag that was seen; refused with 412 when the item has changed since' })
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
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw problem(415, 'media-type', '请发送未压缩的文件内容', 'Send the bytes as they are, without Content-Encoding');
    if (Number(request.headers['content-length'] ?? 0) > MOST_EVIDENCE_BYTES) throw new EvidenceTooLarge(MOST_EVIDENCE_BYTES);
    const mediaType = request.headers['content-type'] ?? '';
    const evidenceId = evidenceIdFor(sent.sender);
    const command = { type: 'attachEvidence' as const, evidenceId, assignmentId: place.assignmentId, stepId: place.stepId, name: place.name, mediaType, bytes: 0, sha256: '', ...(onBehalf === 'true' ? { onBehalf: true } : {}) };
    // On behalf the office stores what belongs to a report that it records: who may do the one may do the other.
    const act = onBehalf === 'true' ? 'report' : 'attachEvidence';
    const answer = await this.desk.run(itemId, command, sent, response, (actor, { sender, ifMatch }) => this.core.evidence.attach(itemId, { ...place, mediaType, bytes: request }, actor, sender, ifMatch), act);
    const { state } = await this.core.items.load(itemId);
    const evidence = state?.evidence[evidenceId];
    if (!evidence) throw new Error(`evidence ${evidenceId} was accepted and is not in item ${itemId}`);
    return { ...answer, evidence };
  }

  @Get(':evidenceId')
  @Does('evidence.read')
  @ApiOperation({ summary: 'The bytes of evidence, as a download and nothing else', operationId: 'readEvidence' })
  @ApiProduces('application/octet-stream', ...MEDIA_TYPES)
  @ApiResponse({ status: 200, content: Object.fromEntries(MEDIA_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) })
  async read(@Param('itemId') itemId: string, @Param('evidenceId') evidenceId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const { state, seen } = await this.desk.read(itemId, identity);
    const evidence = Object.hasOwn(state.evidence, evidenceId) ? state.evidence[evidenceId] : undefined;
    if (!evidence || !seesAssignment(seen, evidence.assignmentId)) throw rejected({ code: 'not-found', field: 'evidenceId' });
    const bytes = await this.core.evidence.read(evidence);
    const type = MEDIA_TYPES.includes(evidence.mediaType) ? evidence.mediaType : 'application/octet-stream';
    // Inert: whatever the bytes hold, no browser shows, runs or guesses them.
    response.writeHead(200, {
      'Content-Type': type.startsWith('text/') ? 'text/plain; charset=utf-8' : type,
      'Content-Length': evidence.bytes,
      'Content-Disposition': `attachment; filename="evidence"; filename*=UTF-8''${encodeURIComponent(evidence.name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
      'Repr-Digest': `sha-256=:${Buffer.from(evidence.sha256, 'hex').toString('base64')}:`,
    });
    try {
      await pipeline(Readable.from(bytes, { objectMode: false }), response);
    } catch (error) {
      // The head is out: what is left to say is said by a connection that breaks. That the reader went away is no news.
      if ((error as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      this.log.error({ itemId, evidenceId, sha256: evidence.sha256, err: error }, error instanceof Error ? error.stack : undefined);
    }
  }
}

function wellFormed(value: unknown, field: string, longest: number): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longest && !value.includes('\u0000') && value.isWellFormed()) return value;
  throw problem(400, 'malformed', `${field} 不能为空，且不超过 ${longest} 个字符`, `${field} must not be empty and has at most ${longest} characters`, { fields: [{ field, zh: '不正确', en: 'is not valid' }] });
}
