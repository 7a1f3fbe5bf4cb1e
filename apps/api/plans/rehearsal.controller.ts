import { setImmediate } from 'node:timers/promises';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { assumedOf, issueDry, withNamesOf } from '#libs/supervision/rehearsal/dry-issue';
import { inOrder, rehearse, type Rehearsal } from '#libs/supervision/rehearsal/rehearse';
import { byUnit, crowdedWeeks, noticesOf, peaksOf } from '#libs/supervision/rehearsal/tables';
import type { Rules } from '#libs/supervision/rules';
import { dayOf, lastMomentOf, type Day } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { WritesNothing } from '../core/headers';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { PlanDesk } from './plan.desk';
import { RehearsalBody, RehearseBody } from './rehearsal.dto';

/** Items that are rehearsed while somebody waits; a year of one takes some 10 ms. More: the command line. */
const MOST_ITEMS = 500;

/** 预演: the year of a plan before it is issued, or as it now stands. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId/rehearse')
export class RehearsalController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Post()
  @HttpCode(200)
  @Does('plan.export')
  @ApiOperation({ summary: 'Rehearse the plan’s year under its policy: who is told how often, peaks, deadlines on days off, too much at once. Nothing is written', operationId: 'rehearsePlan' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: RehearsalBody })
  async rehearse(@Param('planId') planId: string, @Body() body: RehearseBody, @Caller() identity: Identity): Promise<RehearsalBody> {
    const plan = await this.desk.load(planId);
    allow(identity, plan.status === 'draft' ? 'plan.settle' : 'plan.export', { planId, officeUnitId: plan.officeUnitId, supervisingUnitId: plan.supervisingUnitId });
    const now = this.core.clock.now();
    const day: Day | undefined = body.until ?? plan.plan.period?.to;
    if (day === undefined) throw rejected({ code: 'period-missing', field: 'until' });
    // The deadlines of the last day pass as it ends, which is the next day's news.
    const until = lastMomentOf(day);
    if (until <= now) throw rejected({ code: 'date-in-the-past', field: 'until', details: { day } });
    const { rules } = await this.core.references.rules(plan.policyId);
    const subject = plan.status === 'draft' ? drafted(plan, rules, now) : { items: await this.desk.items(plan), rules };
    if (subject.items.length > MOST_ITEMS) throw problem(422, 'too-many', `计划有 ${subject.items.length} 个事项，在线预演至多 ${MOST_ITEMS} 个；请用命令 duban simulate ${planId}`, `The plan has ${subject.items.length} items, at most ${MOST_ITEMS} are rehearsed here: use duban simulate ${planId}`);
    const parts: Rehearsal[] = [];
    for (const item of subject.items) {
      parts.push(rehearse([item], subject.rules, now, until, body.people));
      // Others are answered between two items.
      await setImmediate();
    }
    return shown(inOrder(now, until, parts), body, plan, subject.items.length);
  }
}

/** A draft as it would be issued now; names that nobody answers to yet take part as units of their own. */
function drafted(plan: PlanState, rules: Rules, now: string): { items: ItemState[]; rules: Rules } {
  const dry = { ...rules, roster: withNamesOf(plan, rules.roster, dayOf(now)) };
  const items = issueDry(plan, dry, now);
  if ('rejected' in items) throw rejected(items.rejected);
  return { items, rules: dry };
}

/** Notices that are listed at a time. */
const MOST_LISTED = 500;

function shown(rehearsal: Rehearsal, { people, unitId = null, of = null }: RehearseBody, plan: PlanState, items: number): RehearsalBody {
  const { notices, holidayDeadlines, toSign, due, units } = rehearsal;
  return {
    from: dayOf(rehearsal.from), until: dayOf(rehearsal.until), people, items, notices: notices.length,
    assumptions: plan.status === 'draft' ? assumedOf(plan) : [],
    units: byUnit(notices), peaks: peaksOf(notices), neverTold: units.filter((u) => !u.told).map((u) => u.unitId), crowdedWeeks: crowdedWeeks(due), holidayDeadlines, toSign,
    list: unitId === null && of === null ? [] : noticesOf(notices, unitId, of).slice(0, MOST_LISTED).map(({ day, unitId: to, itemId, number, what, rung }) => ({ day, unitId: to, itemId, number, what, rung })),
  };
}
