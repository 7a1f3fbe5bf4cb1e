import type { DraftItem, DraftTarget } from './draft';
import { upperQuestions } from './draft.upper';

const asked = (change: Partial<DraftTarget>) => {
  const target: DraftTarget = { metric: '培训', comparison: '>=', value: 90, unit: '人次', text: '90人次以上', upper: { targetId: 't1', value: 90 }, ...change };
  const item = { key: 'u1', number: '1', targets: [target], upper: { planId: 'p', itemId: 'i', deadline: null } } as unknown as DraftItem;
  return upperQuestions({ settled: {} }, item, null, { zh: '第1项', en: 'Item 1' })[0]!;
};

test('of a count it is asked how much is this level’s, of a rate, a limit and days what is its own', () => {
  expect(asked({}).question.zh).toContain('本级承担多少？');
  expect(asked({}).options.map((o) => o.zh)).toEqual(['填写本级承担的数量（人次）', '全部由本级承担', '本级不承担该指标']);
  for (const change of [{ metric: '就业率', unit: '%' }, { comparison: '<=' as const, unit: '家' }, { metric: '办理时限', comparison: '<=' as const, unit: '个工作日' }]) {
    expect(asked(change).question.zh).toContain('不分解相加，本级定为多少？');
    expect(asked(change).options.map((o) => [o.id, o.zh])).toEqual([['share', `填写本级的数值（${change.unit}）`], ['whole', '与上级相同'], ['none', '本级不承担该指标']]);
  }
});
