import { between } from '../../apps/web/parts/facts';

const facts = (...those: [string, string][]): Map<string, { label: string; value: string }> => new Map(those.map(([id, value]) => [id, { label: `label of ${id}`, value }]));

describe('what others changed of a matter', () => {
  it('is what differs between two looks, what came and what is gone, beside what is typed of the same', () => {
    const clashes = between(facts(['a', '1'], ['b', '2'], ['c', '3']), facts(['a', '1'], ['b', '5'], ['d', '4']), { b: '7' }, '–');
    expect(clashes).toEqual([
      { id: 'b', label: 'label of b', before: '2', theirs: '5', mine: '7' },
      { id: 'c', label: 'label of c', before: '3', theirs: '–', mine: '' },
      { id: 'd', label: 'label of d', before: '–', theirs: '4', mine: '' },
    ]);
  });
});
