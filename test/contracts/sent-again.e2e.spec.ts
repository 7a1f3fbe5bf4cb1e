import { OFFICE } from '#libs/commands/testing/a-system';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

const PASSWORD = 'a-long-first-password';

describe('commands on accounts, roles, feeds and mailboxes that are sent again', () => {
  let api: ApiInProcess;
  let system: HttpClient;
  let security: HttpClient;
  let handler: HttpClient;
  let personId = '';
  const send = <T = Told>(who: HttpClient, method: string, path: string, key: string, body?: unknown): Promise<Reply<T>> => who.ask<T>(method, path, { key, ...(body === undefined ? {} : { body }) });
  const changes = async (what: string): Promise<number> => (await api.system.pool.query('select from auth.account_changes where account_id = $1 and what = $2', [personId, what])).rowCount ?? 0;
  const repeated = (reply: Reply<unknown>): void => expect([reply.status < 300, reply.headers.get('idempotency-replayed')]).toEqual([true, 'true']);

  beforeAll(async () => {
    api = await apiInProcess();
    const unit = api.system.units[OFFICE]!;
    system = (await api.signedIn('sys-1', unit, ['systemAdmin'])).client;
    security = (await api.signedIn('sec-1', unit, ['securityAdmin'])).client;
    handler = (await api.signedIn('handler-1', unit, ['handler'])).client;
  });
  afterAll(() => api?.close());

  it('an account is made once, and told again; with another name or password it is another command', async () => {
    const body = { login: 'once.only', displayName: '某人', phone: '13800000000', password: PASSWORD };
    const [one, two] = await Promise.all([send<{ personId: string }>(system, 'POST', '/accounts', 'create-account', body), send<{ personId: string }>(system, 'POST', '/accounts', 'create-account', body)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.personId).toBe(two.body.personId);
    personId = one.body.personId;
    repeated(await send(system, 'POST', '/accounts', 'create-account', body));
    expectProblem(await send(system, 'POST', '/accounts', 'create-account', { ...body, displayName: '他人' }), { status: 409, code: 'key-reused' });
    expectProblem(await send(system, 'POST', '/accounts', 'create-account', { ...body, password: 'another-long-password' }), { status: 409, code: 'key-reused' });
    expect(await changes('created')).toBe(1);
    const { rows } = await api.system.pool.query<{ text: string }>('select c::text as text from auth.commands c');
    expect(rows.map((r) => r.text).join()).not.toMatch(/13800000000|a-long-first-password/);
  });

  it('a late repeat undoes nothing that came after', async () => {
    const at = `/accounts/${personId}`;
    const grant = { role: 'handler', unitId: api.system.units[OFFICE]! };
    expect((await send(security, 'POST', `${at}/grants`, 'grant-role-1', grant)).status).toBe(204);
    repeated(await send(security, 'POST', `${at}/grants`, 'grant-role-1', grant));
    expect((await send(security, 'DELETE', `${at}/grants`, 'revoke-role-1', grant)).status).toBe(204);
    expect((await send(security, 'POST', `${at}/grants`, 'grant-role-2', grant)).status).toBe(204);
    repeated(await send(security, 'DELETE', `${at}/grants`, 'revoke-role-1', grant));
    expect((await api.core.accounts.find(personId))!.grants).toMatchObject([{ role: 'handler' }]);
    expectProblem(await send(security, 'DELETE', `${at}/grants`, 'grant-role-2', grant), { status: 409, code: 'key-reused' });

    expect((await send(system, 'POST', `${at}/disable`, 'disable-1')).status).toBe(204);
    expect((await send(system, 'POST', `${at}/activate`, 'activate-1')).status).toBe(204);
    repeated(await send(system, 'POST', `${at}/disable`, 'disable-1'));
    expect((await api.core.accounts.find(personId))!.status).toBe('active');
    expectProblem(await send(system, 'POST', '/accounts/p-nobody/disable', 'disable-1'), { status: 409, code: 'key-reused' });
  });

  it('a password is set once; a repeat ends no later session and leaves no later password behind', async () => {
    const at = `/accounts/${personId}/password`;
    expect((await send(system, 'POST', at, 'reset-password-1', { password: 'the-first-of-two-words' })).status).toBe(204);
    expect((await send(system, 'POST', at, 'reset-password-2', { password: 'the-second-of-two-words' })).status).toBe(204);
    repeated(await send(system, 'POST', at, 'reset-password-1', { password: 'the-first-of-two-words' }));
    expectProblem(await send(system, 'POST', at, 'reset-password-1', { password: 'the-third-of-two-words' }), { status: 409, code: 'key-reused' });
    expect((await api.core.sessions.signIn('once.only', 'the-second-of-two-words', { address: '127.0.0.9' })).kind).toBe('signedIn');
    const own = { present: 'a-long-test-password', next: 'a-changed-test-password' };
    expect((await send(handler, 'POST', '/session/password', 'own-password-1', own)).status).toBe(204);
    repeated(await send(handler, 'POST', '/session/password', 'own-password-1', own));
  });

  it('a feed is made once, at one address', async () => {
    const made = await send<{ feedId: string; path: string }>(handler, 'POST', '/feeds', 'make-feed-1', { kind: 'unit' });
    const again = await send<{ feedId: string; path: string }>(handler, 'POST', '/feeds', 'make-feed-1', { kind: 'unit' });
    repeated(again);
    expect(again.body).toEqual(made.body);
    expect((await fetch(api.base + again.body.path)).status).toBe(200);
    expect((await send<{ path: string }>(handler, 'POST', '/feeds', 'make-feed-2', { kind: 'unit' })).body.path).not.toBe(made.body.path);
    expectProblem(await send(handler, 'POST', '/feeds', 'make-feed-1', { kind: 'person' }), { status: 409, code: 'key-reused' });
    expect((await send(handler, 'DELETE', `/feeds/${made.body.feedId}`, 'end-feed-1')).status).toBe(204);
    repeated(await send(handler, 'DELETE', `/feeds/${made.body.feedId}`, 'end-feed-1'));
    expect((await fetch(api.base + again.body.path)).status).toBe(404);
  });

  it('a mailbox that was set on the version seen is told again; what came after stays', async () => {
    const read = await handler.ask<{ version: number }>('GET', '/mailboxes/me');
    const seen = read.headers.get('etag')!;
    const body = { addresses: ['someone@example.org'], digest: 'none', digestAt: '09:00', hours: null, urgentAnyTime: true, greeting: '' };
    const set = await handler.ask<{ version: number }>('PUT', '/mailboxes/me', { body, ifMatch: seen });
    expect([set.status, set.body]).toMatchObject([200, { version: read.body.version + 1 }]);
    expect((await handler.ask<{ version: number }>('PUT', '/mailboxes/me', { body, ifMatch: seen })).body).toEqual(set.body);
    await handler.ask('PUT', '/mailboxes/me', { body: { ...body, addresses: [] } });
    expectProblem(await handler.ask<Told>('PUT', '/mailboxes/me', { body, ifMatch: seen }), { status: 412, code: 'stale' });
  });

  it('a person is erased once, and told as the first time', async () => {
    const first = await send<{ again: boolean }>(system, 'POST', `/people/${personId}/erase`, 'erase-person-1');
    const again = await send<{ again: boolean }>(system, 'POST', `/people/${personId}/erase`, 'erase-person-1');
    expect([first.status, first.body, again.body]).toEqual([200, { again: false }, { again: false }]);
    expect((await send<{ again: boolean }>(system, 'POST', `/people/${personId}/erase`, 'erase-person-2')).body).toEqual({ again: true });
  });

  it('a command without a key is refused, in words', async () => {
    const reply = await system.ask<Told>('POST', `/accounts/${personId}/disable`, { headers: { 'idempotency-key': 'short' } });
    expectProblem(reply, { status: 400, code: 'idempotency-key' });
  });
});

/** Accepted once it stays accepted: who was named may have left by the time that the answer is asked for again. */
describe('a command that names a person, sent again when that person has left', () => {
  let api: ApiInProcess;
  let admin: HttpClient, liaison: HttpClient, office: HttpClient;
  let union = '';

  beforeAll(async () => {
    api = await apiInProcess('2031-03-03T01:00:00.000Z');
    union = api.system.units['市总工会']!;
    [admin, liaison, office] = (await Promise.all([
      api.signedIn('sys-2', api.system.units[OFFICE]!, ['systemAdmin']), api.signedIn('liaison-1', union, ['liaison', 'unitLeader']), api.signedIn('office-1', api.system.units[OFFICE]!, ['office']),
    ])).map((x) => x.client) as [HttpClient, HttpClient, HttpClient];
  });
  afterAll(() => api?.close());

  interface Route {
    what: string;
    by: () => HttpClient;
    path: () => string;
    body: (personId: string) => object;
  }
  const routes: Route[] = [
    { what: 'the responsible person of an item', by: () => liaison, path: () => `/items/${api.itemId}/name-person`, body: (personId) => ({ assignmentId: 'a1', personId }) },
    { what: 'a substitute', by: () => liaison, path: () => '/substitutions', body: (substituteId) => ({ substituteId, from: '2031-03-10', until: '2031-03-12', reason: '外出培训' }) },
    { what: 'the instructor of a reform unit', by: () => office, path: () => '/reform-units', body: (personId) => ({ name: '某机械厂', since: '2031-01-01', links: [{ kind: 'instructor', unitId: union, personId, since: '2031-01-01' }] }) },
  ];

  it.each(routes)('$what', async ({ what, by, path, body }) => {
    const at = routes.findIndex((r) => r.what === what);
    const login = `named-${at}`;
    await api.signedIn(login, union, ['handler']);
    const ask = (key: string, personId = `p-${login}`): Promise<Reply<Told & { replayed?: boolean; position?: string }>> => by().ask('POST', path(), { key, body: body(personId) });
    const first = await ask(`name-first-${at}`);
    expect([first.status, first.body]).toEqual([200, expect.anything()]);
    expect((await send(admin, 'POST', `/accounts/p-${login}/disable`, `disable-named-${at}`)).status).toBe(204);
    const again = await ask(`name-first-${at}`);
    expect([again.status, again.body.position ?? null, again.body.code ?? null]).toEqual([200, first.body.position ?? null, null]);
    // Said anew it is refused, and under that key it is another command.
    expectProblem(await ask(`name-anew-${at}`), { status: 422, code: 'not-in-the-unit' });
    expectProblem(await ask(`name-first-${at}`, 'p-nobody'), { status: 409, code: 'key-reused' });
  });
});

function send(who: HttpClient, method: string, path: string, key: string): Promise<Reply<Told>> {
  return who.ask(method, path, { key });
}
