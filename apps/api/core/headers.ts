import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

/** Asked of every command, since a repeat could not be told without it; `items/sent.ts` reads it. */
export const KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: 'Unique id of the command, 8 to 120 characters, the same for a retry',
  schema: { type: 'string', minLength: 8, maxLength: 120 },
  example: '5f0c1a52-9f53-4c57-8a0e-3b1f6f0d7c11',
} as const;

/** @param refused what happens where the version that was seen is not the newest */
export function IfMatch(refused: string): MethodDecorator {
  return ApiHeader({ name: 'If-Match', required: false, description: `ETag that was seen; ${refused}`, schema: { type: 'string' }, example: '"12"' });
}

/** The key, and the version that was seen of what is changed. */
export function CommandHeaders(refused: string): MethodDecorator {
  return applyDecorators(ApiHeader(KEY), IfMatch(refused));
}
