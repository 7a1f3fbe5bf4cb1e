import { deviations, type Schema } from './conforms';
import { openApiText } from '#apps/api/write-openapi';
import { OFFICE } from '#libs/commands/testing/a-system';
import type { HttpClient } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';

const STANDARD = { addresses: [], digest: 'daily', digestAt: '08:30', hours: { from: '08:30', to: '17:30' }, urgentAnyTime: false, greeting: '' };

describe('mailboxes over HTTP', () => {
  let api: ApiInProcess;
  let unit: string;
  let path: string;
  let liaison: HttpClient;
  let office: HttpClient;
  beforeAll(async () => {
    api = await apiInProcess();
    unit = api.system.units['市总工会']!;
    path = `/mailboxes/${unit}`;
    liaison = (await api.signedIn('unionliaison', unit, ['liaison'])).client;
    office = (await api.signedIn('theoffice', api.system.units[OFFICE]!, ['office'])).client;
  });
  afterAll(() => api?.close());

  it('are the standard ones until somebody sets them, and say that nothing is sent', async () => {
    const read = await liaison.ask('GET', path);
    expect(read).toMatchObject({ status: 200, body: { owner: unit, ...STANDARD, version: 0, delivery: 'inbox only' } });
    expect(read.headers.get('etag')).toBe('"0"');
    expect(await office.get('/health/ready')).toMatchObject({ mail: 'inbox only' });
    const document = JSON.parse(await openApiText()) as { components: { schemas: Record<string, Schema> } };
    expect(deviations(read.body, document.components.schemas['MailboxBody']!, document.components.schemas)).toEqual([]);
  });

  it('are set by the unit’s own liaison or the office, each change seen and on record', async () => {
    const wanted = { ...STANDARD, addresses: ['union@city.example', 'union@city.example'], hours: { from: '09:00', to: '17:00' }, digestAt: '09:00', greeting: '请查收。' };
    expect(await liaison.ask('PUT', path, { body: wanted, ifMatch: '"0"' })).toMatchObject({ status: 200, body: { addresses: ['union@city.example'], greeting: '请查收。', version: 1 } });
    expect(await office.ask('PUT', path, { body: wanted, ifMatch: '"0"' })).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect(await office.ask('PUT', path, { body: { ...wanted, hours: null }, ifMatch: '"1"' })).toMatchObject({ status: 200, body: { hours: null, version: 2 } });
    expect(await liaison.get(path)).toMatchObject({ hours: null, version: 2 });
    const { rows } = await api.system.pool.query(`select by_id, version, settings::text ~ '@' as addresses from mail.mailbox_changes where owner_id = $1 order by id`, [unit]);
    expect(rows).toEqual([{ by_id: 'p-unionliaison', version: 1, addresses: false }, { by_id: 'p-theoffice', version: 2, addresses: false }]);
  });

  it.each([
    ['addresses[0]', { addresses: ['a@b\r\nBcc: c@d'] }],
    ['addresses[0]', { addresses: ['某人 <a@b>'] }],
    ['digestAt', { digestAt: '25:00' }],
    ['digestAt', { digestAt: '18:00' }],
    ['hours', { hours: { from: '18:00', to: '09:00' } }],
    ['greeting', { greeting: 'x'.repeat(2_001) }],
    ['digest', { digest: 'weekly' }],
  ])('refuse what %s cannot be', async (field, change) => {
    const refused = await liaison.ask<{ fields: { field: string }[] }>('PUT', path, { body: { ...STANDARD, ...change } });
    expect([refused.status, refused.body.fields.map((f) => f.field)]).toEqual([400, [field]]);
  });

  it('are no business of another unit, nor of a handler to change, and there is none of a unit that is not there', async () => {
    const stranger = (await api.signedIn('stranger', api.system.units['市人社局']!, ['liaison'])).client;
    const handler = (await api.signedIn('handler', unit, ['handler'])).client;
    expect((await stranger.ask('GET', path)).status).toBe(403);
    expect((await stranger.ask('PUT', path, { body: STANDARD })).status).toBe(403);
    expect((await handler.ask('GET', path)).status).toBe(200);
    expect((await handler.ask('PUT', path, { body: STANDARD })).status).toBe(403);
    expect((await office.ask('GET', '/mailboxes/__proto__')).status).toBe(404);
    expect((await office.ask('GET', '/mailboxes/u-none')).status).toBe(404);
  });

  it('are a person’s own too', async () => {
    expect(await liaison.ask('PUT', '/mailboxes/me', { body: { ...STANDARD, addresses: ['li@city.example'] } })).toMatchObject({ status: 200, body: { owner: 'p-unionliaison', version: 1 } });
    expect(await office.get('/mailboxes/me')).toMatchObject({ owner: 'p-theoffice', addresses: [] });
  });
});
