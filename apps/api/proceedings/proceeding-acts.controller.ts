import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { whoCould } from '#libs/identity/policy/policy';
import { wouldRefuse } from '#libs/commands/once';
import type { Actor } from '#libs/supervision/actor';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { refusalsIn, type CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import type { Rejection } from '#libs/supervision/rejection';
import { latest } from '#libs/supervision/time/day';
import { Caller, Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import { conceive } from './acts/conceive';
import type { Conceived } from './acts/conceived';
import { KIND_PARAM, kindNamed } from './kind-named';
import { permittedActor, ProceedingDesk } from './proceeding.desk';
import { ProceedingActsBody, type ProceedingActBody } from './proceeding-acts.dto';

/** Fields that name what a command is about: a refusal for another field asks for input, and is none of the command as such. */
const ABOUT: ReadonlySet<string> = new Set(['visitId', 'findingId', 'objectionId', 'stepId', 'paperId', 'matterId', 'requestId', 'lateness', 'what', 'planId', 'planIds', 'draftVersion', 'intoId', 'entryId', 'placeId', 'figureId', 'linkId']);

/** What a caller could do with a proceeding: the policy and the decisions themselves are asked, dry. */
@ApiTags('proceedings')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@ApiParam(KIND_PARAM)
@Controller('proceedings/:kind/:id/acts')
export class ProceedingActsController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {}

  @Get()
  @Does('proceeding.read')
  @ApiOperation({ summary: 'What could be asked of the proceeding now: what the caller may do, and why not what they may not', operationId: 'listProceedingActs' })
  @ApiResponse({ status: 200, type: ProceedingActsBody })
  async acts(@Param('kind') name: string, @Param('id') id: string, @Caller() identity: Identity): Promise<ProceedingActsBody> {
    const kind = kindNamed(name);
    const { state, rules, sight } = await this.desk.read(kind, id, identity);
    const now = latest(this.core.clock.now(), state.lastAt);
    const conceived = conceive(viewProceeding(kind, state, rules, now, sight), state, identity);
    const plan = state.planId !== null && conceived.some((act) => act.whilePlanStands) ? (await this.core.plans.load(state.planId)).state : null;
    const asked: Asked = { state, identity, refuses: refusalsIn(kind, state, { now, rules }), withoutPlan: plan === null ? null : (notStanding(plan, 'planId')?.rejected ?? null) };
    const acts: ProceedingActBody[] = [];
    for (const act of conceived) acts.push({ ...told(act), refused: await this.notNow(act, asked) });
    return { kind: name, id, version: state.materialVersion, now, acts };
  }

  private async notNow(act: Conceived, asked: Asked): Promise<ProceedingActBody['refused']> {
    const { by, relation } = act;
    try {
      const refusal = await this.refusalOf(act, permittedActor(asked.state, by, asked.identity, relation), asked);
      if (refusal !== null) throw rejected(refusal);
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code, detail } = error.problem;
      return { code, ...detail, others: code === 'forbidden-role', who: [...whoCould(by)] };
    }
  }

  /** The first refusal, where none of the ways in which it could be asked is taken. */
  private async refusalOf({ command, others = [], handled, whilePlanStands }: Conceived, actor: Actor, { identity, refuses, withoutPlan }: Asked): Promise<Rejection | null> {
    if (whilePlanStands && withoutPlan !== null) return withoutPlan;
    const ways = handled?.map((carry) => () => wouldRefuse(identity.personId, (sender) => carry(this.core, actor, sender))) ?? [command, ...others].map((one) => async () => refuses(one as CommonCommand, actor));
    let first: Rejection | null = null;
    for (const way of ways) {
      const refusal = await way();
      if (refusal === null || asksForInput(refusal)) return null;
      first ??= refusal;
    }
    return first;
  }
}

/** What is the same for every act of a proceeding that is looked at. */
interface Asked {
  state: ProceedingState;
  identity: Identity;
  refuses: ReturnType<typeof refusalsIn>;
  /** Why what rests on its plan is refused: that does not stand. */
  withoutPlan: Rejection | null;
}

function told({ act, path, about, subject, unitId, body, version }: Conceived): Omit<ProceedingActBody, 'refused'> {
  return { act, path, about, subject, unitId, body, version: version ?? null };
}

function asksForInput({ field, fields }: Rejection): boolean {
  const named = fields?.map((f) => f.field) ?? (field === undefined ? [] : [field]);
  return named.length > 0 && named.every((name) => !ABOUT.has(name.split('.').at(-1)!.replace(/\[\d+\]$/, '')));
}
