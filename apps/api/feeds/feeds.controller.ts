import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import { MOST_FEEDS } from '#libs/identity/feeds/feed';
import { may } from '#libs/identity/policy/policy';
import { Caller, Does, Public } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { AnswersFile, CALENDAR, sendFile } from '../core/files';
import { KEY } from '../core/headers';
import { accountCommand, SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem, ProblemError } from '../problems/problem';
import { calendarOf } from './calendar.of';
import { CreatedFeedBody, FeedsBody, NewFeedBody } from './feed.dto';

/** Calendar feeds: the to-do list of a unit or a person in their own calendar program, which cannot sign in. */
@ApiTags('feeds')
@Controller('feeds')
export class FeedsController {
  constructor(private readonly core: Core) {}

  @Post()
  @Does('feed.own')
  @ApiBearerAuth()
  @ApiProblems()
  @ApiOperation({ summary: 'Make the address of a calendar feed (日历订阅); it is told this once, and again to a repeat under the same key', operationId: 'createFeed' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 201, type: CreatedFeedBody })
  async create(@Body() body: NewFeedBody, @SentBy() sent: Sent, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { identity, sender } = sent;
    const token = this.core.personal.secretFor(`feed ${sender.scope} ${sender.commandId}`);
    const made = await this.core.feeds.create(identity, body.kind, { ...accountCommand(sent, 'createFeed', identity.unitId, body.kind), token });
    if (made === null) throw problem(409, 'too-many-feeds', `最多同时启用 ${MOST_FEEDS} 个日历地址，请先停用不再使用的`, `At most ${MOST_FEEDS} feeds are open at a time: revoke one that is not used any more`);
    response.setHeader('Cache-Control', 'no-store');
    return { ...made.feed, path: `/feeds/${made.token}/calendar.ics` };
  }

  @Get()
  @Does('feed.own')
  @ApiBearerAuth()
  @ApiProblems(400, 401, 403, 503)
  @ApiOperation({ summary: 'One’s own calendar feeds, without their addresses', operationId: 'listFeeds' })
  @ApiResponse({ status: 200, type: FeedsBody })
  async list(@Caller() { personId }: Identity): Promise<object> {
    return { feeds: await this.core.feeds.list(personId) };
  }

  @Delete(':feedId')
  @HttpCode(204)
  @Does('feed.own')
  @ApiBearerAuth()
  @ApiProblems()
  @ApiOperation({ summary: 'Revoke one’s own calendar feed: its address shows nothing from now on', operationId: 'revokeFeed' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 204 })
  async revoke(@Param('feedId') feedId: string, @SentBy() sent: Sent): Promise<void> {
    if (!(await this.core.feeds.revoke(sent.identity.personId, feedId, accountCommand(sent, 'revokeFeed', feedId)))) throw problem(404, 'not-found', '找不到该日历地址', 'There is no such feed of yours');
  }

  /** No session: the address is all that a calendar program has. Every reason why it shows nothing is answered alike. */
  @Get(':token/calendar.ics')
  @Public()
  @ApiProblems(400, 404, 429, 503)
  @ApiOperation({ summary: 'The feed itself (iCalendar): open duties with a day, each an entry of the whole day', operationId: 'readFeed' })
  @AnswersFile('The calendar, never cached by others', CALENDAR)
  async read(@Param('token') token: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const opened = await this.core.feeds.open(token, request.ip ?? '');
    if (opened.kind === 'too-often') throw new ProblemError(problem(429, 'too-often', '请求过于频繁，请稍后再试', 'Too often: try again later').problem, { 'Retry-After': String(opened.retryAfterSeconds) });
    const identity = opened.kind === 'open' ? await this.core.serving(await this.core.standingIn(opened.identity)) : null;
    if (opened.kind !== 'open' || identity === null || !may(identity, 'todo.read').allowed) throw problem(404, 'not-found', '该日历地址无效或已停用', 'There is no such feed, or it has ended');
    const interfaceAt = this.core.configuration.mail?.publicUrl ?? `${request.protocol}://${request.get('host') ?? ''}`;
    sendFile(response, CALENDAR, 'duban.ics', new TextEncoder().encode(await calendarOf(this.core, identity, opened.feed, interfaceAt)));
  }
}
