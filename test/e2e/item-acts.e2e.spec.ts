import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, importFile, planFile, settleAndIssue, WATCH } from './the-city';

interface Act {
  act: string;
  assignmentId: string | null;
  stepId: string | null;
  requestId: string | null;
  paperId: string | null;
  targetId: string | null;
  what: string | null;
  duty: string | null;
  arming: number | null;
  refused: { code: string; zh: string; en: string; others: boolean; who: string[] } | null;
}
interface Effect {
  code: string | null;
  light: string;
  steps: { stepId: string; deadline: string | null; light: string }[];
  overturned: number;
  found: number;
}

/** What a page would send for an act: what it is about, and whatever a person would type. */
function bodyOf(act: Act): Record<string, unknown> {
  const subject = Object.fromEntries((['assignmentId', 'stepId', 'requestId', 'paperId', 'targetId', 'what', 'duty', 'arming'] as const).flatMap((name) => (act[name] === null ? [] : [[name, act[name]]])));
  const typed: Record<string, Record<string, unknown>> = {
    decline: { reason: '不属于本单位职责' },
    namePerson: { personId: 'somebody' },
    report: { text: '培训已开班三期', values: [] },
    correctValue: { value: 1, asOf: '2031-03-03', reason: '误填' },
    submit: { text: '已完成', evidenceIds: [] },
    sendBack: { reason: '请补充' },
    return: { reason: '请补充' },
    addStep: { title: '制定方案', evidenceRequired: false },
    requestExtension: { day: '2055-12-30', reason: '企业停产' },
    stateReason: { restUntil: '2055-12-30', reason: '企业停产' },
    object: { reason: '认定有误' },
    rule: { grant: false, reason: '理由不足' },
    correct: { basis: '录入有误' },
    transfer: { toUnitId: 'nobody', reason: '职责调整' },
    suspend: { reason: '政策调整' },
    resume: { reason: '政策已定' },
    withdraw: { reason: '不再需要' },
    reopen: { reason: '需要补充' },
    urge: { text: '请抓紧' },
    quantify: { targets: [], steps: [] },
    waiveTarget: { reason: '不再统计' },
    voidPaper: { reason: '有误' },
    answerPaper: { text: '已整改' },
    closeUnfulfilled: { reason: '未能完成' },
  };
  return { ...subject, ...typed[act.act] };
}

const pathOf = (act: string): string => act.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** The list of acts is what the commands themselves would answer. */
describe('what each may do with an item', () => {
  let system: RunningSystem;
  let itemId: string;
  let office: HttpClient, hr: HttpClient;
  const actsOf = async (by: HttpClient): Promise<Act[]> => (await by.get<{ acts: Act[] }>(`/items/${itemId}/acts`)).acts;
  const found = (acts: Act[], act: string, more: Partial<Act> = {}): Act | undefined => acts.find((a) => a.act === act && Object.entries(more).every(([name, value]) => a[name as keyof Act] === value));

  beforeAll(async () => {
    system = await aCity();
    office = system.as('office');
    hr = system.as('hr');
    const { plan } = await importFile(office, planFile('points-plan.txt'), 'points-plan.txt', { supervisingUnitId: system.unit(WATCH) });
    const third = plan.items.find((i) => i.number === '3')! as (typeof plan.items)[number] & { leads: string[]; participants: string[]; units: string[] };
    await office.post(`/plans/${plan.id}/change-item`, { itemKey: third.key, leads: third.leads, participants: third.participants, units: third.units, deadline: '2031-06-30' });
    await settleAndIssue(office, plan.id);
    itemId = `${plan.id}-3`;
  });

  afterAll(() => system?.stop());

  it.each(['office', 'signer', 'hr', 'hrhead', 'education', 'watch', 'convenor'])('refuses %s by the same code and words that the list gave', async (login) => {
    const by = system.as(login);
    const refused = (await actsOf(by)).filter((a) => a.refused !== null);
    expect(refused.length).toBeGreaterThan(2);
    for (const act of refused) {
      const problem = await by.refused(itemId, pathOf(act.act), bodyOf(act));
      expect({ act: act.act, code: problem.code, zh: problem.detail.zh, en: problem.detail.en }).toEqual({ act: act.act, code: act.refused!.code, zh: act.refused!.zh, en: act.refused!.en });
    }
  });

  it('offers what is taken, and no longer what was done', async () => {
    const own = (await actsOf(hr)).find((a) => a.act === 'receive')!;
    expect(own.refused).toBeNull();
    expect(found(await actsOf(hr), 'submit')!.refused).toMatchObject({ code: 'assignment-not-received' });
    await hr.command(itemId, 'receive', bodyOf(own));
    const after = await actsOf(hr);
    expect(found(after, 'receive', { assignmentId: own.assignmentId })).toBeUndefined();
    const submit = found(after, 'submit', { refused: null })!;
    expect(found(after, 'requestExtension', { stepId: submit.stepId })!.refused).toBeNull();
    expect(found(after, 'verify')).toBeUndefined();
    expect(found(await actsOf(office), 'receive', { assignmentId: own.assignmentId })).toBeUndefined();
  });

  it('tells before a ruling what either answer would do, and writes nothing by it', async () => {
    const submit = found(await actsOf(hr), 'submit', { refused: null })!;
    await hr.command(itemId, 'request-extension', { stepId: submit.stepId, day: '2031-08-29', reason: '企业停产检修' });
    const rule = found(await actsOf(office), 'rule')!;
    expect(rule.refused).toBeNull();
    const before = (await system.store.readStream(`item/${itemId}`)).length;
    const effects = await office.get<{ granted: Effect; refused: Effect }>(`/items/${itemId}/requests/${rule.requestId}/effects`);
    expect(effects.granted).toMatchObject({ code: null, found: 0, overturned: 0 });
    expect(effects.granted.steps).toContainEqual(expect.objectContaining({ stepId: submit.stepId, deadline: '2031-08-29' }));
    expect(effects.refused).toMatchObject({ code: null, found: 0, steps: [] });
    const sooner = await office.get<{ granted: Effect }>(`/items/${itemId}/requests/${rule.requestId}/effects`, { day: '2031-06-01' });
    expect(sooner.granted.code).toBe('date-invalid');
    expect((await system.store.readStream(`item/${itemId}`)).length).toBe(before);
    expect((await hr.ask('GET', `/items/${itemId}/requests/${rule.requestId}/effects`)).status).toBe(403);
    const ruled = await office.command(itemId, 'rule', { requestId: rule.requestId, grant: true, reason: '同意' });
    expect(ruled.item.steps.find((s) => s.id === submit.stepId)!.deadline).toBe('2031-08-29');
  });

  it('tells who rules how requests of the kind by the unit were ruled on before, here and on its other items', async () => {
    const submit = found(await actsOf(hr), 'submit', { refused: null })!;
    await hr.command(itemId, 'request-extension', { stepId: submit.stepId, day: '2031-09-30', reason: '再次顺延' });
    const { requestId } = found(await actsOf(office), 'rule')!;
    const history = await office.get<{ kind: string; here: object; everywhere: object; items: number }>(`/items/${itemId}/requests/${requestId}/history`);
    expect(history).toMatchObject({ unitId: expect.any(String), kind: 'extension', here: { granted: 1, refused: 0 }, everywhere: { granted: 1, refused: 0 } });
    expect((await hr.ask('GET', `/items/${itemId}/requests/${requestId}/history`)).status).toBe(403);
    expect((await office.ask('GET', `/items/${itemId}/requests/no-such/history`)).status).toBe(404);
    await office.command(itemId, 'rule', { requestId, grant: false, reason: '不再顺延' });
  });

  it('tells nothing to who does not see the item', async () => {
    expect((await system.as('union').ask('GET', `/items/${itemId}/acts`)).status).toBe(404);
  });
});
