import type { OpenAPIObject } from '@nestjs/swagger';
import generated from './proceeding-shapes.generated.json';

/** What is not the same in every kind: the body, and the field of it whose shape its kind gives. */
const BY_KIND = [
  { body: 'ProceedingViewBody', field: 'content', suffix: 'View' },
  { body: 'ProceedingListRowBody', field: 'facts', suffix: 'Row' },
] as const;

type Schema = Record<string, unknown>;
type Shapes = Record<string, Record<(typeof BY_KIND)[number]['field'], Schema>>;

/** Read off the kinds' own types; `node dist/test/contracts/write-proceeding-shapes.js` writes it. */
const SHAPES = generated as unknown as Shapes;

const pascal = (kind: string): string => kind.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** Says of proceedings what each kind shows of its own: one of several, told apart by `kind`, so that a client that looks at the kind knows the fields. */
export function tellKindsApart(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components!.schemas as Record<string, Schema>;
  for (const { body, field, suffix } of BY_KIND) {
    const common = schemas[body]!;
    const properties = common['properties'] as Record<string, Schema>;
    const mapping: Record<string, string> = {};
    for (const [kind, shape] of Object.entries(SHAPES)) {
      const own = `${pascal(kind)}${pascal(field)}`;
      const whole = `${pascal(kind)}${suffix}`;
      schemas[own] = shape[field];
      schemas[whole] = { ...common, properties: { ...properties, kind: { type: 'string', enum: [kind] }, [field]: ref(own) } };
      mapping[kind] = ref(whole)['$ref'] as string;
    }
    schemas[body] = { ...(common['description'] === undefined ? {} : { description: common['description'] }), oneOf: Object.values(mapping).map(($ref) => ({ $ref })), discriminator: { propertyName: 'kind', mapping } };
  }
  return document;
}
