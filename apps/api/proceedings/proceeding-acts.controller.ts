import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { whoCould } from '#libs/identity/policy/policy';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { refusalOf, type CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import type { Rejection } from '#libs/supervision/rejection';
import type { Rules } from '#libs/supervision/rules';
import { latest, type Instant } from '#libs/supervision/time/day';
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
const ABOUT: ReadonlySet<string> = new Set(['visitId', 'findingId', 'objectionId', 'stepId', 'paperId', 'matterId', 'requestId', 'lateness', 'planId']);

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
    const view = viewProceeding(kind, state, rules, now, sight);
    const acts = conceive(view, state, identity).map((act) => ({ ...told(act), refused: notNow(kind, state, act, identity, rules, now) }));
    return { kind: name, id, version: state.materialVersion, now, acts };
  }
}

function told({ act, path, about, subject, unitId, body }: Conceived): Omit<ProceedingActBody, 'refused'> {
  return { act, path, about, subject, unitId, body };
}

function notNow(kind: ProceedingKind, state: ProceedingState, { by, command, relation }: Conceived, identity: Identity, rules: Rules, now: Instant): ProceedingActBody['refused'] {
  try {
    const actor = permittedActor(state, by, identity, relation);
    const refusal = refusalOf(kind, state, command as CommonCommand, { now, actor, rules });
    if (refusal !== null && !asksForInput(refusal)) throw rejected(refusal);
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, detail } = error.problem;
    return { code, ...detail, others: code === 'forbidden-role', who: [...whoCould(by)] };
  }
}

function asksForInput({ field, fields }: Rejection): boolean {
  const named = fields?.map((f) => f.field) ?? (field === undefined ? [] : [field]);
  return named.length > 0 && named.every((name) => !ABOUT.has(name));
}
