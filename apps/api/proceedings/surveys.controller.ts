import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { SurveyCommands } from '#libs/commands/survey-commands';
import { SURVEY, type SurveyCommand, type SurveyState } from '#libs/supervision/survey/survey';
import { knownPersons } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { ReasonOnlyBody } from './followed-step.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';
import * as dto from './survey.dto';

/** Whose act a report is: of the unit that surveys. */
const SURVEYOR: RelationOf<SurveyState> = ({ surveyorUnitId }) => ({ unitId: surveyorUnitId });

/** Surveys (专题调研): one unit goes to several places, and brings back difficulties, figures and examples. Read as proceedings of kind `survey`. */
@ApiTags('surveys')
@ApiBearerAuth()
@ApiProblems()
@Controller('surveys')
export class SurveysController {
  private readonly commands: SurveyCommands;

  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {
    this.commands = new SurveyCommands(core, core.proceedings);
  }

  @ProceedingRoute({ path: '', operationId: 'openSurvey', act: 'survey.keep', summary: 'Open a survey of several places' }, dto.OpenSurveyBody)
  async open(@Body() body: dto.OpenSurveyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.ofPlanOrOffice(body, sent.identity);
    const { title, text, from, until } = body;
    const places = body.places.map(({ name, unitId = null }) => ({ name, unitId }));
    const command: SurveyCommand = { type: 'openSurvey', title, text, surveyorUnitId: body.surveyorUnitId ?? of.officeUnitId, from, until, places, ...of };
    return this.desk.open(SURVEY, command, 'survey.keep', of, sent, res);
  }

  @ProceedingRoute({ path: ':id/places/:placeId/report', operationId: 'reportSurveyedPlace', act: 'survey.report', summary: 'Report on a place: what was found, its figures and examples; difficulties are raised with it' }, dto.ReportPlaceBody)
  async report(@Param('id') id: string, @Param('placeId') placeId: string, @Body() body: dto.ReportPlaceBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await knownPersons(this.core, sent.sender, body.personIds, 'personIds');
    const { day, personIds, text, stories } = body;
    const figures = body.figures.map(({ asOf = null, ...figure }) => ({ ...figure, asOf }));
    const heardOf = body.difficulties.map((d) => ({ title: d.title, text: d.text, category: d.category ?? null, ofName: d.ofName ?? null }));
    const command = { type: 'reportPlace' as const, placeId, day, personIds, text, stories, figures };
    return this.desk.runBy(SURVEY, id, 'survey.report', sent, res, (actor) => this.commands.reportPlace(id, command, heardOf, this.desk.newIds(sent), actor, sent.sender, sent.ifMatch), SURVEYOR);
  }

  @ProceedingRoute({ path: ':id/places/:placeId/leave-out', operationId: 'leaveOutPlace', act: 'survey.keep', summary: 'Say that nobody goes to a place, and why' }, ReasonOnlyBody)
  leaveOut(@Param('id') id: string, @Param('placeId') placeId: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(SURVEY, id, { type: 'leaveOutPlace', placeId, reason }, 'survey.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/figures/:figureId/correct', operationId: 'correctSurveyFigure', act: 'survey.report', summary: 'Correct a figure that a survey recorded, also afterwards; what it said before stays beside it' }, dto.CorrectFigureBody)
  correct(@Param('id') id: string, @Param('figureId') figureId: string, @Body() { value, asOf = null, reason }: dto.CorrectFigureBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(SURVEY, id, { type: 'correctFigure', figureId, value, asOf, reason }, 'survey.report', sent, res, SURVEYOR);
  }

  @ProceedingRoute({ path: ':id/conclude', operationId: 'concludeSurvey', act: 'survey.keep', summary: 'Conclude it, once every place is reported on or left out' }, dto.ConcludeSurveyBody)
  conclude(@Param('id') id: string, @Body() { text }: dto.ConcludeSurveyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(SURVEY, id, { type: 'conclude', text }, 'survey.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/call-off', operationId: 'callOffSurvey', act: 'survey.keep', summary: 'Call it off, with the reason' }, ReasonOnlyBody)
  callOff(@Param('id') id: string, @Body() { reason }: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(SURVEY, id, { type: 'callOff', reason }, 'survey.keep', sent, res);
  }
}
