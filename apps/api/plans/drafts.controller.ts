import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { DraftDecision } from '#libs/supervision/plan/draft';
import { arrangeVerification, bulkOf, changeDraftItem, setParties, setPeriod, settleDecisions, settleInBulk } from '#libs/supervision/plan/plan.decide';
import { spanAt } from '#libs/supervision/rules';
import { Does } from '../auth/identity.decorators';
import { knownPersons } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { actorOf, PlanDesk } from './plan.desk';
import { PlanAnswer, PreviewBody } from './plan-view.dto';
import { BulkBody, ChangeItemBody, PartiesBody, PeriodBody, SettleBody, VerificationBody } from './plan.dto';

const KEY = { name: 'Idempotency-Key', required: true, description: 'Unique id of the command, the same for a retry' } as const;

/** A draft, until it is issued: its open questions, its items, its period, and who verifies. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/:planId')
export class DraftsController {
  constructor(
    private readonly core: Core,
    private readonly desk: PlanDesk,
  ) {}

  @Post('settle')
  @HttpCode(200)
  @Does('plan.settle')
  @ApiOperation({ summary: 'Answer questions that the paper leaves open', operationId: 'settleDecisions' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async settle(@Param('planId') planId: string, @Body() body: SettleBody, @SentBy() sent: Sent): Promise<unknown> {
    const settlements = body.settlements.map((s) => ({ decisionId: s.decisionId, optionId: s.optionId, value: s.value ?? null }));
    const registered = settlements.filter((s) => s.optionId === 'register').map((s) => s.decisionId);
    if (registered.length > 0) await this.registerUnresolved(planId, sent, (d) => registered.includes(d.id), { settlements });
    return this.desk.decide(planId, 'plan.settle', sent, { settlements }, (plan) => settleDecisions(plan, settlements));
  }

  @Post('settle-all')
  @HttpCode(200)
  @Does('plan.settle')
  @ApiOperation({ summary: 'Answer all open questions of a kind in one act (“first-named leads”); with a preview', operationId: 'settleInBulk' })
  @ApiExtraModels(PlanAnswer, PreviewBody)
  @ApiResponse({ status: 200, description: 'The plan; with preview what would be settled', schema: { oneOf: [{ $ref: getSchemaPath(PlanAnswer) }, { $ref: getSchemaPath(PreviewBody) }] } })
  @ApiHeader(KEY)
  async settleAll(@Param('planId') planId: string, @Body() body: BulkBody, @SentBy() sent: Sent): Promise<unknown> {
    if (body.preview) {
      const state = await this.desk.load(planId);
      allow(sent.identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
      return { preview: bulkOf(state, body.kind, body.optionId).map((d) => ({ id: d.id, itemNumber: d.itemNumber, question: d.question, option: d.options.find((o) => o.id === body.optionId) })) };
    }
    if (body.kind === 'unit-unresolved' && body.optionId === 'register') await this.registerUnresolved(planId, sent, () => true, { kind: body.kind, optionId: body.optionId });
    return this.desk.decide(planId, 'plan.settle', sent, { kind: body.kind, optionId: body.optionId }, (plan) => settleInBulk(plan, body.kind, body.optionId));
  }

  @Post('change-item')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Change an item of the draft', operationId: 'changeDraftItem' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async change(@Param('planId') planId: string, @Body() body: ChangeItemBody, @SentBy() sent: Sent): Promise<unknown> {
    const { itemKey, title, number, leads, participants, units, deadline } = body;
    const change = { leads, participants, units, deadline: deadline ?? null, ...(title ? { title } : {}), ...(number ? { number } : {}), ...(body.withoutDuty ? { dutyTemplate: null } : body.dutyTemplate ? { dutyTemplate: body.dutyTemplate } : {}) };
    const { rules } = await this.core.references.rules((await this.desk.load(planId)).policyId);
    const templates = spanAt(rules, this.core.clock.now()).policy.rules.dutyTemplates;
    return this.desk.decide(planId, 'plan.change', sent, { itemKey, change }, (plan) => changeDraftItem(plan, itemKey, change, templates));
  }

  @Post('period')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Set the plan’s period', operationId: 'setPlanPeriod' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  period(@Param('planId') planId: string, @Body() body: PeriodBody, @SentBy() sent: Sent): Promise<unknown> {
    return this.desk.decide(planId, 'plan.change', sent, { ...body }, (plan) => setPeriod(plan, body.from, body.to));
  }

  @Post('parties')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Who supervises the plan, and which body leads it (联席会议)', operationId: 'setPlanParties' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async parties(@Param('planId') planId: string, @Body() body: PartiesBody, @SentBy() sent: Sent): Promise<unknown> {
    await this.desk.knownUnit(body.supervisingUnitId, 'supervisingUnitId');
    await this.desk.knownUnit(body.conferenceUnitId, 'conferenceUnitId');
    const parties = { supervisingUnitId: body.supervisingUnitId ?? null, conferenceUnitId: body.conferenceUnitId ?? null };
    return this.desk.decide(planId, 'plan.change', sent, parties, (plan) => setParties(plan, parties));
  }

  @Post('verification')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Who accepts where the usual verifier shares the roof', operationId: 'arrangeVerification' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async verification(@Param('planId') planId: string, @Body() body: VerificationBody, @SentBy() sent: Sent): Promise<unknown> {
    await this.desk.knownUnit(body.unitId, 'unitId');
    await knownPersons(this.core.accounts, body.standing?.personIds ?? [], 'standing.personIds');
    const standing = body.standing ? { personIds: body.standing.personIds, until: body.standing.until, basis: body.standing.basis } : null;
    const arranged = { unitId: body.unitId ?? null, standing };
    return this.desk.decide(planId, 'plan.change', sent, arranged, (plan) => arrangeVerification(plan, arranged));
  }

  /** Names that nothing answered to become units, without an account for now: the office acts on their behalf. */
  private async registerUnresolved(planId: string, sent: Sent, which: (decision: DraftDecision) => boolean, body: unknown): Promise<void> {
    const state = await this.desk.load(planId);
    allow(sent.identity, 'roster.change');
    const names = bulkOf(state, 'unit-unresolved', 'register').filter(which).map((d) => d.id.slice(d.id.lastIndexOf(':') + 1));
    const outcome = await this.core.roster.register([...new Set(names)].map((name) => ({ name })), actorOf(sent.identity), { scope: sent.sender.scope, commandId: `${sent.sender.commandId}/units` }, { planId, body });
    // Without its units the decision would settle nothing.
    accepted(outcome);
  }
}
