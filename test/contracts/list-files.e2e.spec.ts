import ExcelJS from 'exceljs';
import { importPlan } from '#libs/documents/import-plan';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued } from '#libs/commands/testing/a-system';
import { projector } from '#libs/projections/projector';
import { CLOCK } from '#libs/supervision/actor';
import type { HttpClient } from '../support/http-client';
import { projected } from '../support/projected';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';

const [UNION, HR] = ['市总工会', '市人社局'];

interface Listed {
  total: number;
  rows: { itemId: string; planId: string; title: string; light: string; deadline: string | null; number: string }[];
}

describe('lists as files', () => {
  let api: ApiInProcess;
  let following: ReturnType<typeof projector>;
  let office: HttpClient;
  let union: HttpClient;
  let stranger: HttpClient;
  let planId: string;

  const file = async (client: HttpClient, path: string, query: Record<string, string> = {}): Promise<{ name: string; bytes: Uint8Array; text: string }> => {
    const response = await client.fetch('GET', path, { query });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([path, response.status, new TextDecoder().decode(bytes.slice(0, response.status === 200 ? 0 : 500))]).toEqual([path, 200, '']);
    return { name: decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''), bytes, text: new TextDecoder().decode(bytes) };
  };
  const linesOf = (text: string): string[] => text.trim().split(/\r?\n/).slice(1);

  beforeAll(async () => {
    api = await apiInProcess('2026-03-02T01:00:00.000Z');
    following = projector(api.system.store, (error) => {
      throw error;
    });
    void following.run();
    const more = await issued(api.system, [
      aDraftItem('1', { title: '=甲', deadline: '2026-03-31', leads: [UNION!], participants: [HR!], category: '技能' }),
      aDraftItem('2', { title: '乙', deadline: '2026-12-31', leads: [HR!] }),
      aDraftItem('10', { title: '丙', deadline: '2026-06-30', leads: [UNION!] }),
    ], 'second');
    office = (await api.signedIn('office', api.system.units['市产改办']!, ['office'])).client;
    union = (await api.signedIn('union', api.system.units[UNION!]!, ['handler'])).client;
    stranger = (await api.signedIn('stranger', api.system.units[STRANGERS_UNIT]!, ['handler'])).client;
    await projected(api.system.store);
    planId = 'second';
    api.system.clock.set('2026-04-20T02:00:00.000Z');
    for (const itemId of [api.itemId, ...more]) await api.system.items.execute(itemId, { type: 'settle' }, CLOCK, null);
    await projected(api.system.store);
  });
  afterAll(async () => {
    await following?.stop();
    await api?.close();
  });

  it('give the ledger as it is seen: the same rows, filters and order, also of a past day', async () => {
    for (const query of [{}, { sort: '-title' }, { light: 'red,yellow' }, { text: '乙' }, { planId, limit: '1', offset: '2' }, { asOf: '2026-03-02' }] as Record<string, string>[]) {
      for (const client of [office, union]) {
        const { limit: _limit, offset: _offset, ...same } = query;
        const seen = await client.get<Listed>('/ledger', { ...same, limit: 500 });
        const { text } = await file(client, '/ledger/export', { ...query, format: 'csv' });
        expect(linesOf(text).map((l) => l.split(',')[3]!.replace(/^'/, ''))).toEqual(seen.rows.map((r) => r.title));
      }
    }
    const yellow = async (query: Record<string, string>): Promise<number> => linesOf((await file(office, '/ledger/export', { format: 'csv', ...query })).text).filter((l) => l.includes(',是,')).length;
    expect([await yellow({}), await yellow({ asOf: '2026-03-02' })]).toEqual([1, 0]);
  });

  it('give the list as it is seen, in the chosen columns, under a head that says which it is and as of when', async () => {
    const asked = { planId, light: 'red,yellow', columns: 'title,progress,number,nextDue', sort: 'number' };
    const { text } = await file(office, '/ledger/export', { ...asked, format: 'csv' });
    const [, filter, asOf, heading, first, ...others] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/);
    expect(filter).toBe('筛选：计划 2026年工作要点；亮灯 红、黄');
    expect(asOf).toBe('截至 2026-04-20 10:00，共 1 条');
    expect(heading).toBe('编号,事项,进度,下一步');
    // What comes next says when, what, and to whom.
    expect(first).toMatch(/^1,'=甲,,2026-\d\d-\d\d \d\d:\d\d 自动提醒（市产改办：签发）$/);
    // A draft that waits for its signature is nothing for the unit that it is about.
    expect((await file(union, '/ledger/export', { ...asked, format: 'csv' })).text.trim()).toMatch(/1,'=甲,,2026-\d\d-\d\d \d\d:\d\d$/);
    expect(others).toEqual([]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await file(office, '/ledger/export', { ...asked, asOf: '2026-03-31' })).bytes as never);
    const cells = (row: number): unknown[] => (book.worksheets[0]!.getRow(row).values as unknown[]).slice(1);
    expect([cells(2)[0], cells(3)[0], cells(4)]).toEqual(['筛选：计划 2026年工作要点；亮灯 红、黄', '截至 2026-03-31 23:59，共 0 条', ['编号', '事项', '进度', '下一步']]);
    expect((await office.ask('GET', '/ledger/export', { query: { columns: 'price' } })).status).toBe(400);
  });

  it('show nothing to who sees nothing, and never a formula', async () => {
    expect(linesOf((await file(stranger, '/ledger/export', { format: 'csv' })).text)).toEqual([]);
    expect(linesOf((await file(stranger, '/todo/export')).text)).toEqual([]);
    expect((await file(office, '/ledger/export', { format: 'csv' })).text).toContain(",'=甲,");
    expect((await office.ask('GET', '/ledger/export', { query: { format: 'docx' } })).status).toBe(400);
  });

  it('import again as the plan whose ledger it is, named by plan and day', async () => {
    const { name, bytes } = await file(office, '/ledger/export', { planId, sort: 'number' });
    const read = await importPlan(bytes, { fileName: name, today: '2026-04-20' });
    if (!read.ok) throw new Error(JSON.stringify(read));
    expect(name).toBe(`台账-${read.draft.plan.title}-2026-04-20.xlsx`);
    expect(read.draft.items.map(({ number, title, leads, participants, deadline, category }) => [number, title, leads, participants, deadline, category])).toEqual([
      ['1', '=甲', [UNION], [HR], '2026-03-31', '技能'], ['2', '乙', [HR], [], '2026-12-31', '建功立业'], ['10', '丙', [UNION], [], '2026-06-30', '建功立业'],
    ]);
    const past = await importPlan((await file(union, '/ledger/export', { planId, asOf: '2026-03-02' })).bytes, { fileName: name, today: '2026-04-20' });
    expect(past.ok && past.draft.items.map((i) => i.title)).toEqual(['=甲', '丙']);
  });

  it('give what is to do and what is overdue as csv, as their lists show it', async () => {
    for (const list of ['/todo', '/overdue']) {
      const seen = await union.get<Listed>(list, { limit: 500 });
      expect(seen.rows.length).toBeGreaterThan(0);
      const { name, text } = await file(union, `${list}/export`);
      expect(name).toBe(`${list === '/todo' ? '待办' : '逾期'}-2026-04-20.csv`);
      expect(linesOf(text).map((l) => l.split(',')[2]!.replace(/^'/, ''))).toEqual(seen.rows.map((r) => r.title));
    }
  });
});
