import { until } from '#libs/event-store/testing/events';
import type { QualityFlag } from '#libs/supervision/feedback/report.quality';
import type { ItemView } from '#libs/supervision/item/item.view';
import { STANDARD_RULES, type PolicyRules } from '#libs/supervision/policy/policy';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';
import { aCity, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, UNION } from './the-city';

interface Checked {
  refused: { code: string } | null;
  flags: QualityFlag[];
}

/** What policy says of reports and of recurring duties, as those who write and those who accept meet it; and a unit's form that goes to another unit. */
describe('rules at work', () => {
  let system: RunningSystem;
  let planId: string;
  let item: ItemView;
  let assignmentId: string;
  const unit = (name: string): string => system.unit(name);
  const read = (who = 'office'): Promise<ItemView> => system.as(who).get<ItemView>(`/items/${item.id}`);
  const ask = (who: string, path: string, body: object): Promise<{ status: number; body: { code?: string; fields?: { field: string }[] } }> => system.as(who).ask('POST', path, { body });
  const rules = (flags: readonly QualityFlag[]): string[] => flags.map((f) => f.rule).sort();
  const policy = (change: Partial<PolicyRules>, more: object = {}): object => ({ name: '标准督办规则', rules: { ...STANDARD_RULES, ...change }, variants: [], basis: '联席会议纪要', ...more });

  beforeAll(async () => {
    system = await aCity({
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
      ],
    });
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    const issued = await settleAndIssue(system.as('office'), planId);
    const items = await Promise.all(issued.plan.issueItems.map(({ itemId }) => system.as('office').get<ItemView>(`/items/${itemId}`)));
    const mine = (i: ItemView): ItemView['assignments'][number] | undefined => i.assignments.find((a) => a.unitId === unit(HR) && a.role !== 'participant');
    item = items.find((i) => i.targets.length > 0 && i.recurrence === null && i.steps.some((s) => s.assignmentId === mine(i)?.id))!;
    assignmentId = mine(item)!.id;
    await system.as('hr').post(`/items/${item.id}/receive`, { assignmentId });
  });
  afterAll(() => system?.stop());

  it('a report is looked over before it is sent, and its verifier reads the same rules that fired', async () => {
    const report = { assignmentId, text: '正在推进', percent: 100, values: [] };
    const check = `/items/${item.id}/report/check`;
    const { refused, flags } = await system.as('hr').post<Checked>(check, report);
    expect(refused).toBeNull();
    expect(rules(flags)).toEqual(['evidenceMissing', 'figureMissing', 'saysNothing']);
    expect(flags.find((f) => f.rule === 'evidenceMissing')).toEqual({ rule: 'evidenceMissing', policyVersion: 1, found: 100, asked: 100 });
    // Looking writes nothing, and is for who may report.
    expect((await system.store.readStream(`item/${item.id}`)).some((e) => e.type === 'ProgressReported')).toBe(false);
    expect(await ask('union', check, report)).toMatchObject({ status: 404 });
    expect(await ask('office', check, report)).toMatchObject({ status: 403 });
    expect(await system.as('hr').post<Checked>(check, { ...report, text: '', percent: null })).toMatchObject({ refused: { code: 'nothing-substantial' } });
    await system.as('hr').post(`/items/${item.id}/report`, report);
    const last = (await read()).assignments.find((a) => a.id === assignmentId) as unknown as { lastReport: { flags: QualityFlag[] } };
    expect(last.lastReport.flags).toEqual(flags);
    expect(rules((await system.as('hr').post<Checked>(check, { ...report, text: '正在推进' })).flags)).toContain('repeatsLast');
    const step = item.steps.find((s) => s.assignmentId === assignmentId)!;
    const submission = { stepId: step.id, text: '正在推进', evidenceIds: [] };
    const before = await system.as('hr').post<Checked>(`/items/${item.id}/submit/check`, submission);
    expect(before.flags.length).toBeGreaterThan(0);
    expect(before.refused).toBeNull();
    await system.as('hr').post(`/items/${item.id}/submit`, submission);
    expect((await read()).steps.find((s) => s.id === step.id)!.submissions.at(-1)!.flags).toEqual(before.flags);
    await system.as('office').post(`/items/${item.id}/return`, { stepId: step.id, reason: '请补充数据和佐证' });
  });

  it('what is flagged is policy: another version flags otherwise, and says that it was that one', async () => {
    const report = { assignmentId, text: '正在推进', percent: 90, values: [] };
    const change = { figuresExpected: false, evidenceFromPercent: 90, leastReportCharacters: 0 };
    expect(await ask('hr', '/policies/standard', policy(change))).toMatchObject({ status: 403 });
    expect(await ask('office', '/policies/standard', policy({ ...change, evidenceFromPercent: 0 }))).toMatchObject({ status: 422, body: { code: 'policy-invalid', fields: [{ field: 'evidenceFromPercent' }] } });
    await system.as('office').post('/policies/standard', policy(change));
    const { flags } = await system.as('hr').post<Checked>(`/items/${item.id}/report/check`, report);
    expect(flags.filter((f) => f.rule !== 'repeatsLast')).toEqual([{ rule: 'evidenceMissing', policyVersion: 2, found: 90, asked: 90 }]);
  });

  it('an amendment gives an item the template of a recurring duty; its periods are owed from then on', async () => {
    const change = (dutyTemplate: string): object => ({ itemId: item.id, dutyTemplate, withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false });
    const amendment = (dutyTemplate: string, preview = false): object => ({ basis: '产改办〔2031〕9号', preview, changes: [change(dutyTemplate)] });
    expect(await ask('hr', `/plans/${planId}/amend`, amendment('monthly-figures'))).toMatchObject({ status: 403 });
    expect(await ask('office', `/plans/${planId}/amend`, amendment('unknown'))).toMatchObject({ status: 422, body: { code: 'duty-template-unknown' } });
    expect(await system.as('office').post(`/plans/${planId}/amend`, amendment('monthly-figures', true))).toMatchObject({ preview: true, changes: [{ kind: 'duty' }] });
    expect(await read()).toMatchObject({ recurrence: null, dutyTemplate: null });
    await system.as('office').post(`/plans/${planId}/amend`, amendment('monthly-figures'));
    await until('the first period', async () => (await read()).steps.some((s) => s.period === '2031-M03' && s.assignmentId === assignmentId));
    const amended = await read();
    expect(amended).toMatchObject({ recurrence: 'monthly', dutyTemplate: 'monthly-figures' });
    // Three working days after 31 March.
    expect(amended.steps.find((s) => s.period === '2031-M03' && s.assignmentId === assignmentId)).toMatchObject({ asks: { template: 'monthly-figures' }, deadline: '2031-04-03' });
  });

  it('a policy with other templates takes effect with the periods that begin under it', async () => {
    const [monthly, ...others] = STANDARD_RULES.dutyTemplates;
    const from = { effectiveFrom: '2031-04-01' };
    expect(await ask('office', '/policies/standard', policy({ dutyTemplates: others }, from))).toMatchObject({ status: 422, body: { code: 'policy-invalid', fields: [{ field: 'dutyTemplates' }] } });
    expect(await ask('office', '/policies/standard', policy({ dutyTemplates: [{ ...monthly!, cadence: 'quarterly' }, ...others] }, from))).toMatchObject({ status: 422, body: { code: 'policy-invalid', fields: [{ field: 'dutyTemplates' }] } });
    expect(await ask('office', '/policies/standard', policy({ dutyTemplates: [{ ...monthly!, dueWorkingDays: 99 }, ...others] }, from))).toMatchObject({ status: 422, body: { code: 'policy-invalid', fields: [{ field: 'dutyTemplates[0].dueWorkingDays' }] } });
    const changed = { ...monthly!, dueWorkingDays: 1, contents: '各项指标当月数和累计数' };
    await system.as('office').post('/policies/standard', policy({ dutyTemplates: [changed, ...others, { ...monthly!, id: 'monthly-note', name: '月度简况' }] }, from));
    await system.setClock('2031-04-01T01:00:00.000Z');
    const period = async (name: string): Promise<ItemView['steps'][number] | undefined> => (await read()).steps.find((s) => s.period === name && s.assignmentId === assignmentId);
    await until('the next period', async () => (await period('2031-M04')) !== undefined);
    // March began under the version before.
    expect(await period('2031-M03')).toMatchObject({ asks: { contents: monthly!.contents }, deadline: '2031-04-03' });
    const april = await period('2031-M04');
    // One working day after 30 April, where it were three.
    expect(april).toMatchObject({ asks: { template: 'monthly-figures', contents: changed.contents }, deadline: '2031-05-01' });
    const change = { itemId: item.id, dutyTemplate: 'monthly-note', withoutDeadline: false, addUnits: [], dropAssignments: [], drop: false };
    expect(await system.as('office').post(`/plans/${planId}/amend`, { basis: '产改办〔2031〕10号', preview: true, changes: [change] })).toMatchObject({ preview: true, changes: [{ kind: 'duty', after: '月度简况' }] });
  });

  it('a unit whose work goes to another hands its form over with it: what it wrote stays, the other draws the lines anew', async () => {
    const opened = await system.as('office').post<{ proceeding: ProceedingView; position: string }>('/reporting-rounds', { planId, title: '2031年4月调度', period: { from: '2031-04-01', to: '2031-04-30' }, day: '2031-04-25' });
    const { id } = opened.proceeding;
    const forms = async (): Promise<{ unitId: string; status: string }[]> => (await system.as('office').get<{ content: { forms: { unitId: string; status: string }[] } }>(`/proceedings/reporting-round/${id}`)).content.forms;
    const lines = async (name: string): Promise<string[]> => (await system.as('office').get<{ lines: { itemId: string }[] }>(`/reporting-rounds/${id}/forms/${unit(name)}`)).lines.map((l) => l.itemId).sort();
    const [had, hadUnion] = [await lines(EDUCATION), (await forms()).some((f) => f.unitId === unit(UNION)) ? await lines(UNION) : []];
    expect(had.length).toBeGreaterThan(0);
    await system.as('office').get('/proceedings', { kind: 'reporting-round', after: opened.position });
    const terms = { from: { unitId: unit(EDUCATION) }, to: { unitId: unit(UNION) }, reason: '职能划转', basis: '市委编办〔2031〕3号' };
    expect(await ask('hr', '/hand-overs', terms)).toMatchObject({ status: 403 });
    const shown = await system.as('office').post<{ rows: { kind: string; id: string; held: object[] }[] }>('/hand-overs/preview', terms);
    expect(shown.rows.find((r) => r.id === id)).toMatchObject({ kind: 'reporting-round', held: [{ kind: 'form', stays: null }] });
    expect(await system.as('office').post('/hand-overs', terms)).toMatchObject({ job: { status: 'ended', failed: [] } });
    expect((await forms()).find((f) => f.unitId === unit(EDUCATION))).toMatchObject({ status: 'dropped' });
    await until('the lines of the other unit', async () => (await forms()).some((f) => f.unitId === unit(UNION) && f.status === 'open') && (await lines(UNION)).length === new Set([...had, ...hadUnion]).size);
    expect(await lines(UNION)).toEqual([...new Set([...had, ...hadUnion])].sort());
    expect(await ask('education', `/reporting-rounds/${id}/forms/${unit(EDUCATION)}/send`, {})).toMatchObject({ status: 409 });
  });
});
