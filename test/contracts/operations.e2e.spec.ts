import { BrakeCommands } from '#libs/commands/brake-commands';
import { OFFICE } from '#libs/commands/testing/a-system';
import type { OperationsReport } from '#libs/commands/operations';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import type { HttpClient } from '../support/http-client';

describe('operations over HTTP', () => {
  let api: ApiInProcess;
  let operator: HttpClient;
  let office: HttpClient;
  beforeAll(async () => {
    api = await apiInProcess();
    operator = (await api.signedIn('oper', api.system.units[OFFICE]!, ['operator'])).client;
    office = (await api.signedIn('theoffice', api.system.units[OFFICE]!, ['office'])).client;
  });
  afterAll(() => api.close());

  it('tell the operator what does not go on, and take a retry of what is listed', async () => {
    await api.system.pool.query(`insert into loop.stuck (stream, key, version, reason) values ($1, 'k', 1, 'twice')`, [`item/${api.itemId}`]);
    const report = await operator.get<OperationsReport>('/operations');
    expect(report.troubles.map((t) => t.kind)).toEqual(['worker', 'stuck']);
    for (const t of report.troubles) expect([t.reason.zh, t.reason.en, t.remedy.zh, t.remedy.en].every((words) => words.length > 0)).toBe(true);
    expect(await operator.post<{ retryId: string }>('/operations/retry', { kind: 'stuck', id: `item/${api.itemId}` })).toEqual({ retryId: expect.any(String) });
    expect((await operator.ask('POST', '/operations/retry', { body: { kind: 'stuck', id: 'item/none' } })).status).toBe(404);
    expect((await operator.ask('POST', '/operations/retry', { body: { kind: 'worker', id: 'worker' } })).status).toBe(400);
    expect((await office.ask('GET', '/operations')).status).toBe(403);
  });

  it('show the office what is held and why, and let it out once', async () => {
    expect(await office.get('/operations/brake')).toEqual({ held: false, reason: null, words: null, since: null, count: 0, units: [] });
    expect((await office.ask('POST', '/operations/brake/release', { body: { seen: 0, skip: [] } })).status).toBe(409);
    await new BrakeCommands(api.system.store, api.system.clock).hold('gap', api.system.clock.now(), { hours: 30 });
    expect(await office.get('/operations/brake')).toMatchObject({ held: true, reason: 'gap', words: { zh: expect.any(String), en: expect.any(String) }, count: 0 });
    expect(await office.ask('POST', '/operations/brake/release', { body: { seen: 5, skip: [] } })).toMatchObject({ status: 409, body: { code: 'preview-moved' } });
    const released = { body: { seen: 0, skip: [] }, key: 'release-once' };
    expect(await office.ask('POST', '/operations/brake/release', released)).toMatchObject({ status: 200, body: { released: 0, skipped: 0, replayed: false } });
    expect(await office.ask('POST', '/operations/brake/release', released)).toMatchObject({ status: 200, body: { replayed: true } });
    expect((await operator.ask('POST', '/operations/brake/release', released)).status).toBe(403);
  });
});
