import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

interface More {
  description?: string;
  example?: unknown;
  nullable?: boolean;
  optional?: boolean;
}

/** Turns what a field says of itself into the document's words: what is not optional is always there. */
function said(schema: Record<string, unknown>, { optional = false, ...more }: More): PropertyDecorator {
  return ApiProperty({ ...schema, ...more, required: !optional } as Parameters<typeof ApiProperty>[0]);
}

/** Fields of answers, as the OpenAPI document shows them. Answers are not checked at run time; a contract test holds them against this. */
export const Shown = {
  text: (more: More = {}) => said({ type: String }, more),
  number: (more: More = {}) => said({ type: Number }, more),
  flag: (more: More = {}) => said({ type: Boolean }, more),
  day: (more: More = {}) => said({ type: String, format: 'date' }, more),
  moment: (more: More = {}) => said({ type: String, format: 'date-time' }, more),
  oneOf: (values: readonly string[], more: More = {}) => said({ type: String, enum: [...values] }, more),
  someOf: (values: readonly string[], more: More = {}) => said({ type: 'array', items: { type: 'string', enum: [...values] } }, more),
  texts: (more: More = {}) => said({ type: [String] }, more),
  /** Wrapped: the library knows a lazy type by the name of its function. */
  a: (type: () => new () => object, more: More = {}) => said({ type: () => type() }, more),
  several: (type: () => new () => object, more: More = {}) => said({ type: () => [type()] }, more),
  /** Entries that are told in full elsewhere. */
  records: (more: More = {}) => said({ type: 'array', items: { type: 'object', additionalProperties: true } }, more),
  /** By key: an object with entries of one kind; its controller names the class by `ApiExtraModels`. */
  each: (type: new () => object, more: More = {}) => said({ type: 'object', additionalProperties: { $ref: getSchemaPath(type) } }, more),
  /** The same, of entries that are told in words. */
  byKey: (more: More = {}) => said({ type: 'object', additionalProperties: true }, more),
};

export const LIGHTS = ['grey', 'green', 'blue', 'yellow', 'red'] as const;
export const ITEM_STATUSES = ['awaitingReceipt', 'inProgress', 'submitted', 'completed', 'suspended', 'withdrawn', 'dropped', 'closedUnfulfilled', 'carriedOver'] as const;
export const ASSIGNMENT_ROLES = ['lead', 'participant', 'implementer'] as const;
export const RECKONINGS = ['stock', 'cumulative', 'yearly'] as const;
export const RECKONED = 'What there is on its day, what comes together over the plan’s period (so where it is left out), or what one year gives: never added up with one another';
export const RECURRENCES = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] as const;

/** A sentence in both languages. */
export class WordsBody {
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}
