import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiText } from '#apps/api/write-openapi';
import { projectRoot } from '#libs/platform/project-root';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { EveryKind } from '../support/every-kind';
import { deviations, type Schema } from './conforms';
import { SHAPES_FILE, shapesText } from './proceeding-shapes';

/** What each kind of proceeding shows of its own is typed in the document, and answers hold to it. */
describe('proceedings in the OpenAPI document', () => {
  let schemas: Record<string, Schema & { discriminator?: { mapping: Record<string, string> } }>;
  const kinds = PROCEEDING_KINDS.map((k) => k.name).sort();

  beforeAll(async () => {
    ({ schemas } = (JSON.parse(await openApiText()) as { components: { schemas: typeof schemas } }).components);
  });

  it('are typed by the kinds as the code has them (node dist/test/contracts/write-proceeding-shapes.js writes it)', () => {
    expect(readFileSync(join(projectRoot(), SHAPES_FILE), 'utf8')).toBe(shapesText());
  });

  it('share no name of a body with another: of two the document would keep one', () => {
    const api = join(projectRoot(), 'apps', 'api');
    const files = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
    const names = files.flatMap((f) => [...readFileSync(join(api, f), 'utf8').matchAll(/^(?:export )?class (\w+(?:Body|Answer|Dto))\b/gm)].map(([, name]) => name));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('name every kind', () => {
    for (const body of ['ProceedingViewBody', 'ProceedingListRowBody']) expect(Object.keys(schemas[body]!.discriminator!.mapping).sort()).toEqual(kinds);
  });

  it('answer as their kind says, to who sees all of them and to units', async () => {
    const city = await EveryKind.city({});
    try {
      await city.open();
      const seen = new Set<string>();
      for (const who of ['office', 'hr', 'inspector']) {
        const { rows } = await city.system.as(who).get<{ rows: { kind: string; id: string }[] }>('/proceedings?limit=100');
        for (const row of rows) {
          const of = (body: string): Schema => ({ $ref: schemas[body]!.discriminator!.mapping[row.kind]! });
          expect([row.kind, deviations(row, of('ProceedingListRowBody'), schemas)]).toEqual([row.kind, []]);
          const view = await city.system.as(who).get(`/proceedings/${row.kind}/${row.id}`);
          expect([row.kind, deviations(view, of('ProceedingViewBody'), schemas)]).toEqual([row.kind, []]);
          seen.add(row.kind);
        }
      }
      expect([...seen].sort()).toEqual(kinds);
    } finally {
      await city.system.stop();
    }
  });
});
