import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { BEGINNING, encodeToken, type Cursor } from '#libs/event-store/cursor';
import { readCheckpoint } from '#libs/event-store/checkpoint';
import type { Identity } from '#libs/identity/identity';
import { PROJECTOR } from '#libs/projections/projector';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { cursorOf, refuseForeign } from '../core/read-own-writes';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { LiveListener } from './live.listener';
import { LiveTail } from './live.tail';

const HEARTBEAT_MS = 15_000;
/** A listener that takes nothing for so long is let go, and takes up again with its `Last-Event-ID`. */
const PATIENCE_MS = 30_000;
const FRESH_MS = 1_000;
/** Beyond them a process would do nothing but tell. */
const MOST_LISTENERS = 2_000;

/** Live updates: which items, proceedings and lists changed, as far as the caller may see them. */
@ApiTags('live')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller('live')
export class LiveController {
  /** Shorter where a test is to see it end. */
  patienceMs = PATIENCE_MS;
  /** How long a session that was seen to hold is taken to hold still, before a change is told; nothing where a test is to see it end. */
  freshMs = FRESH_MS;

  constructor(
    private readonly core: Core,
    private readonly tail: LiveTail,
  ) {}

  @Get()
  @Does('live.follow')
  @ApiOperation({ summary: 'Server-sent events: one for each change; `Last-Event-ID` takes up where one stopped', operationId: 'followLive' })
  @ApiResponse({ status: 200, description: 'First an id alone: the position it begins after. Then id: position; event: item, data: {itemId, planId, type, version, recordedAt}; or event: proceeding, data: {proceeding, planId, type, version, recordedAt}; or event: list, data: {list, position}: the name of a list that the caller may read, and the position that the act which changed it was answered with (plans, roster, policies, calendar, briefings, schemes, checklists, brake, suggestions). At the beginning and every fifteen seconds event: clock, data: {now}: the moment of the domain, without an id', schema: { type: 'string' } })
  @ApiProduces('text/event-stream')
  @Ask.text('after', 'Position to begin after; now where it is left out')
  async live(@Headers('last-event-id') last: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity, @Req() request: Request, @Res() res: Response): Promise<void> {
    if (this.tail.size >= MOST_LISTENERS) throw problem(503, 'busy', '实时更新的连接已满，请稍后重试', 'There are too many live listeners: try again in a while');
    let stop = (): void => undefined;
    let beat: NodeJS.Timeout | undefined;
    // Told before anything is waited for: a client that is gone by then leaves nothing behind.
    request.on('close', () => {
      clearInterval(beat);
      stop();
    });
    const begin = (await this.from(last, 'Last-Event-ID')) ?? (await this.from(after, 'after')) ?? (await readCheckpoint(this.core.pool, PROJECTOR))?.cursor ?? BEGINNING;
    if (res.destroyed) return;
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive', 'X-Accel-Buffering': 'no' });
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const listener = new LiveListener(identity, res, this.patienceMs, this.freshMs, () => this.core.sessions.authenticate(token), () => this.core.clock.now());
    // Where it begins: who loses the connection before the first change takes up there.
    res.write(`: open\nid: ${encodeToken(begin)}\n\n${listener.moment()}`);
    beat = setInterval(() => void listener.beat(), HEARTBEAT_MS);
    stop = this.tail.follow(begin, (change) => listener.tell(change), () => listener.end());
  }

  /** @throws ProblemError for what is no position of this log: nothing would ever follow on it */
  private async from(token: string | undefined, field: string): Promise<Cursor | null> {
    if (token === undefined || (field === 'after' && token === '')) return null;
    const cursor = cursorOf(token, field);
    await refuseForeign(this.core, cursor, field);
    return cursor;
  }
}
