import ExcelJS from 'exceljs';
import { until } from '#libs/event-store/testing/events';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RoundFigures } from '#libs/supervision/reporting-round/figure.types';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { RunningSystem } from '../support/running-system';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, WATCH } from './the-city';

const FINANCE = '市财政局';
const STATISTICS = '市统计局';

interface Line {
  id: string;
  itemId: string;
  assignmentId: string;
  targets: { targetId: string; unit: string }[];
  last: { text: string } | null;
  entry: { text: string } | null;
  flags: { rule: string }[];
  refused: string | null;
}
interface Form {
  version: number;
  status: string;
  arming: number;
  lines: Line[];
  sendings: { late: boolean }[];
}
interface RoundContent {
  forms: { unitId: string; status: string; late: boolean }[];
  missing: string[] | null;
  figures: RoundFigures | null;
}
type Round = ProceedingView & { content: RoundContent };
interface RoundReply {
  proceeding: Round;
}
interface FormReply {
  form: Form;
  replayed: boolean;
}

/** A month end on the running system: API, log, Temporal, read models. */
describe('a reporting round', () => {
  let system: RunningSystem;
  let planId: string;
  let itemIds: string[];
  let round: string;
  let locked: string;
  const unit = (name: string): string => system.unit(name);
  const form = (name: string, who: string): Promise<Form> => system.as(who).get<Form>(`/reporting-rounds/${round}/forms/${unit(name)}`);
  const act = (who: string, name: string, what: string, body?: unknown): Promise<FormReply> => system.as(who).post<FormReply>(`/reporting-rounds/${round}/forms/${unit(name)}/${what}`, body);
  const read = (who = 'office'): Promise<Round> => system.as(who).get<Round>(`/proceedings/reporting-round/${round}`);
  const reports = async (itemId: string): Promise<{ text: unknown; round?: unknown }[]> => (await system.store.readStream(`item/${itemId}`)).filter((e) => e.type === 'ProgressReported').map((e) => e.data as { text: unknown });
  const filled = (f: Form, text: string, value: number): object => ({ entries: f.lines.map((l) => ({ lineId: l.id, text, percent: 30, values: l.targets.slice(0, 1).map((t) => ({ targetId: t.targetId, value, asOf: '2031-03-16' })) })) });

  beforeAll(async () => {
    const staffed = (name: string, aliases: string[] = []): { name: string; aliases: string[]; staffed: boolean } => ({ name, aliases, staffed: true });
    system = await aCity({
      units: [staffed(OFFICE), staffed(HR, ['市人社局']), staffed(EDUCATION), staffed(WATCH), staffed(CONFERENCE), staffed(FINANCE), staffed(STATISTICS)],
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'hr2', unit: HR, roles: ['handler'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'finance', unit: FINANCE, roles: ['handler', 'liaison'] },
        { login: 'statistics', unit: STATISTICS, roles: ['handler', 'liaison'] },
      ],
    });
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    planId = drafted.plan.id;
    const issued = await settleAndIssue(system.as('office'), planId);
    itemIds = issued.plan.issueItems.map((i) => i.itemId);
    for (const itemId of itemIds) {
      const item = await system.as('office').get<ItemView>(`/items/${itemId}`);
      for (const [login, name] of [['hr', HR], ['education', EDUCATION], ['finance', FINANCE]] as const) {
        for (const a of item.assignments.filter((x) => x.unitId === unit(name))) await system.as(login).post(`/items/${itemId}/receive`, { assignmentId: a.id });
      }
    }
    await system.setClock('2031-03-17T01:00:00.000Z');
  });
  afterAll(() => system?.stop());

  it('is opened by the office: one form a unit, once, whoever repeats it', async () => {
    const body = { planId, title: '2031年3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-21' };
    expect(await system.as('hr').ask('POST', '/reporting-rounds', { body })).toMatchObject({ status: 403 });
    expect(await system.as('office').ask('POST', '/reporting-rounds', { body: { ...body, planId: 'none' } })).toMatchObject({ status: 404 });
    const { body: opened } = await system.as('office').ask<RoundReply>('POST', '/reporting-rounds', { body, key: 'open-march-2031' });
    const { body: again } = await system.as('office', 1).ask<RoundReply>('POST', '/reporting-rounds', { body, key: 'open-march-2031' });
    round = opened.proceeding.id;
    expect(again).toMatchObject({ replayed: true, proceeding: { id: round } });
    expect(opened.proceeding.content.forms.map((f) => f.unitId)).toEqual(expect.arrayContaining([HR, EDUCATION, FINANCE, STATISTICS, OFFICE].map(unit)));
    await until('its workflow', async () => (await system.pool.query('select from loop.asks where stream = $1', [`reporting-round/${round}`])).rowCount === 1);
  });

  it('shows each unit its own form and no other', async () => {
    expect((await form(HR, 'hr')).lines.length).toBeGreaterThan(1);
    expect(await system.as('education').ask('GET', `/reporting-rounds/${round}/forms/${unit(HR)}`)).toMatchObject({ status: 404 });
    expect((await read('education')).content.forms.map((f) => f.unitId)).toEqual([unit(EDUCATION)]);
  });

  it('is saved by two people at once, and neither overwrites the other', async () => {
    const seen = await form(HR, 'hr');
    const [a, b] = seen.lines as [Line, Line];
    const entry = (l: Line, text: string): object => ({ lineId: l.id, text, percent: null, values: [] });
    const save = (who: string, l: Line, text: string): Promise<{ status: number; body: { code?: string; fields?: { zh: string }[] } }> =>
      system.as(who).ask('POST', `/reporting-rounds/${round}/forms/${unit(HR)}/save`, { body: { entries: [entry(l, text)] }, ifMatch: `"${seen.version}"` });
    expect(await save('hr', a, '第一稿，已与各县区对接')).toMatchObject({ status: 200 });
    expect(await save('hr2', b, '另一行，同时填写的内容')).toMatchObject({ status: 200 });
    const clash = await save('hr2', a, '第二稿，改了同一行内容');
    expect(clash).toMatchObject({ status: 412, body: { code: 'form-changed' } });
    expect(clash.body.fields![0]!.zh).toMatch(/第一稿.*第二稿/);
    // Colleagues by their names, the time as it is in the city.
    expect(clash.body.fields![0]!.zh).not.toMatch(/p-hr|\{person\}|\dT\d/);
    expect((await form(HR, 'hr')).lines.slice(0, 2).map((l) => l.entry?.text)).toEqual(['第一稿，已与各县区对接', '另一行，同时填写的内容']);
  });

  it('is sent in time by one unit; its items take the lines, once', async () => {
    const drawn = await form(HR, 'hr');
    const { form: saved } = await system.as('hr').ask<FormReply>('POST', `/reporting-rounds/${round}/forms/${unit(HR)}/save`, { body: filled(drawn, '正在推进', 500), ifMatch: `"${drawn.version}"` }).then((r) => r.body);
    const check = await system.as('hr').post<{ faults: unknown[]; form: Form }>(`/reporting-rounds/${round}/forms/${unit(HR)}/check`);
    expect(check.faults).toEqual([]);
    // A line without a target's figure is flagged to its writer before it goes out.
    const without = saved.lines.find((l) => l.targets.length === 0);
    if (without) expect(check.form.lines.find((l) => l.id === without.id)!.flags.map((f) => f.rule)).toContain('saysNothing');
    await act('hr', HR, 'send', {});
    await until('the items', async () => (await system.store.readStream(`reporting-round/${round}`)).some((e) => e.type === 'FormFiled'));
    const filing = (await system.store.readStream(`reporting-round/${round}`)).find((e) => e.type === 'FormFiled')!.data as { reported: string[]; refused: unknown[] };
    expect(filing).toEqual({ unitId: unit(HR), arming: 1, reported: saved.lines.map((l) => l.id), refused: [] });
    for (const l of saved.lines) expect(await reports(l.itemId)).toEqual([expect.objectContaining({ text: '正在推进', round })]);
  });

  it('comes back once from the office, and is sent again by its unit', async () => {
    const f = await form(EDUCATION, 'education');
    await act('education', EDUCATION, 'save', filled(f, '召开动员会，报名登记全部完成', 100));
    await act('education', EDUCATION, 'send', {});
    expect(await system.as('education').ask('POST', `/reporting-rounds/${round}/forms/${unit(EDUCATION)}/return`, { body: { reason: '自己退' } })).toMatchObject({ status: 403 });
    // Whoever collects or returns a form stands for what they saw of it.
    for (const [path, body] of [['collect', undefined], ['return', { reason: '缺人数明细' }]] as const)
      expect(await system.as('office').ask('POST', `/reporting-rounds/${round}/forms/${unit(EDUCATION)}/${path}`, { ...(body && { body }), ifMatch: '"1"' })).toMatchObject({ status: 412 });
    const { form: returned } = await act('office', EDUCATION, 'return', { reason: '缺人数明细' });
    expect(returned).toMatchObject({ status: 'open', arming: 2 });
    const [first] = returned.lines as [Line];
    const seen = await form(EDUCATION, 'education');
    const again = await system.as('education').ask('POST', `/reporting-rounds/${round}/forms/${unit(EDUCATION)}/save`, { body: { entries: [{ lineId: first.id, text: '动员会到会 120 人，名单附后，报名已完成', percent: 35, values: [] }] }, ifMatch: `"${seen.version}"` });
    expect(again.status).toBe(200);
    await act('education', EDUCATION, 'send', {});
    await until('the second filing', async () => (await system.store.readStream(`reporting-round/${round}`)).filter((e) => e.type === 'FormFiled' && e.data['unitId'] === unit(EDUCATION)).length === 2);
    // Only what it says otherwise is reported anew.
    const mine = (itemId: string): Promise<number> => system.store.readStream(`item/${itemId}`).then((events) => events.filter((e) => e.type === 'ProgressReported' && (e.meta['actor'] as { unitId: string }).unitId === unit(EDUCATION)).length);
    expect(await Promise.all(returned.lines.map((l) => mine(l.itemId)))).toEqual(returned.lines.map((l) => (l.id === first.id ? 2 : 1)));
    expect(await act('office', EDUCATION, 'collect')).toMatchObject({ form: { status: 'collected' } });
  });

  it('goes out as a workbook and comes back: unchanged it changes nothing, filled in it is saved, faults are told by cell', async () => {
    const at = `/reporting-rounds/${round}/forms/${unit(FINANCE)}/sheet`;
    const download = async (who: string, path = at): Promise<Uint8Array> => new Uint8Array(await (await system.as(who).fetch('GET', path)).arrayBuffer());
    type Taken = FormReply & { changed: string[]; code?: string; fields?: { field: string; zh: string; en: string }[] };
    const upload = (who: string, raw: Uint8Array, path = at): Promise<{ status: number; body: Taken }> => system.as(who).ask<Taken>('POST', path, { raw, headers: { 'content-type': 'application/octet-stream' } });
    const changed = async (bytes: Uint8Array, cells: (sheet: ExcelJS.Worksheet, headingRow: number, column: (heading: string) => number) => void): Promise<Uint8Array> => {
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(new Uint8Array(bytes).buffer);
      const sheet = book.worksheets[0]!;
      const headingRow = Array.from({ length: sheet.rowCount }, (_, i) => i + 1).find((n) => sheet.getRow(n).getCell(1).value === '序号')!;
      const headings = (sheet.getRow(headingRow).values as string[]).slice(1);
      cells(sheet, headingRow, (heading) => headings.indexOf(heading) + 1);
      return new Uint8Array(await book.xlsx.writeBuffer());
    };

    expect(await system.as('education').ask('GET', at)).toMatchObject({ status: 404 });
    const blank = await download('finance');
    const before = await form(FINANCE, 'finance');
    expect(await upload('finance', blank)).toMatchObject({ status: 200, body: { changed: [], form: { version: before.version } } });

    const wrong = await upload('finance', await changed(blank, (sheet, heading, column) => (sheet.getRow(heading + 1).getCell(column('完成%*')).value = 130)));
    expect(wrong).toMatchObject({ status: 422, body: { code: 'form-invalid' } });
    expect(wrong.body.fields![0]).toMatchObject({ field: expect.stringMatching(/^报表![A-Z]+\d+$/), zh: expect.stringMatching(/“报表”第 \d+ 行 [A-Z]+ 列（完成%\*）：应为 0 至 100/), en: expect.stringMatching(/row \d+, column [A-Z]+/) });
    const unread = await upload('finance', await changed(blank, (sheet, heading, column) => (sheet.getRow(heading + 1).getCell(column('完成%*')).value = '一半')));
    expect(unread).toMatchObject({ status: 422, body: { code: 'form-sheet-invalid', fields: [{ field: wrong.body.fields![0]!.field }] } });
    expect(await upload('education', blank, at.replace(unit(FINANCE), unit(EDUCATION)))).toMatchObject({ status: 409, body: { code: 'form-sheet-foreign' } });
    expect(await upload('education', blank)).toMatchObject({ status: 404 });
    expect((await form(FINANCE, 'finance')).version).toBe(before.version);

    const typed = await changed(blank, (sheet, heading, column) => (sheet.getRow(heading + 1).getCell(column('本期进展*')).value = '=正在推进'));
    const taken = await upload('finance', typed);
    expect(taken).toMatchObject({ status: 200, body: { changed: [before.lines[0]!.id] } });
    const now = await form(FINANCE, 'finance');
    expect(now.lines[0]!.entry).toMatchObject({ text: '=正在推进' });
    // The same flags as over the API.
    expect(now.lines[0]!.flags.map((f) => f.rule)).toEqual(taken.body.form.lines[0]!.flags.map((f) => f.rule));
    expect(now.lines[0]!.flags.map((f) => f.rule)).toContain('saysNothing');
    // What was given out before somebody else saved the line does not overwrite it.
    const stale = await upload('finance', await changed(blank, (sheet, heading, column) => (sheet.getRow(heading + 1).getCell(column('本期进展*')).value = '另一种说法')));
    expect(stale).toMatchObject({ status: 412, body: { code: 'form-changed', fields: [{ field: expect.stringMatching(/^报表!/) }] } });
    expect(await upload('finance', await download('finance'))).toMatchObject({ status: 200, body: { changed: [], form: { version: now.version } } });

    const all = new ExcelJS.Workbook();
    await all.xlsx.load((await download('office', `/reporting-rounds/${round}/workbook`)).buffer as ArrayBuffer);
    expect(all.worksheets.map((w) => w.name)).toEqual(['报送情况', '事项进展']);
    expect(JSON.stringify(all.worksheets[0]!.getSheetValues())).toContain(STATISTICS);
    const own = new ExcelJS.Workbook();
    await own.xlsx.load((await download('finance', `/reporting-rounds/${round}/workbook`)).buffer as ArrayBuffer);
    expect(own.worksheets[0]!.rowCount).toBe(2);
  });

  it('takes “no progress” only with a reason', async () => {
    const f = await form(FINANCE, 'finance');
    const idle = (noProgressReason: string): object => ({ entries: f.lines.map((l) => ({ lineId: l.id, text: '', values: [], noProgressReason })) });
    await system.as('finance').post(`/reporting-rounds/${round}/forms/${unit(FINANCE)}/save`, idle(''), { ifMatch: `"${f.version}"` });
    expect(await system.as('finance').ask('POST', `/reporting-rounds/${round}/forms/${unit(FINANCE)}/send`, { body: {} })).toMatchObject({ status: 422, body: { code: 'form-incomplete' } });
    const seen = await form(FINANCE, 'finance');
    await system.as('finance').ask('POST', `/reporting-rounds/${round}/forms/${unit(FINANCE)}/save`, { body: idle('上级资金尚未下达，等待文件'), ifMatch: `"${seen.version}"` });
    expect(await act('finance', FINANCE, 'send', {})).toMatchObject({ form: { status: 'sent', sendings: [{ late: false }] } });
  });

  it('reminds who has not sent, marks them, carries it up and lists them as missing', async () => {
    expect(await system.as('office').ask('POST', `/reporting-rounds/${round}/lock`)).toMatchObject({ status: 409, body: { code: 'round-not-due' } });
    const told = async (type: string): Promise<boolean> => (await system.store.readStream(`reporting-round/${round}`)).some((e) => e.type === type && e.data['duty'] === `fill:${unit(STATISTICS)}`);
    await system.setClock('2031-03-20T02:00:00.000Z');
    await until('the reminder', () => told('ReminderIssued'));
    await system.setClock('2031-03-21T16:30:00.000Z');
    await until('the mark', () => told('OverdueMarked'));
    await until('the escalation', () => told('DutyEscalated'));
    const { content } = await read();
    expect(content.missing).toContain(unit(STATISTICS));
    expect(content.missing).not.toEqual(expect.arrayContaining([unit(HR)]));
  });

  it('is locked: then nothing is written any more', async () => {
    const lines = await Promise.all([form(HR, 'hr'), form(EDUCATION, 'education')]).then((forms) => forms.flatMap((f) => f.lines));
    const [one, other] = lines.flatMap((a) => lines.filter((b) => b.itemId === a.itemId && b.assignmentId > a.assignmentId && a.targets.length > 0).map((b) => [a, b]))[0] as [Line, Line];
    const apart = { itemId: one.itemId, targetId: one.targets[0]!.targetId };
    await system.as('office').post(`/items/${one.itemId}/settle-overlap`, { targetId: apart.targetId, sources: [one.assignmentId, other.assignmentId], how: 'apart', reason: '经核对，两家的对象不同' });
    // Who saw an older list of the silent looks again first.
    expect(await system.as('office').ask('POST', `/reporting-rounds/${round}/lock`, { ifMatch: '"1"' })).toMatchObject({ status: 412 });
    const { proceeding } = await system.as('office').post<RoundReply>(`/reporting-rounds/${round}/lock`);
    const { figures } = proceeding.content;
    const of = (name: string): unknown => figures!.units.find((u) => u.unitId === unit(name));
    expect(of(HR)).toMatchObject({ standing: 'inTime', afterReturn: false });
    expect(of(EDUCATION)).toMatchObject({ standing: 'inTime', afterReturn: true });
    expect(of(FINANCE)).toMatchObject({ standing: 'inTime', progress: 0 });
    expect(of(STATISTICS)).toMatchObject({ standing: 'missing', event: null });
    expect(figures!.forms).toMatchObject({ inTime: 3, late: 0, afterReturn: 1, missing: figures!.forms.of - 3 });
    // Each figure is found again in the event that it names.
    const events = await system.store.readStream(`reporting-round/${round}`);
    for (const total of figures!.totals) for (const { unitId, event } of total.from) expect(events[event - 1]).toMatchObject({ type: 'FormSent', data: { unitId } });
    // What two leads told of one target adds up only because the office has said so.
    expect(figures!.totals.filter((t) => t.from.length > 1)).toMatchObject([{ ...apart, value: 600, from: [{ value: 100 }, { value: 500 }], undecided: false }]);
    expect(figures!.decided).toMatchObject([{ itemId: apart.itemId, targetId: apart.targetId, how: 'apart' }]);
    locked = JSON.stringify(figures);
    expect(await system.as('statistics').ask('POST', `/reporting-rounds/${round}/forms/${unit(STATISTICS)}/save`, { body: { entries: [] } })).toMatchObject({ status: 409, body: { code: 'round-locked' } });
  });

  it('is told in a numbered 通报, whose figures no later correction changes', async () => {
    const { proceeding } = await system.as('office').post<RoundReply>(`/reporting-rounds/${round}/bulletin`, { text: '现将三月份报送情况通报如下' });
    const [paper] = proceeding.papers;
    expect(paper).toMatchObject({ kind: 'circular', status: 'drafted' });
    expect((await read('hr')).content.figures).toBeNull();
    expect(await system.as('hr').ask('POST', `/proceedings/reporting-round/${round}/papers/${paper!.id}/sign`)).toMatchObject({ status: 403 });
    const signed = await system.as('signer').post<RoundReply>(`/proceedings/reporting-round/${round}/papers/${paper!.id}/sign`);
    expect(signed.proceeding).toMatchObject({ status: 'reported' });
    await until('its number', async () => (await system.store.head('series/TB/2031')).version === 1);
    const { lines } = await form(HR, 'hr');
    const line = lines.find((l) => l.targets.length > 0)!;
    await system.as('hr').post(`/items/${line.itemId}/correct-value`, { assignmentId: line.assignmentId, targetId: line.targets[0]!.targetId, value: 5, asOf: '2031-03-20', reason: '重复统计' });
    expect(JSON.stringify((await read()).content.figures)).toBe(locked);
    expect(JSON.stringify((await read('hr')).content.figures)).toBe(locked);
    const told = async (): Promise<string[]> => (await system.pool.query<{ unit_id: string }>(`select x.unit_id from read.inbox x join read.notice n using (notice_id) where n.proceeding = $1 and n.kind = 'circular'`, [`reporting-round/${round}`])).rows.map((r) => r.unit_id);
    await until('the circular in the inbox', async () => (await told()).length > 0);
    expect(await told()).toEqual(expect.arrayContaining([unit(HR), unit(STATISTICS)]));
  });
});
