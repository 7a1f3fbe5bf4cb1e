import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

const paper = (year: number, points: string): string => `某市匠才队伍建设${year}年工作要点\n一、强基\n${points}`;
const BEFORE = paper(2031, '1. 建好示范课堂。年底前建好。（牵头单位：市总工会）\n2. 开展职业技能培训。培训4万人次。（牵头单位：市总工会）\n3. 编印工匠故事集。（牵头单位：市总工会）\n');
const AFTER = paper(2032, '1. 开展职业技能培训。培训5万人次。（牵头单位：市总工会）\n2. 建好示范课堂。年底前建好。（牵头单位：市总工会）\n3. 设立工匠基金。（牵头单位：市总工会）\n');

interface Compared {
  carriedOn: { before: { number: string }; after: { number: string }; confidence: string }[];
  changed: { before: { number: string }; after: { number: string }; changes: { field: string; before: string[]; after: string[] }[] }[];
  dropped: { title: string }[];
  added: { title: string }[];
}

describe('plans of two years', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  const upload = (raw: string, query: Record<string, string> = {}): Promise<Reply<Told & { plan?: { id: string }; plans?: { planId: string }[] }>> =>
    office.ask('POST', '/plans/import', { raw, query: { fileName: 'a.txt', ...query }, headers: { 'content-type': 'application/octet-stream' } });

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
  });
  afterAll(() => api?.close());

  it('are compared item by item', async () => {
    const before = (await upload(BEFORE)).body.plan?.id ?? '';
    const after = (await upload(AFTER)).body.plan?.id ?? '';
    const { status, body } = await office.ask<Compared & Told>('GET', `/plans/${after}/compare`, { query: { with: before } });
    expect(status).toBe(200);
    expect(body.carriedOn.map((match) => [match.before.number, match.after.number, match.confidence])).toEqual([['1', '2', 'certain']]);
    expect(body.changed.map((match) => [match.before.number, match.after.number, match.changes])).toEqual([['2', '1', [{ field: 'targets', before: ['培训 = 40000 人次'], after: ['培训 = 50000 人次'] }]]]);
    expect([body.dropped.map(({ title }) => title), body.added.map(({ title }) => title)]).toEqual([['编印工匠故事集'], ['设立工匠基金']]);
    expectProblem(await office.ask<Told>('GET', `/plans/${after}/compare`, { query: { with: 'nobody' } }), { status: 404, code: 'not-found' });
  });
});
