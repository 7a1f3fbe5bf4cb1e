import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Response } from 'express';

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

/** A command that does no harm when it is sent again: the header is taken, so that a client may send it everywhere. */
export function RepeatsSafely(why: string): MethodDecorator {
  return ApiHeader({ ...KEY, required: false, description: `Taken, and not needed. Sent again: ${why}` });
}

/** Answers a question that is too long for an address: nothing is written. */
export function WritesNothing(): MethodDecorator {
  return RepeatsSafely('nothing is written');
}

/** Where a route keeps which stream its `If-Match` is about; `items/sent.ts` reads it. */
export const SEEN_STREAM = 'duban:seen-stream';
export type StreamOf = (params: Readonly<Record<string, string>>) => string;

/** The key, and the version that was seen of a stream: `once` refuses the command where that has changed. */
export function CommandOn(stream: StreamOf, refused: string): MethodDecorator {
  return applyDecorators(CommandHeaders(`refused with 412 when ${refused} since; a preview shows what is there now`), SetMetadata(SEEN_STREAM, stream));
}

/** Where the document keeps, until it is complete, which headers an answer carries; `openapi/answer-headers.ts` says what they are. */
export const GIVES = 'x-gives';

/** A question whose answer carries the version that a command may be given on. */
export function GivesVersion(...more: 'Duban-Position'[]): MethodDecorator {
  return ApiExtension(GIVES, ['ETag', ...more]);
}

export function showVersion(response: Response, version: number): void {
  response.setHeader('ETag', `"${version}"`);
}
