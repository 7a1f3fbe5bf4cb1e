import type { ItemView } from '#libs/supervision/item/item.view';
import type { HttpClient } from '../support/http-client';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';

/** One unit hands in, another has the work when it is judged: over HTTP, by the people of both. */
describe('work that was taken over', () => {
  let api: ApiInProcess;
  let office: HttpClient, deputy: HttpClient, union: HttpClient, taker: HttpClient;
  const send = async (by: HttpClient, act: string, body: object): Promise<ItemView> => (await by.command(api.itemId, act, body)).item;
  const acts = async (by: HttpClient): Promise<{ act: string; assignmentId: string | null; stepId: string | null; what: string | null; refused: { code: string } | null }[]> => (await by.get<{ acts: [] }>(`/items/${api.itemId}/acts`)).acts;

  beforeAll(async () => {
    api = await apiInProcess('2031-03-03T01:00:00.000Z');
    const { units } = api.system;
    [office, deputy, union, taker] = (await Promise.all([
      api.signedIn('office-1', units['市产改办']!, ['office']), api.signedIn('office-2', units['市产改办']!, ['office']),
      api.signedIn('union', units['市总工会']!, ['handler', 'liaison']), api.signedIn('taker', units[STRANGERS_UNIT]!, ['handler', 'liaison']),
    ])).map((x) => x.client) as [HttpClient, HttpClient, HttpClient, HttpClient];
    await send(union, 'receive', { assignmentId: 'a1' });
    await send(union, 'submit', { stepId: 'a1-1', text: '已完成', evidenceIds: [] });
    await send(office, 'transfer', { assignmentId: 'a1', toUnitId: units[STRANGERS_UNIT]!, reason: '职责调整' });
  });
  afterAll(() => api?.close());

  it('its return is disputed by who has it now, is offered to them alone, and upheld it is judged after all', async () => {
    const returned = await send(office, 'return', { stepId: 'a1-1', reason: '材料不全' });
    const mine = returned.assignments.at(-1)!.id;
    expect((await acts(taker)).filter((a) => a.act === 'object' && a.what === 'return')).toMatchObject([{ assignmentId: mine, stepId: 'a1-1', refused: null }]);
    expect((await acts(union)).filter((a) => a.act === 'object' && a.what === 'return' && a.refused === null)).toEqual([]);
    expect(await union.refused(api.itemId, 'object', { assignmentId: mine, stepId: 'a1-1', what: 'return', reason: '材料齐全' })).toMatchObject({ status: 403 });
    const asked = await send(taker, 'object', { assignmentId: mine, stepId: `${mine}-a1-1`, what: 'return', reason: '原单位材料齐全' });
    const requestId = asked.requests.at(-1)!.id;
    expect(await office.refused(api.itemId, 'rule', { requestId, grant: true, reason: '经核' })).toMatchObject({ code: 'first-decider' });
    const upheld = await send(deputy, 'rule', { requestId, grant: true, reason: '经核实，材料齐全' });
    expect(upheld.steps.filter((s) => s.id.endsWith('a1-1')).map((s) => [s.id, s.status])).toEqual([['a1-1', 'submitted'], [`${mine}-a1-1`, 'cancelled']]);
  });

  it('accepted, it is opened anew for who has it now, once', async () => {
    const accepted = await send(office, 'verify', { stepId: 'a1-1' });
    const mine = accepted.assignments.at(-1)!.id;
    const reopened = await send(office, 'reopen', { stepId: 'a1-1', day: '2031-05-30', reason: '成果失实' });
    const anew = reopened.steps.find((s) => s.assignmentId === mine && s.status === 'open')!;
    expect(anew).toMatchObject({ deadline: '2031-05-30' });
    expect(reopened.steps.find((s) => s.id === 'a1-1')).toMatchObject({ status: 'done', completedLate: false });
    expect(await office.refused(api.itemId, 'reopen', { stepId: 'a1-1', reason: '成果失实' })).toMatchObject({ status: 409, code: 'step-goes-on', detail: { zh: expect.stringContaining(`“${anew.title}”`), en: expect.stringContaining(`“${anew.title}”`) } });
    await send(taker, 'receive', { assignmentId: mine });
    await send(taker, 'submit', { stepId: anew.id, text: '已重新办理', evidenceIds: [] });
    expect((await send(office, 'verify', { stepId: anew.id })).steps.find((s) => s.id === anew.id)).toMatchObject({ status: 'done', completedLate: false });
  });
});
