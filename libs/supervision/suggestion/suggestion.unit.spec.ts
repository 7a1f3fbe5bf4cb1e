import { evolveSuggestion, type SuggestionEvent } from './suggestion';

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
});
