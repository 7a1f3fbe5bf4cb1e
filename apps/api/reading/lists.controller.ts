import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { kindWords } from '#libs/notices/notice.words';
import { dashboard } from '#libs/projections/queries/dashboard.query';
import { dutyPage, DUTY_SORTS, SUBJECTS } from '#libs/projections/queries/duty.query';
import { ledgerPage, LEDGER_SORTS } from '#libs/projections/queries/ledger.query';
import { papersToSign, SIGNING_SORTS } from '#libs/projections/queries/signing.query';
import { trend } from '#libs/projections/queries/trend.query';
import type { Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { LIGHTS } from '../core/shown';
import { ListAnswer } from '../core/list-answer';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { askedBy, countFilter, dutyFilter, ledgerFilter, overdueAt, todoOf } from './asked.by';
import { CURRENT, daysIn, LedgerQueries, ListQueries, pagingOf, type ListQuery } from './list.query';
import { nextThen } from './next-then';
import { DashboardBody, LedgerBody, OverdueBody, PapersToSignBody, SORTS, TodoBody, TrendBody } from './lists.dto';

const MOST_TREND_DAYS = 24;

/** Lists and counts, from the read models; every one of them as known on any day, and narrowed by the same sight. */
@ApiTags('lists')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller()
export class ListsController {
  constructor(private readonly core: Core) {}

  @Get('ledger')
  @Does('ledger.read')
  @ApiOperation({ summary: 'The ledger (台账): filter, sort, full text, paging; as known on any day', operationId: 'readLedger' })
  @ListAnswer(LedgerBody)
  @LedgerQueries()
  async ledger(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const paging = pagingOf(query, LEDGER_SORTS, 'number');
    const filter = ledgerFilter(query);
    const { asked, at } = await askedBy(this.core, query, identity);
    const { total, rows } = await ledgerPage(await this.core.reading(), asked, filter, paging);
    return { total, offset: paging.offset, limit: paging.limit, asOf: at, rows: await nextThen(this.core, rows, asked.asOf, identity) };
  }

  @Get('dashboard')
  @Does('dashboard.read')
  @ApiOperation({ summary: 'Counts by category, unit and light; each equals the list behind it', operationId: 'readDashboard' })
  @ListAnswer(DashboardBody)
  @Ask.id('planId', 'The plan')
  @Ask.flag('current', CURRENT)
  @Ask.asOf()
  @Ask.after()
  async dashboard(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { asked, at } = await askedBy(this.core, query, identity);
    return { asOf: at, ...(await dashboard(await this.core.reading(), asked, countFilter(query))) };
  }

  @Get('dashboard/trend')
  @Does('dashboard.read')
  @ApiOperation({ summary: 'Lights, completed and due items at the ends of days: what was, beside what the deadlines ask', operationId: 'readTrend' })
  @ListAnswer(TrendBody)
  @Ask.id('planId', 'The plan')
  @Ask.flag('current', CURRENT)
  @Ask.text('days', `Days YYYY-MM-DD, joined by commas, at most ${MOST_TREND_DAYS}`, { required: true, example: '2026-06-01,2026-06-08' })
  @Ask.after()
  async trend(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const days = daysIn(query, 'days', MOST_TREND_DAYS);
    const { asked, now } = await askedBy(this.core, { ...query, asOf: undefined }, identity);
    return { asOf: now, points: await trend(await this.core.reading(), asked, countFilter(query), days, now) };
  }

  @Get('todo')
  @Does('todo.read')
  @ApiOperation({ summary: 'To do (待办) of the unit acted for, in items and in proceedings, and what is the caller’s to verify under a standing authorisation; what falls first at the top', operationId: 'readTodo' })
  @ListAnswer(TodoBody)
  @Ask.flag('mine', 'Only what falls to me in person or to nobody yet')
  @Ask.several('kind', null, 'Kinds of duty')
  @Ask.oneOf('subject', SUBJECTS, 'Of items alone, or in proceedings alone')
  @ListQueries(SORTS.duties)
  async todo(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    return { unitId: identity.unitId, ...(await this.duties(query, identity, () => todoOf(query, identity))) };
  }

  @Get('overdue')
  @Does('ledger.read')
  @ApiOperation({ summary: 'What is past its day in items and in proceedings, oldest first', operationId: 'readOverdue' })
  @ListAnswer(OverdueBody)
  @Ask.id('unitId', 'The unit that owes it')
  @Ask.flag('notYetDue', 'Also what is owed and not past its day yet')
  @Ask.several('kind', null, 'Kinds of duty')
  @Ask.oneOf('subject', SUBJECTS, 'Of items alone, or in proceedings alone')
  @ListQueries(SORTS.duties)
  overdue(@Query() query: ListQuery, @Caller() identity: Identity): Promise<object> {
    return this.duties(query, identity, (at) => overdueAt(query, at));
  }

  @Get('papers/to-sign')
  @Does('todo.read')
  @ApiOperation({ summary: 'Papers that wait for a signature of the unit acted for (待签发), of items and of proceedings', operationId: 'listPapersToSign' })
  @ListAnswer(PapersToSignBody)
  @Ask.sort(SORTS.signing)
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async toSign(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const paging = pagingOf(query, SIGNING_SORTS, 'due');
    const { asked, at } = await askedBy(this.core, query, identity);
    const { total, rows } = await papersToSign(await this.core.reading(), asked, identity.unitId, paging);
    return { unitId: identity.unitId, total, offset: paging.offset, limit: paging.limit, asOf: at, rows: rows.map((r) => ({ ...r, kindWords: kindWords(r.kind) })) };
  }

  /** One page of duties; `which` says of what is owed at a moment. */
  private async duties(query: ListQuery, identity: Identity, which: (at: Instant) => object): Promise<object> {
    const paging = pagingOf(query, DUTY_SORTS, 'due');
    const narrowed = dutyFilter(query);
    const { asked, now, at } = await askedBy(this.core, query, identity);
    const { total, rows } = await dutyPage(await this.core.reading(), asked, { ...narrowed, ...which(at) }, at, paging);
    return { now, asOf: at, total, offset: paging.offset, limit: paging.limit, rows };
  }
}
