import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerProblem, evolveSuggestion, LONGEST_SUGGESTION, suggestionProblem, type SuggestionEvent } from './suggestion';

const meta = (at: string) => ({ actor: { kind: 'person' as const, personId: 'p1', unitId: 'u1' }, occurredAt: at, recordedAt: at, rules: { policy: 0, calendar: 0, roster: 0 } });
const made: SuggestionEvent = { type: 'SuggestionMade', data: { page: '/to-do', kind: 'burden', text: '两张一样的表' }, meta: meta('2031-03-03T01:00:00.000Z') };
const answered = (answer: string, at: string): SuggestionEvent => ({ type: 'SuggestionAnswered', data: { answer }, meta: { ...meta(at), actor: { kind: 'person', personId: 'p9', unitId: 'u9' } } });

describe('a suggestion', () => {
  it('keeps what was said and by which unit, and waits for an answer', () => {
    expect(evolveSuggestion(null, made, 's1')).toEqual({ id: 's1', page: '/to-do', kind: 'burden', text: '两张一样的表', madeBy: 'p1', unitId: 'u1', madeAt: '2031-03-03T01:00:00.000Z', answer: null, answeredAt: null });
  });

  it('shows the newest answer, and stays its maker’s', () => {
    const state = [answered('在想办法', '2031-03-04T01:00:00.000Z'), answered('已合并', '2031-03-05T01:00:00.000Z')].reduce((s, e) => evolveSuggestion(s, e, 's1'), evolveSuggestion(null, made, 's1'));
    expect(state).toMatchObject({ answer: '已合并', answeredAt: '2031-03-05T01:00:00.000Z', madeBy: 'p1', unitId: 'u1' });
  });

  const made1 = (change: object) => suggestionProblem({ page: '/to-do', kind: 'wish', text: '两张一样的表', ...change })?.rejected;

  it('says something that is seen, and not more than a suggestion has', () => {
    expect(made1({})).toBeUndefined();
    for (const text of ['', '  ', '。。', '\u200b\u200b\u2060', '\u3164\u3164', '了']) expect(made1({ text })).toMatchObject({ code: 'suggestion-empty', field: 'text' });
    expect(made1({ text: '长'.repeat(LONGEST_SUGGESTION + 1) })).toMatchObject({ code: 'value-invalid', field: 'text' });
    expect(answerProblem({ answer: '\u200b 。' })?.rejected).toMatchObject({ code: 'suggestion-empty', field: 'answer' });
  });

  it('is about a page of this system, by the pattern of its address', () => {
    for (const page of ['to-do', '//example.org', 'https://example.org/', '/items/p1-3', '/items/$itemId?asOf=2031', '/items/../plans', '/to-do/', '/items/张三', `/${'a'.repeat(80)}`]) expect([page, made1({ page })?.code]).toEqual([page, 'page-unknown']);
    const source = readFileSync(join(__dirname, '..', '..', '..', 'apps', 'web', 'shell', 'router.tsx'), 'utf8');
    const pages = [...source.matchAll(/\bpath: '([^']+)'/g)].map((m) => m[1]!);
    expect(pages.length).toBeGreaterThan(20);
    for (const page of pages) expect([page, made1({ page })]).toEqual([page, undefined]);
  });
});
