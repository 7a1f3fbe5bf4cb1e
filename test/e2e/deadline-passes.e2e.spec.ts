import type { ItemView } from '#libs/supervision/item/item.view';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, EDUCATION, importFile, planFile, settleAndIssue, WATCH } from './the-city';

interface InboxReply {
  rows: { noticeId: string; kind: string; why: string; whyWords: { zh: string; en: string }; number: string }[];
}

/** From the last quiet day to the red paper: the domain's clock moves, the workflow acts, people sign and answer. */
describe('a deadline that passes', () => {
  let system: RunningSystem;
  let id = '';
  const read = (): Promise<ItemView> => system.as('office').get<ItemView>(`/items/${id}`);
  const inbox = (login: string): Promise<InboxReply> => system.as(login).get<InboxReply>('/inbox');
  const paper = async (kind: string): Promise<ItemView['papers'][number] | undefined> => (await read()).papers.find((p) => p.kind === kind && p.assignmentId === 'a2');
  /** Waits for what the worker wrote, not for what a reader works out by itself. */
  const acted = (what: string, type: string, more: (data: Record<string, unknown>) => boolean = () => true): Promise<unknown> =>
    until(what, async () => (await system.store.readStream(`item/${id}`)).find((e) => e.type === type && more(e.data)));

  beforeAll(async () => {
    system = await aCity();
    const { plan } = await importFile(system.as('office'), planFile('points-plan.txt'), 'points-plan.txt', { supervisingUnitId: system.unit(WATCH) });
    await settleAndIssue(system.as('office'), plan.id);
    id = `${plan.id}-2`;
    // Item 2 is due on 30 June; the education office takes part in it and will be late.
    await system.as('education').command(id, 'receive', { assignmentId: 'a2' });
  });
  afterAll(() => system?.stop());

  it('tells on its agenda what is to come, in order, and who owes it', async () => {
    const { entries } = await system.as('education').get<{ entries: { key: string; at: string; act: string; owedBy: string }[] }>(`/items/${id}/agenda`);
    expect([...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((e) => e.at)).toEqual(entries.map((e) => e.at));
    expect(entries.filter((e) => e.key.startsWith('step:a2-1/1/')).map((e) => e.act)).toEqual(expect.arrayContaining(['markDueSoon', 'remind', 'markOverdue', 'markRed', 'draftPaper']));
    expect(entries.find((e) => e.key === 'step:a2-1/1/overdue')).toMatchObject({ at: '2031-06-30T16:00:00.000Z', owedBy: system.unit(EDUCATION) });
    expect(new Set(entries.map((e) => e.key)).size).toBe(entries.length);
  });

  it('reminds, and turns blue, before it', async () => {
    await system.setClock('2031-06-25T02:00:00.000Z');
    await acted('the reminder T-3', 'ReminderIssued', (d) => d['duty'] === 'step:a2-1' && d['rung'] === 'T-3');
    await until('a reminder in the inbox, with why', async () => (await inbox('education')).rows.some((r) => r.kind === 'reminder' && r.why === 'assignee' && r.whyWords.zh !== ''));
    expect((await read()).assignments[1]).toMatchObject({ light: 'blue', late: false });
  });

  it('turns yellow at its end, and a paper is drawn up that nobody sees until it is signed', async () => {
    await system.setClock('2031-06-30T15:59:59.000Z');
    expect((await read()).assignments[1]?.light).toBe('blue');
    await system.setClock('2031-06-30T16:00:00.000Z');
    await acted('the yellow paper', 'PaperDrafted', (d) => d['paper'] === 'yellowPaper' && d['assignmentId'] === 'a2');
    const marks = (await system.store.readStream(`item/${id}`)).filter((e) => e.agendaKey === 'step:a2-1/1/overdue');
    expect(marks.map((e) => e.meta['dueAt'])).toEqual(['2031-06-30T16:00:00.000Z']);
    expect((await read()).assignments[1]).toMatchObject({ light: 'yellow', late: true });
    expect((await inbox('education')).rows.filter((r) => r.kind === 'yellowPaper')).toEqual([]);
    expect((await system.as('education').get<ItemView>(`/items/${id}`)).papers).toEqual([]);
  });

  it('is signed by the office’s signer alone, and then reaches the unit once', async () => {
    const drafted = (await paper('yellowPaper'))!;
    expect(await system.as('education').refused(id, 'sign-paper', { paperId: drafted.id })).toMatchObject({ status: 403 });
    expect(await system.as('office').refused(id, 'sign-paper', { paperId: drafted.id })).toMatchObject({ status: 403 });
    const signed = await system.as('signer').command(id, 'sign-paper', { paperId: drafted.id });
    expect(await system.as('signer').refused(id, 'sign-paper', { paperId: drafted.id })).toMatchObject({ status: 409, code: 'paper-not-drafted' });
    const { rows } = await system.as('education', 1).get<InboxReply>('/inbox', { after: signed.position });
    expect(rows.filter((r) => r.kind === 'yellowPaper')).toEqual([expect.objectContaining({ why: 'assignee', noticeId: `${id}/${drafted.id}` })]);
  });

  it('is answered by the unit, once', async () => {
    const signed = (await paper('yellowPaper'))!;
    const answer = { paperId: signed.id, text: '选聘材料正在汇总，三日内报送' };
    expect(await system.as('hr').refused(id, 'answer-paper', answer)).toMatchObject({ status: 404 });
    const { item } = await system.as('education').command(id, 'answer-paper', answer);
    expect(item.papers.find((p) => p.id === signed.id)?.answer).not.toBeNull();
    expect(await system.as('education').refused(id, 'answer-paper', answer)).toMatchObject({ status: 409, code: 'paper-answered' });
  });

  it('turns red past the grace, whether or not the timer ran, and climbs after the real issue of the rung before', async () => {
    // Two working days after Monday 30 June end on 2 July; the yellow paper was signed on 1 July, so red follows on the 3rd.
    await system.setClock('2031-07-02T16:00:00.000Z');
    expect((await read()).assignments[1]?.light).toBe('red');
    await acted('the red mark', 'RedMarked', (d) => d['duty'] === 'step:a2-1' || d['stepId'] === 'a2-1');
    await system.setClock('2031-07-03T16:00:00.000Z');
    await acted('the red paper', 'PaperDrafted', (d) => d['paper'] === 'redPaper' && d['assignmentId'] === 'a2');
    const red = (await paper('redPaper'))!;
    const { position } = await system.as('signer').command(id, 'sign-paper', { paperId: red.id });
    const { rows } = await system.as('watch').get<InboxReply>('/inbox', { after: position });
    expect(rows.filter((r) => r.kind === 'redPaper')).toEqual([expect.objectContaining({ why: 'supervision' })]);
  });

  it('explains the light as of any moment', async () => {
    const light = async (asOf?: string): Promise<{ light: string; causes: { stepId: string; light: string; rule: string }[]; papers: { kind: string }[] }> => system.as('office').get(`/items/${id}/light`, { asOf });
    expect((await light()).causes.find((c) => c.stepId === 'a2-1')).toMatchObject({ light: 'red', rule: expect.stringMatching(/^pastGrace/) as string });
    const then = await light('2031-07-01');
    expect(then.causes.find((c) => c.stepId === 'a2-1')).toMatchObject({ light: 'yellow', rule: 'pastDeadline' });
    expect(then.papers.map((p) => p.kind)).not.toContain('redPaper');
    expect((await light('2031-05-01')).causes.find((c) => c.stepId === 'a2-1')).toMatchObject({ light: 'green' });
  });

  it('stays late when the work is done after all', async () => {
    await system.as('education').command(id, 'submit', { stepId: 'a2-1', text: '已配合完成', evidenceIds: [] });
    const { item } = await system.as('office').command(id, 'verify', { stepId: 'a2-1' });
    expect(item.assignments[1]).toMatchObject({ status: 'completed', late: true });
    expect(item.steps.find((s) => s.id === 'a2-1')).toMatchObject({ completedLate: true });
  });

  it('wrote each agenda key once', async () => {
    const keys = (await system.store.readStream(`item/${id}`)).flatMap((e) => e.agendaKey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    const notices = await system.pool.query('select notice_id, unit_id, post, count(*) from read.inbox group by 1, 2, 3 having count(*) > 1');
    expect(notices.rows).toEqual([]);
  });
});
