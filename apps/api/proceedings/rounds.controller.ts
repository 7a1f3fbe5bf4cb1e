import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { LineEntry } from '#libs/supervision/reporting-round/round.types';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { AnswersFile, OCTETS, sendFile, TakesFile, XLSX } from '../core/files';
import { CommandHeaders, GivesVersion, KEY, WritesNothing } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { ReasonOnlyBody } from './followed-step.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';
import { RoundDesk } from './round.desk';
import { BulletinBody, FormAnswer, FormBody, FormCheckBody, FormSheetAnswer, FormSheetQuery, OpenRoundBody, RoundPreviewBody, SaveFormBody, SendFormBody, type FormEntryDto } from './round.dto';

/** A command on a unit's form: `If-Match` is the form's own version. */
function FormRoute(path: string, operationId: string, act: Act, summary: string, body?: Type): MethodDecorator {
  return applyDecorators(
    Post(`:id/forms/:unitId/${path}`),
    HttpCode(200),
    Does(act),
    ApiOperation({ summary, operationId }),
    ...(body === undefined ? [] : [ApiBody({ type: body })]),
    CommandHeaders('it is the form’s own. Saving: lines that others changed since are refused with both texts; sending and approving: refused when the form has changed'),
    ApiResponse({ status: 200, type: FormAnswer }),
  );
}

export function entryOf({ lineId, stepId, text, percent, values, noProgressReason, evidenceIds }: FormEntryDto): LineEntry {
  return { lineId, stepId: stepId ?? null, text, percent: percent ?? null, values: values.map(({ targetId, value, asOf }) => ({ targetId, value, asOf })), noProgressReason: noProgressReason ?? null, ...(evidenceIds ? { evidenceIds } : {}) };
}

/** Reporting rounds (调度): read as proceedings of kind `reporting-round`; what is done with each unit's form stands here. */
@ApiTags('reporting-rounds')
@ApiBearerAuth()
@ApiProblems()
@Controller('reporting-rounds')
export class RoundsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly forms: RoundDesk,
    private readonly frame: PlanFrame,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'openRound', act: 'round.open', summary: 'Open a round over a plan: one form a unit for its open items, filled in beforehand' }, OpenRoundBody)
  async open(@Body() body: OpenRoundBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    const { title, day, period } = body;
    const id = this.desk.newId(sent);
    return this.desk.openBy(REPORTING_ROUND, 'round.open', of, sent, res, (actor, sender) => this.forms.rounds.open(id, { ...of, title, day, period: { from: period.from, to: period.to } }, actor, sender));
  }

  @ProceedingRoute({ path: ':id/redraw', operationId: 'redrawRound', act: 'round.collect', summary: 'Draw the lines anew: what has ended falls away, what is new joins forms that are open' })
  redraw(@Param('id') id: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(REPORTING_ROUND, id, 'round.collect', sent, res, (actor, sender) => this.forms.rounds.redraw(id, actor, sender));
  }

  @Get(':id/forms/:unitId')
  @Does('form.read')
  @ApiOperation({ summary: 'A unit’s form with what is filled in, and what the rules find wanting in it; as known on any day, an open form then without what was wanting', operationId: 'readForm' })
  @Ask.asOf()
  @GivesVersion()
  @ApiResponse({ status: 200, type: FormBody })
  read(@Param('id') id: string, @Param('unitId') unitId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<FormBody> {
    return this.forms.read(id, unitId, identity, res, asOf);
  }

  @Get(':id/figures')
  @Does('form.read')
  @ApiOperation({ summary: 'The round’s figures as they would be frozen now, for its office: nothing is written', operationId: 'previewFigures' })
  @ApiResponse({ status: 200, type: RoundPreviewBody })
  figures(@Param('id') id: string, @Caller() identity: Identity): Promise<RoundPreviewBody> {
    return this.forms.figures(id, identity);
  }

  @Get(':id/workbook')
  @Does('form.read')
  @ApiOperation({ summary: 'All forms as one workbook (xlsx): how each unit stands, and one long table of what was sent', operationId: 'exportRound' })
  @AnswersFile('The workbook, as a download', XLSX)
  async workbook(@Param('id') id: string, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    sendFile(res, XLSX, `round-${id}.xlsx`, await this.forms.workbook(id, identity));
  }

  @Get(':id/forms/:unitId/sheet')
  @Does('form.read')
  @ApiOperation({ summary: 'A unit’s form as a workbook (xlsx) to fill in', operationId: 'exportForm' })
  @AnswersFile('The workbook, as a download', XLSX)
  async sheet(@Param('id') id: string, @Param('unitId') unitId: string, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    sendFile(res, XLSX, `form-${id}-${unitId}.xlsx`, await this.forms.sheet(id, unitId, identity));
  }

  @Post(':id/forms/:unitId/sheet')
  @HttpCode(200)
  @Does('form.fill')
  @ApiOperation({
    summary: 'Save what a filled-in workbook says: checked as over the API, whole or not at all',
    description: 'Lines that are as the workbook was given out are left alone. Faults name sheet, row and column. The workbook says which version of the form it was made from: lines that others changed since are refused with both texts.',
    operationId: 'importForm',
  })
  @TakesFile('The filled-in workbook (xlsx): its bytes, as they are', OCTETS)
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: FormSheetAnswer })
  async take(@Param('id') id: string, @Param('unitId') unitId: string, @Query() query: FormSheetQuery, @Req() request: Request, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormSheetAnswer> {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) throw problem(400, 'malformed', '请以 application/octet-stream 发送文件内容', 'Send the file’s bytes as application/octet-stream');
    return this.forms.take(id, unitId, bytes, sent, res, query.onBehalf === 'true');
  }

  @Post(':id/forms/:unitId/check')
  @HttpCode(200)
  @Does('form.read')
  @ApiOperation({ summary: 'Look the saved form over before it is sent: nothing is written', operationId: 'checkForm' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: FormCheckBody })
  check(@Param('id') id: string, @Param('unitId') unitId: string, @Caller() identity: Identity): Promise<FormCheckBody> {
    return this.forms.check(id, unitId, identity);
  }

  @FormRoute('save', 'saveForm', 'form.fill', 'Save lines of the form', SaveFormBody)
  save(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: SaveFormBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    const entries = body.entries.map(entryOf);
    return this.forms.run(id, unitId, 'form.fill', sent, res, (actor, sender) => this.forms.rounds.save(id, unitId, entries, sent.ifMatch ?? null, actor, sender), body.onBehalf);
  }

  @FormRoute('send', 'sendForm', 'form.fill', 'Send the form (报送), to the unit’s own approvals first where there are any', SendFormBody)
  send(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: SendFormBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    const told = body.onBehalf ?? null;
    const carry = async (...[actor, sender]: Parameters<Parameters<RoundDesk['run']>[5]>): ReturnType<Parameters<RoundDesk['run']>[5]> => {
      // Sealed after permission was found.
      const onBehalf = told && { date: told.date, channel: told.channel, caller: await this.core.personal.sealNamed(sent.identity.unitId, 'caller', told.caller), scanId: told.scanId ?? null };
      return this.forms.rounds.send(id, unitId, sent.ifMatch ?? null, onBehalf, actor, sender);
    };
    return this.forms.run(id, unitId, 'form.fill', sent, res, carry, told !== null);
  }

  @FormRoute('approve', 'approveForm', 'form.approve', 'One of the unit’s own approvals; the last one sends the form')
  approve(@Param('id') id: string, @Param('unitId') unitId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    return this.forms.run(id, unitId, 'form.approve', sent, res, (actor, sender) => this.forms.rounds.approve(id, unitId, actor, sender, sent.ifMatch));
  }

  @FormRoute('send-back', 'sendBackForm', 'form.approve', 'Send the form back inside the unit', ReasonOnlyBody)
  sendBack(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    return this.forms.run(id, unitId, 'form.approve', sent, res, (actor, sender) => this.forms.rounds.judge(id, { type: 'sendBackForm', unitId, reason: body.reason }, actor, sender, sent.ifMatch));
  }

  @FormRoute('urge', 'urgeForm', 'round.collect', 'Urge a unit whose form is not in (催报): whoever it waits for is told')
  urge(@Param('id') id: string, @Param('unitId') unitId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    return this.forms.run(id, unitId, 'round.collect', sent, res, (actor, sender) => this.forms.rounds.judge(id, { type: 'urgeForm', unitId }, actor, sender, sent.ifMatch));
  }

  @FormRoute('collect', 'collectForm', 'round.collect', 'Collect a form that was sent (收表)')
  collect(@Param('id') id: string, @Param('unitId') unitId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    return this.forms.run(id, unitId, 'round.collect', sent, res, (actor, sender) => this.forms.rounds.judge(id, { type: 'collectForm', unitId }, actor, sender, sent.ifMatch));
  }

  @FormRoute('return', 'returnForm', 'round.collect', 'Return a form, with what is missing (退回重报)', ReasonOnlyBody)
  returnForm(@Param('id') id: string, @Param('unitId') unitId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<FormAnswer> {
    return this.forms.run(id, unitId, 'round.collect', sent, res, (actor, sender) => this.forms.rounds.judge(id, { type: 'returnForm', unitId, reason: body.reason }, actor, sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/lock', operationId: 'lockRound', act: 'round.collect', summary: 'Lock the round (锁定): its figures are frozen, nothing is written any more' })
  lock(@Param('id') id: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(REPORTING_ROUND, id, 'round.collect', sent, res, (actor, sender) => this.forms.rounds.lock(id, actor, sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/bulletin', operationId: 'draftBulletin', act: 'round.collect', summary: 'Draw up the 通报 with the frozen figures; it then waits for a signature' }, BulletinBody)
  bulletin(@Param('id') id: string, @Body() body: BulletinBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REPORTING_ROUND, id, { type: 'draftBulletin', text: body.text }, 'round.collect', sent, res);
  }

  @ProceedingRoute({ path: ':id/end', operationId: 'endRound', act: 'round.collect', summary: 'End a locked round without a 通报, with the reason' }, ReasonOnlyBody)
  end(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REPORTING_ROUND, id, { type: 'endRound', reason: body.reason }, 'round.collect', sent, res);
  }

  @ProceedingRoute({ path: ':id/call-off', operationId: 'callOffRound', act: 'round.collect', summary: 'Call the round off, with the reason: a plan that was withdrawn, say' }, ReasonOnlyBody)
  callOff(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(REPORTING_ROUND, id, { type: 'callOff', reason: body.reason }, 'round.collect', sent, res);
  }
}
