import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** A route that answers in one of several shapes, by what it was asked for: a preview, or what was done. */
export function AnswersOneOf(description: string, types: readonly Type[], status = 200): MethodDecorator {
  return applyDecorators(ApiExtraModels(...types), ApiResponse({ status, description, schema: { oneOf: types.map((type) => ({ $ref: getSchemaPath(type) })) } }));
}
