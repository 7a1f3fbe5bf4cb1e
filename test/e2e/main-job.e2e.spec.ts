import type { Client } from '@temporalio/client';
import type { Draft } from '#libs/supervision/plan/draft';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, dryRun, HR, importFile, planFile, settleAndIssue, UNION, WATCH, type PlanReply } from './the-city';

/** One city's year begins: everything through HTTP, on two API processes, one worker, real servers. Later steps stand on earlier ones. */
describe('the main job', () => {
  let system: RunningSystem;
  let temporal: Client;
  let office: HttpClient, hr: HttpClient, hrHead: HttpClient, education: HttpClient, union: HttpClient, watch: HttpClient;
  let planId = '';
  const item = (number: string): string => `${planId}-${number}`;
  const read = (number: string, by = office): Promise<ItemView> => by.get<ItemView>(`/items/${item(number)}`);

  beforeAll(async () => {
    system = await aCity();
    temporal = await system.temporalClient();
    [office, hr, hrHead, education, union, watch] = (['office', 'hr', 'hrhead', 'education', 'union', 'watch'] as const).map((login) => system.as(login)) as [HttpClient, HttpClient, HttpClient, HttpClient, HttpClient, HttpClient];
  });
  afterAll(() => system?.stop());

  describe('a plan of points', () => {
    it('shows what the file holds and keeps nothing of it', async () => {
      const draft = await dryRun(office, planFile('points-plan.txt'), 'points-plan.txt');
      expect(draft.items.map((i) => i.number)).toEqual(['1', '2', '3', '4', '5', '6']);
      expect(draft.items[1]).toMatchObject({ deadline: '2031-06-30', leads: ['市匠才办'], participants: ['市教育局'] });
      expect((await office.get<{ rows: unknown[] }>('/plans')).rows).toEqual([]);
    });

    it('reads it into a draft with its open questions, once for one key', async () => {
      const send = (): Promise<PlanReply> => office.post('/plans/import', undefined, { key: 'import-the-points', raw: planFile('points-plan.txt'), query: { fileName: 'points-plan.txt', supervisingUnitId: system.unit(WATCH) }, headers: { 'content-type': 'application/octet-stream' } });
      const { plan, position } = await send();
      planId = plan.id;
      expect(plan.status).toBe('draft');
      expect(plan.openBlocking).toBeGreaterThan(1);
      expect(await send()).toMatchObject({ replayed: true, plan: { id: planId } });
      // Read through the other process, as soon as the write was answered.
      const { rows } = await system.as('office', 1).get<{ rows: { planId: string }[] }>('/plans', { after: position });
      expect(rows.map((r) => r.planId)).toEqual([planId]);
    });

    it('shows a bulk decision before it is taken, and keeps the draft from other units', async () => {
      const body = { kind: 'role-unmarked', optionId: 'first-leads' };
      const { openBlocking } = await office.get<{ openBlocking: number }>(`/plans/${planId}`);
      const { preview } = await office.post<{ preview: { itemNumber: string }[] }>(`/plans/${planId}/settle-all`, { ...body, preview: true });
      expect(preview.map((p) => p.itemNumber)).toEqual(['3']);
      expect((await office.get<{ openBlocking: number }>(`/plans/${planId}`)).openBlocking).toBe(openBlocking);
      expect((await hr.ask('GET', `/plans/${planId}`)).status).toBe(403);
      expect((await hr.ask('POST', `/plans/${planId}/settle-all`, { body: { ...body, preview: false } })).status).toBe(403);
    });

    it('is not issued while questions are open', async () => {
      const refused = await office.ask('POST', `/plans/${planId}/issue`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'decisions-open' } });
    });

    it('takes a change of an item, then is settled in bulk and issued', async () => {
      const plan = await office.get<PlanReply['plan']>(`/plans/${planId}`);
      const third = plan.items.find((i) => i.number === '3') as Draft['items'][number];
      await office.post(`/plans/${planId}/change-item`, { itemKey: third.key, leads: third.leads, participants: third.participants, units: third.units, deadline: '2031-05-30' });
      const issued = await settleAndIssue(office, planId);
      expect(issued.plan).toMatchObject({ status: 'issued', openBlocking: 0 });
      expect(await read('3')).toMatchObject({ status: 'awaitingReceipt', deadline: '2031-05-30', assignments: [{ unitId: system.unit(HR), role: 'lead', coordinator: true }, { role: 'participant' }], openGroups: [{ name: '各高校' }] });
    });

    it('has a running workflow for each item, readable and to be found by plan, unit and light', async () => {
      const query = `WorkflowType = 'superviseItem' and ExecutionStatus = 'Running' and DubanPlan = '青匠组〔2031〕7号'`;
      const ids = async (more = ''): Promise<string[]> => {
        const found: string[] = [];
        for await (const run of temporal.workflow.list({ query: query + more })) found.push(run.workflowId);
        return found.sort();
      };
      await until('six workflows', async () => (await ids()).length === 6);
      expect(await ids(` and DubanLight = 'grey'`)).toEqual(['1', '2', '3', '4', '5', '6'].map((n) => `青匠组〔2031〕7号 · ${n} · ${item(n)}`));
      expect(await ids(` and DubanUnit = '市财政局'`)).toEqual([`青匠组〔2031〕7号 · 4 · ${item('4')}`]);
      expect(await until('the due moment', async () => (await ids(` and DubanDue > '2031-03-03T00:00:00Z'`)).length === 6)).toBe(true);
      const next = await temporal.workflow.getHandle(`青匠组〔2031〕7号 · 3 · ${item('3')}`).query<{ nextKey: string }>('whatsNext');
      expect(next.nextKey).toBe('receipt:a1/1/T-1');
    });
  });

  describe('its work', () => {
    it('is received by the unit it is for, seen at once through the other process, and by no other unit', async () => {
      expect(await education.refused(item('3'), 'receive', { assignmentId: 'a1' })).toMatchObject({ status: 403 });
      const answer = await hr.command(item('3'), 'receive', { assignmentId: 'a1' });
      expect(answer.item.assignments[0]).toMatchObject({ status: 'inProgress', receivedAt: '2031-03-03T01:00:00.000Z' });
      const ledger = await system.as('hr', 1).get<{ rows: { itemId: string; status: string }[] }>('/ledger', { after: answer.position });
      expect(ledger.rows.find((r) => r.itemId === item('3'))).toMatchObject({ status: 'inProgress' });
      expect((await read('3', system.as('hr', 1))).assignments[0]?.receivedAt).toBe('2031-03-03T01:00:00.000Z');
    });

    it('names the responsible person', async () => {
      expect(await education.refused(item('3'), 'name-person', { assignmentId: 'a1', personId: 'p-hr' })).toMatchObject({ status: 403 });
      const { item: view } = await hrHead.command(item('3'), 'name-person', { assignmentId: 'a1', personId: 'p-hr' });
      expect(view.assignments[0]?.responsiblePersonId).toBe('p-hr');
      expect((await read('3', education)).assignments[0]?.responsiblePersonId).toBeNull();
    });

    it('is declined, and ruled on: another unit takes it over', async () => {
      const declined = await education.command(item('3'), 'decline', { assignmentId: 'a2', reason: '不属于我局职责', proposedUnitId: system.unit(UNION) });
      const request = declined.item.requests.at(-1)!;
      expect(request).toMatchObject({ kind: 'decline', status: 'open' });
      const ruling = { requestId: request.id, grant: true, reason: '同意改派', toUnitId: system.unit(UNION) };
      expect(await hr.refused(item('3'), 'rule', ruling)).toMatchObject({ status: 403 });
      const { item: view } = await office.command(item('3'), 'rule', ruling);
      expect(view.assignments.find((a) => a.id === 'a2')?.status).toBe('declined');
      const taken = view.assignments.find((a) => a.unitId === system.unit(UNION))!;
      expect(taken).toMatchObject({ status: 'awaitingReceipt', role: 'participant' });
      await union.command(item('3'), 'receive', { assignmentId: taken.id });
    });

    it('asks for more time: refused, then granted, with the first date to be seen for ever', async () => {
      const ask = async (): Promise<string> => (await hr.command(item('3'), 'request-extension', { stepId: 'a1-1', day: '2031-06-30', reason: '企业停产检修，培训顺延' })).item.requests.at(-1)!.id;
      const first = await ask();
      expect(await hr.refused(item('3'), 'request-extension', { stepId: 'a1-1', day: '2031-07-01', reason: '再来一次' })).toMatchObject({ code: 'request-open' });
      await office.command(item('3'), 'rule', { requestId: first, grant: false, reason: '理由不充分' });
      expect((await read('3')).steps[0]).toMatchObject({ deadline: '2031-05-30' });
      await office.command(item('3'), 'rule', { requestId: await ask(), grant: true, reason: '同意顺延' });
      expect((await read('3')).steps[0]).toMatchObject({ deadline: '2031-06-30', firstDeadline: '2031-05-30' });
      const why = await hr.get<{ steps: { account: { day: string; first: string } }[] }>(`/items/${item('3')}/deadline`);
      expect(why.steps[0]?.account).toMatchObject({ day: '2031-06-30', first: '2031-05-30' });
    });

    it('is suspended and resumed; nothing is done on it between', async () => {
      await office.command(item('3'), 'suspend', { reason: '上级统一部署，暂停一周' });
      expect(await hr.refused(item('3'), 'submit', { stepId: 'a1-1', text: '报送', evidenceIds: [] })).toMatchObject({ status: 409, code: 'item-suspended' });
      expect((await read('3')).status).toBe('suspended');
      await system.setClock('2031-03-10T01:00:00.000Z');
      await office.command(item('3'), 'resume', { reason: '恢复办理' });
      // Five working days of pause move the fixed date.
      expect((await read('3')).steps[0]?.deadline).toBe('2031-07-07');
    });

    it('is urged, and not twice within a day', async () => {
      await office.command(item('3'), 'urge', { assignmentId: 'a1', text: '请加快' });
      expect(await office.refused(item('3'), 'urge', { assignmentId: 'a1', text: '请加快' })).toMatchObject({ status: 429, code: 'urged-too-often' });
    });

    it('is reported with values, submitted, recalled, returned and accepted', async () => {
      await hr.command(item('3'), 'report', { assignmentId: 'a1', stepId: 'a1-1', text: '办班 3 期', percent: 100, values: [{ targetId: 't1', value: 15_200, asOf: '2031-03-09' }] });
      expect((await read('3')).targets[0]).toMatchObject({ reached: 15_200, met: true });
      const submit = { stepId: 'a1-1', text: '培训任务已完成', evidenceIds: [] };
      await hr.command(item('3'), 'submit', submit);
      expect((await hr.command(item('3'), 'recall', { stepId: 'a1-1' })).item.steps[0]?.status).toBe('open');
      await hr.command(item('3'), 'submit', submit);
      expect(await hr.refused(item('3'), 'verify', { stepId: 'a1-1' })).toMatchObject({ status: 403 });
      const returned = await watch.command(item('3'), 'return', { stepId: 'a1-1', reason: '请补充名册' });
      expect(returned.item.steps[0]).toMatchObject({ status: 'open', attempt: 2 });
      await hr.command(item('3'), 'submit', { ...submit, text: '名册已补' });
      const accepted = await watch.command(item('3'), 'verify', { stepId: 'a1-1' });
      expect(accepted.item.assignments[0]).toMatchObject({ status: 'completed', late: false });
    });

    it('of participants is accepted by the coordinator, and then the item is complete', async () => {
      const view = await read('3');
      const mine = view.steps.find((s) => s.status === 'open' && view.assignments.find((a) => a.id === s.assignmentId)?.unitId === system.unit(UNION))!;
      await union.command(item('3'), 'submit', { stepId: mine.id, text: '已配合', evidenceIds: [] });
      expect(await watch.refused(item('3'), 'verify', { stepId: mine.id })).toMatchObject({ status: 403 });
      const done = await hr.command(item('3'), 'verify', { stepId: mine.id });
      expect(done.item).toMatchObject({ status: 'completed', late: false, closed: { how: 'completed' } });
    });

    it('is recorded by the office for a unit that has no account', async () => {
      await hr.command(item('4'), 'receive', { assignmentId: 'a1' });
      const onBehalf = { date: '2031-03-07', channel: 'phone', caller: '统计局联系人李某，电话', scanId: null };
      expect(await office.refused(item('4'), 'receive', { assignmentId: 'a3' })).toMatchObject({ status: 403 });
      const received = await office.command(item('4'), 'receive', { assignmentId: 'a3', onBehalf });
      expect(received.item.assignments[2]).toMatchObject({ receivedOnBehalf: true, receivedAt: '2031-03-07T04:00:00.000Z' });
      await office.command(item('4'), 'submit', { stepId: 'a3-1', text: '来电告知已完成', evidenceIds: [], onBehalf });
      expect((await hr.command(item('4'), 'verify', { stepId: 'a3-1' })).item.assignments[2]?.status).toBe('completed');
    });

    it('ends its workflow when it is complete', async () => {
      const handle = temporal.workflow.getHandle(`青匠组〔2031〕7号 · 3 · ${item('3')}`);
      await until('the workflow completes', async () => (await handle.describe()).status.name === 'COMPLETED');
      expect(await hr.refused(item('3'), 'receive', { assignmentId: 'a1' })).toMatchObject({ status: 409, code: 'item-closed' });
    });

    it('is transferred to another unit', async () => {
      const finance = (await read('4')).assignments[1]!;
      const { item: view } = await office.command(item('4'), 'transfer', { assignmentId: finance.id, toUnitId: system.unit(UNION), reason: '职责调整' });
      expect(view.assignments.find((a) => a.id === finance.id)?.status).toBe('transferred');
      expect(view.assignments.at(-1)).toMatchObject({ unitId: system.unit(UNION), status: 'awaitingReceipt' });
    });

    it('stands in the timeline with who, when and why', async () => {
      const { entries } = await office.get<{ entries: { type: string; actor: { name: string | null; onBehalfOf: string | null }; reason: string | null }[] }>(`/items/${item('3')}/timeline`);
      const types = entries.map((e) => e.type);
      for (const type of ['ItemIssued', 'AssignmentReceived', 'ResponsiblePersonNamed', 'RequestMade', 'AssignmentTransferred', 'RequestRefused', 'RequestGranted', 'ItemSuspended', 'ItemResumed', 'AssignmentUrged', 'ProgressReported', 'StepSubmitted', 'StepRecalled', 'StepReturned', 'StepAccepted', 'ItemClosed']) expect(types).toContain(type);
      expect(entries.find((e) => e.type === 'StepReturned')).toMatchObject({ reason: '请补充名册', actor: { name: 'watch' } });
      const other = await office.get<{ entries: { type: string; actor: { onBehalfOf: string | null } }[] }>(`/items/${item('4')}/timeline`);
      expect(other.entries.filter((e) => e.actor.onBehalfOf !== null).map((e) => e.type)).toEqual(['AssignmentReceived', 'StepSubmitted']);
    });
  });

  describe('a plan laid out as a table', () => {
    it('is read, given its period and issued, with the duties that stand outside its rows', async () => {
      const { plan } = await importFile(office, planFile('table-plan.txt'), 'table-plan.txt');
      expect(plan.items.filter((i) => i.number !== '')).toHaveLength(8);
      expect(plan.items.filter((i) => i.number === '').length).toBeGreaterThan(3);
      expect(await office.ask('POST', `/plans/${plan.id}/period`, { body: { from: '2031-12-31', to: '2031-01-01' } })).toMatchObject({ status: 422, body: { code: 'date-invalid', fields: [{ field: 'to' }] } });
      await office.post(`/plans/${plan.id}/period`, { from: '2031-03-01', to: '2032-12-31' });
      const issued = await settleAndIssue(office, plan.id);
      expect(issued.plan.issueItems).toHaveLength(plan.items.length);
      const query = `WorkflowType = 'superviseItem' and ExecutionStatus = 'Running' and DubanPlan = '${plan.id}'`;
      await until('its workflows', async () => (await temporal.workflow.count(query)).count === plan.items.length);
    });
  });
});
