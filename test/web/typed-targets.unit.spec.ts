import { targetsOf, typedTargets } from '../../apps/web/parts/typed-targets';

/** Figures that stand, changed at the page of amendments. */
describe('figures that are typed', () => {
  const STANDING = { id: 't1', metric: '职业技能培训', comparison: '>=' as const, value: 25_000, unit: '人次', text: '职业技能培训2.5万人次以上', reckoning: 'stock' as const, upper: { targetId: 't1', value: 40_000 }, reached: 900, met: false, waived: null };
  const [typed] = typedTargets([STANDING]);

  it('keep what they count towards, how they are reckoned and the words of what nobody changed', () => {
    const { reached: _reached, met: _met, waived: _waived, ...target } = STANDING;
    expect(targetsOf([typed!])).toEqual([target]);
    expect(targetsOf([{ ...typed!, value: 26_000 }])).toEqual([{ ...target, value: 26_000, text: '职业技能培训不少于26000人次' }]);
  });

  it('say in the words of the form what is new, each with an id that is free', () => {
    const fresh = { metric: '劳动竞赛', comparison: '=' as const, value: 60 };
    expect(targetsOf([typed!, fresh])[1]).toEqual({ id: 't2', metric: '劳动竞赛', comparison: '=', value: 60, unit: '', text: '劳动竞赛60' });
    expect(targetsOf([fresh], ['t1', 't2'])[0]?.id).toBe('t3');
  });

  it('outlive the page in which they were typed', () => {
    expect(targetsOf([JSON.parse(JSON.stringify(typed)) as NonNullable<typeof typed>])[0]).toMatchObject({ text: STANDING.text, upper: STANDING.upper });
  });
});
