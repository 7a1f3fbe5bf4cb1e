import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import type { Outcome } from '#libs/commands/outcome';
import type { Identity } from '#libs/identity/identity';
import { proceedingSight } from '#libs/identity/reading';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import type { ChecklistTemplate } from '#libs/supervision/inspection/checklist';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { CommandHeaders, GivesVersion, KEY } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { yearIn, type ListQuery } from '../reading/list.query';
import { ReasonOnlyBody } from './followed-step.dto';
import * as checklists from './checklist.dto';
import * as dto from './programme.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk, readableProceeding } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Of a year that has no programme for the caller. */
const EMPTY = { programmes: [], entries: [], places: [] };

/** The year's programme of inspections (年度督查计划) with the budget of each unit. Read as proceedings of kind `programme`; its id is `<plan>-<year>`. */
@ApiTags('inspections')
@ApiBearerAuth()
@ApiProblems()
@Controller('programmes')
export class ProgrammesController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'openProgramme', act: 'programme.change', summary: 'Set up the year’s programme' }, dto.OpenProgrammeBody)
  async open(@Body() body: dto.OpenProgrammeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    return this.desk.openBy(PROGRAMME, 'programme.change', of, sent, res, (actor, sender) => this.core.inspections.places.openProgramme(of, body.year, actor, sender));
  }

  @ProceedingRoute({ path: ':id/entries', operationId: 'addProgrammeEntry', act: 'programme.change', summary: 'Enter an inspection into the programme' }, dto.ProgrammeEntryBody)
  add(@Param('id') id: string, @Body() body: dto.ProgrammeEntryBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(PROGRAMME, id, { type: 'setEntry', entryId: null, ...body }, 'programme.change', sent, res);
  }

  @ProceedingRoute({ path: ':id/entries/:entryId/change', operationId: 'changeProgrammeEntry', act: 'programme.change', summary: 'Change an entry that was not carried out yet' }, dto.ProgrammeEntryBody)
  change(@Param('id') id: string, @Param('entryId') entryId: string, @Body() body: dto.ProgrammeEntryBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(PROGRAMME, id, { type: 'setEntry', entryId, ...body }, 'programme.change', sent, res);
  }

  @ProceedingRoute({ path: ':id/entries/:entryId/drop', operationId: 'dropProgrammeEntry', act: 'programme.change', summary: 'Drop an entry' }, ReasonOnlyBody)
  drop(@Param('id') id: string, @Param('entryId') entryId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(PROGRAMME, id, { type: 'dropEntry', entryId, reason: body.reason }, 'programme.change', sent, res);
  }

  @ProceedingRoute({ path: ':id/budget', operationId: 'setInspectionBudget', act: 'programme.change', summary: 'Set how often a unit, or every unit, may be inspected in the year' }, dto.BudgetBody)
  budget(@Param('id') id: string, @Body() body: dto.BudgetBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { unitId = null, places = null, reason } = body;
    return this.desk.runBy(PROGRAMME, id, 'programme.change', sent, res, (actor, sender) => this.core.inspections.places.setBudget(id, { type: 'setBudget', unitId, places, reason }, actor, sender, sent.ifMatch));
  }

  @Get()
  @Does('proceeding.read')
  @ApiOperation({ summary: 'The year over all plans of an office: programmes, entries, inspections, and how each unit’s budget stands over all offices. Who does not read the programmes learns how their own unit stands, by what it was told of', operationId: 'readInspectionYear' })
  @Ask.whole('year', 'The year', 2055)
  @Ask.id('officeUnitId', 'The office; the unit acted for where left out')
  @Ask.id('planId', 'Only the programme of this plan; budgets count all the same over all')
  @ApiResponse({ status: 200, type: dto.InspectionYearBody })
  async year(@Query() query: ListQuery, @Caller() identity: Identity): Promise<dto.InspectionYearBody> {
    const year = yearIn(query, 'year');
    const officeUnitId = query['officeUnitId'] ?? identity.unitId;
    const { years } = this.core.inspections;
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const read = (await years.programmes(year)).filter((p) => proceedingSight(identity, readableProceeding(PROGRAMME, p, roster), roster)?.kind === 'all');
    const whole = new Set(read.map((p) => p.officeUnitId));
    const own = read.filter((p) => p.officeUnitId === officeUnitId && (query['planId'] === undefined || p.planId === query['planId']));
    const shown = own.length === 0 ? { ...EMPTY, year, officeUnitId, budgets: whole.size > 0 ? [] : [await years.asToldTo(identity.unitId, year)] } : await years.ofOffice(officeUnitId, year, own);
    // Another office’s inspections count by their number: they may not be told yet.
    const counted = (o: { officeUnitId: string; inspectionIds: string[] }) => ({ officeUnitId: o.officeUnitId, taken: o.inspectionIds.length, inspectionIds: own.length === 0 || whole.has(o.officeUnitId) ? o.inspectionIds : [] });
    return { ...shown, budgets: shown.budgets.map((b) => ({ ...b, byOffice: b.byOffice.map(counted) })) };
  }
}

/** Templates of checklists (督查清单), each a row of whole versions; an inspection keeps the version that it took. */
@ApiTags('inspections')
@ApiBearerAuth()
@ApiProblems()
@Controller('checklists')
export class ChecklistsController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('checklist.read')
  @ApiOperation({ summary: 'All templates in their newest version, by name; as known on any day', operationId: 'listChecklists' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: checklists.ChecklistListBody })
  async list(@Query('asOf') asOf: string | undefined): Promise<checklists.ChecklistListBody> {
    return { templates: await this.core.checklists.all(asOfMoment(asOf, this.core.clock.now())) };
  }

  @Get(':id')
  @Does('checklist.read')
  @ApiOperation({ summary: 'A template in its newest version', operationId: 'readChecklist' })
  @GivesVersion()
  @ApiResponse({ status: 200, type: checklists.ChecklistTemplateBody })
  async one(@Param('id') id: string, @Res({ passthrough: true }) res: Response): Promise<checklists.ChecklistTemplateBody> {
    const { state } = await this.core.checklists.load(id);
    if (state === null) throw rejected({ code: 'not-found', field: 'id' });
    res.setHeader('ETag', `"${state.version}"`);
    return state;
  }

  @Post()
  @HttpCode(200)
  @Does('checklist.change')
  @ApiOperation({ summary: 'A new template', operationId: 'addChecklist' })
  @ApiBody({ type: checklists.ChecklistBody })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: checklists.ChecklistAnswerBody })
  add(@Body() body: checklists.ChecklistBody, @SentBy() sent: Sent): Promise<checklists.ChecklistAnswerBody> {
    return this.set(null, body, sent);
  }

  @Post(':id')
  @HttpCode(200)
  @Does('checklist.change')
  @ApiOperation({ summary: 'The next version of a template', operationId: 'changeChecklist' })
  @ApiBody({ type: checklists.ChecklistBody })
  @CommandHeaders('refused with 412 when the template has changed since')
  @ApiResponse({ status: 200, type: checklists.ChecklistAnswerBody })
  change(@Param('id') id: string, @Body() body: checklists.ChecklistBody, @SentBy() sent: Sent): Promise<checklists.ChecklistAnswerBody> {
    return this.set(id, body, sent);
  }

  private async set(id: string | null, { name, items, retired }: checklists.ChecklistBody, { identity, sender, ifMatch }: Sent): Promise<checklists.ChecklistAnswerBody> {
    const actor = { kind: 'person' as const, personId: identity.personId, unitId: identity.unitId };
    const outcome: Outcome<ChecklistTemplate> = await this.core.checklists.set(id, { name, items, retired: retired ?? false }, actor, sender, ifMatch);
    const { state, cursor, replayed } = accepted(outcome);
    return { template: state, position: encodeToken(cursor), replayed };
  }
}
