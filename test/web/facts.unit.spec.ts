import { between } from '../../apps/web/parts/facts';

const facts = (...those: [string, string][]): Map<string, { label: string; value: string }> => new Map(those.map(([id, value]) => [id, { label: `label of ${id}`, value }]));

describe('what others changed of a matter', () => {
  it('is what differs between two looks, what came and what is gone, beside what is typed of the same', () => {
    const clashes = between(facts(['a', '1'], ['b', '2'], ['c', '3'], ['e', '6']), facts(['a', '1'], ['b', '5'], ['d', '4'], ['e', '8']), { b: '7', e: null });
    expect(clashes).toEqual([
      { id: 'b', label: 'label of b', before: '2', theirs: '5', mine: '7' },
      // Removed, and nothing that the form is about.
      { id: 'c', label: 'label of c', before: '3', theirs: null, mine: null },
      // A field that was left empty is not the same as none.
      { id: 'e', label: 'label of e', before: '6', theirs: '8', mine: '' },
      { id: 'd', label: 'label of d', before: null, theirs: '4', mine: null },
    ]);
  });
});
