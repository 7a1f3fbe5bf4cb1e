/** As much of a JSON schema as the document uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
}

type Schemas = Record<string, Schema>;

function resolve(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) {
    const found = schemas[schema.$ref.slice('#/components/schemas/'.length)];
    if (!found) throw new Error(`no schema ${schema.$ref}`);
    return resolve(found, schemas);
  }
  if (schema.allOf?.length === 1) return { ...resolve(schema.allOf[0]!, schemas), nullable: schema.nullable };
  return schema;
}

const FORMATS: Record<string, RegExp> = { date: /^\d{4}-\d{2}-\d{2}$/, 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/ };

/** What in the value is not as the schema says: also fields that it does not name, since a generated client would not know them. */
export function deviations(value: unknown, given: Schema, schemas: Schemas, path = ''): string[] {
  const schema = resolve(given, schemas);
  if (value === null) return given.nullable || schema.nullable ? [] : [`${path} is null`];
  if (schema.oneOf) return schema.oneOf.map((s) => deviations(value, s, schemas, path)).sort((a, b) => a.length - b.length)[0] ?? [];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, not in the list`];
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') return [`${path} is a ${typeof value}, not a string`];
      return schema.format !== undefined && FORMATS[schema.format]?.test(value) === false ? [`${path} is no ${schema.format}: ${value}`] : [];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${path} is a ${typeof value}, not a ${schema.type}`];
    case 'array':
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((v, i) => deviations(v, schema.items ?? {}, schemas, `${path}[${i}]`));
    case 'object':
      return ofObject(value, schema, schemas, path);
    default:
      return [];
  }
}

function ofObject(value: unknown, schema: Schema, schemas: Schemas, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const known = schema.properties ?? {};
  const found: string[] = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${path}.${name} is missing`);
  for (const [name, v] of Object.entries(value)) {
    if (known[name]) found.push(...deviations(v, known[name], schemas, `${path}.${name}`));
    else if (schema.additionalProperties === undefined) found.push(`${path}.${name} is not documented`);
  }
  return found;
}
