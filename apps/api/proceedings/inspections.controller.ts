import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Identity } from '#libs/identity/identity';
import { proceedingSight } from '#libs/identity/reading';
import { stoodInForAmong } from '#libs/identity/standing-in';
import type { Act } from '#libs/identity/policy/acts';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionCommand } from '#libs/supervision/inspection/inspection.events';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import { reportOfInspection, statusOfInspection } from '#libs/supervision/inspection/inspection.view';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Caller, Does } from '../auth/identity.decorators';
import { staffNamed, staffOf } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ReasonOnlyBody } from './followed-step.dto';
import * as dto from './inspection.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk, readableProceeding, type GivenOnBehalf, type RelationOf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Inspections (督查): applied for and approved, their visits and findings, rectification, objections, report. Read as proceedings of kind `inspection`. */
@ApiTags('inspections')
@ApiBearerAuth()
@ApiProblems()
@Controller('inspections')
export class InspectionsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'openInspection', act: 'inspection.open', summary: 'Open an inspection of items, units, reform units or a light, on the programme or off it' }, dto.OpenInspectionBody)
  async open(@Body() body: dto.OpenInspectionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.of(body.planId);
    await staffNamed(this.core, sent.sender, body.team.map((m, i) => ({ ...m, field: `team[${i}].personId` })));
    const id = this.desk.newId(sent);
    const asked = {
      planId: body.planId, title: body.title, reason: { ...body.reason, ref: body.reason.ref ?? null }, entryId: body.entryId ?? null, itemIds: body.itemIds ?? [], unitIds: body.unitIds ?? [], reformUnitIds: body.reformUnitIds ?? [],
      light: body.light ? { colour: body.light.colour, since: body.light.since ?? null } : null, days: body.days, team: body.team, templateIds: body.templateIds ?? [], lookBackOf: body.lookBackOf ?? null,
    };
    return this.desk.openBy(INSPECTION, 'inspection.open', of, sent, res, (actor, sender) => this.core.inspections.open(id, of.policyId, asked, actor, sender));
  }

  @ProceedingRoute({ path: ':id/approve', operationId: 'approveInspection', act: 'inspection.approve', summary: 'Approve one off the programme, or not (一事一报: 批准/不予批准)' }, dto.ApproveInspectionBody)
  approve(@Param('id') id: string, @Body() body: dto.ApproveInspectionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(INSPECTION, id, 'inspection.approve', sent, res, (actor, sender) => this.core.inspections.approve(id, { type: 'approveInspection', ...body }, actor, sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/reschedule', operationId: 'rescheduleInspection', act: 'inspection.lead', summary: 'Change its days' }, dto.RescheduleBody)
  reschedule(@Param('id') id: string, @Body() body: dto.RescheduleBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(INSPECTION, id, 'inspection.lead', sent, res, (actor, sender) => this.core.inspections.reschedule(id, { type: 'reschedule', ...body }, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @ProceedingRoute({ path: ':id/give-notice', operationId: 'giveInspectionNotice', act: 'inspection.lead', summary: 'Give notice (督查通知) to those inspected' }, dto.GiveNoticeBody)
  giveNotice(@Param('id') id: string, @Body() body: dto.GiveNoticeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(INSPECTION, id, 'inspection.lead', sent, res, (actor, sender) => this.core.inspections.giveNotice(id, { type: 'giveNotice', ...body }, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @ProceedingRoute({ path: ':id/replace-inspector', operationId: 'replaceInspector', act: 'inspection.lead', summary: 'Put another in the place of a member who leaves; both names stay' }, dto.ReplaceInspectorBody)
  async replace(@Param('id') id: string, @Body() body: dto.ReplaceInspectorBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    await staffOf(this.core, sent.sender, body.byPersonId, body.byUnitId, 'byPersonId');
    return this.run(id, { type: 'replaceInspector', ...body }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/visits', operationId: 'planInspectionVisit', act: 'inspection.lead', summary: 'Plan a visit' }, dto.PlanVisitBody)
  planVisit(@Param('id') id: string, @Body() body: dto.PlanVisitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'planVisit', ...body }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/visits/:visitId/move', operationId: 'moveInspectionVisit', act: 'inspection.lead', summary: 'Move a visit to another day' }, dto.MoveVisitBody)
  moveVisit(@Param('id') id: string, @Param('visitId') visitId: string, @Body() body: dto.MoveVisitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'moveVisit', visitId, ...body }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/visits/:visitId/drop', operationId: 'dropInspectionVisit', act: 'inspection.lead', summary: 'Drop a visit' }, ReasonOnlyBody)
  dropVisit(@Param('id') id: string, @Param('visitId') visitId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'dropVisit', visitId, reason: body.reason }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/visits/:visitId/record', operationId: 'recordInspectionVisit', act: 'inspection.inspect', summary: 'Record that a visit was made' }, dto.DoVisitBody)
  doVisit(@Param('id') id: string, @Param('visitId') visitId: string, @Body() body: dto.DoVisitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'doVisit', visitId, day: body.day, record: body.record, personIds: body.personIds ?? [], evidenceIds: body.evidenceIds ?? [] }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/answer-checklist', operationId: 'answerInspectionChecklist', act: 'inspection.inspect', summary: 'Answer a question of the checklist (督查清单) for a unit' }, dto.AnswerChecklistBody)
  answer(@Param('id') id: string, @Body() body: dto.AnswerChecklistBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { key, unitId, answer } = body;
    return this.run(id, { type: 'answerChecklist', key, unitId, answer, note: body.note ?? null, evidenceIds: body.evidenceIds ?? [] }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings', operationId: 'recordFinding', act: 'inspection.inspect', summary: 'Record a finding (问题); its rectification notice is drawn up and waits for a signature' }, dto.RecordFindingBody)
  recordFinding(@Param('id') id: string, @Body() body: dto.RecordFindingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { unitId, text, severity, basis, demand, workingDays } = body;
    const about = { itemId: body.itemId ?? null, question: body.question ?? null, category: body.category ?? null };
    const asked = { type: 'recordFinding' as const, unitId, ...about, text, severity, basis, evidenceIds: body.evidenceIds ?? [], demand, workingDays, repeatedOf: body.repeatedOf ?? null, notRepeated: body.notRepeated ?? null };
    return this.desk.runBy(INSPECTION, id, 'inspection.inspect', sent, res, (actor, sender) => this.core.inspections.recordFinding(id, asked, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/decide-repeat', operationId: 'decideRepeatedFinding', act: 'inspection.inspect', summary: 'Say whether a finding is an earlier one come back (重复发生), of those offered or another' }, dto.DecideRepeatBody)
  decideRepeat(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.DecideRepeatBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const said = { findingId, repeatedOf: body.repeatedOf ?? null, reason: body.reason ?? '' };
    return this.desk.runBy(INSPECTION, id, 'inspection.inspect', sent, res, (actor, sender) => this.core.inspections.decideRepeat(id, said, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/amend', operationId: 'amendFinding', act: 'inspection.inspect', summary: 'Amend a finding before its notice is signed; the draft is drawn up anew' }, dto.AmendFindingBody)
  amendFinding(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.AmendFindingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { revision, text, severity, basis } = body;
    return this.run(id, { type: 'amendFinding', findingId, revision, text, severity, basis, evidenceIds: body.evidenceIds ?? [] }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/demand', operationId: 'demandRectification', act: 'inspection.inspect', summary: 'Draw up another rectification notice (整改通知书) where the last one was voided' }, dto.DemandBody)
  demand(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.DemandBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'demandRectification', findingId, ...body }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/withdraw', operationId: 'withdrawFinding', act: 'inspection.inspect', summary: 'Withdraw a finding: the team before its unit is told, afterwards the unit that rules' }, ReasonOnlyBody)
  withdraw(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'withdrawFinding', findingId, reason: body.reason }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/reply', operationId: 'replyRectification', act: 'rectification.reply', summary: 'Report the rectification (整改回复) of the unit' }, dto.ReplyBody)
  reply(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.ReplyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'replyRectification', findingId, text: body.text, evidenceIds: body.evidenceIds ?? [] }, 'rectification.reply', sent, res, unitOf(findingId, body.onBehalf != null), body.onBehalf);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/strike-off', operationId: 'strikeOffFinding', act: 'inspection.inspect', summary: 'Accept the rectification (整改验收) and strike the finding off (销号)' }, dto.StrikeOffBody)
  strikeOff(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.StrikeOffBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'strikeOff', findingId, text: body.text ?? '', evidenceIds: body.evidenceIds ?? [] }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/return', operationId: 'returnRectification', act: 'inspection.inspect', summary: 'Return the rectification, with what is missing' }, ReasonOnlyBody)
  sendBack(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'returnRectification', findingId, reason: body.reason }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/escalate', operationId: 'escalateRectification', act: 'inspection.inspect', summary: 'Return it and bring it before a higher unit (提级)' }, ReasonOnlyBody)
  escalate(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'escalateRectification', findingId, reason: body.reason }, 'inspection.inspect', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/rule-on-escalation', operationId: 'ruleOnEscalation', act: 'inspection.approve', summary: 'Decide on an escalated rectification (提级): to be put right as demanded, by a later day, or no more' }, dto.RuleOnEscalationBody)
  ruleOnEscalation(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.RuleOnEscalationBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'ruleOnEscalation', findingId, ruling: body.ruling, day: body.day ?? null, text: body.text }, 'inspection.approve', sent, res);
  }

  @ProceedingRoute({ path: ':id/look-back/drop', operationId: 'dropLookBack', act: 'inspection.lead', summary: 'Drop its look-back (回头看), with the reason' }, ReasonOnlyBody)
  dropLookBack(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'dropLookBack', reason: body.reason }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/findings/:findingId/object', operationId: 'objectToFinding', act: 'rectification.object', summary: 'Object (异议) to a finding, its lateness or a return' }, dto.ObjectToInspectionBody)
  object(@Param('id') id: string, @Param('findingId') findingId: string, @Body() body: dto.ObjectToInspectionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'objectToFinding', findingId, what: body.what, reason: body.reason, evidenceIds: body.evidenceIds ?? [] }, 'rectification.object', sent, res, unitOf(findingId, body.onBehalf != null), body.onBehalf);
  }

  @ProceedingRoute({ path: ':id/objections/:objectionId/rule', operationId: 'ruleOnFindingObjection', act: 'inspection.rule', summary: 'Rule on an objection; nobody who decided first' }, dto.RuleOnObjectionBody)
  rule(@Param('id') id: string, @Param('objectionId') objectionId: string, @Body() body: dto.RuleOnObjectionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'ruleOnObjection', objectionId, ...body }, 'inspection.rule', sent, res);
  }

  @ProceedingRoute({ path: ':id/report', operationId: 'reportInspection', act: 'inspection.lead', summary: 'Draw up the report (督查报告): ends the work in the units' }, dto.DrawUpReportBody)
  report(@Param('id') id: string, @Body() body: dto.DrawUpReportBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(id, { type: 'reportInspection', conclusion: body.conclusion, lookBackOn: body.lookBackOn ?? null, dropUnanswered: body.dropUnanswered ?? null }, 'inspection.lead', sent, res);
  }

  @ProceedingRoute({ path: ':id/merge', operationId: 'mergeInspection', act: 'inspection.lead', summary: 'Merge it (合并) into another that would hit a unit at once' }, dto.MergeBody)
  merge(@Param('id') id: string, @Body() body: dto.MergeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(INSPECTION, id, 'inspection.lead', sent, res, (actor, sender) => this.core.inspections.merge(id, { type: 'mergeInspection', ...body }, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @ProceedingRoute({ path: ':id/cancel', operationId: 'cancelInspection', act: 'inspection.lead', summary: 'Call it off; not while a finding is open' }, ReasonOnlyBody)
  cancel(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(INSPECTION, id, 'inspection.lead', sent, res, (actor, sender) => this.core.inspections.cancel(id, { type: 'cancelInspection', ...body }, actor, sender, sent.ifMatch), ofTheTeam(sent.identity));
  }

  @Get(':id/report')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'The report as data, drawn up from what happened; for who sees all of it', operationId: 'readInspectionReport' })
  @ApiResponse({ status: 200, type: dto.InspectionReportBody })
  async readReport(@Param('id') id: string, @Caller() identity: Identity): Promise<object> {
    return reportOfInspection(await this.whole(id, identity));
  }

  @Get(':id/earlier-findings')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'Findings of the unit, struck off within the year, that answer the same question, belong to the same category or item, or say the same; all of them where nothing tells what it is about: what is being written may be one of them come back', operationId: 'listEarlierFindings' })
  @ApiResponse({ status: 200, type: dto.EarlierFindingsBody })
  async earlier(@Param('id') id: string, @Query() about: dto.FindingAboutQuery, @Caller() identity: Identity): Promise<dto.EarlierFindingsBody> {
    const { unitId, itemId = null, question = null, category = null, text = null } = about;
    return { findings: await this.core.inspections.earlierFindings(await this.whole(id, identity), { unitId, itemId, question, category, text }) };
  }

  @Get(':id/merges')
  @Does('proceeding.read')
  @ApiOperation({ summary: 'Inspections that it could be merged with, of this office or another: they would hit a unit in the same days, and nobody was told yet', operationId: 'listOfferedMerges' })
  @ApiResponse({ status: 200, type: dto.OfferedMergesBody })
  async merges(@Param('id') id: string, @Caller() identity: Identity): Promise<dto.OfferedMergesBody> {
    const own = await this.whole(id, identity);
    const offers = await this.core.inspections.places.offered(own);
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    // Of another office’s it is told that there is one, and when.
    const named = (other: InspectionState): boolean => other.officeUnitId === own.officeUnitId || proceedingSight(identity, readableProceeding(INSPECTION, other, roster), roster)?.kind === 'all';
    return { offers: offers.map(({ inspection, ...offer }) => ({ ...offer, officeUnitId: inspection.officeUnitId, title: named(inspection) ? inspection.title : null, status: named(inspection) ? statusOfInspection(inspection) : null })) };
  }

  /** @throws ProblemError for who sees a part of it alone */
  private async whole(id: string, identity: Identity): Promise<InspectionState> {
    const { state, sight } = await this.desk.read(INSPECTION, id, identity);
    if (sight.kind !== 'all') throw rejected({ code: 'not-the-team' });
    return state;
  }

  private run(id: string, command: InspectionCommand, act: Act, sent: Sent, res: Response, relation: RelationOf<InspectionState> = ofTheTeam(sent.identity), told?: GivenOnBehalf): Promise<ProceedingAnswer> {
    return this.desk.run(INSPECTION, id, command, act, sent, res, relation, [], told);
  }
}

/** In the place of which member the caller acts, where one is on leave. */
function ofTheTeam(identity: Identity): RelationOf<InspectionState> {
  return (state) => ({ holderId: stoodInForAmong(identity, state.team.filter((m) => m.left === null).map((m) => m.personId)) });
}

/** Whose act it is: that of the unit found at fault. */
function unitOf(findingId: string, onBehalf = false): RelationOf<InspectionState> {
  return (state) => ({ unitId: (Object.hasOwn(state.findings, findingId) ? state.findings[findingId]?.unitId : undefined) ?? '', ...(onBehalf ? { onBehalf: true } : {}) });
}
