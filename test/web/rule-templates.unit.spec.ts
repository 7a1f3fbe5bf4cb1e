import { typedVariant, variantOf, variantsOf } from '../../apps/web/pages/rules/variant';
import { changedTemplates, mergedTemplates } from '../../apps/web/pages/rules/templates';

const of = (id: string, days: number) => ({ id, name: `模板${id}`, days });
const before = [of('a', 1), of('b', 1), of('c', 1)];

describe('templates that several change', () => {
  it('are each as somebody changed it, though both changed the list', () => expect(mergedTemplates(before, [of('a', 5), of('b', 1), of('c', 1)], [of('a', 1), of('b', 7), of('c', 1)])).toEqual([of('a', 5), of('b', 7), of('c', 1)]));

  it('keep what either added, and lack what either removed', () => expect(mergedTemplates(before, [of('a', 1), of('b', 1), of('d', 1)], [of('b', 1), of('c', 1), of('e', 1)])).toEqual([of('b', 1), of('e', 1), of('d', 1)]));

  it('are as their later writer says where both changed the same one, so that it is to be told', () => {
    expect(mergedTemplates(before, [of('a', 5), of('b', 1)], [of('a', 7), of('b', 1), of('c', 2)])).toEqual([of('a', 7), of('b', 1), of('c', 2)]);
    expect(changedTemplates(before, [of('a', 5), of('b', 1)])).toEqual([{ id: 'a', before: of('a', 1), theirs: of('a', 5) }, { id: 'c', before: of('c', 1), theirs: undefined }]);
  });
});

describe('what is laid down for some units', () => {
  const [small] = variantsOf([{ name: '小微企业', when: { size: 'small', unitClass: 'privateEnterprise', trade: null }, differences: { graceWorkingDays: 5, receiptWorkingDays: 9 }, guidance: null }]);

  it('is typed and sent as it was where nothing was changed', () => {
    expect(small).toMatchObject({ id: '小微企业', when: { unitClass: 'privateEnterprise', size: 'small' }, differences: { graceWorkingDays: 5, receiptWorkingDays: 9 } });
    expect(JSON.stringify(variantOf(typedVariant(small!)))).toBe(JSON.stringify(small));
  });

  it('has the rules that are chosen to differ and no other, though these were typed before', () => {
    const typed = { ...typedVariant(small!), name: ' 小企业 ', when: { unitClass: 'privateEnterprise' as const, trade: ' ' }, fields: ['receiptWorkingDays' as const], guidance: ' ' };
    expect(variantOf(typed)).toEqual({ id: '小微企业', name: '小企业', when: { unitClass: 'privateEnterprise' }, differences: { receiptWorkingDays: 9 }, guidance: null });
  });
});
