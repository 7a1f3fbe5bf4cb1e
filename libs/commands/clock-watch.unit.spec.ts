import { leastSkew } from './clock-watch';

describe('the difference of two clocks', () => {
  it.each([
    ['the server is behind the question by it', 10_000, 4_000, 10_002, 6_000],
    ['the server is ahead of the answer by it', 10_000, 17_000, 10_002, -6_998],
    ['none is proven within the round trip', 10_000, 10_001, 10_002, 0],
    ['a server that stood still for twenty seconds proves none', 10_000, 29_990, 30_000, 0],
    ['nor does one whose answer was held up', 10_000, 10_001, 30_000, 0],
  ])('%s', (_, asked, told, answered, skew) => {
    expect(leastSkew(asked, told, answered)).toBe(skew);
  });
});
