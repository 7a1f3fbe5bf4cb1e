import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CALENDAR_STREAM } from '#libs/commands/references';
import { encodeToken } from '#libs/event-store/cursor';
import { actingAs } from '../auth/acting';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { CommandOn, GivesVersion, showVersion, WritesNothing } from '../core/headers';
import { AnswersOneOf } from '../core/one-of';
import { versionsAt } from '../core/versions-at';
import { SentBy, type Sent } from '../items/sent';
import { JobAnswer } from '../jobs/job.dto';
import { runJob } from '../jobs/job.run';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { CalendarBody, CorrectionsBody, proposedCalendar } from './calendar.dto';
import { CalendarVersionsBody, CorrectionListBody, personOf, RulesPreviewBody, VersionSetBody } from './rules-view.dto';

const OnCalendar = CommandOn(() => CALENDAR_STREAM, 'the calendar has a newer version');

/** The working calendar (工作日历) after the State Council's notices: whole versions, shown dry before they are published. */
@ApiTags('rules')
@ApiBearerAuth()
@ApiProblems()
@Controller('calendar')
export class CalendarController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('calendar.read')
  @ApiOperation({ summary: 'All versions of the calendar, newest first, with their days; as known on any day', operationId: 'readCalendar' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: CalendarVersionsBody })
  async versions(@Query('asOf') asOf: string | undefined, @Res({ passthrough: true }) response: Response): Promise<CalendarVersionsBody> {
    const { versions, at } = versionsAt(this.core, await this.core.office.rules.calendarVersions(), asOf);
    showVersion(response, versions[0]?.version ?? 0);
    const inForce = versions.find((v) => v.data.effectiveFrom <= at)?.version;
    return {
      versions: versions.map(({ version, data, setAt, actor }) => ({
        version, effectiveFrom: data.effectiveFrom, basis: data.basis, setAt, setBy: personOf(actor), inForce: version === inForce, publishedThrough: data.publishedThrough, days: data.days,
      })),
    };
  }

  @Post('preview')
  @HttpCode(200)
  @Does('calendar.change')
  @ApiOperation({ summary: 'Show a calendar dry: what moves in open items, and which past latenesses it judges otherwise', operationId: 'previewCalendar' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: RulesPreviewBody })
  async preview(@Body() body: CalendarBody): Promise<unknown> {
    const shown = await this.core.office.previews.preview({ kind: 'calendar', ...proposedCalendar(body) });
    if ('rejected' in shown) throw rejected(shown.rejected);
    return shown;
  }

  @Post()
  @HttpCode(200)
  @Does('calendar.change')
  @ApiOperation({ summary: 'Publish the calendar’s next version', operationId: 'publishCalendar' })
  @OnCalendar
  @ApiResponse({ status: 200, type: VersionSetBody })
  async publish(@Body() body: CalendarBody, @SentBy() sent: Sent): Promise<VersionSetBody> {
    const actor = actingAs(sent.identity, 'calendar.change');
    const { state, cursor, replayed } = accepted(await this.core.office.rules.publishCalendar(proposedCalendar(body), actor, sent.sender));
    sent.shows({ version: state.version, replayed });
    const last = state.versions.at(-1)!;
    return { version: state.version, effectiveFrom: last.effectiveFrom, position: encodeToken(cursor), replayed };
  }

  @Post('corrections')
  @HttpCode(200)
  @Does('calendar.change')
  @ApiOperation({ summary: 'Correct past latenesses (更正) that the newest calendar judges otherwise, in the caller’s own plans: a list with preview, else a job', operationId: 'correctByCalendar' })
  @OnCalendar
  @AnswersOneOf('The job; with preview the list of what would be corrected', [JobAnswer, CorrectionListBody])
  async corrections(@Body() body: CorrectionsBody, @SentBy() sent: Sent): Promise<JobAnswer | CorrectionListBody> {
    const { identity, sender } = sent;
    if (body.preview) {
      const rows = await this.core.office.corrections.offered(identity.unitId);
      return { count: rows.length, rows };
    }
    const actor = actingAs(identity, 'correct');
    return runJob(this.core, await this.core.office.corrections.begin(body.basis, body.latenesses ?? null, actor, sender));
  }
}
