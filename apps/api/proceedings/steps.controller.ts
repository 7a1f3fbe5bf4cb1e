import { applyDecorators, Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Act } from '#libs/identity/policy/acts';
import { DIFFICULTY } from '#libs/supervision/difficulty/difficulty';
import type { FollowedStep } from '#libs/supervision/proceeding/followed-step';
import type { FollowedCommand } from '#libs/supervision/proceeding/followed-step.decide';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { staffOf } from '../auth/known-persons';
import { Core } from '../core/core';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ConferenceDesk } from './conference.desk';
import { DoStepBody, NameStepPersonBody, ReasonOnlyBody, RequestStepExtensionBody, RuleStepExtensionBody, SendBackStepBody } from './followed-step.dto';
import { kindNamed } from './kind-named';
import { ProceedingDesk, type RelationOf, type GivenOnBehalf } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

const KINDS = PROCEEDING_KINDS.filter((kind) => kind.steps).map((kind) => kind.name);

/** Where a followed step lies, as the document says it. */
const At = (): MethodDecorator => applyDecorators(ApiParam({ name: 'kind', enum: KINDS }), ApiParam({ name: 'id', type: String }), ApiParam({ name: 'stepId', type: String }));

/** Followed steps (跟踪事项) of whatever proceeding has such: done by their unit, accepted, returned, extended, dropped. */
@ApiTags('steps')
@ApiBearerAuth()
@ApiProblems()
@Controller('proceedings/:kind/:id/steps/:stepId')
export class StepsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
    private readonly conference: ConferenceDesk,
  ) {}

  @ProceedingRoute({ path: 'name-person', operationId: 'nameStepPerson', act: 'namePerson', summary: 'Name who answers for the unit’s step (责任人)' }, NameStepPersonBody)
  @At()
  async namePerson(@Param() at: StepAt, @Body() { personId }: NameStepPersonBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const kind = kindNamed(at.kind);
    const { state } = await this.desk.read(kind, at.id, sent.identity);
    // One of the unit's own: what falls to somebody elsewhere would fall to nobody.
    if (stepIn(kind, state, at.stepId)?.unitId === sent.identity.unitId) await staffOf(this.core, sent.sender, personId, sent.identity.unitId, 'personId');
    return this.run(at, { type: 'nameStepPerson', stepId: at.stepId, personId }, 'namePerson', sent, res);
  }

  @ProceedingRoute({ path: 'do', operationId: 'doStep', act: 'step.do', summary: 'Report the unit’s step as done' }, DoStepBody)
  @At()
  do(@Param() at: StepAt, @Body() body: DoStepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'doStep', stepId: at.stepId, text: body.text, evidenceIds: body.evidenceIds ?? [] }, 'step.do', sent, res, body.onBehalf);
  }

  @ProceedingRoute({ path: 'accept', operationId: 'acceptStep', act: 'step.accept', summary: 'Accept what was reported as done' })
  @At()
  accept(@Param() at: StepAt, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'takeStep', stepId: at.stepId }, 'step.accept', sent, res);
  }

  @ProceedingRoute({ path: 'return', operationId: 'returnStep', act: 'step.accept', summary: 'Return it, with what is missing' }, SendBackStepBody)
  @At()
  sendBack(@Param() at: StepAt, @Body() body: SendBackStepBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'sendBackStep', stepId: at.stepId, reason: body.reason }, 'step.accept', sent, res);
  }

  @ProceedingRoute({ path: 'request-extension', operationId: 'requestStepExtension', act: 'step.do', summary: 'Ask for a later day (延期)' }, RequestStepExtensionBody)
  @At()
  requestExtension(@Param() at: StepAt, @Body() body: RequestStepExtensionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'requestStepExtension', stepId: at.stepId, day: body.day, reason: body.reason }, 'step.do', sent, res, body.onBehalf);
  }

  @ProceedingRoute({ path: 'rule-extension', operationId: 'ruleStepExtension', act: 'step.accept', summary: 'Rule on it: asked in time and granted is not late; late stays late' }, RuleStepExtensionBody)
  @At()
  ruleExtension(@Param() at: StepAt, @Body() body: RuleStepExtensionBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'ruleStepExtension', stepId: at.stepId, grant: body.grant, day: body.day ?? null, reason: body.reason }, 'step.accept', sent, res);
  }

  @ProceedingRoute({ path: 'drop', operationId: 'dropStep', act: 'step.drop', summary: 'Follow it no more, with the reason (不再办理)' }, ReasonOnlyBody)
  @At()
  drop(@Param() at: StepAt, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.run(at, { type: 'dropStep', stepId: at.stepId, reason: body.reason }, 'step.drop', sent, res);
  }

  private run(at: StepAt, command: FollowedCommand, act: Act, sent: Sent, res: Response, told: GivenOnBehalf = null): Promise<ProceedingAnswer> {
    const kind = kindNamed(at.kind);
    if (!kind.steps) throw rejected({ code: 'step-not-found', field: 'stepId' });
    // Whose step it is counts where the unit itself acts; who accepts, the domain finds.
    const relation: RelationOf<ProceedingState> = (state) => {
      const step = stepIn(kind, state, at.stepId);
      return act === 'step.do' || act === 'namePerson' ? { unitId: step?.unitId ?? '', holderId: step?.personId ?? null, ...(told ? { onBehalf: true } : {}) } : {};
    };
    if (kind.name === DIFFICULTY.name) return this.conference.ofDifficulty(at.id, command, act, sent, res, relation, told);
    return this.desk.run(kind, at.id, command, act, sent, res, relation, [], told);
  }
}

function stepIn(kind: ReturnType<typeof kindNamed>, state: ProceedingState, stepId: string): Pick<FollowedStep, 'unitId' | 'personId'> | undefined {
  const steps = kind.steps?.(state) ?? {};
  return Object.hasOwn(steps, stepId) ? steps[stepId] : undefined;
}

interface StepAt {
  kind: string;
  id: string;
  stepId: string;
}
