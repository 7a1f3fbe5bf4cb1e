import { OFFICE } from '#libs/commands/testing/a-system';
import { MOST_A_DAY } from '#libs/supervision/suggestion/suggestion';
import type { HttpClient, Reply, Told } from '../support/http-client';
import { apiInProcess, type ApiInProcess } from './api-in-process';
import { expectProblem } from './problems';

interface Listed {
  total: number;
  open: number;
  rows: { id: string; text: string; answer: string | null; unitId?: string }[];
}

/** 意见建议: bounded in number and length, and a page at a time. */
describe('suggestions', () => {
  let api: ApiInProcess;
  let handler: HttpClient, other: HttpClient, admin: HttpClient;
  const make = (who: HttpClient, text: string, key: string, page = '/items/$itemId'): Promise<Reply<Told & { suggestion: { id: string } }>> => who.ask('POST', '/suggestions', { key, body: { page, kind: 'wish', text } });

  beforeAll(async () => {
    api = await apiInProcess('2031-03-03T01:00:00.000Z');
    const unit = api.system.units[OFFICE]!;
    [handler, other, admin] = (await Promise.all([api.signedIn('one', unit, ['handler']), api.signedIn('two', unit, ['handler']), api.signedIn('admin', unit, ['systemAdmin'])])).map((x) => x.client) as [HttpClient, HttpClient, HttpClient];
  });
  afterAll(() => api?.close());

  it('say something, in so many characters, of a page that there is', async () => {
    expectProblem(await make(handler, '   ', 'blank-text'), { status: 422, code: 'suggestion-empty', fields: ['text'] });
    expectProblem(await make(handler, '。。。', 'marks-alone'), { status: 422, code: 'suggestion-empty', fields: ['text'] });
    expectProblem(await make(handler, '长'.repeat(1_001), 'too-long-text'), { status: 400, code: 'malformed', fields: ['text'] });
    expect((await make(handler, '长'.repeat(1_001), 'too-long-text')).body).toMatchObject({ fields: [{ field: 'text', zh: expect.stringContaining('1000'), en: expect.stringContaining('1000') }] });
    expectProblem(await make(handler, '看不懂', 'other-site', 'https://example.org'), { status: 422, code: 'page-unknown', fields: ['page'] });
  });

  it('are so many a day and person, also at once; refused it says from which day on there may be more', async () => {
    const first = await make(handler, '第 0 条建议', 'suggestion-0');
    // Who is told that others were faster too often (503) sends the same again.
    const insists = async (text: string, key: string): ReturnType<typeof make> => {
      const reply = await make(handler, text, key);
      return reply.status === 503 ? insists(text, key) : reply;
    };
    const many = await Promise.all(Array.from({ length: MOST_A_DAY + 4 }, (_, n) => insists(`第 ${n + 1} 条建议`, `suggestion-${n + 1}`)));
    expect(many.filter((r) => r.status === 200)).toHaveLength(MOST_A_DAY - 1);
    const refused = many.filter((r) => r.status !== 200);
    expect(refused.map((r) => r.status)).toEqual(refused.map(() => 429));
    expect(refused[0]!.body).toMatchObject({ code: 'suggestions-enough', detail: { zh: expect.stringContaining(`${MOST_A_DAY} 条意见建议`), en: expect.stringContaining('2031-03-04') } });
    // What was taken is told again as it was; another person, and the next day, have their own.
    expect((await make(handler, '第 0 条建议', 'suggestion-0')).body).toMatchObject({ replayed: true, suggestion: { id: first.body.suggestion.id } });
    expect((await make(other, '另一个人的建议', 'of-another')).status).toBe(200);
    api.system.clock.set('2031-03-04T01:00:00.000Z');
    expect((await make(handler, '第二天的建议', 'of-tomorrow')).status).toBe(200);
  });

  it('are listed a page at a time, newest first, each counted once', async () => {
    const all = await admin.get<Listed>('/suggestions', { limit: '5' });
    expect([all.total, all.open, all.rows.length, all.rows[0]!.text]).toEqual([MOST_A_DAY + 2, MOST_A_DAY + 2, 5, '第二天的建议']);
    const next = await admin.get<Listed>('/suggestions', { offset: '5', limit: '500' });
    expect(new Set([...all.rows, ...next.rows].map((r) => r.id)).size).toBe(MOST_A_DAY + 2);
    expect(await other.get<Listed>('/suggestions/own')).toMatchObject({ total: 1, rows: [{ text: '另一个人的建议' }] });
    const answering = `/suggestions/${all.rows[0]!.id}/answer`;
    expectProblem(await admin.ask('POST', answering, { key: 'answer-blank', body: { answer: '  ' } }), { status: 422, code: 'suggestion-empty', fields: ['answer'] });
    expect((await admin.ask('POST', answering, { key: 'answer-once', body: { answer: '已采纳' } })).status).toBe(200);
    expect(await admin.get<Listed>('/suggestions', { open: 'true', limit: '1' })).toMatchObject({ total: MOST_A_DAY + 1, open: MOST_A_DAY + 1, rows: [{ answer: null }] });
    expect(await handler.get<Listed>('/suggestions/own', { limit: '1' })).toMatchObject({ total: MOST_A_DAY + 1, rows: [{ answer: '已采纳' }] });
  });
});
