import { dayIn, toTell } from '../../apps/web/parts/day/day';

describe('a day that is typed', () => {
  it.each(['2031-06-08', '2031-6-8', '2031/06/08', '2031.6.8', '20310608', '2031年6月8日', ' 2031 年 6 月 8 日 '])('is the same however it is written: %s', (typed) => expect(dayIn(typed)).toBe('2031-06-08'));

  it.each(['', '6-8', '2031-02-29', '2031-13-01', '2031-00-10', '明天', '2031-06-08x'])('is none where the calendar has none: %j', (typed) => expect(dayIn(typed)).toBeNull());
});

describe('a form with a day that is being typed', () => {
  /** What the form holds once that was typed, figure by figure. */
  const held = (typed: string, last = ''): string => [...typed].reduce((before, _, at) => toTell(typed.slice(0, at + 1), before) ?? before, last);

  it('holds the day that is seen', () => expect([held('2031-06-08'), held('2031-6-8'), held('20310608')]).toEqual(['2031-06-08', '2031-06-08', '2031-06-08']));

  it('holds what is no day as it was typed, not the day that it began with', () => expect([held('2031-06-31'), held('2031-06-08x')]).toEqual(['2031-06-31', '2031-06-08x']));

  it('is told nothing before there is a day, and that the field was emptied', () => expect([toTell('2031-06', ''), toTell('', '2031-06-08'), toTell('2031.6.8', '2031-06-08')]).toEqual([null, '', null]));
});
