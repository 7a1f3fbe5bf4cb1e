import { openApiText } from '#apps/api/write-openapi';
import { HANDLERS, PIPE } from './handlers';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  oneOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  description?: string;
}
interface Media {
  schema?: Schema;
  example?: unknown;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}
interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
  headers?: Record<string, { $ref?: string }>;
}
interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { description?: string; required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
}
interface Document {
  openapi: string;
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer>; headers: Record<string, { description?: string; schema?: Schema }> };
}

interface Route {
  name: string;
  method: string;
  path: string;
  op: Operation;
}

const JSON_TYPE = 'application/json';
/** Commands that usually say nothing beside themselves. */
const NOTHING_NEEDED = new Set(['acceptScore', 'sendForm']);
const PROBLEM_TYPE = 'application/problem+json';

describe('the OpenAPI document is complete enough to make a client from', () => {
  let document: Document;
  let routes: Route[];
  const handlers = new Map(HANDLERS.map((h) => [h.operationId, h]));
  /** Routes of which something is not so: each with what it is about. */
  const faults = (find: (route: Route) => readonly string[]): string[] => routes.flatMap((route) => find(route).map((fault) => `${route.name}: ${fault}`));
  const good = (answers: Operation['responses']): [string, Answer][] => Object.entries(answers).filter(([status]) => status.startsWith('2'));
  const named = (schema: Schema | undefined): boolean => schema?.$ref !== undefined || (schema?.oneOf ?? []).some((s) => s.$ref !== undefined);
  const header = (op: Operation, name: string): Parameter | undefined => op.parameters?.find((p) => p.in === 'header' && p.name === name);

  beforeAll(async () => {
    document = JSON.parse(await openApiText()) as Document;
    routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, op]) => ({ name: `${method.toUpperCase()} ${path}`, method, path, op })));
  });

  it('has every operation of the code once, with a summary and a tag that is explained', () => {
    expect(routes.map((r) => r.op.operationId).sort()).toEqual(HANDLERS.map((h) => h.operationId).sort());
    expect(new Set(routes.map((r) => r.op.operationId)).size).toBe(routes.length);
    const explained = new Set(document.tags.filter((t) => (t.description ?? '').length > 10).map((t) => t.name));
    expect(faults(({ op }) => [...((op.summary ?? '').length > 5 ? [] : ['no summary']), ...(op.tags?.length === 1 && explained.has(op.tags[0]!) ? [] : [`tags ${op.tags?.join()}`])])).toEqual([]);
  });

  it('says of each operation whether it needs a token', () => {
    expect(faults(({ op }) => (JSON.stringify(op.security) === (handlers.get(op.operationId)!.public ? '[]' : '[{"bearer":[]}]') ? [] : [`security ${JSON.stringify(op.security)}`]))).toEqual([]);
  });

  it('says of each parameter what it is, and of what type, and names none twice', () => {
    const typed = (s: Schema | undefined): boolean => s !== undefined && (s.$ref !== undefined || s.type !== undefined || s.anyOf !== undefined) && (s.type !== 'array' || typed(s.items));
    expect(faults(({ op }) => (op.parameters ?? []).filter((p) => !typed(p.schema) || (p.description ?? '').length < 4).map((p) => `${p.in} ${p.name} ${JSON.stringify(p.schema)} “${p.description}”`))).toEqual([]);
    expect(faults(({ op }) => (op.parameters ?? []).map((p) => `${p.in} ${p.name}`).filter((p, i, all) => all.indexOf(p) !== i))).toEqual([]);
  });

  it('names the parts of each path', () => {
    expect(faults(({ path, op }) => [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).filter((name) => !op.parameters?.some((p) => p.in === 'path' && p.name === name && p.required)))).toEqual([]);
  });

  it('has a name for the schema of each JSON body: that of the class that it is checked as', () => {
    const bodies = (op: Operation): [string, Media][] => Object.entries(op.requestBody?.content ?? {}).filter(([type]) => type === JSON_TYPE);
    expect(faults(({ op }) => (handlers.get(op.operationId)!.body && bodies(op).length === 0 ? ['its body is not told'] : []))).toEqual([]);
    expect(faults(({ op }) => bodies(op).filter(([, { schema }]) => schema?.$ref !== `#/components/schemas/${handlers.get(op.operationId)!.body?.name}`).map(([, { schema }]) => JSON.stringify(schema)))).toEqual([]);
  });

  it('gives of each JSON body an example that the API takes', async () => {
    const wrong: string[] = [];
    let examples = 0;
    for (const { name, op } of routes) {
      const media = op.requestBody?.content[JSON_TYPE];
      if (!media) continue;
      examples += 1;
      const metatype = handlers.get(op.operationId)!.body!;
      const told = await Promise.resolve(PIPE.transform(structuredClone(media.example), { type: 'body', metatype })).then(() => null, (error: unknown) => JSON.stringify((error as { problem?: { fields?: unknown } }).problem?.fields ?? String(error)));
      if (Object.keys(media.example ?? {}).length === 0 && !NOTHING_NEEDED.has(op.operationId)) wrong.push(`${name} has an empty example`);
      if (media.example === undefined || told !== null) wrong.push(`${name}: ${JSON.stringify(media.example)} ${told}`);
    }
    expect(wrong).toEqual([]);
    expect(examples).toBeGreaterThan(150);
  });

  it('would notice an example that the API refuses', async () => {
    const { body } = handlers.get('receive')!;
    await expect(PIPE.transform({ assignment: 'a1' }, { type: 'body', metatype: body! })).rejects.toMatchObject({ problem: { status: 400 } });
  });

  it('says of each answer what it is, with a named schema or a kind of file', () => {
    expect(faults(({ op }) => (good(op.responses).length === 1 ? [] : ['not one good answer']))).toEqual([]);
    expect(faults(({ op }) => good(op.responses).filter(([, a]) => (a.description ?? '').length < 8).map(([status]) => `${status} is not described`))).toEqual([]);
    const shaped = ([status, { content }]: [string, Answer]): boolean =>
      status === '204' ? content === undefined : content !== undefined && Object.entries(content).every(([type, { schema }]) => (type === JSON_TYPE ? named(schema) : schema?.type === 'string'));
    expect(faults(({ op }) => good(op.responses).filter((answer) => !shaped(answer)).map(([status, a]) => `${status} ${JSON.stringify(a.content)}`))).toEqual([]);
  });

  it('lists the errors that each operation can give, all of one shape', () => {
    const expected = ({ method, path, op }: Route): string[] => [
      '400',
      ...(handlers.get(op.operationId)!.public && op.requestBody === undefined ? [] : ['401', '403']),
      ...(path.includes('{') ? ['404'] : []),
      ...(header(op, 'If-Match') ? ['412'] : []),
      ...(op.requestBody ? ['413', '415'] : []),
      ...(method !== 'get' && handlers.get(op.operationId)!.keyed ? ['409', '422'] : []),
      '500',
      ...(op.operationId === 'isAlive' ? [] : ['503']),
    ];
    expect(faults((route) => expected(route).filter((status) => route.op.responses[status] === undefined))).toEqual([]);
    expect(faults(({ op }) => (op.responses['412'] && !header(op, 'If-Match') ? ['412 without If-Match'] : []))).toEqual([]);
    const problem = (answer: Answer): boolean => document.components.responses[answer.$ref?.split('/').pop() ?? '']?.content?.[PROBLEM_TYPE]?.schema?.$ref === '#/components/schemas/ProblemBody';
    expect(faults(({ op }) => Object.entries(op.responses).filter(([status, a]) => /^[45]/.test(status) && op.operationId !== 'isReady' && !problem(a)).map(([status]) => status))).toEqual([]);
    expect(Object.values(document.components.responses).filter((r) => (r.description ?? '').length < 8)).toEqual([]);
  });

  it('asks for an Idempotency-Key where the code reads one, and nowhere else', () => {
    const asks = (op: Operation): boolean => header(op, 'Idempotency-Key')?.required === true;
    expect(faults(({ op }) => (asks(op) === handlers.get(op.operationId)!.keyed ? [] : [`asked for: ${asks(op)}`]))).toEqual([]);
    // What does no harm when it is sent again takes the key all the same, and says why none is needed.
    expect(faults(({ method, op }) => (method === 'get' || asks(op) || /not needed\. Sent again: /.test(header(op, 'Idempotency-Key')?.description ?? '') ? [] : ['takes no key']))).toEqual([]);
    expect(faults(({ method, op }) => (method === 'get' && op.parameters?.some((p) => p.in === 'header' && p.name === 'Idempotency-Key') ? ['a question asks for a key'] : []))).toEqual([]);
  });

  /** Begin a paper of their own, or only say that something was read: they rest on no version. */
  const RESTS_ON_NONE = new Set(['importPlan', 'followImport', 'takeUpPlan', 'readPlanNotice']);

  it('takes the version that was seen wherever plans, rules, units or schemes are changed', () => {
    const guarded = /^\/(plans|policies|calendar|roster|schemes)(\/|$)/;
    const changes = routes.filter(({ method, path, op }) => method !== 'get' && guarded.test(path) && header(op, 'Idempotency-Key')?.required && !RESTS_ON_NONE.has(op.operationId));
    expect(changes.length).toBeGreaterThan(25);
    expect(changes.filter(({ op }) => !header(op, 'If-Match')).map((r) => r.name)).toEqual([]);
  });

  it('tells the headers of answers: the version to act on, a repeat, when to try again', () => {
    const carries = (op: Operation, name: string): boolean => good(op.responses).every(([, a]) => a.headers?.[name]?.$ref === `#/components/headers/${name}` && (document.components.headers[name]?.description ?? '').length > 10);
    expect(faults(({ op }) => (header(op, 'If-Match') && !carries(op, 'ETag') ? ['no ETag'] : []))).toEqual([]);
    expect(faults(({ op }) => (header(op, 'Idempotency-Key')?.required && !carries(op, 'Idempotency-Replayed') ? ['no Idempotency-Replayed'] : []))).toEqual([]);
    for (const id of ['readItem', 'readPlan', 'readPolicy', 'readCalendar', 'readRoster', 'readScheme', 'readProceeding', 'readForm', 'readMailbox']) expect([id, carries(routes.find((r) => r.op.operationId === id)!.op, 'ETag')]).toEqual([id, true]);
    for (const id of ['readItem', 'readProceeding']) expect([id, carries(routes.find((r) => r.op.operationId === id)!.op, 'Duban-Position')]).toEqual([id, true]);
    for (const status of ['429', '503']) expect([status, Object.keys(document.components.responses[`Problem${status}`]!.headers ?? {})]).toEqual([status, ['Retry-After']]);
    expect(JSON.stringify(document)).not.toContain('x-gives');
  });

  it('names the media types of files, in and out', () => {
    const types = (content: Record<string, Media> | undefined): string[] => Object.keys(content ?? {});
    const of = (operationId: string): Operation => routes.find((r) => r.op.operationId === operationId)!.op;
    const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    for (const id of ['exportPlan', 'exportCoverage', 'exportEvaluation']) expect([id, types(of(id).responses['200']!.content)]).toEqual([id, ['text/csv', xlsx]]);
    for (const id of ['exportRound', 'exportForm']) expect([id, types(of(id).responses['200']!.content)]).toEqual([id, [xlsx]]);
    for (const { op } of routes.filter(({ op }) => op.requestBody && !(JSON_TYPE in op.requestBody.content))) expect([op.operationId, (op.requestBody?.description ?? '').length > 10, op.requestBody?.required]).toEqual([op.operationId, true, true]);
  });

  it('has a description for each schema of an answer, and no type for what may be null but null beside it', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(document)).not.toContain('"nullable"');
    const bare = Object.entries(document.components.schemas).filter(([, s]) => s.type === 'object' && Object.keys(s.properties ?? {}).length === 0).map(([name]) => name);
    expect(bare).toEqual([]);
  });
});
