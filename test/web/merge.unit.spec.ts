import { changedOf, othersChanges, takenUp } from '../../apps/web/parts/merge';

const before = { title: '技能培训', category: '培训', units: ['人社局'], day: null as string | null };

describe('several who change the same', () => {
  it('send what they changed themselves, and nothing that they left as it was', () => {
    expect(changedOf(before, { ...before })).toEqual({});
    expect(changedOf(before, { ...before, title: '职业技能培训', units: ['人社局', '总工会'] })).toEqual({ title: '职业技能培训', units: ['人社局', '总工会'] });
    // A field that is empty is empty, whichever way a form says it.
    expect(changedOf(before, { ...before, day: undefined as never })).toEqual({});
  });

  it('are told what others changed since they began', () => {
    expect(othersChanges(before, { ...before, category: '技能提升' })).toEqual([{ field: 'category', before: '培训', theirs: '技能提升' }]);
  });

  it('take up a draft with what others changed, but for the fields that they typed in themselves', () => {
    const now = { ...before, category: '技能提升', units: ['总工会'] };
    const up = takenUp(before, now, { ...before, title: '职业技能培训', units: ['工商联'] });
    expect(up.typed).toEqual({ title: '职业技能培训', category: '技能提升', units: ['工商联'], day: null });
    // Sent now, it says the title and the units; of the units its writer is still to be told.
    expect(changedOf(up.before, up.typed)).toEqual({ title: '职业技能培训', units: ['工商联'] });
    expect(othersChanges(up.before, now).map(({ field }) => field)).toEqual(['units']);
  });
});
