import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { OnPlan, PlanDesk } from './plan.desk';
import { AmendBody, amendmentOf } from './amendment.dto';
import { AmendmentAnswer, AmendmentsBody } from './amendment-view.dto';

/** Amendments of an issued plan (调整通知): numbered, with their differences and their basis. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId')
export class AmendmentsController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Get('amendments')
  @Does('plan.read')
  @ApiOperation({ summary: 'The plan’s amendments in their order, each with what it changed, as known on any day', operationId: 'listAmendments' })
  @Ask.asOf()
  @ApiResponse({ status: 200, type: AmendmentsBody })
  async list(@Param('planId') planId: string, @Query('asOf') asOf: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    const { state: plan } = await this.desk.known(planId, asOf);
    if (plan.status === 'draft') allow(identity, 'plan.settle', { planId, officeUnitId: plan.officeUnitId });
    return { planId, amendments: plan.amendments.map(({ command: _command, ...shown }) => shown) };
  }

  @Post('amend')
  @HttpCode(200)
  @Does('plan.amend')
  @ApiOperation({ summary: 'Amend the plan (调整通知): add, drop, split, merge items, change title, date, targets, units; with a preview. All of it or nothing', operationId: 'amendPlan' })
  @OnPlan
  @ApiResponse({ status: 200, type: AmendmentAnswer })
  async amend(@Param('planId') planId: string, @Body() body: AmendBody, @SentBy() sent: Sent): Promise<unknown> {
    const plan = await this.desk.load(planId);
    const { identity, sender } = sent;
    allow(identity, 'plan.amend', { planId, officeUnitId: plan.officeUnitId });
    const actor = actingAs(identity, 'plan.amend');
    const amendment = amendmentOf(body);
    if (body.preview) {
      const shown = await this.core.office.amendments.preview(planId, amendment, actor);
      if ('rejected' in shown) throw rejected(shown.rejected);
      return { preview: true, number: shown.number, basis: body.basis, changes: shown.changes, position: null, replayed: false };
    }
    const { state, cursor, replayed } = accepted(await this.core.office.amendments.apply(planId, amendment, actor, sender));
    sent.shows({ version: state.version, replayed });
    // A repeat answers with the amendment that it made, though others may have followed.
    const made = state.amendments.findLast((a) => a.command === sender.commandId) ?? state.amendments.at(-1);
    return { preview: false, number: made?.number, basis: made?.basis, changes: made?.changes, position: encodeToken(cursor), replayed };
  }
}
