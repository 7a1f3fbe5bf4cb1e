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
    let stop = (): void => undefined;
    let beat: NodeJS.Timeout | undefined;
    // Told before anything is waited for: a client that is gone by then leaves nothing behind.
    request.on('close', () => {
      clearInterval(beat);
      stop();
    });
    const from = last ?? after;
    const begin: Cursor | null = from === undefined ? ((await readCheckpoint(this.core.pool, PROJECTOR))?.cursor ?? null) : cursorOf(from);
    if (res.destroyed) return;
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive', 'X-Accel-Buffering': 'no' });
    res.write(': open\n\n');
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    // A session that has ended, or a role that was taken away, ends the stream with the next beat.
    beat = setInterval(() => void this.core.sessions.authenticate(token).then((now) => (now?.unitId === identity.unitId ? res.write(': beat\n\n') : res.end()), () => res.end()), HEARTBEAT_MS);
    stop = this.tail.follow(begin, async (event) => {
      if (!event.stream.startsWith(ITEM_STREAM)) return;
      const held = await this.core.items.items.get(event.stream);
      const { state } = held.version >= event.version ? held : await this.core.items.items.refresh(event.stream);
      // Whoever does not see drafts is not told that there is one.
      const unsigned = event.type === 'PaperDrafted';
      const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
      const seen = state ? sight(identity, state, roster).kind : 'none';
      if (!state || seen === 'none' || (unsigned && seen !== 'all')) return;
      res.write(`id: ${encodeToken(event.cursor)}\nevent: item\ndata: ${JSON.stringify({ itemId: state.id, planId: state.planId, type: event.type, version: event.version, recordedAt: event.recordedAt })}\n\n`);
    });
  }
}
