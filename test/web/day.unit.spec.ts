import { dayIn } from '../../apps/web/parts/day/day';

describe('a day that is typed', () => {
  it.each(['2031-06-08', '2031-6-8', '2031/06/08', '2031.6.8', '20310608', '2031年6月8日', ' 2031 年 6 月 8 日 '])('is the same however it is written: %s', (typed) => expect(dayIn(typed)).toBe('2031-06-08'));

  it.each(['', '6-8', '2031-02-29', '2031-13-01', '2031-00-10', '明天', '2031-06-08x'])('is none where the calendar has none: %j', (typed) => expect(dayIn(typed)).toBeNull());
});
