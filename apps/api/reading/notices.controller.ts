import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { whyWords } from '#libs/notices/letter';
import { kindWords } from '#libs/notices/notice.words';
import { inboxPage } from '#libs/projections/queries/inbox.query';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { ListAnswer } from '../core/list-answer';
import { inWords } from '../core/readable';
import { Core } from '../core/core';
import { readOwnWrites } from '../core/read-own-writes';
import { ApiProblems } from '../problems/api-problems';
import { flagIn, pageOf, type ListQuery } from './list.query';
import { InboxBody } from './lists.dto';

/** The inbox of the unit acted for. */
@ApiTags('notices')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller('inbox')
export class NoticesController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('notice.read')
  @ApiOperation({ summary: 'Notices to the unit acted for, newest first, each with why one got it; as it stood on any day', operationId: 'readInbox' })
  @ListAnswer(InboxBody)
  @Ask.flag('unread', 'Only what nobody has read')
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async inbox(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const page = pageOf(query);
    await readOwnWrites(this.core, query['after']);
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    const { unitId } = identity;
    const others = new Set((identity.insteadOf ?? []).map((o) => o.personId));
    const { total, rows } = await inboxPage(await this.core.reading(), { unitId, unread: flagIn(query, 'unread') ?? false, asOf }, page);
    return { unitId, asOf: asOf ?? now, total, ...page, rows: rows.map(({ personId, ...r }) => told(r, personId !== null && others.has(personId))) };
  }
}

/** What goes to a colleague on leave reaches the substitute as such. */
function told<R extends { kind: string; why: string; text: string | null }>(row: R, instead: boolean): object {
  const why = instead ? 'substitute' : row.why;
  return { ...row, text: inWords(row.text), kindWords: kindWords(row.kind), why, whyWords: whyWords(why) };
}
