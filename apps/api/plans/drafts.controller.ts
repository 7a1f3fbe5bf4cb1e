import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { DraftTarget, Recurrence } from '#libs/supervision/plan/draft';
import { addDraftItem, changeDraftItem } from '#libs/supervision/plan/draft.change';
import { previewOf } from '#libs/supervision/plan/draft.preview';
import { questionsOf } from '#libs/supervision/plan/draft.questions';
import { aliasesIn, arrangeVerification, setParties, setPeriod, settleDecisions, settleInBulk, type Ground } from '#libs/supervision/plan/plan.decide';
import type { DraftItemChange, NewPlanEvent } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { learnNames } from '#libs/supervision/roster/roster.decide';
import { Does } from '../auth/identity.decorators';
import { knownPersons } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { AnswersOneOf } from '../core/one-of';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { actorOf, OnPlan, PlanDesk } from './plan.desk';
import { PlanAnswer, PreviewBody } from './plan-view.dto';
import { AddItemBody, BulkBody, ChangeItemBody, PartiesBody, PeriodBody, SettleBody, VerificationBody } from './plan.dto';

/** What of an item the body gives. */
function changeOf(body: Omit<ChangeItemBody, 'itemKey'>): DraftItemChange {
  const { title, number, leads, participants, units, category, deadline, recurrence, content, targets, dutyTemplate, withoutDuty, steps } = body;
  return {
    ...(title == null ? {} : { title }),
    ...(number == null ? {} : { number }),
    ...(leads == null ? {} : { leads }),
    ...(participants == null ? {} : { participants }),
    ...(units == null ? {} : { units }),
    ...(content == null ? {} : { content }),
    ...(targets == null ? {} : { targets: targets.map(({ metric, comparison, value, unit, text, reckoning, upper }) => ({ metric, comparison: comparison as DraftTarget['comparison'], value, unit, text: text ?? `${metric}${value}${unit}`, ...(reckoning ? { reckoning } : {}), ...(upper ? { upper: { targetId: upper.targetId, value: upper.value } } : {}) })) }),
    ...(steps == null ? {} : { steps: steps.map((s) => ({ key: s.key, title: s.title, unit: s.unit ?? null, workingDays: s.workingDays, after: s.after, deadline: s.deadline ?? null })) }),
    // Null takes away what stands there; what is left out stays.
    ...(category === undefined ? {} : { category }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(recurrence === undefined ? {} : { recurrence: recurrence as Recurrence | null }),
    ...(withoutDuty ? { dutyTemplate: null } : dutyTemplate ? { dutyTemplate } : {}),
  };
}

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
  @ApiOperation({ summary: 'Answer questions that the paper leaves open; with a preview', operationId: 'settleDecisions' })
  @AnswersOneOf('The plan; with preview what the answers would do', [PlanAnswer, PreviewBody])
  @OnPlan
  async settle(@Param('planId') planId: string, @Body() body: SettleBody, @SentBy() sent: Sent): Promise<unknown> {
    const settlements = body.settlements.map((s) => ({ decisionId: s.decisionId, optionId: s.optionId, value: s.value ?? null }));
    return this.settleWith(planId, sent, { settlements }, body.preview === true, (plan, ground) => settleDecisions(plan, settlements, ground));
  }

  @Post('settle-all')
  @HttpCode(200)
  @Does('plan.settle')
  @ApiOperation({ summary: 'Answer all open questions of a kind in one act (“first-named leads”); with a preview', operationId: 'settleInBulk' })
  @AnswersOneOf('The plan; with preview what would be settled', [PlanAnswer, PreviewBody])
  @OnPlan
  async settleAll(@Param('planId') planId: string, @Body() body: BulkBody, @SentBy() sent: Sent): Promise<unknown> {
    const { kind, optionId, preview } = body;
    return this.settleWith(planId, sent, { kind, optionId }, preview, (plan, ground) => settleInBulk(plan, kind, optionId, ground));
  }

  @Post('change-item')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Change an item of the draft', operationId: 'changeDraftItem' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  async change(@Param('planId') planId: string, @Body() body: ChangeItemBody, @SentBy() sent: Sent): Promise<unknown> {
    const { itemKey } = body;
    const change = changeOf(body);
    const { derive, templates, roster } = await this.desk.changeGround(planId);
    return this.desk.decide(planId, 'plan.change', sent, { itemKey, change }, (plan) => changeDraftItem(plan, itemKey, change, derive, templates, roster));
  }

  @Post('add-item')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Add an item that the reading missed, or that was read as part of another', operationId: 'addDraftItem' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  async add(@Param('planId') planId: string, @Body() body: AddItemBody, @SentBy() sent: Sent): Promise<unknown> {
    const { title, after, quote } = body;
    const given = { ...changeOf(body), title, ...(quote == null ? {} : { quote }) };
    const ground = await this.desk.changeGround(planId);
    return this.desk.decide(planId, 'plan.change', sent, { given, after: after ?? null }, (plan) => addDraftItem(plan, given, after ?? null, ground));
  }

  @Post('period')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Set the plan’s period', operationId: 'setPlanPeriod' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
  period(@Param('planId') planId: string, @Body() body: PeriodBody, @SentBy() sent: Sent): Promise<unknown> {
    return this.desk.decide(planId, 'plan.change', sent, { ...body }, (plan) => setPeriod(plan, body.from, body.to));
  }

  @Post('parties')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Who supervises the plan, and which body leads it (联席会议)', operationId: 'setPlanParties' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @OnPlan
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
  @OnPlan
  async verification(@Param('planId') planId: string, @Body() body: VerificationBody, @SentBy() sent: Sent): Promise<unknown> {
    await this.desk.knownUnit(body.unitId, 'unitId');
    await knownPersons(this.core, sent.sender, body.standing?.personIds ?? [], 'standing.personIds');
    const standing = body.standing ? { personIds: body.standing.personIds, until: body.standing.until, basis: body.standing.basis } : null;
    const arranged = { unitId: body.unitId ?? null, standing };
    return this.desk.decide(planId, 'plan.change', sent, arranged, (plan) => arrangeVerification(plan, arranged));
  }

  /** Settles, and brings what the answers say of names into the roster first: without that they would settle nothing. */
  private async settleWith(planId: string, sent: Sent, body: { [key: string]: unknown }, preview: boolean, decision: (plan: PlanState, ground: Ground) => ReturnType<typeof settleDecisions>): Promise<unknown> {
    const state = await this.desk.load(planId);
    allow(sent.identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
    const ground = await this.desk.ground();
    const decided = decision(state, ground);
    const events = 'rejected' in decided ? [] : decided;
    if (preview) {
      if ('rejected' in decided) throw rejected(decided.rejected);
      const questions = new Map(questionsOf(state, ground.today).map((d) => [d.id, d]));
      const settlements = events.flatMap((e) => (e.type === 'DecisionsSettled' ? e.data.settlements : []));
      const asked = settlements.map((s) => ({ ...s, question: questions.get(s.decisionId)! }));
      return { preview: asked.map(({ question: { id, itemNumber, question, options }, optionId }) => ({ id, itemNumber, question, option: options.find((o) => o.id === optionId) })), changes: previewOf(state, events) };
    }
    // A repeat is answered as what was sent first, whatever has been settled since.
    await this.learn(planId, state, events, sent, body);
    const fresh = await this.desk.ground();
    return this.desk.decide(planId, 'plan.settle', sent, body, (plan) => decision(plan, fresh));
  }

  /** Only on the plan as the sender saw it, like the answers themselves. Names that nothing answered to become units, without an account for now: the office acts on their behalf; or other names of what is there. */
  private async learn(planId: string, state: PlanState, events: readonly NewPlanEvent[], { identity, sender }: Sent, body: { [key: string]: unknown }): Promise<void> {
    const own = (part: string) => ({ ...sender, commandId: `${sender.commandId}/${part}` });
    const settlements = events.flatMap((e) => (e.type === 'DecisionsSettled' ? e.data.settlements : []));
    const names = settlements.filter((s) => s.optionId === 'register').map((s) => s.decisionId.slice(s.decisionId.lastIndexOf(':') + 1));
    const aliases = aliasesIn(state, settlements);
    if (names.length + aliases.length > 0) allow(identity, 'roster.change');
    if (names.length > 0) accepted(await this.core.roster.register([...new Set(names)].map((name) => ({ name })), actorOf(identity), own('units'), { planId, body }));
    if (aliases.length > 0) accepted(await this.core.roster.decide((roster) => learnNames(roster, aliases), actorOf(identity), own('aliases'), { planId, body }));
  }
}
