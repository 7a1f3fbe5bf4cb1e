import { Pace } from './pace';

describe('pace', () => {
  it('lets a burst through at once, and spreads what comes on top', () => {
    const pace = new Pace({ burst: 60, restMs: 5_000, perSecond: 50 });
    const waits = Array.from({ length: 160 }, () => pace.take(1_000));
    expect(waits.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 0));
    expect(waits[60]).toBe(5_020);
    expect(waits[159]).toBe(7_000);
  });

  it('has room again when time has passed, and never more than its burst', () => {
    const pace = new Pace({ burst: 10, restMs: 0, perSecond: 50 });
    for (let i = 0; i < 20; i++) pace.take(1_000);
    expect(pace.take(1_000)).toBe(220);
    expect(pace.take(1_500)).toBe(0);
    const later = Array.from({ length: 12 }, () => pace.take(100_000));
    expect(later.filter((ms) => ms === 0)).toHaveLength(10);
  });
});
