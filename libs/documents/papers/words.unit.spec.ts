import { chineseOrdinal, headingNumber, numbered } from './words';

test('headings are counted beyond a hundred: a report of two hundred units has as many', () => {
  const spoken: [number, string][] = [[1, '一'], [10, '十'], [19, '十九'], [20, '二十'], [99, '九十九'], [100, '一百'], [101, '一百零一'], [110, '一百一十'], [119, '一百一十九'], [200, '二百'], [1_000, '一千'], [1_001, '一千零一'], [1_010, '一千零一十'], [9_999, '九千九百九十九']];
  expect(spoken.map(([n]) => chineseOrdinal(n))).toEqual(spoken.map(([, words]) => words));
  expect(headingNumber(2, 100)).toBe('（一百）');
  for (const none of [0, 1.5, 10_000]) expect(() => chineseOrdinal(none)).toThrow(RangeError);
});

test('what has no number is called by its title', () => {
  expect([numbered('12', '培训'), numbered('', '培训'), numbered(null, '培训'), numbered('12', '培训', ' ')]).toEqual(['第12项　培训', '培训', '培训', '第12项 培训']);
});
