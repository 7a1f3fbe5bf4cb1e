import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '#libs/identity/roles';
import { projectRoot } from '#libs/platform/project-root';
import type { HttpClient } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: unknown[];
  example?: unknown;
  format?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const ODD: readonly unknown[] = [null, ' ', '\ud800', '__proto__', '九'.repeat(20_000), -1, 1e21, {}, [], [[]], '9999-12-31'];

/** Every command with every field in turn as nobody means it: refused in words or taken, and never a fault of ours. */
describe('fields as nobody means them', () => {
  const document = JSON.parse(readFileSync(join(projectRoot(), 'apps/api/openapi.generated.json'), 'utf8')) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
  let api: ApiInProcess;
  const by: HttpClient[] = [];

  const resolved = (s: Schema): Schema => (s.$ref ? resolved(document.components.schemas[s.$ref.split('/').at(-1)!]!) : s.allOf?.[0] ? resolved(s.allOf[0]) : s.oneOf?.[0] ? resolved(s.oneOf.find((o) => (o as { type?: string }).type !== 'null') ?? s.oneOf[0]) : s);
  const sample = (schema: Schema, depth = 0): unknown => {
    const s = resolved(schema);
    if (s.example !== undefined) return s.example;
    if (s.enum) return s.enum[0];
    const type = Array.isArray(s.type) ? s.type.find((t) => t !== 'null') : s.type;
    if (s.properties) return depth > 4 ? {} : Object.fromEntries(Object.entries(s.properties).map(([k, v]) => [k, sample(v, depth + 1)]));
    if (type === 'array') return s.items ? [sample(s.items, depth + 1)] : [];
    if (type === 'boolean') return true;
    if (type === 'number' || type === 'integer') return 1;
    return s.format === 'date' ? '2026-11-30' : '办理';
  };
  /** The value with one place in it changed, for each place. */
  function* changed(value: unknown, odd: unknown): Generator<unknown> {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[key];
      const put = (v: unknown): unknown => (Array.isArray(value) ? value.map((x, i) => (String(i) === key ? v : x) as unknown) : { ...value, [key]: v });
      yield put(odd);
      for (const deeper of changed(inner, odd)) yield put(deeper);
    }
  }

  beforeAll(async () => {
    api = await apiInProcess('2026-11-20T01:00:00.000Z');
    const { units } = api.system;
    const sets: [string, string, Role[]][] = [['office', '市产改办', ['office']], ['union', '市总工会', ['handler', 'liaison']], ['admin', '市产改办', ['systemAdmin']], ['leader', '市产改办', ['leader']]];
    for (const [login, unit, roles] of sets) by.push((await api.signedIn(login, units[unit]!, roles)).client);
  });
  afterAll(() => api?.close());

  const commands = Object.entries(document.paths).flatMap(([path, of]) => Object.entries(of).flatMap(([method, op]) => {
    const schema = op.requestBody?.content['application/json']?.schema;
    return schema && !/session|password/.test(path) ? [[`${method.toUpperCase()} ${path}`, method.toUpperCase(), path, schema] as const] : [];
  }));

  it.each(commands)('%s', async (name, method, path, schema) => {
    const whole = sample(schema);
    const plain = path.replace(/\{itemId\}/, api.itemId).replace(/\{planId\}/, 'plan1').replace(/\{policyId\}/, 'standard').replace(/\{(\w+)\}/g, 'a1');
    const wrong: string[] = [];
    let k = 0;
    for (const odd of ODD) {
      for (const body of changed(whole, odd)) {
        const client = by[k++ % by.length]!;
        const { status, body: told } = await client.ask<{ code?: string }>(method as 'POST', plain, { body, key: `odd-${name}-${k}` });
        if (status >= 500) wrong.push(`${status} ${told.code}: ${JSON.stringify(body).slice(0, 300)}`);
      }
    }
    expect(wrong.slice(0, 4)).toEqual([]);
  });
});
