import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import { dashboard } from '#libs/projections/queries/dashboard.query';
import { ledgerPage, LEDGER_SORTS, type LedgerSort, type Scope } from '#libs/projections/queries/ledger.query';
import { todo } from '#libs/projections/queries/todo.query';
import { PlanEntity } from '#libs/projections/entities/plan.entity';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { addDays, dayOf, isDay } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { readOwnWrites } from '../core/read-own-writes';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { DashboardBody, LedgerBody, OverdueBody, SORTS, TodoBody } from './lists.dto';

const MOST_ROWS = 500;
const AFTER = { name: 'after', required: false, description: 'Position of one’s own write: the list waits until it holds it' } as const;
const AS_OF = { name: 'asOf', required: false, description: 'A past day: as known at its end' } as const;

function wholeNumber(text: string | undefined, name: string, otherwise: number, most: number): number {
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text) || Number(text) > most) throw problem(400, 'malformed', `${name} 应为 0 至 ${most} 的整数`, `${name} must be a whole number from 0 to ${most}`, { fields: [{ field: name, zh: `应为 0 至 ${most} 的整数`, en: `must be a whole number from 0 to ${most}` }] });
  return Number(text);
}

/** Lists and counts, from the read models. */
@ApiTags('lists')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 503)
@Controller()
export class ListsController {
  constructor(private readonly core: Core) {}

  private async scope(identity: Identity): Promise<Scope> {
    const scope = readScope(identity, (await this.core.references.roster()).state ?? EMPTY_ROSTER);
    if (scope.kind !== 'units') return scope;
    return { kind: 'units', unitIds: scope.unitIds, planIds: [...scope.planIds, ...(await this.plansSupervisedBy(scope.supervisingUnitIds))] };
  }

  /** Plans are few and kept folded; who supervises one is settled when it is drafted. */
  private async plansSupervisedBy(unitIds: readonly string[]): Promise<string[]> {
    if (unitIds.length === 0) return [];
    const plans = await (await this.core.reading()).getRepository(PlanEntity).find({ select: { planId: true } });
    const supervised = async ({ planId }: PlanEntity): Promise<string[]> => {
      const { state } = await this.core.plans.plans.get(PLAN_STREAM + planId);
      return state?.supervisingUnitId && unitIds.includes(state.supervisingUnitId) ? [planId] : [];
    };
    return (await Promise.all(plans.map(supervised))).flat();
  }

  @Get('ledger')
  @Does('ledger.read')
  @ApiOperation({ summary: 'The ledger (台账): filter, sort, full text, paging; as known on any day', operationId: 'readLedger' })
  @ApiResponse({ status: 200, type: LedgerBody })
  @ApiQuery({ name: 'planId', required: false })
  @ApiQuery({ name: 'category', required: false, description: 'Empty: items without one' })
  @ApiQuery({ name: 'unitId', required: false })
  @ApiQuery({ name: 'light', required: false, description: 'One or several, joined by commas' })
  @ApiQuery({ name: 'status', required: false, description: 'One or several, joined by commas' })
  @ApiQuery({ name: 'awaitingQuantification', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'dueBefore', required: false })
  @ApiQuery({ name: 'text', required: false })
  @ApiQuery({ name: 'sort', required: false, enum: SORTS })
  @ApiQuery({ name: 'offset', required: false })
  @ApiQuery({ name: 'limit', required: false, description: `At most ${MOST_ROWS}` })
  @ApiQuery(AS_OF)
  @ApiQuery(AFTER)
  async ledger(@Query() query: Record<string, string | undefined>, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, query['after']);
    const sort = (query['sort'] ?? 'number').replace(/^-/, '');
    if (!(LEDGER_SORTS as readonly string[]).includes(sort)) throw problem(400, 'malformed', `sort 应为 ${LEDGER_SORTS.join('、')} 之一`, `sort must be one of ${LEDGER_SORTS.join(', ')}`, { fields: [{ field: 'sort', zh: '未知排序', en: 'unknown order' }] });
    const dueBefore = query['dueBefore'];
    if (dueBefore !== undefined && !isDay(dueBefore)) throw problem(400, 'malformed', 'dueBefore 应为日期', 'dueBefore must be a day', { fields: [{ field: 'dueBefore', zh: '应为存在的日期 YYYY-MM-DD', en: 'must be a day that exists, YYYY-MM-DD' }] });
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now) ?? undefined;
    const { planId, category, unitId, light, status, text } = query;
    const aq = query['awaitingQuantification'];
    const filter = { planId, category, unitId, light, status, text, dueBefore, asOf, ...(aq === undefined ? {} : { awaitingQuantification: aq === 'true' }) };
    const limit = wholeNumber(query['limit'], 'limit', 50, MOST_ROWS);
    const offset = wholeNumber(query['offset'], 'offset', 0, 1_000_000);
    const page = await ledgerPage(await this.core.reading(), await this.scope(identity), filter, sort as LedgerSort, query['sort']?.startsWith('-') ?? false, offset, limit);
    return { total: page.total, offset, limit, asOf: asOf ?? now, rows: page.rows.map(({ search: _search, numberOrder: _order, knownTo: _to, ...row }) => row) };
  }

  @Get('dashboard')
  @Does('dashboard.read')
  @ApiOperation({ summary: 'Counts by category, unit and light; each equals the list behind it', operationId: 'readDashboard' })
  @ApiResponse({ status: 200, type: DashboardBody })
  @ApiQuery({ name: 'planId', required: false })
  @ApiQuery(AS_OF)
  @ApiQuery(AFTER)
  async dashboard(@Query('planId') planId: string | undefined, @Query('asOf') asOf: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const moment = asOfMoment(asOf, this.core.clock.now());
    return { asOf: moment ?? this.core.clock.now(), ...(await dashboard(await this.core.reading(), await this.scope(identity), planId ?? null, moment)) };
  }

  @Get('todo')
  @Does('todo.read')
  @ApiOperation({ summary: 'To do (待办) of the unit acted for, what falls first at the top', operationId: 'readTodo' })
  @ApiResponse({ status: 200, type: TodoBody })
  @ApiQuery({ name: 'mine', required: false, enum: ['true', 'false'], description: 'Only what falls to me in person or to nobody yet' })
  @ApiQuery(AFTER)
  async todo(@Query('mine') mine: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const now = this.core.clock.now();
    const rows = await todo(await this.core.reading(), { unitIds: [identity.unitId], ...(mine === 'true' ? { personId: identity.personId } : {}) }, now, MOST_ROWS);
    return { now, unitId: identity.unitId, rows };
  }

  @Get('overdue')
  @Does('ledger.read')
  @ApiOperation({ summary: 'What is past its day, oldest first', operationId: 'readOverdue' })
  @ApiResponse({ status: 200, type: OverdueBody })
  @ApiQuery({ name: 'planId', required: false })
  @ApiQuery(AFTER)
  async overdue(@Query('planId') planId: string | undefined, @Query('after') after: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const scope = await this.scope(identity);
    const now = this.core.clock.now();
    const units = scope.kind === 'all' ? {} : { unitIds: scope.kind === 'units' ? scope.unitIds : [] };
    const rows = await todo(await this.core.reading(), { ...units, dueBy: addDays(dayOf(now), -1), ...(planId === undefined ? {} : { planId }) }, now, MOST_ROWS);
    return { now, rows };
  }
}
