import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtraModels, ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Outcome } from '#libs/commands/outcome';
import { importPlan } from '#libs/documents/import-plan';
import { exportDraftCsv, exportDraftXlsx } from '#libs/documents/export-draft';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import { PlanEntity } from '#libs/projections/entities/plan.entity';
import type { Actor } from '#libs/supervision/actor';
import type { DraftDecision, KnownUnits } from '#libs/supervision/plan/draft';
import { arrangeVerification, bulkOf, changeDraftItem, discardDraft, setPeriod, settleDecisions, settleInBulk } from '#libs/supervision/plan/plan.decide';
import { openBlocking, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { readOwnWrites } from '../core/read-own-writes';
import { ReasonBody } from '../items/item-command.dto';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { problem } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { DraftBody, PlanAnswer, PlanBody, PlansBody, PreviewBody } from './plan-view.dto';
import { BulkBody, ChangeItemBody, PeriodBody, SettleBody, VerificationBody } from './plan.dto';

const KEY = { name: 'Idempotency-Key', required: true, description: 'Unique id of the command, the same for a retry' } as const;

/** What the importer may know about the units of the place. */
export function knownUnits(roster: Roster): KnownUnits {
  return {
    units: Object.values(roster.units).filter((u) => u.until === null).map(({ id, name, aliases }) => ({ id, name, aliases })),
    groups: Object.values(roster.groups).map((g) => ({ id: g.id, name: g.name, aliases: g.aliases, hasRoster: g.members.length > 0 })),
  };
}

/** @throws ProblemError where the unit is not registered */
function knownUnit(roster: Roster, unitId: string | null | undefined, field: string): void {
  if (unitId === null || unitId === undefined || unitId === '' || Object.hasOwn(roster.units, unitId)) return;
  throw rejected({ code: 'unit-unknown', field, details: { name: unitId } });
}

function actorOf(identity: Identity): Actor {
  return { kind: 'person', personId: identity.personId, unitId: identity.unitId };
}

/** Plans: from a file to a draft, from a draft to running items. */
@ApiTags('plans')
@ApiBearerAuth()
@ApiProblems()
@Controller('plans')
export class PlansController {
  constructor(private readonly core: Core) {}

  @Post('import')
  @HttpCode(201)
  @Does('plan.import')
  @ApiOperation({ summary: 'Read a file into a draft, or with dryRun only show what it holds', operationId: 'importPlan' })
  @ApiExtraModels(PlanAnswer, DraftBody)
  @ApiResponse({ status: 201, description: 'The plan as a draft; with dryRun what the file holds', schema: { oneOf: [{ $ref: getSchemaPath(PlanAnswer) }, { $ref: getSchemaPath(DraftBody) }] } })
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiQuery({ name: 'fileName', required: true })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'supervisingUnitId', required: false })
  @ApiHeader(KEY)
  async import(@Query('fileName') fileName: string | undefined, @Query('dryRun') dryRun: string | undefined, @Query('supervisingUnitId') supervisingUnitId: string | undefined, @Req() request: Request, @SentBy() sent: Sent): Promise<unknown> {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) throw problem(400, 'malformed', '请以 application/octet-stream 发送文件内容', 'Send the file’s bytes as application/octet-stream');
    if (fileName === undefined || fileName === '') throw problem(400, 'malformed', '请在 fileName 中给出文件名', 'Give the file’s name as fileName', { fields: [{ field: 'fileName', zh: '不能为空', en: 'must not be empty' }] });
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    knownUnit(roster, supervisingUnitId, 'supervisingUnitId');
    const read = await importPlan(bytes, { fileName, known: knownUnits(roster), today: dayOf(this.core.clock.now()) });
    if (!read.ok) throw problem(422, `import-${read.code}`, read.zh, read.en);
    if (dryRun === 'true') return read.draft;
    const { identity, sender } = sent;
    const planId = `p${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 8)}`;
    const source = { name: fileName, sha256: createHash('sha256').update(bytes).digest('hex'), format: read.draft.report.format };
    const outcome = await this.core.plans.draft({ planId, draft: read.draft, officeUnitId: identity.unitId, supervisingUnitId: supervisingUnitId ?? null, conferenceUnitId: null, source }, actorOf(identity), sender);
    return this.answer(outcome);
  }

  @Get()
  @Does('plan.read')
  @ApiOperation({ summary: 'All plans', operationId: 'listPlans' })
  @ApiResponse({ status: 200, type: PlansBody })
  @ApiQuery({ name: 'after', required: false })
  async list(@Query('after') after: string | undefined, @Caller() identity: Identity): Promise<unknown> {
    await readOwnWrites(this.core, after);
    const rows = await (await this.core.reading()).getRepository(PlanEntity).find({ order: { draftedAt: 'DESC' } });
    const shown = rows.filter((p) => (p.status === 'issued' ? may(identity, 'plan.read', { planId: p.planId }) : may(identity, 'plan.settle', { planId: p.planId, officeUnitId: p.officeUnitId })).allowed);
    return { rows: shown };
  }

  @Get(':planId')
  @Does('plan.read')
  @ApiOperation({ summary: 'The plan with its draft, report and open questions', operationId: 'readPlan' })
  @ApiResponse({ status: 200, type: PlanBody })
  async plan(@Param('planId') planId: string, @Caller() identity: Identity): Promise<unknown> {
    const state = await this.load(planId);
    // What is not issued, or never was, is the office's.
    if (state.status === 'issued') allow(identity, 'plan.read', { planId });
    else allow(identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
    return view(state);
  }

  @Get(':planId/export')
  @Does('plan.export')
  @ApiOperation({ summary: 'The plan as CSV or xlsx; it imports again unchanged', operationId: 'exportPlan' })
  @ApiProduces('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiResponse({ status: 200, schema: { type: 'string', format: 'binary' } })
  @ApiQuery({ name: 'format', required: false, enum: ['csv', 'xlsx'] })
  async export(@Param('planId') planId: string, @Query('format') format: string | undefined, @Caller() identity: Identity, @Res() res: Response): Promise<void> {
    const state = await this.load(planId);
    allow(identity, 'plan.export', { planId, officeUnitId: state.officeUnitId, supervisingUnitId: state.supervisingUnitId });
    const xlsx = format === 'xlsx';
    const bytes = xlsx ? await exportDraftXlsx(state) : exportDraftCsv(state);
    res.setHeader('Content-Disposition', `attachment; filename="plan-${planId}.${xlsx ? 'xlsx' : 'csv'}"`);
    res.type(xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8').send(Buffer.from(bytes));
  }

  @Post(':planId/settle')
  @HttpCode(200)
  @Does('plan.settle')
  @ApiOperation({ summary: 'Answer questions that the paper leaves open', operationId: 'settleDecisions' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async settle(@Param('planId') planId: string, @Body() body: SettleBody, @SentBy() sent: Sent): Promise<unknown> {
    const settlements = body.settlements.map((s) => ({ decisionId: s.decisionId, optionId: s.optionId, value: s.value ?? null }));
    const registered = settlements.filter((s) => s.optionId === 'register').map((s) => s.decisionId);
    if (registered.length > 0) await this.registerUnresolved(planId, sent, (d) => registered.includes(d.id));
    return this.decide(planId, 'plan.settle', sent, { settlements }, (plan) => settleDecisions(plan, settlements));
  }

  @Post(':planId/settle-all')
  @HttpCode(200)
  @Does('plan.settle')
  @ApiOperation({ summary: 'Answer all open questions of a kind in one act (“first-named leads”); with a preview', operationId: 'settleInBulk' })
  @ApiExtraModels(PlanAnswer, PreviewBody)
  @ApiResponse({ status: 200, description: 'The plan; with preview what would be settled', schema: { oneOf: [{ $ref: getSchemaPath(PlanAnswer) }, { $ref: getSchemaPath(PreviewBody) }] } })
  @ApiHeader(KEY)
  async settleAll(@Param('planId') planId: string, @Body() body: BulkBody, @SentBy() sent: Sent): Promise<unknown> {
    if (body.preview) {
      const state = await this.load(planId);
      allow(sent.identity, 'plan.settle', { planId, officeUnitId: state.officeUnitId });
      return { preview: bulkOf(state, body.kind, body.optionId).map((d) => ({ id: d.id, itemNumber: d.itemNumber, question: d.question, option: d.options.find((o) => o.id === body.optionId) })) };
    }
    if (body.kind === 'unit-unresolved' && body.optionId === 'register') await this.registerUnresolved(planId, sent, () => true);
    return this.decide(planId, 'plan.settle', sent, { kind: body.kind, optionId: body.optionId }, (plan) => settleInBulk(plan, body.kind, body.optionId));
  }

  /** Names that nothing answered to become units, without an account for now: the office acts on their behalf. */
  private async registerUnresolved(planId: string, sent: Sent, which: (decision: DraftDecision) => boolean): Promise<void> {
    const state = await this.load(planId);
    allow(sent.identity, 'roster.change');
    const names = bulkOf(state, 'unit-unresolved', 'register').filter(which).map((d) => d.id.slice(d.id.lastIndexOf(':') + 1));
    const outcome = await this.core.roster.register([...new Set(names)].map((name) => ({ name })), actorOf(sent.identity), { scope: sent.sender.scope, commandId: `${sent.sender.commandId}/units` });
    if (outcome.kind === 'rejected') throw rejected(outcome.rejection);
    // Without its units the decision would settle nothing.
    if (outcome.kind !== 'accepted') throw problem(503, 'busy', '名册正被修改，请用同一 Idempotency-Key 重试', 'The roster is being written: try again with the same Idempotency-Key');
  }

  @Post(':planId/change-item')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Change an item of the draft', operationId: 'changeDraftItem' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  change(@Param('planId') planId: string, @Body() body: ChangeItemBody, @SentBy() sent: Sent): Promise<unknown> {
    const { itemKey, title, number, leads, participants, units, deadline } = body;
    const change = { leads, participants, units, deadline: deadline ?? null, ...(title ? { title } : {}), ...(number ? { number } : {}) };
    return this.decide(planId, 'plan.change', sent, { itemKey, change }, (plan) => changeDraftItem(plan, itemKey, change));
  }

  @Post(':planId/period')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Set the plan’s period', operationId: 'setPlanPeriod' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  period(@Param('planId') planId: string, @Body() body: PeriodBody, @SentBy() sent: Sent): Promise<unknown> {
    return this.decide(planId, 'plan.change', sent, { ...body }, (plan) => setPeriod(plan, body.from, body.to));
  }

  @Post(':planId/verification')
  @HttpCode(200)
  @Does('plan.change')
  @ApiOperation({ summary: 'Who accepts where the usual verifier shares the roof', operationId: 'arrangeVerification' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async verification(@Param('planId') planId: string, @Body() body: VerificationBody, @SentBy() sent: Sent): Promise<unknown> {
    knownUnit((await this.core.references.roster()).state ?? EMPTY_ROSTER, body.unitId, 'unitId');
    const standing = body.standing ? { personIds: body.standing.personIds, until: body.standing.until, basis: body.standing.basis } : null;
    const arranged = { unitId: body.unitId ?? null, standing };
    return this.decide(planId, 'plan.change', sent, arranged, (plan) => arrangeVerification(plan, arranged));
  }

  @Post(':planId/discard')
  @HttpCode(200)
  @Does('plan.discard')
  @ApiOperation({ summary: 'Discard a draft', operationId: 'discardDraft' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  discard(@Param('planId') planId: string, @Body() body: ReasonBody, @SentBy() sent: Sent): Promise<unknown> {
    return this.decide(planId, 'plan.discard', sent, { reason: body.reason }, (plan) => discardDraft(plan, body.reason));
  }

  @Post(':planId/issue')
  @HttpCode(200)
  @Does('plan.issue')
  @ApiOperation({ summary: 'Issue the plan (下发): every item becomes a running workflow', operationId: 'issuePlan' })
  @ApiResponse({ status: 200, type: PlanAnswer })
  @ApiHeader(KEY)
  async issue(@Param('planId') planId: string, @SentBy() sent: Sent): Promise<unknown> {
    const state = await this.load(planId);
    allow(sent.identity, 'plan.issue', { planId, officeUnitId: state.officeUnitId });
    return this.answer(await this.core.plans.issue(planId, actorOf(sent.identity), sent.sender));
  }

  private async load(planId: string): Promise<PlanState> {
    const { state } = await this.core.plans.load(planId);
    if (!state) throw rejected({ code: 'not-found', field: 'planId' });
    return state;
  }

  private async decide(planId: string, act: 'plan.settle' | 'plan.change' | 'plan.discard', sent: Sent, body: unknown, decision: Parameters<typeof this.core.plans.decide>[1]): Promise<unknown> {
    const state = await this.load(planId);
    allow(sent.identity, act, { planId, officeUnitId: state.officeUnitId });
    return this.answer(await this.core.plans.decide(planId, decision, actorOf(sent.identity), sent.sender, body));
  }

  private answer(outcome: Outcome<PlanState>): unknown {
    switch (outcome.kind) {
      case 'accepted':
        return { plan: view(outcome.state), position: encodeToken(outcome.cursor), replayed: outcome.replayed };
      case 'rejected':
        throw rejected(outcome.rejection);
      case 'differentBody':
        throw problem(409, 'key-reused', '这个 Idempotency-Key 已用于另一条命令，请换一个', 'This Idempotency-Key was used for another command: take a new one');
      case 'busy':
        throw problem(503, 'busy', '该计划正被修改，请用同一 Idempotency-Key 重试', 'The plan is being written: try again with the same Idempotency-Key');
    }
  }
}

function view(state: PlanState): unknown {
  const open = state.decisions.filter((d) => state.settled[d.id] === undefined);
  return { ...state, openDecisions: open.length, openBlocking: openBlocking(state).length };
}
