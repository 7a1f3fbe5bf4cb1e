import { document } from '#apps/api/openapi/document';
import { ClockNotOurs, openClock } from '#libs/commands/open-clock';
import { OFFICE } from '#libs/commands/testing/a-system';
import type { HttpClient, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { deviations, type Schema } from './conforms';
import { expectProblem } from './problems';

describe('a clock that cannot be trusted', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  let lead: HttpClient;

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office-1', api.system.units[OFFICE]!, ['office'])).client;
    lead = (await api.signedIn('lead-1', api.system.units['市总工会']!, ['handler', 'liaison'])).client;
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => api?.close());

  const events = async (): Promise<number> => (await api.system.pool.query<{ n: number }>('select count(*)::int as n from log.events')).rows[0]!.n;
  const receive = () => lead.ask<Told>('POST', `/items/${api.itemId}/receive`, { body: { assignmentId: 'a1' }, key: 'receive-it-once' });
  const ready = async (): Promise<{ status: number; body: { status: string; clock: unknown } }> => {
    const reply = await office.ask<{ status: string; clock: unknown }>('GET', '/health/ready');
    const spec = document(api.app);
    const schema = (spec.paths['/health/ready']!.get!.responses as Record<string, { content: Record<string, { schema: Schema }> }>)['200']!.content['application/json']!.schema;
    expect(deviations(reply.body, schema, (spec.components?.schemas ?? {}) as Record<string, Schema>)).toEqual([]);
    return reply;
  };

  it.each([7_000, -7_000])('differs by %d ms from that of PostgreSQL: commands are refused with what to do, reading goes on, health says so', async (ms) => {
    const before = await events();
    const real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + ms);
    await api.core.watch.check();
    const refused = await receive();
    expectProblem(refused, { status: 503, code: 'clock-skew' });
    expect(refused.body.detail).toMatchObject({ zh: expect.stringMatching(/时钟相差 -?\d+ 毫秒.*NTP/), en: expect.stringMatching(/differ by -?\d+ ms.*NTP/) });
    expect(refused.headers.get('retry-after')).toBe('15');
    expectProblem(await office.ask<Told>('POST', `/items/${api.itemId}/suspend`, { body: { reason: '上级要求' } }), { status: 503, code: 'clock-skew' });
    expectProblem(await office.ask<Told>('POST', '/plans/import', { raw: '某市工作要点\n一、甲\n1. 子。做。（市总工会负责）\n2. 丑。做。（市总工会负责）\n', query: { fileName: 'a.txt' }, headers: { 'content-type': 'application/octet-stream' } }), { status: 503, code: 'clock-skew' });
    expect((await lead.ask('GET', `/items/${api.itemId}`)).status).toBe(200);
    expect((await lead.ask('GET', '/session')).status).toBe(200);
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'degraded', clock: { zh: expect.stringContaining('校准时钟'), en: expect.stringContaining('NTP') } } });
    expect(await events()).toBe(before);
  });

  it('comes right again: the same command under the same key is taken', async () => {
    expect((await ready()).body.clock).toBe('ok');
    expect(await receive()).toMatchObject({ status: 200, body: { replayed: false } });
  });

  it('of 4 seconds is no trouble', async () => {
    const real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + 4_000);
    expect((await ready()).body.clock).toBe('ok');
    expect((await office.ask('POST', `/items/${api.itemId}/urge`, { body: { assignmentId: 'a1', text: '请加快' } })).status).toBe(200);
  });

  it('of the machine is refused on a database that the virtual clock has driven, at start and in service', async () => {
    await api.system.pool.query('insert into loop.clock (at, days_per_second) values (now(), 1)');
    await expect(openClock(api.system.pool, { clock: 'system' })).rejects.toThrow(ClockNotOurs);
    expect((await ready()).body).toMatchObject({ status: 'degraded', clock: { en: expect.stringContaining('DUBAN_CLOCK=virtual') } });
    expectProblem(await office.ask<Told>('POST', `/items/${api.itemId}/suspend`, { body: { reason: '上级要求' } }), { status: 503, code: 'clock-kind' });
    expect((await lead.ask('GET', `/items/${api.itemId}`)).status).toBe(200);
  });
});
