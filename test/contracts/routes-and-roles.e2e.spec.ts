import { POLICY_MATRIX } from '#libs/identity/policy/matrix';
import { ROLES, type Role } from '#libs/identity/roles';
import { HttpClient, type Told } from '../support/http-client';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';
import { commandBodies } from './command-bodies';
import { filled, routesOf, servedPaths, type Route } from './routes';

/** Routes of the library that shows the OpenAPI document; no more than its pages and files. */
const DOCUMENTATION = /^GET \/(docs($|\/)|openapi\.(json|yaml)$)/;
/** The web page and the way there: they hold nothing of anybody's. */
const PAGE = ['GET /', 'GET /^\\/app(\\/.*)?$/'];

describe('every route and every role', () => {
  let api: ApiInProcess;
  let routes: Route[];
  const strangers = new Map<Role, HttpClient>();

  beforeAll(async () => {
    api = await apiInProcess();
    routes = routesOf(api.app);
    for (const role of ROLES) strangers.set(role, await api.stranger(role));
  });
  afterAll(() => api?.close());

  /** No body: who is let in is told that it is missing, who is not is turned away before anything is read. */
  const knock = (client: HttpClient, route: Route): Promise<{ status: number; body: Told }> => client.ask<Told>(route.method, filled(route.path), route.method === 'GET' ? {} : { body: {} });

  it('finds the routes, each with its act or declared public', () => {
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.filter((r) => !r.isPublic && r.act === null).map((r) => r.handler)).toEqual([]);
    expect(routes.filter((r) => r.isPublic).map((r) => `${r.method} ${r.path}`).sort()).toEqual(['GET /feeds/:token/calendar.ics', 'GET /health/live', 'GET /health/ready', 'POST /session', 'POST /session/refresh']);
  });

  it('serves nothing that no controller names', () => {
    expect(servedPaths(api.app).length).toBeGreaterThan(50);
    const known = new Set(routes.map((r) => `${r.method} ${r.path}`));
    expect(servedPaths(api.app).filter((p) => !known.has(p) && !DOCUMENTATION.test(p)).sort()).toEqual(PAGE);
  });

  it('lets nobody in without a token, or with one that is expired, revoked or made up', async () => {
    const expired = (await api.signedIn('expired', api.system.units[STRANGERS_UNIT]!, ['office'])).client;
    await api.asOwner(`update auth.access_tokens set expires_at = now() - interval '1 second' where session_id in (select id from auth.sessions where account_id = 'p-expired')`);
    const clients = [new HttpClient(api.base), expired, new HttpClient(api.base, 'a'.repeat(43)), new HttpClient(api.base, '../../etc/passwd')];
    for (const route of routes.filter((r) => !r.isPublic)) {
      for (const client of clients) {
        const { status, body } = await knock(client, route);
        expect([route.handler, status, typeof body.detail.zh, typeof body.detail.en]).toEqual([route.handler, 401, 'string', 'string']);
      }
    }
  });

  it.each(ROLES)('lets %s in exactly where the matrix says so', async (role) => {
    const client = strangers.get(role)!;
    const answers: [string, boolean][] = [];
    for (const route of routes) {
      if (route.isPublic || route.act === null || /^DELETE \/session$|\/live$/.test(`${route.method} ${route.path}`)) continue;
      const { status, body } = await knock(client, route);
      if (status >= 500) throw new Error(`${route.handler} as ${role}: ${status} ${JSON.stringify(body)}`);
      const turnedAway = status === 403 && /^forbidden-/.test(body.code);
      answers.push([`${route.method} ${route.path}`, !turnedAway]);
    }
    const expected = routes.filter((r) => answers.some(([name]) => name === `${r.method} ${r.path}`)).map((r): [string, boolean] => [`${r.method} ${r.path}`, POLICY_MATRIX[role][r.act!].length > 0]);
    expect(answers).toEqual(expected);
  });

  it('keeps a stranger’s hands off a real item, whatever the role, unless the matrix gives it everywhere', async () => {
    const bodies = commandBodies(api.system.units[STRANGERS_UNIT]!);
    const commands = routes.filter((r) => r.path.startsWith('/items/:itemId/') && r.method === 'POST');
    const missing = commands.filter((r) => !(r.act! in bodies)).map((r) => r.path);
    expect(missing).toEqual([]);
    const before = (await api.core.items.load(api.itemId)).version;
    for (const role of ROLES) {
      for (const route of commands) {
        if (POLICY_MATRIX[role][route.act!].includes('all')) continue;
        const { status } = await strangers.get(role)!.ask(route.method, filled(route.path, { itemId: api.itemId }), { body: bodies[route.act!] });
        if (![403, 404].includes(status)) throw new Error(`${role} of another unit: ${route.path} answered ${status}`);
      }
    }
    expect((await api.core.items.load(api.itemId)).version).toBe(before);
  });

  it('hides a real item and a real draft from those who may not see them', async () => {
    // Who scores, signs or approves reads what their unit is asked for: nobody asked this one.
    const readsAll: Role[] = ['office', 'leader', 'convenor'];
    for (const role of ROLES) {
      for (const path of ['', '/agenda', '/deadline', '/light']) {
        const { status } = await strangers.get(role)!.ask('GET', `/items/${api.itemId}${path}`);
        expect([role, path, status === 200]).toEqual([role, path, readsAll.includes(role)]);
      }
      // The auditor reads of every item that something was done: by the role alone, and no contents.
      const timeline = await strangers.get(role)!.ask<{ entries: { data: unknown }[] }>('GET', `/items/${api.itemId}/timeline`);
      expect([role, timeline.status === 200]).toEqual([role, readsAll.includes(role) || role === 'auditor']);
      if (timeline.status === 200) expect([role, timeline.body.entries.some((e) => e.data !== null)]).toEqual([role, role !== 'auditor']);
    }
    const office = (await api.signedIn('owner', api.system.units['市产改办']!, ['office'])).client;
    const draft = await office.post<{ plan: { id: string } }>('/plans/import', undefined, { raw: '某市工作要点\n一、甲\n1. 子。做。（市总工会负责）\n2. 丑。做。（市总工会负责）\n', query: { fileName: 'a.txt' }, headers: { 'content-type': 'application/octet-stream' } });
    const plan = draft.plan.id;
    for (const role of ROLES) {
      const reads = await strangers.get(role)!.ask('GET', `/plans/${plan}`);
      expect([role, reads.status]).toEqual([role, 403]);
      for (const act of ['issue', 'discard', 'period', 'settle']) {
        const body = { issue: {}, discard: { reason: '不要了' }, period: { from: '2031-01-01', to: '2031-12-31' }, settle: { settlements: [] } }[act];
        const { status } = await strangers.get(role)!.ask('POST', `/plans/${plan}/${act}`, { body });
        expect([role, act, status]).toEqual([role, act, 403]);
      }
    }
  });

  it('asks a person with a first password to change it before anything else', async () => {
    const { client } = await api.signedIn('newcomer', api.system.units['市产改办']!, ['office']);
    await api.asOwner(`update auth.accounts set must_change_password = true where id = 'p-newcomer'`);
    expect(await client.ask('GET', '/ledger')).toMatchObject({ status: 403, body: { code: 'forbidden-password' } });
    expect((await client.ask('GET', '/session')).status).toBe(200);
  });
});
