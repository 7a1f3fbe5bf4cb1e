import { EventStore } from '#libs/event-store/event-store';
import { Pool } from 'pg';
import { PROJECTOR } from '#libs/projections/projector';
import { rebuild } from '#libs/projections/rebuild';
import { verifyReadModels } from '#libs/projections/verify-read-models';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';
import { projected } from '../support/projected';
import { until } from '../support/until';

const KINDS = PROCEEDING_KINDS.map(({ name }) => name);
const TABLES = ['item', 'item_text', 'assignment', 'duty', 'proceeding', 'proceeding_duty', 'notice', 'inbox', 'plan'];

interface Document {
  paths: Record<string, { get?: { summary: string; parameters?: { name: string }[]; responses: Record<string, { content?: Record<string, { schema: { $ref: string } }> }> } }>;
  components: { schemas: Record<string, { properties?: object }> };
}

/** Pages through accounts and held notices, and the live feed: they too have an `after`, of their own kind. */
const OF_SOMETHING_ELSE = new Set(['/accounts', '/operations/brake', '/live']);

/** Pages of one thing that tell something of the read models in a part of their own: the part says whether it is incomplete. */
const IN_A_PART: Readonly<Record<string, { part: string; schema: string }>> = { '/items/{itemId}': { part: 'lower', schema: 'LowerItemsBody' } };

/** The API's lists over read models, and whether their answer has a place to say that it is incomplete. */
function listsOfTheApi(): { path: string; says: boolean; query: Record<string, string> }[] {
  const document = JSON.parse(readFileSync(join(projectRoot(), 'apps', 'api', 'openapi.generated.json'), 'utf8')) as Document;
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    if (!get?.parameters?.some((p) => p.name === 'after') || OF_SOMETHING_ELSE.has(path)) return [];
    const json = get.responses['200']?.content?.['application/json'];
    // A file has no place for it: its name says it, and the document says so.
    if (!json && get.summary.includes('incomplete')) return [];
    const name = IN_A_PART[path]?.schema ?? json?.schema.$ref.split('/').at(-1) ?? '';
    const asked = { by: 'status', from: '2026-01-01', to: '2026-12-31', days: '2031-04-01' };
    const query = Object.fromEntries(Object.entries(asked).filter(([field]) => get.parameters?.some((p) => p.name === field)));
    return [{ path, says: 'incomplete' in (document.components.schemas[name]?.properties ?? {}), query }];
  });
}

/** What the running system made of one proceeding of every kind, held against the log: made anew, and with a row changed by hand. */
describe('every kind of proceeding in the read models', () => {
  let city: EveryKind;
  let owner: Pool;
  const rowsOf = async (table: string): Promise<unknown[]> => (await owner.query(`select * from read.${table} t order by t::text`)).rows;
  const ofKind = async (table: string, kind: string): Promise<unknown[]> => (await owner.query(`select * from read.${table} t where kind = $1 order by t::text`, [kind])).rows;
  const differences = async (): Promise<unknown[]> => (await verifyReadModels(city.system.store, owner)).differences;

  beforeAll(async () => {
    city = await EveryKind.city({ apis: 1, accounts: [...CITY_ACCOUNTS, { login: 'sysadmin', unit: '市产改办', roles: ['systemAdmin'] }] });
    owner = new Pool({ connectionString: city.system.database.ownerUrl, max: 4 });
    owner.on('error', () => undefined);
    await city.open();
    // Each passes its day unanswered: reminders, marks and escalations are in the rows.
    for (const day of ['2031-03-14', '2031-03-24', '2031-04-01']) await city.until(`${day}T02:00:00.000Z`);
    await projected(city.system.store);
  });
  afterAll(async () => {
    await owner?.end();
    await city?.system.stop();
  });

  it('has one of every kind, and each is late in something', () => {
    expect(Object.keys(city.lives).sort()).toEqual(['item', ...KINDS].sort());
  });

  it.each(KINDS)('%s: something in it is overdue, as its events and its rows say', async (kind) => {
    const events = await city.system.store.readStream(city.lives[kind]!);
    expect(events.map((e) => e.type)).toContain('OverdueMarked');
    const { rows } = await owner.query<{ overdue: boolean }>(`select overdue from read.proceeding where kind = $1 and known_to = 'infinity'`, [kind]);
    expect(rows).toEqual([{ overdue: true }]);
  });

  it('has the same rows after a rebuild, kind by kind and to the last moment', async () => {
    expect(await differences()).toEqual([]);
    const before = await Promise.all(TABLES.map(rowsOf));
    const byKind = await Promise.all(KINDS.map(async (kind) => [await ofKind('proceeding', kind), await ofKind('proceeding_duty', kind)]));
    for (const [shown, duties] of byKind) expect(shown!.length * duties!.length).toBeGreaterThan(0);
    await rebuild(city.system.store, owner);
    for (const [i, kind] of KINDS.entries()) expect([kind, await ofKind('proceeding', kind), await ofKind('proceeding_duty', kind)]).toEqual([kind, ...byKind[i]!]);
    expect(await Promise.all(TABLES.map(rowsOf))).toEqual(before);
  });

  it('finds a wrong row of each kind by the proceeding that it is of', async () => {
    const planted = async (sql: string, table: string): Promise<void> => {
      await owner.query(`create table public.kept as select * from read.${table}`);
      await owner.query(sql);
      const keys = KINDS.map((kind) => ({ table, key: city.lives[kind]!.slice(kind.length + 1) }));
      expect(await differences()).toEqual(expect.arrayContaining(keys.map((k) => expect.objectContaining(k) as object)));
      expect(await differences()).toHaveLength(KINDS.length);
      await owner.query(`truncate read.${table}`);
      await owner.query(`insert into read.${table} select * from public.kept`);
      await owner.query('drop table public.kept');
      expect(await differences()).toEqual([]);
    };
    await planted(`update read.proceeding p set title = title || '。' where ctid in (select min(ctid) from read.proceeding group by kind)`, 'proceeding');
    await planted(`update read.proceeding_duty set due = due + 1 where ctid in (select min(ctid) from read.proceeding_duty where due is not null group by kind)`, 'proceeding_duty');
  });

  it('goes on after the rebuild to the end of each', async () => {
    await city.end();
    await city.until('2031-04-02T02:00:00.000Z');
    await projected(city.system.store);
    expect(await differences()).toEqual([]);
    const { rows } = await owner.query<{ kind: string }>(`select kind from read.proceeding where known_to = 'infinity' and closed_how is null`);
    // The programme is of the whole year.
    expect(rows.map((r) => r.kind)).toEqual(['programme']);
  });

  it('says in every list that it is incomplete, from when a stream cannot be read on until it can', async () => {
    const { system } = city;
    const lists = listsOfTheApi();
    expect(lists.map((l) => l.path)).toEqual(expect.arrayContaining(['/ledger', '/dashboard', '/todo', '/overdue', '/plans', '/inbox', '/proceedings', '/proceedings/counts']));
    // Whoever reads lists by what they wrote reads the read models: no such list keeps silent.
    expect(lists.filter((l) => !l.says)).toEqual([]);
    // Lists about one plan or one item.
    const { rows: [some] } = await owner.query<{ plan: string; item: string; office: string }>(`select i.plan_id as plan, i.item_id as item, p.office_unit_id as office from read.item i join read.plan p using (plan_id) where i.known_to = 'infinity' and p.known_to = 'infinity' limit 1`);
    const ofCity = (path: string): string => path.replace('{planId}', some!.plan).replace('{itemId}', some!.item).replace('{officeUnitId}', some!.office);
    const said = (): Promise<unknown[]> =>
      Promise.all(
        lists.map(async ({ path, query }) => {
          const body = await system.as('office').get<Record<string, unknown>>(ofCity(path), query);
          const part = (IN_A_PART[path] ? body[IN_A_PART[path].part] : body) as { incomplete: boolean };
          return [path, part.incomplete];
        }),
      );
    const all = (incomplete: boolean): unknown[] => lists.map(({ path }) => [path, incomplete]);
    expect(await said()).toEqual(all(false));
    const stream = city.lives['programme']!;
    const { version, headHash } = await system.store.head(stream);
    const { meta } = (await system.store.readStream(stream)).at(-1)!;
    await new EventStore(system.pool).append({ command: null, streams: [{ stream, expectedVersion: version, headHash, events: [{ type: 'OfTomorrow', schemaVersion: 1, data: {}, meta }] }], guards: [] });
    await until('every list says so', async () => JSON.stringify(await said()) === JSON.stringify(all(true)));
    // Which it is, and what to do, is for who operates the system.
    const report = await system.as('sysadmin').get<object>('/operations');
    expect(JSON.stringify(report)).toContain(`"projector|${stream}"`);
    await owner.query(`delete from log.parked where subscription = $1`, [PROJECTOR]);
    expect(await said()).toEqual(all(false));
  });
});
