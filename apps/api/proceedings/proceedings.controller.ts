import { applyDecorators, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import { personsOf } from '#libs/identity/standing-in';
import { PROCEEDING_GROUPS, proceedingCounts } from '#libs/projections/queries/proceeding-count.query';
import { proceedingDutyPage, PROCEEDING_DUTY_SORTS, proceedingPage, PROCEEDING_SORTS, type ProceedingFilter } from '#libs/projections/queries/proceeding.query';
import type { Asked } from '#libs/projections/queries/scope';
import { outlookOfProceeding } from '#libs/supervision/proceeding/proceeding.agenda';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { spanAt } from '#libs/supervision/rules';
import { addDays, dayOf, type Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { ListAnswer } from '../core/list-answer';
import { inWords } from '../core/readable';
import { Core } from '../core/core';
import { GivesVersion } from '../core/headers';
import { readOwnWrites } from '../core/read-own-writes';
import { TimelineBody } from '../items/explanations.dto';
import { personsOf as personsNamedIn } from '../items/timeline.entry';
import { unsealed } from '../items/sealing';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { dayIn, flagIn, pagingOf, type ListQuery } from '../reading/list.query';
import { KIND_NAMES, KIND_PARAM, kindNamed } from './kind-named';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingAgendaBody, ProceedingCountsBody, ProceedingDutyListBody, ProceedingListBody, ProceedingViewBody } from './proceeding-view.dto';
import { proceedingKnownAt } from './proceeding-known-at';
import { proceedingTimeline } from './proceeding.timeline';

/** What every list and count of proceedings is narrowed by, as the document says it. */
function ProceedingFilters(): MethodDecorator {
  return applyDecorators(
    Ask.several('kind', KIND_NAMES, 'Kinds of proceeding'),
    Ask.id('planId', 'The plan'),
    Ask.several('status', null, 'Statuses, as the kinds have them'),
    Ask.id('unitId', 'A unit that it concerns'),
    Ask.id('itemId', 'An item that it is about: what was raised from it, instructed on it, inspected or found of it; and what is about a difficulty of it, as a meeting with that on its agenda'),
    Ask.flag('overdue', 'Something in it is past its day'),
    Ask.flag('open', 'True: not closed yet; false: closed'),
    Ask.text('text', 'Words that must all be found in it'),
    Ask.text('fact', 'What its facts say, name:value, several joined by semicolons; nothing after the colon: a fact that is not there', { example: 'unitClass:国有企业;level:市级' }),
    Ask.day('on', 'Of rosters: who was on it on that day'),
  );
}

/** @throws ProblemError 400 for a fact that is not in the form name:value, or a day that there is not */
function filterOf(query: ListQuery): ProceedingFilter {
  const { kind, planId, status, unitId, itemId, text } = query;
  const facts: Record<string, string | null> = {};
  for (const part of (query['fact'] ?? '').split(';').filter((p) => p !== '')) {
    const [, name, value] = /^([A-Za-z]{1,40}):(.*)$/s.exec(part) ?? [];
    if (name === undefined || value === undefined) throw problem(400, 'malformed', 'fact 应为 名称:值，多个以分号分隔', 'fact must be name:value, several joined by semicolons');
    facts[name] = value === '' ? null : value;
  }
  return { kind, planId, status, unitId, itemId, text, overdue: flagIn(query, 'overdue'), open: flagIn(query, 'open'), facts, on: dayIn(query, 'on') };
}

/** Questions about proceedings of any kind: lists, and one of them with its timeline and what happens next. */
@ApiTags('proceedings')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('proceedings')
export class ProceedingsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {}

  @Get()
  @Does('proceeding.read')
  @ApiOperation({ summary: 'Inspections, evaluations, rounds, difficulties, …: filter, sort, full text, paging; as known on any day', operationId: 'listProceedings' })
  @ListAnswer(ProceedingListBody)
  @ProceedingFilters()
  @Ask.sort(PROCEEDING_SORTS.flatMap((s) => [s, `-${s}`]))
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async list(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const paging = pagingOf(query, PROCEEDING_SORTS, 'opened');
    const { asked, at } = await this.asked(query, identity);
    const { total, rows } = await proceedingPage(await this.core.reading(), asked, filterOf(query), paging);
    return { total, offset: paging.offset, limit: paging.limit, asOf: at, rows };
  }

  @Get('counts')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'How many of the list there are by a column or a fact: each count is the total of the list with that value', operationId: 'countProceedings' })
  @ListAnswer(ProceedingCountsBody)
  @Ask.text('by', 'kind, status, planId, unitId (one that concerns several units counts for each), overdue, or fact.<name>', { required: true, example: 'status' })
  @ProceedingFilters()
  @Ask.asOf()
  @Ask.after()
  async counts(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const by = query['by'] ?? '';
    if (!(by in PROCEEDING_GROUPS) && by !== 'unitId' && !/^fact\.[A-Za-z]{1,40}$/.test(by)) throw problem(400, 'malformed', 'by 应为 kind、status、planId、unitId、overdue 或 fact.<名称>', 'by must be kind, status, planId, unitId, overdue or fact.<name>');
    const { asked, at } = await this.asked(query, identity);
    const source = await this.core.reading();
    const [rows, { total }] = await Promise.all([proceedingCounts(source, asked, filterOf(query), by), proceedingPage(source, asked, filterOf(query), { sort: 'opened', descending: false, offset: 0, limit: 0 })]);
    return { by, total, asOf: at, rows };
  }

  @Get('duties')
  @Does('todo.read')
  @ApiOperation({ summary: 'What is owed in proceedings by a unit (the one acted for unless told), what falls first at the top', operationId: 'listProceedingDuties' })
  @ListAnswer(ProceedingDutyListBody)
  @Ask.several('kind', KIND_NAMES, 'Kinds of proceeding')
  @Ask.id('unitId', 'Empty: of every unit that the caller may see')
  @Ask.flag('mine', 'Only what falls to me in person or to nobody yet')
  @Ask.flag('overdue', 'Something in it is past its day')
  @Ask.sort(PROCEEDING_DUTY_SORTS.flatMap((s) => [s, `-${s}`]))
  @Ask.offset()
  @Ask.limit()
  @Ask.asOf()
  @Ask.after()
  async duties(@Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const paging = pagingOf(query, PROCEEDING_DUTY_SORTS, 'due');
    const { asked, at } = await this.asked(query, identity);
    const unitId = query['unitId'] === undefined ? identity.unitId : query['unitId'] === '' ? undefined : query['unitId'];
    const filter = { unitId, kind: query['kind'], personIds: flagIn(query, 'mine') ? personsOf(identity) : undefined, dueBy: flagIn(query, 'overdue') ? addDays(dayOf(at), -1) : undefined };
    const { total, rows } = await proceedingDutyPage(await this.core.reading(), asked, filter, at, paging);
    return { total, offset: paging.offset, limit: paging.limit, asOf: at, rows };
  }

  @Get(':kind/:id')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'One proceeding with its duties and what happens next', operationId: 'readProceeding' })
  @GivesVersion('Duban-Position')
  @ApiParam(KIND_PARAM)
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ProceedingViewBody })
  async one(@Param('kind') name: string, @Param('id') id: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity, @Res({ passthrough: true }) res: Response): Promise<unknown> {
    const kind = kindNamed(name);
    const { state, rules, sight, cursor } = await this.desk.read(kind, id, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    const known = moment === null ? state : await proceedingKnownAt(this.core.store, kind, id, moment);
    res.setHeader('ETag', `"${known.materialVersion}"`);
    res.setHeader('Duban-Position', encodeToken(cursor));
    return inWords(await unsealed(viewProceeding(kind, known, rules, moment ?? this.core.clock.now(), sight), this.core.personal));
  }

  @Get(':kind/:id/agenda')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'What happens next in it, in order; as it stood on any day', operationId: 'readProceedingAgenda' })
  @ApiParam(KIND_PARAM)
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ProceedingAgendaBody })
  async agenda(@Param('kind') name: string, @Param('id') id: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const kind = kindNamed(name);
    const { state, rules, sight } = await this.desk.read(kind, id, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    const now = moment ?? this.core.clock.now();
    const known = moment === null ? state : await proceedingKnownAt(this.core.store, kind, id, moment);
    const { agenda, duties } = outlookOfProceeding(kind, known, spanAt(rules, now), rules.roster);
    const mine = new Set(duties.filter((d) => sight.kind === 'all' || sight.unitIds.includes(d.owedBy.unitId)).map((d) => d.id));
    return { kind: name, id, now, entries: agenda.filter((e) => sight.kind === 'all' || mine.has(e.duty)) };
  }

  @Get(':kind/:id/timeline')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'Its events in plain words, as known on any day; what others’ units wrote only for who sees all of it', operationId: 'readProceedingTimeline' })
  @ApiParam(KIND_PARAM)
  @Ask.asOf()
  @ApiResponse({ status: 200, type: TimelineBody })
  async timeline(@Param('kind') name: string, @Param('id') id: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const kind = kindNamed(name);
    const { state, rules, sight } = await this.desk.read(kind, id, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    const known = moment === null ? state : await proceedingKnownAt(this.core.store, kind, id, moment);
    const events = (await this.core.store.readStream(`${name}/${id}`)).filter((e) => moment === null || e.recordedAt <= moment);
    const names = await this.core.accounts.displayNames(personsNamedIn(events));
    return { itemId: id, entries: inWords(await unsealed(proceedingTimeline(kind, known, events, rules, names, sight), this.core.personal)) };
  }

  private async asked(query: ListQuery, identity: Identity): Promise<{ asked: Asked; at: Instant }> {
    await readOwnWrites(this.core, query['after']);
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    const scope = readScope(identity, (await this.core.references.roster()).state ?? EMPTY_ROSTER);
    return { asked: { scope, today: dayOf(now), asOf }, at: asOf ?? now };
  }
}
