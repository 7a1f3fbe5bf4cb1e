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
  const upload = (raw: string, query: Record<string, string> = {}): Promise<Reply<Told & { plan?: { id: string }; comparison?: Compared & { with: string }; importedAs?: { planId: string }[] }>> =>
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

  it('a file is compared with a plan before it is imported, a unit’s other name being no other unit', async () => {
    const before = (await upload(BEFORE, { again: 'true' })).body.plan?.id ?? '';
    const held = Number((await api.system.pool.query<{ n: string }>('select count(*) as n from log.events')).rows[0]?.n);
    const { body } = await upload(AFTER, { dryRun: 'true', compareWith: before });
    const { comparison } = body;
    expect(comparison?.with).toBe(before);
    expect([comparison?.carriedOn.map((match) => match.after.number), comparison?.changed.map((match) => match.after.number)]).toEqual([['2'], ['1']]);
    expect([comparison?.dropped.map(({ title }) => title), comparison?.added.map(({ title }) => title)]).toEqual([['编印工匠故事集'], ['设立工匠基金']]);
    expect(Number((await api.system.pool.query<{ n: string }>('select count(*) as n from log.events')).rows[0]?.n)).toBe(held);

    await office.post(`/roster/units/${api.system.units['市总工会']}/alias`, { alias: '总工会' });
    const renamed = await upload(BEFORE.replace(/市总工会/g, '总工会'), { dryRun: 'true', compareWith: before });
    expect(renamed.body.comparison).toMatchObject({ changed: [], dropped: [], added: [] });

    expectProblem(await upload(AFTER, { compareWith: before }), { status: 400, code: 'malformed', fields: ['compareWith'] });
    expectProblem(await upload(AFTER, { dryRun: 'true', compareWith: 'nobody' }), { status: 404, code: 'not-found' });
    const { client: other } = await api.signedIn('other-office', api.system.units['市总工会']!, ['office']);
    expectProblem(await other.ask<Told>('POST', '/plans/import', { raw: AFTER, query: { fileName: 'a.txt', dryRun: 'true', compareWith: before }, headers: { 'content-type': 'application/octet-stream' } }), { status: [403, 404] });
  });

  it('the same file twice is recognised: the answer names the plan that is there, and a flag imports it all the same', async () => {
    const raw = paper(2033, '1. 办好技能比武。（牵头单位：市总工会）\n2. 设立工匠基金。（牵头单位：市总工会）\n');
    expect((await upload(raw, { dryRun: 'true' })).body.importedAs).toBeUndefined();
    const first = (await upload(raw)).body.plan?.id ?? '';
    const known = await upload(raw, { fileName: 'b.txt' });
    expectProblem(known, { status: 409, code: 'file-known', fields: ['again'] });
    expect(known.body.detail).toEqual({ zh: expect.stringMatching(new RegExp(`${first}.*2033年工作要点.*again=true`)), en: expect.stringMatching(new RegExp(`${first}.*discard.*again=true`)) });
    expect((await upload(raw, { dryRun: 'true' })).body.importedAs).toEqual([{ planId: first, title: expect.stringContaining('2033年'), status: 'draft', fileName: 'a.txt' }]);
    const { client: other } = await api.signedIn('union-office', api.system.units['市总工会']!, ['office']);
    expect((await other.ask('POST', '/plans/import', { raw, query: { fileName: 'a.txt' }, headers: { 'content-type': 'application/octet-stream' } })).status).toBe(201);

    const second = (await upload(raw, { again: 'true' })).body.plan?.id ?? '';
    expect(second).not.toBe(first);
    for (const id of [first, second]) await office.post(`/plans/${id}/discard`, { reason: '重复导入' });
    expect((await upload(raw)).status).toBe(201);
  });

  it('a request that is sent again is answered by its own plan, though the file was imported once more since', async () => {
    const raw = paper(2034, '1. 办好技能比武。（牵头单位：市总工会）\n');
    const headers = { 'content-type': 'application/octet-stream' };
    const send = (): Promise<Reply<Told & { plan?: { id: string }; replayed?: boolean }>> => office.ask('POST', '/plans/import', { raw, query: { fileName: 'a.txt' }, headers, key: 'import-of-2034' });
    const first = (await send()).body.plan?.id;
    expect((await upload(raw, { again: 'true' })).status).toBe(201);
    expect((await send()).body).toMatchObject({ plan: { id: first }, replayed: true });
  });
});
