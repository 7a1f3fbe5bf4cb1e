import { resolved, type Operation, type Schema, type Schemas } from './operations';

const JSON_TYPE = 'application/json';

/** A value as the fields of the schema show it: all that must be there, and what may be where a field gives an example of its own. */
function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if (schema.example !== undefined) return schema.example;
  const { type, enum: values, properties, required = [], items, example } = resolved(schema, schemas);
  if (example !== undefined) return example;
  if (values !== undefined) return values[0];
  if (type === 'boolean') return false;
  if (type === 'array') return items === undefined ? [] : [exampleOf(items, schemas)].filter((v) => v !== undefined);
  if (properties === undefined) return undefined;
  const shown = Object.entries(properties).filter(([name, field]) => required.includes(name) || field.example !== undefined);
  return Object.fromEntries(shown.map(([name, field]) => [name, exampleOf(field, schemas)]));
}

/** Gives each JSON body an example that is put together of those of its fields, so that none is written twice. */
export function giveExamples(operations: readonly Operation[], schemas: Schemas): void {
  for (const { requestBody } of operations) {
    const media = requestBody?.content[JSON_TYPE];
    if (media?.schema) media.example ??= exampleOf(media.schema, schemas);
  }
}
