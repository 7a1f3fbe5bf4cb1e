import { applyDecorators, HttpCode, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { Act } from '#libs/identity/policy/acts';
import { Does } from '../auth/identity.decorators';
import { CommandHeaders } from '../core/headers';
import { ProceedingAnswer } from './proceeding-view.dto';

interface Route {
  /** Below the controller's own path; empty for the one that opens. */
  path: string;
  operationId: string;
  act: Act;
  summary: string;
}

/** One command of a proceeding as a route: its act, its body, its headers and its answer (the proceeding, unless said otherwise). */
export function ProceedingRoute({ path, operationId, act, summary }: Route, body?: Type, answer: Type = ProceedingAnswer): MethodDecorator {
  return applyDecorators(
    Post(path),
    HttpCode(200),
    Does(act),
    ApiOperation({ summary, operationId }),
    ...(body === undefined ? [] : [ApiBody({ type: body })]),
    CommandHeaders('refused with 412 when it has changed since'),
    ApiResponse({ status: 200, type: answer }),
  );
}
