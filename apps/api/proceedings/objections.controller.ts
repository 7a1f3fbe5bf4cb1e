import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { kindNamed } from './kind-named';
import { ObjectToLatenessBody, RuleOnLatenessBody } from './objection.dto';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Kinds that find latenesses which figures count; an inspection takes objections to its findings. */
const KIND = { name: 'kind', enum: PROCEEDING_KINDS.filter((kind) => kind.latenesses).map((kind) => kind.name) } as const;

/** Objections (异议) of units to latenesses of proceedings: late steps, late and missing forms, missed visits, late self-evaluations. */
@ApiTags('objections')
@ApiBearerAuth()
@ApiProblems()
@Controller('proceedings/:kind/:id/objections')
export class ObjectionsController {
  constructor(private readonly desk: ProceedingDesk) {}

  @ProceedingRoute({ path: '', operationId: 'objectToLateness', act: 'lateness.object', summary: 'Object (异议) to a lateness that figures count, within the days of the policy; also when the proceeding is closed' }, ObjectToLatenessBody)
  @ApiParam(KIND)
  object(@Param('kind') kind: string, @Param('id') id: string, @Body() body: ObjectToLatenessBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const { lateness, reason, evidenceIds } = body;
    const of = kindNamed(kind);
    const unitOf = (state: ProceedingState): string | undefined => of.latenesses?.(state).find((l) => l.id === lateness)?.unitId;
    const stands = (state: ProceedingState): { unitId?: string; onBehalf?: boolean } => ({ unitId: unitOf(state) ?? sent.identity.unitId, ...(body.onBehalf ? { onBehalf: true } : {}) });
    return this.desk.run(of, id, { type: 'objectToLateness', lateness, reason, evidenceIds: evidenceIds ?? [] }, 'lateness.object', sent, res, stands, [], body.onBehalf);
  }

  @ProceedingRoute({ path: ':objectionId/rule', operationId: 'ruleOnLateness', act: 'lateness.rule', summary: 'Rule (裁定) on the objection, with the reason: by nobody who decided first' }, RuleOnLatenessBody)
  @ApiParam(KIND)
  rule(@Param('kind') kind: string, @Param('id') id: string, @Param('objectionId') objectionId: string, @Body() { upheld, reason }: RuleOnLatenessBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(kindNamed(kind), id, { type: 'ruleOnLateness', objectionId, upheld, reason }, 'lateness.rule', sent, res);
  }
}
