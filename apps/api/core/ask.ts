import { ApiQuery } from '@nestjs/swagger';

/** Pages of lists. */
export const MOST_ROWS = 500;
export const USUAL_ROWS = 50;
export const MOST_OFFSET = 1_000_000;

interface More {
  required?: boolean;
  example?: unknown;
}

/** What an address asks with, as the OpenAPI document shows it. It is read by hand where the question is answered (`reading/list.query.ts`, `core/as-of.ts`). */
function asked(name: string, description: string, schema: object, { required = false, ...more }: More & { style?: string; explode?: boolean } = {}): MethodDecorator {
  return ApiQuery({ name, description, schema, required, ...more } as Parameters<typeof ApiQuery>[0]);
}

/** Query parameters by what they are. */
export const Ask = {
  text: (name: string, description: string, more: More = {}) => asked(name, description, { type: 'string' }, more),
  id: (name: string, description: string, more: More = {}) => asked(name, description, { type: 'string', maxLength: 120 }, more),
  day: (name: string, description: string) => asked(name, description, { type: 'string', format: 'date' }),
  /** A whole number from 1. */
  whole: (name: string, description: string, most: number) => asked(name, description, { type: 'integer', minimum: 1, maximum: most }),
  flag: (name: string, description: string) => asked(name, description, { type: 'boolean' }),
  oneOf: (name: string, values: readonly string[], description: string) => asked(name, description, { type: 'string', enum: [...values] }),
  /** One or several, joined by commas. */
  several: (name: string, values: readonly string[] | null, description: string) =>
    asked(name, `${description}; one or several, joined by commas`, { type: 'array', items: { type: 'string', ...(values ? { enum: [...values] } : {}) } }, { style: 'form', explode: false }),
  offset: () => asked('offset', 'Rows of the list to pass over', { type: 'integer', minimum: 0, maximum: MOST_OFFSET, default: 0 }),
  limit: () => asked('limit', `Most rows of a page, at most ${MOST_ROWS}`, { type: 'integer', minimum: 0, maximum: MOST_ROWS, default: USUAL_ROWS }),
  sort: (values: readonly string[]) => asked('sort', 'Order; with a minus in front the other way round', { type: 'string', enum: [...values] }),
  asOf: () => asked('asOf', 'A past day, as known at its end, or a moment', { type: 'string' }, { example: '2026-06-30' }),
  after: () => asked('after', 'Position of one’s own write: the list waits until it holds it', { type: 'string' }),
};
