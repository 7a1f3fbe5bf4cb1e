import fc from 'fast-check';
import { breakTitle } from './title.break';
import { widthOf } from './words';

test.each([
  ['整改通知书', ['整改通知书']],
  ['关于2026年6月调度情况的通报', ['关于2026年6月调度情况的通报']],
  ['关于“开展产业工人技能提升培训，不少于4万人次”的督办单', ['关于“开展产业工人技能提升培训，', '不少于4万人次”的督办单']],
  ['某市推进产业工人队伍建设改革协调小组办公室关于2026年第二季度工作情况的通报', ['某市推进产业工人队伍建设改革协调小组办公室', '关于2026年第二季度工作情况的通报']],
])('%s is broken by sense', (title, lines) => {
  expect(breakTitle(title, 21)).toEqual(lines);
});

test('loses nothing, and no line is too long, whatever it is', () => {
  const piece = fc.constantFrom('关于', '的', '工作', '《', '》', '“', '”', '，', '2026年', '市总工会', '和', '培训', 'A', '𠮷', '情况');
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 4, max: 24 }), (pieces, most) => {
    const title = pieces.join('');
    const lines = breakTitle(title, most);
    expect(lines.join('')).toBe(title);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(most);
  }));
});

test('tears no year and begins no line with a mark or 的', () => {
  for (const line of breakTitle('关于转发《某自治区2026年产业工人队伍建设改革工作要点》和有关任务分工方案的通知', 20).slice(1)) expect(line).not.toMatch(/^[的》，]/);
});
