import { readLedgerSearch } from '../../apps/web/pages/ledger/search';

describe('the address of the ledger', () => {
  it('asks for items without a category where it names an empty one, and for any where it names none', () => {
    expect(readLedgerSearch({ category: '' })).toEqual({ category: '' });
    expect(readLedgerSearch({ category: '技能提升' })).toEqual({ category: '技能提升' });
    expect(readLedgerSearch({ text: '', unitId: '' })).toEqual({});
  });
});
