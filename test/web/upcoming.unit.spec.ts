import { howOf, unlessOf } from '../../apps/web/pages/item/upcoming';

describe('what happens next with an item', () => {
  it('is done by the system, but for papers, which wait for a signature', () => {
    expect(['remind', 'markOverdue', 'escalate', 'openPeriod', 'draftPaper'].map(howOf)).toEqual(['automatic', 'automatic', 'automatic', 'automatic', 'toSign']);
  });

  it('does not happen where what is owed is done before; what comes of the calendar or the roster does in any case', () => {
    expect(unlessOf({ act: 'draftPaper', kind: 'deliver' })).toBe('deliver');
    expect(unlessOf({ act: 'remind', kind: 'receive' })).toBe('receive');
    expect(unlessOf({ act: 'openPeriod', kind: 'period' })).toBeNull();
    expect(unlessOf({ act: 'joinGroup', kind: 'receive' })).toBeNull();
  });
});
