import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

const PAPER = '某市匠才队伍建设2031年工作要点\n一、强基\n1. 建好示范课堂。年底前建好。（牵头单位：市总工会，参与单位：市人社局）\n2. 开展职业技能培训。培训4万人次。（牵头单位：市总工会）\n二、提质\n3. 编印工匠故事集。（牵头单位：市人社局）\n';

interface Item {
  key: string;
  category: string | null;
  leads: string[];
  participants: string[];
  deadline: string | null;
}
interface Plan {
  id: string;
  items: Item[];
  fields: Record<string, Record<string, { how: string; quote: string | null; place: { fromLine: number } | null }>>;
  decisions: { id: string; how: string | null }[];
  draftVersion: number;
  undoable: number;
}
interface Preview {
  draftVersion: number;
  changes: { itemNumber: string; field: string; before: string | null; after: string | null }[];
  leftOut: { itemNumber: string; why: string; zh: string; en: string }[];
}

describe('items of a draft changed in bulk', () => {
  let api: ApiInProcess;
  let office: HttpClient;
  let plan: Plan;
  const ask = (body: object, by = office): Promise<Reply<Told & Preview & { plan: Plan }>> => by.ask('POST', `/plans/${plan.id}/change-items`, { body });
  const read = (): Promise<Plan> => office.get<Plan>(`/plans/${plan.id}`);

  beforeAll(async () => {
    api = await apiInProcess();
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
    ({ plan } = await office.post<{ plan: Plan }>('/plans/import', undefined, { raw: PAPER, query: { fileName: 'a.txt' }, headers: { 'content-type': 'application/octet-stream' } }));
  });
  afterAll(() => api?.close());

  it('are shown first, changed by the draft that was shown, and come back by one act', async () => {
    const what = { filter: { unit: '市总工会' }, change: { kind: 'deadline', deadline: '2031-09-30' } };
    const { status, body } = await ask({ ...what, preview: true });
    expect(status).toBe(200);
    expect(body.changes.map((c) => [c.itemNumber, c.field, c.before, c.after])).toEqual([['1', 'deadline', '2031-12-31', '2031-09-30'], ['2', 'deadline', null, '2031-09-30']]);
    expect(body.draftVersion).toBe(plan.draftVersion);
    const category = await ask({ filter: {}, change: { kind: 'category', category: plan.items[0]!.category }, preview: true });
    expect(category.body.leftOut.map(({ itemNumber, why, zh, en }) => [itemNumber, why, zh, en])).toEqual(['1', '2'].map((n) => [n, 'is-so', expect.stringContaining('无需'), expect.stringContaining('already')]));
    expect(await read()).toEqual(plan);

    const changed = (await ask({ ...what, draftVersion: body.draftVersion })).body.plan;
    expect(changed.items.map((i) => i.deadline)).toEqual(['2031-09-30', '2031-09-30', null]);
    expect(changed.undoable).toBe(1);
    expect(changed.decisions.map((d) => d.id)).toEqual(plan.decisions.map((d) => d.id).filter((id) => id !== `no-deadline:${plan.items[1]!.key}`));
    expectProblem(await ask({ ...what, draftVersion: body.draftVersion }), { status: 412, code: 'stale' });

    const [first, second] = plan.items.map((i) => i.key) as [string, string];
    expect([plan.fields[first]?.['deadline'], plan.fields[second]?.['deadline']?.how]).toEqual([{ how: 'inferred', quote: '年底前', place: expect.objectContaining({ fromLine: 3 }) }, 'missing']);
    expect(plan.decisions.find((d) => d.id === `no-deadline:${second}`)?.how).toBe('missing');
    expect([changed.fields[first]?.['deadline'], changed.fields[first]?.['units']]).toEqual([{ how: 'entered', quote: null, place: null }, plan.fields[first]?.['units']]);

    const dropped = (await ask({ itemKeys: [plan.items[2]!.key], change: { kind: 'drop' } })).body.plan;
    expect(dropped.items).toHaveLength(2);
    for (let i = 0; i < 2; i += 1) await office.post(`/plans/${plan.id}/undo-change`);
    const back = await read();
    expect([back.items, back.fields, back.decisions]).toEqual([plan.items, plan.fields, plan.decisions]);
    expectProblem(await office.ask<Told>('POST', `/plans/${plan.id}/undo-change`), { status: 409, code: 'nothing-to-undo' });
  });

  it('ask what a change leaves open, and change roles and names of units', async () => {
    const gone = (await ask({ filter: {}, change: { kind: 'removeUnit', unit: '市人社局' } })).body.plan;
    expect(gone.decisions.map((d) => d.id)).toContain(`no-unit:${plan.items[2]!.key}`);
    await office.post(`/plans/${plan.id}/undo-change`);
    const led = (await ask({ filter: { unit: '市人社局' }, change: { kind: 'role', unit: '市人社局', role: 'lead' } })).body.plan;
    expect(led.items.map((i) => [i.leads, i.participants])).toEqual([[['市总工会', '市人社局'], []], [['市总工会'], []], [['市人社局'], []]]);
    await office.post(`/plans/${plan.id}/undo-change`);
  });

  it('say in both languages what is wrong, and leave everything as it is', async () => {
    const before = await read();
    expectProblem(await ask({ itemKeys: [plan.items[0]!.key, 'nobody'], change: { kind: 'drop' } }), { status: 404, code: 'not-found', fields: ['itemKeys[1]'] });
    expectProblem(await ask({ itemKeys: ['a'], filter: {}, change: { kind: 'drop' } }), { status: 400, code: 'malformed', fields: ['itemKeys'] });
    expectProblem(await ask({ change: { kind: 'drop' } }), { status: 400, code: 'malformed' });
    expectProblem(await ask({ filter: {}, change: { kind: 'replaceUnit', unit: '市总工会' } }), { status: 400, code: 'malformed', fields: ['change.by'] });
    expectProblem(await ask({ filter: {}, change: { kind: 'deadline', deadline: '2099-01-01' } }), { status: 422, code: 'date-invalid' });
    expectProblem(await ask({ filter: { words: '没有' }, change: { kind: 'drop' } }), { status: 422, code: 'nothing-open' });
    const { client: other } = await api.signedIn('other-office', api.system.units['市总工会']!, ['office']);
    expectProblem(await ask({ filter: {}, change: { kind: 'drop' }, preview: true }, other), { status: [403, 404] });
    expect(await read()).toEqual(before);
  });
});
