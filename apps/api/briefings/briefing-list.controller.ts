import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { searchText, wordsOf } from '#libs/projections/search-text';
import { BRIEFING_STREAM, type Briefing, type BriefingSeries } from '#libs/supervision/briefing/briefing';
import { issueWords } from '#libs/supervision/briefing/briefing.notices';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { toldOwnId } from '../core/told';
import { SentBy, type Sent } from '../items/sent';
import { unitName } from '../papers/names';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { NoticeReadAnswer } from '../proceedings/papers.dto';
import { oneOfIn, pageOf, yearIn, type ListQuery } from '../reading/list.query';
import { BRIEFING_STATUSES, BriefingListBody, type BriefingRowBody } from './briefing-list.dto';
import { visibleBriefings } from './visible';

/** Briefings of all offices, as far as the caller may read them, and the receipt of who has read one. */
@ApiTags('briefings')
@ApiBearerAuth()
@ApiProblems()
@Controller('briefings')
export class BriefingListController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('briefing.read')
  @ApiOperation({ summary: 'Briefings of all offices that the caller may read, the newest first; as they stood on any day', operationId: 'findBriefings' })
  @Ask.id('officeUnitId', 'Of one office')
  @Ask.id('planId', 'About a plan')
  @Ask.whole('year', 'Of the issue’s number', 9999)
  @Ask.oneOf('status', BRIEFING_STATUSES, 'Drafts are for their office alone')
  @Ask.text('text', 'Words that must all be found in name, number, title and paragraphs')
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @ApiResponse({ status: 200, type: BriefingListBody })
  async list(@Query() query: ListQuery, @Caller() identity: Identity): Promise<BriefingListBody> {
    const { offset, limit } = pageOf(query);
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    const year = query['year'] === undefined ? undefined : yearIn(query, 'year');
    const status = oneOfIn(query, 'status', BRIEFING_STATUSES);
    const words = wordsOf(query['text'] ?? '');
    const { state: roster } = await this.core.references.roster();
    const all = await (asOf === null ? this.core.briefings.all() : this.core.briefings.allKnownAt(asOf));
    const office = (id: string): string => (roster ? unitName(roster, id) : id);
    const found = all
      .filter((s) => query['officeUnitId'] === undefined || s.officeUnitId === query['officeUnitId'])
      .flatMap((series) => visibleBriefings(series, identity).map((briefing) => ({ series, briefing })))
      .filter(({ briefing: b }) => (query['planId'] === undefined || b.planId === query['planId']) && (year === undefined || b.published?.year === year) && (status === undefined || b.status === status))
      .filter(({ series, briefing }) => words.every((word) => textOf(series, briefing).includes(word)))
      .sort((a, b) => (dayOf(a.briefing) < dayOf(b.briefing) ? 1 : dayOf(a.briefing) > dayOf(b.briefing) ? -1 : (b.briefing.published?.total ?? 0) - (a.briefing.published?.total ?? 0)));
    const rows = found.slice(offset, offset + limit).map(({ series, briefing }) => rowOf(series, briefing, office(series.officeUnitId), identity.unitId));
    return { asOf: asOf ?? now, total: found.length, offset, limit, rows };
  }

  @Post(':officeUnitId/:briefingId/read')
  @HttpCode(200)
  @Does('readNotice')
  @ApiOperation({ summary: 'Mark an issue as read by one’s unit, to which it was sent', operationId: 'readBriefing' })
  @ApiResponse({ status: 200, type: NoticeReadAnswer })
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Unique id of the command, the same for a retry' })
  async read(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @SentBy() { identity, sender }: Sent, @Res({ passthrough: true }) res: Response): Promise<NoticeReadAnswer> {
    allow(identity, 'readNotice', {});
    const noticeId = `${BRIEFING_STREAM}${officeUnitId}/${briefingId}`;
    await toldOwnId(this.core, BRIEFING_STREAM + officeUnitId, noticeId, identity.unitId);
    const { state, cursor, replayed } = accepted(await this.core.briefings.execute(officeUnitId, { type: 'readBriefing', briefingId }, actingAs(identity, 'readNotice'), sender));
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return { noticeId, readAt: state.readNotices[`${briefingId}/${identity.unitId}`]!, position: encodeToken(cursor), replayed };
  }
}

function dayOf({ published, draftedAt }: Briefing): string {
  return published?.at ?? draftedAt;
}

function textOf({ name }: BriefingSeries, { title, published, sections }: Briefing): string {
  return searchText(published?.name ?? name, published === null ? null : issueWords(published), title, ...sections.flatMap((s) => [s.heading, ...s.paragraphs.map((p) => p.text)]));
}

function rowOf(series: BriefingSeries, b: Briefing, office: string, unitId: string): BriefingRowBody {
  const { id, title, status, planId, period, draftedAt, published, corrects, correctedBy } = b;
  return {
    officeUnitId: series.officeUnitId, office, id, name: published?.name ?? series.name, title, status, planId, period, draftedAt, year: published?.year ?? null, issue: published?.issue ?? null, total: published?.total ?? null,
    publishedAt: published?.at ?? null, corrects: corrects?.briefingId ?? null, correctedBy, readAt: series.readNotices[`${id}/${unitId}`] ?? null,
  };
}
