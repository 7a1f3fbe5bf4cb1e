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
