import { request } from 'node:http';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { encodeToken } from '#libs/event-store/cursor';
import type { Draft } from '#libs/supervision/plan/draft';
import { dryRun, planFile } from '../e2e/the-city';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { HttpClient as Client } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { commandBodies } from './command-bodies';
import { expectProblem } from './problems';

const MB = 1024 * 1024;
const TWO_POINTS = '某市工作要点\n一、甲\n1. 子事项。做。（市总工会负责）\n2. 丑事项。做。（市总工会负责）\n';

describe('bad input', () => {
  let api: ApiInProcess;
  let office: HttpClient, union: HttpClient, hr: HttpClient;
  let events = 0;
  const written = async (): Promise<number> => Number((await api.system.pool.query<{ n: string }>('select count(*) as n from log.events')).rows[0]?.n);
  const upload = (raw: Uint8Array | string, fileName: string | undefined, query: Record<string, string> = {}): Promise<Reply<Told>> => office.ask<Told>('POST', '/plans/import', { raw, query: { again: 'true', fileName, ...query }, headers: { 'content-type': 'application/octet-stream' } });
  const send = (command: string, body: unknown, by = union): Promise<Reply<Told>> => by.ask<Told>('POST', `/items/${api.itemId}/${command}`, { body });
  const sendRaw = (raw: string | Uint8Array, headers: Record<string, string> = { 'content-type': 'application/json' }, path = 'receive'): Promise<Reply<Told>> => union.ask<Told>('POST', `/items/${api.itemId}/${path}`, { raw, headers });

  beforeAll(async () => {
    api = await apiInProcess();
    const { units } = api.system;
    office = (await api.signedIn('office', units['市产改办']!, ['office'])).client;
    union = (await api.signedIn('union', units['市总工会']!, ['handler', 'liaison'])).client;
    hr = (await api.signedIn('hr', units['市人社局']!, ['handler'])).client;
  });
  beforeEach(async () => {
    events = await written();
  });
  afterAll(() => api?.close());

  describe('files', () => {
    // Nothing of a refused file is kept.
    afterEach(async () => expect(await written()).toBe(events));

    it.each<[string, Uint8Array | string, string, string]>([
      ['empty', new Uint8Array(0), 'a.txt', 'import-empty'],
      ['blank', ' \n\n　\n', 'a.txt', 'import-empty'],
      ['unrelated', '今天天气很好。\n我们去公园散步，看见了许多花。\n', 'a.txt', 'import-no-items'],
      ['binary under the name of a text', Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256), 'a.txt', 'import-binary'],
      ['of a kind that is not read', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'a.png', 'import-unknown-format'],
      ['pdf that was cut off', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'a.pdf', 'import-unreadable'],
      ['with more lines than anybody reads', '\n1'.repeat(300_000), 'a.txt', 'import-too-many-rows'],
    ])('%s', async (_, bytes, name, code) => expectProblem(await upload(bytes, name), { status: 422, code }));

    it('xlsx that was cut off', async () => {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet('计划').addRow(['序号', '项目名称', '牵头单位']);
      const whole = Buffer.from(await workbook.xlsx.writeBuffer());
      expectProblem(await upload(whole.subarray(0, whole.length / 2), 'a.xlsx'), { status: 422 });
    });

    it('huge', async () => expectProblem(await upload(Buffer.alloc(21 * MB, 0x41), 'a.txt'), { status: 413, code: 'too-large' }));
    it('without a name', async () => expectProblem(await upload(TWO_POINTS, undefined), { status: [400, 422], fields: ['fileName'] }));
    it('for a supervising unit that nobody knows', async () => expectProblem(await upload(TWO_POINTS, 'a.txt', { supervisingUnitId: 'u-nobody' }), { status: 422, code: 'unit-unknown', fields: ['supervisingUnitId'] }));

    it('in GBK or with a byte order mark is read as it is', async () => {
      const text = planFile('points-plan.txt').toString('utf8');
      const items = async (bytes: Uint8Array): Promise<unknown> => (await dryRun(office, bytes, 'a.txt')).items.map((i: Draft['items'][number]) => [i.number, i.title, i.leads, i.deadline]);
      const plain = await items(Buffer.from(text));
      for (const other of [iconv.encode(text, 'gbk'), iconv.encode(text, 'utf16le', { addBOM: true }), Buffer.from(`\uFEFF${text}`)]) expect(await items(other)).toEqual(plain);
    });
  });

  describe('drafts', () => {
    let planId = '';
    const plan = (act: string, body: unknown): Promise<Reply<Told>> => office.ask<Told>('POST', `/plans/${planId}/${act}`, { body });
    beforeAll(async () => {
      const reply = await office.post<{ plan: { id: string } }>('/plans/import', undefined, { raw: TWO_POINTS, query: { again: 'true', fileName: 'a.txt' }, headers: { 'content-type': 'application/octet-stream' } });
      planId = reply.plan.id;
    });
    afterEach(async () => expect(await written()).toBe(events));
    const item = { itemKey: 'item-1', leads: ['市总工会'], participants: [], units: [] };

    it.each<[string, string, unknown, { status: number; code?: string; fields?: string[] }]>([
      ['an unknown question', 'settle', { settlements: [{ decisionId: 'no-such', optionId: 'x' }] }, { status: 422, code: 'decision-unknown', fields: ['settlements[0].decisionId'] }],
      ['a question that is none', 'settle', { settlements: [{ decisionId: 7, optionId: null }] }, { status: 400, fields: ['settlements[0].decisionId', 'settlements[0].optionId'] }],
      ['a day that does not exist', 'change-item', { ...item, deadline: '2031-02-30' }, { status: 400, fields: ['deadline'] }],
      ['an item that is not there', 'change-item', { ...item, itemKey: 'item-99' }, { status: 404, fields: ['itemKey'] }],
      ['a period that ends before it begins', 'period', { from: '2031-12-31', to: '2031-01-01' }, { status: 422, code: 'date-invalid', fields: ['to'] }],
      ['a period without end', 'period', { from: '2031-01-01' }, { status: 400, fields: ['to'] }],
      ['a verifying unit that nobody knows', 'verification', { unitId: 'u-nobody' }, { status: 422, code: 'unit-unknown', fields: ['unitId'] }],
      ['a discard without a reason', 'discard', { reason: ' ' }, { status: 400, fields: ['reason'] }],
    ])('%s', async (_, act, body, expected) => expectProblem(await plan(act, body), expected));

    it('a unit that nobody knows keeps the plan from being issued, and says which', async () => {
      await plan('change-item', { ...item, leads: ['从未听说的单位'] });
      await plan('period', { from: '2031-01-01', to: '2031-12-31' });
      events = await written();
      const reply = await plan('issue', {});
      expectProblem(reply, { status: [409, 422] });
      expect(JSON.stringify(reply.body)).toMatch(/从未听说的单位|unit-unresolved/);
    });

    it('a number that occurs twice is asked about before anything is issued', async () => {
      const { plan: draft } = await office.post<{ plan: { id: string; decisions: { kind: string; blocking: boolean }[] } }>('/plans/import', undefined, { raw: TWO_POINTS.replace('2. 丑', '1. 丑'), query: { again: 'true', fileName: 'b.txt' }, headers: { 'content-type': 'application/octet-stream' } });
      expect(draft.decisions).toContainEqual(expect.objectContaining({ kind: 'duplicate-number', blocking: true }));
      events = await written();
      expectProblem(await office.ask<Told>('POST', `/plans/${draft.id}/issue`), { status: 409, code: 'decisions-open' });
    });
  });

  describe('commands', () => {
    const untouched = async (): Promise<void> => expect(await written()).toBe(events);

    it.each(Object.entries(commandBodies('u-nobody')))('%s: a body with nothing in it, or with a field too many, is told field by field', async (act, body) => {
      const path = act.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
      const client = (await api.signedIn(`all-${path.replace('.', '-')}`, api.system.units['市总工会']!, ['handler', 'liaison', 'sectionHead', 'unitLeader', 'supervisor', 'signer', 'leader'])).client;
      const anybody = ['transfer', 'suspend', 'resume', 'reopen', 'waiveTarget', 'settleOverlap', 'closeUnfulfilled', 'carryOver'].includes(act) ? office : client;
      const empty = await send(path, {}, anybody);
      if (empty.status === 404 && empty.body.code === 'no-route') return;
      expectProblem(empty, { status: 400, fields: [Object.keys(body)[0]!] });
      expectProblem(await send(path, { ...body, unheardOf: 1 }, anybody), { status: 400, fields: ['unheardOf'] });
      expectProblem(await send(path, Object.fromEntries(Object.keys(body).map((k) => [k, { a: [1] }])), anybody), { status: 400 });
      await untouched();
    });

    it.each<[string, unknown]>([
      ['nothing', null], ['a list', [1, 2]], ['a text', 'x'], ['a number', 7], ['a list in a text’s place', { assignmentId: ['a1'] }], ['an object in a text’s place', { assignmentId: { toString: 'x' } }],
      ['a long id', { assignmentId: 'a'.repeat(121) }], ['an assignment that is not there', { assignmentId: 'a77' }], ['names of objects’ own insides', JSON.parse('{"assignmentId":"constructor","__proto__":{"x":1}}')],
      ['the name of a prototype', { assignmentId: '__proto__' }], ['an impossible day', { assignmentId: 'a1', onBehalf: { date: '2026-13-01', channel: 'phone', caller: 'x', scanId: null } }],
    ])('%s', async (_, body) => {
      expectProblem(await send('receive', body), { status: [400, 403, 404] });
      await untouched();
    });

    it.each<[string, string, string]>([
      ['NUL', '进展\u0000', 'text'], ['a lone surrogate', '进展\uD83D', 'text'], ['more characters than a report has', 'x'.repeat(20_001), 'text'],
    ])('%s in a text', async (_, text, field) => {
      expectProblem(await sendRaw(JSON.stringify({ assignmentId: 'a1', text, values: [] }), { 'content-type': 'application/json' }, 'report'), { status: 400, fields: [field] });
      await untouched();
    });

    it.each<[string, () => Promise<Reply<Told>>, number | number[]]>([
      ['10 MB of text', () => sendRaw(JSON.stringify({ assignmentId: 'a1', text: 'x'.repeat(10 * MB), values: [] })), 413],
      ['JSON that is torn', () => sendRaw('{"assignmentId":"a1"'), 400],
      ['JSON that is very deep', () => sendRaw('{"assignmentId":' + '['.repeat(100_000) + ']'.repeat(100_000) + '}'), 400],
      ['objects that are very deep', () => sendRaw('{"assignmentId":"a1","onBehalf":' + '{"onBehalf":'.repeat(8_000) + '1' + '}'.repeat(8_000) + '}'), 400],
      ['another content type', () => sendRaw('assignmentId=a1', { 'content-type': 'application/x-www-form-urlencoded' }), [400, 415]],
      ['XML', () => sendRaw('<a/>', { 'content-type': 'application/xml' }), [400, 415]],
      ['no content type', () => sendRaw(new TextEncoder().encode('{}'), { 'content-type': '' }), [400, 415]],
      ['a character set that is not known', () => sendRaw('{"assignmentId":"a1"}', { 'content-type': 'application/json; charset=gbk' }), [400, 415]],
      ['an encoding that is not known', () => sendRaw('{}', { 'content-type': 'application/json', 'content-encoding': 'zip' }), [400, 415]],
      ['gzip that is none', () => sendRaw('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }), 400],
      ['a key that is none', () => union.ask<Told>('POST', `/items/${api.itemId}/receive`, { key: 'short', body: { assignmentId: 'a1' } }), 400],
      ['If-Match that is none', () => union.ask<Told>('POST', `/items/${api.itemId}/receive`, { ifMatch: 'yesterday', body: { assignmentId: 'a1' } }), 400],
      ['a stale If-Match', () => union.ask<Told>('POST', `/items/${api.itemId}/receive`, { ifMatch: '"77"', body: { assignmentId: 'a1' } }), 412],
      ['the wrong unit', () => send('receive', { assignmentId: 'a1' }, hr), 403],
      ['work before receipt', () => send('submit', { stepId: 'a1-1', text: '报送', evidenceIds: [] }), 409],
      ['acceptance before work', () => send('verify', { stepId: 'a1-1' }, office), 409],
      ['a ruling on nothing', () => send('rule', { requestId: 'r1', grant: true, reason: '同意' }, office), [404, 409]],
      ['a signature on nothing', async () => send('sign-paper', { paperId: 'p1' }, (await api.signedIn('signer', api.system.units['市产改办']!, ['signer'])).client), 404],
      ['an end before the year has ended', () => send('close-unfulfilled', { reason: '未完成' }, office), 409],
    ])('%s', async (_, ask, status) => {
      expectProblem(await ask(), { status });
      await untouched();
    });

    it('without a key', async () => {
      const reply = await fetch(`${api.base}/items/${api.itemId}/receive`, { method: 'POST', headers: { authorization: `Bearer ${(await api.signedIn('keyless', api.system.units['市总工会']!, ['handler'])).token}`, 'content-type': 'application/json' }, body: '{"assignmentId":"a1"}' });
      expectProblem({ status: reply.status, headers: reply.headers, body: (await reply.json()) as Told }, { status: 400, code: 'idempotency-key' });
      await untouched();
    });

    it('a date in the past, and one that no calendar reaches', async () => {
      await union.command(api.itemId, 'receive', { assignmentId: 'a1' });
      events = await written();
      expectProblem(await send('request-extension', { stepId: 'a1-1', day: '2020-01-01', reason: '顺延' }), { status: 422, code: 'date-in-the-past', fields: ['day'] });
      expectProblem(await send('request-extension', { stepId: 'a1-1', day: '9999-12-31', reason: '顺延' }), { status: 422, fields: ['day'] });
      expectProblem(await send('add-step', { assignmentId: 'a1', title: '计划', day: '2020-01-01', evidenceRequired: false }), { status: 422, fields: ['day'] });
      expectProblem(await send('report', { assignmentId: 'a1', text: 'x', values: [{ targetId: 't9', value: 1, asOf: '2026-01-01' }] }), { status: 422, code: 'target-not-found', fields: ['values[0].targetId'] });
      expectProblem(await send('submit', { stepId: 'a1-1', text: '报送', evidenceIds: ['e-nobody'] }), { status: 422, code: 'evidence-unknown' });
      expectProblem(await send('transfer', { assignmentId: 'a1', toUnitId: 'u-nobody', reason: '转办' }, office), { status: 422, code: 'unit-unknown', fields: ['toUnitId'] });
      await untouched();
    });

    it('sent twice is done once; with another body it is refused; many at once are answered one by one', async () => {
      const key = 'the-same-key-1';
      const body = { assignmentId: 'a1', text: '进展一', values: [] };
      const first = await union.command(api.itemId, 'report', body, { key });
      const again = await union.ask<{ position: string; replayed: boolean }>('POST', `/items/${api.itemId}/report`, { body, key });
      expect(again).toMatchObject({ status: 200, body: { position: first.position, replayed: true } });
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expectProblem(await union.ask<Told>('POST', `/items/${api.itemId}/report`, { body: { ...body, text: '进展二' }, key }), { status: 409, code: 'key-reused' });
      expect(await written()).toBe(events + 1);
      const many = await Promise.all(Array.from({ length: 20 }, () => send('submit', { stepId: 'a1-1', text: '报送', evidenceIds: [] })));
      expect(many.filter((r) => r.status === 200)).toHaveLength(1);
      for (const r of many) if (r.status !== 200) expectProblem(r, { status: [409, 503] });
    });

    it('on a closed item', async () => {
      const leader = (await api.signedIn('leader', api.system.units['市产改办']!, ['leader'])).client;
      await leader.command(api.itemId, 'withdraw', { reason: '任务取消' });
      events = await written();
      for (const [command, body, by] of [['receive', { assignmentId: 'a2' }, hr], ['submit', { stepId: 'a1-1', text: '报送', evidenceIds: [] }, union], ['urge', { assignmentId: 'a1', text: '请' }, office], ['suspend', { reason: '暂停' }, office]] as const) {
        expectProblem(await send(command, body, by), { status: 409, code: 'item-closed' });
      }
      await untouched();
    });
  });

  describe('paths, queries and tokens', () => {
    afterEach(async () => expect(await written()).toBe(events));

    it.each(['%00', '..%2F..%2Fetc%2Fpasswd', '%E0%A4%A', '%ff', 'a'.repeat(5_000), '🙂', "1'%20or%201=1--", '%20', '__proto__', 'plan1-1%00', '%F0%90', 'item%2Fplan1-1'])('an id like %s', async (id) => {
      for (const path of [`/items/${id}`, `/items/${id}/agenda`, `/items/${id}/timeline`, `/plans/${id}`]) expectProblem(await office.ask<Told>('GET', path), { status: [400, 403, 404] });
      expectProblem(await office.ask<Told>('POST', `/items/${id}/suspend`, { body: { reason: '暂停' } }), { status: [400, 404] });
      expectProblem(await office.ask<Told>('POST', `/plans/${id}/issue`), { status: [400, 404] });
    });

    it.each(['?text=a&text=b', '?light=red&light=blue', '?text=%00', '?light[]=red', '?planId[a]=1', '?planId=%00', '?unitId=%00', '?light=%00', '?category=%00', '?asOf=1&asOf=2', '?sort[]=number', '?sort=constructor', '?limit=1e9', '?offset=-1', '?limit=0x10', '?after=1&after=2', '?after=%00', '?dueBefore=2026-02-30', '?asOf=2026-02-30', '?asOf=9999-99-99', '?awaitingQuantification=maybe', '?awaitingQuantification=yes', '?light=purple', '?light=red,purple', '?status=foo', '?ligth=red'])('the ledger asked with %s', async (query) => {
      const { status, headers, body } = await office.ask<Told>('GET', `/ledger${query}`);
      expectProblem({ status, headers, body }, { status: 400 });
    });

    it.each(['/dashboard?asOf=1&asOf=2', '/dashboard?planId[]=1', '/dashboard?planId=%00', '/todo?mine[]=true', '/todo?after=%00', '/overdue?planId[]=a', '/overdue?planId=%00', '/inbox?unread[]=1', '/live?after=garbage', '/plans?after[]=1', '/items/x?asOf=1&asOf=2', '/roster?x=1', '/nowhere', '/items', '/items/x/nothing'])('%s', async (path) => {
      const abort = new AbortController();
      const response = await office.fetch('GET', path, { signal: abort.signal });
      if (response.status === 200) return abort.abort();
      expectProblem({ status: response.status, headers: response.headers, body: (await response.json()) as Told }, { status: [400, 404] });
    });

    it('a position that this log never gave out: of a later epoch, or of a transaction that has not begun', async () => {
      const foreign = [{ epoch: 2, transactionId: '5', position: '1' }, { epoch: 1, transactionId: '9000000000000000000', position: '1' }].map(encodeToken);
      for (const after of foreign) {
        for (const path of ['/ledger', '/dashboard', '/todo', '/items/plan1-1', '/live']) expectProblem(await office.ask<Told>('GET', path, { query: { after } }), { status: 400, code: 'position-foreign', fields: ['after'] });
        expectProblem(await office.ask<Told>('GET', '/live', { headers: { 'Last-Event-ID': after } }), { status: 400, code: 'position-foreign', fields: ['Last-Event-ID'] });
      }
      expectProblem(await office.ask<Told>('GET', '/live', { headers: { 'Last-Event-ID': 'garbage' } }), { status: 400, code: 'malformed', fields: ['Last-Event-ID'] });
    });

    it('another method', async () => {
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) expectProblem(await office.ask<Told>(method, '/ledger'), { status: [404, 405] });
    });

    it('tokens and headers that are none', async () => {
      for (const token of ['x', 'Bearer', 'a'.repeat(5_000), '你好', `${'a'.repeat(42)}=`]) {
        const reply = await new Promise<Reply<Told>>((resolve, reject) => {
          request(`${api.base}/ledger`, { headers: { authorization: Buffer.from(`Bearer ${token}`).toString('latin1') } }, (res) => {
            let text = '';
            res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: res.statusCode ?? 0, headers: new Headers({ 'content-type': res.headers['content-type'] ?? '' }), body: JSON.parse(text) as Told }));
          }).on('error', reject).end();
        });
        expectProblem(reply, { status: 401 });
      }
    });

    it('signing in', async () => {
      const nobody = new Client(api.base);
      expectProblem(await nobody.ask<Told>('POST', '/session', { body: { login: 'office', password: 'wrong-password' } }), { status: 401, code: 'credentials' });
      expectProblem(await nobody.ask<Told>('POST', '/session', { body: { login: 'nobody-here', password: 'wrong-password' } }), { status: 401, code: 'credentials' });
      expectProblem(await nobody.ask<Told>('POST', '/session', { body: { login: 'a\u0000', password: 'x' } }), { status: 400, fields: ['login'] });
      expectProblem(await nobody.ask<Told>('POST', '/session', { body: { login: 'office' } }), { status: 400, fields: ['password'] });
      expectProblem(await nobody.ask<Told>('POST', '/session', { body: { login: 'office', password: 'a-long-test-password', unitId: 'u-nobody' } }), { status: 403, code: 'unit-not-held' });
      expectProblem(await nobody.ask<Told>('POST', '/session/refresh', { body: { refreshToken: 'garbage' } }), { status: 401 });
      let last: Reply<Told> | undefined;
      for (let i = 0; i < 12 && last?.status !== 429; i++) last = await nobody.ask<Told>('POST', '/session', { body: { login: 'hr', password: 'wrong-password' } });
      expectProblem(last!, { status: 429, code: 'locked-out' });
      expect(Number(last!.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('units and groups', async () => {
      const units = (body: unknown): Promise<Reply<Told>> => office.ask<Told>('POST', '/roster/units', { body });
      expectProblem(await units({ units: [{ name: '新单位', aliases: [], staffed: false, housedIn: 'u-nobody' }] }), { status: 422, code: 'unit-unknown' });
      expectProblem(await units({ units: [{ name: '新单位', aliases: ['\u0000'], staffed: false }] }), { status: 400 });
      expectProblem(await units({ units: [{ name: '新单位', aliases: [], staffed: false, parentId: 'u-nobody' }] }), { status: 422, code: 'unit-unknown' });
      expectProblem(await units({ units: 'all' }), { status: 400, fields: ['units'] });
      expectProblem(await units({ units: [null] }), { status: 400 });
      expectProblem(await office.ask<Told>('POST', '/roster/groups', { body: { name: '各高校', memberIds: ['u-nobody'] } }), { status: 422, code: 'unit-unknown', fields: ['memberIds'] });
    });
  });
});
