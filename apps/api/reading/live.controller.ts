import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { encodeToken, type Cursor } from '#libs/event-store/cursor';
import { readCheckpoint } from '#libs/event-store/checkpoint';
import type { Identity } from '#libs/identity/identity';
import { PROJECTOR } from '#libs/projections/projector';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { cursorOf } from '../core/read-own-writes';
import { sight } from '../items/item.answer';
import { ApiProblems } from '../problems/api-problems';
import { LiveTail } from './live.tail';

const HEARTBEAT_MS = 15_000;

/** Live updates: which items changed, as far as the caller may see them. */
@ApiTags('live')
@ApiBearerAuth()
@ApiProblems(400, 401, 403)
@Controller('live')
export class LiveController {
  constructor(
    private readonly core: Core,
    private readonly tail: LiveTail,
  ) {}

  @Get()
  @Does('item.read')
  @ApiOperation({ summary: 'Server-sent events: one for each change; `Last-Event-ID` takes up where one stopped', operationId: 'followLive' })
  @ApiResponse({ status: 200, description: 'id: position; event: item; data: {itemId, planId, type, version, recordedAt}', schema: { type: 'string' } })
  @ApiProduces('text/event-stream')
  @ApiQuery({ name: 'after', required: false, description: 'Position to begin after; now where it is left out' })
  async live(@Headers('last-event-id') last: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity, @Req() request: Request, @Res() res: Response): Promise<void> {
    const from = last ?? after;
    const begin: Cursor | null = from === undefined ? ((await readCheckpoint(this.core.pool, PROJECTOR))?.cursor ?? null) : cursorOf(from);
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive', 'X-Accel-Buffering': 'no' });
    res.write(': open\n\n');
    const beat = setInterval(() => res.write(': beat\n\n'), HEARTBEAT_MS);
    const stop = this.tail.follow(begin, async (event) => {
      if (!event.stream.startsWith(ITEM_STREAM)) return;
      const { state } = await this.core.items.items.get(event.stream);
      const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
      if (!state || sight(identity, state, roster).kind === 'none') return;
      res.write(`id: ${encodeToken(event.cursor)}\nevent: item\ndata: ${JSON.stringify({ itemId: state.id, planId: state.planId, type: event.type, version: event.version, recordedAt: event.recordedAt })}\n\n`);
    });
    request.on('close', () => {
      clearInterval(beat);
      stop();
    });
  }
}
