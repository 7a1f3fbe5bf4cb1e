import { connect } from 'node:net';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

/** What is wrong before anybody looks at the command: its bytes, its letters, its moments. */
describe('requests that are odd in themselves', () => {
  let api: ApiInProcess;
  let union: HttpClient;
  let token = '';

  beforeAll(async () => {
    api = await apiInProcess('2031-03-03T01:00:00.000Z');
    ({ client: union, token } = await api.signedIn('union', api.system.units['市总工会']!, ['handler', 'liaison']));
    await union.command(api.itemId, 'receive', { assignmentId: 'a1' });
  });
  afterAll(() => api?.close());

  /** Sends bytes as they are and gives what comes back. */
  const sent = (text: string, endAfter = false): Promise<Reply<Told>> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(api.base).port), '127.0.0.1');
      let got = '';
      socket.setEncoding('utf8').on('data', (part: string) => (got += part)).on('error', reject);
      socket.on('close', () => {
        const [head = '', body = ''] = got.split('\r\n\r\n');
        const lines = head.split('\r\n').slice(1).map((line) => line.split(': ') as [string, string]);
        resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), headers: new Headers(lines), body: JSON.parse(body) as Told });
      });
      socket.write(text);
      if (endAfter) socket.end();
    });
  const signed = (): string => `Host: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;

  it('an address that is too long', async () => {
    expectProblem(await sent(`GET /ledger?text=${'%E8%AF%BE'.repeat(2_000)} HTTP/1.1\r\n${signed()}\r\n`), { status: 431, code: 'headers-too-large' });
  });

  it.each<[string, string, boolean]>([
    ['no HTTP at all', '\u0016\u0003\u0001\r\n\r\n', false],
    ['two lengths that contradict each other', 'POST /items/x/receive HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', false],
    ['a body that ends before its length', 'POST /items/x/receive HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"assignmentId"', true],
  ])('%s', async (_, text, endAfter) => expectProblem(await sent(text, endAfter), { status: 400, code: 'malformed' }));

  it('an expectation that is none', async () => {
    expectProblem(await sent('POST /session HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'), { status: 417, code: 'expectation' });
  });

  it('a body in GBK is refused: what it would be read as would be kept for ever', async () => {
    const raw = Buffer.concat([Buffer.from('{"assignmentId":"a1","values":[],"text":"'), Buffer.from([0xbd, 0xf8, 0xd5, 0xb9]), Buffer.from('"}')]);
    const report = (body: Uint8Array, type: string): Promise<Reply<Told>> => union.ask<Told>('POST', `/items/${api.itemId}/report`, { raw: body, headers: { 'content-type': type } });
    expectProblem(await report(raw, 'application/json'), { status: 400, code: 'malformed', fields: ['body'] });
    expectProblem(await report(raw, 'application/json; charset=utf-8'), { status: 400, code: 'malformed', fields: ['body'] });
    const said = JSON.stringify({ assignmentId: 'a1', values: [], text: '进展👩‍🏫' });
    expect((await report(Buffer.from(said), 'application/json')).status).toBe(200);
    expect((await report(Buffer.from(said, 'utf16le'), 'application/json; charset=utf-16le')).status).toBe(200);
  });

  it.each(['\u200b\u200b', '\u0085', '\u202e\u2060', '\ufeff\u200d', '\u2800\u3164'])('a text that shows nothing says nothing: %j', async (text) => {
    expectProblem(await union.ask<Told>('POST', `/items/${api.itemId}/report`, { body: { assignmentId: 'a1', text, values: [] } }), { status: [400, 422], fields: ['text'] });
    expectProblem(await union.ask<Told>('POST', `/items/${api.itemId}/request-extension`, { body: { stepId: 'a1-1', day: '2032-01-10', reason: text } }), { status: [400, 422], fields: ['reason'] });
  });

  it('a moment beyond the year 9999 is a moment to come, and one that its zone moves over a day exists', async () => {
    const ledger = (asOf: string): Promise<Reply<Told>> => union.ask<Told>('GET', '/ledger', { query: { asOf } });
    for (const asOf of ['9999-12-31T23:59:59-23:59', '9999-12-31', '2032-02-29', '2031-03-04T00:30:00+08:00']) expect([asOf, (await ledger(asOf)).status]).toEqual([asOf, 200]);
    for (const asOf of ['2031-02-29T00:00:00Z', '2031-03-03T24:30:00Z', '2031-03-03T09:00']) expectProblem(await ledger(asOf), { status: 400, code: 'malformed', fields: ['asOf'] });
  });

  it('rules take effect on a day that exists, in a year of four digits', async () => {
    const office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
    const standard = await office.get<{ versions: { name: string; rules: object; variants: object[] }[] }>('/policies/standard');
    const { name, rules, variants } = standard.versions.at(-1)!;
    for (const effectiveFrom of ['2031-02-30T00:00:00Z', '9999-12-31T23:59:59-23:59', '2031-04-01T00:00']) {
      expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: { name, rules, variants, basis: '会议纪要', effectiveFrom } }), { status: 400, code: 'malformed', fields: ['effectiveFrom'] });
    }
  });
});
