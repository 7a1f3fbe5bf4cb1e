import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { chartCsv, monthsOf, responsibilitiesCsv, scheduleXlsx, type ScheduleOut } from '#libs/documents/lists/schedule.export';
import type { Identity } from '#libs/identity/identity';
import { itemLight, itemStatus } from '#libs/supervision/item/item.light';
import { settleItem } from '#libs/supervision/item/item.settle';
import type { ItemState } from '#libs/supervision/item/item.types';
import { acceptSchedules } from '#libs/supervision/plan/plan.decide';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import { wasIssued } from '#libs/supervision/plan/plan.withdraw';
import { spanAt, type Rules } from '#libs/supervision/rules';
import { draftSchedules } from '#libs/supervision/schedule/draft.preview';
import { forecastOf, takeOverOf } from '#libs/supervision/schedule/forecast';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { asOfMoment } from '../core/as-of';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { AnswersFile, CSV, sendFile, XLSX } from '../core/files';
import { AnswersOneOf } from '../core/one-of';
import { sight } from '../items/item.answer';
import { itemAsOf, itemKnownAt } from '../items/item-known-at';
import { ItemDesk } from '../items/item.desk';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { oneOfIn } from '../reading/list.query';
import { OnPlan, PlanDesk } from './plan.desk';
import { PlanAnswer } from './plan-view.dto';
import { AcceptSchedulesBody, ItemScheduleBody, PlanScheduleBody, ResponsibilitiesBody, SchedulesPreviewBody } from './schedule.dto';

/** An item as it stood at a moment, with the persons that the caller may know of. */
interface Seen {
  state: ItemState;
  shown: ReturnType<typeof drawn>;
  persons: ReadonlyMap<string, string>;
}

function drawn(known: ItemState, rules: Rules, at: Instant) {
  const { state } = settleItem(known, at, rules);
  const forecast = forecastOf(state, spanAt(rules, at), rules.roster, at);
  const { id: itemId, number, title, deadline } = state;
  return { itemId, number, title, status: itemStatus(state), light: itemLight(state).light, deadline, ...forecast, takeOver: takeOverOf(forecast, deadline) };
}

/** Schedules (倒排工期): what a draft would be, the progress chart (进度推进表) and the responsibility list (责任清单) of an issued plan. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller()
export class ScheduleController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
    private readonly items: ItemDesk,
  ) {}

  @Get('items/:itemId/schedule')
  @Does('item.read')
  @ApiOperation({ summary: 'The item’s steps: planned, actual, and how they will go on, as known on any day', operationId: 'readItemSchedule' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ItemScheduleBody })
  async ofItem(@Param('itemId') itemId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state, rules } = await this.items.read(itemId, identity);
    const moment = asOfMoment(asOf, this.core.clock.now());
    const known = moment === null ? state : await itemKnownAt(this.core.store, itemId, moment);
    const at = moment ?? this.core.clock.now();
    return { asOf: at, ...drawn(known, rules, at) };
  }

  @Get('plans/:planId/schedule')
  @Does('plan.read')
  @ApiOperation({ summary: 'The plan’s schedule: of a draft with what templates propose and what cannot be held; of an issued plan the progress chart (进度推进表), as known on any day', operationId: 'readPlanSchedule' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: PlanScheduleBody })
  async ofPlan(@Param('planId') planId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state: plan, at } = await this.desk.known(planId, asOf);
    if (!wasIssued(plan)) {
      allow(identity, 'plan.settle', { planId, officeUnitId: plan.officeUnitId });
      return { planId, asOf: at, months: [], draft: await this.draft(plan, at), items: [] };
    }
    const seen = await this.seen(plan, asOf, identity);
    return { planId, asOf: at, months: monthsOf(rowsOf(seen, () => '')), draft: [], items: seen.map((s) => s.shown) };
  }

  @Get('plans/:planId/responsibilities')
  @Does('plan.read')
  @ApiOperation({ summary: 'Responsibility list (责任清单): item, step, unit, person, deadline and standing, as known on any day', operationId: 'listResponsibilities' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: ResponsibilitiesBody })
  async responsibilities(@Param('planId') planId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state: plan, at } = await this.desk.known(planId, asOf);
    const rows = rowsOf(await this.seen(plan, asOf, identity), (id) => id);
    return { planId, asOf: at, rows: rows.map((r) => ({ itemId: r.itemId, number: r.number, item: r.item, stepId: r.stepId, step: r.title, unitId: r.unitId, personId: r.person, firstDeadline: r.firstDeadline, deadline: r.deadline, status: r.status, light: r.light, late: r.late })) };
  }

  @Get('plans/:planId/schedule/export')
  @Does('plan.read')
  @ApiOperation({ summary: 'Progress chart and responsibility list as a file: xlsx has both, csv the one asked for', operationId: 'exportSchedule' })
  @AnswersFile('The file, as a download', CSV, XLSX)
  @Ask.oneOf('format', ['csv', 'xlsx'], 'Kind of file; csv unless told')
  @Ask.oneOf('list', ['chart', 'responsibilities'], 'What a csv holds; the chart unless told')
  @Ask.asOf()
  async export(@Param('planId') planId: string, @Query() query: Record<string, string>, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const format = oneOfIn(query, 'format', ['csv', 'xlsx']) ?? 'csv';
    const list = oneOfIn(query, 'list', ['chart', 'responsibilities']) ?? 'chart';
    const { state: plan, at } = await this.desk.known(planId, query['asOf']);
    const seen = await this.seen(plan, query['asOf'], identity);
    const { units } = await this.desk.roster();
    const names = await this.core.accounts.displayNames([...new Set(seen.flatMap((s) => [...s.persons.values()]))]);
    const rows = rowsOf(seen, (id) => names.get(id) ?? id).map((r) => ({ ...r, unit: units[r.unitId]?.name ?? r.unitId }));
    const name = `schedule-${planId}-${dayOf(at)}`;
    if (format === 'xlsx') return sendFile(res, XLSX, `${name}.xlsx`, await scheduleXlsx(rows));
    sendFile(res, CSV, `${name}.csv`, list === 'chart' ? chartCsv(rows) : responsibilitiesCsv(rows));
  }

  @Post('plans/:planId/accept-schedules')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Accept the schedules that templates of the policy propose for a draft’s items, all or some; with a preview', operationId: 'acceptSchedules' })
  @AnswersOneOf('The plan; with preview what would be accepted', [PlanAnswer, SchedulesPreviewBody])
  @OnPlan
  async accept(@Param('planId') planId: string, @Body() body: AcceptSchedulesBody, @SentBy() sent: Sent): Promise<unknown> {
    const plan = await this.desk.load(planId);
    allow(sent.identity, 'plan.change', { planId, officeUnitId: plan.officeUnitId });
    const itemKeys = body.itemKeys ?? null;
    const now = this.core.clock.now();
    const { policy, calendar } = spanAt((await this.core.references.rules(plan.policyId)).rules, now);
    const decide = (of: PlanState) => acceptSchedules(of, itemKeys, policy.rules.scheduleTemplates, dayOf(now), calendar);
    if (body.preview === true) {
      const decided = decide(plan);
      if ('rejected' in decided) throw rejected(decided.rejected);
      return { preview: (await this.draft(plan, now)).filter((i) => i.template !== null && (itemKeys === null || itemKeys.includes(i.itemKey))) };
    }
    return this.desk.decide(planId, 'plan.change', sent, { acceptSchedules: itemKeys }, decide);
  }

  private async draft(plan: PlanState, at: Instant): Promise<ReturnType<typeof draftSchedules>> {
    const { policy, calendar } = spanAt((await this.core.references.rules(plan.policyId)).rules, at);
    return draftSchedules(plan, policy.rules.scheduleTemplates, dayOf(at), calendar);
  }

  /** The items of an issued plan that the caller may see, as they stood; who answers only where they are seen in full. */
  private async seen(plan: PlanState, asOf: string | undefined, identity: Identity): Promise<Seen[]> {
    if (!wasIssued(plan)) throw rejected({ code: 'plan-not-issued', details: { status: plan.status } });
    allow(identity, 'plan.read', { planId: plan.id });
    const now = this.core.clock.now();
    const moment = asOfMoment(asOf, now);
    const { rules } = await this.core.references.rules(plan.policyId);
    const seen: Seen[] = [];
    for (const itemId of itemIdsOf(plan)) {
      const { state: current } = await this.core.items.load(itemId);
      const view = current ? sight(identity, current, rules.roster, dayOf(now)) : { kind: 'none' as const };
      if (!current || view.kind === 'none') continue;
      const state = moment === null ? current : await itemAsOf(this.core.store, itemId, moment);
      if (state === null) continue;
      const full = view.kind === 'assignments' ? view.inFull : null;
      const persons = Object.values(state.assignments).flatMap((a): [string, string][] => (a.responsiblePersonId !== null && (view.kind === 'all' || full?.has(a.id)) ? [[a.id, a.responsiblePersonId]] : []));
      seen.push({ state, shown: drawn(state, rules, moment ?? now), persons: new Map(persons) });
    }
    return seen;
  }
}

function rowsOf(seen: readonly Seen[], nameOf: (personId: string) => string): ScheduleOut[] {
  return seen.flatMap(({ shown, persons }) => shown.steps.map((s): ScheduleOut => {
    const person = persons.get(s.assignmentId);
    return { ...s, itemId: shown.itemId, number: shown.number, item: shown.title, unit: s.unitId, person: person === undefined ? null : nameOf(person) };
  }));
}
