import type { OpenAPIObject } from '@nestjs/swagger';
import { GIVES } from '../core/headers';
import type { Operation } from './operations';

/** What headers of answers mean. A command answers with the version after it, which the next may be given on. */
const MEANINGS = {
  ETag: { description: 'Version of what is shown: give it as `If-Match` to be refused where it has changed since', schema: { type: 'string', example: '"12"' } },
  'Duban-Position': { description: 'Place in the log up to which this was read: give it as `after` to a list', schema: { type: 'string' } },
  'Idempotency-Replayed': { description: '`true` where the command had been carried out before: this is its first result', schema: { type: 'string', enum: ['true'] } },
  'Retry-After': { description: 'Seconds to wait before it is sent again, under the same key', schema: { type: 'integer', minimum: 1 } },
} as const;
type Header = keyof typeof MEANINGS;

/** Refusals that pass with time. */
const PASSING = ['429', '503'];

const HEADERS = '#/components/headers/';

const headersOf = (names: readonly Header[]): Record<string, object> => Object.fromEntries(names.map((name) => [name, { $ref: HEADERS + name }]));

/** Tells the headers of each answer; asked before the errors are named once for the whole document. */
export function describeAnswerHeaders(document: OpenAPIObject, operations: readonly Operation[]): void {
  document.components = { ...document.components, headers: MEANINGS as never };
  for (const operation of operations) {
    const takes = (name: string): boolean => operation.parameters?.some((p) => p.in === 'header' && p.name === name && (p.required === true || name === 'If-Match')) ?? false;
    const given = operation[GIVES] ?? [];
    delete operation[GIVES];
    const names: Header[] = [...(given as Header[]), ...(takes('If-Match') && !given.includes('ETag') ? (['ETag'] as const) : []), ...(takes('Idempotency-Key') ? (['Idempotency-Replayed'] as const) : [])];
    for (const [status, answer] of Object.entries(operation.responses)) {
      const told = status.startsWith('2') ? names : PASSING.includes(status) ? (['Retry-After'] as const) : [];
      if (told.length > 0) answer.headers = headersOf(told);
    }
  }
}
