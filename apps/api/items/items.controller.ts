import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { areListsIncomplete } from '#libs/projections/read-models-health';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { lowerItemsOf } from '#libs/projections/queries/lower-items.query';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { explainDeadlines, upcoming } from '#libs/supervision/item/item.explain';
import { viewItem, viewItemKnown } from '#libs/supervision/item/item.view';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { inWords } from '../core/readable';
import { Core } from '../core/core';
import { GivesVersion } from '../core/headers';
import { readOwnWrites } from '../core/read-own-writes';
import { asOfMoment } from '../core/as-of';
import { ApiProblems } from '../problems/api-problems';
import { AgendaBody, DeadlinesBody, LightBody, TimelineBody } from './explanations.dto';
import { asSeen, showsDuty } from './item.answer';
import { ItemDesk } from './item.desk';
import { itemKnownAt } from './item-known-at';
import { ItemPageBody } from './item-view.dto';
import { lightAnswer } from './light.answer';
import { unsealed } from './sealing';
import { timelineOf } from './timeline';
import { personsOf } from './timeline.entry';

/** Questions about one item. Read from the log itself, so that a writer sees their own write at once. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('items/:itemId')
export class ItemsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  @Get()
  @Does('item.read')
  @ApiOperation({ summary: 'The item with assignments, steps, targets, duties and what happens next', operationId: 'readItem' })
  @GivesVersion('Duban-Position')
  @Ask.asOf()
  @Ask.after()
  @ApiResponse({ status: 200, type: ItemPageBody })
  async item(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<unknown> {
    const { known, rules, seen, cursor, at, moment, past } = await this.desk.readAsOf(itemId, asOf, identity);
    res.setHeader('ETag', `"${known.materialVersion}"`);
    res.setHeader('Duban-Position', encodeToken(cursor));
    await readOwnWrites(this.core, after);
    const lower = await lowerItemsOf(await this.core.reading(), itemId, { asOf: moment });
    return { ...asSeen((past ? viewItemKnown : viewItem)(known, rules, at), seen), lower: { ...lower, incomplete: await areListsIncomplete(this.core.pool) } };
  }

  @Get('agenda')
  @Does('item.read')
  @ApiOperation({ summary: 'What happens next, in order, and who owes what is behind it; as it stood on any day', operationId: 'readAgenda' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: AgendaBody })
  async agenda(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { known, rules, seen, at: now } = await this.desk.readAsOf(itemId, asOf, identity);
    const full = seen.kind === 'assignments' ? seen.inFull : new Set<string>();
    return { itemId, now, entries: upcoming(known, rules, now).filter((e) => seen.kind === 'all' || showsDuty(e, full)) };
  }

  @Get('deadline')
  @Does('item.read')
  @ApiOperation({ summary: 'Why each step’s deadline is the day it is, as of any moment (期限说明)', operationId: 'explainDeadline' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: DeadlinesBody })
  async deadline(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { known, rules, at } = await this.desk.readAsOf(itemId, asOf, identity);
    return { itemId, itemDeadline: known.deadline, firstDeadline: known.firstDeadline, sourceWords: known.deadlineText, steps: explainDeadlines(known, rules, at) };
  }

  @Get('light')
  @Does('item.read')
  @ApiOperation({ summary: 'Why the light has its colour, as of any moment (亮灯说明)', operationId: 'explainLight' })
  @ApiResponse({ status: 200, type: LightBody })
  @Ask.asOf()
  async light(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { explained } = await lightAnswer(this.core, await this.desk.readAsOf(itemId, asOf, identity));
    return { itemId, ...explained };
  }

  @Get('timeline')
  @Does('item.readLog')
  @ApiOperation({ summary: 'Everything that happened, from the log, in plain words, as known on any day; the auditor reads who, when and what kind, and no contents', operationId: 'readTimeline' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: TimelineBody })
  async timeline(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state, rules, seen } = await this.desk.readLog(itemId, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    const known = moment === null ? state : await itemKnownAt(this.core.store, itemId, moment);
    const events = (await this.core.store.readStream(ITEM_STREAM + itemId)).filter((e) => moment === null || e.recordedAt <= moment);
    const names = await this.core.accounts.displayNames(personsOf(events));
    const entries = timelineOf(events, known, rules.roster, names, seen.kind === 'contents' ? seen.sight : seen);
    return { itemId, entries: inWords(await unsealed(entries, this.core.personal)) };
  }
}
