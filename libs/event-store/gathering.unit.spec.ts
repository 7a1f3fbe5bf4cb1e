import { Gathering, LONGEST_REST_MS } from './gathering';

describe('resting after a batch', () => {
  /** Takes what comes at so many a second, resting as told, for some seconds; the rests. */
  function rests(perSecond: number, seconds: number): number[] {
    let now = 1_000;
    const gathering = new Gathering(25, () => now);
    const taken: number[] = [];
    for (let lastAt = 0; now < seconds * 1_000; ) {
      gathering.note(((now - lastAt) * perSecond) / 1_000);
      taken.push(gathering.restMs);
      lastAt = now;
      // Reading and writing a batch take their time too.
      now += gathering.restMs + 10;
    }
    return taken;
  }

  it('is short and even where little comes', () => {
    expect(new Set(rests(300, 10))).toEqual(new Set([25]));
  });

  it('grows with what comes, and no further than to a bound', () => {
    expect(rests(700, 10).at(-1)).toBeCloseTo(175, 0);
    expect(rests(5_000, 10).at(-1)).toBe(LONGEST_REST_MS);
  });

  it('is not put up by a moment’s flood', () => {
    let now = 1_000;
    const gathering = new Gathering(25, () => now);
    gathering.note(0);
    now += 5;
    gathering.note(20);
    expect(gathering.restMs).toBe(25);
  });
});
