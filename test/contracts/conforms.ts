/** As much of a JSON schema as the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}

type Schemas = Record<string, Schema>;

function resolve(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) {
    const found = schemas[schema.$ref.slice('#/components/schemas/'.length)];
    if (!found) throw new Error(`no schema ${schema.$ref}`);
    return resolve(found, schemas);
  }
  return schema.allOf?.length === 1 ? resolve(schema.allOf[0]!, schemas) : schema;
}

const typesOf = ({ type }: Schema): string[] => (type === undefined ? [] : [type].flat());

const FORMATS: Record<string, RegExp> = { date: /^\d{4}-\d{2}-\d{2}$/, 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/ };

/** What in the value is not as the schema says: also fields that it does not name, since a generated client would not know them. */
export function deviations(value: unknown, given: Schema, schemas: Schemas, path = ''): string[] {
  const schema = resolve(given, schemas);
  const either = schema.oneOf ?? schema.anyOf;
  if (value === null && !either) return typesOf(schema).includes('null') ? [] : [`${path} is null`];
  if (either) return either.map((s) => deviations(value, s, schemas, path)).sort((a, b) => a.length - b.length)[0] ?? [];
  if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}, not in the list`];
  switch (typesOf(schema).find((type) => type !== 'null')) {
    case 'string':
      if (typeof value !== 'string') return [`${path} is a ${typeof value}, not a string`];
      return schema.format !== undefined && FORMATS[schema.format]?.test(value) === false ? [`${path} is no ${schema.format}: ${value}`] : [];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path} is no whole number`];
    case 'number':
    case 'boolean':
      return typesOf(schema).includes(typeof value) ? [] : [`${path} is a ${typeof value}, not a ${typesOf(schema).join(' or ')}`];
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
