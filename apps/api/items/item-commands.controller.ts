import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { actingUnit } from '#libs/supervision/actor';
import { staffOf } from '../auth/known-persons';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import * as dto from './item-command.dto';
import { ItemAnswer } from './item.answer';
import { ItemDesk } from './item.desk';
import { ItemRoute } from './item-route';
import type { ToldOnBehalf } from './sealing';
import { SentBy, type Sent } from './sent';

function onBehalf(given: dto.OnBehalfDto | null | undefined): ToldOnBehalf | null {
  return given ? { date: given.date, channel: given.channel, caller: given.caller, scanId: given.scanId ?? null } : null;
}

/** Every command of an item: `POST /items/{itemId}/{command}`. Thin: form here, permission and answer at the desk, rules in the domain. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems()
@dto.ApiItemModels()
@Controller('items')
export class ItemCommandsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  /** An id for what the command creates: the same when the command is sent again. */
  private newId(sent: Sent): string {
    return createHash('sha256').update(`${sent.sender.scope}\u0000${sent.sender.commandId}`).digest('hex').slice(0, 12);
  }

  @ItemRoute('receive', dto.ReceiveBody, 'Receive the assignment (签收)')
  receive(@Param('itemId') itemId: string, @Body() body: dto.ReceiveBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'receive', assignmentId: body.assignmentId, onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('decline', dto.DeclineBody, 'Decline: not ours (申请改派)')
  decline(@Param('itemId') itemId: string, @Body() body: dto.DeclineBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'decline', requestId: this.newId(sent), assignmentId: body.assignmentId, reason: body.reason, proposedUnitId: body.proposedUnitId ?? null }, sent, res);
  }

  @ItemRoute('namePerson', dto.NamePersonBody, 'Name the responsible person (责任人)')
  namePerson(@Param('itemId') itemId: string, @Body() body: dto.NamePersonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    const command = { type: 'namePerson', ...body } as const;
    return this.desk.run(itemId, command, sent, res, async (actor, { sender, ifMatch }) => {
      // One of the unit's own: what falls to somebody elsewhere would fall to nobody.
      await staffOf(this.core, sender, body.personId, actingUnit(actor) ?? '', 'personId');
      return this.core.items.execute(itemId, command, actor, sender, ifMatch);
    });
  }

  @ItemRoute('report', dto.ReportBody, 'Report progress and values (进展)')
  report(@Param('itemId') itemId: string, @Body() body: dto.ReportBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'report', assignmentId: body.assignmentId, stepId: body.stepId ?? null, text: body.text, percent: body.percent ?? null, values: body.values, noProgressReason: body.noProgressReason ?? null, ...(body.evidenceIds ? { evidenceIds: body.evidenceIds } : {}), onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('correctValue', dto.CorrectValueBody, 'Correct a reported value')
  correctValue(@Param('itemId') itemId: string, @Body() body: dto.CorrectValueBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'correctValue', ...body }, sent, res);
  }

  @ItemRoute('submit', dto.SubmitBody, 'Submit a step (报送), to the unit’s own approvals first where there are any')
  submit(@Param('itemId') itemId: string, @Body() body: dto.SubmitBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'submit', stepId: body.stepId, text: body.text, evidenceIds: body.evidenceIds, onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('approve', dto.StepBody, 'One of the unit’s own approvals')
  approve(@Param('itemId') itemId: string, @Body() body: dto.StepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'approve', ...body }, sent, res);
  }

  @ItemRoute('sendBack', dto.StepReasonBody, 'Send back inside the unit')
  sendBack(@Param('itemId') itemId: string, @Body() body: dto.StepReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'sendBack', ...body }, sent, res);
  }

  @ItemRoute('verify', dto.StepBody, 'Verify and accept a step (审核通过)')
  verify(@Param('itemId') itemId: string, @Body() body: dto.StepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'verify', ...body }, sent, res);
  }

  @ItemRoute('return', dto.StepReasonBody, 'Return a step (退回补正)')
  returnStep(@Param('itemId') itemId: string, @Body() body: dto.StepReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'return', ...body }, sent, res);
  }

  @ItemRoute('recall', dto.StepBody, 'Recall a submission (撤回)')
  recall(@Param('itemId') itemId: string, @Body() body: dto.StepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'recall', ...body }, sent, res);
  }

  @ItemRoute('addStep', dto.AddStepBody, 'Add a step')
  addStep(@Param('itemId') itemId: string, @Body() body: dto.AddStepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'addStep', stepId: this.newId(sent), assignmentId: body.assignmentId, title: body.title, day: body.day ?? null, evidenceRequired: body.evidenceRequired, workingDays: body.workingDays ?? null, after: body.after ?? [] }, sent, res);
  }

  @ItemRoute('requestExtension', dto.ExtensionBody, 'Ask for an extension (申请延期)')
  requestExtension(@Param('itemId') itemId: string, @Body() body: dto.ExtensionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'requestExtension', requestId: this.newId(sent), ...body, onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('stateReason', dto.StateReasonBody, 'State a reason for the delay (正当理由)')
  stateReason(@Param('itemId') itemId: string, @Body() body: dto.StateReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'stateReason', requestId: this.newId(sent), ...body }, sent, res);
  }

  @ItemRoute('object', dto.ObjectBody, 'Object to a lateness, a return or an attribution (异议)')
  object(@Param('itemId') itemId: string, @Body() body: dto.ObjectBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'object', requestId: this.newId(sent), ...body, stepId: body.stepId ?? '', onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('rule', dto.RuleBody, 'Rule on a request (裁定)')
  rule(@Param('itemId') itemId: string, @Body() body: dto.RuleBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'rule', requestId: body.requestId, grant: body.grant, reason: body.reason, day: body.day ?? null, toUnitId: body.toUnitId ?? null, newAssignmentId: this.newId(sent) }, sent, res);
  }

  @ItemRoute('correct', dto.CorrectBody, 'Correct a lateness (更正)')
  correct(@Param('itemId') itemId: string, @Body() body: dto.CorrectBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'correct', ...body }, sent, res);
  }

  @ItemRoute('transfer', dto.TransferBody, 'Transfer an assignment to another unit (转办)')
  transfer(@Param('itemId') itemId: string, @Body() body: dto.TransferBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'transfer', ...body, newAssignmentId: this.newId(sent) }, sent, res);
  }

  @ItemRoute('suspend', dto.ReasonBody, 'Suspend (中止)')
  suspend(@Param('itemId') itemId: string, @Body() body: dto.ReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'suspend', ...body }, sent, res);
  }

  @ItemRoute('resume', dto.ReasonBody, 'Resume (恢复)')
  resume(@Param('itemId') itemId: string, @Body() body: dto.ReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'resume', ...body }, sent, res);
  }

  @ItemRoute('withdraw', dto.ReasonBody, 'Withdraw (终止)')
  withdraw(@Param('itemId') itemId: string, @Body() body: dto.ReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'withdraw', ...body }, sent, res);
  }

  @ItemRoute('reopen', dto.ReopenBody, 'Reopen a completed step')
  reopen(@Param('itemId') itemId: string, @Body() body: dto.ReopenBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'reopen', stepId: body.stepId, day: body.day ?? null, reason: body.reason }, sent, res);
  }

  @ItemRoute('urge', dto.UrgeBody, 'Urge (催办)')
  urge(@Param('itemId') itemId: string, @Body() body: dto.UrgeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'urge', ...body }, sent, res);
  }

  @ItemRoute('quantify', dto.QuantifyBody, 'Give figures, date and steps (量化)')
  quantify(@Param('itemId') itemId: string, @Body() body: dto.QuantifyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'quantify', targets: body.targets, deadline: body.deadline ?? null, steps: body.steps.map((s) => ({ ...s, day: s.day ?? null, workingDays: s.workingDays ?? null, after: s.after ?? [] })), notNeeded: body.notNeeded ?? null }, sent, res);
  }

  @ItemRoute('settleOverlap', dto.SettleOverlapBody, 'Decide whether values told by several are one thing or add up')
  settleOverlap(@Param('itemId') itemId: string, @Body() body: dto.SettleOverlapBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'settleOverlap', ...body }, sent, res);
  }

  @ItemRoute('waiveTarget', dto.WaiveTargetBody, 'Waive a target with a reason')
  waiveTarget(@Param('itemId') itemId: string, @Body() body: dto.WaiveTargetBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'waiveTarget', ...body }, sent, res);
  }

  @ItemRoute('signPaper', dto.PaperBody, 'Sign a drafted paper (签发)')
  signPaper(@Param('itemId') itemId: string, @Body() body: dto.PaperBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'signPaper', ...body }, sent, res);
  }

  @ItemRoute('voidPaper', dto.PaperReasonBody, 'Void a paper (作废)')
  voidPaper(@Param('itemId') itemId: string, @Body() body: dto.PaperReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'voidPaper', ...body }, sent, res);
  }

  @ItemRoute('answerPaper', dto.AnswerPaperBody, 'Answer a paper (回复)')
  answerPaper(@Param('itemId') itemId: string, @Body() body: dto.AnswerPaperBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'answerPaper', ...body, onBehalf: onBehalf(body.onBehalf) }, sent, res);
  }

  @ItemRoute('readNotice', dto.ReadNoticeBody, 'Mark a notice as read')
  readNotice(@Param('itemId') itemId: string, @Body() body: dto.ReadNoticeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'readNotice', ...body }, sent, res);
  }

  @ItemRoute('closeUnfulfilled', dto.ReasonBody, 'Close as unfulfilled after the plan’s end (未完成)')
  closeUnfulfilled(@Param('itemId') itemId: string, @Body() body: dto.ReasonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    return this.desk.run(itemId, { type: 'closeUnfulfilled', ...body }, sent, res);
  }

  @ItemRoute('carryOver', dto.CarryOverBody, 'Carry over to the next plan (结转)')
  carryOver(@Param('itemId') itemId: string, @Body() body: dto.CarryOverBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ItemAnswer> {
    const { toPlanId, reason } = body;
    const to = { toPlanId, deadline: body.deadline ?? null, ...(body.withoutSteps ? { withoutSteps: true } : {}), reason };
    return this.desk.run(itemId, { type: 'carryOver', toPlanId, reason }, sent, res, (actor, { sender, ifMatch }) => this.core.office.carryOvers.carry(itemId, to, actor, sender, ifMatch));
  }
}
