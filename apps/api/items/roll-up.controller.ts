import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { rollUpOf } from '#libs/projections/queries/roll-up.query';
import { RollUp, type RolledUp, type RollUpTarget } from '#libs/supervision/roll-up/roll-up';
import type { Day } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { asOfMoment } from '../core/as-of';
import { Core } from '../core/core';
import { ListAnswer } from '../core/list-answer';
import { readOwnWrites } from '../core/read-own-writes';
import { PlanDesk } from '../plans/plan.desk';
import { ApiProblems } from '../problems/api-problems';
import { dayIn, type ListQuery } from '../reading/list.query';
import { ItemDesk } from './item.desk';
import { itemKnownAt } from './item-known-at';
import { RollUpBody } from './roll-up.dto';

function RollUpQueries(): MethodDecorator {
  return applyDecorators(
    Ask.asOf(),
    Ask.day('day', 'True of this day: values as of later days do not count (as known at `asOf`)'),
    Ask.day('since', 'Values as of a day before this one are counted as old'),
    Ask.after(),
  );
}

type Row = Omit<RollUpTarget, 'continues' | 'overlaps'> & RolledUp;

/** Who tells and who does not: the offices of lower plans by the figures that they took up. */
function byUnit(rows: readonly Row[], since: Day | undefined): RollUpBody['units'] {
  const units = new Map<string, RollUpBody['units'][number]>();
  for (const row of rows) {
    if (row.upper === null || row.waived) continue;
    const unit = units.get(row.officeUnitId) ?? { unitId: row.officeUnitId, targets: 0, told: 0, old: 0, missing: 0 };
    const days = row.sources.flatMap((s) => (s.asOf === null ? [] : [s.asOf]));
    unit.targets += 1;
    if (row.total === null) unit.missing += 1;
    else unit.told += 1;
    if (row.total !== null && since !== undefined && days.every((d) => d < since)) unit.old += 1;
    units.set(row.officeUnitId, unit);
  }
  return [...units.values()].sort((a, b) => b.missing - a.missing || b.old - a.old || (a.unitId < b.unitId ? -1 : 1));
}

/** 汇总: what figures reach through all levels, without anything counted twice in silence. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller()
export class RollUpController {
  constructor(
    private readonly core: Core,
    private readonly items: ItemDesk,
    private readonly plans: PlanDesk,
  ) {}

  @Get('items/:itemId/roll-up')
  @Does('item.read')
  @ApiOperation({ summary: 'The item’s figures with all that lower plans tell towards them, through every level', operationId: 'readItemRollUp' })
  @RollUpQueries()
  @ListAnswer(RollUpBody)
  async ofItem(@Param('itemId') itemId: string, @Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    await this.items.read(itemId, identity);
    const moment = asOfMoment(query['asOf'], this.core.clock.now());
    if (moment !== null) await itemKnownAt(this.core.store, itemId, moment);
    return this.rolledUp({ itemId }, query);
  }

  @Get('plans/:planId/roll-up')
  @Does('plan.export')
  @ApiOperation({ summary: 'All figures of the plan with all that lower plans tell towards them, through every level', operationId: 'readPlanRollUp' })
  @RollUpQueries()
  @ListAnswer(RollUpBody)
  async ofPlan(@Param('planId') planId: string, @Query() query: ListQuery, @Caller() identity: Identity): Promise<unknown> {
    const { officeUnitId, supervisingUnitId } = await this.plans.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId, supervisingUnitId });
    await this.plans.known(planId, query['asOf']);
    return this.rolledUp({ planId }, query);
  }

  private async rolledUp(of: { itemId: string } | { planId: string }, query: ListQuery): Promise<Omit<RollUpBody, 'incomplete'>> {
    const [day, since] = [dayIn(query, 'day'), dayIn(query, 'since')];
    const now = this.core.clock.now();
    const asOf = asOfMoment(query['asOf'], now);
    await readOwnWrites(this.core, query['after']);
    const { targets, figures } = await rollUpOf(await this.core.reading(), of, { asOf, day: day ?? null });
    const up = new RollUp(targets, figures);
    const rows = targets.map(({ continues: _past, overlaps: _decided, ...target }): Row => ({ ...target, ...up.at(target.itemId, target.targetId) }));
    return { asOf: asOf ?? now, day: day ?? null, targets: rows, units: byUnit(rows, since) };
  }
}
