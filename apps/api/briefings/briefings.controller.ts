import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { briefingIdFor } from '#libs/commands/briefing-commands';
import type { Outcome } from '#libs/commands/outcome';
import { DOCX } from '#libs/documents/papers/paper.draw';
import { briefing as briefingPaper } from '#libs/documents/papers/templates/briefing';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import { briefingFigures, surveysOf } from '#libs/projections/queries/briefing-figure.query';
import { rollUpOf } from '#libs/projections/queries/roll-up.query';
import { unbackedFigures } from '#libs/supervision/briefing/backed-figures';
import { BRIEFING_STREAM, type BriefingSeries } from '#libs/supervision/briefing/briefing';
import { numberIn, type BriefingCommand } from '#libs/supervision/briefing/briefing.decide';
import { inGroups, toldOfSurvey, toldOfTargets, type ToldFigure } from '#libs/supervision/briefing/told-figures';
import { RollUp } from '#libs/supervision/roll-up/roll-up';
import { SURVEY } from '#libs/supervision/survey/survey';
import type { Day, Instant } from '#libs/supervision/time/day';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { notYet } from '../core/known-at';
import { AnswersFile } from '../core/files';
import { CommandHeaders, GivesVersion } from '../core/headers';
import { ListAnswer } from '../core/list-answer';
import { readOwnWrites } from '../core/read-own-writes';
import { SentBy, type Sent } from '../items/sent';
import { unitName } from '../papers/names';
import { fileNameOf, PaperDesk } from '../papers/paper.desk';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { ReasonOnlyBody } from '../proceedings/followed-step.dto';
import { dayIn, type ListQuery } from '../reading/list.query';
import { rosterAt } from '../reading/roster.at';
import * as dto from './briefing.dto';
import { visibleBriefings } from './visible';

function BriefingRoute(path: string, operationId: string, summary: string, body?: new () => object): MethodDecorator {
  return applyDecorators(Post(path), HttpCode(200), Does('briefing.keep'), ApiOperation({ summary, operationId }), ...(body === undefined ? [] : [ApiBody({ type: body })]), CommandHeaders('refused with 412 when it has changed since'), ApiResponse({ status: 200, type: dto.BriefingAnswer }));
}

/** Briefings (简报, 快报) of an office: drawn up of figures that trace to events, published under a number for ever, corrected by an issue of its own. */
@ApiTags('briefings')
@ApiBearerAuth()
@ApiProblems()
@Controller('briefings/:officeUnitId')
export class BriefingsController {
  constructor(
    private readonly core: Core,
    private readonly papers: PaperDesk,
  ) {}

  @Get()
  @Does('briefing.read')
  @ApiOperation({ summary: 'The office’s briefings: drafts for the office, published ones for whom they go to; as known on any day', operationId: 'listBriefings' })
  @GivesVersion()
  @Ask.asOf()
  @ApiResponse({ status: 200, type: dto.BriefingsBody })
  async list(@Param('officeUnitId') officeUnitId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingsBody> {
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    const series = moment === null ? await this.series(officeUnitId) : await this.core.briefings.knownAt(officeUnitId, moment);
    if (series === null) throw notYet((await this.core.store.readStream(BRIEFING_STREAM + officeUnitId))[0]?.recordedAt ?? null);
    res.setHeader('ETag', `"${series.version}"`);
    return this.shown(series, identity, moment ?? now);
  }

  @Get(':briefingId/unbacked')
  @Does('briefing.keep')
  @ApiOperation({ summary: 'Figures of a briefing that none of the events of their paragraph says: to be looked at again before it is published, and no bar', operationId: 'readUnbackedFigures' })
  @ApiResponse({ status: 200, type: dto.UnbackedFiguresBody })
  async unbacked(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @Caller() identity: Identity): Promise<dto.UnbackedFiguresBody> {
    const { briefings } = await this.series(officeUnitId);
    allow(identity, 'briefing.keep', { officeUnitId });
    const briefing = Object.hasOwn(briefings, briefingId) ? briefings[briefingId] : undefined;
    if (!briefing) throw rejected({ code: 'not-found', field: 'briefingId' });
    return { figures: unbackedFigures(briefing, await this.core.briefings.eventsOf(briefing.sections)) };
  }

  @Get('figures')
  @Does('briefing.keep')
  @ApiOperation({ summary: 'Figures of a period that a briefing may tell: counted by the system, and told by units of the plan’s targets or heard by its surveys; each with its events', operationId: 'readBriefingFigures' })
  @ListAnswer(dto.BriefingFiguresBody)
  @Ask.day('from', 'First day')
  @Ask.day('to', 'Last day')
  @Ask.id('planId', 'Of one plan; left out: of all, and no figures that units told')
  @Ask.after()
  async figures(@Param('officeUnitId') officeUnitId: string, @Query() query: ListQuery, @Caller() identity: Identity): Promise<Omit<dto.BriefingFiguresBody, 'incomplete'>> {
    const { state: roster } = await this.core.references.roster();
    // An office that has no briefings yet looks at its figures first.
    if (roster === null || !Object.hasOwn(roster.units, officeUnitId)) throw rejected({ code: 'not-found', field: 'officeUnitId' });
    allow(identity, 'briefing.keep', { officeUnitId });
    await readOwnWrites(this.core, query['after']);
    const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
    if (from === undefined || to === undefined || from > to) throw problem(400, 'malformed', '请给出起止日期', 'from and to are needed, in that order');
    const reading = await this.core.reading();
    const planId = query['planId'] ?? null;
    return { figures: await briefingFigures(reading, { from, to }, planId), told: planId === null ? [] : inGroups(await this.told(planId, { from, to })) };
  }

  /** What units told of the plan's targets, and what its surveys brought. */
  private async told(planId: string, period: { from: Day; to: Day }): Promise<ToldFigure[]> {
    const reading = await this.core.reading();
    const [{ targets, figures }, surveys] = await Promise.all([rollUpOf(reading, { planId }, { asOf: null, day: period.to }), surveysOf(reading, planId)]);
    const states = await Promise.all(surveys.map((id) => this.core.proceedings.of(SURVEY).load(id)));
    return [...toldOfTargets(targets, new RollUp(targets, figures).all(), planId, period), ...states.flatMap(({ state }) => (state === null ? [] : toldOfSurvey(state, period)))];
  }

  @Get(':briefingId/document')
  @Does('briefing.read')
  @ApiOperation({ summary: 'A briefing as docx, with its red head and its 报/送/发 lists; a published one is kept, and is the same bytes for whoever asks', operationId: 'readBriefingDocument' })
  @AnswersFile('The briefing, as a download', DOCX)
  async document(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @Caller() identity: Identity, @Res() response: Response): Promise<void> {
    const series = await this.series(officeUnitId);
    const briefing = visibleBriefings(series, identity).find((b) => b.id === briefingId);
    if (!briefing) throw rejected({ code: 'not-found', field: 'briefingId' });
    const draw = async () => {
      const { published } = briefing;
      const roster = await rosterAt(this.core, published?.at ?? null);
      const corrected = briefing.corrects === null ? null : (series.briefings[briefing.corrects.briefingId]?.published ?? null);
      const lists = published?.lists ?? series.lists;
      return briefingPaper({
        name: published?.name ?? series.name, office: unitName(roster, officeUnitId), year: published?.year ?? numberIn(series, this.core.clock.now()).year, number: published, title: briefing.title,
        corrects: corrected && { ...corrected, reason: briefing.corrects!.reason }, sections: briefing.sections.map((s) => ({ heading: s.heading ?? null, paragraphs: s.paragraphs.map((p) => p.text) })),
        report: lists.report, send: lists.send, issue: lists.issue, copies: lists.copies, date: published?.day ?? null,
      });
    };
    await this.papers.give({ noticeId: `${BRIEFING_STREAM}${officeUnitId}/${briefingId}`, issued: briefing.published !== null, draw, name: (paper) => [paper.form === 'bulletin' ? paper.issue : null, fileNameOf(paper)].filter(Boolean).join(' ') }, response);
  }

  @BriefingRoute('set-up', 'setBriefings', 'Set name, lists and, before the first issue, the number to go on from', dto.BriefingSeriesBody)
  setUp(@Param('officeUnitId') officeUnitId: string, @Body() { name, lists, first }: dto.BriefingSeriesBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingAnswer> {
    return this.run(officeUnitId, null, { type: 'setSeries', name, lists: { ...lists, copies: lists.copies ?? null }, first: first ?? null }, sent, res);
  }

  @BriefingRoute('', 'draftBriefing', 'Draw up a briefing; one that corrects a published one (更正) names it', dto.DraftBriefingBody)
  draft(@Param('officeUnitId') officeUnitId: string, @Body() body: dto.DraftBriefingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingAnswer> {
    const briefingId = briefingIdFor(sent.sender);
    const { planId = null, period, corrects = null } = body;
    return this.run(officeUnitId, briefingId, { type: 'draftBriefing', briefingId, planId, period, corrects, ...contentOf(body) }, sent, res);
  }

  @BriefingRoute(':briefingId/edit', 'editBriefing', 'Change title and paragraphs of a draft', dto.BriefingContentBody)
  edit(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @Body() body: dto.BriefingContentBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingAnswer> {
    return this.run(officeUnitId, briefingId, { type: 'editBriefing', briefingId, ...contentOf(body) }, sent, res);
  }

  @BriefingRoute(':briefingId/publish', 'publishBriefing', 'Publish it under the next number: from then on it stays as it is')
  publish(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingAnswer> {
    return this.run(officeUnitId, briefingId, { type: 'publishBriefing', briefingId }, sent, res, 'briefing.publish');
  }

  @BriefingRoute(':briefingId/discard', 'discardBriefing', 'Discard a draft', ReasonOnlyBody)
  discard(@Param('officeUnitId') officeUnitId: string, @Param('briefingId') briefingId: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<dto.BriefingAnswer> {
    return this.run(officeUnitId, briefingId, { type: 'discardBriefing', briefingId, reason }, sent, res);
  }

  private async run(officeUnitId: string, briefingId: string | null, command: BriefingCommand, { identity, sender, ifMatch }: Sent, res: Response, act: Act = 'briefing.keep'): Promise<dto.BriefingAnswer> {
    // What is not there is not found, whoever asks; what sets it up or says that it is not set up goes on.
    if (command.type !== 'setSeries' && command.type !== 'draftBriefing') await this.series(officeUnitId);
    allow(identity, act, { officeUnitId });
    const outcome: Outcome<BriefingSeries> = await this.core.briefings.execute(officeUnitId, command, actingAs(identity, act, { officeUnitId }), sender, ifMatch);
    const { state, cursor, replayed } = accepted(outcome);
    const briefing = briefingId === null ? null : (state.briefings[briefingId] ?? null);
    res.setHeader('ETag', `"${briefing?.version ?? state.version}"`);
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return { series: this.shown(state, identity), briefing, position: encodeToken(cursor), replayed };
  }

  private async series(officeUnitId: string): Promise<BriefingSeries> {
    const { state } = await this.core.briefings.load(officeUnitId);
    if (state === null) throw rejected({ code: 'not-found', field: 'officeUnitId' });
    return state;
  }

  private shown(series: BriefingSeries, identity: Identity, at: Instant = this.core.clock.now()): dto.BriefingsBody {
    const { officeUnitId, version, name, lists } = series;
    return { officeUnitId, version, name, lists, next: numberIn(series, at), briefings: visibleBriefings(series, identity).sort((a, b) => (a.draftedAt < b.draftedAt ? 1 : -1)) };
  }
}

function contentOf({ title, sections }: dto.BriefingContentBody): { title: string; sections: { heading: string | null; paragraphs: { text: string; sources: { stream: string; version: number }[] }[] }[] } {
  return { title, sections: sections.map(({ heading = null, paragraphs }) => ({ heading, paragraphs })) };
}
