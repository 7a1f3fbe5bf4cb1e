import { unitsByLight, worstUnits } from '../../apps/web/pages/overview/units-by-light';

const byUnit = [
  ...Array.from({ length: 12 }, (_, n) => ({ unitId: `u${10 + n}`, light: 'yellow', count: 1 })),
  { unitId: 'worst', light: 'red', count: 1 },
  { unitId: 'well', light: 'green', count: 9 },
];

describe('lights by unit', () => {
  it('leave no unit out, the worst first', () => {
    const units = unitsByLight({ byUnit }).map(({ unitId }) => unitId);
    expect(units).toHaveLength(14);
    expect([units[0], units.at(-1)]).toEqual(['worst', 'well']);
  });

  it('name at most ten as the worst, and none that is well', () => {
    const worst = worstUnits({ byUnit }).map(({ unitId }) => unitId);
    expect(worst).toHaveLength(10);
    expect(worst).not.toContain('well');
  });
});
