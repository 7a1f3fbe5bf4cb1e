import { docxOf, paragraph, table } from '#libs/documents/testing/docx.make';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

const ITEMS = 500;
const UNITS = ['市总工会', '市人社局', '市财政局'];
const rows = Array.from({ length: ITEMS }, (_, i) => [String(i + 1), `技能提升行动之${i + 1}`, `组织培训${i + 3}场次，每季度通报一次`, UNITS[i % 3]!, '2031年10月底前', '方案制定（3月底前）；组织实施（9月底前）']);
const DOCUMENT = docxOf({ body: paragraph('某市产业工人队伍建设2031年任务清单') + table([['序号', '项目名称', '主要内容', '牵头单位', '完成时限', '实施步骤'], ...rows]) });

interface Told1 {
  event: string;
  data: Record<string, unknown>;
}

describe('an import that is told on the way', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  const follow = (raw: Uint8Array | string, query: Record<string, string> = {}): Promise<Reply<string>> => office.ask('POST', '/plans/import/followed', { raw, query: { fileName: 'a.docx', ...query }, headers: { 'content-type': 'application/octet-stream' } });
  const eventsOf = (body: string): Told1[] =>
    body.split('\n\n').filter((part) => part !== '').map((part) => {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
      return { event, data: JSON.parse(data) as Record<string, unknown> };
    });

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
  });
  afterAll(() => api?.close());

  it('says how far it is, and then answers as an import does; a paper’s steps come with its items', async () => {
    const { status, headers, body } = await follow(DOCUMENT);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const told = eventsOf(body);
    expect(told.slice(0, -1).map(({ event, data }) => [event, data['what']])).toEqual([['progress', 'lines'], ['progress', 'items']]);
    expect(told.at(-2)?.data).toEqual({ what: 'items', done: ITEMS, of: ITEMS });
    const { event, data } = told.at(-1) as { event: string; data: { plan: { id: string; items: { steps: { title: string; deadline: string }[] }[] }; replayed: boolean } };
    expect([event, data.plan.items.length, data.replayed]).toEqual(['result', ITEMS, false]);
    expect(data.plan.items[ITEMS - 1]?.steps.map(({ title, deadline }) => [title, deadline])).toEqual([['方案制定', '2031-03-31'], ['组织实施', '2031-09-30']]);
    expect((await office.get<{ items: unknown[] }>(`/plans/${data.plan.id}`)).items).toEqual(data.plan.items);
  });

  it('tells what goes wrong on the way as its last event, and what is wrong before as any problem', async () => {
    const told = eventsOf((await follow(DOCUMENT, { fileName: 'b.docx' })).body);
    expect(told.at(-1)).toEqual({ event: 'problem', data: expect.objectContaining({ status: 409, code: 'file-known', detail: { zh: expect.stringContaining('again=true'), en: expect.stringContaining('again=true') } }) });
    const refused = await office.ask<Told>('POST', '/plans/import/followed', { raw: 'PK\u0003\u0004', query: { fileName: 'a.docx' }, headers: { 'content-type': 'application/octet-stream' } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expectProblem(await office.ask<Told>('POST', '/plans/import/followed', { raw: DOCUMENT, query: { fileName: 'a.docx', supervisingUnitId: 'nobody' }, headers: { 'content-type': 'application/octet-stream' } }), { status: 422, code: 'unit-unknown', fields: ['supervisingUnitId'] });
  });
});
