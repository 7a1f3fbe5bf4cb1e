import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv; charset=utf-8';
export const CALENDAR = 'text/calendar; charset=utf-8';
export const OCTETS = 'application/octet-stream';

const BYTES = { type: 'string', format: 'binary' } as const;

/** A route that answers with a file, as the document says it. */
export function AnswersFile(description: string, ...types: readonly string[]): MethodDecorator {
  const content = Object.fromEntries(types.map((type) => [type.replace(/;.*/, ''), { schema: BYTES }]));
  return ApiResponse({ status: 200, description, content });
}

/** A route that takes a file's bytes as they are, as the document says it. */
export function TakesFile(description: string, ...types: readonly string[]): MethodDecorator {
  return applyDecorators(ApiConsumes(...types), ApiBody({ description, required: true, schema: BYTES }));
}

/** Sends bytes as a download and nothing else: no browser shows or guesses them. */
export function sendFile(response: Response, type: string, name: string, bytes: Uint8Array): void {
  response.setHeader('Content-Disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'private, no-store');
  response.type(type).send(Buffer.from(bytes));
}
