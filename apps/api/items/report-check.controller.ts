import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiSchema, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import type { QualityFlag } from '#libs/supervision/feedback/report.quality';
import type { DecideContext } from '#libs/supervision/item/decide/deciding';
import { reportFlags, submissionFlags } from '#libs/supervision/item/decide/work';
import type { CommandOf } from '#libs/supervision/item/item.commands';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { OnBehalf } from '#libs/supervision/on-behalf';
import type { Sealed } from '#libs/supervision/sealed';
import { latest } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { WritesNothing } from '../core/headers';
import { Shown } from '../core/shown';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ReportBody, SubmitBody, type OnBehalfDto } from './item-command.dto';
import { QualityFlagBody } from './item-step.dto';
import { ItemDesk } from './item.desk';

/** Stands for who called in a report that is only looked at: nothing of it is kept. */
const NOBODY: Sealed = { subject: '', field: 'caller', alg: 'A256GCM', iv: '', ct: '' };

class RefusalBody {
  @Shown.text({ example: 'assignment-not-received' }) code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
  @Shown.text({ nullable: true, description: 'The field at fault, where there is one' }) field!: string | null;
}

@ApiSchema({ description: 'What the rules find in the text before it is sent; nothing was written' })
export class ReportCheckBody {
  @Shown.a(() => RefusalBody, { nullable: true, description: 'Why the report would be refused; null where it would be taken' }) refused!: RefusalBody | null;
  @Shown.several(() => QualityFlagBody, { description: 'What the rules find wanting in it; flags never block' }) flags!: QualityFlagBody[];
}

/** What would come of a report, before it is sent: nothing is written. */
@ApiTags('items')
@ApiBearerAuth()
@ApiProblems()
@Controller('items')
export class ReportCheckController {
  constructor(
    private readonly core: Core,
    private readonly desk: ItemDesk,
  ) {}

  @Post(':itemId/report/check')
  @HttpCode(200)
  @Does('report')
  @ApiOperation({ summary: 'Look a report over before it is sent: what would be refused, what the rules find wanting', operationId: 'checkReport' })
  @WritesNothing()
  @ApiBody({ type: ReportBody })
  @ApiResponse({ status: 200, type: ReportCheckBody })
  async check(@Param('itemId') itemId: string, @Body() body: ReportBody, @Caller() identity: Identity): Promise<ReportCheckBody> {
    const onBehalf = told(body.onBehalf);
    const report: CommandOf<'report'> = { type: 'report', assignmentId: body.assignmentId, stepId: body.stepId ?? null, text: body.text, percent: body.percent ?? null, values: body.values, noProgressReason: body.noProgressReason ?? null, ...(body.evidenceIds ? { evidenceIds: body.evidenceIds } : {}), onBehalf };
    return this.look(itemId, report, identity, (state, context) => reportFlags(state, report, context));
  }

  @Post(':itemId/submit/check')
  @HttpCode(200)
  @Does('submit')
  @ApiOperation({ summary: 'Look a submission over before it is sent: what would be refused, what the rules find wanting', operationId: 'checkSubmission' })
  @WritesNothing()
  @ApiBody({ type: SubmitBody })
  @ApiResponse({ status: 200, type: ReportCheckBody })
  async checkSubmission(@Param('itemId') itemId: string, @Body() body: SubmitBody, @Caller() identity: Identity): Promise<ReportCheckBody> {
    const submission: CommandOf<'submit'> = { type: 'submit', stepId: body.stepId, text: body.text, evidenceIds: body.evidenceIds, onBehalf: told(body.onBehalf) };
    return this.look(itemId, submission, identity, (state, context) => submissionFlags(state, submission, context));
  }

  private async look(itemId: string, command: CommandOf<'report' | 'submit'>, identity: Identity, flagsOf: (state: ItemState, context: Pick<DecideContext, 'now' | 'rules'>) => QualityFlag[]): Promise<ReportCheckBody> {
    const { onBehalf } = command;
    const { relation, rules } = await this.desk.permitted(itemId, { ...command, onBehalf: onBehalf && { ...onBehalf, caller: '' } }, command.type, identity);
    const { state } = await this.core.items.load(itemId);
    if (state === null) throw rejected({ code: 'not-found', field: 'itemId' });
    const now = latest(this.core.clock.now(), state.lastAt);
    const actor = { kind: 'person' as const, personId: identity.personId, unitId: identity.unitId, ...(relation.onBehalf && relation.unitId ? { onBehalfOf: relation.unitId } : {}) };
    const decided = decideItem(state, command, { now, actor, rules });
    const problem = 'rejected' in decided ? rejected(decided.rejected).problem : null;
    const field = 'rejected' in decided ? (decided.rejected.field ?? null) : null;
    return { refused: problem && { code: problem.code, ...problem.detail, field }, flags: flagsOf(state, { now, rules }) };
  }
}

function told(onBehalf: OnBehalfDto | null | undefined): OnBehalf | null {
  return onBehalf ? { date: onBehalf.date, channel: onBehalf.channel, caller: NOBODY, scanId: onBehalf.scanId ?? null } : null;
}
