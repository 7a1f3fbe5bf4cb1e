import type { Schema } from './operations';

/** `nullable` is a word of OpenAPI 3.0; in 3.1 null is a type beside others. */
function withNull({ nullable: _, ...schema }: Schema): Schema {
  const { type, allOf, oneOf, enum: values, ...rest } = schema;
  if (allOf?.length === 1) return { ...rest, anyOf: [allOf[0]!, { type: 'null' }] };
  if (oneOf !== undefined) return { ...rest, oneOf: [...oneOf, { type: 'null' }] };
  if (typeof type !== 'string') throw new Error(`null beside what? ${JSON.stringify(schema)}`);
  return { ...rest, type: [type, 'null'], ...(values === undefined ? {} : { enum: [...values, null] }) };
}

/** The document with every `nullable` said as OpenAPI 3.1 says it. Examples are left as they are. */
export function nullBesideTypes<T>(value: T): T {
  if (Array.isArray(value)) return value.map(nullBesideTypes) as T;
  if (typeof value !== 'object' || value === null) return value;
  const told = Object.fromEntries(Object.entries(value).map(([key, v]) => [key, key === 'example' ? v : nullBesideTypes(v)]));
  if (told['nullable'] === false) delete told['nullable'];
  return (told['nullable'] === true ? withNull(told as Schema) : told) as T;
}
