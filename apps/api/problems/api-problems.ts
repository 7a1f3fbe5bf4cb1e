import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

class Told {
  @ApiProperty({ description: 'In Chinese', example: '请先签收再办理' })
  zh!: string;
  @ApiProperty({ description: 'In English', example: 'Receive the assignment first' })
  en!: string;
}

class FieldProblem extends Told {
  @ApiProperty({ example: 'values[0].asOf' })
  field!: string;
}

/** The shape of every error, application/problem+json (RFC 9457). */
export class ProblemBody {
  @ApiProperty({ example: '/problems/assignment-not-received' })
  type!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ example: 409 })
  status!: number;
  @ApiProperty({ description: 'Stable, for programs', example: 'assignment-not-received' })
  code!: string;
  @ApiProperty({ type: Told })
  detail!: Told;
  @ApiProperty({ type: [FieldProblem], required: false })
  fields?: FieldProblem[];
  @ApiProperty({ required: false, description: 'Given with unexpected failures: find it in the log' })
  reference?: string;
}

const STATUSES: Record<number, string> = {
  400: 'The request has not the right form; `fields` names what to mend',
  401: 'Not signed in, or the token has expired',
  403: 'Not allowed for this role, unit or relation to the item',
  404: 'Not found, or not visible to the caller',
  409: 'The state does not allow it',
  412: 'Acted on a version that is no longer the newest',
  413: 'Larger than a command (256 KB) or a file (20 MB) may be',
  415: 'Not of a media type that is taken here, or encoded in a way that is not',
  422: 'Understood, and refused for what it says',
  429: 'Too often',
  500: 'Something unexpected; `reference` finds it in the log',
  503: 'PostgreSQL is away, the item is written without pause, or the clock of the machine cannot be trusted: try again with the same key',
};

/**
 * Documents the errors that routes of the class may answer with, all unless some are named; any may fail unexpectedly. Those that need
 * a body or an `If-Match` are taken off routes without one (`openapi/problems.ts`).
 */
export function ApiProblems(...statuses: number[]): ClassDecorator & MethodDecorator {
  const all = statuses.length > 0 ? [...statuses, 500] : Object.keys(STATUSES).map(Number);
  const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemBody) } } };
  return applyDecorators(ApiExtraModels(ProblemBody), ...all.map((status) => ApiResponse({ status, description: STATUSES[status] ?? '', content })));
}
