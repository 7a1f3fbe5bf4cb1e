import { Logger } from '@nestjs/common';
import { OFFICE, person } from '#libs/commands/testing/a-system';
import { projector } from '#libs/projections/projector';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { HttpClient } from '../support/http-client';
import { projected } from '../support/projected';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';

const [UNION, HR] = ['市总工会', '市人社局'];
const DEADLINE = '2026-12-31';

interface Created {
  feedId: string;
  kind: string;
  unitId: string;
  path: string;
}
interface Listed {
  feeds: { feedId: string; kind: string; lastUsedAt: string | null; revokedAt: string | null }[];
}
interface Todo {
  rows: { duty: string; kind: string; due: string | null; title: string }[];
}

/** Entries of a calendar as its program reads them: lines put together again, by name. */
function entriesOf(text: string): Record<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  return text.includes('BEGIN:VEVENT') ? lines.join('\n').split('BEGIN:VEVENT\n').slice(1).map((e) => Object.fromEntries(e.split('\n').filter((l) => l.includes(':')).map((l): [string, string] => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1)]))) : [];
}

/** A calendar program: it has an address, and nothing else. */
describe('calendar feeds', () => {
  let api: ApiInProcess;
  let following: ReturnType<typeof projector>;
  let nobody: HttpClient;
  let union: HttpClient;
  let hr: HttpClient;
  let sent = 0;

  const act = async (command: ItemCommand, unit: string, personId: string): Promise<void> => {
    const done = await api.system.items.execute(api.itemId, command, person(api.system.units[unit]!, personId), { scope: personId, commandId: `c-${sent++}` });
    if (done.kind !== 'accepted') throw new Error(`${command.type}: ${done.kind === 'rejected' ? done.rejection.code : done.kind}`);
    await projected(api.system.store);
  };
  const create = (client: HttpClient, kind: string): Promise<Created> => client.post<Created>('/feeds', { kind });
  const read = async (path: string): Promise<Record<string, string>[]> => {
    const { status, headers, body } = await nobody.ask<string>('GET', path);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-store']);
    return entriesOf(body);
  };

  beforeAll(async () => {
    api = await apiInProcess('2026-03-02T01:00:00.000Z');
    following = projector(api.system.store, (error) => {
      throw error;
    });
    void following.run();
    nobody = new HttpClient(api.base);
    union = (await api.signedIn('union', api.system.units[UNION!]!, ['handler'])).client;
    hr = (await api.signedIn('hr', api.system.units[HR!]!, ['liaison'])).client;
    await act({ type: 'receive', assignmentId: 'a1', onBehalf: null }, UNION!, 'p-union');
    await act({ type: 'receive', assignmentId: 'a2', onBehalf: null }, HR!, 'p-hr');
  });
  afterAll(async () => {
    await following?.stop();
    await api?.close();
  });

  it('has for each duty of the to-do list that has a day one entry with its reason and address, and nothing of other units', async () => {
    const { rows } = await union.get<Todo>('/todo');
    const entries = await read((await create(union, 'unit')).path);
    const dated = rows.filter((r) => r.due !== null);
    expect(dated.length).toBeGreaterThan(0);
    expect(entries.map((e) => e['DTSTART;VALUE=DATE'])).toEqual(dated.map((r) => r.due!.replaceAll('-', '')));
    const work = entries.find((e) => e['SUMMARY']!.startsWith('【办理报送】'))!;
    expect(work).toMatchObject({ 'DTSTART;VALUE=DATE': '20261231', 'DTEND;VALUE=DATE': '20270101', 'URL;VALUE=URI': `${api.base}/items/${api.itemId}` });
    expect(work['DESCRIPTION']).toMatch(/期限：2026-12-31（含当日）\\n期限说明：文件确定2026年12月31日.*\\nhttp/);
    expect(JSON.stringify(entries)).not.toMatch(/p-union|p-hr|市人社局/);
  });

  it('leaves out of a person’s feed what falls to a colleague by name', async () => {
    const [unit, own] = [await create(union, 'unit'), await create(union, 'person')];
    const works = async ({ path }: Created): Promise<number> => (await read(path)).filter((e) => e['SUMMARY']!.startsWith('【办理报送】')).length;
    expect([await works(unit), await works(own)]).toEqual([1, 1]);
    await act({ type: 'namePerson', assignmentId: 'a1', personId: 'p-colleague' }, UNION!, 'p-union');
    expect([await works(unit), await works(own)]).toEqual([1, 0]);
    await act({ type: 'namePerson', assignmentId: 'a1', personId: 'p-union' }, UNION!, 'p-union');
    expect([await works(unit), await works(own)]).toEqual([1, 1]);
  });

  it('moves an entry when its day moves, and drops it when the work has gone to its verifier', async () => {
    const { path } = await create(hr, 'unit');
    const work = async (): Promise<Record<string, string> | undefined> => (await read(path)).find((e) => e['SUMMARY']!.startsWith('【办理报送】'));
    const before = (await work())!;
    expect(before['DTSTART;VALUE=DATE']).toBe(DEADLINE.replaceAll('-', ''));
    await act({ type: 'requestExtension', requestId: 'r1', stepId: 'a2-1', day: '2027-01-15', reason: '汛期', onBehalf: null }, HR!, 'p-hr');
    await act({ type: 'rule', requestId: 'r1', grant: true, reason: '同意', day: '2027-01-15', toUnitId: null, newAssignmentId: 'a9' }, OFFICE, 'p-office');
    const after = (await work())!;
    expect([after['UID'], after['DTSTART;VALUE=DATE']]).toEqual([before['UID'], '20270115']);
    expect(after['DESCRIPTION']).toContain('批准延期2027年1月15日');
    await act({ type: 'submit', stepId: 'a2-1', text: '完成', evidenceIds: [], onBehalf: null }, HR!, 'p-hr');
    expect(await work()).toBeUndefined();
  });

  it('lists one’s own without the secret, with when it was last used, and shows nothing once it is revoked', async () => {
    const { feedId, path } = await create(union, 'unit');
    const mine = async (): Promise<Listed['feeds'][number] | undefined> => (await union.get<Listed>('/feeds')).feeds.find((f) => f.feedId === feedId);
    expect(await mine()).toMatchObject({ kind: 'unit', lastUsedAt: null, revokedAt: null });
    await read(path);
    expect((await mine())!.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(await union.get<Listed>('/feeds'))).not.toContain(path.split('/')[2]);
    expect((await hr.get<Listed>('/feeds')).feeds.some((f) => f.feedId === feedId)).toBe(false);
    expect((await hr.ask('DELETE', `/feeds/${feedId}`)).status).toBe(404);
    expect((await union.ask('DELETE', `/feeds/${feedId}`)).status).toBe(204);
    expect(await nobody.ask('GET', path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await mine())!.revokedAt).not.toBeNull();
  });

  it('opens by its token no other door, and is opened by no other token', async () => {
    const { path } = await create(union, 'unit');
    const token = path.split('/')[2]!;
    for (const other of ['/todo', '/ledger', '/feeds', '/session']) expect((await new HttpClient(api.base, token).ask('GET', other)).status).toBe(401);
    const { token: access } = await api.signedIn('elsewhere', api.system.units[STRANGERS_UNIT]!, ['office']);
    expect((await nobody.ask('GET', `/feeds/${access}/calendar.ics`)).status).toBe(404);
    expect((await nobody.ask('POST', path, { body: {} })).status).toBe(404);
  });

  it('shows nothing once its owner holds no role any more, or has left', async () => {
    const { client } = await api.signedIn('leaving', api.system.units[UNION!]!, ['handler']);
    const { path } = await create(client, 'unit');
    await read(path);
    await api.asOwner(`update auth.accounts set must_change_password = true where id = 'p-leaving'`);
    expect((await nobody.ask('GET', path)).status).toBe(404);
    await api.asOwner(`update auth.accounts set must_change_password = false where id = 'p-leaving'`);
    await read(path);
    await api.core.accounts.revoke({ personId: 'p-leaving', unitId: api.system.units[UNION!]!, role: 'handler' }, 'p-setup');
    expect((await nobody.ask('GET', path)).status).toBe(404);
    await api.core.accounts.disable('p-leaving', 'p-setup');
    await api.core.accounts.activate('p-leaving', 'p-setup');
    expect((await nobody.ask('GET', path)).status).toBe(404);
  });

  it('writes its address nowhere, also where something unexpected happens, and asks often no more than may be', async () => {
    const { path } = await create(union, 'unit');
    const token = path.split('/')[2]!;
    const written: string[] = [];
    const spies = [
      ...(['error', 'warn', 'log', 'debug', 'verbose'] as const).map((level) => jest.spyOn(Logger.prototype, level).mockImplementation((...told: unknown[]) => void written.push(told.map(String).join() + JSON.stringify(told)))),
      jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0),
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0),
      jest.spyOn(api.core, 'reading').mockRejectedValueOnce(new Error('something unexpected')),
    ];
    const answers = [await nobody.ask('GET', path), await nobody.ask('GET', `${path}/more`), await nobody.ask('GET', path)];
    for (const spy of spies) spy.mockRestore();
    expect(answers.map((a) => a.status)).toEqual([500, 404, 200]);
    expect(written.join()).toContain('something unexpected');
    expect(written.join() + JSON.stringify(answers.slice(0, 2).map((a) => a.body))).not.toContain(token);
    let last = 404;
    for (let i = 0; i < 130 && last === 404; i++) last = (await nobody.ask('GET', `/feeds/${'c'.repeat(43)}/calendar.ics`)).status;
    const waiting = await nobody.ask('GET', path);
    expect([last, waiting.status, Number(waiting.headers.get('retry-after')) > 0]).toEqual([429, 429, true]);
    expect((await union.ask('GET', '/todo')).status).toBe(200);
  });
});
