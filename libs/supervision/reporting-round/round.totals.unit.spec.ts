import type { DecidedOverlap } from './figure.types';
import { totalsOf, type ToldOfTarget } from './round.totals';

const told = (assignmentId: string, value: number, itemId = 'i1'): ToldOfTarget => ({ itemId, targetId: 't1', metric: '培训', unit: '人次', from: { unitId: `u-${assignmentId}`, event: 4, assignmentId, value } });
const decided = (how: DecidedOverlap['how'], ...sources: string[]): DecidedOverlap => ({ itemId: 'i1', targetId: 't1', sources, how, event: 9 });

describe('what forms told of one target', () => {
  const leads = [told('a1', 40_000), told('a2', 38_600)];

  test('counts once until a person says that it adds up, and says that nobody has', () => {
    expect(totalsOf(leads, [])).toMatchObject({ totals: [{ value: 40_000, undecided: true, from: [{ unitId: 'u-a1', value: 40_000 }, { unitId: 'u-a2', value: 38_600 }] }], decided: [] });
    expect(totalsOf(leads, [decided('apart', 'a1', 'a2')])).toMatchObject({ totals: [{ value: 78_600, undecided: false }], decided: [{ event: 9 }] });
    expect(totalsOf(leads, [decided('once', 'a1', 'a2')])).toMatchObject({ totals: [{ value: 40_000, undecided: false }], decided: [{ event: 9 }] });
  });

  test('goes by the newest decision about it, and by none about other items or about who told nothing', () => {
    expect(totalsOf(leads, [decided('once', 'a1', 'a2'), { ...decided('apart', 'a1', 'a2'), event: 12 }]).totals).toMatchObject([{ value: 78_600 }]);
    expect(totalsOf(leads, [{ ...decided('apart', 'a1', 'a2'), itemId: 'i2' }, decided('apart', 'a1', 'a3')])).toMatchObject({ totals: [{ value: 40_000, undecided: true }], decided: [] });
  });

  test('is not in doubt where one told it; items are added up apart', () => {
    expect(totalsOf([told('a1', 7), told('a1', 9, 'i0')], []).totals).toMatchObject([{ itemId: 'i0', value: 9, undecided: false }, { itemId: 'i1', value: 7, undecided: false }]);
  });
});
