import { lastComplete } from '../../apps/web/parts/last-complete';
import { follows, ownIn } from '../../apps/web/parts/own';
import { changedOf, compared, takenUp } from '../../apps/web/parts/merge';
import { namedIn } from '../../apps/web/pages/proceedings/acts/named';
import { standing } from '../../apps/web/pages/workbench/standing';

describe('a case that is open on the workbench', () => {
  const paper = { noticeId: 'n-1' };
  const one = { key: 'n-1', title: '催办通知' };
  const other = { ...one, key: 'n-2' };

  it('keeps its paper where somebody else has signed or voided it meanwhile', () => {
    const open = standing({ at: 0, one: undefined, paper: undefined }, [other, one], new Map([['n-1', paper]]), 'n-1');
    expect(open).toEqual({ at: 1, one, paper });
    expect(standing(open, [other], new Map(), 'n-1')).toEqual({ at: 1, one, paper });
    // The next one has no paper of the one before.
    expect(standing(open, [other], new Map(), 'n-2')).toEqual({ at: 0, one: other, paper: undefined });
  });

  it('stands among what was complete last, while something new is asked', () => {
    const newest = lastComplete<string>();
    expect(newest(undefined)).toBeUndefined();
    expect([newest('first'), newest(undefined), newest('second')]).toEqual(['first', 'first', 'second']);
  });
});

describe('a field that others changed too', () => {
  const began = { days: 5, grace: 1 };
  const theirs = { days: 8, grace: 1 };

  it('is sent as it was where its writer was told and chose that, and follows the others where they did not', () => {
    // Before they are told, what they left as it was is no change of theirs.
    expect(changedOf(compared(began, undefined), { days: 5, grace: 1 })).toEqual({});
    expect(changedOf(compared(began, theirs), { days: 5, grace: 1 })).toEqual({ days: 5 });
    expect(changedOf(compared(began, theirs), { days: 8, grace: 2 })).toEqual({ grace: 2 });
    // And so does a draft of it.
    expect(takenUp(compared(began, theirs), theirs, { days: 5, grace: 1 }).typed).toEqual({ days: 5, grace: 1 });
  });

  it('keeps what is typed in it where its writer takes their own and both typed the same', () => {
    const at = (theirs: unknown, began?: { with: unknown }) => ({ now: () => '已完成', set: () => undefined, chosen: () => undefined, theirs, ...(began && { began }) });
    expect(ownIn(at('已完成'), undefined)).toBe('已完成');
    expect(ownIn(at('已完成'), { value: '已开工' })).toBe('已开工');
    expect(ownIn(at('已完成', { with: '' }), undefined)).toBe('');
  });

  it('names files and plans in words where its value is their id', () => {
    const named = namedIn([{ evidence: [{ id: 'e-1', name: '照片.jpg' }] }, { evidence: [{ id: 'e-2', name: '台账.xlsx' }] }], [{ planId: 'p-1', title: '年度方案' }]);
    expect(['e-1', 'e-2', 'p-1'].map((id) => named.get(id))).toEqual(['照片.jpg', '台账.xlsx', '年度方案']);
  });

  it('follows the others only where its writer left it as it was and did not choose that', () => {
    const at = (theirs: unknown, began?: { with: unknown }) => ({ now: () => 5, set: () => undefined, chosen: () => undefined, theirs, ...(began && { began }) });
    expect([follows(at(8, { with: 5 }), false), follows(at(8, { with: 5 }), true), follows(at(8, { with: 4 }), false), follows(at(8), false)]).toEqual([true, false, false, false]);
  });
});
