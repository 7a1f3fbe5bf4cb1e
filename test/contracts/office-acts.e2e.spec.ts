import type { OpenAPIObject } from '@nestjs/swagger';
import { document } from '#apps/api/openapi/document';
import { OFFICE } from '#libs/commands/testing/a-system';
import { STATE_COUNCIL } from '#libs/supervision/calendar/state-council';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import type { HttpClient, Told } from '../support/http-client';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';
import { deviations, type Schema } from './conforms';
import { expectProblem } from './problems';

const YEAR = new Date().getUTCFullYear();

describe('what the office does over many items, over HTTP', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  let lead: HttpClient;
  let leadToken: string;
  let spec: OpenAPIObject;

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office-1', api.system.units[OFFICE]!, ['office'])).client;
    ({ client: lead, token: leadToken } = await api.signedIn('lead-1', api.system.units['市总工会']!, ['handler', 'liaison']));
    spec = document(api.app);
  });
  afterAll(() => api?.close());

  /** Holds an answer against its schema in the document. */
  const conforms = (method: 'get' | 'post', path: string, body: unknown): void => {
    const content = (spec.paths[path]?.[method]?.responses as Record<string, { content?: Record<string, { schema?: Schema }> }> | undefined)?.['200']?.content;
    const schema = content?.['application/json']?.schema;
    if (!schema) throw new Error(`${method} ${path} has no schema`);
    expect([path, deviations(body, schema, (spec.components?.schemas ?? {}) as Record<string, Schema>)]).toEqual([path, []]);
  };

  const policy = (change: object = {}, more: object = {}) => ({ name: '标准督办规则', rules: { ...STANDARD_RULES, ...change }, variants: [{ name: '非公企业', when: { unitClass: 'privateEnterprise' }, differences: { signWorkingDays: 4 }, guidance: '一企一策' }], basis: '联席会议纪要', ...more });

  it('shows a policy dry, then sets it', async () => {
    const shown = await office.ask('POST', '/policies/standard/preview', { body: policy({ receiptWorkingDays: 1 }) });
    expect(shown).toMatchObject({ status: 200, body: { complete: true, examined: 1, moved: { count: 2, rows: [{ kind: 'receive' }, { kind: 'receive' }] } } });
    conforms('post', '/policies/{policyId}/preview', shown.body);
    const set = await office.ask('POST', '/policies/standard', { body: policy({ receiptWorkingDays: 1 }), key: 'set-policy-1' });
    expect(set).toMatchObject({ status: 200, body: { version: 2, replayed: false } });
    conforms('post', '/policies/{policyId}', set.body);
    expect(await office.ask('POST', '/policies/standard', { body: policy({ receiptWorkingDays: 1 }), key: 'set-policy-1' })).toMatchObject({ body: { version: 2, replayed: true } });
    const read = await lead.ask('GET', '/policies/standard');
    expect(read).toMatchObject({ body: { versions: [{ version: 2, inForce: true, variants: [{ name: '非公企业', when: { unitClass: 'privateEnterprise' }, differences: { signWorkingDays: 4 }, guidance: '一企一策' }] }, { version: 1, inForce: false }] } });
    conforms('get', '/policies/{policyId}', read.body);
  });

  it('tells of wrong rules field by field', async () => {
    expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: policy({ graceWorkingDays: 0, noticeTime: '9' }) }), { status: 422, code: 'policy-invalid', fields: ['graceWorkingDays', 'noticeTime'] });
    expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: policy({ graceWorkingDays: 'two' }) }), { status: 400, fields: ['rules.graceWorkingDays'] });
    expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: { ...policy(), rules: null } }), { status: 400, fields: ['rules'] });
    expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: policy({}, { effectiveFrom: '2020-01-01' }) }), { status: 422, code: 'date-in-the-past', fields: ['effectiveFrom'] });
    expectProblem(await office.ask<Told>('POST', '/policies/standard', { body: policy({}, { effectiveFrom: 'tomorrow' }) }), { status: 400, fields: ['effectiveFrom'] });
    expectProblem(await office.ask<Told>('POST', '/policies/../x', { body: policy() }), { status: 404 });
    expectProblem(await office.ask<Told>('GET', '/policies/nobody'), { status: 404 });
    expectProblem(await lead.ask<Told>('POST', '/policies/standard', { body: policy() }), { status: 403, code: 'forbidden-role' });
  });

  it('publishes a calendar, shown dry before, and offers corrections', async () => {
    const day = { day: `${STATE_COUNCIL.publishedThrough}-12-30`, kind: 'holiday', name: '临时放假' };
    const calendar = { days: [...STATE_COUNCIL.days, day], publishedThrough: STATE_COUNCIL.publishedThrough, basis: '国务院办公厅通知' };
    const shown = await office.ask('POST', '/calendar/preview', { body: calendar });
    expect(shown).toMatchObject({ status: 200, body: { complete: true, corrections: { count: 0 } } });
    conforms('post', '/calendar/preview', shown.body);
    const published = await office.ask('POST', '/calendar', { body: calendar });
    expect(published).toMatchObject({ status: 200, body: { version: 2 } });
    conforms('post', '/calendar', published.body);
    conforms('get', '/calendar', (await lead.ask('GET', '/calendar')).body);
    expectProblem(await office.ask<Told>('POST', '/calendar', { body: { ...calendar, days: [day] } }), { status: 422, code: 'calendar-invalid', fields: ['days'] });
    const offered = await office.ask('POST', '/calendar/corrections', { body: { basis: '更正依据', preview: true } });
    expect(offered).toMatchObject({ status: 200, body: { count: 0, rows: [] } });
    conforms('post', '/calendar/corrections', offered.body);
    expectProblem(await office.ask<Told>('POST', '/calendar/corrections', { body: { basis: '更正依据', preview: false } }), { status: 422, code: 'nothing-open' });
  });

  it('amends the plan: previewed, numbered, refused with the part at fault', async () => {
    const unitId = api.system.units['市总工会']!;
    const add = { number: '2', title: '新增事项', content: '', targets: [], deadline: `${YEAR}-12-30`, units: [{ unitId, role: 'lead' }] };
    const unchanged = { withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false };
    const body = { basis: '产改办〔2026〕7号', preview: true, changes: [{ itemId: api.itemId, title: '改名', ...unchanged }], adds: [add] };
    const shown = await office.ask('POST', '/plans/plan1/amend', { body });
    expect(shown).toMatchObject({ status: 200, body: { preview: true, number: 1, changes: [{ kind: 'title', before: '事项1', after: '改名' }, { kind: 'add' }] } });
    conforms('post', '/plans/{planId}/amend', shown.body);
    const applied = await office.ask('POST', '/plans/plan1/amend', { body: { ...body, preview: false }, key: 'amend-it-1' });
    expect(applied).toMatchObject({ status: 200, body: { preview: false, number: 1, replayed: false } });
    expect(await office.ask('POST', '/plans/plan1/amend', { body: { ...body, preview: false }, key: 'amend-it-1' })).toMatchObject({ body: { number: 1, replayed: true } });
    const listed = await office.ask('GET', '/plans/plan1/amendments');
    expect(listed).toMatchObject({ body: { amendments: [{ number: 1, basis: body.basis }] } });
    conforms('get', '/plans/{planId}/amendments', listed.body);
    expect(await office.ask('GET', '/items/plan1-T1.1')).toMatchObject({ status: 200, body: { title: '新增事项', carriedFrom: null } });
    expectProblem(await office.ask<Told>('POST', '/plans/plan1/amend', { body: { ...body, preview: false } }), { status: 422, code: 'amendment-empty' });
    const noBasis = { ...body, basis: '' };
    expectProblem(await office.ask<Told>('POST', '/plans/plan1/amend', { body: noBasis }), { status: 400, fields: ['basis'] });
    const nowhere = { ...body, changes: [], adds: [], merges: [{ itemIds: [api.itemId] }] };
    expectProblem(await office.ask<Told>('POST', '/plans/plan1/amend', { body: nowhere }), { status: 404, fields: ['merges[0].into'] });
  });

  it('shows the year’s end, and refuses it item by item while the year goes on', async () => {
    const open = await office.ask('GET', '/plans/plan1/year-end');
    expect(open).toMatchObject({ status: 200, body: { periodEnd: `${YEAR}-12-31`, items: [{ itemId: api.itemId }, { itemId: 'plan1-T1.1' }] } });
    conforms('get', '/plans/{planId}/year-end', open.body);
    const act = { act: 'closeUnfulfilled', reason: '年度内未完成', preview: true };
    const shown = await office.ask('POST', '/plans/plan1/year-end', { body: act });
    expect(shown).toMatchObject({ status: 200, body: { rows: [{ refusal: { code: 'too-early' } }, { refusal: { code: 'too-early' } }] } });
    conforms('post', '/plans/{planId}/year-end', shown.body);
    const job = await office.ask<{ job: { id: string } }>('POST', '/plans/plan1/year-end', { body: { ...act, preview: false }, key: 'year-end-1' });
    expect(job).toMatchObject({ status: 200, body: { job: { status: 'ended', done: 2, of: 2, refused: [{ code: 'too-early' }, { code: 'too-early' }] } } });
    conforms('post', '/plans/{planId}/year-end', job.body);
    const read = await office.ask('GET', `/jobs/${job.body.job.id}`);
    conforms('get', '/jobs/{jobId}', read.body);
    expectProblem(await lead.ask<Told>('GET', `/jobs/${job.body.job.id}`), { status: 404 });
    expectProblem(await office.ask<Told>('POST', '/plans/plan1/year-end', { body: { ...act, act: 'carryOver' } }), { status: 400, fields: ['toPlanId'] });
    expectProblem(await office.ask<Told>('POST', '/plans/plan1/year-end', { body: { ...act, act: 'carryOver', toPlanId: 'nowhere' } }), { status: 404, fields: ['toPlanId'] });
    expectProblem(await lead.ask<Told>('GET', '/plans/plan1/year-end'), { status: 403 });
  });

  describe('evidence', () => {
    const PDF = new Uint8Array(Buffer.from('%PDF-1.7 名册'));
    const send = (client: HttpClient, raw: Uint8Array | string, query: Record<string, string> = {}, type = 'application/pdf', key?: string) =>
      client.ask<{ evidence: { id: string } } & Told>('POST', `/items/${api.itemId}/evidence`, { raw, query: { assignmentId: 'a1', name: '名册 "1".pdf', ...query }, headers: { 'content-type': type }, ...(key === undefined ? {} : { key }) });

    it('is taken from the unit, and given back inert to who may see it', async () => {
      const sent = await send(lead, PDF, { stepId: 'a1-1' }, 'application/pdf', 'evidence-1');
      expect(sent).toMatchObject({ status: 200, body: { evidence: { name: '名册 _1_.pdf', mediaType: 'application/pdf', bytes: PDF.length }, replayed: false } });
      conforms('post', '/items/{itemId}/evidence', sent.body);
      expect(await send(lead, PDF, { stepId: 'a1-1' }, 'application/pdf', 'evidence-1')).toMatchObject({ status: 200, body: { replayed: true } });
      const path = `/items/${api.itemId}/evidence/${sent.body.evidence.id}`;
      for (const client of [lead, office]) {
        const got = await client.fetch('GET', path);
        expect([got.status, new Uint8Array(await got.arrayBuffer())]).toEqual([200, PDF]);
        expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control'].map((h) => [h, got.headers.get(h)]))).toEqual({
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename="evidence"; filename*=UTF-8''%E5%90%8D%E5%86%8C%20_1_.pdf`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'private, no-store',
        });
      }
      // Another unit of the same item sees that item, and not what belongs to the lead's assignment.
      const participant = (await api.signedIn('participant-1', api.system.units['市人社局']!, ['handler'])).client;
      expect((await participant.ask('GET', `/items/${api.itemId}`)).status).toBe(200);
      expectProblem(await participant.ask<Told>('GET', path), { status: 404 });
      expectProblem(await (await api.stranger('handler')).ask<Told>('GET', path), { status: 404 });
      expectProblem(await office.ask<Told>('GET', `/items/${api.itemId}/evidence/constructor`), { status: 404 });
    });

    it('is taken from the office on behalf of a unit, and from nobody else', async () => {
      expect(await send(office, PDF, { onBehalf: 'true' })).toMatchObject({ status: 200 });
      expectProblem(await send(office, PDF), { status: 403 });
      const stranger = (await api.signedIn('stranger-1', api.system.units[STRANGERS_UNIT]!, ['handler', 'inspector'])).client;
      expectProblem(await send(stranger, PDF), { status: 404 });
    });

    it('is refused with what to mend', async () => {
      expectProblem(await send(lead, ''), { status: 422, code: 'evidence-empty' });
      expectProblem(await send(lead, '<script>', {}, 'text/html'), { status: 422, code: 'evidence-type' });
      expectProblem(await send(lead, '<script>', {}, 'application/pdf'), { status: 422, code: 'evidence-type' });
      expectProblem(await send(lead, PDF, { name: '' }), { status: 400, fields: ['name'] });
      expectProblem(await send(lead, PDF, { assignmentId: 'a9' }), { status: 404, code: 'assignment-not-found' });
      expectProblem(await send(lead, new Uint8Array(21 * 1024 * 1024)), { status: 413, code: 'too-large' });
      expectProblem(await send(lead, '{"a":1}', {}, 'application/json'), { status: 422, code: 'evidence-type' });
      const zipped = await lead.ask<Told>('POST', `/items/${api.itemId}/evidence`, { raw: PDF, query: { assignmentId: 'a1', name: 'a.pdf' }, headers: { 'content-type': 'application/pdf', 'content-encoding': 'gzip' } });
      expectProblem(zipped, { status: 415, code: 'media-type' });
    });

    it('that says no length is taken piece by piece, and no further than the limit', async () => {
      const path = `/items/${api.itemId}/evidence?assignmentId=a1&name=a.pdf`;
      const streamed = async (pieces: number): Promise<{ status: number; code?: string }> => {
        const piece = Buffer.alloc(1_048_576, '%PDF-1.7 ');
        let sent = 0;
        const body = new ReadableStream({ pull: (c) => (sent++ < pieces ? c.enqueue(piece) : c.close()) });
        const response = await fetch(new URL(path, api.base), { method: 'POST', body, duplex: 'half', headers: { authorization: `Bearer ${leadToken}`, 'idempotency-key': `streamed-${pieces}`, 'content-type': 'application/pdf' } } as RequestInit);
        return { status: response.status, code: ((await response.json()) as { code?: string }).code };
      };
      expect(await streamed(3)).toEqual({ status: 200, code: undefined });
      expect(await streamed(21)).toEqual({ status: 413, code: 'too-large' });
    });
  });
});
