import { hold, whileFrozen, type Held } from '../faults/held';
import { kill9 } from '../faults/own-servers';
import { HttpClient, type Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, approveAll, approvedAndIssued, importFile, OFFICE, sendUp, UNION, type PlanReply, type ReviewReply } from './the-city';

jest.setTimeout(240_000);

const ROWS = 50;
const BANNERS = ['东旗产改办', '西旗产改办', '南旗产改办'] as const;
const FIRMS = ['第一机械厂', '第二机械厂', '第三机械厂', '第四机械厂', '第五机械厂', '第六机械厂'] as const;
/** An invented plan of fifty rows. */
const CSV = ['序号,项目名称,工作内容,牵头单位,完成时限', ...Array.from({ length: ROWS }, (_, i) => `${i + 1},技能培训${i + 1},举办职业技能培训不少于${(i + 1) * 100}人次,${UNION},2031年11月底前`)].join('\n');
const BANNER = ['east', 'west', 'south'] as const;
const FIRM = FIRMS.map((_, i) => `firm${i + 1}`);

type Inbox = { rows: { kind: string; text: string | null }[] };

/** Plans that go up level by level: what nobody above has looked at is not issued. */
describe('plans reported up', () => {
  let system: RunningSystem;
  let cityPlan: PlanReply['plan'];
  let eastPlan: PlanReply['plan'];
  const firmPlans: string[] = [];
  const as = (who: string): HttpClient => system.as(who);
  const read = (who: string, { proceeding: { id } }: ReviewReply): Promise<ReviewReply['proceeding']> => as(who).get<ReviewReply['proceeding']>(`/proceedings/plan-review/${id}`);
  const planOf = ({ content }: Pick<ReviewReply['proceeding'], 'content'>, planId: string): ReviewReply['proceeding']['content']['plans'][number] => content.plans.find((p) => p.planId === planId)!;
  const rule = (who: string, review: ReviewReply, how: 'approve' | 'passOn' | 'return', of: readonly { planId: string; draftVersion: number }[], more: object = {}): Promise<ReviewReply> =>
    as(who).post<ReviewReply>(`/plan-reviews/${review.proceeding.id}/rule`, { rulings: of.map(({ planId, draftVersion }) => ({ planId, draftVersion, how, ...more })) });
  async function taken(who: string, upperPlanId: string, itemIds: string[] | null): Promise<PlanReply['plan']> {
    const { plan } = await as(who).post<PlanReply>('/plans/take-up', { upperPlanId, ...(itemIds === null ? {} : { itemIds }) });
    await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'no-unit', optionId: 'issuer', preview: false });
    await as(who).post(`/plans/${plan.id}/settle-all`, { kind: 'upper-share', optionId: 'whole', preview: false });
    return plan;
  }

  beforeAll(async () => {
    const units = [OFFICE, UNION, ...BANNERS, ...FIRMS].map((name) => ({ name, staffed: true }));
    const accounts = [...['office', 'clerk', 'chief'].map((login) => ({ login, unit: OFFICE, roles: ['office' as const] })), ...[...BANNER, ...FIRM].map((login, i) => ({ login, unit: [...BANNERS, ...FIRMS][i]!, roles: ['office' as const, 'handler' as const, 'liaison' as const] }))];
    system = await aCity({ units, accounts });
    const { plan } = await importFile(as('office'), Buffer.from(CSV), 'city.csv');
    await as('office').post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
    cityPlan = (await as('office').post<PlanReply>(`/plans/${plan.id}/issue`)).plan;
  });
  afterAll(() => system?.stop());

  it('three banners take up 50, 12 and 1 of the 50: each is looked at before it is issued, and says how many of how many', async () => {
    const chosen = [12, ROWS, 1].map((n) => Array.from({ length: n }, (_, i) => `${cityPlan.id}-${i + 1}`));
    for (const [i, who] of BANNER.entries()) {
      const plan = await taken(who, cityPlan.id, chosen[i]!);
      const review = await sendUp(as(who), [plan.id]);
      expect(planOf(review.proceeding, plan.id)).toMatchObject({ status: 'sent', items: chosen[i]!.length, itemsAbove: ROWS, targets: chosen[i]!.length });
      expect((await approveAll(as('office'), review)).proceeding).toMatchObject({ status: 'approved', closed: { how: 'approved' } });
      const issued = (await as(who).post<PlanReply>(`/plans/${plan.id}/issue`)).plan;
      expect(issued.status).toBe('issued');
      if (who === 'east') eastPlan = issued;
    }
    await until('the city hears of three plans', async () => (await as('office').get<Inbox>('/inbox')).rows.filter((r) => r.kind === 'lowerPlanIssued').length === 3);
  });

  const below: ReviewReply[] = [];
  let above: ReviewReply;

  it('six units’ plans are approved by their banner and sent to the city with the banner’s list', async () => {
    for (const [i, who] of FIRM.entries()) {
      const plan = await taken(who, eastPlan.id, [eastPlan.issueItems[i]!.itemId]);
      firmPlans.push(plan.id);
      const review = await sendUp(as(who), [plan.id]);
      below.push(await rule('east', review, 'passOn', review.proceeding.content.plans));
      expect(below[i]!.proceeding).toMatchObject({ status: 'passedOn', duties: [{ kind: 'sendOn', owedBy: { unitId: system.unit(BANNERS[0]) } }] });
      expect(await as(who).ask('POST', `/plans/${plan.id}/issue`)).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    }
    // Not by somebody who does not have them.
    expect(await as('west').ask('POST', '/plan-reviews', { body: { planIds: firmPlans, title: '西旗报审', text: '请审核' } })).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    above = await sendUp(as('east'), firmPlans, '东旗六家方案报审');
    expect(above.proceeding).toMatchObject({ planId: cityPlan.id, status: 'sent' });
    expect(above.proceeding.content.plans.map((p) => p.via)).toEqual(below.map((r) => r.proceeding.id));
    expect(await read('firm1', below[0]!)).toMatchObject({ status: 'sentOn', duties: [] });
  });

  it('the city approves five and returns one, which the banner returns further down; its next attempt is late', async () => {
    const last = firmPlans[5]!;
    const of = above.proceeding.content.plans;
    expect(await as('office').ask('POST', `/plan-reviews/${above.proceeding.id}/rule`, { body: { rulings: [{ planId: last, draftVersion: 1, how: 'approve' }] } })).toMatchObject({ status: 409, body: { code: 'draft-changed' } });
    await rule('office', above, 'approve', of.slice(0, 5));
    expect((await rule('office', above, 'return', of.slice(5), { reason: '缺责任人', workingDays: 5 })).proceeding).toMatchObject({ status: 'returned', closed: null, duties: [{ kind: 'sendAgain', day: '2031-03-10' }] });
    for (const review of below.slice(0, 5)) expect(await read('east', review)).toMatchObject({ closed: { how: 'approved' } });
    expect((await as('firm1').post<PlanReply>(`/plans/${firmPlans[0]}/issue`)).plan.status).toBe('issued');
    // It lies with the banner: the firm changes nothing until it has it again.
    const change = { body: { from: '2031-01-01', to: '2031-11-30' } };
    expect(await as('firm6').ask('POST', `/plans/${last}/period`, change)).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    await rule('east', below[5]!, 'return', (await read('east', below[5]!)).content.plans, { reason: '请写明责任人', workingDays: 2 });
    expect(await as('firm6').ask('POST', `/plans/${last}/period`, change)).toMatchObject({ status: 200 });
    await system.setClock('2031-03-07T02:00:00.000Z');
    await until('it is late', async () => (await as('east').get<{ rows: { id: string; overdue: boolean }[] }>('/proceedings', { kind: 'plan-review' })).rows.some((r) => r.id === below[5]!.proceeding.id && r.overdue));
    expect(planOf(await read('east', below[5]!), last)).toMatchObject({ status: 'returned', late: true, attempt: 1 });
  });

  it('is sent again, level by level, approved, and issued; each notice told once', async () => {
    const last = firmPlans[5]!;
    // What the banner had approved was another draft.
    expect(await as('east').ask('POST', `/plan-reviews/${above.proceeding.id}/send-again`, { body: { text: '已修改' } })).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    const again = await as('firm6').post<ReviewReply>(`/plan-reviews/${below[5]!.proceeding.id}/send-again`, { text: '已写明责任人' });
    // Approved here it still goes on: the city has returned it, and says the last word.
    const passed = await rule('east', below[5]!, 'approve', [planOf(again.proceeding, last)]);
    expect(planOf(passed.proceeding, last)).toMatchObject({ status: 'sentOn', attempt: 2 });
    const up = await as('east').post<ReviewReply>(`/plan-reviews/${above.proceeding.id}/send-again`, { text: '已按意见修改' });
    expect((await rule('office', above, 'approve', [planOf(up.proceeding, last)])).proceeding).toMatchObject({ closed: { how: 'approved' } });
    expect(await read('firm6', below[5]!)).toMatchObject({ closed: { how: 'approved' } });
    const { plan } = await as('firm6').post<PlanReply>(`/plans/${last}/issue`);
    expect(plan.reviews.map((r) => r.act)).toEqual(['sent', 'passedOn', 'sent', 'returned', 'returned', 'sent', 'passedOn', 'sent', 'approved']);
    await until('the firm has been told', async () => (await as('firm6').get<Inbox>('/inbox')).rows.some((r) => r.kind === 'planApproved'));
    expect((await as('firm6').get<Inbox>('/inbox')).rows.filter((r) => r.kind === 'planReturned')).toHaveLength(1);
  });

  it('is taken back by its sender, and changed; the repeat of a command changes nothing', async () => {
    const plan = await taken('west', cityPlan.id, [`${cityPlan.id}-2`]);
    const review = await sendUp(as('west'), [plan.id]);
    expect(await as('office').ask('POST', `/plan-reviews/${review.proceeding.id}/take-back`, { body: { reason: '不妥' } })).toMatchObject({ status: 403 });
    const body = { reason: '需补充' };
    const key = { 'idempotency-key': 'taken-back-1' };
    const back = await as('west').post<ReviewReply>(`/plan-reviews/${review.proceeding.id}/take-back`, body, { headers: key });
    expect(back.proceeding).toMatchObject({ closed: { how: 'takenBack' } });
    expect((await as('west').post<ReviewReply & { replayed: boolean }>(`/plan-reviews/${review.proceeding.id}/take-back`, body, { headers: key })).replayed).toBe(true);
    expect(await as('west').ask('POST', `/plans/${plan.id}/period`, { body: { from: '2031-01-01', to: '2031-12-30' } })).toMatchObject({ status: 200 });
    expect((await approvedAndIssued(as('west'), as('office'), plan.id)).plan.status).toBe('issued');
  });

  it('whoever was named to rule hands it over when they leave; a return that the sender disputes is ruled on by another, and put right', async () => {
    const plan = await taken('west', cityPlan.id, [`${cityPlan.id}-6`]);
    const review = await sendUp(as('west'), [plan.id]);
    const path = `/plan-reviews/${review.proceeding.id}`;
    expect(await as('office').ask('POST', `${path}/name-reviewer`, { body: { personId: 'p-west', reason: '分工' } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    expect(await as('west').ask('POST', `${path}/name-reviewer`, { body: { personId: 'p-west', reason: '分工' } })).toMatchObject({ status: 403 });
    const named = await as('office').post<ReviewReply>(`${path}/name-reviewer`, { personId: 'p-clerk', reason: '分工' });
    expect(named.proceeding.duties).toMatchObject([{ kind: 'rule', owedBy: { unitId: system.unit(OFFICE), personId: 'p-clerk' } }]);
    await as('office').get('/proceedings', { kind: 'plan-review', after: named.position });
    const terms = { from: { unitId: system.unit(OFFICE), personId: 'p-clerk' }, to: { unitId: system.unit(OFFICE), personId: 'p-chief' }, reason: '调离' };
    expect(await as('office').post('/hand-overs', terms)).toMatchObject({ job: { status: 'ended' } });
    expect(await read('office', review)).toMatchObject({ duties: [{ owedBy: { personId: 'p-chief' } }], content: { reviewers: [{ personId: 'p-clerk', reason: '调离' }, { personId: 'p-chief', until: null }] } });
    await rule('chief', review, 'return', review.proceeding.content.plans, { reason: '指标未量化', workingDays: 2 });
    expect(await as('east').ask('POST', `${path}/plans/${plan.id}/object`, { body: { reason: '已量化' } })).toMatchObject({ status: 403, body: { code: 'forbidden-unit' } });
    const objected = await as('west').post<ReviewReply & { proceeding: { content: { objections: { id: string }[] } } }>(`${path}/plans/${plan.id}/object`, { reason: '指标已在第三条量化' });
    const objection = objected.proceeding.content.objections[0]!.id;
    expect(objected.proceeding.duties.map((d) => d.id)).toEqual([`sendAgain:${plan.id}`, `objection:${objection}`]);
    const ruling = { upheld: true, reason: '经核，指标已量化' };
    expect(await as('chief').ask('POST', `${path}/return-objections/${objection}/rule`, { body: ruling })).toMatchObject({ status: 403, body: { code: 'first-decider' } });
    expect(await as('west').ask('POST', `${path}/return-objections/${objection}/rule`, { body: ruling })).toMatchObject({ status: 403 });
    const upheld = await as('office').post<ReviewReply>(`${path}/return-objections/${objection}/rule`, ruling);
    expect(planOf(upheld.proceeding, plan.id)).toMatchObject({ status: 'sent', attempt: 1, late: false, rulings: [{ how: 'returned', personId: 'p-chief', overturned: { basis: '经核，指标已量化' } }] });
    // It lies above again: the sender changes nothing, and the office rules anew.
    expect(await as('west').ask('POST', `/plans/${plan.id}/period`, { body: { from: '2031-01-01', to: '2031-11-30' } })).toMatchObject({ status: 409, body: { code: 'plan-under-review' } });
    expect((await approveAll(as('office'), upheld)).proceeding).toMatchObject({ closed: { how: 'approved' } });
    const issued = (await as('west').post<PlanReply>(`/plans/${plan.id}/issue`)).plan;
    expect(issued.reviews.map((r) => r.act)).toEqual(['sent', 'returned', 'returnOverturned', 'approved']);
    await until('the sender has been told', async () => (await as('west').get<Inbox>('/inbox', { limit: '200' })).rows.some((r) => r.kind === 'planReturnOverturned'));
  });

  it('a return that was wrong is struck through though the draft has gone further down: it stays with the firm, and the banner has new days', async () => {
    const plan = await taken('firm1', eastPlan.id, [eastPlan.issueItems[7]!.itemId]);
    const first = await sendUp(as('firm1'), [plan.id]);
    await rule('east', first, 'passOn', first.proceeding.content.plans);
    const city = await sendUp(as('east'), [plan.id], '东旗报审');
    const path = `/plan-reviews/${city.proceeding.id}`;
    await rule('clerk', city, 'return', city.proceeding.content.plans, { reason: '缺责任人', workingDays: 1 });
    const objected = await as('east').post<ReviewReply & { proceeding: { content: { objections: { id: string }[] } } }>(`${path}/plans/${plan.id}/object`, { reason: '责任人已在附件中' });
    const offered = async (review: ReviewReply, act: string): Promise<unknown> => (await as('east').get<{ acts: { act: string }[] }>(`/proceedings/plan-review/${review.proceeding.id}/acts`)).acts.find((a) => a.act === act);
    expect(await offered(first, 'rulePlans')).toMatchObject({ refused: null });
    expect(await offered(city, 'sendPlansAgain')).toMatchObject({ refused: null });
    await rule('east', first, 'return', (await read('east', first)).content.plans, { reason: '上级要求补充责任人', workingDays: 2 });
    // It lies with the firm now: neither is there anything to return, nor can it be sent up again, and the list says so as the commands do.
    expect(await offered(first, 'rulePlans')).toBeUndefined();
    const { status, body } = await as('east').ask<Told>('POST', `${path}/send-again`, { body: { text: '责任人见附件' } });
    expect([status, body.code]).toEqual([409, 'plan-under-review']);
    expect(await offered(city, 'sendPlansAgain')).toMatchObject({ refused: { code: 'plan-under-review' } });
    const upheld = await as('chief').post<ReviewReply>(`${path}/return-objections/${objected.proceeding.content.objections[0]!.id}/rule`, { upheld: true, reason: '经核，责任人在附件中' });
    expect(planOf(upheld.proceeding, plan.id)).toMatchObject({ status: 'returned', late: false, rulings: [{ how: 'returned', overturned: { basis: '经核，责任人在附件中' } }] });
    expect(upheld.proceeding.duties).toMatchObject([{ id: `bringUp:${plan.id}`, owedBy: { unitId: system.unit(BANNERS[0]) }, overdue: false }]);
    // The firm has it, and sends it as it is; level by level it is approved.
    expect((await as('firm1').get<PlanReply['plan']>(`/plans/${plan.id}`)).reviews.map((r) => [r.act, r.withUnitId]).at(-1)).toEqual(['returnOverturned', system.unit(FIRMS[0])]);
    const again = await as('firm1').post<ReviewReply>(`/plan-reviews/${first.proceeding.id}/send-again`, { text: '责任人见附件' });
    await rule('east', first, 'approve', [planOf(again.proceeding, plan.id)]);
    const up = await as('east').post<ReviewReply>(`${path}/send-again`, { text: '责任人见附件' });
    expect((await rule('office', up, 'approve', [planOf(up.proceeding, plan.id)])).proceeding).toMatchObject({ closed: { how: 'approved' } });
    expect((await as('firm1').post<PlanReply>(`/plans/${plan.id}/issue`)).plan.status).toBe('issued');
  });

  /** What the log and the inboxes say of a review: nothing may be there twice. */
  async function twice(reviewId: string): Promise<unknown[]> {
    const stream = `plan-review/${reviewId}`;
    const keys = (await system.store.readStream(stream)).flatMap((e) => e.agendaKey ?? []);
    const { rows } = await system.pool.query(`select x.notice_id from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 group by x.notice_id, x.unit_id, x.post having count(*) > 1`, [stream]);
    return [...keys.filter((key, i) => keys.indexOf(key) < i), ...rows];
  }

  it.each(['undone', 'carriedOut'] as const)('the API killed in the middle of a ruling that was %s: review and plan have it both or neither, and once', async (how) => {
    const plan = await taken('west', cityPlan.id, [`${cityPlan.id}-${how === 'undone' ? 3 : 4}`]);
    const review = await sendUp(as('west'), [plan.id]);
    const [stream, planStream] = [`plan-review/${review.proceeding.id}`, `plan/${plan.id}`];
    const ruled = async (): Promise<[number, number]> => [(await system.store.readStream(stream)).filter((e) => e.type === 'PlanReviewRuled').length, (await system.store.readStream(planStream)).filter((e) => e.type === 'PlanReturned').length];
    const rulings = review.proceeding.content.plans.map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'return', reason: '未量化', workingDays: 2 }));
    const send = (api: number): Promise<{ status: number; body: { replayed: boolean } }> => system.as('office', api).ask('POST', `/plan-reviews/${review.proceeding.id}/rule`, { key: `return-${how}`, body: { rulings } });
    const held = await hold(system, { streams: [planStream] });
    const cut = send(0).catch(() => null);
    await held.stands('duban-api');
    const { child, base } = system.apis[0]!;
    await kill9(child);
    expect(await cut).toBeNull();
    await held.letGo(how);
    if (how === 'carriedOut') await until('it is written though nobody was told', async () => (await ruled())[0] === 1);
    expect(await ruled()).toEqual(how === 'carriedOut' ? [1, 1] : [0, 0]);
    expect(await send(1)).toMatchObject({ status: 200, body: { replayed: how === 'carriedOut' } });
    expect(await send(1)).toMatchObject({ status: 200, body: { replayed: true } });
    expect(await ruled()).toEqual([1, 1]);
    await until('the API is back', async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200, 60_000);
  });

  it('the worker killed between a ruling and what follows of it, and again between its day and the mark: each thing is told and marked once', async () => {
    const plan = await taken('south', cityPlan.id, [`${cityPlan.id}-5`]);
    const review = await sendUp(as('south'), [plan.id]);
    const { id } = review.proceeding;
    const told = async (): Promise<number> => (await as('south').get<Inbox>('/inbox')).rows.filter((r) => r.kind === 'planReturned').length;
    const marks = async (): Promise<string[]> => (await system.store.readStream(`plan-review/${id}`)).flatMap((e) => (e.type === 'OverdueMarked' ? [e.agendaKey ?? ''] : []));
    let held: Held | null = null;
    await whileFrozen(system.worker, async () => {
      await rule('office', review, 'return', review.proceeding.content.plans, { reason: '缺责任人', workingDays: 2 });
      held = await hold(system, { tables: ['read.inbox'] });
    });
    await held!.stands('subscription projector');
    await kill9(system.worker);
    await held!.letGo();
    await until('it is told', async () => (await told()) === 1, 60_000);
    await whileFrozen(system.worker, async () => {
      await system.setClock('2031-03-14T02:00:00.000Z');
      held = await hold(system, { streams: [`plan-review/${id}`] });
    });
    await held!.stands('duban-worker');
    await kill9(system.worker);
    await held!.letGo();
    await until('it is marked', async () => (await marks()).length > 0, 60_000);
    await until('the list says so', async () => (await as('south').get<{ rows: { id: string; overdue: boolean }[] }>('/proceedings', { kind: 'plan-review' })).rows.some((r) => r.id === id && r.overdue));
    expect([await told(), await marks(), await twice(id)]).toEqual([1, [`sendAgain:${plan.id}/1/overdue`], []]);
  });
});
